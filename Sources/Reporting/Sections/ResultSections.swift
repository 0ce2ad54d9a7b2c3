import MetaAnalysis
import Review
import RiskOfBias

extension Report {
    /// What the included studies are.
    var studiesSection: Markup {
        let all = description.all
        guard all.studies > 0 else {
            return paragraph("\(Self.noStudies)", class: "empty")
                + (state.includedWorks.isEmpty ? "" : markup(includedReportsTable))
        }
        let patients =
            all.studiesWithPatients == 0
            ? "none of them states its number of patients"
            : "\(NumberText.count(all.patients)) patients, stated by "
                + "\(all.studiesWithPatients) of \(all.studies)"
        var content = statementReminder
        content += paragraph(
            """
            <strong>\(NumberText.counted(all.studies, "study", "studies"))</strong> from \
            \(NumberText.counted(state.includedWorks.count, "report", "reports")); \(patients). \
            Patients that several studies share are counted with each of them.
            """
        )
        if let figure = studiesPerYearFigure { content += figureMarkup(figure) }
        content += "<div class=\"side-by-side\">\n"
        for table in [modalitiesTable, tasksTable, modelFamiliesTable, primaryTumoursTable] {
            content += "<div>\(markup(table))</div>\n"
        }
        content += "</div>\n"
        content += foldable("Studies per year as a table", markup(yearsTable))
        content += markup(studiesTable)
        for table in partTables { content += markup(table) }
        content += markup(includedReportsTable)
        if !contradictionsTable.rows.isEmpty { content += markup(contradictionsTable) }
        return content + foldable("All extracted evaluations", markup(evaluationsTable))
    }

    /// Results of the planned analyses.
    var resultsSection: Markup {
        guard !results.isEmpty || !accuracy.isEmpty else {
            return paragraph("No analysis has been planned yet.", class: "empty")
        }
        var content = statementReminder
        for index in results.indices { content += analysis(index) }
        content += accuracySections
        content += "<h3>Summary of findings</h3>\n"
        return content + markup(summaryOfFindingsTable)
    }

    private func analysis(_ index: Int) -> Markup {
        let result = results[index]
        let plan = result.plan
        var content: Markup = """
            <article aria-labelledby="analysis-\(slug(index))">
            <h3 id="analysis-\(slug(index))">\(plan.title)</h3>

            """
        content += paragraph("\(plan.methodText)")
        guard !result.stages.isEmpty else {
            return content + paragraph("\(Self.noFigure(result))", class: "empty") + "</article>\n"
        }
        content += markup(stagesTable(index))
        content += remarks(result.stages.map { ($0.stage, $0.warnings) })
        if let figure = forestFigure(index) { content += figureMarkup(figure) }
        for figure in funnelFigures(of: index) { content += figureMarkup(figure) }
        if let figure = cumulativeFigure(index) {
            content += foldable("The pool as studies were added", figureMarkup(figure))
        }
        content += "<h4>Change between stages</h4>\n"
        content += markup(dropTable(index))
        content += markup(weightedDropTable(index))
        content += bullets((result.comparison?.remarks ?? []).map { Markup(text: $0) })
        let notPooled = result.stages.flatMap(\.evaluations).count { $0.estimate == nil }
        let total = result.stages.reduce(0) { $0 + $1.evaluations.count }
        content += foldable(
            notPooled == 0
                ? "All \(NumberText.counted(total, "evaluation", "evaluations")) could be pooled"
                : "\(notPooled) of \(NumberText.counted(total, "evaluation", "evaluations")) "
                    + "could not be pooled: what is missing",
            markup(notPooledTable(index))
        )
        content += foldable("All evaluations of this analysis", markup(analysedTable(index)))
        return content + "</article>\n"
    }

    /// What a reader must mind, each remark once with the stages it is about.
    func remarks(_ remarks: [(stage: EvaluationStage, warnings: [String])]) -> Markup {
        var stages: [(warning: String, names: [String])] = []
        for (stage, warnings) in remarks {
            for warning in warnings {
                if let place = stages.firstIndex(where: { $0.warning == warning }) {
                    stages[place].names.append(stage.title.lowercased())
                } else {
                    stages.append((warning, [stage.title]))
                }
            }
        }
        let items = stages.map { warning, names -> Markup in
            "<strong>\(names.joined(separator: ", ")):</strong> \(warning)"
        }
        guard !items.isEmpty else { return "" }
        return """
            <div class="mind"><h4>To be minded</h4>
            \(bullets(items))</div>

            """
    }

    /// Judgements, agreement, what is open.
    var riskOfBiasSection: Markup {
        guard let instrument else {
            let name = state.reviewProtocol?.instrument ?? ""
            return paragraph(
                name.isEmpty
                    ? "No instrument has been chosen yet."
                    : "The instrument '\(name)' is not known to this program.",
                class: "empty"
            )
        }
        var content = statementReminder
        let doi = instrument.citation.doi
        content += paragraph(
            """
            Instrument: \(instrument.name). \(instrument.citation.text) \
            \(doi.isEmpty ? "" : link(doi: doi))
            """
        )
        if let trial = state.reviewProtocol?.idealTrial {
            content += paragraph("Ideal test accuracy trial: \(trial)")
        }
        guard !appraisals.isEmpty else {
            return content + paragraph("\(Self.noAppraisal)", class: "empty")
        }
        content += riskOfBiasText
        let figures = riskOfBiasFigures
        for figure in figures { content += figureMarkup(figure) }
        content += foldable("All judgements as a table", markup(riskOfBiasTable))
        if !overridesTable.rows.isEmpty { content += markup(overridesTable) }
        let agreement = appraisalAgreementFigure.map { figureMarkup($0) } ?? ""
        content += foldable(
            "Agreement of the assessors, item by item",
            agreement + markup(assessorAgreementTable)
        )
        return content + markup(openAppraisalTable)
    }

    private var riskOfBiasText: Markup {
        func counts(_ outcomes: [JudgementOutcome?]) -> String {
            let judged = outcomes.map { $0?.judgement }
            var parts = Judgement.allCases.reversed().compactMap { judgement -> String? in
                let count = judged.count { $0 == judgement }
                return count > 0 ? "\(count) \(judgement.rawValue)" : nil
            }
            let open = judged.count { $0 == nil }
            if open > 0 { parts.append("\(open) open") }
            return parts.joined(separator: ", ")
        }
        let count = NumberText.counted(appraisals.count, "appraisal", "appraisals")
        var items: [Markup] = (instrument?.domains ?? []).map { domain in
            let outcomes = appraisals.map { appraisal in
                appraisal.domains.first { $0.number == domain.number }?.judgement
            }
            return "\(domain.name): \(counts(outcomes))"
        }
        if instrument?.overallRule != .notSummarised {
            items.append("<strong>Overall: \(counts(appraisals.map(\.overall)))</strong>")
        }
        var text = paragraph("\(count). Judgements of the risk of bias by domain:")
        text += bullets(items)
        if judgedApplicability.isEmpty,
            instrument?.domains.contains(where: { $0.applicabilityPrompt != nil }) == true
        {
            text += paragraph("Concerns about applicability were not judged.")
        }
        return text
    }
}

extension AnalysisPlan {
    /// How the analysis was done, in a sentence or two.
    var methodText: String {
        let estimator =
            HeterogeneityMethod(rawValue: method)?.title ?? "the estimator '\(method)'"
        let inference = InferenceTest(rawValue: test)?.title ?? "the test '\(test)'"
        let source =
            measure == .auc
            ? "standard errors as reported or restored from intervals or from sample size and events"
            : "standard errors from the counts of the two-by-two table"
        return "Planned: random-effects model per stage on the logit scale, τ² by \(estimator), "
            + "\(inference), level \(NumberText.level(level)); \(source). Codes: \(method), \(test)."
    }
}

extension HeterogeneityMethod {
    /// Name as printed.
    var title: String {
        switch self {
        case .commonEffect: "no estimator (common effect)"
        case .derSimonianLaird: "DerSimonian–Laird"
        case .hedges: "Hedges"
        case .hunterSchmidt: "Hunter–Schmidt"
        case .sidikJonkman: "Sidik–Jonkman"
        case .maximumLikelihood: "maximum likelihood"
        case .restrictedMaximumLikelihood: "restricted maximum likelihood"
        case .empiricalBayes: "empirical Bayes"
        case .pauleMandel: "Paule–Mandel"
        }
    }
}

extension InferenceTest {
    /// Name as printed.
    var title: String {
        switch self {
        case .normal: "normal intervals"
        case .hartungKnapp: "Hartung–Knapp intervals"
        case .adHoc: "Hartung–Knapp intervals, never narrower than normal ones"
        }
    }
}
