import Review
import TestSupport
import Testing
import Workbench

/// People of review.yaml: who left, who settles.
@Suite struct PeopleTests {
    private func edited(_ old: String, _ new: String) -> String {
        SampleReview.yaml.replacing(old, with: new)
    }

    /// Marks a reviewer as former in a finished review; the sheets stay as they are.
    @Test func aReviewerLeaves() throws {
        let bench = try ReviewBench.built()
        let before = try bench.state()
        try bench.temporary.write(
            edited("  - Bob\n", "  - Cem\nformer_reviewers: [Bob]\n"),
            to: "review.yaml"
        )
        try bench.synchronise()
        let after = try bench.state()
        #expect(after.titleAbstractOutcomes == before.titleAbstractOutcomes)
        #expect(after.fullTextOutcomes == before.fullTextOutcomes)
        #expect(after.votesPerRecord == 2)
        #expect(after.faults == [])
        #expect(ReviewStatus(after).formerReviewers == ["Bob"])
        // A row is added to the sheet of all: Bob's old rows are in it, and are not new.
        try bench.temporary.write(
            SampleReview.decisions + "pubmed.nbib:1,full-text,Cem,include,,,\n",
            to: "decisions.csv"
        )
        try bench.synchronise()
        #expect(try bench.state().decisions.count == before.decisions.count + 1)
        try bench.temporary.write(
            SampleReview.decisions.replacing(
                "pubmed.nbib:3,title-abstract,Ann,exclude,overview",
                with: "embase.ris:1,title-abstract,Bob,include,\n"
                    + "pubmed.nbib:3,title-abstract,Ann,exclude,overview"
            ),
            to: "decisions.csv"
        )
        expect(
            try bench.refusal { try bench.synchronise() },
            [("decisions.csv:7", "'Bob' has left the review")]
        )
    }

    /// The only reviewer left cannot settle alone what two were to decide.
    @Test func leavingDoesNotLowerTheVotes() throws {
        let text = edited("  - Bob\n", "former_reviewers: [Bob]\n")
        #expect(try ReviewFile(parsing: text).reviewProtocol.votesPerRecord == 2)
        let one = edited("  - Bob\n", "")
        #expect(try ReviewFile(parsing: one).reviewProtocol.votesPerRecord == 1)
    }

    @Test func nobodyIsPresentAndFormer() {
        let text = edited("  - Bob\n", "  - Bob\nformer_reviewers: [ bob ]\n")
        let error = #expect(throws: InputRefused.self) { try ReviewFile(parsing: text) }
        #expect(error?.faults.count == 1)
        #expect(error?.description.contains("'bob' stands in 'reviewers'") == true)
    }

    @Test func settlementNeedsAnArbiter() throws {
        let bench = try ReviewBench.sample()
        try bench.temporary.write(
            edited("  - Bob\n", "  - Bob\narbiters: [Cem]\n"),
            to: "review.yaml"
        )
        expect(
            try bench.refusal { try bench.synchronise() },
            [("decisions.csv:6", "the arbiters are 'Cem'")]
        )
        try bench.temporary.write(
            SampleReview.decisions.replacing(
                "title-abstract,,include,,consensus",
                with: "title-abstract,Cem,include,,consensus"
            ),
            to: "decisions.csv"
        )
        try bench.synchronise()
        #expect(try bench.state().faults == [])
    }
}
