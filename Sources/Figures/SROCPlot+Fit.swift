public import MetaAnalysis

extension SROCPlot.Study {
    /// A study from its two-by-two table; `nil` without diseased or without healthy.
    ///
    /// - Parameters:
    ///   - label: name of the study.
    ///   - table: its counts.
    ///   - level: level of the intervals (Wilson).
    public init?(label: String, table: DiagnosticTable, level: Double) {
        guard table.diseased > 0, table.healthy > 0 else { return nil }
        let accuracy = StudyAccuracy(table, confidenceLevel: level)
        let specificity = accuracy.specificity
        self.init(
            label: label,
            position: SROCPlot.Position(
                falsePositiveRate: 1 - specificity.value,
                sensitivity: accuracy.sensitivity.value
            ),
            falsePositiveRateInterval: ForestPlot.Interval(
                lower: 1 - specificity.interval.upper,
                upper: 1 - specificity.interval.lower
            ),
            sensitivityInterval: ForestPlot.Interval(
                lower: accuracy.sensitivity.interval.lower,
                upper: accuracy.sensitivity.interval.upper
            ),
            size: table.participants
        )
    }
}

extension SROCPlot.Group {
    /// Studies with the summary point, curve and regions of their bivariate model.
    ///
    /// - Parameters:
    ///   - name: name of the group; may be empty for the only one.
    ///   - studies: the studies that the model was fitted to.
    ///   - fit: the model; `nil` if there is none.
    ///   - region: quantile that sets the size of the regions.
    public init(
        name: String,
        studies: [SROCPlot.Study],
        fit: BivariateFit?,
        region: RegionDistribution = .f
    ) {
        func positions(
            _ points: [(falsePositiveRate: Double, sensitivity: Double)]
        ) -> [SROCPlot.Position] {
            points.map {
                SROCPlot.Position(
                    falsePositiveRate: $0.falsePositiveRate,
                    sensitivity: $0.sensitivity
                )
            }
        }
        var curves: [SROCPlot.Curve] = []
        if let fit, let curve = fit.summaryROC {
            let range = fit.observedFalsePositiveRates
            let outside = [
                Interval(lower: 0, upper: range.lower), Interval(lower: range.upper, upper: 1),
            ].filter { $0.lower < $0.upper }
            curves = [
                SROCPlot.Curve(
                    name: "Summary ROC curve",
                    observed: positions(curve.points(over: range)),
                    extrapolated: outside.map { positions(curve.points(over: $0, count: 61)) }
                )
            ]
        }
        self.init(
            name: name,
            studies: studies,
            curves: curves,
            summaryPoint: fit.map {
                SROCPlot.Position(
                    falsePositiveRate: 1 - $0.specificity.value,
                    sensitivity: $0.sensitivity.value
                )
            },
            confidenceRegion: fit.map { positions($0.confidenceRegion(region)) } ?? [],
            predictionRegion: fit.map { positions($0.predictionRegion(region)) } ?? []
        )
    }
}
