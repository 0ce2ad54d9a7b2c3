import Foundation
import Review
import TestSupport
import Testing
import Workbench

@Suite("Bringing a folder up to date")
struct SynchroniseFolderTests {
    @Test func everythingIsTakenUpInOrder() throws {
        let bench = try ReviewBench.built()
        #expect(
            try bench.kinds() == [
                "protocol-set", "search-imported", "search-imported", "duplicates-resolved",
                "decisions-recorded", "studies-recorded", "evaluations-recorded",
                "appraisals-recorded",
            ]
        )
        let flow = try bench.state().prismaFlow()
        #expect(flow.identified == 5)
        #expect(flow.duplicates == 1)
        #expect(flow.screened == 4)
        #expect(flow.excluded == 1)
        #expect(flow.reports.sought == 3)
        #expect(flow.reports.excluded == [.init(label: "wrong kind, or none", count: 1)])
        #expect(flow.newReports == 2)
        #expect(flow.newStudies == 2)
        #expect(flow.brokenIdentities.isEmpty)
    }

    @Test func secondTimeAddsNoEvent() throws {
        let bench = try ReviewBench.built()
        let before = try bench.folder.read().events
        #expect(try bench.synchronise(at: "2027-01-01T00:00:00Z") == before.count)
        #expect(try bench.folder.read().events == before)
    }

    @Test func changedProtocolIsRecordedAlone() throws {
        let bench = try ReviewBench.built()
        let text = SampleReview.yaml.replacing("Small review", with: "Smaller review")
        try bench.temporary.write(text, to: "review.yaml")
        try bench.synchronise()
        #expect(try bench.kinds().count == 9)
        #expect(try bench.kinds().last == "protocol-set")
        #expect(try bench.state().reviewProtocol?.title == "Smaller review")
    }

    @Test func changedExportIsRefused() throws {
        let bench = try ReviewBench.built()
        let text = SampleReview.pubmed.replacing("FAU - Clark, Lou", with: "FAU - Clark, L")
        try bench.temporary.write(text, to: "exports/pubmed.nbib")
        let found = try bench.refusal { try bench.synchronise() }
        expect(found, [("exports/pubmed.nbib", "has changed since it was imported at event 2")])
    }

    /// A corrected date or query reaches the report although the file was imported before.
    @Test func changedDescriptionOfASearchIsTakenUp() throws {
        let bench = try ReviewBench.built()
        let text = SampleReview.yaml.replacing("2026-02-01", with: "2026-02-03")
        try bench.temporary.write(text, to: "review.yaml")
        let before = try bench.state()
        try bench.synchronise()
        let state = try bench.state()
        #expect(state.imports.map(\.search.searched) == ["2026-01-31", "2026-02-03"])
        #expect(state.imports.map(\.search.source) == before.imports.map(\.search.source))
        // Decisions and studies still cite the same records.
        #expect(state.works == before.works)
        #expect(state.decisions == before.decisions)
        #expect(state.prismaFlow() == before.prismaFlow())
        #expect(state.faults.isEmpty)
        #expect(try bench.folder.read().records().count == 5)
        #expect(try VerifyReview().run(bench.folder).findings.isEmpty)
        let events = state.sequence
        #expect(try bench.synchronise() == events)
    }

    @Test func changedDescriptionOfTheFirstSearchKeepsEveryDecision() throws {
        let bench = try ReviewBench.built()
        let before = try bench.state()
        let text = SampleReview.yaml.replacing("spine AND metastasis", with: "spine OR vertebra")
        try bench.temporary.write(text, to: "review.yaml")
        try bench.synchronise()
        let state = try bench.state()
        let search = state.imports.first { $0.search.source == "pubmed.nbib" }?.search
        #expect(search?.query == "spine OR vertebra")
        #expect(search?.searched == "2026-01-31")
        #expect(state.decisions == before.decisions)
        #expect(state.isDeduplicated)
        #expect(state.faults.isEmpty)
        let (flow, earlier) = (state.prismaFlow(), before.prismaFlow())
        #expect(Set(flow.databases.map(\.label)) == ["PubMed", "Embase"])
        #expect(flow.duplicates == earlier.duplicates)
        #expect(flow.reports == earlier.reports)
        #expect(flow.newStudies == earlier.newStudies)
        #expect(try VerifyReview().run(bench.folder).findings.isEmpty)
    }

    @Test func twoDeclaredExportsWithTheSameContent() throws {
        let bench = try ReviewBench.sample()
        try bench.temporary.write(SampleReview.pubmed, to: "exports/embase.ris")
        let found = try bench.refusal { try bench.synchronise() }
        #expect(found.contains { $0.contains("would count twice") }, "\(found)")
    }

    @Test func missingFilesAreNamedTogetherWithTheirLines() throws {
        let bench = try ReviewBench.sample()
        for name in ["pubmed.nbib", "embase.ris"] {
            try FileManager.default.removeItem(at: bench.temporary.url("exports/" + name))
        }
        expect(
            try bench.refusal { try bench.synchronise() },
            [("review.yaml:11", "no such file"), ("review.yaml:15", "no such file")]
        )
    }

    @Test func brokenSheetsAreReportedTogether() throws {
        let bench = try ReviewBench.sample()
        try bench.temporary.write(
            SampleReview.decisions.replacing(
                "pubmed.nbib:3,title-abstract,Ann",
                with: "q:3,full,A"
            ),
            to: "decisions.csv"
        )
        try bench.temporary.write(
            SampleReview.studies.replacing(",150,60", with: ",lots,60"),
            to: "studies.csv"
        )
        try bench.temporary.write(
            SampleReview.estimates.replacing("0.95,0.02", with: "1.3,0.02"),
            to: "estimates.csv"
        )
        try bench.temporary.write(
            SampleReview.appraisals.replacing("4.1,N", with: "4.1,no!"),
            to: "appraisals.csv"
        )
        let found = try bench.refusal { try bench.synchronise() }
        for start in [
            "decisions.csv:7:", "studies.csv:2:", "estimates.csv:2:", "appraisals.csv:3:",
        ] {
            #expect(found.contains { $0.hasPrefix(start) }, "\(start) in \(found)")
        }
        #expect(!bench.temporary.has("review.sqlite"))
        #expect(!bench.temporary.has("files"))
    }

    @Test func fileBehindALinkOutOfTheFolderIsRefused() throws {
        let outside = try TemporaryFolder()
        let bench = try ReviewBench.sample()
        let target = try outside.write(SampleReview.pubmed, to: "secret.nbib")
        let place = bench.temporary.url("exports/pubmed.nbib")
        try FileManager.default.removeItem(at: place)
        try FileManager.default.createSymbolicLink(atPath: place.path, withDestinationPath: target)
        expect(
            try bench.refusal { try bench.synchronise() },
            [("review.yaml:11", "leads out of the review folder")]
        )
    }

    @Test func folderBehindALinkOutOfTheFolderIsRefused() throws {
        let outside = try TemporaryFolder()
        try outside.write(SampleReview.pubmed, to: "pubmed.nbib")
        try outside.write(SampleReview.embase, to: "embase.ris")
        let bench = try ReviewBench.sample()
        let place = bench.temporary.url("exports")
        try FileManager.default.removeItem(at: place)
        try FileManager.default.createSymbolicLink(
            atPath: place.path,
            withDestinationPath: outside.path
        )
        let found = try bench.refusal { try bench.synchronise() }
        expect(found, [("review.yaml:11", "leads out"), ("review.yaml:15", "leads out")])
    }

    @Test func linkInsideTheFolderIsFollowed() throws {
        let bench = try ReviewBench.sample()
        let place = bench.temporary.url("decisions.csv")
        try FileManager.default.moveItem(at: place, to: bench.temporary.url("votes.csv"))
        try FileManager.default.createSymbolicLink(
            atPath: place.path,
            withDestinationPath: "votes.csv"
        )
        try bench.synchronise()
        #expect(try bench.state().decisions.count == 15)
    }

    @Test func yamlThatIsTooLargeIsRefused() throws {
        let bench = try ReviewBench.sample()
        let padding = String(repeating: "# \n", count: 400_000)
        try bench.temporary.write(SampleReview.yaml + padding, to: "review.yaml")
        expect(try bench.refusal { try bench.synchronise() }, [("review.yaml", "1 MiB")])
    }
}
