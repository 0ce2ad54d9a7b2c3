import BibliographicFormats
import MetaAnalysis
import Review
import RiskOfBias
import Statistics

extension Report {
    /// Files for RevMan, under the headings of Cochrane's data package.
    ///
    /// The study is named alike in all of them, since RevMan joins them by that name. Columns that
    /// RevMan does not know stand last and say what they hold.
    ///
    /// - Reference: Cochrane, RevMan knowledge base, "Data package specification", version 1
    ///   (documentation.cochrane.org/revman-kb/data-package-specification-249561249.html), and "Data
    ///   extraction templates" (…/data-extraction-templates-260702375.html). Headings of risk of bias
    ///   as the function `read.cdir` of the R package meta reads them.
    var revManAttachments: [ReportAttachment] {
        guard !state.studies.isEmpty else { return [] }
        var files = [
            ReportAttachment(
                path: "revman/study-information.csv",
                purpose: "Included studies with year, reports and characteristics, for RevMan.",
                text: { $0.report.studyInformation }
            )
        ]
        if !appraisals.isEmpty {
            files.append(
                ReportAttachment(
                    path: "revman/risk-of-bias.csv",
                    purpose: "Judgements of risk of bias with their support, for RevMan.",
                    text: { $0.report.riskOfBiasRows }
                )
            )
        }
        return files + inverseVarianceAttachments + accuracyAttachments
    }

    private var inverseVarianceAttachments: [ReportAttachment] {
        results.indices.filter { index in
            results[index].stages.contains { !$0.poolable.isEmpty }
        }.map { index in
            ReportAttachment(
                path: "revman/results-\(slug(index)).csv",
                purpose: "\(results[index].plan.title): logits with standard errors, for generic "
                    + "inverse variance in RevMan.",
                text: { $0.report.inverseVarianceRows(index) }
            )
        }
    }

    private var accuracyAttachments: [ReportAttachment] {
        accuracy.indices.flatMap { index -> [ReportAttachment] in
            let title = accuracy[index].plan.title
            let stages = accuracy[index].stages
            var files: [ReportAttachment] = []
            if stages.contains(where: { !$0.evaluations.isEmpty }) {
                files.append(
                    ReportAttachment(
                        path: "revman/accuracy-\(accuracySlug(index)).csv",
                        purpose: "\(title): two-by-two tables, for RevMan.",
                        text: { $0.report.accuracyRows(index) }
                    )
                )
            }
            if stages.contains(where: { $0.fit != nil }) {
                files.append(
                    ReportAttachment(
                        path: "revman/bivariate-parameters-\(accuracySlug(index)).csv",
                        purpose: "\(title): parameters of the bivariate models, for the summary "
                            + "ROC plot of RevMan.",
                        text: { $0.report.bivariateRows(index) }
                    )
                )
            }
            return files
        }
    }

    private func studyName(_ id: String) -> String { library.studyNames[id] ?? id }

    // MARK: Studies

    private var studyInformation: String {
        let header = [
            "Study", "Year", "Char: Reports", "Char: Title", "Char: Journal", "Char: DOI",
            "Char: PMID", "Char: Country", "Char: Modality", "Char: Task", "Char: Model family",
            "Char: Patients", "Char: Patients with outcome", "Char: Primary tumours",
            "Char: Notes", "Study ID",
        ]
        let rows = state.studies.map(\.row).map { study -> [String] in
            [
                studyName(study.id), NumberText.exact(study.year),
                study.reports.map(\.description).joined(separator: "; "), study.title ?? "",
                study.journal ?? "", study.doi ?? "", study.pmid ?? "", study.country ?? "",
                study.modality ?? "", Self.words(study.task ?? ""),
                Self.words(study.modelFamily ?? ""), NumberText.exact(study.patients),
                NumberText.exact(study.events), study.primaryTumours.joined(separator: ", "),
                study.note ?? "", study.id,
            ]
        }
        return DelimitedTextWriter.text(header: header, rows: rows)
    }

    private var riskOfBiasRows: String {
        let domains = instrument?.domains ?? []
        let header =
            ["Study"]
            + domains.flatMap {
                ["Domain (judgement): \($0.name)", "Domain (support): \($0.name)"]
            } + ["Study ID"]
        let ofStudy = Dictionary(grouping: appraisals, by: \.subject.study)
        let rows = state.studies.map(\.row.id).map { study -> [String] in
            let own = ofStudy[study] ?? []
            return [studyName(study)]
                + domains.flatMap { domain -> [String] in
                    let judged = RevManJudgement(
                        own.compactMap { appraisal in
                            appraisal.domains.first { $0.number == domain.number }.map {
                                (name(of: appraisal.subject), $0)
                            }
                        }
                    )
                    return [judged.judgement, judged.support]
                } + [study]
        }
        return DelimitedTextWriter.text(header: header, rows: rows)
    }

    // MARK: Results

    /// Data rows of generic inverse variance.
    ///
    /// Estimate and limits are logits, for an analysis whose data are entered as they are ("log-scale
    /// data" off): RevMan would otherwise print odds. The figures themselves stand beside them.
    private func inverseVarianceRows(_ index: Int) -> String {
        let plan = results[index].plan
        let figure = plan.measure.title
        let header = [
            "Analysis number", "Analysis name", "Subgroup", "Study", "Study year", "GIV Mean",
            "GIV SE", "Mean", "CI start", "CI end", "Footnotes", figure, "\(figure) lower",
            "\(figure) upper", "Level", "Sample size", "With outcome", "Standard error from",
            "Study ID", "Sheet",
        ]
        let quantile = NormalDistribution.upperQuantile((1 - plan.level) / 2)
        let rows = results[index].stages.flatMap { stage in
            stage.poolable.compactMap { row -> [String]? in
                guard let estimate = row.estimate else { return nil }
                let source = row.source.row
                let error = estimate.samplingVariance.squareRoot()
                let numbers: [Double?] = [
                    estimate.value, error, estimate.value, estimate.value - quantile * error,
                    estimate.value + quantile * error,
                ]
                let figures: [Double?] = [
                    row.value, row.interval?.lower, row.interval?.upper, plan.level,
                ]
                return [
                    "\(index + 1)", plan.title, stage.stage.title, studyName(source.study),
                    NumberText.exact(state.study(source.study)?.year),
                ] + numbers.map { NumberText.exact($0) } + [footnote(source)]
                    + figures.map { NumberText.exact($0) }
                    + [
                        NumberText.exact(source.size), NumberText.exact(source.events),
                        estimate.source, source.study, "\(row.source.file):\(source.line)",
                    ]
            }
        }
        return DelimitedTextWriter.text(header: header, rows: rows)
    }

    /// What tells evaluations of one study apart.
    private func footnote(_ row: Evaluation) -> String {
        [
            row.model.map { "model \($0)" }, row.unit.map { "per \($0)" },
            row.cohort.map { "cohort \($0)" },
        ].compactMap { $0 }.joined(separator: "; ")
    }

    // MARK: Accuracy

    /// A test of RevMan is one index test: a stage of validation of the analysis.
    private func testName(_ index: Int, _ stage: EvaluationStage) -> String {
        "\(accuracy[index].plan.title), \(stage.title.lowercased())"
    }

    private func accuracyRows(_ index: Int) -> String {
        let header = [
            "Study", "Test", "TP", "FP", "FN", "TN", "Footnotes", "Counts", "Study ID", "Sheet",
        ]
        let rows = accuracy[index].stages.flatMap { stage in
            stage.evaluations.map { row -> [String] in
                let counts = row.counts
                let source = row.source.row
                return [studyName(source.study), testName(index, stage.stage)]
                    + [
                        counts.truePositives, counts.falsePositives, counts.falseNegatives,
                        counts.trueNegatives,
                    ].map(String.init)
                    + [
                        footnote(source), row.origin.rawValue, source.study,
                        "\(row.source.file):\(source.line)",
                    ]
            }
        }
        return DelimitedTextWriter.text(header: header, rows: rows)
    }

    private func bivariateRows(_ index: Int) -> String {
        let header = [
            "Analysis number", "Analysis name", "Test name", "E(logitSe)", "E(logitSp)",
            "Var(logitSe)", "Var(logitSp)", "Corr(logits)", "SE(E(logitSe))", "SE(E(logitSp))",
            "Cov(Es)", "Studies", "Cov(logits)", "Not fitted because",
        ]
        let rows = accuracy[index].stages.map { stage -> [String] in
            let fit = stage.fit
            let variances = fit?.knownBetweenVariances
            let numbers: [Double?] = [
                fit?.logitSensitivity, fit?.logitSpecificity, variances?[0], variances?[1],
                fit?.correlation, fit?.sensitivityStandardError, fit?.specificityStandardError,
                fit?.covariance[0][1],
            ]
            // Where a variance is not known, neither is the covariance.
            let isKnown = variances?.allSatisfy(\.isFinite) ?? false
            return [
                "\(index + 1)", accuracy[index].plan.title, testName(index, stage.stage),
            ] + numbers.map { NumberText.exact($0) }
                + [
                    NumberText.exact(fit?.studyCount),
                    NumberText.exact(isKnown ? fit?.betweenCovariance[0][1] : nil),
                    stage.whyNotPooled ?? "",
                ]
        }
        return DelimitedTextWriter.text(header: header, rows: rows)
    }
}
