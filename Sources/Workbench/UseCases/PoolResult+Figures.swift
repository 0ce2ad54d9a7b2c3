public import Figures
import Foundation

extension PoolResult {
    /// The studies and their pooled result as a forest plot, on the scale of the measure.
    ///
    /// - Parameter level: level of the intervals, for the headings.
    /// - Returns: the plot; studies that cannot be pooled stand in it without an estimate.
    public func forestPlot(level: Double = 0.95) -> ForestPlot {
        let percent = "\(Int((level * 100).rounded()))%"
        let poolable = studies.map { study in
            ForestPlot.Row(
                label: study.study,
                estimate: study.estimate.value,
                interval: Self.interval(study.ciLower, study.ciUpper),
                weight: study.weight.value
            )
        }
        let omitted = notPoolable.map { study in
            ForestPlot.Row(
                label: study.study,
                estimate: nil,
                estimateText: "not poolable: no " + study.missing.joined(separator: ", ")
            )
        }
        return ForestPlot(
            title: "\(axisLabel), random-effects model",
            groups: [ForestPlot.Group(heading: nil, rows: poolable + omitted, pooled: nil)],
            overall: pooled,
            axis: axis,
            estimateHeading: "\(axisLabel) [\(percent) CI]",
            weightHeading: "Weight",
            decimals: 3
        )
    }

    private var pooled: ForestPlot.Pooled? {
        guard let fit = fit.value, let back = backTransformed.value,
            let estimate = back.estimate.value, fit.coefficients.count == 1
        else { return nil }
        var heterogeneity: [String] = []
        if let tau2 = fit.tau2.value { heterogeneity.append("τ² = \(Self.short(tau2))") }
        if let i2 = fit.i2.value { heterogeneity.append("I² = \(String(format: "%.1f", i2))%") }
        if let q = fit.q.value { heterogeneity.append("Q = \(Self.short(q)) (df = \(k - 1))") }
        return ForestPlot.Pooled(
            label: "Pooled",
            estimate: estimate,
            interval: Self.interval(back.ciLower, back.ciUpper),
            prediction: Self.interval(back.piLower, back.piUpper),
            weight: 100,
            heterogeneity: k > 1 ? heterogeneity.joined(separator: ", ") : nil
        )
    }

    private var axisLabel: String {
        switch PoolMeasure(rawValue: measure) {
        case .auc: "AUC"
        case .oe: "O:E ratio"
        case .proportion: "Proportion"
        case .or, .peto: "Odds ratio"
        case .rr: "Risk ratio"
        case .rd: "Risk difference"
        case .md: "Mean difference"
        case .smd: "Standardised mean difference"
        case .rom: "Ratio of means"
        case .zcor: "Correlation"
        case .generic, .dta, nil: "Estimate"
        }
    }

    private var axis: ForestPlot.Axis {
        switch PoolMeasure(rawValue: measure) {
        case .auc: .areaUnderCurve("AUC")
        case .or, .peto, .rr, .rom, .oe: .ratio(axisLabel)
        default: ForestPlot.Axis(label: axisLabel)
        }
    }

    private static func interval(_ lower: Figure, _ upper: Figure) -> ForestPlot.Interval? {
        guard let lower = lower.value, let upper = upper.value else { return nil }
        return ForestPlot.Interval(lower: lower, upper: upper)
    }

    /// Four significant digits, without trailing zeros.
    private static func short(_ value: Double) -> String {
        let digits = value == 0 ? 0 : Int(max(0, 3 - log10(abs(value)).rounded(.down)))
        return String(format: "%.\(min(digits, 6))f", value)
    }
}
