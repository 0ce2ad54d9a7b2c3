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
    let hash = try scratch.files.put(.bytes(bytes))
    let records = try StoredRecords(
        (1...3).map { position in
            var record = Record(
                type: .article,
                source: RecordSource(file: "a.ris", position: position, line: position)
            )
            record.title = "Title \(position)"
            return record
        }
    )
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
        recordsHash: records.combinedHash,
        problems: []
    )
    sequence = try journal.append(
        [.searchImported(search)],
        records: [0: records],
        actor: "test",
        at: "2026-01-01T00:00:01Z",
        basedOn: sequence
    )
    let sheet = try scratch.files.put(.bytes(Array("record,stage\n".utf8)))
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

    /// The disk may be full before the tables are there; the next program makes them.
    @Test func fullDiskAtBirth() throws {
        let scratch = try Scratch()
        #expect(throws: JournalError.diskFull(path: scratch.journal)) {
            try Journal(path: scratch.journal, mode: .creating, patience: 1, maximumPages: 3)
        }
        let events = try sample(in: scratch)
        #expect(events.count == 3)
        #expect(
            try Journal(path: scratch.journal, mode: .reading).verify(files: scratch.files) == []
        )
    }

    /// An import that does not fit leaves neither its event nor some of its records.
    @Test func fullDiskTakesNoPartOfAnImport() throws {
        let scratch = try Scratch()
        let before = try sample(in: scratch)
        let pages = try DatabaseQueue(path: scratch.journal).read {
            try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0
        }
        let records = try StoredRecords(
            (1...2_000).map { position in
                var record = Record(
                    type: .article,
                    source: RecordSource(file: "b.ris", position: position, line: position)
                )
                record.title = "Title \(position)"
                return record
            }
        )
        guard case .searchImported(var search) = before[1].payload else {
            Issue.record("the second event is an import")
            return
        }
        search.source = "b.ris"
        search.recordsRead = records.count
        search.recordsHash = records.combinedHash
        for room in [1, 2, 4, 8] {
            let journal = try Journal(
                path: scratch.journal,
                mode: .existing,
                patience: 1,
                maximumPages: pages + room
            )
            #expect(throws: JournalError.diskFull(path: scratch.journal)) {
                try journal.append(
                    [.searchImported(search)],
                    records: [0: records],
                    actor: "t",
                    at: "t",
                    basedOn: 3
                )
            }
        }
        let journal = try Journal(path: scratch.journal, mode: .existing)
        #expect(try journal.events() == before)
        #expect(try journal.records(ofImport: 4).isEmpty)
        #expect(journal.verify(files: scratch.files) == [])
        #expect(
            try journal.append(
                [.searchImported(search)],
                records: [0: records],
                actor: "t",
                at: "t",
                basedOn: 3
            ) == 4
        )
        #expect(try journal.records(ofImport: 4).count == 2_000)
        #expect(journal.verify(files: scratch.files) == [])
    }

    /// Two open journals on one file: each sees what the other wrote, and is told when it was late.
    @Test func twoConnections() throws {
        let scratch = try Scratch()
        _ = try sample(in: scratch)
        let first = try Journal(path: scratch.journal, mode: .existing)
        let second = try Journal(path: scratch.journal, mode: .creating)
        var last = 3
        for round in 0..<10 {
            let (quick, late) = round % 2 == 0 ? (first, second) : (second, first)
            let payload = EventPayload.undone(Undo(sequence: 99, why: "\(round)"))
            let written = try quick.append([payload], actor: "t", at: "t", basedOn: last)
            #expect(written == last + 1)
            #expect(throws: JournalError.conflict(basedOn: last, found: last + 1)) {
                try late.append([payload], actor: "t", at: "t", basedOn: last)
            }
            last = written
            #expect(try late.events().count == last)
        }
        #expect(try first.events() == second.events())
        #expect(first.verify(files: scratch.files) == [])
    }

    /// Threads that all append what they based on the same state: one of them wins each round.
    @Test func oneOfManyWins() async throws {
        let scratch = try Scratch()
        _ = try sample(in: scratch)
        for round in 0..<8 {
            let path = scratch.journal
            let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
                for writer in 0..<6 {
                    group.addTask {
                        let journal = try Journal(path: path, mode: .existing)
                        let payload = EventPayload.undone(Undo(sequence: 99, why: "\(writer)"))
                        do throws(JournalError) {
                            try journal.append(
                                [payload],
                                actor: "\(writer)",
                                at: "t",
                                basedOn: 3 + round
                            )
                            return true
                        } catch {
                            #expect(error == .conflict(basedOn: 3 + round, found: 4 + round))
                            return false
                        }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(wins == 1)
        }
        let journal = try Journal(path: scratch.journal, mode: .reading)
        #expect(try journal.events().count == 11)
        #expect(journal.verify(files: scratch.files) == [])
    }

    /// Events of one append are in the journal together or not at all.
    @Test func appendIsAllOrNothing() throws {
        let scratch = try Scratch()
        let before = try sample(in: scratch)
        var evaluation = Evaluation(study: "S", stage: .external, line: 2)
        evaluation.values = [.auc: .infinity]
        let journal = try Journal(path: scratch.journal, mode: .existing)
        #expect(throws: JournalError.self) {
            try journal.append(
                [
                    .undone(Undo(sequence: 3, why: nil)),
                    .evaluationsRecorded(Sheet(file: "e.csv", sha256: "", rows: [evaluation])),
                ],
                actor: "t",
                at: "t",
                basedOn: 3
            )
        }
        #expect(try journal.events() == before)
        #expect(try journal.append([], actor: "t", at: "t", basedOn: 3) == 3)
        #expect(try journal.events() == before)
    }

    /// Who reads is not kept waiting by a writer, and sees nothing of what is not yet committed.
    @Test func readerSeesOnlyWhatIsCommitted() throws {
        let scratch = try Scratch()
        let before = try sample(in: scratch)
        let holder = try DatabaseQueue(path: scratch.journal)
        try holder.writeWithoutTransaction { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            try database.execute(
                sql: "INSERT INTO event SELECT 4, at, actor, kind, 1, payload, hash, 'x' "
                    + "FROM event WHERE seq = 3"
            )
            let reader = try Journal(path: scratch.journal, mode: .reading, patience: 0.1)
            #expect(try reader.events() == before)
            #expect(reader.verify(files: scratch.files) == [])
            try database.execute(sql: "ROLLBACK")
        }
    }

    @Test func journalOpenedToReadCannotBeWritten() throws {
        let scratch = try Scratch()
        let before = try sample(in: scratch)
        let journal = try Journal(path: scratch.journal, mode: .reading)
        #expect(throws: JournalError.self) {
            try journal.append(
                [.undone(Undo(sequence: 3, why: nil))],
                actor: "t",
                at: "t",
                basedOn: 3
            )
        }
        #expect(try journal.events() == before)
    }

    @Test func rowsCannotBeChangedOrDeleted() throws {
        let scratch = try Scratch()
        _ = try sample(in: scratch)
        let queue = try DatabaseQueue(path: scratch.journal)
        for statement in [
            "UPDATE event SET actor = 'x'", "DELETE FROM event",
            "UPDATE imported_record SET content = '{}'", "DELETE FROM imported_record",
        ] {
            let error = #expect(throws: DatabaseError.self) {
                try queue.write { try $0.execute(sql: statement) }
            }
            #expect(error?.message == "a journal is only ever added to")
        }
    }

    /// What is refused is left as it is, to the last byte.
    @Test func refusedFilesAreNotTouched() throws {
        let scratch = try Scratch()
        let foreign = scratch.path + "/foreign.sqlite"
        let queue = try DatabaseQueue(path: foreign)
        try queue.write { try $0.execute(sql: "CREATE TABLE t(x); PRAGMA user_version = 1") }
        try queue.close()
        let text = scratch.path + "/notes.txt"
        try Data(String(repeating: "notes ", count: 400).utf8)
            .write(to: URL(fileURLWithPath: text))
        for path in [foreign, text] {
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            for mode in [Journal.Mode.reading, .existing, .creating] {
                let error = #expect(throws: JournalError.self) {
                    try Journal(path: path, mode: mode)
                }
                guard case .notAJournal(path, _) = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
            #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
        }
    }

    @Test func newerPayloadIsRefused() throws {
        let scratch = try Scratch()
        _ = try sample(in: scratch)
        try DatabaseQueue(path: scratch.journal).write { database in
            let last = try #require(try EventRow.fetchOne(database, sql: EventRow.selectLast))
            try EventRow(
                seq: 4,
                at: "t",
                actor: "t",
                kind: "undone",
                version: 2,
                payload: "{}",
                previousHash: last.hash
            ).insert(into: database)
        }
        let journal = try Journal(path: scratch.journal, mode: .reading)
        let what =
            "event 4 (undone) has version 2; this program reads up to 1: open the review with a "
            + "newer Consilience"
        #expect(throws: JournalError.unreadable(what)) { try journal.events() }
        #expect(
            journal.verify(files: scratch.files) == [
                IntegrityFinding(place: "event 4", what: what)
            ]
        )
    }

    @Test func newerAndForeignFilesAreRefused() throws {
        let scratch = try Scratch()
        _ = try sample(in: scratch)
        try DatabaseQueue(path: scratch.journal).write {
            try $0.execute(sql: "PRAGMA user_version = 3")
        }
        #expect(
            throws: JournalError.newerFormat(path: scratch.journal, found: 3, supported: 2)
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

    @Test func olderFileIsReadAndBecomesNewWithTheFirstDecisionOfTheWorkbench() throws {
        let scratch = try Scratch()
        let queue = try DatabaseQueue(path: scratch.journal)
        try queue.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA journal_mode = WAL")
            try JournalSchema.create(in: $0, format: 1)
            try $0.execute(
                sql: """
                    PRAGMA application_id = \(JournalSchema.applicationID);
                    PRAGMA user_version = 1;
                    """
            )
        }
        func format() throws -> Int? {
            try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        }
        let journal = try Journal(path: scratch.journal, mode: .existing)
        let plan = EventPayload.protocolSet(ReviewProtocol(title: "Old"))
        try journal.append([plan], actor: "t", at: "t", basedOn: 0)
        #expect(try format() == 1)
        #expect(journal.verify(files: scratch.files) == [])
        let decision = Decision(
            record: RecordID(source: "a.ris", position: 1),
            stage: .titleAbstract,
            reviewer: "A",
            verdict: .include,
            reason: nil,
            role: .vote,
            note: nil,
            line: 0
        )
        let cast = CastDecision(id: "one", decision: decision, decidedAt: "t")
        try journal.append([.decisionCast(cast)], actor: "A", at: "t", basedOn: 1)
        #expect(try format() == 2)
        #expect(journal.verify(files: scratch.files) == [])
        let shown = try queue.read {
            try String.fetchAll($0, sql: "SELECT record || ' ' || decision FROM current_decision")
        }
        #expect(shown == ["a.ris:1 include"])
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
}
