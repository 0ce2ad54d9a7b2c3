import Foundation
import Review
import TestSupport
import Testing
import Workbench

@Suite("Taking sheets up")
struct RecordSheetTests {
    @Test(arguments: [
        (SheetKind.decisions, SampleReview.decisions), (.studies, SampleReview.studies),
        (.estimates, SampleReview.estimates), (.appraisals, SampleReview.appraisals),
    ])
    func sameSheetTwiceAddsNothing(kind: SheetKind, text: String) throws {
        let bench = try ReviewBench.built()
        let before = try bench.folder.read().events
        #expect(try bench.take(kind, text) == before.count)
        #expect(try bench.folder.read().events == before)
    }

    @Test func changedSheetReplacesItsRows() throws {
        let bench = try ReviewBench.built()
        let last = try bench.state().sequence
        let earlier = try #require(
            try bench.folder.read().events.first { $0.payload.kind == "evaluations-recorded" }
        )
        // One row is changed, one is gone.
        let rows = SampleReview.estimates.replacing("0.95,0.02", with: "0.93,0.02")
            .split(separator: "\n").dropLast()
        try bench.take(.estimates, rows.joined(separator: "\n") + "\n")
        let kinds = try bench.kinds().suffix(2)
        #expect(Array(kinds) == ["undone", "evaluations-recorded"])
        let state = try bench.state()
        #expect(state.sequence == last + 2)
        #expect(state.undoneEvents == [earlier.sequence])
        #expect(state.evaluations.map { $0.row.values[.auc] } == [0.93, 0.85, 0.91])
    }

    /// A sheet whose last row was removed holds nothing any more, and neither does the review.
    @Test func emptiedSheetTakesItsRowsBack() throws {
        let bench = try ReviewBench.built()
        let header = try #require(SampleReview.appraisals.split(separator: "\n").first)
        try bench.take(.appraisals, header + "\n")
        #expect(try bench.state().appraisalAnswers.isEmpty)
        let kinds = try bench.kinds()
        try bench.take(.appraisals, header + "\n")
        #expect(try bench.kinds() == kinds)
    }

    @Test func emptiedSheetThatOthersRestOnIsRefused() throws {
        let bench = try ReviewBench.built()
        let header = try #require(SampleReview.studies.split(separator: "\n").first)
        let found = try bench.refusal { try bench.take(.studies, header + "\n") }
        #expect(found.contains { $0.hasPrefix("estimates.csv:2:") })
    }

    @Test func rowsOfAnotherFileStayWhenASheetChanges() throws {
        let bench = try ReviewBench.built()
        let header = "study,model,stage,auc\n"
        try bench.take(.estimates, header + "Adams2020,b,internal,0.7\n", file: "more.csv")
        try bench.take(.estimates, header + "Adams2020,b,internal,0.75\n", file: "more.csv")
        let state = try bench.state()
        #expect(state.evaluations.count == 5)
        #expect(state.evaluations.last?.row.values[.auc] == 0.75)
    }

    @Test func changedSheetThatWouldOverruleALaterDecisionIsRefused() throws {
        let bench = try ReviewBench.built()
        let header = "record,stage,reviewer,decision,reason,role,note\n"
        let later = "pubmed.nbib:3,title-abstract,Ann,include,,,\n"
        try bench.take(.decisions, header + later, file: "later.csv")
        let event = try bench.state().sequence
        // The row that Ann changed her mind on is line 7 of the first sheet, which changes
        // elsewhere.
        let noted = SampleReview.decisions.replacing("talked it over", with: "by telephone")
        let found = try bench.refusal { try bench.take(.decisions, noted) }
        expect(found, [("decisions.csv:7", "event \(event) decided include since")])
        // In line with what she decided, it is taken up.
        let inLine = noted.replacing(
            "pubmed.nbib:3,title-abstract,Ann,exclude,overview,,",
            with: "pubmed.nbib:3,title-abstract,Ann,include,,,"
        )
        try bench.take(.decisions, inLine)
        #expect(try bench.state().faults.isEmpty)
    }

    @Test func studyOfAnExcludedReportIsRefused() throws {
        let bench = try ReviewBench.built()
        let text = SampleReview.studies + "Baker2021,pubmed.nbib:2,,,,,,,,,,,,,,\n"
        let found = try bench.refusal { try bench.take(.studies, text) }
        expect(found, [("studies.csv:4", "excluded: wrong kind, or none")])
    }

    @Test func decisionThatTakesAStudysReportOutIsRefused() throws {
        let bench = try ReviewBench.built()
        let text = SampleReview.decisions.replacing(
            "embase.ris:2,full-text,Ann,include,,,",
            with: "embase.ris:2,full-text,Ann,exclude,no metastasis,,"
        )
        let found = try bench.refusal { try bench.take(.decisions, text) }
        #expect(found.contains { $0.hasPrefix("studies.csv:3:") }, "\(found)")
    }

    @Test func estimateOfAnUnknownStudyIsRefused() throws {
        let bench = try ReviewBench.built()
        let text = SampleReview.estimates + "Baker2021,net,external,,,,,,,,,,,,,,,,\n"
        let found = try bench.refusal { try bench.take(.estimates, text) }
        expect(found, [("estimates.csv:6", "unknown study 'Baker2021'")])
    }

    @Test func cellsAreReadAsTheyStand() throws {
        let state = try ReviewBench.built().state()
        let adams = try #require(state.study("Adams2020"))
        #expect(adams.patients == 150)
        #expect(adams.primaryTumours == ["lung", "breast"])
        #expect(adams.reports.map(\.description) == ["pubmed.nbib:1", "embase.ris:1"])
        let external = try #require(
            state.evaluations.first { $0.row.study == "Adams2020" && $0.row.stage == .external }
        ).row
        #expect(external.size == 50)
        #expect(external.events == 20)
        #expect(external.values[.auc] == 0.85)
        #expect(external.aucLower == 0.74)
        #expect(external.aucUpper == 0.96)
        #expect(external.crossTable?.falsePositives == 6)
        #expect(external.line == 3)
        let note = state.decisions.first { $0.decision.line == 14 }?.decision.note
        #expect(note == "so says \"Methods\", page 2")
    }

    @Test func headerTellsTheKindOfASheet() {
        for kind in SheetKind.allCases {
            #expect(SheetKind.matching(header: kind.columns) == kind)
        }
        #expect(SheetKind.matching(header: ["study", "auc"]) == nil)
    }
}
