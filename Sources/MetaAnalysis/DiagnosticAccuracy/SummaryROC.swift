import Foundation
import Statistics

/// Parameters of the hierarchical summary ROC model of Rutter & Gatsonis.
///
/// - Reference: Rutter & Gatsonis (2001), doi:10.1002/sim.942; Harbord et al. (2007),
///   doi:10.1093/biostatistics/kxl004 for their equivalence to the bivariate model.
public struct HierarchicalROC: Sendable, Equatable {
    /// Mean threshold Θ.
    public let threshold: Double
    /// Mean accuracy Λ.
    public let accuracy: Double
    /// Shape β; 0 for a symmetric curve.
    public let shape: Double
    /// Variance of the threshold, σ²θ.
    public let thresholdVariance: Double
    /// Variance of the accuracy, σ²α.
    public let accuracyVariance: Double
}

/// The summary ROC curve of a bivariate model.
///
/// logit sensitivity = Λ exp(−β/2) + exp(−β) logit(false positive rate).
public struct SummaryROC: Sendable, Equatable {
    /// Value at a false positive rate of ½ on the logit scale, Λ exp(−β/2).
    public let intercept: Double
    /// Slope exp(−β) in the logit of the false positive rate.
    public let slope: Double

    /// Sensitivity on the curve.
    ///
    /// - Parameter falsePositiveRate: from 0 to 1.
    /// - Returns: from 0 to 1.
    public func sensitivity(at falsePositiveRate: Double) -> Double {
        if falsePositiveRate <= 0 { return 0 }
        if falsePositiveRate >= 1 { return 1 }
        let logit = log(falsePositiveRate) - log1p(-falsePositiveRate)
        return Transformation.logit.backTransformed(intercept + slope * logit)
    }

    /// The curve as points.
    ///
    /// - Parameters:
    ///   - range: false positive rates to cover.
    ///   - count: number of points, at least 2.
    /// - Returns: points in rising order, dense where the curve bends.
    public func points(
        over range: Interval,
        count: Int = 201
    ) -> [(falsePositiveRate: Double, sensitivity: Double)] {
        let steps = max(2, count) - 1
        let (lower, upper) = (max(0, range.lower), min(1, range.upper))
        // Equal steps of the angle put more points to both ends, where the curve is steepest.
        let (first, last) = (acos(1 - 2 * lower), acos(1 - 2 * upper))
        return (0...steps).map { step in
            let angle = first + (last - first) * Double(step) / Double(steps)
            let rate =
                step == 0 ? lower : step == steps ? upper : (1 - cos(angle)) / 2
            return (rate, sensitivity(at: rate))
        }
    }

    /// Area under the whole curve.
    ///
    /// The integral is taken over x with rate = expit(x), where the integrand is smooth and falls off
    /// exponentially on both sides: the trapezoidal rule converges faster than any power there.
    public var area: Double {
        let reach = 40 / min(1, max(slope, 0.05))
        let step = 0.02 / max(1, slope)
        let count = min(Int(reach / step), 200_000)
        var sum = 0.0
        for index in -count...count {
            let x = Double(index) * step
            let terms = x.binomial
            sum += terms.variance * (intercept + slope * x).binomial.probability
        }
        return sum * step
    }

    /// Mean sensitivity over a range of false positive rates: the partial area divided by its width.
    ///
    /// - Parameter range: false positive rates, lower below upper.
    /// - Returns: from 0 to 1; the value on the curve for a range without width.
    public func partialArea(over range: Interval) -> Double {
        let (lower, upper) = (max(0, range.lower), min(1, range.upper))
        guard upper > lower else { return sensitivity(at: lower) }
        // Simpson's rule over the angle of `points`, which takes away the kinks at 0 and 1.
        let (first, last) = (acos(1 - 2 * lower), acos(1 - 2 * upper))
        let steps = 2000
        var sum = 0.0
        for step in 0...steps {
            let angle = first + (last - first) * Double(step) / Double(steps)
            let weight = step == 0 || step == steps ? 1.0 : step % 2 == 1 ? 4 : 2
            sum += weight * sensitivity(at: (1 - cos(angle)) / 2) * sin(angle) / 2
        }
        return sum * (last - first) / Double(3 * steps) / (upper - lower)
    }

    /// The figure that mada prints as AUC: a sum over 99 rates from 0.01 to 0.99 divided by 99.
    ///
    /// It comes out about one hundredth below the area itself and is offered for comparison only.
    ///
    /// - Parameter range: rates between which mada looks; nil for 0.01 to 0.99.
    /// - Returns: mada's AUC, or its partial AUC for a range.
    /// - Reference: mada 0.5.12, function AUC.
    public func madaArea(over range: Interval? = nil) -> Double {
        let lower = max(0.01, range?.lower ?? 0.01)
        let upper = min(0.99, range?.upper ?? 0.99)
        let count = 99
        var sum = 0.0
        for index in 0..<count {
            let rate = lower + (upper - lower) * Double(index) / Double(count - 1)
            sum += sensitivity(at: rate) * (index == 0 || index == count - 1 ? 0.5 : 1)
        }
        return sum / Double(count)
    }
}

extension BivariateFit {
    /// Standard deviations and covariance behind the curve; nil where a variance is zero.
    private var spread: (first: Double, second: Double, cross: Double)? {
        let (first, second) = (betweenCovariance[0][0], betweenCovariance[1][1])
        guard first > 0, second > 0, logitSensitivity.isFinite, logitSpecificity.isFinite,
            rung != .separate
        else { return nil }
        return (first.squareRoot(), second.squareRoot(), betweenCovariance[0][1])
    }

    /// The equivalent parameters of the HSROC model; nil where a variance is zero.
    public var hierarchicalROC: HierarchicalROC? {
        guard let spread else { return nil }
        let ratio = (spread.second / spread.first).squareRoot()
        let (a, b) = (ratio * logitSensitivity, logitSpecificity / ratio)
        let product = spread.first * spread.second
        return HierarchicalROC(
            threshold: (a - b) / 2,
            accuracy: a + b,
            shape: log(spread.second / spread.first),
            thresholdVariance: (product - spread.cross) / 2,
            accuracyVariance: 2 * (product + spread.cross)
        )
    }

    /// The summary ROC curve; nil where a variance is zero.
    public var summaryROC: SummaryROC? {
        guard let model = hierarchicalROC else { return nil }
        return SummaryROC(
            intercept: model.accuracy * exp(-model.shape / 2),
            slope: exp(-model.shape)
        )
    }
}
