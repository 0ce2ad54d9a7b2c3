public import Figures
import Foundation
import MetaAnalysis
import Statistics

extension PoolResult {
    /// The studies and their pooled result as a forest plot, on the scale of the measure.
    ///
    /// - Parameters:
    ///   - level: level of the intervals, for the headings.
    ///   - order: order of the studies; those of a subgroup stay together.
    /// - Returns: the plot; studies that cannot be pooled stand in it without an estimate.
    public func forestPlot(
        level: Double = 0.95,
        order: ForestPlot.RowOrder = .asGiven
    ) -> ForestPlot {
        let percent = "\(Int((level * 100).rounded()))%"
        let omitted = notPoolable.map { study in
            ForestPlot.Row(
                label: study.study,
                estimate: nil,
                estimateText: "not poolable: no " + study.missing.joined(separator: ", ")
            )
        }
        var plot = ForestPlot(
            title: "\(axisLabel), \(modelName)",
            groups: groups(omitted),
            overall: pooled,
            axis: axis,
            estimateHeading: "\(axisLabel) [\(percent) CI]",
            weightHeading: "Weight",
            decimals: 3
        )
        if let test = subgroups.value?.separateTau2, let q = test.qBetween.value {
            plot.subgroupTest =
                "Test for subgroup differences: Q = \(Self.short(q)), df = \(test.df), "
                + "p = \(PoolResult.probability(test.p))"
        }
        return plot.sorted(by: order, descending: order == .weight)
    }

    /// The pooled value as studies are added one by one, in the order of the table.
    ///
    /// - Parameter level: level of the intervals, for the headings.
    /// - Returns: the plot; empty where there is no cumulative analysis.
    public func cumulativePlot(level: Double = 0.95) -> ForestPlot {
        let scale = scaleOfMeasure
        let tail = (1 - level) / 2
        let steps = cumulative.value
        let rows = (steps?.study ?? []).enumerated().map { index, study -> ForestPlot.Row in
            let value = steps?.estimate[index].value
            let degrees: Double? = index > 0 && fit.value?.test != "z" ? Double(index) : nil
            let quantile =
                degrees.map { StudentT(degreesOfFreedom: $0).upperQuantile(tail) }
                ?? NormalDistribution.upperQuantile(tail)
            let width = steps?.se[index].value.map { $0 * quantile }
            var interval: ForestPlot.Interval?
            if let value, let width {
                interval = ForestPlot.Interval(
                    lower: scale.backTransformed(value - width),
                    upper: scale.backTransformed(value + width)
                )
            }
            return ForestPlot.Row(
                label: index == 0 ? study : "+ \(study)",
                estimate: value.map { scale.backTransformed($0) },
                interval: interval
            )
        }
        return ForestPlot(
            title: "\(axisLabel), cumulative",
            groups: [ForestPlot.Group(heading: nil, rows: rows, pooled: nil)],
            overall: pooled,
            axis: axis,
            estimateHeading: "\(axisLabel) [\(Int((level * 100).rounded()))% CI]",
            decimals: 3
        )
    }

    private var modelName: String {
        fit.value?.method == "EE" ? "common-effect model" : "random-effects model"
    }

    /// Rows by subgroup, each with its own pooled result.
    private func groups(_ omitted: [ForestPlot.Row]) -> [ForestPlot.Group] {
        func rows(_ members: [Study]) -> [ForestPlot.Row] {
            members.map { study in
                ForestPlot.Row(
                    label: study.study,
                    estimate: study.estimate.value,
                    interval: Self.interval(study.ciLower, study.ciUpper),
                    weight: study.weight.value
                )
            }
        }
        guard let section = subgroups.value else {
            return [ForestPlot.Group(heading: nil, rows: rows(studies) + omitted, pooled: nil)]
        }
        let scale = scaleOfMeasure
        let named = section.separateTau2.groups.sorted { $0.key < $1.key }
        var result = named.map { name, group in
            ForestPlot.Group(
                heading: name,
                rows: rows(studies.filter { $0.group == name }),
                pooled: group.estimate.value.map { value in
                    ForestPlot.Pooled(
                        label: "Subgroup",
                        estimate: scale.backTransformed(value),
                        interval: Self.interval(
                            Figure(group.ciLower.value.map { scale.backTransformed($0) }),
                            Figure(group.ciUpper.value.map { scale.backTransformed($0) })
                        ),
                        heterogeneity: group.k > 1
                            ? "τ² = \(Self.short(group.tau2.value ?? 0)), "
                                + "I² = \(PoolResult.number(group.i2, digits: 1))%" : nil
                    )
                }
            )
        }
        let rest = rows(studies.filter { $0.group == nil }) + omitted
        if !rest.isEmpty {
            result.append(ForestPlot.Group(heading: "No subgroup", rows: rest, pooled: nil))
        }
        return result
    }

    var pooled: ForestPlot.Pooled? {
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

    var axisLabel: String {
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

    /// Scale on which the studies were pooled.
    var scaleOfMeasure: Transformation {
        switch scale {
        case "logit": .logit
        case "log": .logarithm
        case "Fisher's z": .fisherZ
        case "arcsine": .arcsine
        default: .identity
        }
    }

    var axis: ForestPlot.Axis {
        switch PoolMeasure(rawValue: measure) {
        case .auc: .areaUnderCurve("AUC")
        case .or, .peto, .rr, .rom, .oe: .ratio(axisLabel)
        default: ForestPlot.Axis(label: axisLabel)
        }
    }

    static func interval(_ lower: Figure, _ upper: Figure) -> ForestPlot.Interval? {
        guard let lower = lower.value, let upper = upper.value else { return nil }
        return ForestPlot.Interval(lower: lower, upper: upper)
    }

    /// Four significant digits, without trailing zeros.
    static func short(_ value: Double) -> String {
        let digits = value == 0 ? 0 : Int(max(0, 3 - log10(abs(value)).rounded(.down)))
        return String(format: "%.\(min(digits, 6))f", value)
    }
}
