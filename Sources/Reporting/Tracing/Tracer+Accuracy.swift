import MetaAnalysis
import Review

extension Tracer {
    /// A planned analysis of accuracy: the summary point of its stages.
    ///
    /// - Parameters:
    ///   - index: place of the analysis among those of accuracy.
    ///   - stage: only this stage; `nil` for all.
    /// - Returns: the trace.
    func trace(ofAccuracy index: Int, stage: EvaluationStage? = nil) -> Trace {
        let result = report.accuracy[index]
        let stages = result.stages.filter { stage == nil || $0.stage == stage }
        return Trace(
            "analysis \(result.plan.id)" + (stage.map { "/\($0.rawValue)" } ?? ""),
            value: result.plan.title,
            how: result.plan.methodText,
            steps: stages.map { .derived(summaryPoint($0, of: result)) } + protocolEvent
        )
    }

    /// The summary point of a stage with the two-by-two tables behind it.
    private func summaryPoint(_ stage: AccuracyStage, of result: AccuracyResult) -> Trace {
        let name = "summary point, \(stage.stage.title.lowercased())"
        let steps = stage.evaluations.map { TraceStep.derived(counts($0)) }
        guard let fit = stage.fit else {
            return Trace(
                name,
                value: NumberText.none,
                how: "not pooled: \(stage.whyNotPooled ?? "no two-by-two table")",
                steps: steps
            )
        }
        return Trace(
            name,
            value: "sensitivity \(Report.text(fit.sensitivity, decimals: 3)), specificity "
                + Report.text(fit.specificity, decimals: 3),
            how: "\(fit.method.name), k = \(fit.studyCount): logit sensitivity "
                + "\(number(fit.logitSensitivity)) (standard error "
                + "\(number(fit.sensitivityStandardError))), logit specificity "
                + "\(number(fit.logitSpecificity)) (\(number(fit.specificityStandardError))); "
                + "printed is 1 / (1 + e^−x); ratios follow from both by the delta method",
            steps: steps
        )
    }

    /// A two-by-two table.
    private func counts(_ row: AnalysedTable) -> Trace {
        let counts = row.counts
        return Trace(
            "two-by-two table of \(row.label), \(row.source.row.stage.title.lowercased())",
            value: "TP \(counts.truePositives), FP \(counts.falsePositives), "
                + "FN \(counts.falseNegatives), TN \(counts.trueNegatives)",
            how: row.origin == .stated
                ? "the counts as the sheet states them"
                : "restored from sensitivity, specificity, sample size and number with the outcome",
            steps: [
                sheetLine(row.source.file, row.source.row.line, event: row.source.event)
            ] + (trace(ofStudy: row.source.row.study).map { [.derived($0)] } ?? [])
        )
    }

    /// What stands behind a row of a table of accuracy; `nil` for another table.
    func accuracySteps(of table: Table, _ row: Int, _ index: Int) -> [TraceStep]? {
        let result = report.accuracy[index]
        switch table.id {
        case "accuracy-\(report.accuracySlug(index))":
            guard result.stages.indices.contains(row) else { return nil }
            return [.derived(summaryPoint(result.stages[row], of: result))]
        case "counts-\(report.accuracySlug(index))":
            let rows = result.stages.flatMap(\.evaluations)
            return rows.indices.contains(row) ? [.derived(counts(rows[row]))] : nil
        default: return nil
        }
    }
}
