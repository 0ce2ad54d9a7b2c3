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
