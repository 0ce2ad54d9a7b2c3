import MetaAnalysis
import Review

extension Report {
    /// The planned analyses as they were done.
    var analysisMethods: MethodsPart {
        var part = MethodsPart(heading: "Statistical analysis")
        guard hasPlan else {
            part.gaps = ["The statistical analysis: the protocol plans none"]
            return part
        }
        for result in results { part.sentences += sentences(of: result) }
        for result in accuracy { part.sentences += sentences(of: result) }
        part.sentences += smallStudySentences
        part.gaps = [
            "Why these analyses were chosen, and any sensitivity analysis or meta-regression done "
                + "outside the plan",
            "How the certainty of the evidence was judged: tables/summary-of-findings.csv lists what "
                + "the data say",
        ]
        return part
    }

    /// Whether the protocol plans any analysis.
    var hasPlan: Bool { !results.isEmpty || !accuracy.isEmpty }

    private var smallStudySentences: [String] {
        func tested(_ findings: [SmallStudyFinding]) -> Int {
            findings.count { if case .tested = $0 { true } else { false } }
        }
        let egger = tested(results.flatMap(\.stages).map { SmallStudyFinding($0) })
        let deeks = tested(accuracy.flatMap(\.stages).map { SmallStudyFinding($0) })
        let parts = [("Egger's", egger), ("Deeks'", deeks)].filter { $0.1 > 0 }.map { name, count in
            "\(name) test (\(NumberText.counted(count, "stage", "stages")) of an analysis)"
        }
        guard !parts.isEmpty else { return [] }
        return [
            "Small-study effects were tested by \(Phrase.list(parts)); with fewer than "
                + "\(SmallStudyFinding.fewEvaluations) evaluations, asymmetry cannot be told from "
                + "chance."
        ]
    }

    private func sentences(of result: PlannedResult) -> [String] {
        let plan = result.plan
        var sentences = ["Analysis \"\(Self.trimmed(plan.title))\": \(planSentence(plan))"]
        guard !result.stages.isEmpty else {
            return sentences + ["No evaluation that reports this figure has been extracted yet."]
        }
        sentences += errorSentences(result)
        for stage in result.stages { sentences.append(poolSentence(stage)) }
        sentences.append(comparisonSentence(result))
        return sentences
    }

    private func planSentence(_ plan: AnalysisPlan) -> String {
        // As the analysis does: codes that are not known fall back to the defaults.
        let method = HeterogeneityMethod(rawValue: plan.method) ?? .restrictedMaximumLikelihood
        let test = InferenceTest(rawValue: plan.test) ?? .hartungKnapp
        let model =
            method == .commonEffect
            ? "a common-effect model" : "a random-effects model with τ² by \(method.title)"
        return "the \(plan.measure.title) was to be pooled on the logit scale, each stage of "
            + "validation on its own, by \(model) and \(test.title) at the level "
            + "\(NumberText.level(plan.level))."
    }

    /// Where the standard errors come from, as many as there are.
    func errorSentences(_ result: PlannedResult) -> [String] {
        let rows = result.stages.flatMap(\.evaluations)
        var counts: [String: Int] = [:]
        for row in rows {
            if let source = row.estimate?.source { counts[source, default: 0] += 1 }
        }
        let origins = counts.keys.sorted().map { "\(Self.origin(of: $0)) (\(counts[$0] ?? 0))" }
        let missing = rows.count { $0.estimate == nil }
        var text = ""
        if origins.isEmpty {
            text = "No evaluation reports what a standard error needs"
        } else {
            text =
                "Of \(NumberText.counted(rows.count, "evaluation", "evaluations")), the standard "
            text += "error came from: \(Phrase.list(origins))"
            if missing > 0 {
                text += "; \(missing) \(missing == 1 ? "has" : "have") none and "
                text += "\(missing == 1 ? "was" : "were") not pooled"
            }
        }
        return [text + "."]
    }

    /// The origin of a standard error in words, after the count of its evaluations.
    private static func origin(of source: String) -> String {
        switch source {
        case "Standard Error": "the reported standard error"
        case "Confidence Interval": "the reported confidence interval"
        case "Newcombe (Method 4)":
            "the AUC with the numbers of participants and events by Newcombe's method 4 "
                + "(doi:10.1002/sim.2324)"
        case "Counts": "the counts of the two-by-two table"
        default: "\"\(source)\""
        }
    }

    private func poolSentence(_ stage: StageSummary) -> String {
        let name = Phrase.capitalised(stage.stage.title.lowercased())
        let reporting = NumberText.counted(stage.evaluations.count, "evaluation", "evaluations")
        guard let pooled = stage.pooled else {
            return "\(name): \(reporting), not pooled: "
                + Phrase.closed(stage.whyNotPooled ?? "no reason is recorded")
        }
        let fit = pooled.fit
        guard fit.studyCount > 1 else {
            return "\(name): \(reporting), of which one has a standard error; it stands for itself "
                + "and is no pool."
        }
        let studies = Set(stage.poolable.map(\.source.row.study)).count
        var text =
            "\(name): \(fit.studyCount) evaluations of "
            + "\(NumberText.counted(studies, "study", "studies")) were pooled"
        if studies < fit.studyCount {
            text += ", those of one study as if they were independent"
        }
        if pooled.predictionInterval != nil {
            text += ", with a prediction interval for the figure of a new evaluation "
            text += "(\(fit.options.predictionDistribution.title(test: fit.options.test)))"
        }
        text += "; heterogeneity is given as τ², I² and Cochran's Q"
        if fit.heterogeneityInterval != nil { text += ", with Q-profile intervals" }
        return text + "."
    }

    private func comparisonSentence(_ result: PlannedResult) -> String {
        guard let comparison = result.comparison, !comparison.drops.isEmpty else {
            let why = result.whyNotCompared.map { ": " + Phrase.closed($0) } ?? "."
            return "The change between stages is not estimated" + why
        }
        return "The change between stages was estimated by a three-level model on the logit scale "
            + "with the study as cluster and cluster-robust intervals."
    }
}

extension PredictionDistribution {
    /// The quantile behind a prediction interval, in words.
    fileprivate func title(test: InferenceTest) -> String {
        switch self {
        case .sameAsTest:
            test == .normal ? "normal quantile" : "t quantile with k − 1 degrees of freedom"
        case .higgins: "t quantile with k − 2 degrees of freedom"
        }
    }
}
