import BibliographicFormats
import Bibliography
import Foundation
import Testing

@testable import ReviewStore

@Suite("Records on their way into a journal")
struct StoredRecordsTests {
    private func record(_ position: Int) -> Record {
        var record = Record(
            type: .article,
            source: RecordSource(file: "a.ris", position: position, line: position * 3)
        )
        record.title = "Title \(position) \"with\" é\u{8}\u{C}\u{1}\n\t\\/"
        record.authors = [.person(family: "Lind", given: "A"), .literal("Group")]
        record.year = 2000 + position % 20
        record.extra = ["b": ["2", ""], "A": ["1"], "é": ["x"]]
        record.notes = ["n"]
        return record
    }

    @Test("The canonical JSON is that of a sorting encoder")
    func canonicalForm() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for position in 1...3 {
            let bytes = canonicalJSON(of: record(position))
            let expected = String(decoding: try encoder.encode(record(position)), as: UTF8.self)
            #expect(String(decoding: bytes, as: UTF8.self) == expected)
            #expect(StoredRecord(record(position)).hash == sha256(bytes))
        }
        #expect(try StoredRecord(record(7)).record() == record(7))
    }

    @Test(
        "Records in memory and in a file come back the same, in order",
        arguments: [0, 700, 1 << 20]
    )
    func spool(memory: Int) throws {
        let records = (1...500).map(record)
        let stored = StoredRecords(memory: memory)
        for start in stride(from: 0, to: 500, by: 130) {
            try stored.append(Array(records[start..<min(500, start + 130)]))
        }
        #expect(stored.count == 500)
        let isSame = try stored.records() == records
        #expect(isSame)
        // They can be handed on more than once.
        let isSameAgain = try stored.records() == records
        #expect(isSameAgain)
        let hashes = records.map { StoredRecord($0).hash }
        #expect(stored.combinedHash == RecordsDigest.of(hashes))
    }

    @Test("A file that changes while it is read is refused, and leaves nothing")
    func changedFile() throws {
        let scratch = try Scratch()
        let path = scratch.files.folder + ".export"
        try Data("before".utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let content = FileContent.file(path: path)
        let hash = try content.sha256()
        try Data("after".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: JournalError.self) { try scratch.files.put(content, expected: hash) }
        let left = try FileManager.default.contentsOfDirectory(atPath: scratch.files.folder)
        #expect(left.isEmpty)
        #expect(try scratch.files.put(content) == sha256(Array("after".utf8)))
        let missing = FileContent.file(path: path + ".none")
        #expect(throws: JournalError.self) { try scratch.files.put(missing) }
    }

    @Test("Blocks are the bytes", arguments: [1, 3, 7, 64])
    func blocks(size: Int) throws {
        let bytes = Array("seven bytes and more".utf8)
        var found: [UInt8] = []
        try FileContent.bytes(bytes).forEachBlock(of: size) { found += $0 }
        #expect(found == bytes)
    }
}
