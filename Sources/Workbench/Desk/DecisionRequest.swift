public import Review
import Screening

/// A decision as a browser sends it.
public struct DecisionRequest: Sendable, Equatable {
    /// The decision, with the name the browser gave it and the time at which it was made.
    public var cast: CastDecision
    /// Number of the newest decision on the work that the person had before their eyes; `nil` where
    /// they were to see none.
    public var basis: Int?

    /// Name that the browser gave the decision.
    public var id: String { cast.id }

    /// Creates a request.
    ///
    /// - Parameters:
    ///   - cast: the decision.
    ///   - basis: number of the newest decision on the work that was shown; `nil` for a blinded vote.
    public init(_ cast: CastDecision, basis: Int? = nil) {
        self.cast = cast
        self.basis = basis
    }

    /// Why the decision cannot be taken; empty if it can.
    func objections(in review: LiveReview) -> [String] {
        let decision = cast.decision
        let found = review.objections(to: decision)
        guard found.isEmpty, let work = review.state.workIndex[decision.record] else {
            return found
        }
        let standing = review.decisions(onWork: work, at: decision.stage)
        if let basis {
            return standing.filter { $0.event > basis }.map {
                "\($0.decision.reviewer) has decided on it since (event \($0.event)); "
                    + "look again before you settle it"
            }
        }
        // A vote that waited in a browser must not overwrite one that the person gave later.
        let own = standing.last {
            $0.decision.role == .vote && $0.decision.reviewer == decision.reviewer
                && $0.decision.record == decision.record
        }
        if decision.role == .vote, let own, let decidedAt = review.decidedAt(own),
            decidedAt > cast.decidedAt
        {
            return [
                "you decided on it later (\(own.decision.verdict.rawValue), \(decidedAt)); "
                    + "that decision stands"
            ]
        }
        return []
    }
}

extension LiveReview {
    /// When a person made a decision of the workbench; `nil` for one of a sheet.
    fileprivate func decidedAt(_ standing: StandingDecision) -> String? {
        guard standing.file == nil,
            case .decisionCast(let cast) = event(standing.event)?.payload
        else { return nil }
        return cast.decidedAt
    }
}

/// What a browser is told of a decision that was recorded.
public struct DecisionReceipt: Sendable, Equatable, Codable {
    /// Number of its event.
    public var event: Int
    /// Whether it had been recorded before.
    public var isRepeated: Bool
}

/// A decision that cannot be taken.
public struct DecisionRefused: Error, Equatable, Sendable, CustomStringConvertible {
    /// The reasons, as sentences.
    public let reasons: [String]

    /// Creates a refusal.
    public init(_ reasons: [String]) { self.reasons = reasons }

    /// All reasons.
    public var description: String { reasons.joined(separator: "; ") }
}
