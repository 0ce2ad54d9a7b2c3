import Foundation
import Statistics

/// A figure with what samples of the cases say about it.
public struct ResampledEstimate: Codable, Sendable, Equatable {
    /// Which figure.
    public var figure: PerformanceFigure
    /// The figure of the cases as they are, or the difference of two.
    public var estimate: Double
    /// Mean of the samples less the estimate.
    public var bias: Double
    /// Standard deviation of the samples.
    public var standardError: Double
    /// Percentile interval: the ends of the central part of the samples.
    public var percentile: ConfidenceInterval
    /// Interval corrected for bias and acceleration (BCa); absent where all samples lie on one side of
    /// the estimate, or leaving out some cases leaves the figure undefined.
    public var bca: ConfidenceInterval?
    /// Samples that have the figure; the others lack a class, or a fit that settles.
    public var samples: Int
}

/// Intervals from values of samples.
enum BootstrapInterval {
    /// Sums up the samples of a figure.
    ///
    /// - Parameters:
    ///   - figure: which figure.
    ///   - estimate: its value for the cases as they are.
    ///   - values: its value in each sample, NaN where it has none.
    ///   - influences: what leaving out each group of units takes from it, for the acceleration.
    ///   - level: coverage of the intervals.
    /// - Returns: the summary; `nil` where more than a tenth of the samples lack the figure, or all
    ///   agree, since a few cases are no proof of certainty.
    /// - Reference: Efron (1987), doi:10.1080/01621459.1987.10478410, for BCa.
    static func summary(
        _ figure: PerformanceFigure,
        estimate: Double,
        values: [Double],
        influences: [Double],
        level: Double
    ) -> ResampledEstimate? {
        let sorted = values.filter(\.isFinite).sorted()
        guard estimate.isFinite, sorted.count * 10 >= values.count * 9, let first = sorted.first,
            let last = sorted.last, first < last
        else { return nil }
        let mean = sorted.reduce(0, +) / Double(sorted.count)
        let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let tail = (1 - level) / 2
        return ResampledEstimate(
            figure: figure,
            estimate: estimate,
            bias: mean - estimate,
            standardError: (squares / Double(sorted.count - 1)).squareRoot(),
            percentile: ConfidenceInterval(
                lower: CasePredictions.percentile(sorted, tail),
                upper: CasePredictions.percentile(sorted, 1 - tail)
            ),
            bca: corrected(sorted, estimate: estimate, influences: influences, tail: tail),
            samples: sorted.count
        )
    }

    /// The BCa interval.
    ///
    /// With z₀ = Φ⁻¹(share of samples below the estimate, those equal to it half) and
    /// a = Σd³ / (6 (Σd²)^1.5), the ends are the quantiles Φ(z₀ + (z₀ + z) / (1 − a (z₀ + z))).
    private static func corrected(
        _ sorted: [Double],
        estimate: Double,
        influences: [Double],
        tail: Double
    ) -> ConfidenceInterval? {
        let below = sorted.count { $0 < estimate }
        let equal = sorted.count { $0 == estimate }
        let share = (Double(below) + Double(equal) / 2) / Double(sorted.count)
        let squares = influences.reduce(0) { $0 + $1 * $1 }
        guard share > 0, share < 1, squares > 0, squares.isFinite else { return nil }
        let cubes = influences.reduce(0) { $0 + $1 * $1 * $1 }
        let acceleration = cubes / (6 * squares * squares.squareRoot())
        let shift = NormalDistribution.quantile(share)
        let ends = [tail, 1 - tail].map { part -> Double in
            let moved = shift + NormalDistribution.quantile(part)
            // Beyond the pole of the formula there is no quantile.
            guard acceleration * moved < 1 else { return .nan }
            return shift + moved / (1 - acceleration * moved)
        }
        guard ends.allSatisfy(\.isFinite), ends[0] < ends[1] else { return nil }
        return ConfidenceInterval(
            lower: CasePredictions.percentile(sorted, NormalDistribution.cumulative(ends[0])),
            upper: CasePredictions.percentile(sorted, NormalDistribution.cumulative(ends[1]))
        )
    }

    /// What leaving out each group takes from a figure: the mean of the jackknife values less each.
    static func influences(_ jackknife: [Double]) -> [Double] {
        let mean = jackknife.reduce(0, +) / Double(jackknife.count)
        return jackknife.map { mean - $0 }
    }
}
