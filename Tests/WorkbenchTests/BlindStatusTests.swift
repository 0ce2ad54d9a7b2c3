import Review
import Screening
import TestSupport
import Testing
import Workbench

@Suite struct BlindStatusTests {
    /// Ann has voted on one work, Bob on three, of which one is in conflict.
    private func bench() throws -> ReviewBench {
        let bench = try ReviewBench.sample()
        try bench.temporary.write(
            """
            record,stage,reviewer,decision,tags
            pubmed.nbib:1,title-abstract,Ann,include,mine
            pubmed.nbib:1,title-abstract,Bob,exclude,
            pubmed.nbib:2,title-abstract,Bob,exclude,secret
            pubmed.nbib:3,title-abstract,Bob,include,

            """,
            to: "decisions.csv"
        )
        for sheet in ["studies.csv", "estimates.csv", "appraisals.csv"] {
            let header = try bench.temporary.text(sheet).split(separator: "\n")[0]
            try bench.temporary.write(header + "\n", to: sheet)
        }
        try bench.synchronise()
        return bench
    }

    @Test func statusOfOneReviewer() throws {
        let bench = try bench()
        let state = try bench.state()
        let ann = try ReviewStatus(state, viewer: "Ann").stages[0]
        #expect(ann.awaiting == 3)
        #expect(Array(ann.conflicts.keys) == ["pubmed.nbib:1"])
        #expect(ann.awaitingPerReviewer == ["Ann": 3])
        #expect(ann.tags == ["mine": 1])
        let everything = ReviewStatus(state).stages[0]
        #expect(everything.awaitingPerReviewer == ["Ann": 3, "Bob": 1])
        #expect(everything.tags == ["mine": 1, "secret": 1])
        #expect(everything.awaiting == ann.awaiting)
        #expect(throws: InputRefused.self) { try ReviewStatus(state, viewer: "ann") }
    }

    @Test func recordsDoNotTellWhoVoted() throws {
        let bench = try bench()
        func records(_ viewer: String?) throws -> String {
            let files = try ExportReview(what: .records, viewer: viewer).run(
                try bench.folder.read()
            )
            return String(decoding: files[0].bytes, as: UTF8.self)
        }
        #expect(try records(nil).contains("only voted on by Bob"))
        #expect(try !records("Ann").contains("only voted on by Bob"))
        #expect(try records("Ann").contains("Ann: include, Bob: exclude"))
        #expect(try records("Bob").contains("only voted on by Bob"))
    }
}
