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
        ("DELETE FROM event WHERE seq = 1", "event 2"),
        (
            "UPDATE imported_record SET content = replace(content, 'Title 2', 'Title X')",
            "record a.ris:2"
        ),
        ("UPDATE imported_record SET hash = upper(hash) WHERE position = 3", "event 2"),
        ("DELETE FROM imported_record WHERE position = 3", "event 2"),
        ("DROP VIEW current_decision", "schema"),
        ("CREATE TABLE more(x)", "schema"),
    ])
    func editIsNamed(statement: String, place: String) throws {
        let found = try findings(after: [statement])
        #expect(found.contains { $0.place == place }, "found \(found)")
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
    private func contents(_ scratch: Scratch) -> (events: [Event], titles: [String?])? {
        guard let journal = try? Journal(path: scratch.journal, mode: .existing),
            journal.verify(files: scratch.files).isEmpty, let events = try? journal.events(),
            let records = try? journal.records(ofImport: 2)
        else { return nil }
        return (events, records.map(\.title))
    }

    /// Flips one byte at a time: either it is found, or nothing that is read has changed.
    @Test func flippedByteIsFoundOrMeansNothing() throws {
        let scratch = try Scratch()
        let events = try sample(in: scratch)
        try DatabaseQueue(path: scratch.journal).writeWithoutTransaction {
            _ = try $0.checkpoint(.truncate)
        }
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: scratch.journal)))
        let titles = ["Title 1", "Title 2", "Title 3"]
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
            guard let read = contents(scratch) else {
                found += 1
                continue
            }
            #expect(read.events == events, "byte \(place)")
            #expect(read.titles == titles, "byte \(place)")
        }
        #expect(found > 20)
    }
}

@Suite struct FileStoreTests {
    @Test func bytesComeBackUnderTheirHash() throws {
        let scratch = try Scratch()
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let hash = try scratch.files.put(bytes)
        #expect(hash == sha256(bytes))
        #expect(try scratch.files.put(bytes) == hash)
        #expect(try scratch.files.read(hash) == bytes)
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.files.folder)
        #expect(names == [hash])
    }

    @Test func damagedFileIsPutAgain() throws {
        let scratch = try Scratch()
        let bytes = Array("export".utf8)
        let hash = try scratch.files.put(bytes)
        try Data("exp".utf8).write(to: URL(fileURLWithPath: scratch.files.path(of: hash)))
        try scratch.files.put(bytes)
        #expect(try scratch.files.read(hash) == bytes)
    }

    @Test func knownHash() {
        #expect(
            sha256(Array("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
    }
}
