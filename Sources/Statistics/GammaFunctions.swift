import Foundation

/// The gamma function and its incomplete relatives for positive real arguments.
public enum GammaFunctions {
    private static let halfLogTwoPi = 0.918938533204672741780329736406
    private static let eulerGamma = 0.577215664901532860606512090082

    /// ζ(k) − 1 for k = 2, 3, …, 60; the sum is finished with Euler–Maclaurin terms.
    private static let zetaMinusOne: [Double] = (2...60).map { exponent in
        let power = Double(exponent)
        let last = 30
        var sum = 0.0
        for base in stride(from: last - 1, through: 2, by: -1) {
            sum += pow(Double(base), -power)
        }
        let edge = Double(last)
        let term = pow(edge, -power)
        let tail =
            term * edge / (power - 1) + term / 2 + power * term / (12 * edge)
            - power * (power + 1) * (power + 2) * term / (720 * edge * edge * edge)
            + power * (power + 1) * (power + 2) * (power + 3) * (power + 4) * term
            / (30240 * pow(edge, 5))
        return sum + tail
    }

    /// Natural logarithm of Γ(x).
    ///
    /// Around 1 and 2, where log Γ vanishes, the series in ζ(k) − 1 keeps the relative accuracy
    /// that Stirling's formula would lose.
    ///
    /// - Parameter x: argument > 0; other values give NaN.
    /// - Returns: log Γ(x), relative error below 1e-13.
    /// - Reference: Abramowitz & Stegun (1964), 6.1.33 and 6.1.40.
    public static func logGamma(_ x: Double) -> Double {
        guard x > 0 else { return .nan }
        guard x.isFinite else { return .infinity }
        if x < 0.5 { return logGammaAboutTwo(shift: x) - log(x) - log1p(x) }
        if x < 1.5 { return logGammaAboutTwo(shift: x - 1) - log1p(x - 1) }
        if x <= 2.5 { return logGammaAboutTwo(shift: x - 2) }
        if x < 15 {
            // Γ(x) = (x − 1)(x − 2)…(x − m) Γ(x − m) brings x into [1.5, 2.5].
            var product = 1.0
            var argument = x
            while argument > 2.5 {
                argument -= 1
                product *= argument
            }
            return logGammaAboutTwo(shift: argument - 2) + log(product)
        }
        return (x - 0.5) * log(x) - x + halfLogTwoPi + stirlingSeries(x)
    }

    /// (−1)ᵏ (ζ(k) − 1) / k, the highest k first.
    private static let logGammaCoefficients = zetaMinusOne.indices.reversed().map { index in
        (index.isMultiple(of: 2) ? 1 : -1) * zetaMinusOne[index] / Double(index + 2)
    }

    /// log Γ(2 + shift) for |shift| ≤ ½.
    private static func logGammaAboutTwo(shift: Double) -> Double {
        var sum = 0.0
        for coefficient in logGammaCoefficients { sum = sum * shift + coefficient }
        return shift * (1 - eulerGamma) + shift * shift * sum
    }

    private static func stirlingSeries(_ x: Double) -> Double {
        let inverse = 1 / x
        let square = inverse * inverse
        let coefficients: [Double] = [
            1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156,
        ]
        var sum = 0.0
        for coefficient in coefficients.reversed() { sum = sum * square + coefficient }
        return sum * inverse
    }

    /// Error of Stirling's formula, log Γ(x + 1) − (x + ½) log x + x − ½ log 2π.
    static func stirlingError(_ x: Double) -> Double {
        if x >= 15 { return stirlingSeries(x) }
        return logGamma(x + 1) - (x + 0.5) * log(x) + x - halfLogTwoPi
    }

    /// Deviance part x log(x / m) + m − x without cancellation where x ≈ m.
    ///
    /// - Parameters:
    ///   - x: x.
    ///   - mean: m.
    ///   - difference: x − m, passed in where it is known more exactly than it can be subtracted.
    /// - Returns: a number ≥ 0.
    /// - Reference: Loader (2000), Fast and accurate computation of binomial probabilities.
    static func deviance(_ x: Double, _ mean: Double, difference: Double) -> Double {
        guard abs(difference) < 0.1 * (x + mean) else {
            return x * log(x / mean) - difference
        }
        let ratio = difference / (x + mean)
        let square = ratio * ratio
        var sum = difference * ratio
        var power = 2 * x * ratio
        var odd = 3.0
        while odd < 2001 {
            power *= square
            let next = sum + power / odd
            if next == sum { return next }
            sum = next
            odd += 2
        }
        return sum
    }

    /// xᵃ e⁻ˣ / Γ(a + 1).
    static func poissonTerm(_ a: Double, _ x: Double) -> Double {
        exp(-stirlingError(a) - deviance(a, x, difference: a - x))
            / (2 * Double.pi * a).squareRoot()
    }

    /// Lower and upper regularised incomplete gamma functions P(a, x) and Q(a, x).
    ///
    /// The smaller tail is computed directly, so that it keeps its relative accuracy.
    ///
    /// - Parameters:
    ///   - a: shape > 0.
    ///   - x: limit of integration ≥ 0.
    /// - Returns: P and Q with P + Q = 1; NaN outside the domain.
    public static func incompleteGamma(
        shape a: Double,
        at x: Double
    ) -> (lower: Double, upper: Double) {
        guard a > 0, x >= 0 else { return (.nan, .nan) }
        if x == 0 { return (0, 1) }
        if x.isInfinite { return (1, 0) }
        if x < a + 1 {
            var term = 1.0
            var sum = 1.0
            var denominator = a
            repeat {
                denominator += 1
                term *= x / denominator
                sum += term
            } while term > sum * 1e-18
            let lower = poissonTerm(a, x) * sum
            return (min(lower, 1), max(0, 1 - lower))
        }
        let upper = poissonTerm(a, x) * a * gammaFraction(a, x)
        return (max(0, 1 - upper), min(upper, 1))
    }

    /// Continued fraction of Γ(a, x) / (xᵃ e⁻ˣ) by the modified Lentz algorithm.
    private static func gammaFraction(_ a: Double, _ x: Double) -> Double {
        let tiny = 1e-300
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / (b == 0 ? tiny : b)
        var h = d
        for step in 1...1_000_000 {
            let index = Double(step)
            let numerator = -index * (index - a)
            b += 2
            d = numerator * d + b
            if abs(d) < tiny { d = tiny }
            c = b + numerator / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            let factor = d * c
            h *= factor
            if abs(factor - 1) < 1e-16 { break }
        }
        return h
    }
}
