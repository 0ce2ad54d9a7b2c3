import Bibliography
import Foundation
import GRDB
import Review
import TestSupport
import Testing

@testable import ReviewStore

@Suite struct VerifyTests {
    /// Runs statements with the triggers out of the way, as somebody who wants to cheat would.
    private func tamper(_ scratch: Scratch, _ statements: [String]) throws {
        let queue = try DatabaseQueue(path: scratch.journal)
        try queue.writeWithoutTransaction { database in
            let triggers = try Row.fetchAll(
                database,
                sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            )
            let names = try triggers.map { try $0.decode(String.self, atIndex: 0) }
            let texts = try triggers.map { try $0.decode(String.self, atIndex: 1) }
            for name in names { try database.execute(sql: "DROP TRIGGER \(name)") }
            try database.execute(sql: "PRAGMA foreign_keys = OFF")
            for statement in statements { try database.execute(sql: statement) }
            for text in texts { try database.execute(sql: text) }
        }
        try queue.close()
    }

    private func findings(after statements: [String]) throws -> [IntegrityFinding] {
        let scratch = try Scratch()
        _ = try sample(in: scratch)
        try tamper(scratch, statements)
        return try Journal(path: scratch.journal, mode: .reading).verify(files: scratch.files)
    }

    @Test(arguments: [
        (
            "UPDATE event SET payload = replace(payload, 'include', 'exclude') WHERE seq = 3",
            "event 3"
        ),
        ("UPDATE event SET actor = 'somebody else' WHERE seq = 2", "event 2"),
        ("UPDATE event SET at = '2025-01-01T00:00:00Z' WHERE seq = 1", "event 1"),
        ("UPDATE event SET kind = 'undone' WHERE seq = 3", "event 3"),
        ("UPDATE event SET version = 2 WHERE seq = 1", "event 1"),
        ("UPDATE event SET previous_hash = hash WHERE seq = 2", "event 2"),
        ("UPDATE event SET hash = replace(hash, 'a', 'b') WHERE seq = 1", "event 2"),
        ("UPDATE event SET seq = 9 WHERE seq = 3", "event 9"),
        ("DELETE FROM event WHERE seq = 1", "event 2"),
        ("DELETE FROM event WHERE seq = 2", "event 3"),
        ("DELETE FROM event WHERE seq = 3", "event 2"),
        ("DELETE FROM event WHERE seq > 1", "event 1"),
        ("DELETE FROM event", "event 0"),
        (
            "DELETE FROM event WHERE seq > 1; UPDATE sqlite_sequence SET seq = 1",
            "event 2"
        ),
        (
            "UPDATE imported_record SET content = replace(content, 'Title 2', 'Title X')",
            "record a.ris:2"
        ),
        ("UPDATE imported_record SET hash = upper(hash) WHERE position = 3", "event 2"),
        ("DELETE FROM imported_record WHERE position = 3", "event 2"),
        (
            "INSERT INTO imported_record SELECT 1, position, content, hash FROM imported_record",
            "event 1"
        ),
        (
            "UPDATE imported_record SET position = 10 - position WHERE position <> 2",
            "event 2"
        ),
        ("DROP VIEW current_decision", "schema"),
        (
            "DROP VIEW source; CREATE VIEW source AS SELECT 1 AS event, 'x' AS source",
            "schema"
        ),
        ("CREATE INDEX quick ON event(actor)", "schema"),
        ("CREATE TABLE more(x)", "schema"),
    ])
    func editIsNamed(statement: String, place: String) throws {
        let found = try findings(after: [statement])
        #expect(found.contains { $0.place == place }, "found \(found)")
    }

    /// Content and its hash changed together: only the import's own hash of all records tells.
    @Test func recordThatWasReplacedWithItsHashIsNamed() throws {
        let scratch = try Scratch()
        _ = try sample(in: scratch)
        var record = Record(
            type: .article,
            source: RecordSource(file: "a.ris", position: 2, line: 2)
        )
        record.title = "Another title"
        let stored = StoredRecord(record)
        try tamper(
            scratch,
            [
                "UPDATE imported_record SET content = '\(stored.json)', hash = '\(stored.hash)' "
                    + "WHERE position = 2"
            ]
        )
        let found = try Journal(path: scratch.journal, mode: .reading)
            .verify(files: scratch.files)
        #expect(
            found == [
                IntegrityFinding(
                    place: "event 2",
                    what: "the records of a.ris are not those that were imported "
                        + "(3 stored, 3 imported)"
                )
            ]
        )
    }

    /// An edit whose author put the new hash in place, too: the next event does not follow it.
    @Test func eventThatWasReplacedWithItsHashIsNamed() throws {
        let scratch = try Scratch()
        _ = try sample(in: scratch)
        let row = try DatabaseQueue(path: scratch.journal).read {
            try #require(try EventRow.fetchOne($0, sql: "SELECT * FROM event WHERE seq = 2"))
        }
        let forged = EventRow(
            seq: 2,
            at: row.at,
            actor: "somebody else",
            kind: row.kind,
            version: row.version,
            payload: row.payload,
            previousHash: row.previousHash
        )
        try tamper(
            scratch,
            ["UPDATE event SET actor = 'somebody else', hash = '\(forged.hash)' WHERE seq = 2"]
        )
        let found = try Journal(path: scratch.journal, mode: .reading)
            .verify(files: scratch.files)
        #expect(
            found == [
                IntegrityFinding(
                    place: "event 3",
                    what: "does not follow the event before it: the chain is cut"
                )
            ]
        )
    }

    /// Taking the triggers off and putting them back is not what is found: the edit is.
    @Test func tamperingAloneIsNoFinding() throws {
        #expect(try findings(after: []) == [])
    }

    @Test func droppedTriggerIsNamed() throws {
        let scratch = try Scratch()
        _ = try sample(in: scratch)
        let queue = try DatabaseQueue(path: scratch.journal)
        try queue.write { try $0.execute(sql: "DROP TRIGGER event_refuses_update") }
        let found = try Journal(path: scratch.journal, mode: .reading)
            .verify(files: scratch.files)
        #expect(
            found == [IntegrityFinding(place: "schema", what: "'event_refuses_update' is missing")]
        )
    }

    @Test func changedAndMissingFilesAreNamed() throws {
        let scratch = try Scratch()
        let events = try sample(in: scratch)
        let hashes = events.compactMap { $0.payload.sourceFile?.sha256 }
        #expect(hashes.count == 2)
        try Data("other".utf8).write(to: URL(fileURLWithPath: scratch.files.path(of: hashes[0])))
        try FileManager.default.removeItem(atPath: scratch.files.path(of: hashes[1]))
        let found = try Journal(path: scratch.journal, mode: .reading)
            .verify(files: scratch.files)
        #expect(found.map(\.place) == ["file a.ris (event 2)", "file d.csv (event 3)"])
    }

    /// What is read from a journal; `nil` if it is refused or `verify` finds something.
    ///
    /// - Throws: if it cannot be read although `verify` found nothing.
    private func contents(_ scratch: Scratch) throws -> (
        events: [Event], records: [Bibliography.Record]
    )? {
        guard let journal = try? Journal(path: scratch.journal, mode: .existing),
            journal.verify(files: scratch.files).isEmpty
        else { return nil }
        return (try journal.events(), try journal.records(ofImport: 2))
    }

    /// Flips one byte at a time: either it is found, or nothing that is read has changed.
    @Test func flippedByteIsFoundOrMeansNothing() throws {
        let scratch = try Scratch()
        let events = try sample(in: scratch)
        try DatabaseQueue(path: scratch.journal).writeWithoutTransaction {
            _ = try $0.checkpoint(.truncate)
        }
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: scratch.journal)))
        let records = try #require(try contents(scratch)).records
        #expect(records.map(\.title) == ["Title 1", "Title 2", "Title 3"])
        var random = SplitMix(state: 7)
        var found = 0
        for _ in 0..<400 {
            var bytes = whole
            let place = random.below(bytes.count)
            bytes[place] ^= UInt8(1 << random.below(8))
            for suffix in ["-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: scratch.journal + suffix)
            }
            try Data(bytes).write(to: URL(fileURLWithPath: scratch.journal))
            guard let read = try contents(scratch) else {
                found += 1
                continue
            }
            #expect(read.events == events, "byte \(place)")
            #expect(read.records == records, "byte \(place)")
        }
        #expect(found > 20)
    }
}
