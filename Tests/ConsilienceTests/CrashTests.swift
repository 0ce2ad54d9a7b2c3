import Foundation
import Review
import ReviewStore
import TestSupport
import Testing
import Workbench

/// Kills the real program while it writes.
@Suite(.serialized) struct CrashTests {
    /// The program, built beside the tests.
    private static let program: URL = {
        var folder = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        for _ in 0..<6 {
            folder.deleteLastPathComponent()
            let candidate = folder.appendingPathComponent("consilience")
            if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
        }
        var checkout = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { checkout.deleteLastPathComponent() }
        return checkout.appendingPathComponent(".build/debug/consilience")
    }()

    private func start(_ arguments: [String]) throws -> (process: Process, output: Pipe) {
        let process = Process()
        let output = Pipe()
        process.executableURL = Self.program
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        return (process, output)
    }

    private func export(_ number: Int, records: Int) -> String {
        (1...records).map { position in
            "TY  - JOUR\nTI  - Study \(number) of the spine, part \(position)\n"
                + "AU  - Author\(position), A.\nPY  - 2020\nER  - \n\n"
        }.joined()
    }

    private func scratch() throws -> String {
        let path = FileManager.default.temporaryDirectory.path + "/crash-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true
        )
        try Data("title: Crash\nreviewers: [A, B]\n".utf8)
            .write(to: URL(fileURLWithPath: path + "/review.yaml"))
        return path
    }

    /// What was acknowledged is there, and nothing is there by half.
    @Test func killedImportLosesNothing() throws {
        let path = try scratch()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = ReviewFolder(path: path)
        var random = SplitMix(state: 11)
        var acknowledged: Set<String> = []
        var killed = 0
        for number in 1...40 {
            let file = path + "/e\(number).ris"
            try Data(export(number, records: 400).utf8).write(to: URL(fileURLWithPath: file))
            let (process, output) = try start([
                "import", path, file, "--database", "DB", "--json", "--quiet",
            ])
            // The whole import takes some 30 to 100 ms: the kills fall on every part of it.
            usleep(UInt32(random.below(90_000)))
            kill(process.processIdentifier, SIGKILL)
            let text = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            if process.terminationReason == .uncaughtSignal { killed += 1 }
            if text.last == UInt8(ascii: "\n") { acknowledged.insert("e\(number).ris") }
            guard folder.hasJournal else { continue }
            guard let journal = try? Journal(path: folder.journalPath, mode: .reading) else {
                Issue.record("the journal does not open after kill \(number)")
                continue
            }
            #expect(journal.verify(files: folder.files) == [])
            let state = ReviewState(replaying: try journal.events())
            let imported = state.imports.map(\.search.source)
            #expect(acknowledged.isSubset(of: imported))
            for source in state.imports {
                #expect(try journal.records(ofImport: source.event).count == 400)
            }
        }
        #expect(killed > 5)
    }

    /// Two programs that write at once: each import that says so is there exactly once.
    @Test func twoWritersLoseNothing() throws {
        let path = try scratch()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = ReviewFolder(path: path)
        var expected: [String] = []
        for round in 1...12 {
            let pair = try ["x", "y"].map { name -> (String, Process, Pipe) in
                let file = path + "/\(name)\(round).ris"
                try Data(export(round, records: 20).replacing("Study", with: name).utf8)
                    .write(to: URL(fileURLWithPath: file))
                let (process, output) = try start([
                    "import", path, file, "--database", "DB", "--quiet",
                ])
                return ("\(name)\(round).ris", process, output)
            }
            for (name, process, output) in pair {
                _ = output.fileHandleForReading.readDataToEndOfFile()
                process.waitUntilExit()
                #expect([0, 1].contains(process.terminationStatus))
                if process.terminationStatus == 0 { expected.append(name) }
            }
        }
        let journal = try Journal(path: folder.journalPath, mode: .reading)
        #expect(journal.verify(files: folder.files) == [])
        let imported = ReviewState(replaying: try journal.events()).imports.map(\.search.source)
        #expect(imported.sorted() == expected.sorted())
        #expect(expected.count >= 12)
    }
}
