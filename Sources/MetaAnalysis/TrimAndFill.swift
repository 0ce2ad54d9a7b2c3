import Foundation
import Statistics

/// Estimator of the number of studies missing from a funnel.
public enum TrimAndFillEstimator: String, Sendable, CaseIterable {
    /// Linear, from the sum of ranks on one side.
    case linear = "L0"
    /// From the longest run of ranks on one side.
    case run = "R0"
}

/// The side of the funnel on which studies are thought to be missing.
public enum FunnelSide: String, Sendable, Codable {
    /// Low estimates are missing.
    case left
    /// High estimates are missing.
    case right
}

/// Duval and Tweedie's trim-and-fill analysis.
public struct TrimAndFill: Sendable, Equatable {
    /// Estimated number of missing studies.
    public let missing: Int
    /// Where they are missing, or would be if `missing` is 0.
    public let side: FunnelSide
    /// Whether the side was given and not chosen from the data.
    public let sideWasGiven: Bool
    /// Imputed estimates on the analysis scale.
    public let filledEstimates: [Double]
    /// Variances of the imputed estimates.
    public let filledVariances: [Double]
    /// The model on observed and imputed studies.
    public let fit: RandomEffectsFit

    /// Runs the analysis.
    ///
    /// - Parameters:
    ///   - estimates: k study estimates.
    ///   - samplingVariances: k sampling variances.
    ///   - estimator: L0 or R0.
    ///   - side: nil chooses it by the sign of the regression on the standard error.
    ///   - options: as in the model under study.
    /// - Throws: `.sizeMismatch`; `.tooFewStudies` for k < 3; `.noConvergence` if the count keeps changing.
    /// - Reference: Duval & Tweedie (2000), doi:10.1111/j.0006-341X.2000.00455.x.
    public init(
        estimates: [Double],
        samplingVariances: [Double],
        estimator: TrimAndFillEstimator = .linear,
        side: FunnelSide? = nil,
        options: PoolingOptions = PoolingOptions()
    ) throws(MetaAnalysisError) {
        guard samplingVariances.count == estimates.count else {
            throw .sizeMismatch(
                what: "sampling variances",
                expected: estimates.count,
                found: samplingVariances.count
            )
        }
        guard estimates.count >= 3 else {
            throw .tooFewStudies(needed: 3, found: estimates.count, why: "trim and fill")
        }
        let chosen: FunnelSide
        if let side {
            chosen = side
        } else {
            chosen = try Self.emptySide(estimates, samplingVariances, options)
        }
        let sign = chosen == .right ? -1.0 : 1.0
        let order = estimates.indices.sorted { left, right in
            let (one, other) = (sign * estimates[left], sign * estimates[right])
            return one == other ? left < right : one < other
        }
        let sorted = order.map { sign * estimates[$0] }
        let variances = order.map { samplingVariances[$0] }
        var (missing, previous) = (0, -1)
        var centre = 0.0
        var rounds = 0
        while missing != previous {
            rounds += 1
            guard rounds <= 100, missing < sorted.count - 1 else {
                throw .noConvergence("trim and fill: the number of missing studies keeps changing")
            }
            previous = missing
            let kept = sorted.count - missing
            centre = try RandomEffectsFit(
                estimates: Array(sorted.prefix(kept)),
                samplingVariances: Array(variances.prefix(kept)),
                options: options
            ).estimate
            missing = Self.missingCount(sorted.map { $0 - centre }, estimator: estimator)
        }
        let mirrored = sorted.suffix(missing).map { sign * (2 * centre - $0) }
        let mirroredVariances = Array(variances.suffix(missing))
        self.missing = missing
        self.side = chosen
        sideWasGiven = side != nil
        filledEstimates = mirrored
        filledVariances = mirroredVariances
        fit = try RandomEffectsFit(
            estimates: estimates + mirrored,
            samplingVariances: samplingVariances + mirroredVariances,
            options: options
        )
    }

    private static func emptySide(
        _ estimates: [Double],
        _ samplingVariances: [Double],
        _ options: PoolingOptions
    ) throws(MetaAnalysisError) -> FunnelSide {
        var plain = options
        plain.test = .normal
        let slope = try SmallStudyEffects.eggerMixed(
            estimates: estimates,
            samplingVariances: samplingVariances,
            options: plain
        ).statistic
        return slope < 0 ? .right : .left
    }

    private static func missingCount(
        _ centred: [Double],
        estimator: TrimAndFillEstimator
    ) -> Int {
        let count = centred.count
        let order = centred.indices.sorted { left, right in
            let (one, other) = (abs(centred[left]), abs(centred[right]))
            return one == other ? left < right : one < other
        }
        var signedRanks = Array(repeating: 0, count: count)
        for (rank, index) in order.enumerated() {
            let value = centred[index]
            signedRanks[index] = value > 0 ? rank + 1 : (value < 0 ? -(rank + 1) : 0)
        }
        let raw: Double
        switch estimator {
        case .linear:
            let positive = Double(signedRanks.filter { $0 > 0 }.reduce(0, +))
            let size = Double(count)
            raw = (4 * positive - size * (size + 1)) / (2 * size - 1)
        case .run:
            let largestNegative = signedRanks.filter { $0 < 0 }.map { -$0 }.max() ?? 0
            raw = Double(count - largestNegative - 1)
        }
        return Int(max(0, raw.rounded(.toNearestOrEven)))
    }
}
