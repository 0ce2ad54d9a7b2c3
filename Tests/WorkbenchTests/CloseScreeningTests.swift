import Reporting
import Review
import TestSupport
import Testing
import Workbench

@Suite struct CloseScreeningTests {
    /// The sample review with its exports and protocol only.
    private func unscreened() throws -> ReviewBench {
        let bench = try ReviewBench.sample()
        try bench.temporary.write(
            SampleReview.yaml.replacing("decisions: decisions.csv\n", with: "")
                .replacing("studies: studies.csv\n", with: "")
                .replacing("estimates: estimates.csv\n", with: "")
                .replacing("appraisals: appraisals.csv\n", with: ""),
            to: "review.yaml"
        )
        try bench.synchronise()
        return bench
    }

    @discardableResult
    private func close(_ bench: ReviewBench, _ evidence: String = "Enough.") throws -> Int {
        try bench.commit { try CloseScreening(evidence: evidence, name: "Ann").run(on: &$0) }
    }

    @Test func closingStandsInStatusAndReport() throws {
        let bench = try unscreened()
        try bench.take(
            .decisions,
            "record,stage,reviewer,decision\npubmed.nbib:1,title-abstract,Ann,include\n"
                + "pubmed.nbib:1,title-abstract,Bob,include\n"
        )
        let event = try close(bench, " None of the last <400> was included. ")
        let status = ReviewStatus(try bench.state())
        #expect(status.stages.map(\.putAside) == [3, 0])
        #expect(status.stages.map(\.works) == [1, 1])
        #expect(status.stages.map(\.awaiting) == [0, 1])
        #expect(status.brokenIdentities == [])
        let closing = try #require(status.closings.first)
        #expect(status.closings.count == 1)
        #expect(closing.event == event)
        #expect(closing.by == "Ann")
        #expect(closing.evidence == "None of the last <400> was included.")
        #expect([closing.works, closing.putAside] == [3, 3])
        let files = try BuildReport().render(try bench.folder.read())
        let page = files.first { $0.path == "index.html" }
        let text = String(decoding: page?.bytes ?? [], as: UTF8.self)
        #expect(text.contains("None of the last &lt;400&gt; was included."))
        #expect(text.contains("with 3 works left unscreened"))
        let records = try ExportReview(what: .records).run(try bench.folder.read())
        #expect(
            String(decoding: records[0].bytes, as: UTF8.self)
                .contains("title and abstract: closed unscreened")
        )
        try bench.undo(nil)
        #expect(ReviewStatus(try bench.state()).stages.map(\.putAside) == [0, 0])
    }

    @Test func whatCannotBeClosed() throws {
        let bench = try unscreened()
        expect(try bench.refusal { try close(bench, " ") }, [("--reason", "blank")])
        try bench.take(
            .decisions,
            "record,stage,reviewer,decision\npubmed.nbib:3,title-abstract,Ann,include\n"
                + "embase.ris:2,title-abstract,Ann,include\n"
                + "embase.ris:2,title-abstract,Bob,exclude\n"
        )
        expect(
            try bench.refusal { try close(bench) },
            [("pubmed.nbib:3", "only voted on by Ann"), ("embase.ris:2", "conflict")]
        )
        try bench.take(.decisions, "record,stage,decision\n")
        try close(bench)
        let again = try bench.refusal { try close(bench) }
        #expect(again.first?.contains("nothing to close") == true)
        // The import cannot be taken back under the closing.
        let refused = try bench.refusal { try bench.undo(2) }
        #expect(refused.contains { $0.contains("left unscreened") })
        try bench.take(export: SampleReview.pubmed + "\n", file: "again.nbib")
        let late = try bench.refusal { try close(bench) }
        #expect(late.first?.contains("duplicates were not looked for") == true)
    }
}
