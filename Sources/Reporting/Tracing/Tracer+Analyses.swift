import Foundation
import MetaAnalysis
import Review

extension Tracer {
    /// A planned analysis: its stages, each with pool and weighted mean.
    ///
    /// - Parameters:
    ///   - index: place of the analysis in the results.
    ///   - stage: only this stage; `nil` for all.
    /// - Returns: the trace.
    func trace(ofAnalysis index: Int, stage: EvaluationStage? = nil) -> Trace {
        let result = report.results[index]
        let stages = result.stages.filter { stage == nil || $0.stage == stage }
        return Trace(
            "analysis \(result.plan.id)" + (stage.map { "/\($0.rawValue)" } ?? ""),
            value: result.plan.title,
            how: result.plan.methodText,
            steps: stages.flatMap { summary -> [TraceStep] in
                [.derived(pool(summary, of: result)), .derived(mean(summary, of: result))]
            } + protocolEvent
        )
    }

    /// The pooled figure of a stage with the evaluations behind it.
    func pool(_ summary: StageSummary, of result: PlannedResult) -> Trace {
        let measure = result.plan.measure
        let name = "pooled \(measure.title), \(summary.stage.title.lowercased())"
        guard let pooled = summary.pooled else {
            return Trace(
                name,
                value: NumberText.none,
                how: "not pooled: \(summary.whyNotPooled ?? "no evaluation with a standard error")",
                steps: summary.evaluations.map { .derived(evaluation($0, measure)) }
            )
        }
        let fit = pooled.fit
        let level = NumberText.level(result.plan.level)
        let value =
            "\(NumberText.proportion(pooled.estimate)) "
            + "[\(level) CI \(NumberText.proportions(pooled.interval))]"
        let rule =
            "k = \(fit.studyCount) logit estimates; θ = Σwᵢyᵢ / Σwᵢ with wᵢ = 1 / (vᵢ + τ²), "
            + "τ² = \(number(fit.tauSquared)) by \(fit.options.method.rawValue), "
            + "I² = \(NumberText.percent(fit.iSquared)); "
            + "θ = \(number(fit.estimate)), standard error \(number(fit.standardError)), interval by "
            + "\(fit.options.test.rawValue); printed is 1 / (1 + e^−θ)"
        return Trace(
            name,
            value: value,
            how: fit.studyCount > 1
                ? rule : "one evaluation with a standard error: its own estimate, not a pool",
            steps: summary.poolable.map { .derived(evaluation($0, measure)) }
        )
    }

    /// The weighted mean of a stage with the evaluations behind it.
    func mean(_ summary: StageSummary, of result: PlannedResult) -> Trace {
        let measure = result.plan.measure
        let sized = summary.evaluations.filter { $0.source.row.size != nil }
        return Trace(
            "weighted mean \(measure.title), \(summary.stage.title.lowercased())",
            value: NumberText.proportion(summary.weightedMean?.mean),
            how: "Σnᵢxᵢ / Σnᵢ over the \(sized.count) evaluations that state a sample size nᵢ",
            steps: sized.map { .derived(evaluation($0, measure)) }
        )
    }

    /// An evaluation as the analysis uses it.
    func evaluation(_ row: AnalysedEvaluation, _ measure: PerformanceMeasure) -> Trace {
        var parts: [String] = []
        if let estimate = row.estimate {
            parts.append("yᵢ = logit = \(number(estimate.value))")
            parts.append("vᵢ = \(number(estimate.samplingVariance))")
            parts.append("standard error from: \(estimate.source)")
        } else {
            parts.append("no standard error; missing: \(row.missing.joined(separator: "; "))")
        }
        if let weight = row.weight {
            parts.append("weight \(NumberText.fixed(weight, decimals: 1))%")
        }
        if let size = row.source.row.size { parts.append("n = \(NumberText.count(size))") }
        let source = row.source
        return Trace(
            "\(measure.title) of \(row.label), \(source.row.stage.title.lowercased())",
            value: NumberText.exact(row.value),
            how: parts.joined(separator: ", "),
            steps: [
                sheetLine(
                    source.file,
                    source.row.line,
                    event: source.event,
                    column: measure.rawValue
                )
            ] + (trace(ofStudy: source.row.study).map { [.derived($0)] } ?? [])
        )
    }

    /// The change between two stages.
    func drop(_ drop: StageDrop, of result: PlannedResult) -> Trace {
        let rows = result.stages.filter { [drop.from, drop.to].contains($0.stage.rawValue) }
            .flatMap(\.poolable)
        return Trace(
            "drop of the \(result.plan.measure.title), \(drop.from) to \(drop.to)",
            value: NumberText.fixed(drop.aucDrop, decimals: 3),
            how: "three-level model on the logit scale, the study as cluster; logit difference "
                + "\(number(drop.logitDifference)), robust standard error "
                + number(drop.standardError),
            steps: rows.map { .derived(evaluation($0, result.plan.measure)) }
        )
    }

    /// Five significant digits: a small variance must not print as 0.
    func number(_ value: Double) -> String {
        String(format: "%.5g", value).replacing("-", with: "\u{2212}")
    }
}
