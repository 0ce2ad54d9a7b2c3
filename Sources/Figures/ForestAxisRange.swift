import Foundation

/// Finds the limits of a forest plot's axis.
///
/// All estimates are always inside. Study intervals count up to Tukey's outer fence, and pooled
/// intervals up to three times the span of the studies, so that one interval reaching to the moon
/// ends in an arrow instead of squeezing all others into a line.
struct ForestAxisRange {
    let axis: ForestPlot.Axis
    let groups: [ForestPlot.Group]
    let overall: ForestPlot.Pooled?

    /// Limits on the display scale, in order and different.
    var limits: ClosedRange<Double> {
        if let range = axis.range, places([range.lowerBound, range.upperBound]).count == 2,
            range.lowerBound < range.upperBound
        {
            return range
        }
        let rows = groups.flatMap(\.rows)
        let intervals = rows.filter { $0.estimate != nil }.compactMap(\.interval)
            .filter(\.isDrawable)
        let pooled = groups.compactMap(\.pooled) + [overall].compactMap { $0 }
        let core = places(
            rows.compactMap(\.estimate) + pooled.map(\.estimate) + axis.covered + axis.ticks
                + [axis.reference].compactMap { $0 }
        )
        let lowers = insideFence(places(intervals.map(\.lower)), lower: true)
        let uppers = insideFence(places(intervals.map(\.upper)), lower: false)
        let studies = core + lowers + uppers
        guard var lower = studies.min(), var upper = studies.max() else { return fallback }
        if upper - lower < 1e-9 {
            let margin = smallestHalfSpan(around: lower)
            lower -= margin
            upper += margin
        }
        let pooledIntervals = (pooled.compactMap(\.interval) + pooled.compactMap(\.prediction))
            .filter(\.isDrawable)
        let reach = 3 * (upper - lower)
        let low = places(pooledIntervals.map(\.lower)).map { max($0, lower - reach) }.min()
        let high = places(pooledIntervals.map(\.upper)).map { min($0, upper + reach) }.max()
        return restored(min(lower, low ?? lower), max(upper, high ?? upper))
    }

    private func restored(_ lower: Double, _ upper: Double) -> ClosedRange<Double> {
        let margin = (upper - lower) * (axis.scale == .linear ? 0 : 0.04)
        var from = axis.scale.restored(lower - margin)
        var to = axis.scale.restored(upper + margin)
        if let bounds = axis.bounds {
            from = max(from, bounds.lowerBound)
            to = min(to, bounds.upperBound)
        }
        guard from < to, axis.scale.transformed(from)?.isFinite == true,
            axis.scale.transformed(to)?.isFinite == true
        else { return fallback }
        return axis.scale == .linear
            ? AxisTicks.widened(from...to, within: axis.bounds) : from...to
    }

    private var fallback: ClosedRange<Double> {
        switch axis.scale {
        case .linear: 0...1
        case .log: 0.5...2
        case .logit: 0.05...0.95
        }
    }

    private func places(_ values: [Double]) -> [Double] {
        values.compactMap { axis.scale.transformed($0) }.filter { $0.isFinite && abs($0) < 1e12 }
    }

    private func smallestHalfSpan(around place: Double) -> Double {
        switch axis.scale {
        case .linear: max(abs(place) * 0.1, 0.05)
        case .log: 0.4
        case .logit: 1
        }
    }

    private func insideFence(_ values: [Double], lower: Bool) -> [Double] {
        guard values.count >= 4 else { return values }
        let sorted = values.sorted()
        let first = sorted[(sorted.count - 1) / 4]
        let third = sorted[(sorted.count - 1) * 3 / 4]
        let reach = 3 * max(third - first, 1e-6)
        return sorted.filter { lower ? $0 >= first - reach : $0 <= third + reach }
    }
}
