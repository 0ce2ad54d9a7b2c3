import Foundation
import Statistics

/// A bound on what is missing that stays valid however often one looks.
///
/// Every record drawn at random from those unscreened, whether mixed into the ranked ones or in an
/// audit, is a bet against the hypothesis that there are T relevant records in all. Under it the
/// chance that draw j is relevant is known, p_j = (T − found before) / (unscreened before), whatever
/// the ranking did in between. The wealth
///
/// E(T) = Σ_θ w_θ Π_j θ^(y_j) ((1 − θ p_j) / (1 − p_j))^(1 − y_j),  θ ∈ {0, ⅛, ¼, ½, ¾, 0.9},
///
/// is a martingale under T, so that it reaches 1 / α at any time in at most α of screenings. Half of
/// the stake bets on all draws, half on those of audits only: relevant records drawn early, when
/// many were left, would spoil the first half for good.
///
/// - Reference: Ville (1939); Waudby-Smith & Ramdas (2024), doi:10.1093/jrsssb/qkad009, for betting
///   on samples without replacement.
public struct SequentialRecallBound: Sendable, Equatable, Codable, StoppingEvidence {
    /// What was to be claimed.
    public let target: StoppingTarget
    /// Records drawn at random.
    public let drawn: Int
    /// Relevant records among them.
    public let relevantDrawn: Int
    /// How many to one the draws speak against a recall below the target; 1 without any.
    ///
    /// A number of 1 / (1 − confidence) or more refutes it; none above 10¹² is given.
    public let evidenceAgainstMissing: Double
    /// What may be missing; nil where the draws contradict what was found.
    public let bound: RecallBound?
    /// Name of the criterion.
    public let name: String
    /// What it says.
    public let statement: String
    /// What it rests on.
    public let assumptions: [String]
    /// Whether a recall below the target is refuted.
    public let supportsTarget: Bool?

    /// Weighs the records drawn at random.
    ///
    /// - Parameters:
    ///   - sequence: labels in the order in which they were settled.
    ///   - target: recall and confidence.
    public init(_ sequence: ScreeningSequence, target: StoppingTarget = .standard) {
        let bets = Bets(sequence)
        let found = sequence.found
        let threshold = -log(target.significance * (1 + 1e-9))
        let least = target.leastTotalIfMissed(found: found)
        let wealth = bets.logWealth(against: least, unscreened: sequence.unscreened, found: found)
        self.target = target
        drawn = bets.draws.count
        relevantDrawn = bets.relevant
        // JSON has no infinity; a hypothesis that is impossible is not a matter of odds.
        evidenceAgainstMissing = min(exp(min(wealth, 600)), 1e12)
        let limit = bets.greatestTotal(
            found: found,
            unscreened: sequence.unscreened,
            threshold: threshold
        )
        bound = limit.map { RecallBound(found: found, missedAtMost: $0 - found) }
        supportsTarget =
            limit == nil || (found == 0 && sequence.unscreened > 0) ? false : wealth >= threshold
        name = "Bound from the records drawn at random, valid at every look"
        statement = Self.statement(bets, bound, sequence.unscreened, target)
        assumptions = [
            "Each of these records was drawn at random from all records then unscreened, and decided "
                + "before the next look. It does not matter how good the ranking was.",
            "One may look as often as one likes and stop when the bound pleases; that is paid for by "
                + "a wider bound than an audit of fixed size gives.",
            "The reviewers recognised every relevant record among those drawn.",
        ]
    }

    private static func statement(
        _ bets: Bets,
        _ bound: RecallBound?,
        _ unscreened: Int,
        _ target: StoppingTarget
    ) -> String {
        if unscreened == 0 { return "All records are screened; nothing is left to miss." }
        if bets.draws.isEmpty { return "No record was drawn at random, so nothing can be said." }
        let drawn =
            "\(RecallText.count(bets.draws.count, "record")) "
            + "\(bets.draws.count == 1 ? "was" : "were") drawn at random, "
            + "\(RecallText.grouped(bets.relevant)) of them relevant. "
        guard let bound else {
            return drawn + "That is so few, given what was found otherwise, that the draws can "
                + "hardly have been random; no bound is given."
        }
        return drawn
            + "At \(RecallText.confidence(target.confidence)) confidence \(bound.phrase)."
    }
}

extension SequentialRecallBound {
    /// The draws, each with what was known before it.
    struct Bets {
        struct Draw {
            let isRelevant: Bool
            let isAudit: Bool
            let foundBefore: Double
            let unscreenedBefore: Double
        }

        /// Shares of the hypothesised chance that are betted on, and what is put on each.
        private static let stakes: [(share: Double, weight: Double)] = [
            (0, 0.35), (0.125, 0.1), (0.25, 0.1), (0.5, 0.15), (0.75, 0.15), (0.9, 0.15),
        ]

        let draws: [Draw]
        let relevant: Int

        init(_ sequence: ScreeningSequence) {
            var draws: [Draw] = []
            var found = 0
            for (index, label) in sequence.labels.enumerated() {
                if label.selection != .ranked {
                    draws.append(
                        Draw(
                            isRelevant: label.isRelevant,
                            isAudit: label.selection == .audit,
                            foundBefore: Double(found),
                            unscreenedBefore: Double(sequence.total - index)
                        )
                    )
                }
                if label.isRelevant { found += 1 }
            }
            self.draws = draws
            relevant = draws.count { $0.isRelevant }
        }

        /// log E(T), infinite if T is impossible.
        ///
        /// Each factor grows with T, so E does too and its crossing can be found by bisection.
        func logWealth(against total: Int, unscreened: Int, found: Int) -> Double {
            if total > found + unscreened { return .infinity }
            if draws.isEmpty { return 0 }
            let stakes = Self.stakes
            let start = stakes.map { log($0.weight / 2) }
            var all = start
            var audits = start
            for draw in draws {
                let chance = (Double(total) - draw.foundBefore) / draw.unscreenedBefore
                let base = draw.isRelevant ? 0 : log1p(-chance)
                for index in stakes.indices {
                    let share = stakes[index].share
                    let gain = draw.isRelevant ? log(share) : log1p(-share * chance) - base
                    all[index] += gain
                    if draw.isAudit { audits[index] += gain }
                }
            }
            let logs = all + audits
            let greatest = logs.max() ?? 0
            guard greatest.isFinite else { return greatest }
            return greatest + log(logs.reduce(0) { $0 + exp($1 - greatest) })
        }

        /// The greatest total that is not refuted, nil if what was found is refuted already.
        func greatestTotal(found: Int, unscreened: Int, threshold: Double) -> Int? {
            func isRefuted(_ total: Int) -> Bool {
                logWealth(against: total, unscreened: unscreened, found: found) >= threshold
            }
            if isRefuted(found) { return nil }
            var possible = found
            var refuted = found + unscreened + 1
            while refuted - possible > 1 {
                let middle = possible + (refuted - possible) / 2
                if isRefuted(middle) { refuted = middle } else { possible = middle }
            }
            return possible
        }
    }
}
