import Foundation
import TestSupport
import Testing

/// Commands that work on a review folder, from an empty one to the report.
@Suite("Commands on a review", .enabled(if: CommandLineProgram.isBuilt))
struct FolderCommandTests {
    private func sample() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try SampleReview.write(to: folder)
        return folder
    }

    private func built() throws -> TemporaryFolder {
        let folder = try sample()
        let outcome = try CommandLineProgram.run(["build", folder.path, "--quiet"])
        try #require(outcome.status == 0, "\(outcome.errors)")
        return folder
    }

    @Test func newMakesAFolderThatBuilds() throws {
        let folder = try TemporaryFolder()
        let made = try CommandLineProgram.object(["new", "review"], in: folder.path)
        #expect((made["made"] as? [String])?.contains("review.yaml") == true)
        let outcome = try CommandLineProgram.run(["build", "review"], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(folder.has("review/report/index.html"))
        expectRefused(
            try CommandLineProgram.run(["new", "review"], in: folder.path),
            "already holds a review"
        )
    }

    /// A second batch under the name of the first takes its place, which must not go unsaid.
    @Test func aSheetThatReplacesAnotherSaysSo() throws {
        let folder = try built()
        let header = "record,stage,reviewer,decision\n"
        func decide(_ rows: String) throws -> String {
            try folder.write(header + rows, to: "batch.csv")
            let outcome = try CommandLineProgram.run(
                ["decide", folder.path, "batch.csv"],
                in: folder.path
            )
            #expect(outcome.status == 0, "\(outcome.errors)")
            return outcome.errors
        }
        #expect(try decide("pubmed.nbib:3,title-abstract,Ann,maybe\n").isEmpty)
        let note = try decide("pubmed.nbib:3,title-abstract,Bob,maybe\n")
        #expect(note.contains("was taken up before as event"))
        // The event that the note names brings the first batch back.
        let words = note.split(separator: " ").map { $0.prefix { $0 != "'" } }
        let undo = try #require(words.last { Int($0) != nil })
        let outcome = try CommandLineProgram.run(["undo", folder.path, String(undo)])
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test func stepByStepFromTheCommandLine() throws {
        let folder = try sample()
        let place = folder.path
        try folder.write(
            "title: Small review\nreviewers: [Ann, Bob]\n",
            to: "review.yaml"
        )
        func run(_ arguments: String...) throws -> String {
            let outcome = try CommandLineProgram.run(arguments)
            #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
            return outcome.text
        }
        _ = try run("build", place)
        let imported = try CommandLineProgram.json([
            "import", place, place + "/exports/pubmed.nbib", "--database", "PubMed",
            "--platform", "NCBI", "--searched", "2026-01-31", "--query", "spine", "--quiet",
        ])
        let reports = try #require(imported as? [[String: Any]])
        #expect(reports.first?["recordsRead"] as? Int == 3)
        try folder.write("metastasis AND spine\n", to: "query.txt")
        _ = try run(
            "import",
            place,
            place + "/exports/embase.ris",
            "--database",
            "Embase",
            "--query",
            "@" + folder.path + "/query.txt"
        )
        let duplicates = try CommandLineProgram.object(["dedupe", place])
        #expect(duplicates["works"] as? Int == 4)
        #expect(try run("decide", place, place + "/decisions.csv").contains("Event 5"))
        #expect(try run("extract", place, place + "/studies.csv").contains("Event 6"))
        let event = try CommandLineProgram.object(["extract", place, place + "/estimates.csv"])
        #expect(event["event"] as? Int == 7)
        #expect(try run("appraise", place, place + "/appraisals.csv").contains("Event 8"))
        #expect(try run("appraise", place, place + "/appraisals.csv").contains("nothing new"))
        let flow = try run("prisma", place)
        #expect(flow.hasPrefix("PRISMA: 5 identified, 1 duplicates, 4 screened, 1 excluded"))
        #expect(flow.contains("2 reports of 2 studies included"))
        let status = try CommandLineProgram.object(["status", place])
        #expect(status["studies"] as? Int == 2)
        let undone = try CommandLineProgram.object(["undo", place, "8", "--why", "by mistake"])
        #expect(undone["undone"] as? Int == 8)
        #expect(try run("log", place).contains("[taken back]"))
        #expect(try run("verify", place).contains("nothing was changed"))
    }

    @Test func buildTellsTheResults() throws {
        let folder = try sample()
        let result = try CommandLineProgram.object(["build", folder.path, "--quiet"])
        #expect(result["events"] as? Int == 8)
        #expect(result["report"] as? String == folder.path + "/report/index.html")
        let flow = try #require(result["prisma"] as? [String: Any])
        #expect(flow["newReports"] as? Int == 2)
        let results = try #require(result["results"] as? [String: Any])
        let analysis = try #require((results["analyses"] as? [[String: Any]])?.first)
        let stages = try #require(analysis["stages"] as? [[String: Any]])
        #expect(stages.map { $0["stage"] as? String } == ["training", "external"])
        // (100 × 0.95 + 60 × 0.91) / 160 and (50 × 0.85 + 30 × 0.8) / 80.
        let means = stages.map { ($0["weightedMean"] as? [String: Any])?["mean"] as? Double }
        #expect(means.count == 2)
        #expect(means.first??.isClose(to: 0.935) == true)
        #expect(means.last??.isClose(to: 0.83125) == true)
        // The same from `analyse`, which writes nothing.
        let before = try folder.files()
        let analysed = try CommandLineProgram.object(["analyse", folder.path])
        #expect(NSDictionary(dictionary: analysed) == NSDictionary(dictionary: results))
        let after = try folder.files()
        #expect(after["review.sqlite"] == before["review.sqlite"])
        #expect(after["report/manifest.json"] == before["report/manifest.json"])
    }

    @Test func secondBuildWritesTheSameBytes() throws {
        let folder = try built()
        let first = try folder.files(below: "report")
        let journal = try folder.files()["review.sqlite"]
        let outcome = try CommandLineProgram.run(["build", folder.path])
        #expect(outcome.status == 0)
        #expect(!outcome.errors.contains("recorded:"))
        #expect(try folder.files(below: "report") == first)
        #expect(try folder.files()["review.sqlite"] == journal)
        #expect(
            try CommandLineProgram.run(["build", folder.path, "-o", folder.path + "/b"]).status == 0
        )
        #expect(try folder.files(below: "b") == first)
        expectRefused(
            try CommandLineProgram.run(["build", folder.path, "-o", folder.path + "/exports"]),
            "exports"
        )
        #expect(folder.has("exports/pubmed.nbib"))
    }

    @Test func severalFaultsAtOnceAndNothingWritten() throws {
        let folder = try sample()
        try folder.write(
            SampleReview.decisions.replacing("pubmed.nbib:3,title", with: "pubmed.nbib:33,title"),
            to: "decisions.csv"
        )
        try folder.write(
            SampleReview.estimates.replacing("0.95,0.02", with: "1.3,0.02"),
            to: "estimates.csv"
        )
        let outcome = try CommandLineProgram.run(["build", folder.path])
        expectRefused(
            outcome,
            "decisions.csv:7: record: unknown record 'pubmed.nbib:33'",
            "estimates.csv:2: auc: '1.3' found, a number from 0.0 to 1.0 expected",
            "2 faults; nothing was written"
        )
        #expect(!folder.has("review.sqlite"))
        #expect(!folder.has("report"))
    }

    @Test func slipOfTheYAMLIsNamed() throws {
        let folder = try sample()
        try folder.write("title: T\nreviewers: [Ann, Bob, ANN]\n\tx: 1\n", to: "review.yaml")
        expectRefused(try CommandLineProgram.run(["build", folder.path]), "review.yaml:3")
        try folder.write("title: T\nreviewers: [Ann, Bob, ANN]\n", to: "review.yaml")
        expectRefused(try CommandLineProgram.run(["build", folder.path]), "review.yaml:2", "ANN")
    }

    @Test func sheetOfTheWrongKindIsRefused() throws {
        let folder = try built()
        let place = folder.path
        expectRefused(
            try CommandLineProgram.run(["decide", place, place + "/studies.csv"]),
            "studies.csv:1: unknown column"
        )
        expectRefused(
            try CommandLineProgram.run(["extract", place, place + "/decisions.csv"]),
            "decisions.csv:1: unknown column"
        )
        expectRefused(
            try CommandLineProgram.run(["appraise", place, place + "/none.csv"]),
            "no such file"
        )
    }

    @Test func truncatedExportIsRefusedUnlessTakenInPart() throws {
        let folder = try built()
        let lines = SampleReview.embase.split(separator: "\n", omittingEmptySubsequences: false)
        let cut = lines.prefix(14).joined(separator: "\n").replacing(
            "PY  - 2020",
            with: "PY  - 2019"
        )
        let place = try folder.write(cut, to: "cut.ris")
        let arguments = ["import", folder.path, place, "--database", "Embase"]
        expectRefused(try CommandLineProgram.run(arguments), "cut.ris:1")
        let partial = try CommandLineProgram.run(arguments + ["--partial"])
        #expect(partial.status == 0)
        #expect(partial.text.contains("cut.ris:1"))
    }

    @Test func exportWritesSheets() throws {
        let folder = try built()
        let written = try CommandLineProgram.object(["export", folder.path, "--what", "all"])
        let paths = try #require(written["written"] as? [String])
        #expect(paths.count == 9)
        #expect(paths.allSatisfy { FileManager.default.fileExists(atPath: $0) })
        let printed = try CommandLineProgram.run(
            ["export", folder.path, "--what", "appraisal", "-o", "-"]
        )
        #expect(printed.text.hasPrefix("study,estimate,assessor,part,item,answer,rationale"))
        #expect(printed.text == (try folder.text("export/appraisals.csv")))
        let flow = try CommandLineProgram.run(["prisma", folder.path + "/export/prisma.csv"])
        #expect(flow.status == 0)
    }

    @Test func jsonOfEveryCommandIsOneDocument() throws {
        let folder = try built()
        let place = folder.path
        let log = try #require(
            try CommandLineProgram.json(["log", place]) as? [[String: Any]]
        )
        #expect(log.count == 8)
        #expect(log.allSatisfy { $0["actor"] as? String == "tester" })
        #expect(log.allSatisfy { $0["at"] as? String == "2026-01-01T00:00:00Z" })
        #expect(log.first?["kind"] as? String == "protocol-set")
        let status = try CommandLineProgram.object(["status", place])
        #expect((status["stages"] as? [Any])?.count == 2)
        let verified = try CommandLineProgram.object(["verify", place])
        #expect(verified["report"] as? String == "same")
        #expect((verified["findings"] as? [Any])?.isEmpty == true)
        let flow = try CommandLineProgram.object(["prisma", place])
        #expect((flow["flow"] as? [String: Any])?["newReports"] as? Int == 2)
        let again = try CommandLineProgram.object(["decide", place, place + "/decisions.csv"])
        #expect(again.isEmpty || again["event"] is NSNull)
        let since = try CommandLineProgram.json(["log", place, "--since", "2030-01-01"])
        #expect((since as? [Any])?.isEmpty == true)
    }

    @Test func verifyFindsAChangedByteOfTheReport() throws {
        let folder = try built()
        let page = try folder.text("report/index.html")
        try folder.write(
            page.replacing("Small review", with: "Small Review"),
            to: "report/index.html"
        )
        let outcome = try CommandLineProgram.run(["verify", folder.path])
        #expect(outcome.status == 1)
        #expect(outcome.text.contains("report/index.html"))
        let machine = try CommandLineProgram.run(["verify", folder.path, "--json"])
        #expect(machine.status == 1)
        let found = try JSONSerialization.jsonObject(with: machine.output) as? [String: Any]
        #expect((found?["findings"] as? [Any])?.count == 1)
    }

    /// A folder that holds the text files alone gives the same report, whoever builds it and when.
    @Test func everybodyGetsTheSameManifest() throws {
        var manifests: [String] = []
        for actor in ["ann", "bob"] {
            let folder = try sample()
            try CommandLineProgram.run(["build", folder.path], actor: actor)
            manifests.append(try folder.text("report/manifest.json"))
        }
        #expect(manifests[0] == manifests[1])
    }
}

extension Double {
    /// Whether two figures agree to twelve digits.
    func isClose(to other: Double) -> Bool {
        abs(self - other) <= 1e-12 * Swift.max(1, abs(other))
    }
}
