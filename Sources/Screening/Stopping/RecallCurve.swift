import Foundation
import Statistics

/// The number of relevant records left, read off the way in which they became rarer.
///
/// Relevant records along the ranking are taken for a Poisson process whose rate falls by an
/// exponential, hyperbolic, power or binormal law. With g the rate at shape s but for its height and G its
/// integral, r relevant records at positions x_i and M further ones among those not screened have
/// the likelihood
///
/// L(M, s) = Π_i g(x_i) · G(rest)^M · a^(r + M) · exp(−a G(all)) / M!,  a = (r + M) / G(all),
///
/// which is maximised over the shape. The limits of M are where log L has fallen by z² / 2 from its
/// top (predictive profile likelihood); those of all families that fit are taken together, since
/// families that agree on the records screened can differ widely on those to come.
///
/// - Reference: Stevenson & Bin-Hezam (2024), ACM Transactions on Information Systems 42(3),
///   doi:10.1145/3631990, for stopping by Poisson processes with these rates; Bjørnstad (1990),
///   Statistical Science 5:242, for predictive likelihood.
public struct RecallCurve: Sendable, Equatable, Codable, StoppingEvidence {
    /// An estimate of what is left.
    public struct Estimate: Sendable, Equatable, Codable {
        /// The family that fits best.
        public let family: RateFamily
        /// Its shape.
        public let shape: Double
        /// The families that the labels do not speak against, over which the limits extend.
        public let possibleFamilies: [RateFamily]
        /// Expected number of relevant records among the unscreened.
        public let missed: Double
        /// Limits of that number; each is meant to hold at the target's confidence by itself.
        public let missedLimits: ClosedRange<Int>
        /// Estimated recall now.
        public let recall: Double
        /// Limits of the recall.
        public let recallLimits: ClosedRange<Double>
        /// Whether the rate falls at all; if not, the ranking does no better than chance.
        public let isFalling: Bool
        /// Whether the best shape lies within those tried.
        ///
        /// If not, the rate falls to nothing so abruptly that the curve says little about the rest.
        public let isInterior: Bool
        /// p-value of a test of fit along the records screened; nil with fewer than 20 relevant.
        public let fitPValue: Double?

        /// Whether the curve fits the records screened.
        ///
        /// That it fits the rest nobody can know.
        public var isUsable: Bool { isInterior && (fitPValue ?? 1) >= 0.05 }
    }

    /// What was to be claimed.
    public let target: StoppingTarget
    /// The estimate; nil where none can be made, for which `statement` gives the reason.
    public let estimate: Estimate?
    /// Name of the criterion.
    public let name: String
    /// What it says.
    public let statement: String
    /// What it rests on.
    public let assumptions: [String]
    /// Nil: where the model does not hold its limits do not either, so it supports no claim.
    public let supportsTarget: Bool?

    /// Fewer relevant records than this say next to nothing about a shape.
    static let fewestRelevant = 5

    /// Fits the curve to the ranked records of a sequence.
    ///
    /// - Parameters:
    ///   - sequence: labels in the order in which they were settled; those drawn at random are
    ///     counted as found, but their positions say nothing about the ranking and are left out.
    ///   - target: recall and confidence.
    public init(_ sequence: ScreeningSequence, target: StoppingTarget = .standard) {
        let ranked = sequence.labels.filter { $0.selection == .ranked }
        let positions = ranked.indices.filter { ranked[$0].isRelevant }
        let fit: Fit?
        if sequence.unscreened > 0, positions.count >= Self.fewestRelevant {
            fit = Fit(
                positions: positions,
                ranked: ranked.count,
                unscreened: sequence.unscreened
            )
        } else {
            fit = nil
        }
        let estimate = fit.flatMap { $0.estimate(found: sequence.found, target: target) }
        self.target = target
        self.estimate = estimate
        name = "Estimate from the falling rate of relevant records"
        statement =
            estimate.map { Self.statement($0, target) }
            ?? Self.reason(sequence, ranked: positions.count)
        supportsTarget = nil
        assumptions = [
            "Relevant records become rarer along the ranking by a smooth law that goes on as it began. "
                + "A model, not a guarantee: in simulations the limits often fail.",
            "Wrong if relevant records come in groups, or if some are unlike all others and wait at "
                + "the end of the ranking.",
            "The ranking is retrained as it goes on, so that its early part is worse than its late "
                + "part; the curve does not know that.",
        ]
    }

    private static func statement(_ estimate: Estimate, _ target: StoppingTarget) -> String {
        let limits = estimate.missedLimits
        let range =
            limits.lowerBound == limits.upperBound
            ? "\(limits.lowerBound)"
            : "\(RecallText.grouped(limits.lowerBound)) to \(RecallText.grouped(limits.upperBound))"
        if !estimate.isInterior {
            return
                "No usable estimate: the fit did not converge, as the rate falls too abruptly for "
                + "any of the curves."
        }
        if !estimate.isUsable {
            return "No usable estimate: relevant records did not become rarer along any of the "
                + "curves (test of fit, \(RecallText.pValue(estimate.fitPValue ?? 0)))."
        }
        var text =
            "An estimated "
            + "\(RecallText.count(Int(estimate.missed.rounded()), "relevant record")) "
            + "(limits \(range)) would be left by a rate that falls along "
            + "\(article(estimate.family)) "
            + "curve: a recall of \(RecallText.percent(estimate.recall)), at least "
            + "\(RecallText.atLeast(estimate.recallLimits.lowerBound)) by the lower limit, which would "
            + "hold at \(RecallText.confidence(target.confidence)) if the curve were right."
        if estimate.fitPValue == nil {
            text += " There are too few relevant records to test whether it is."
        }
        if !estimate.isFalling {
            text += " The rate does not fall: the ranking does no better than chance so far."
        }
        return text
    }

    private static func article(_ family: RateFamily) -> String {
        switch family {
        case .exponential: "an exponential"
        case .hyperbolic: "a hyperbolic"
        case .power: "a power"
        case .binormal: "a binormal"
        }
    }

    private static func reason(_ sequence: ScreeningSequence, ranked: Int) -> String {
        if sequence.unscreened == 0 { return "All records are screened; nothing is left to miss." }
        if ranked < fewestRelevant {
            return
                "No estimate: a curve needs at least \(fewestRelevant) relevant records among the "
                + "ranked ones, and there \(ranked == 1 ? "is 1" : "are \(ranked)")."
        }
        return "No estimate: the fit did not converge."
    }
}
