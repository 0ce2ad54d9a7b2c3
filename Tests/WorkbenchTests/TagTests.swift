import Review
import Screening
import TestSupport
import Testing
import Workbench

@Suite struct TagTests {
    @Test func tagsGoThroughJournalStatusAndExport() throws {
        let bench = try ReviewBench.sample()
        try bench.temporary.write(
            """
            record,stage,reviewer,decision,tags
            pubmed.nbib:1,title-abstract,Ann,include,ask authors; preprint ;;ask authors
            embase.ris:1,title-abstract,Bob,include,preprint
            pubmed.nbib:2,title-abstract,Ann,include,preprint

            """,
            to: "decisions.csv"
        )
        for sheet in ["studies.csv", "estimates.csv", "appraisals.csv"] {
            let header = try bench.temporary.text(sheet).split(separator: "\n")[0]
            try bench.temporary.write(header + "\n", to: sheet)
        }
        try bench.synchronise()
        let state = try bench.state()
        #expect(
            state.decisions.map(\.decision.tags) == [
                ["ask authors", "preprint"], ["preprint"], ["preprint"],
            ]
        )
        let status = ReviewStatus(state)
        #expect(status.stages[0].tags == ["ask authors": 1, "preprint": 2], "works, not votes")
        #expect(status.stages[1].tags == [:])
        let sheet = try ExportReview(what: .decisions).run(try bench.folder.read())[0]
        let text = String(decoding: sheet.bytes, as: UTF8.self)
        #expect(text.hasPrefix("record,stage,reviewer,decision,reason,role,note,tags\n"))
        #expect(text.contains("Ann,include,,vote,,ask authors;preprint\n"))
        // The sheet goes in again as it came out.
        try bench.take(.decisions, text, file: "again.csv")
        #expect(
            try bench.state().decisions.map(\.decision.tags) == state.decisions.map(\.decision.tags)
        )
        // A later vote of the same reviewer replaces the tags too.
        try bench.take(
            .decisions,
            "record,stage,reviewer,decision\npubmed.nbib:2,title-abstract,Ann,include\n",
            file: "later.csv"
        )
        #expect(ReviewStatus(try bench.state()).stages[0].tags["preprint"] == 1)
    }

    /// Reasons may stand at both stages, and are held against the list of their own stage.
    @Test func reasonsAreCheckedAtBothStages() throws {
        let bench = try ReviewBench.sample()
        try bench.temporary.write(
            """
            record,stage,reviewer,decision,reason
            pubmed.nbib:1,title-abstract,Ann,exclude,overview
            pubmed.nbib:2,title-abstract,Ann,exclude,no metastasis
            embase.ris:2,title-abstract,Ann,include,
            embase.ris:2,title-abstract,Bob,include,
            embase.ris:2,full-text,Ann,exclude,overview

            """,
            to: "decisions.csv"
        )
        for sheet in ["studies.csv", "estimates.csv", "appraisals.csv"] {
            let header = try bench.temporary.text(sheet).split(separator: "\n")[0]
            try bench.temporary.write(header + "\n", to: sheet)
        }
        expect(
            try bench.refusal { try bench.synchronise() },
            [
                ("decisions.csv:3", "unknown reason 'no metastasis' at title-abstract"),
                ("decisions.csv:6", "unknown reason 'overview' at full-text"),
            ]
        )
    }
}
