import Foundation

/// Student's t distribution.
public struct StudentT: Sendable, Equatable {
    /// Degrees of freedom, > 0; other values make every result NaN.
    public let degreesOfFreedom: Double

    /// A t distribution.
    public init(degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

    /// P(|T| > |t|).
    public func twoSided(_ t: Double) -> Double {
        guard degreesOfFreedom > 0, !t.isNaN else { return .nan }
        if degreesOfFreedom.isInfinite { return NormalDistribution.twoSided(t) }
        if t.isInfinite { return 0 }
        // Dividing by the larger term first keeps t² from overflowing.
        let ratio = t * t / degreesOfFreedom
        if ratio.isInfinite { return 0 }
        return BetaFunctions.incompleteBeta(
            at: 1 / (1 + ratio),
            complement: ratio / (1 + ratio),
            degreesOfFreedom / 2,
            0.5
        ).lower
    }

    /// P(T > t).
    public func upperTail(_ t: Double) -> Double {
        t >= 0 ? twoSided(t) / 2 : 1 - twoSided(t) / 2
    }

    /// P(T ≤ t).
    public func cumulative(_ t: Double) -> Double { upperTail(-t) }

    /// t with P(T ≤ t) = p.
    ///
    /// - Parameter p: probability in [0, 1].
    /// - Returns: t.
    public func quantile(_ p: Double) -> Double {
        p <= 0.5 ? -upperQuantile(p) : upperQuantile(1 - p)
    }

    /// t with P(T > t) = p; the form to use for small upper tails.
    ///
    /// - Parameter p: probability of the upper tail in [0, 1].
    /// - Returns: t.
    public func upperQuantile(_ p: Double) -> Double {
        guard degreesOfFreedom > 0, p >= 0, p <= 1 else { return .nan }
        if degreesOfFreedom.isInfinite { return NormalDistribution.upperQuantile(p) }
        if p == 0.5 { return 0 }
        if p > 0.5 { return -upperQuantile(1 - p) }
        return positiveQuantile(
            lower: 1 - 2 * p,
            upper: 2 * p,
            start: max(NormalDistribution.upperQuantile(p), 1e-3)
        ) { t in
            let ratio = t * t / degreesOfFreedom
            let tails = BetaFunctions.incompleteBeta(
                at: ratio.isInfinite ? 0 : 1 / (1 + ratio),
                complement: ratio.isInfinite ? 1 : ratio / (1 + ratio),
                degreesOfFreedom / 2,
                0.5
            )
            return (tails.upper, tails.lower)
        }
    }
}
