public import Review

/// What is to be appended to a journal.
public struct JournalEntry: Sendable, Equatable {
    /// Time, UTC, ISO 8601.
    public var at: String
    /// Who causes it.
    public var actor: String
    /// What happens.
    public var payload: EventPayload

    /// Creates an entry.
    public init(at: String, actor: String, payload: EventPayload) {
        self.at = at
        self.actor = actor
        self.payload = payload
    }
}
