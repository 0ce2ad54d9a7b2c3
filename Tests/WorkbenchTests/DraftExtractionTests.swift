import Review
import TestSupport
import Testing
import Workbench

@Suite("Drafts of two extractors")
struct DraftExtractionTests {
    private let bench: ReviewBench

    init() throws {
        bench = try ReviewBench.sample()
        let yaml = SampleReview.yaml
            .replacing("studies: studies.csv\n", with: "")
            .replacing("estimates: estimates.csv\n", with: "")
            .replacing("appraisals: appraisals.csv\n", with: "")
        try bench.temporary.write(yaml, to: "review.yaml")
        try bench.synchronise()
    }

    private func rows(auc: String, country: String = "Norway", extra: String? = nil) -> StudyRows {
        StudyRows(
            study: SheetRow([
                "study": "Adams2020", "reports": "pubmed.nbib:1", "country": country,
            ]),
            evaluations: [SheetRow(["model": "net", "stage": "external", "auc": auc])]
                + (extra.map { [SheetRow(["model": $0, "stage": "internal", "auc": "0.9"])] } ?? [])
        )
    }

    @discardableResult
    private func draft(_ extractor: String, _ rows: StudyRows, basis: Int = 0) throws -> Int {
        try bench.commit { try DraftExtraction(extractor, rows, basis: basis).run(on: &$0) }
    }

    @Test func aDraftCountsForNothing() throws {
        let before = try bench.state()
        let event = try draft("Ann", rows(auc: "0.85"))
        let after = try bench.state()
        #expect(after.studies == before.studies && after.evaluations == before.evaluations)
        #expect(after.results == before.results)
        #expect(after.drafts(ofStudy: "Adams2020").map(\.event) == [event])
        // The log names it without a word of what it says.
        let entry = try #require(ReadLog().run(try bench.folder.read()).last)
        #expect(entry.summary == "draft of study 'Adams2020' by Ann")
        // The last draft of an extractor stands.
        let second = try draft("Ann", rows(auc: "0.86"), basis: event)
        #expect(try bench.state().extractionDrafts.map(\.event) == [second])
        #expect(throws: StaleForm.self) { try draft("Ann", rows(auc: "0.87"), basis: event) }
    }

    @Test func neitherSeesTheOthersUntilBothAreThere() throws {
        try draft("Ann", rows(auc: "0.85"))
        #expect(try bench.state().seen(by: "Ann").extractionDrafts.count == 1)
        #expect(try bench.state().seen(by: "Bob").extractionDrafts.isEmpty)
        #expect(try bench.state().seen(by: "Eve").extractionDrafts.isEmpty)
        try draft("Bob", rows(auc: "0.86"))
        #expect(try bench.state().seen(by: "Ann").extractionDrafts.count == 2)
        #expect(try bench.state().seen(by: "Bob").extractionDrafts.count == 2)
        // Nobody brings their draft in line with what they have seen.
        let faults = try bench.refusal { try draft("Bob", rows(auc: "0.85"), basis: 99) }
        #expect(faults.count == 1 && faults[0].contains("two drafts are there"))
    }

    @Test func faultsOfADraftAreThoseOfTheStudy() throws {
        var wrong = rows(auc: "2")
        wrong.study["reports"] = ""
        let faults = try bench.refusal { try draft("Ann", wrong) }
        #expect(faults.count == 2, "\(faults)")
        wrong = rows(auc: "0.9")
        wrong.study["reports"] = "pubmed.nbib:3"
        #expect(
            try bench.refusal { try draft("Ann", wrong) }
                .contains { $0.contains("not an included report") }
        )
    }

    @Test func differencesAreFoundAndSettled() throws {
        try draft("Bob", rows(auc: "0.86", country: "Norge", extra: "forest"))
        let last = try draft("Ann", rows(auc: "0.85"))
        let state = try bench.state()
        let drafts = try #require(
            DraftComparison(state.drafts(ofStudy: "Adams2020"), in: state)
        )
        #expect(drafts.extractors == ["Ann", "Bob"])
        #expect(drafts.basis == last)
        #expect(drafts.study.filter { !$0.isSame }.map(\.column) == ["country"])
        #expect(drafts.evaluations.map(\.only) == [nil, 1])
        let auc = try #require(drafts.evaluations[0].fields.first { $0.column == "auc" })
        #expect(auc.first == "0.85" && auc.second == "0.86")
        let settle = SettleDrafts(rows(auc: "0.85", country: "Norway"), basis: last)
        #expect(throws: StaleForm.self) {
            try bench.commit { try SettleDrafts(settle.rows, basis: last - 1).run(on: &$0) }
        }
        try bench.commit { try settle.run(on: &$0) }
        let settled = try bench.state()
        #expect(settled.studies.map(\.file) == ["workbench/studies/Adams2020.csv"])
        #expect(settled.evaluations.map(\.row.values[.auc]) == [0.85])
        let faults = try bench.refusal { try draft("Cem", rows(auc: "0.9")) }
        #expect(faults.count == 1 && faults[0].contains("extracted already"))
    }

    @Test func oneDraftIsNotSettled() throws {
        let event = try draft("Ann", rows(auc: "0.85"))
        let faults = try bench.refusal {
            try bench.commit {
                try SettleDrafts(rows(auc: "0.85"), basis: event).run(on: &$0)
            }
        }
        #expect(faults.count == 1 && faults[0].contains("there are 1"))
    }
}
