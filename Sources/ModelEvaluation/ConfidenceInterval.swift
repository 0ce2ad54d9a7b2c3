import Foundation
import Statistics

/// Two limits of an estimate.
public struct ConfidenceInterval: Codable, Sendable, Equatable {
    /// The lower limit.
    public var lower: Double
    /// The upper limit.
    public var upper: Double

    /// Makes an interval.
    public init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }
}

/// A proportion with Wilson's score interval.
public struct BinomialProportion: Codable, Sendable, Equatable {
    /// The cases counted.
    public var successes: Int
    /// The cases there are, > 0.
    public var total: Int
    /// Successes over total.
    public var estimate: Double
    /// Wilson's limits.
    public var interval: ConfidenceInterval

    /// Works out a proportion and its interval.
    ///
    /// Centre (p + z²/2n) / (1 + z²/n), half-width z √(p(1 − p)/n + z²/4n²) / (1 + z²/n).
    ///
    /// - Parameters:
    ///   - successes: 0 to `total`.
    ///   - total: number of cases, > 0.
    ///   - normalQuantile: standard normal quantile of the interval.
    /// - Reference: Wilson (1927), doi:10.1080/01621459.1927.10502953.
    init(_ successes: Int, of total: Int, normalQuantile: Double) {
        let size = Double(total)
        let proportion = Double(successes) / size
        let square = normalQuantile * normalQuantile
        let centre = (proportion + square / (2 * size)) / (1 + square / size)
        let half =
            normalQuantile / (1 + square / size)
            * (proportion * (1 - proportion) / size + square / (4 * size * size)).squareRoot()
        self.successes = successes
        self.total = total
        estimate = proportion
        // At the ends the limit is 0 or 1 exactly; rounding must not move it.
        interval = ConfidenceInterval(
            lower: successes == 0 ? 0 : centre - half,
            upper: successes == total ? 1 : centre + half
        )
    }
}

/// The standard normal quantile of a two-sided interval.
///
/// - Parameter level: coverage, between 0 and 1, for example 0.95.
/// - Returns: z with P(|Z| ≤ z) = level.
/// - Throws: `.invalidLevel`.
func normalQuantile(level: Double) throws(EvaluationError) -> Double {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    return NormalDistribution.upperQuantile((1 - level) / 2)
}

/// log(p / (1 − p)).
func logit(_ probability: Double) -> Double { log(probability / (1 - probability)) }

/// 1 / (1 + e⁻ˣ), without overflow.
func expit(_ value: Double) -> Double {
    guard value < 0 else { return 1 / (1 + exp(-value)) }
    let power = exp(value)
    return power / (1 + power)
}
