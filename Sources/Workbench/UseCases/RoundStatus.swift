import Foundation
public import Review
import Screening
import Statistics

/// How far a calibration round has come.
public struct RoundStatus: Sendable, Equatable, Codable {
    /// Name of the round.
    public var name: String
    /// Stage of screening.
    public var stage: String
    /// Sequence number of its event.
    public var event: Int
    /// Seed of the sample.
    public var seed: UInt64
    /// Works in the round.
    public var works: Int
    /// Works that wait for each reviewer's vote; who has voted on all is left out.
    public var left: [String: Int]
    /// Agreement of each pair within the round.
    public var agreements: [ReviewerAgreement]

    /// The rounds of a review, in the order of their events.
    ///
    /// - Parameter state: the review.
    /// - Returns: one entry for each round that counts.
    public static func all(in state: ReviewState) -> [RoundStatus] {
        state.rounds.map { standing in
            let round = standing.round
            var left: [String: Int] = [:]
            for reviewer in state.reviewProtocol?.reviewers ?? [] {
                let count = state.left(of: round, for: reviewer)
                if count > 0 { left[reviewer] = count }
            }
            return RoundStatus(
                name: round.name,
                stage: round.stage.rawValue,
                event: standing.event,
                seed: round.seed,
                works: state.works(of: round).count,
                left: left,
                agreements: state.agreements(in: round)
            )
        }
    }
}

extension RoundStatus {
    /// The round in a few lines: who has works left, and how far each pair agrees.
    public var text: String {
        var text = "Round '\(name)' (\(stage)): \(works) works"
        let waiting = left.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        text +=
            waiting.isEmpty
            ? ", all have voted\n" : "; left: " + waiting.joined(separator: ", ") + "\n"
        func rounded(_ value: AgreementCoefficient) -> String {
            String(format: "%.2f", value.estimate)
        }
        for pair in agreements {
            guard let agreement = pair.agreement else { continue }
            text +=
                "  \(pair.first) and \(pair.second): agreed on \(agreement.agreed) of "
                + "\(agreement.subjects)"
            if let kappa = agreement.cohenKappa { text += ", Cohen κ " + rounded(kappa) }
            text += ", AC1 " + rounded(agreement.gwetAC1) + "\n"
        }
        return text
    }
}
