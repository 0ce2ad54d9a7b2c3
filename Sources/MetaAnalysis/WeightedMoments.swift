import Foundation

/// Sums over studies at one τ² that hold everything about a model without moderators.
///
/// Such fits are refitted thousands of times (bootstrap, all subsets), so they go around the general
/// least squares.
struct WeightedMoments {
    /// Σw with w = 1 / (v + τ²).
    private(set) var sum = 0.0
    /// Σw².
    private(set) var squares = 0.0
    /// Σw³.
    private(set) var cubes = 0.0
    /// Weighted mean.
    private(set) var mean = 0.0
    /// Generalised Q, Σw(y − mean)².
    private(set) var cochranQ = 0.0
    /// Σw²(y − mean)².
    private(set) var squaredResiduals = 0.0
    /// Σw³(y − mean)².
    private var cubedResiduals = 0.0
    /// Σw²(y − mean).
    private var weightedResiduals = 0.0

    /// - Parameters:
    ///   - estimates: k values.
    ///   - variances: k values > 0.
    ///   - tauSquared: τ² ≥ 0.
    @inline(__always)
    init(
        _ estimates: UnsafeBufferPointer<Double>,
        _ variances: UnsafeBufferPointer<Double>,
        tauSquared: Double
    ) {
        self = withUnsafeTemporaryAllocation(of: Double.self, capacity: estimates.count) {
            WeightedMoments(estimates, variances, tauSquared: tauSquared, weights: $0)
        }
    }

    @inline(__always)
    private init(
        _ estimates: UnsafeBufferPointer<Double>,
        _ variances: UnsafeBufferPointer<Double>,
        tauSquared: Double,
        weights: UnsafeMutableBufferPointer<Double>
    ) {
        // Differences from any study keep sums small; squares are taken from the mean itself, since
        // they would cancel beside a dominating study.
        let origin = estimates.first ?? 0
        var total = 0.0
        for index in estimates.indices {
            let weight = 1 / (variances[index] + tauSquared)
            weights[index] = weight
            let square = weight * weight
            sum += weight
            squares += square
            cubes += square * weight
            total += weight * (estimates[index] - origin)
        }
        mean = origin + total / sum
        for index in estimates.indices {
            let deviation = estimates[index] - mean
            let residual = weights[index] * deviation
            let square = residual * residual
            cochranQ += residual * deviation
            squaredResiduals += square
            cubedResiduals += square * weights[index]
            weightedResiduals += residual * weights[index]
        }
    }

    /// tr P, the sum of the weights less what the mean takes.
    @inline(__always)
    var projectionTrace: Double { sum - squares / sum }

    /// tr PP.
    @inline(__always)
    var squaredProjectionTrace: Double {
        let share = squares / sum
        return squares - 2 * cubes / sum + share * share
    }

    /// Twice the derivative of the (restricted) log-likelihood in τ².
    @inline(__always)
    func score(restricted: Bool) -> Double {
        squaredResiduals - (restricted ? projectionTrace : sum)
    }

    /// Derivative of `score` in τ².
    @inline(__always)
    func slope(restricted: Bool) -> Double {
        2 * weightedResiduals * weightedResiduals / sum - 2 * cubedResiduals
            + (restricted ? squaredProjectionTrace : squares)
    }

    /// Expected information of τ² in the (restricted) likelihood, times two.
    @inline(__always)
    func information(restricted: Bool) -> Double {
        restricted ? squaredProjectionTrace : squares
    }
}

extension PoolingData {
    /// Sums at one τ² of a model without moderators.
    @inline(__always)
    func moments(tauSquared: Double) -> WeightedMoments {
        estimates.withUnsafeBufferPointer { estimates in
            samplingVariances.withUnsafeBufferPointer { variances in
                WeightedMoments(estimates, variances, tauSquared: tauSquared)
            }
        }
    }
}
