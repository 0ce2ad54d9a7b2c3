import Foundation

/// The standard normal distribution.
public enum NormalDistribution {
    /// P(Z ≤ z).
    public static func cumulative(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

    /// P(Z > z), exact in the far tail.
    public static func upperTail(_ z: Double) -> Double { 0.5 * erfc(z / 2.0.squareRoot()) }

    /// P(|Z| > |z|).
    public static func twoSided(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

    /// Density at z.
    public static func density(_ z: Double) -> Double {
        exp(-z * z / 2) / (2 * Double.pi).squareRoot()
    }

    /// z with P(Z ≤ z) = p.
    ///
    /// - Parameter p: probability; 0 and 1 give infinities, values outside [0, 1] NaN.
    /// - Returns: z.
    public static func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        return p < 0.5 ? -upperQuantile(p) : upperQuantile(1 - p)
    }

    /// z with P(Z > z) = p; the form to use for small upper tails.
    ///
    /// - Parameter p: probability of the upper tail.
    /// - Returns: z.
    public static func upperQuantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return .infinity }
        if p == 1 { return -.infinity }
        if p == 0.5 { return 0 }
        if p > 0.5 { return -upperQuantile(1 - p) }
        // Abramowitz & Stegun 26.2.23 starts Halley's iteration on the logarithm of the tail.
        let t = (-2 * log(p)).squareRoot()
        var z =
            t - (2.515517 + 0.802853 * t + 0.010328 * t * t)
            / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t)
        for _ in 0..<20 {
            let tail = upperTail(z)
            guard tail > 0 else { break }
            let hazard = density(z) / tail
            let error = log(tail / p)
            let newton = error / hazard
            let step = newton / (1 + newton * (hazard - z) / 2)
            z += step
            if abs(step) <= 1e-16 * max(1, abs(z)) { break }
        }
        return z
    }
}
