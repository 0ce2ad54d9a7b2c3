import Bibliography
import Foundation
import GRDB
import Review
import Screening
import TestSupport
import Testing

@testable import ReviewStore

/// A folder that is gone when the test is over.
final class Scratch {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/journal-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var journal: String { path + "/review.sqlite" }
    var files: FileStore { FileStore(folder: path + "/files") }
}

/// A journal with a protocol, an import of three records, and two decisions.
func sample(in scratch: Scratch) throws -> [Event] {
    let journal = try Journal(path: scratch.journal, mode: .creating)
    var review = ReviewProtocol(title: "Sample")
    review.reviewers = ["A", "B"]
    var sequence = try journal.append(
        [.protocolSet(review)],
        actor: "test",
        at: "2026-01-01T00:00:00Z",
        basedOn: 0
    )
    let bytes = Array("TY  - JOUR\nER  - \n".utf8)
    let hash = try scratch.files.put(bytes)
    let records = try (1...3).map { position in
        var record = Record(
            type: .article,
            source: RecordSource(file: "a.ris", position: position, line: position)
        )
        record.title = "Title \(position)"
        return try StoredRecord(record)
    }
    let search = SearchImport(
        source: "a.ris",
        file: "a.ris",
        sha256: hash,
        kind: .database,
        database: "DB",
        platform: nil,
        searched: nil,
        query: nil,
        format: "ris",
        encoding: "UTF-8",
        recordsFound: 3,
        recordsRead: 3,
        recordsHash: StoredRecord.combinedHash(records),
        problems: []
    )
    sequence = try journal.append(
        [.searchImported(search)],
        records: [0: records],
        actor: "test",
        at: "2026-01-01T00:00:01Z",
        basedOn: sequence
    )
    let sheet = try scratch.files.put(Array("record,stage\n".utf8))
    let decisions = ["A", "B"].map { reviewer in
        Decision(
            record: RecordID(source: "a.ris", position: 1),
            stage: .titleAbstract,
            reviewer: reviewer,
            verdict: .include,
            reason: nil,
            role: .vote,
            note: nil,
            line: 2
        )
    }
    try journal.append(
        [.decisionsRecorded(Sheet(file: "d.csv", sha256: sheet, rows: decisions))],
        actor: "test",
        at: "2026-01-01T00:00:02Z",
        basedOn: sequence
    )
    return try journal.events()
}

@Suite struct JournalTests {
    @Test func appendedEventsAreRead() throws {
        let scratch = try Scratch()
        let events = try sample(in: scratch)
        #expect(events.map(\.sequence) == [1, 2, 3])
        let journal = try Journal(path: scratch.journal, mode: .reading)
        #expect(try journal.events() == events)
        #expect(try journal.records(ofImport: 2).map(\.title) == ["Title 1", "Title 2", "Title 3"])
        #expect(journal.verify(files: scratch.files) == [])
    }

    @Test func appendFailsWhenTheJournalHasGrown() throws {
        let scratch = try Scratch()
        _ = try sample(in: scratch)
        let journal = try Journal(path: scratch.journal, mode: .existing)
        let undo = EventPayload.undone(Undo(sequence: 3, why: nil))
        #expect(throws: JournalError.conflict(basedOn: 2, found: 3)) {
            try journal.append([undo], actor: "test", at: "", basedOn: 2)
        }
        #expect(try journal.events().count == 3)
    }

    @Test func secondWriterIsToldAndLosesNothing() throws {
        let scratch = try Scratch()
        _ = try sample(in: scratch)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let holder = try DatabaseQueue(path: scratch.journal, configuration: configuration)
        try holder.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let journal = try Journal(path: scratch.journal, mode: .existing, patience: 0.5)
        let undo = EventPayload.undone(Undo(sequence: 3, why: nil))
        #expect(throws: JournalError.busy(path: scratch.journal)) {
            try journal.append([undo], actor: "test", at: "", basedOn: 3)
        }
        try holder.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        #expect(try journal.append([undo], actor: "test", at: "", basedOn: 3) == 4)
    }

    @Test func fullDiskLeavesTheJournalWhole() throws {
        let scratch = try Scratch()
        let before = try sample(in: scratch)
        let pages = try DatabaseQueue(path: scratch.journal).read {
            try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0
        }
        let long = EventPayload.undone(
            Undo(sequence: 3, why: String(repeating: "long ", count: 40_000))
        )
        do {
            let journal = try Journal(
                path: scratch.journal,
                mode: .existing,
                patience: 1,
                maximumPages: pages + 2
            )
            #expect(throws: JournalError.diskFull(path: scratch.journal)) {
                try journal.append([long], actor: "test", at: "", basedOn: 3)
            }
            #expect(try journal.events() == before)
        }
        let journal = try Journal(path: scratch.journal, mode: .existing)
        #expect(journal.verify(files: scratch.files) == [])
        #expect(try journal.append([long], actor: "test", at: "", basedOn: 3) == 4)
    }

    @Test func rowsCannotBeChangedOrDeleted() throws {
        let scratch = try Scratch()
        _ = try sample(in: scratch)
        let queue = try DatabaseQueue(path: scratch.journal)
        for statement in [
            "UPDATE event SET actor = 'x'", "DELETE FROM event",
            "UPDATE imported_record SET content = '{}'", "DELETE FROM imported_record",
        ] {
            #expect(throws: DatabaseError.self) {
                try queue.write { try $0.execute(sql: statement) }
            }
        }
    }

    @Test func newerAndForeignFilesAreRefused() throws {
        let scratch = try Scratch()
        _ = try sample(in: scratch)
        try DatabaseQueue(path: scratch.journal).write {
            try $0.execute(sql: "PRAGMA user_version = 2")
        }
        #expect(
            throws: JournalError.newerFormat(path: scratch.journal, found: 2, supported: 1)
        ) { try Journal(path: scratch.journal, mode: .existing) }
        let foreign = scratch.path + "/foreign.sqlite"
        try DatabaseQueue(path: foreign).write { try $0.execute(sql: "CREATE TABLE t(x)") }
        #expect(throws: JournalError.self) { try Journal(path: foreign, mode: .existing) }
        let text = scratch.path + "/text.sqlite"
        try Data(String(repeating: "no database ", count: 99).utf8)
            .write(to: URL(fileURLWithPath: text))
        #expect(throws: JournalError.self) { try Journal(path: text, mode: .existing) }
        #expect(throws: JournalError.notFound(path: scratch.path + "/none.sqlite")) {
            try Journal(path: scratch.path + "/none.sqlite", mode: .reading)
        }
    }

    /// What a program leaves that is killed while it makes the journal.
    @Test func blankFileIsAJournalWithoutEvents() throws {
        let scratch = try Scratch()
        try DatabaseQueue(path: scratch.journal).writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA journal_mode = WAL")
        }
        let reader = try Journal(path: scratch.journal, mode: .reading)
        #expect(try reader.events() == [])
        #expect(reader.verify(files: scratch.files) == [])
        let writer = try Journal(path: scratch.journal, mode: .existing)
        let payload = EventPayload.protocolSet(ReviewProtocol(title: "First"))
        #expect(try writer.append([payload], actor: "t", at: "t", basedOn: 0) == 1)
        #expect(try reader.events().count == 1)
    }

    /// The views for people agree with the fold, undo of undo included.
    @Test(arguments: 1...12)
    func viewsAgreeWithTheFold(seed: Int) throws {
        let scratch = try Scratch()
        var history = RandomReview(seed: UInt64(seed))
        for _ in 0..<50 { history.step() }
        let journal = try Journal(path: scratch.journal, mode: .creating)
        try journal.append(history.events.map(\.payload), actor: "t", at: "t", basedOn: 0)
        let state = ReviewState(replaying: history.events)
        let queue = try DatabaseQueue(path: scratch.journal)
        let standing = try queue.read {
            try Int.fetchAll($0, sql: "SELECT seq FROM standing_event ORDER BY seq")
        }
        #expect(
            standing == history.events.map(\.sequence).filter { !state.undoneEvents.contains($0) }
        )
        let rows = try queue.read {
            try Row.fetchAll(
                $0,
                sql: "SELECT record, stage, role, reviewer, decision, event FROM current_decision"
            )
        }
        func key(_ parts: [String]) -> String { parts.joined(separator: "|") }
        let found = try rows.map { row in
            key(
                try (0..<5).map { try row.decode(String.self, atIndex: $0) }
                    + [String(try row.decode(Int.self, atIndex: 5))]
            )
        }
        let expected = state.decisions.map { standing -> String in
            let row = standing.decision
            return key([
                row.record.description, row.stage.rawValue, row.role.rawValue, row.reviewer,
                row.verdict.rawValue, String(standing.event),
            ])
        }
        #expect(found.sorted() == expected.sorted())
    }
}
