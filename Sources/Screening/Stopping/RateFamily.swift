import Foundation
import Statistics

/// How the rate of relevant records falls along a ranking, but for its height.
///
/// Positions are shares z of the whole ranking, from 0 to 1; each family has one shape s, and the
/// smallest shapes are all but constant.
///
/// - Reference: Stevenson & Bin-Hezam (2024), ACM Transactions on Information Systems 42(3),
///   doi:10.1145/3631990, who compare power, exponential and hyperbolic rates; Swets (1986),
///   Psychological Bulletin 99:100, for the binormal curve.
public enum RateFamily: String, Sendable, Hashable, Codable, CaseIterable {
    /// exp(−s z).
    case exponential
    /// 1 / (1 + s z).
    case hyperbolic
    /// z^(−s), s < 1.
    case power
    /// exp(s t) with t the upper normal quantile of z: the binormal model of ROC curves, scores of
    /// relevant records being s standard deviations higher and relevant records rare.
    case binormal

    /// The shapes that are tried, from an all but constant rate to one that falls at once.
    var shapes: [Double] {
        (0...400).map { step in
            let steps = Double(step)
            return switch self {
            case .exponential, .hyperbolic: pow(10, steps / 50 - 2)
            case .power: 1 - pow(10, -steps / 100)
            case .binormal: steps / 50
            }
        }
    }

    /// log of the rate's integral from `start` to `end`.
    func logIntegral(from start: Double, to end: Double, shape: Double) -> Double {
        switch self {
        case .exponential:
            -shape * start + log(-expm1(-shape * (end - start)) / shape)
        case .hyperbolic:
            log(log1p(shape * (end - start) / (1 + shape * start)) / shape)
        case .power:
            log((pow(end, 1 - shape) - pow(start, 1 - shape)) / (1 - shape))
        case .binormal:
            Self.logNormalShare(
                from: NormalDistribution.upperQuantile(end) - shape,
                to: NormalDistribution.upperQuantile(start) - shape
            ) + shape * shape / 2
        }
    }

    /// log P(low < Z < high), from the tails in which it is not a difference of numbers near 1.
    private static func logNormalShare(from low: Double, to high: Double) -> Double {
        if low > 0 {
            return log(NormalDistribution.upperTail(low) - NormalDistribution.upperTail(high))
        }
        if high < 0 {
            return log(NormalDistribution.cumulative(high) - NormalDistribution.cumulative(low))
        }
        return log1p(-NormalDistribution.upperTail(high) - NormalDistribution.cumulative(low))
    }
}
