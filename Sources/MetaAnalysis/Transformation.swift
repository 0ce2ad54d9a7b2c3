import Foundation

/// The scale on which estimates are pooled.
public enum Transformation: Sendable, Equatable {
    /// As reported.
    case identity
    /// Logarithm: ratios.
    case logarithm
    /// log p / (1 − p): AUC, proportions.
    case logit
    /// Fisher's z: correlations.
    case fisherZ
    /// Arcsine of the square root: proportions.
    case arcsine
    /// Freeman–Tukey double arcsine with the (harmonic mean) sample size for the way back.
    case doubleArcsine(sampleSize: Double)

    /// Name of the scale in reports.
    public var name: String {
        switch self {
        case .identity: "raw"
        case .logarithm: "log"
        case .logit: "logit"
        case .fisherZ: "Fisher's z"
        case .arcsine: "arcsine"
        case .doubleArcsine: "double arcsine"
        }
    }

    /// Carries a value back to the scale of the measure.
    ///
    /// - Parameter value: on the analysis scale.
    /// - Returns: the same on the scale of the measure.
    /// - Reference: Miller (1978), doi:10.1080/00031305.1978.10479283 for the double arcsine.
    public func backTransformed(_ value: Double) -> Double {
        switch self {
        case .identity: return value
        case .logarithm: return exp(value)
        case .logit: return value >= 0 ? 1 / (1 + exp(-value)) : exp(value) / (1 + exp(value))
        case .fisherZ: return tanh(value)
        case .arcsine:
            let root = sin(min(max(value, 0), Double.pi / 2))
            return root * root
        case .doubleArcsine(let size):
            // Outside the range that 0 and n events can reach, the formula turns back on itself.
            let lowest = asin((1 / (size + 1)).squareRoot()) / 2
            let highest = (asin((size / (size + 1)).squareRoot()) + Double.pi / 2) / 2
            if value <= lowest { return 0 }
            if value >= highest { return 1 }
            let angle = 2 * value
            let inner = sin(angle) + (sin(angle) - 1 / sin(angle)) / size
            let root = max(0, 1 - inner * inner).squareRoot()
            return min(1, max(0, 0.5 * (1 - (cos(angle) < 0 ? -1 : 1) * root)))
        }
    }

    /// Carries both ends of an interval back.
    ///
    /// - Parameter interval: on the analysis scale.
    /// - Returns: the same on the scale of the measure.
    public func backTransformed(_ interval: Interval) -> Interval {
        Interval(
            lower: backTransformed(interval.lower),
            upper: backTransformed(interval.upper)
        )
    }
}
