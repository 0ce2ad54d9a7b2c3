import Foundation
import Statistics

/// What a bootstrap draws anew.
public enum BootstrapKind: String, Sendable, Codable, CaseIterable {
    /// Estimates from the fitted model: yᵢ ~ N(μ, vᵢ + τ²).
    case parametric
    /// Studies, with replacement.
    case studies
}

/// Refits of random samples that show how far the pooled value and τ² could lie from the truth.
///
/// Sample r has its own random numbers, made from the seed and r, so the result is the same on one
/// thread as on many.
///
/// - Reference: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapters 6 and 13; van den
///   Noortgate & Onghena (2005), doi:10.3758/BF03206394 for meta-analysis.
public struct BootstrapAnalysis: Sendable, Equatable {
    /// Samples that were drawn.
    public let replicates: Int
    /// Samples whose model could be fitted.
    public let fitted: Int
    /// Standard deviation of the pooled value over samples, on the analysis scale.
    public let standardError: Double
    /// Percentile interval of the pooled value, on the analysis scale.
    public let interval: Interval
    /// Percentile interval of τ², squared analysis units.
    public let tauSquaredInterval: Interval
    /// Mean over samples less the estimate.
    public let bias: Double

    /// Draws the samples and refits each.
    ///
    /// - Parameters:
    ///   - estimates: k estimates on the analysis scale, k ≥ 3.
    ///   - samplingVariances: k sampling variances.
    ///   - kind: what is drawn anew.
    ///   - replicates: number of samples, at least 100.
    ///   - options: estimator of τ² and level of the intervals.
    ///   - seed: start of the random numbers.
    /// - Throws: `.tooFewStudies`; `.notIdentifiable` for too few replicates or where fewer than nine of
    ///   ten samples can be fitted; as a fit for faulty input.
    public init(
        estimates: [Double],
        samplingVariances: [Double],
        kind: BootstrapKind = .parametric,
        replicates: Int = 10_000,
        options: PoolingOptions = PoolingOptions(),
        seed: UInt64 = 1
    ) throws(MetaAnalysisError) {
        guard estimates.count > 2 else {
            throw .tooFewStudies(needed: 3, found: estimates.count, why: "a bootstrap")
        }
        guard replicates >= 100, options.confidenceLevel > 0, options.confidenceLevel < 1 else {
            throw .notIdentifiable(
                "a bootstrap needs at least 100 samples and a level between 0 and 1"
            )
        }
        let data = try PoolingData(
            estimates: estimates,
            samplingVariances: samplingVariances,
            design: .interceptOnly(count: estimates.count)
        )
        let method = options.method
        let centre = try data.summary(method: method)
        let parts = Parallel.map(replicates, inRangesOf: 256) { range in
            range.compactMap { replicate -> PooledSummary? in
                var generator = SeededGenerator(seed: seed &+ UInt64(replicate) &* 0x9E37_79B9)
                let sample =
                    kind == .parametric
                    ? data.simulated(around: centre, using: &generator)
                    : data.resampled(using: &generator)
                return try? sample?.summary(method: method)
            }
        }
        let found = parts.flatMap { $0 }
        guard found.count * 10 >= replicates * 9 else {
            throw .notIdentifiable("only \(found.count) of \(replicates) samples could be fitted")
        }
        let values = found.map(\.estimate)
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        self.replicates = replicates
        fitted = found.count
        standardError = (squares / Double(values.count - 1)).squareRoot()
        interval = Self.percentiles(values, level: options.confidenceLevel)
        tauSquaredInterval = Self.percentiles(
            found.map(\.tauSquared),
            level: options.confidenceLevel
        )
        bias = mean - centre.estimate
    }

    /// Ends of the central part of sorted values, interpolated between neighbours (R's type 7).
    private static func percentiles(_ values: [Double], level: Double) -> Interval {
        let sorted = values.sorted()
        func value(_ share: Double) -> Double {
            let place = share * Double(sorted.count - 1)
            let below = Int(place)
            let above = min(below + 1, sorted.count - 1)
            return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
        }
        return Interval(lower: value((1 - level) / 2), upper: value((1 + level) / 2))
    }
}

extension PoolingData {
    fileprivate func simulated(
        around centre: PooledSummary,
        using generator: inout SeededGenerator
    ) -> PoolingData? {
        let drawn = samplingVariances.map { variance in
            let deviate = NormalDistribution.quantile(generator.nextUniform())
            return centre.estimate + (variance + centre.tauSquared).squareRoot() * deviate
        }
        return try? PoolingData(
            estimates: drawn,
            samplingVariances: samplingVariances,
            design: design
        )
    }

    fileprivate func resampled(using generator: inout SeededGenerator) -> PoolingData? {
        let rows = estimates.indices.map { _ in
            min(count - 1, Int(generator.nextUniform() * Double(count)))
        }
        return try? selecting(rows)
    }
}
