import Foundation

/// Fisher's F distribution.
public struct FDistribution: Sendable, Equatable {
    /// Degrees of freedom of the numerator, > 0; other values make every result NaN.
    public let numerator: Double
    /// Degrees of freedom of the denominator, > 0; other values make every result NaN.
    public let denominator: Double

    /// An F distribution.
    public init(numerator: Double, denominator: Double) {
        self.numerator = numerator
        self.denominator = denominator
    }

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

    private func solve(lower: Double, upper: Double) -> Double {
        guard numerator > 0, denominator > 0 else { return .nan }
        let (first, second) = (numerator / 2, denominator / 2)
        let ratio = numerator / denominator
        let constant = first * log(ratio) - BetaFunctions.logBeta(first, second)
        return positiveQuantile(
            lower: lower,
            upper: upper,
            start: 1,
            logDensity: {
                constant + (first - 1) * log($0) - (first + second) * log1p(ratio * $0)
            },
            tails: tails
        )
    }

    private func tails(_ x: Double) -> (lower: Double, upper: Double) {
        guard numerator > 0, denominator > 0, !x.isNaN else { return (.nan, .nan) }
        if x <= 0 { return (0, 1) }
        let ratio = numerator * x / denominator
        if ratio.isInfinite { return (1, 0) }
        let both = BetaFunctions.incompleteBeta(
            at: ratio / (1 + ratio),
            complement: 1 / (1 + ratio),
            numerator / 2,
            denominator / 2
        )
        return both
    }
}
