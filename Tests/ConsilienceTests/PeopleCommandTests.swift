import Foundation
import TestSupport
import Testing

/// Commands that organise screening: who decides on what, and when it ends.
@Suite("Commands on people and stages", .enabled(if: CommandLineProgram.isBuilt))
struct PeopleCommandTests {
    /// The sample review with protocol, exports and no decisions.
    private func unscreened(_ people: String = "reviewers: [Ann, Bob]\n") throws
        -> TemporaryFolder
    {
        let folder = try TemporaryFolder()
        try SampleReview.write(to: folder)
        try folder.write(
            """
            title: Small review
            \(people)sources:
              - {file: exports/pubmed.nbib, database: PubMed}
              - {file: exports/embase.ris, database: Embase}

            """,
            to: "review.yaml"
        )
        _ = try run("build", folder.path, "--quiet")
        return folder
    }

    private func run(_ arguments: String...) throws -> String {
        let outcome = try CommandLineProgram.run(arguments)
        #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
        return outcome.text
    }

    @Test func assignBySheetAndBySeed() throws {
        let folder = try unscreened("reviewers: [Ann, Bob, Cem]\n")
        let place = folder.path
        let sheet = "record,stage,reviewer\npubmed.nbib:1,title-abstract,Cem\n"
        try folder.write(sheet, to: "who.csv")
        #expect(try run("assign", place, place + "/who.csv").contains("1 assignments (who.csv)"))
        let drawn = try CommandLineProgram.object(
            ["assign", place, "--reviewers", "Ann, Bob", "--per-record", "2", "--seed", "9"]
        )
        #expect(drawn["assigned"] as? [String: Int] == ["Ann": 3, "Bob": 3])
        let status = try run("status", place)
        #expect(status.contains("title-abstract: Bob: 3 assigned, 0 done, 3 left"))
        #expect(status.contains("title-abstract: Cem: 1 assigned, 0 done, 1 left"))
        #expect(status.contains("title-abstract: Cem has not voted on 1\n"))
        expectRefused(
            try CommandLineProgram.run(["assign", place, "--reviewers", "Ann,Zoe"]),
            "unknown reviewer 'Zoe'"
        )
        let both = ["assign", place, place + "/who.csv", "--seed", "1"]
        #expect(try CommandLineProgram.run(both).status == 2)
    }

    @Test func calibrationRound() throws {
        let folder = try unscreened("reviewers: [Ann, Bob, Cem]\n")
        let place = folder.path
        let arguments = ["calibrate", place, "--records", "2", "--seed", "4", "--name", "pilot"]
        let drawn = try CommandLineProgram.object(arguments)
        let records = try #require(drawn["records"] as? [String])
        #expect(records.count == 2)
        expectRefused(try CommandLineProgram.run(arguments), "the name 'pilot' belongs to")
        expectRefused(
            try CommandLineProgram.run(["calibrate", place, "--records", "3"]),
            "only 2 works"
        )
        var sheet = "record,stage,reviewer,decision\n"
        for name in ["Ann", "Bob"] {
            for record in records {
                let verdict = name == "Bob" && record == records[1] ? "exclude" : "include"
                sheet += "\(record),title-abstract,\(name),\(verdict)\n"
            }
        }
        try folder.write(sheet, to: "pilot.csv")
        _ = try run("decide", place, place + "/pilot.csv")
        let status = try run("status", place)
        #expect(status.contains("Round 'pilot' (title-abstract): 2 works; left: Cem 2\n"))
        #expect(status.contains("  Ann and Bob: agreed on 1 of 2, Cohen κ 0.00"))
        #expect(try run("verify", place).contains("nothing was changed"))
    }

    @Test func attachAndVerify() throws {
        let folder = try unscreened()
        let place = folder.path
        try folder.write("%PDF-1.7\nbody", to: "paper.pdf")
        let arguments = ["attach", place, "pmid:11110002", place + "/paper.pdf", "--as", "Ann"]
        let done = try CommandLineProgram.object(arguments)
        let hash = try #require(done["sha256"] as? String)
        #expect(try folder.text("fulltext/\(hash).pdf") == "%PDF-1.7\nbody")
        #expect(try CommandLineProgram.run(arguments).text == "paper.pdf: nothing new\n")
        #expect(try run("log", place).contains("full text of pubmed.nbib:2 attached by Ann"))
        #expect(try run("verify", place).contains("nothing was changed"))
        try folder.write("%PDF-1.7\nBODY", to: "fulltext/\(hash).pdf")
        let verified = try CommandLineProgram.run(["verify", place])
        #expect(verified.status == 1)
        #expect(verified.text.contains("was changed after it was attached"))
    }

    @Test func closeAndOpenAgain() throws {
        let folder = try unscreened()
        let place = folder.path
        let closed = try CommandLineProgram.object(
            ["close", place, "--reason", "Nothing found for long.", "--as", "Ann"]
        )
        #expect(closed["putAside"] as? Int == 4)
        let event = try #require(closed["event"] as? Int)
        let status = try run("status", place)
        #expect(status.contains("closed at event \(event) by Ann: 4 of 4 works still put aside."))
        #expect(try run("prisma", place).contains("4 put aside by automation"))
        #expect(try run("log", place).contains("Nothing found for long."))
        expectRefused(
            try CommandLineProgram.run(["close", place, "--reason", "Again."]),
            "nothing to close"
        )
        _ = try run("undo", place)
        #expect(try run("prisma", place).contains("4 awaiting screening"))
        #expect(try run("verify", place).contains("nothing was changed"))
    }
}
