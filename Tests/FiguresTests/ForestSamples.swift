@testable import Figures

/// Forest plots of the less common kinds, with made-up numbers.
enum ForestSamples {
    /// Ratios with all that an axis can say, and pooled intervals that leave the axis.
    static func sided() -> ForestPlot {
        let values: [(String, Double, Double, Double)] = [
            ("Study 10 (2021)", 0.72, 0.48, 1.08), ("Study 9 (2019)", 1.31, 0.90, 1.91),
            ("Study 2 (2020)", 0.95, 0.61, 1.48), ("study 1 (2023)", 0.55, 0.21, 1.44),
        ]
        let rows = zip(values, [31.0, 36, 26, 7]).map { value, weight in
            ForestPlot.Row(
                label: value.0,
                estimate: value.1,
                interval: .init(lower: value.2, upper: value.3),
                weight: weight
            )
        }
        let pooled = { (label: String, estimate: Double, lower: Double, upper: Double) in
            ForestPlot.Pooled(
                label: label,
                estimate: estimate,
                interval: .init(lower: lower, upper: upper)
            )
        }
        var axis = ForestPlot.Axis.ratio("Ratio of observed to expected events (log scale)")
        axis.range = 0.25...4
        axis.ticks = [0.25, 0.5, 1, 2, 4]
        axis.lowerSide = "Risk predicted too high"
        axis.upperSide = "Risk predicted too low"
        var overall = pooled("All", 0.98, 0.60, 1.61)
        overall.prediction = .init(lower: 0.1, upper: 9.6)
        return ForestPlot(
            title: "Calibration in the large",
            groups: [
                .init(
                    heading: "Development centres",
                    rows: Array(rows[..<2]),
                    pooled: pooled("Two studies", 0.96, 0.05, 18)
                ),
                .init(
                    heading: "Other centres",
                    rows: Array(rows[2...]),
                    pooled: pooled("Two studies", 0.3, 0.04, 1.9)
                ),
            ],
            overall: overall,
            axis: axis,
            estimateHeading: "O:E [95% CI]",
            subgroupTest: "Test for subgroup differences: Q = 0.9, df = 1, P = 0.34"
        )
    }

    /// What a cumulative analysis looks like: rows are pooled results in turn.
    static func cumulative(studies: Int) -> ForestPlot {
        let rows = (0..<studies).map { index in
            let half = 0.14 / Double(index + 1).squareRoot()
            let estimate = 0.82 + 0.05 / Double(index + 1) * (index % 2 == 0 ? 1 : -1)
            return ForestPlot.Row(
                label: "+ Study \(index + 1)",
                estimate: estimate,
                interval: .init(lower: estimate - half, upper: min(estimate + half, 1))
            )
        }
        return ForestPlot(
            title: "Cumulative analysis",
            groups: [.init(rows: rows)],
            axis: .areaUnderCurve("AUC of all studies so far"),
            estimateHeading: "AUC [95% CI]",
            squares: .equal
        )
    }

    static var all: [(name: String, canvas: Canvas)] {
        [
            ("forest-sided-174", sided().sorted(by: .label).drawn(FigureStyle())),
            ("forest-sided-84", sided().drawn(FigureStyle(width: .single))),
            ("forest-cumulative-129", cumulative(studies: 12).drawn(.init(width: .oneAndHalf))),
            ("forest-one-84", cumulative(studies: 1).drawn(.init(width: .single))),
        ]
    }
}
