public import Screening
public import Statistics

/// How far two reviewers agree at a stage, before any conflict was settled.
public struct ReviewerAgreement: Sendable, Equatable, Codable {
    /// Stage of screening.
    public var stage: Stage
    /// The reviewer whose name comes first in the protocol.
    public var first: String
    /// The other reviewer.
    public var second: String
    /// Works on which both have voted include (or maybe), or exclude.
    public var works: Int
    /// The coefficients; `nil` if both have voted on no work.
    public var agreement: CategoricalAgreement?
}

/// How far all reviewers agree at a stage, before any conflict was settled.
public struct StageAgreement: Sendable, Equatable, Codable {
    /// Stage of screening.
    public var stage: Stage
    /// The coefficients, over works on which at least two have voted.
    public var agreement: SeveralRaterAgreement
}

extension ReviewState {
    /// Agreement of all reviewers together at each stage where any work has votes of two.
    ///
    /// Votes count as in `agreements`; nobody need have voted on every work.
    public var stageAgreements: [StageAgreement] {
        let reviewers = reviewProtocol?.reviewers ?? []
        return Stage.allCases.compactMap { stage in
            let votes = votesByReviewer(at: stage)
            let ratings = works.indices.map { work in
                reviewers.map { votes[$0]?[work]?.flatMap { $0 ? 1 : 0 } }
            }
            let agreement = try? severalRaterAgreement(ratings, categories: 2)
            return agreement.map { StageAgreement(stage: stage, agreement: $0) }
        }
    }

    /// Agreement of every pair of reviewers at both stages, on inclusion against exclusion.
    ///
    /// `maybe` counts as inclusion at title and abstract, as it does for the outcome; at full text a
    /// work with `maybe` or `not-retrieved` is left out. Works on which a reviewer voted differently
    /// on two records are left out too.
    public var agreements: [ReviewerAgreement] {
        let reviewers = reviewProtocol?.allReviewers ?? []
        return Stage.allCases.flatMap { stage -> [ReviewerAgreement] in
            let votes = votesByReviewer(at: stage)
            var pairs: [ReviewerAgreement] = []
            for (place, first) in reviewers.enumerated() {
                for second in reviewers[(place + 1)...] {
                    pairs.append(agreement(first, second, at: stage, votes: votes))
                }
            }
            return pairs
        }
    }

    private func agreement(
        _ first: String,
        _ second: String,
        at stage: Stage,
        votes: [String: [Int: Bool?]]
    ) -> ReviewerAgreement {
        let one = votes[first] ?? [:]
        let other = votes[second] ?? [:]
        var codes: (first: [Int], second: [Int]) = ([], [])
        for work in one.keys.sorted() {
            guard let left = one[work] ?? nil, let right = other[work] ?? nil else { continue }
            codes.first.append(left ? 1 : 0)
            codes.second.append(right ? 1 : 0)
        }
        return ReviewerAgreement(
            stage: stage,
            first: first,
            second: second,
            works: codes.first.count,
            agreement: try? categoricalAgreement(codes.first, codes.second, categories: 2)
        )
    }

    /// Whether each reviewer includes each work; `nil` inside where the votes settle nothing.
    private func votesByReviewer(at stage: Stage) -> [String: [Int: Bool?]] {
        var votes: [String: [Int: Bool?]] = [:]
        for standing in decisions {
            let decision = standing.decision
            guard decision.stage == stage, decision.role == .vote,
                let work = workIndex[decision.record]
            else { continue }
            let vote: Bool? =
                switch decision.verdict {
                case .include: true
                case .exclude: false
                case .maybe: stage == .titleAbstract ? true : nil
                case .notRetrieved: nil
                }
            if let earlier = votes[decision.reviewer]?[work], earlier != vote {
                votes[decision.reviewer]?[work] = .some(nil)
            } else {
                votes[decision.reviewer, default: [:]][work] = .some(vote)
            }
        }
        return votes
    }
}
