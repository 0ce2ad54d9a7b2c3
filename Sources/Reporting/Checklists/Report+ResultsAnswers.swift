import MetaAnalysis
import Review
import RiskOfBias

extension Report {
    /// Answers to what is asked of the results; `nil` for other facts.
    func resultsAnswer(to fact: ReportFact) -> ChecklistAnswer? {
        switch fact {
        case .flow: return flowAnswer
        case .excluded:
            let table = excludedReportsTable
            return .of(
                table.rows.isEmpty
                    ? ""
                    : "\(NumberText.counted(table.rows.count, "report is", "reports are")) listed as "
                        + "excluded at full text, with the reasons.",
                at: "\(table.path); index.html#excluded",
                left: table.rows.isEmpty ? "No report is recorded as excluded at full text." : ""
            )
        case .characteristics, .included: return studiesAnswer
        case .biasResults: return biasAnswer
        case .individualResults: return individualAnswer
        case .synthesisCharacteristics:
            return .of(
                pools({ characteristics($1) }, { characteristics($1) }),
                at: "index.html#results"
            )
        case .pooledResults:
            return .of(
                pools(
                    { estimateText($0, $1) + heterogeneityText($1) },
                    { estimateText($0, $1) }
                ),
                at: "index.html#results; tables/summary-of-findings.csv",
                left: hasPool ? "" : "Nothing is pooled: report the results without a pool."
            )
        case .heterogeneityResults: return changeAnswer
        case .smallStudyResults:
            return .of(
                pools({ SmallStudyFinding($1).text }, { SmallStudyFinding($1).text }),
                at: "tables/summary-of-findings.csv",
                left: !hasPlan ? "" : "Assess bias from missing results for each synthesis."
            )
        case .certaintyResults:
            return .of(
                summaryOfFindingsTable.rows.isEmpty
                    ? ""
                    : "What the data say to each GRADE domain is listed per analysis and stage.",
                at: "tables/summary-of-findings.csv; summary-of-findings.md",
                left: "Judge each domain and the overall certainty."
            )
        default: return nil
        }
    }

    private var individualAnswer: ChecklistAnswer {
        let rows = results.flatMap(\.stages).flatMap(\.evaluations).count
        let tables = accuracy.flatMap(\.stages).flatMap(\.evaluations).count
        var known: [String] = []
        if rows > 0 {
            known.append(
                "\(NumberText.counted(rows, "figure", "figures")) of evaluations, with intervals where "
                    + "a standard error is known."
            )
        }
        if tables > 0 {
            known.append(
                "\(NumberText.counted(tables, "two-by-two table", "two-by-two tables")), with "
                    + "sensitivity and specificity and their intervals."
            )
        }
        let figures = forestFigures + accuracy.indices.compactMap { pairedForestFigure($0) }
        return .of(
            known.joined(separator: " "),
            at: (figures.map(\.path) + ["tables/evaluations.csv"]).joined(separator: "; ")
        )
    }

    private var flowAnswer: ChecklistAnswer {
        guard !state.imports.isEmpty else { return .authors("No search has been imported yet.") }
        let arms = [flow.reports, flow.otherReports].compactMap { $0 }
        let others = state.works.count { !$0.isFromDatabases }
        var text =
            "Databases and registers: \(NumberText.count(flow.identified ?? 0)) identified, "
            + "\(NumberText.count(flow.duplicates ?? 0)) duplicates removed, "
            + "\(NumberText.count(flow.screened ?? 0)) screened."
        if others > 0 {
            text += " Other methods: \(NumberText.counted(others, "document", "documents"))."
        }
        text += " \(NumberText.count(arms.reduce(0) { $0 + ($1.sought ?? 0) })) reports sought, "
        text += "\(NumberText.count(arms.reduce(0) { $0 + ($1.assessed ?? 0) })) assessed, "
        text += "\(NumberText.count(state.includedWorks.count)) included."
        return .of(
            text,
            at: "figures/prisma.svg; \(flowTable.path); index.html#flow",
            left: isScreeningOpen ? "Finish screening: the numbers are provisional." : ""
        )
    }

    private var studiesAnswer: ChecklistAnswer {
        let all = description.all
        guard all.studies > 0 else { return .authors(Self.noStudies) }
        let patients =
            all.studiesWithPatients == 0
            ? "none of them states its number of patients"
            : "\(NumberText.count(all.patients)) patients, stated by \(all.studiesWithPatients) of "
                + "\(all.studies)"
        return .of(
            "\(NumberText.counted(all.studies, "study", "studies")) in "
                + "\(NumberText.counted(state.includedWorks.count, "report", "reports")); \(patients).",
            at: "tables/studies.csv; tables/included-reports.csv; index.html#studies",
            left: state.reportsWithoutStudy.isEmpty
                ? "" : "Link every included report to a study."
        )
    }

    private var biasAnswer: ChecklistAnswer {
        guard !appraisals.isEmpty else { return .authors(Self.noAppraisal) }
        let outcomes = appraisals.map { $0.overall?.judgement }
        var parts = Judgement.allCases.reversed().compactMap { judgement -> String? in
            let count = outcomes.count { $0 == judgement }
            return count > 0 ? "\(count) \(judgement.rawValue)" : nil
        }
        let open = outcomes.count { $0 == nil }
        if open > 0 { parts.append("\(open) without an overall judgement") }
        return .of(
            "\(NumberText.counted(appraisals.count, "appraisal", "appraisals")); overall: "
                + "\(Phrase.list(parts)).",
            at: "figures/risk-of-bias.svg; tables/risk-of-bias.csv; index.html#risk-of-bias",
            left: openAppraisalTable.rows.isEmpty
                ? "" : "Settle what tables/appraisal-open.csv lists."
        )
    }

    private var changeAnswer: ChecklistAnswer {
        let sentences = results.flatMap { result in
            (result.comparison?.drops ?? []).map { drop in
                let from = EvaluationStage(rawValue: drop.from)?.title ?? drop.from
                let to = EvaluationStage(rawValue: drop.to)?.title ?? drop.to
                return "\(result.plan.measure.title), \(from.lowercased()) to \(to.lowercased()): "
                    + "drop \(NumberText.fixed(drop.aucDrop, decimals: 3)) "
                    + "[\(NumberText.level(result.plan.level)) CI \(NumberText.fixed(drop.aucInterval.lower, decimals: 3)) to "
                    + "\(NumberText.fixed(drop.aucInterval.upper, decimals: 3))]."
            }
        }
        return .of(
            sentences.joined(separator: " "),
            at: "index.html#results",
            left: sentences.isEmpty
                ? "No change between stages is estimated; report other causes of heterogeneity."
                : "Report other causes of heterogeneity, if any were examined."
        )
    }

    /// A sentence per analysis and stage, each under its name.
    private func pools(
        _ text: (PlannedResult, StageSummary) -> String,
        _ paired: (AccuracyResult, AccuracyStage) -> String
    ) -> String {
        func sentence(_ title: String, _ stage: EvaluationStage, _ text: String) -> String {
            "\(Self.trimmed(title)), \(stage.title.lowercased()): " + Phrase.closed(text)
        }
        let single = results.flatMap { result in
            result.stages.map { sentence(result.plan.title, $0.stage, text(result, $0)) }
        }
        let pairs = accuracy.flatMap { result in
            result.stages.map { sentence(result.plan.title, $0.stage, paired(result, $0)) }
        }
        return (single + pairs).joined(separator: " ")
    }

    private func characteristics(_ stage: StageSummary) -> String {
        "\(NumberText.counted(stage.studyCount, "study", "studies")), "
            + "\(NumberText.counted(stage.evaluations.count, "evaluation", "evaluations")), "
            + "\(stage.poolable.count) with a standard error"
    }

    private func characteristics(_ stage: AccuracyStage) -> String {
        "\(NumberText.counted(stage.studyCount, "study", "studies")), "
            + "\(NumberText.counted(stage.evaluations.count, "evaluation", "evaluations")) with a "
            + "two-by-two table, \(stage.omitted.count) without"
    }

    private func heterogeneityText(_ stage: StageSummary) -> String {
        guard let fit = stage.pooled?.fit, fit.studyCount > 1 else { return "" }
        return ", I² \(NumberText.percent(fit.iSquared)), "
            + "τ² \(NumberText.tauSquared(fit.tauSquared))"
    }

    private var hasPool: Bool {
        results.flatMap(\.stages).contains { ($0.pooled?.fit.studyCount ?? 0) > 1 }
            || accuracy.flatMap(\.stages).contains(where: \.isPoolOfSeveralStudies)
    }
}
