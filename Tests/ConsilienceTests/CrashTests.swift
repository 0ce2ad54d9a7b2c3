import Foundation
import Review
import ReviewStore
import TestSupport
import Testing
import Workbench

/// The real program, killed while it writes, and several of them at once.
@Suite(.serialized, .enabled(if: CommandLineProgram.isBuilt)) struct CrashTests {
    /// A running program; its streams are files, since a killed program closes no pipe properly.
    private struct Child {
        let process = Process()
        let folder: TemporaryFolder

        init(_ arguments: [String]) throws {
            folder = try TemporaryFolder()
            try folder.write("", to: "output")
            try folder.write("", to: "errors")
            let program = try #require(Checkout.binary)
            process.executableURL = program
            process.arguments = arguments
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = try FileHandle(forWritingTo: folder.url("output"))
            process.standardError = try FileHandle(forWritingTo: folder.url("errors"))
            try process.run()
        }

        /// Waits for the end; output and errors as text.
        func end() throws -> (output: String, errors: String) {
            process.waitUntilExit()
            return (try folder.text("output"), try folder.text("errors"))
        }
    }

    private static let recordsPerFile = 300

    private func export(_ name: String, records: Int) -> String {
        (1...records).map { position in
            "TY  - JOUR\nTI  - Study \(name) of the spine, part \(position)\n"
                + "AU  - Author\(position), A.\nPY  - 2020\nER  - \n\n"
        }.joined()
    }

    private func review() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(
            "title: Crash\nreviewers: [A, B]\nexclusion_reasons:\n  title-abstract: [dull]\n",
            to: "review.yaml"
        )
        let first = try folder.write(export("first", records: 50), to: "first.ris")
        for arguments in [
            ["build", folder.path], ["import", folder.path, first, "--database", "DB"],
        ] {
            let outcome = try CommandLineProgram.run(arguments + ["--quiet"])
            try #require(outcome.status == 0, "\(outcome.errors)")
        }
        return folder
    }

    /// Every second run imports, the others record decisions.
    private func arguments(_ number: Int, in folder: TemporaryFolder) throws -> [String] {
        if number % 2 == 0 {
            let text = export("e\(number)", records: Self.recordsPerFile)
            let file = try folder.write(text, to: "e\(number).ris")
            return ["import", folder.path, file, "--database", "DB", "--json", "--quiet"]
        }
        let rows = (1...50).map { "first.ris:\($0),title-abstract,A,include,run \(number)\n" }
        let sheet = "record,stage,reviewer,decision,note\n" + rows.joined()
        let file = try folder.write(sheet, to: "e\(number).csv")
        return ["decide", folder.path, file, "--json", "--quiet"]
    }

    /// What the journal holds, by the name of the file each event came from.
    ///
    /// Whatever is there must be there as a whole.
    private func contents(_ folder: ReviewFolder) throws -> [String] {
        let journal = try Journal(path: folder.journalPath, mode: .reading)
        let findings = journal.verify(files: folder.files)
        #expect(findings == [])
        let events = try journal.events()
        #expect(events.map(\.sequence) == Array(1..<(events.count + 1)))
        for source in ReviewState(replaying: events).imports where source.search.file != "first.ris"
        {
            let records = try journal.records(ofImport: source.event)
            #expect(records.count == Self.recordsPerFile)
        }
        for event in events {
            guard case .decisionsRecorded(let sheet) = event.payload else { continue }
            #expect(sheet.rows.count == 50)
        }
        return events.compactMap { $0.payload.sourceFile?.name }
    }

    /// Size of the journal's write-ahead log, 0 if there is none.
    private func logSize(_ folder: ReviewFolder) -> Int {
        var status = stat()
        return stat(folder.journalPath + "-wal", &status) == 0 ? Int(status.st_size) : 0
    }

    /// Kills the program: every third time anywhere in its run, else just after it began to write.
    private func kill(
        _ child: Child,
        _ number: Int,
        within longest: Int,
        of folder: ReviewFolder,
        using random: inout SplitMix
    ) {
        if number % 3 == 0 {
            usleep(UInt32(random.below(longest)))
        } else {
            let before = logSize(folder)
            while child.process.isRunning, logSize(folder) == before { usleep(50) }
            usleep(UInt32(random.below(6_000)))
        }
        Foundation.kill(child.process.processIdentifier, SIGKILL)
    }

    @Test func killedProgramLosesNothing() throws {
        let scratch = try review()
        let folder = ReviewFolder(path: scratch.path)
        var random = SplitMix(state: 11)
        // A whole run, to spread the kills over all of it.
        let started = Date()
        for number in 0...1 {
            #expect(try CommandLineProgram.run(try arguments(number, in: scratch)).status == 0)
        }
        let longest = Int(Date().timeIntervalSince(started) * 1_000_000)
        var acknowledged = ["first.ris", "e0.ris", "e1.csv"]
        var killed = 0
        var survived = 0
        var duringWriting = 0
        var written = 0
        for number in 2..<200 where killed < 40 {
            let before = logSize(folder)
            let child = try Child(try arguments(number, in: scratch))
            kill(child, number, within: longest, of: folder, using: &random)
            let said = try child.end()
            if child.process.terminationReason == .uncaughtSignal {
                killed += 1
                if logSize(folder) > before { duringWriting += 1 }
            } else {
                survived += 1
                #expect(child.process.terminationStatus == 0, "\(said.errors)")
            }
            let name = number % 2 == 0 ? "e\(number).ris" : "e\(number).csv"
            // The success is printed by one write at the very end.
            if said.output.hasSuffix("\n") { acknowledged.append(name) }
            let found = try contents(folder)
            written = found.count
            #expect(Set(found).count == found.count, "nothing is there twice")
            #expect(Set(acknowledged).isSubset(of: found), "lost after kill \(killed)")
        }
        print(
            "\(killed) kills, \(duringWriting) of them after it began to write; \(survived) runs ended "
                + "before; \(acknowledged.count) events acknowledged, \(written) written"
        )
        #expect(killed >= 30)
        #expect(duringWriting >= 5)
        let verified = try CommandLineProgram.run(["verify", scratch.path])
        #expect(verified.status == 0, "\(verified.text)\(verified.errors)")
    }

    /// The very first write, killed at any point, leaves a folder that can be begun again.
    @Test func killedAtBirth() throws {
        var random = SplitMix(state: 12)
        for _ in 0..<12 {
            let scratch = try TemporaryFolder()
            try scratch.write("title: Birth\nreviewers: [A, B]\n", to: "review.yaml")
            let file = try scratch.write(export("only", records: 20), to: "only.ris")
            let arguments = ["import", scratch.path, file, "--database", "DB", "--quiet"]
            let child = try Child(arguments)
            usleep(UInt32(random.below(60_000)))
            Foundation.kill(child.process.processIdentifier, SIGKILL)
            let said = try child.end()
            let again = try CommandLineProgram.run(arguments)
            // Exactly one of the two made it.
            if again.status == 1 {
                #expect(again.errors.contains("was imported already"), "\(again.errors)")
            } else {
                #expect(said.output == "", "acknowledged, but not there")
            }
            let folder = ReviewFolder(path: scratch.path)
            let journal = try Journal(path: folder.journalPath, mode: .reading)
            #expect(journal.verify(files: folder.files) == [])
            let imports = ReviewState(replaying: try journal.events()).imports
            #expect(imports.map(\.search.source) == ["only.ris"])
        }
    }

    /// Programs that write at once: what says it is done is there exactly once, the others say why.
    @Test func writersAtOnceLoseNothing() throws {
        let scratch = try review()
        let folder = ReviewFolder(path: scratch.path)
        var expected = ["first.ris"]
        var refused = 0
        for round in 0..<14 {
            let children = try (0..<3).map { place -> (name: String, child: Child) in
                let number = 100 + 3 * round + place
                let arguments = try arguments(number, in: scratch)
                return (number % 2 == 0 ? "e\(number).ris" : "e\(number).csv", try Child(arguments))
            }
            for (name, child) in children {
                let said = try child.end()
                #expect(child.process.terminationReason == .exit)
                switch child.process.terminationStatus {
                case 0:
                    #expect(said.output.hasSuffix("\n"))
                    expected.append(name)
                case 1:
                    refused += 1
                    #expect(said.output == "")
                    let isClear =
                        said.errors.contains("the review has changed meanwhile")
                        || said.errors.contains("is being written by another program")
                    #expect(
                        isClear && said.errors.contains("nothing was written"),
                        "\(said.errors)"
                    )
                default:
                    Issue.record("exit code \(child.process.terminationStatus): \(said.errors)")
                }
            }
            #expect(expected.count >= 2 + round, "one of them wins each round")
        }
        print("writers: \(expected.count - 1) done, \(refused) refused")
        #expect(try contents(folder).sorted() == expected.sorted())
        #expect(refused > 0, "they never met")
    }
}
