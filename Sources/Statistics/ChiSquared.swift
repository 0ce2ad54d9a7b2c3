import Foundation

/// The χ² distribution.
public struct ChiSquared: Sendable, Equatable {
    /// Degrees of freedom, > 0; other values make every result NaN.
    public let degreesOfFreedom: Double

    /// A χ² distribution.
    public init(degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

    /// P(X ≤ x).
    public func cumulative(_ x: Double) -> Double { tails(x).lower }

    /// P(X > x).
    public func upperTail(_ x: Double) -> Double { tails(x).upper }

    /// x with P(X ≤ x) = p.
    ///
    /// - Parameter p: probability in [0, 1].
    /// - Returns: x.
    public func quantile(_ p: Double) -> Double { solve(lower: p, upper: 1 - p) }

    /// x with P(X > x) = p; the form to use for small upper tails.
    ///
    /// - Parameter p: probability of the upper tail in [0, 1].
    /// - Returns: x.
    public func upperQuantile(_ p: Double) -> Double { solve(lower: 1 - p, upper: p) }

    private func tails(_ x: Double) -> (lower: Double, upper: Double) {
        if x <= 0, degreesOfFreedom > 0 { return (0, 1) }
        return GammaFunctions.incompleteGamma(shape: degreesOfFreedom / 2, at: x / 2)
    }

    private func solve(lower: Double, upper: Double) -> Double {
        guard degreesOfFreedom > 0 else { return .nan }
        // Wilson & Hilferty's cube is close enough to start from.
        let z = NormalDistribution.quantile(min(max(lower, 1e-300), 1 - 1e-16))
        let spread = 2 / (9 * degreesOfFreedom)
        let cube = pow(max(0.05, 1 - spread + z * spread.squareRoot()), 3)
        let half = degreesOfFreedom / 2
        let constant = half * log(2) + GammaFunctions.logGamma(half)
        return positiveQuantile(
            lower: lower,
            upper: upper,
            start: degreesOfFreedom * cube,
            logDensity: { (half - 1) * log($0) - $0 / 2 - constant },
            tails: tails
        )
    }
}
