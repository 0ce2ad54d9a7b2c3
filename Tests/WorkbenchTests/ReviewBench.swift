import Foundation
import Review
import ReviewStore
import TestSupport
import Testing
import Workbench

/// A review folder for one test, and the steps that tests take with it.
struct ReviewBench {
    let temporary: TemporaryFolder
    let folder: ReviewFolder

    /// An empty folder.
    init() throws {
        temporary = try TemporaryFolder()
        folder = ReviewFolder(path: temporary.path)
    }

    /// A folder with the files of the sample review; nothing is taken up yet.
    static func sample() throws -> ReviewBench {
        let bench = try ReviewBench()
        try SampleReview.write(to: bench.temporary)
        return bench
    }

    /// A folder whose journal holds the whole sample review.
    static func built() throws -> ReviewBench {
        let bench = try sample()
        try bench.synchronise()
        return bench
    }

    /// Takes up what the folder declares; gives the number of the last event.
    @discardableResult
    func synchronise(
        actor: String = "tester",
        at time: String = "2026-03-01T10:00:00Z"
    ) throws -> Int {
        try commit(actor: actor, at: time) { try SynchroniseFolder().run(on: &$0) }
    }

    /// Takes up a sheet under the name of its kind.
    @discardableResult
    func take(_ kind: SheetKind, _ text: String, file: String? = nil) throws -> Int {
        let name = file ?? kind.rawValue + ".csv"
        return try commit {
            try RecordSheet(kind: kind, file: name).run(on: &$0, bytes: Array(text.utf8))
        }
    }

    /// Imports an export.
    @discardableResult
    func take(export text: String, file: String, partial: Bool = false) throws -> Int {
        try commit { draft in
            var search = ImportSearch(file: file, database: "PubMed")
            search.allowsProblems = partial
            try search.run(on: &draft, content: .bytes(Array(text.utf8)))
        }
    }

    /// Takes an event back.
    @discardableResult
    func undo(_ event: Int?) throws -> Int {
        try commit { try UndoEvent(sequence: event).run(on: &$0) }
    }

    @discardableResult
    func commit(
        actor: String = "tester",
        at time: String = "2026-03-01T10:00:00Z",
        _ step: (inout ReviewDraft) throws -> Void
    ) throws -> Int {
        var draft = try folder.draft()
        try step(&draft)
        return try draft.commit(actor: actor, clock: { time })
    }

    func state() throws -> ReviewState { try folder.read().state }

    /// Kinds of all events, with the number of what was taken back.
    func kinds() throws -> [String] { try folder.read().events.map(\.payload.kind) }

    /// The messages with which a step is refused; checks that the journal is left as it was.
    func refusal(
        _ location: SourceLocation = #_sourceLocation,
        _ step: () throws -> Int
    ) throws -> [String] {
        let before = folder.hasJournal ? try folder.read().events : []
        let hadJournal = folder.hasJournal
        var messages: [String] = []
        do {
            let event = try step()
            Issue.record("event \(event) was accepted", sourceLocation: location)
        } catch let error as InputRefused {
            messages = error.faults.map(\.description)
        }
        #expect(folder.hasJournal == hadJournal, sourceLocation: location)
        let after = folder.hasJournal ? try folder.read().events : []
        #expect(after == before, sourceLocation: location)
        return messages
    }
}

/// Checks that there is one message for each expected beginning and word, in the same order.
func expect(
    _ messages: [String],
    _ expected: [(start: String, word: String)],
    _ location: SourceLocation = #_sourceLocation
) {
    #expect(messages.count == expected.count, "\(messages)", sourceLocation: location)
    for (message, wanted) in zip(messages, expected) {
        #expect(message.hasPrefix(wanted.start + ":"), sourceLocation: location)
        #expect(message.contains(wanted.word), sourceLocation: location)
    }
}
