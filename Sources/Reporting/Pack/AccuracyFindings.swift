import MetaAnalysis
import Review

extension Report {
    /// The row of the summary of findings for sensitivity and specificity pooled together.
    func findings(_ result: AccuracyResult, _ stage: AccuracyStage) -> [Table.Cell] {
        let counts = stage.evaluations.map(\.counts)
        let ill = counts.reduce(0) { $0 + $1.diseased }
        let share = 100 / Double(max(1, stage.evaluations.count))
        let studies = StudyShares(
            shares: stage.evaluations.map { ($0.source.row.study, share) },
            isWeighted: false
        )
        let isEmpty = counts.isEmpty
        let texts = [
            isEmpty ? "No two-by-two table." : biasText(studies), spreadText(stage),
            isEmpty ? "No two-by-two table." : indirectnessText(studies), widthText(result, stage),
            SmallStudyFinding(stage).text,
        ]
        return [
            .init(result.plan.title), .init(stage.stage.title),
            .init(count: stage.studyCount), .init(count: counts.count),
            .init(count: isEmpty ? nil : counts.reduce(ill) { $0 + $1.healthy }),
            .init(count: isEmpty ? nil : ill), .init(estimateText(result, stage)),
            .init(""), .init(ExpectedNumbers(stage)?.text ?? ""),
        ] + texts.flatMap { [Table.Cell($0), Table.Cell("")] }
    }

    /// The summary point with its intervals, or why there is none.
    func estimateText(_ result: AccuracyResult, _ stage: AccuracyStage) -> String {
        guard stage.isPoolOfSeveralStudies, let fit = stage.fit else {
            return "not pooled: \(stage.whyNotPooled ?? "one study is no pool")"
        }
        let level = NumberText.level(result.plan.level)
        func text(_ name: String, _ value: IntervalEstimate) -> String {
            "\(name) \(NumberText.proportion(value.value)) "
                + "[\(level) CI \(NumberText.proportions(value.interval))]"
        }
        return text("sensitivity", fit.sensitivity) + "; " + text("specificity", fit.specificity)
    }

    private func spreadText(_ stage: AccuracyStage) -> String {
        guard stage.isPoolOfSeveralStudies, let fit = stage.fit else {
            return "No pool of several studies."
        }
        let variances = fit.knownBetweenVariances.map { value in
            value.isFinite && value >= 0
                ? NumberText.tauSquared(value.squareRoot()) : "not known"
        }
        var text =
            "τ \(variances[0]) for sensitivity and \(variances[1]) for specificity on the logit "
            + "scale"
        if let correlation = fit.correlation, correlation.isFinite {
            text += ", correlation \(NumberText.coefficient(correlation))"
        }
        return text + "; the prediction region is in the summary ROC figure where it is defined."
    }

    private func widthText(_ result: AccuracyResult, _ stage: AccuracyStage) -> String {
        guard stage.isPoolOfSeveralStudies, let fit = stage.fit else {
            return "No pooled estimate."
        }
        func width(_ value: IntervalEstimate) -> String {
            NumberText.fixed(value.interval.upper - value.interval.lower, decimals: 3)
        }
        let count = NumberText.counted(stage.evaluations.count, "evaluation", "evaluations")
        return "\(NumberText.level(result.plan.level)) CI of width \(width(fit.sensitivity)) for "
            + "sensitivity and \(width(fit.specificity)) for specificity from \(count)."
    }
}
