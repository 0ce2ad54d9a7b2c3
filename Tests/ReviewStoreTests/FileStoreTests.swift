import Foundation
import ReviewStore
import Testing

@Suite struct FileStoreTests {
    @Test func bytesComeBackUnderTheirHash() throws {
        let scratch = try Scratch()
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let hash = try scratch.files.put(.bytes(bytes))
        #expect(hash == sha256(bytes))
        #expect(try scratch.files.put(.bytes(bytes)) == hash)
        #expect(try scratch.files.read(hash) == bytes)
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.files.folder)
        #expect(names == [hash])
    }

    @Test func damagedFileIsPutAgain() throws {
        let scratch = try Scratch()
        let bytes = Array("export".utf8)
        let hash = try scratch.files.put(.bytes(bytes))
        try Data("exp".utf8).write(to: URL(fileURLWithPath: scratch.files.path(of: hash)))
        try scratch.files.put(.bytes(bytes))
        #expect(try scratch.files.read(hash) == bytes)
    }

    @Test func knownHash() {
        #expect(
            sha256(Array("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
    }

    @Test func emptyFileIsAFile() throws {
        let scratch = try Scratch()
        let hash = try scratch.files.put(.bytes([]))
        #expect(try scratch.files.read(hash) == [])
    }

    /// What a program leaves that is killed while it writes: it neither counts nor is in the way.
    @Test func leftoversAreIgnored() throws {
        let scratch = try Scratch()
        let bytes = Array("export".utf8)
        let hash = sha256(bytes)
        try FileManager.default.createDirectory(
            atPath: scratch.files.folder,
            withIntermediateDirectories: true
        )
        let leftover = scratch.files.path(of: hash) + ".partial-1234"
        try Data("exp".utf8).write(to: URL(fileURLWithPath: leftover))
        #expect(
            throws: JournalError.refused(
                path: scratch.files.path(of: hash),
                what: "the stored source file is missing"
            )
        ) { try scratch.files.read(hash) }
        try scratch.files.put(.bytes(bytes))
        #expect(try scratch.files.read(hash) == bytes)
    }

    /// A file that stands where the folder should be: not even root can write there.
    @Test func unwritableFolderIsNamed() throws {
        let scratch = try Scratch()
        let blocked = scratch.path + "/blocked"
        try Data("a file".utf8).write(to: URL(fileURLWithPath: blocked))
        for folder in [blocked, blocked + "/files"] {
            let error = #expect(throws: JournalError.self) {
                try FileStore(folder: folder).put(.bytes([1, 2, 3]))
            }
            guard case .refused(let path, let what) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(path.hasPrefix(blocked))
            #expect(!what.isEmpty)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: blocked)) == Data("a file".utf8))
    }

    /// Threads that put the same bytes at once do not write into each other's file.
    @Test func sameBytesAtOnce() async throws {
        let scratch = try Scratch()
        let store = scratch.files
        for round in 0..<20 {
            let bytes = [UInt8](repeating: UInt8(round), count: 200_000)
            let hashes = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<8 { group.addTask { try store.put(.bytes(bytes)) } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(hashes == [sha256(bytes)])
            #expect(try store.read(sha256(bytes)) == bytes)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: store.folder)
        #expect(names.count == 20, "no leftovers")
    }
}
