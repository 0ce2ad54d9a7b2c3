public import Bibliography
import Foundation
public import Review
public import ReviewStore

/// A review as its journal has it at one moment.
public struct ReviewSnapshot: Sendable {
    /// The events, in their order.
    public let events: [Event]
    /// What they come to.
    public let state: ReviewState
    private let journal: Journal?

    /// A review without events.
    init() {
        events = []
        state = ReviewState(replaying: [])
        journal = nil
    }

    /// A review that somebody keeps in memory, with the journal that has its records.
    init(_ live: LiveReview, journal: Journal) {
        events = live.events
        state = live.state
        self.journal = journal
    }

    /// The review as a person may see it; its events are all there.
    ///
    /// - Parameter person: name of the person.
    /// - Returns: the review without the decisions that are hidden from the person.
    public func seen(by person: String) -> ReviewSnapshot {
        ReviewSnapshot(events: events, state: state.seen(by: person), journal: journal)
    }

    /// The review with nothing but its imports, for reading their records later on.
    public var ofImports: ReviewSnapshot {
        let imports = Set(state.imports.map(\.event))
        let events = events.filter { imports.contains($0.sequence) }
        return ReviewSnapshot(
            events: events,
            state: ReviewState(replaying: events),
            journal: journal
        )
    }

    private init(events: [Event], state: ReviewState, journal: Journal?) {
        self.events = events
        self.state = state
        self.journal = journal
    }

    /// Reads all events of a journal.
    ///
    /// - Throws: `JournalError`.
    public init(journal: Journal) throws(JournalError) {
        self.journal = journal
        events = try journal.events()
        state = ReviewState(replaying: events)
    }

    /// The records of the imports that count.
    ///
    /// - Throws: `JournalError`.
    public func records() throws(JournalError) -> [RecordID: Record] {
        var all: [RecordID: Record] = [:]
        guard let journal else { return all }
        for source in state.imports {
            let stored = try journal.records(ofImport: source.event)
            for (id, record) in zip(source.recordIDs, stored) { all[id] = record }
        }
        return all
    }

    /// One record of an import that counts.
    ///
    /// - Returns: the record; `nil` if the review has none of the name.
    /// - Throws: `JournalError`.
    public func record(_ id: RecordID) throws(JournalError) -> Record? {
        guard let source = state.imports.first(where: { $0.search.source == id.source }) else {
            return nil
        }
        return try journal?.record(at: id.position, ofImport: source.event)
    }

    /// SHA-256 over what happened, without times and names: the same for everybody who built the
    /// same review from the same files.
    public var contentDigest: String {
        var text: [UInt8] = []
        for event in events {
            let json = (try? event.payload.canonicalJSON()) ?? ""
            text += Array("\(event.sequence) \(event.payload.kind) \(json)\n".utf8)
        }
        return sha256(text)
    }
}
