import Figures
import MetaAnalysis
import Review

extension Report {
    /// A funnel plot per stage of each planned analysis that pools at least three evaluations.
    public var funnelFigures: [ReportFigure] {
        results.indices.flatMap { funnelFigures(of: $0) }
    }

    /// The funnel plots of a planned analysis.
    ///
    /// - Parameter index: place of the analysis in `results`.
    /// - Returns: one figure per stage with at least three evaluations in the pool.
    public func funnelFigures(of index: Int) -> [ReportFigure] {
        let result = results[index]
        return result.stages.filter { $0.pooled != nil && $0.poolable.count > 2 }.map { stage in
            let title = "\(result.plan.title): \(stage.stage.title.lowercased()), funnel plot"
            return ReportFigure(
                id: "funnel-\(slug(index))-\(stage.stage.rawValue)",
                title: title,
                svg: funnelPlot(stage, title: title, measure: result.plan.measure).render()
            )
        }
    }

    private func funnelPlot(
        _ stage: StageSummary,
        title: String,
        measure: PerformanceMeasure
    ) -> FunnelPlot {
        let studies = stage.poolable.compactMap { row in
            row.estimate.map {
                FunnelPlot.Study(
                    label: row.label,
                    estimate: Transformation.logit.backTransformed($0.value),
                    standardError: $0.samplingVariance.squareRoot()
                )
            }
        }
        let axis = ForestPlot.Axis(label: measure.title, scale: .logit, bounds: 0...1)
        var notes: [String] = []
        let egger = stage.egger
        if let egger { notes.append("Egger's test: \(NumberText.pStatement(egger.pValue)).") }
        if studies.count < 10 {
            notes.append("Fewer than ten evaluations: asymmetry cannot be told from chance.")
        }
        return FunnelPlot(
            title: title,
            studies: studies,
            axis: axis,
            standardErrorLabel: "Standard error (logit)",
            pooled: stage.pooled?.estimate,
            regression: egger.map {
                FunnelPlot.RegressionLine(
                    limitEstimate: Transformation.logit.backTransformed($0.limitEstimate),
                    slope: $0.slope
                )
            },
            naming: studies.count <= 40 ? .outsideLimits : .none,
            notes: notes
        )
    }
}
