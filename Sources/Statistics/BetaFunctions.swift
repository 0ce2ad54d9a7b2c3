import Foundation

/// The beta function and the regularised incomplete beta function.
public enum BetaFunctions {
    /// log B(a, b) = log Γ(a) + log Γ(b) − log Γ(a + b).
    ///
    /// - Parameters:
    ///   - a: first shape > 0.
    ///   - b: second shape > 0.
    /// - Returns: log B(a, b).
    public static func logBeta(_ a: Double, _ b: Double) -> Double {
        GammaFunctions.logGamma(a) + GammaFunctions.logGamma(b) - GammaFunctions.logGamma(a + b)
    }

    /// Regularised incomplete beta functions Iₓ(a, b) and 1 − Iₓ(a, b).
    ///
    /// - Parameters:
    ///   - x: limit of integration in [0, 1].
    ///   - complement: 1 − x, passed in because it is often known more exactly than it can be
    ///     subtracted.
    ///   - a: first shape > 0.
    ///   - b: second shape > 0.
    /// - Returns: both tails; NaN outside the domain.
    /// - Reference: DiDonato & Morris (1992), doi:10.1145/131766.131776; Loader (2000) for the
    ///   leading factor.
    public static func incompleteBeta(
        at x: Double,
        complement: Double,
        _ a: Double,
        _ b: Double
    ) -> (lower: Double, upper: Double) {
        guard a > 0, b > 0, x >= 0, complement >= 0 else { return (.nan, .nan) }
        if x == 0 { return (0, 1) }
        if complement == 0 { return (1, 0) }
        if b * x <= a * complement {
            let lower = leadingFactor(x, complement, a, b) * fraction(x, complement, a, b)
            return (min(lower, 1), max(0, 1 - lower))
        }
        let upper = leadingFactor(x, complement, a, b) * fraction(complement, x, b, a)
        return (max(0, 1 - upper), min(upper, 1))
    }

    /// xᵃ (1 − x)ᵇ / B(a, b) through the saddle-point form, exact for large shapes.
    private static func leadingFactor(
        _ x: Double,
        _ complement: Double,
        _ a: Double,
        _ b: Double
    ) -> Double {
        let total = a + b
        // a − (a + b)x as ay − bx, which stays exact where x is close to a / (a + b).
        let difference = a * complement - b * x
        let exponent =
            GammaFunctions.stirlingError(total) - GammaFunctions.stirlingError(a)
            - GammaFunctions.stirlingError(b)
            - GammaFunctions.deviance(a, total * x, difference: difference)
            - GammaFunctions.deviance(b, total * complement, difference: -difference)
        return exp(exponent) * (a * b / (2 * Double.pi * total)).squareRoot()
    }

    /// Continued fraction of Iₓ(a, b) over its leading factor.
    ///
    /// Written in λ = a − (a + b)x = a(1 − x) − bx: the textbook form subtracts numbers of the size
    /// of a and loses as many digits as a is long.
    ///
    /// - Reference: DiDonato & Morris (1992), doi:10.1145/131766.131776, equation 9.
    private static func fraction(
        _ x: Double,
        _ complement: Double,
        _ a: Double,
        _ b: Double
    ) -> Double {
        let tiny = 1e-300
        func guarded(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
        let lambda = a * complement - b * x
        // Modified Lentz algorithm for 1 / (β₁ + α₂ / (β₂ + α₃ / (β₃ + …))).
        var value = guarded(a / (a + 1) * (lambda + 1))
        var c = value
        var d = 0.0
        for step in 1...1_000_000 {
            let n = Double(step)
            let span = a + 2 * n - 1
            let weight = n * (b - n) * x
            let alpha = (a + n - 1) / span * ((a + b + n - 1) / span) * weight * x
            let beta =
                n + weight / span + (a + n) / (span + 2) * (lambda + 1 + n * (1 + complement))
            d = 1 / guarded(beta + alpha * d)
            c = guarded(beta + alpha / c)
            let factor = c * d
            value *= factor
            if abs(factor - 1) < 1e-16 { break }
        }
        return 1 / value
    }
}
