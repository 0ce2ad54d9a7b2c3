import MetaAnalysis
import Review

extension Report {
    /// A planned analysis of sensitivity and specificity together, as it was done.
    func sentences(of result: AccuracyResult) -> [String] {
        let plan = result.plan
        var sentences = [
            "Analysis \"\(Self.trimmed(plan.title))\": sensitivity and specificity were to be pooled "
                + "together, each stage of validation on its own, by the \(plan.model.method.name), "
                + "at the level \(NumberText.level(plan.level))."
        ]
        guard !result.stages.isEmpty else {
            return sentences + ["No evaluation that reports them has been extracted yet."]
        }
        for stage in result.stages { sentences.append(sentence(stage)) }
        let restored = result.stages.flatMap(\.evaluations).count { $0.origin == .restored }
        if restored > 0 {
            sentences.append(
                "\(NumberText.counted(restored, "two-by-two table was", "two-by-two tables were")) "
                    + "restored by rounding from sensitivity, specificity, sample size and number "
                    + "with the outcome."
            )
        }
        return sentences
    }

    private func sentence(_ stage: AccuracyStage) -> String {
        let count = NumberText.counted(stage.evaluations.count, "evaluation", "evaluations")
        let studies = NumberText.counted(stage.studyCount, "study", "studies")
        var text = "\(stage.stage.title): \(count) of \(studies) with a two-by-two table"
        if !stage.omitted.isEmpty { text += " and \(stage.omitted.count) without one" }
        guard stage.fit != nil else {
            return text + ", not pooled: "
                + Phrase.closed(stage.whyNotPooled ?? "no reason recorded")
        }
        guard stage.isPoolOfSeveralStudies else { return text + "; one study is no pool." }
        if stage.studyCount < stage.evaluations.count {
            text += ", those of one study taken as if they were independent"
        }
        return text + "; the model was fitted, with a summary point and its intervals."
    }
}
