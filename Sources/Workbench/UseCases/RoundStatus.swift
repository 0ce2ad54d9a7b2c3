public import Review
import Screening

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
