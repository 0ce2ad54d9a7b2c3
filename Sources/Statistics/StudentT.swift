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
        let constant =
            GammaFunctions.logGamma(half + 0.5) - GammaFunctions.logGamma(half)
            - 0.5 * log(degreesOfFreedom * Double.pi) + log(2)
        return positiveQuantile(
            lower: 1 - 2 * p,
            upper: 2 * p,
            start: expansion(max(NormalDistribution.upperQuantile(p), 1e-3)),
            logDensity: { constant - (half + 0.5) * log1p($0 * $0 / degreesOfFreedom) },
            tails: tails
        )
    }

    /// P(|T| ≤ t) and P(|T| > t).
    private func tails(_ t: Double) -> (lower: Double, upper: Double) {
        let ratio = t * t / degreesOfFreedom
        let both = BetaFunctions.incompleteBeta(
            at: ratio.isInfinite ? 0 : 1 / (1 + ratio),
            complement: ratio.isInfinite ? 1 : ratio / (1 + ratio),
            half,
            0.5
        )
        return (both.upper, both.lower)
    }

    private var half: Double { degreesOfFreedom / 2 }

    /// A start from the normal quantile: Cornish & Fisher's expansion, Abramowitz & Stegun 26.7.5.
    private func expansion(_ z: Double) -> Double {
        let square = z * z
        let first = (square + 1) / 4
        let second = ((5 * square + 16) * square + 3) / 96
        let third = (((3 * square + 19) * square + 17) * square - 15) / 384
        let inverse = 1 / degreesOfFreedom
        let guess = z * (1 + inverse * (first + inverse * (second + inverse * third)))
        // Far out, or with few degrees of freedom, the expansion says nothing.
        return guess.isFinite && guess > 0 && degreesOfFreedom > 2 ? guess : z
    }
}
