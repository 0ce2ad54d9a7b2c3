public import Review

/// Takes back an event; it stays in the journal but no longer counts.
public struct UndoEvent: Sendable {
    /// Sequence number of the event; `nil` for the last one that counts.
    public var sequence: Int?
    /// Why.
    public var why: String?

    /// Creates the use case.
    public init(sequence: Int?, why: String? = nil) {
        self.sequence = sequence
        self.why = why
    }

    /// Adds the undo to a draft, and a new resolution of duplicates where works depend on the event.
    ///
    /// - Returns: the event that is taken back.
    /// - Throws: `InputRefused` if there is no such event or it was taken back before; `JournalError` if
    ///   the records cannot be read. That nothing else depends on the event is checked when the draft
    ///   is committed.
    @discardableResult
    public func run(on draft: inout ReviewDraft) throws -> Event {
        let journal = draft.folder.journalPath
        let events = draft.events
        let undone = draft.state.undoneEvents
        let target: Event?
        if let sequence {
            target = events.first { $0.sequence == sequence }
            guard target != nil else {
                throw InputRefused(
                    file: journal,
                    "there is no event \(sequence); the last one is \(events.last?.sequence ?? 0)"
                )
            }
        } else {
            target = events.last { event in
                if case .undone = event.payload { return false }
                return !undone.contains(event.sequence)
            }
        }
        guard let target else { throw InputRefused(file: journal, "there is nothing to undo") }
        guard !undone.contains(target.sequence) else {
            throw InputRefused(file: journal, "event \(target.sequence) was taken back before")
        }
        draft.propose(.undone(Undo(sequence: target.sequence, why: why)))
        // Without an import or a judgement the works are other ones. To take back the resolution
        // itself is another matter: then the works fall apart until duplicates are looked for again.
        if case .duplicatesResolved = target.payload { return target }
        if draft.state.resolution != nil, !draft.state.isDeduplicated {
            try DeduplicateReview().run(on: &draft)
        }
        return target
    }
}
