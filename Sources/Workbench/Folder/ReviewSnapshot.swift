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
