import Figures
import MetaAnalysis
import Review

extension Report {
    /// A cumulative forest plot per planned analysis with a stage that pools at least three
    /// evaluations.
    public var cumulativeFigures: [ReportFigure] {
        results.indices.compactMap { cumulativeFigure($0) }
    }

    /// How the pooled figure of an analysis moved as studies were published.
    ///
    /// - Parameter index: place of the analysis in `results`.
    /// - Returns: The figure, with the stages as groups; `nil` if no stage pools three evaluations.
    public func cumulativeFigure(_ index: Int) -> ReportFigure? {
        guard results.indices.contains(index) else { return nil }
        let result = results[index]
        let groups = result.stages.compactMap { cumulativeGroup($0) }
        guard !groups.isEmpty else { return nil }
        let measure = result.plan.measure.title
        var axis = ForestPlot.Axis.areaUnderCurve(measure)
        if result.plan.measure != .auc { axis.covered = [] }
        let plot = ForestPlot(
            title: "\(result.plan.title), cumulative by year",
            groups: groups,
            axis: axis,
            estimateHeading:
                "\(measure) [\(NumberText.level(result.plan.level))\u{00A0}CI]",
            studyHeading: "Study added",
            columns: [.init("Year", alignment: .trailing), .init("k", alignment: .trailing)],
            decimals: 3,
            squares: .equal,
            notes: [
                "Each row pools the evaluations up to it, with the model of the analysis; those "
                    + "without a year come last."
            ]
        )
        return ReportFigure(
            id: "cumulative-\(slug(index))",
            title: plot.title,
            svg: plot.render()
        )
    }

    private func cumulativeGroup(_ stage: StageSummary) -> ForestPlot.Group? {
        guard let options = stage.pooled?.fit.options, stage.poolable.count > 2 else { return nil }
        func year(_ row: AnalysedEvaluation) -> Int? { state.study(row.source.row.study)?.year }
        let rows = stage.poolable.sorted { left, right in
            (year(left) ?? .max, left.label, left.source.row.line)
                < (year(right) ?? .max, right.label, right.source.row.line)
        }
        let estimates = rows.compactMap(\.estimate)
        let fits = try? Sensitivity.cumulative(
            estimates: estimates.map(\.value),
            samplingVariances: estimates.map(\.samplingVariance),
            options: options
        )
        guard let fits else { return nil }
        return ForestPlot.Group(
            heading: stage.stage.title,
            rows: zip(rows, fits).map { row, fit in
                let interval = Transformation.logit.backTransformed(fit.interval)
                return ForestPlot.Row(
                    label: "+ \(row.label)",
                    cells: [year(row).map(String.init) ?? "–", String(fit.studyCount)],
                    estimate: Transformation.logit.backTransformed(fit.estimate),
                    interval: .init(lower: interval.lower, upper: interval.upper)
                )
            }
        )
    }
}
