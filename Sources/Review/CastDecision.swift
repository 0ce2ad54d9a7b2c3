import Screening

/// A decision that a person made in the workbench.
public struct CastDecision: Sendable, Equatable, Codable {
    /// Name that the browser gave the decision before it was sent, unique in the review: a decision
    /// that is sent twice counts once.
    public var id: String
    /// The decision; its line is 0.
    public var decision: Decision
    /// When the person decided, UTC, ISO 8601: earlier than the event where the browser had no
    /// connection.
    public var decidedAt: String

    /// Creates a decision.
    public init(id: String, decision: Decision, decidedAt: String) {
        self.id = id
        self.decision = decision
        self.decidedAt = decidedAt
    }
}

extension EventPayload {
    /// Whether the event is a decision of the workbench.
    public var isCastDecision: Bool {
        if case .decisionCast = self { true } else { false }
    }

    /// The decisions that the event holds, of a sheet or of the workbench.
    public var decisions: [Decision] {
        switch self {
        case .decisionsRecorded(let sheet): sheet.rows
        case .decisionCast(let cast): [cast.decision]
        default: []
        }
    }
}
