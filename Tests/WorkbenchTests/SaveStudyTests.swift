import Foundation
import MetaAnalysis
import Reporting
import Review
import ReviewStore
import TestSupport
import Testing
import Workbench

@Suite("Studies from the browser's form")
struct SaveStudyTests {
    private func standing(_ id: String, _ bench: ReviewBench) throws -> StandingStudy {
        let snapshot = try bench.folder.read()
        return StandingStudy(id, in: snapshot.state, events: snapshot.events)
    }

    @discardableResult
    private func save(_ rows: StudyRows, basis: Int, _ bench: ReviewBench) throws -> Int {
        try bench.commit { try SaveStudy(rows, basis: basis).run(on: &$0) }
    }

    /// The rows of a study with a change.
    private func changed(
        _ id: String,
        _ bench: ReviewBench,
        _ change: (inout StudyRows) -> Void
    ) throws -> (rows: StudyRows, basis: Int) {
        let found = try standing(id, bench)
        var rows = try #require(found.rows)
        change(&rows)
        return (rows, found.basis)
    }

    /// A review in which no study is extracted yet.
    private func empty() throws -> ReviewBench {
        let bench = try ReviewBench.sample()
        let yaml = SampleReview.yaml
            .replacing("studies: studies.csv\n", with: "")
            .replacing("estimates: estimates.csv\n", with: "")
            .replacing("appraisals: appraisals.csv\n", with: "")
        try bench.temporary.write(yaml, to: "review.yaml")
        try bench.synchronise()
        return bench
    }

    private let adams = StudyRows(
        study: SheetRow([
            "study": "ADAMS2020", "reports": "pubmed.nbib:1", "first_author": "Adams",
            "year": "2020", "note": "two lines,\nand \"quotes\"",
        ]),
        evaluations: [
            SheetRow([
                "model": "net", "stage": "external", "unit": "patient", "n": "50", "events": "20",
                "auc": "0.85", "auc_lower": "0.74", "auc_upper": "0.96",
            ])
        ]
    )

    @Test func aSavedEstimateReachesThePoolAndLeadsBackToItsSheet() throws {
        let bench = try empty()
        try save(adams, basis: 0, bench)
        let found = try standing("ADAMS2020", bench)
        #expect(found.study?.file == "workbench/studies/ADAMS2020.csv")
        #expect(found.study?.row.note == "two lines,\nand \"quotes\"")
        #expect(found.evaluations.map(\.file) == ["workbench/estimates/ADAMS2020.csv"])
        // With one study the pool is the study itself, whose interval on the logit scale gives
        // v = ((logit 0.96 − logit 0.74) / 2z)² (Debray et al. 2017, doi:10.1136/bmj.i6460).
        let pooled = try #require(try bench.state().results.first?.stages.first?.pooled)
        #expect(abs(pooled.estimate - 0.85) < 1e-12)
        let width = log(0.96 / 0.04) - log(0.74 / 0.26)
        let error = width / (2 * 1.959963984540054)
        #expect(abs(pooled.fit.standardError - error) < 1e-12)
        let answer = try TraceNumber("auc/external").run(bench.folder)
        let line = try #require(
            answer.traces.flatMap(\.lines).first {
                $0.file == "workbench/estimates/ADAMS2020.csv"
            }
        )
        #expect(line.line == 2)
        #expect(line.text?.hasPrefix("ADAMS2020,net,external,patient,50,20,0.85") == true)
    }

    @Test func allFaultsComeAtOnceAndNothingIsWritten() throws {
        let bench = try empty()
        var rows = adams
        rows.study["year"] = "twenty"
        rows.study["reports"] = "pubmed.nbib:9"
        rows.evaluations[0]["auc"] = "7"
        rows.evaluations[0]["stage"] = ""
        rows.evaluations.append(SheetRow(["colour": "red", "stage": "external"]))
        let faults = try bench.refusal { try save(rows, basis: 0, bench) }
        #expect(faults.count == 5, "\(faults)")
        for word in [
            "study: reports", "study: year", "evaluation 1: stage", "evaluation 1: auc",
            "evaluation 2: unknown column 'colour'",
        ] {
            #expect(faults.contains { $0.hasPrefix(word) }, "\(word)")
        }
        // A report that was excluded, found by the rules for the whole review.
        rows = adams
        rows.study["reports"] = "pubmed.nbib:3"
        #expect(
            try bench.refusal { try save(rows, basis: 0, bench) }
                .contains { $0.contains("not an included report") }
        )
    }

    @Test func twoEvaluationsOfOneKeyAreRefused() throws {
        let bench = try empty()
        var rows = adams
        rows.evaluations.append(rows.evaluations[0])
        let faults = try bench.refusal { try save(rows, basis: 0, bench) }
        #expect(faults.count == 1 && faults[0].contains("same model, stage, unit and cohort"))
    }

    @Test func aStaleFormIsRefusedWithWhatChanged() throws {
        let bench = try empty()
        try save(adams, basis: 0, bench)
        let error = #expect(throws: StaleForm.self) { try save(adams, basis: 0, bench) }
        #expect(error?.description.contains("tester") == true)
        #expect(error?.description.contains("workbench/studies/ADAMS2020.csv") == true)
    }

    @Test func savingTheSameAgainRecordsNothing() throws {
        let bench = try empty()
        let event = try save(adams, basis: 0, bench)
        let basis = try standing("ADAMS2020", bench).basis
        #expect(try save(adams, basis: basis, bench) == event)
    }

    @Test func removingEmptiesTheSheets() throws {
        let bench = try empty()
        try save(adams, basis: 0, bench)
        let basis = try standing("ADAMS2020", bench).basis
        try bench.commit { try SaveStudy.remove("ADAMS2020", basis: basis, on: &$0) }
        #expect(try bench.state().studies.isEmpty)
        #expect(try bench.state().evaluations.isEmpty)
        // It can be extracted anew.
        try save(adams, basis: 0, bench)
        #expect(try bench.state().evaluations.count == 1)
    }

    // MARK: Rows of other sheets

    @Test func onlyWhatDiffersFromAnotherSheetIsKept() throws {
        let bench = try ReviewBench.built()
        let before = try bench.kinds().count
        let same = try changed("Adams2020", bench) { _ in }
        try save(same.rows, basis: same.basis, bench)
        #expect(try bench.kinds().count == before, "nothing differs")
        let edit = try changed("Adams2020", bench) { $0.evaluations[1]["auc"] = "0.86" }
        try save(edit.rows, basis: edit.basis, bench)
        let found = try standing("Adams2020", bench)
        #expect(found.study?.file == "studies.csv")
        #expect(
            found.evaluations.map(\.file)
                == ["estimates.csv", "workbench/estimates/Adams2020.csv"]
        )
        #expect(found.otherEvaluations[found.evaluations[1].row.key]?.row.line == 3)
    }

    @Test func aLaterBuildNeitherUndoesNorDoublesTheChange() throws {
        let bench = try ReviewBench.built()
        let edit = try changed("Adams2020", bench) {
            $0.study["modality"] = "MRI, 3 T"
            $0.evaluations[1]["auc"] = "0.86"
        }
        let event = try save(edit.rows, basis: edit.basis, bench)
        #expect(try bench.synchronise() == event, "a build has nothing to do")
        // The sheet is changed elsewhere: the change stays.
        let elsewhere = SampleReview.estimates.replacing("0.8,0.07", with: "0.81,0.07")
        try bench.temporary.write(
            elsewhere.replacing(
                "Adams2020,net,external,patient,50,20,0.85,,0.74,0.96",
                with: "Adams2020,net,external,patient,50,20,0.86,,0.74,0.96"
            ),
            to: "estimates.csv"
        )
        try bench.synchronise()
        let state = try bench.state()
        #expect(
            state.evaluations.compactMap(\.row.values[.auc]).sorted() == [0.81, 0.86, 0.91, 0.95]
        )
        #expect(state.study("Adams2020")?.modality == "MRI, 3 T")
    }

    @Test func aChangedSheetThatContradictsTheFormIsRefused() throws {
        let bench = try ReviewBench.built()
        let edit = try changed("Adams2020", bench) {
            $0.study["modality"] = "MRI, 3 T"
            $0.evaluations[1]["auc"] = "0.86"
        }
        try save(edit.rows, basis: edit.basis, bench)
        try bench.temporary.write(
            SampleReview.estimates.replacing("0.8,0.07", with: "0.81,0.07"),
            to: "estimates.csv"
        )
        try bench.temporary.write(
            SampleReview.studies.replacing("Norway", with: "Sweden"),
            to: "studies.csv"
        )
        expect(
            try bench.refusal { try bench.synchronise() },
            [
                ("studies.csv:2", "changed in the browser since"),
                ("estimates.csv:3", "workbench/estimates/Adams2020.csv"),
            ]
        )
        // Without its row the sheet says nothing against the form.
        try bench.temporary.write(SampleReview.studies, to: "studies.csv")
        let rest = SampleReview.estimates.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("Adams2020,net,external") }.joined(separator: "\n")
        try bench.temporary.write(rest, to: "estimates.csv")
        try bench.synchronise()
        #expect(
            try Set(bench.state().evaluations.map(\.row.values[.auc])) == [0.95, 0.91, 0.8, 0.86]
        )
    }

    @Test func rowsOfAnotherSheetAreNotRemovedOrRenamed() throws {
        let bench = try ReviewBench.built()
        let removed = try changed("Adams2020", bench) { $0.evaluations.removeLast() }
        let faults = try bench.refusal { try save(removed.rows, basis: removed.basis, bench) }
        expect(faults, [("estimates.csv:3", "in the sheet itself")])
        let renamed = try changed("Adams2020", bench) { $0.evaluations[0]["unit"] = "lesion" }
        expect(
            try bench.refusal { try save(renamed.rows, basis: renamed.basis, bench) },
            [("estimates.csv:2", "in the sheet itself")]
        )
        let basis = renamed.basis
        let refused = try bench.refusal {
            try bench.commit { try SaveStudy.remove("Adams2020", basis: basis, on: &$0) }
        }
        #expect(refused.count == 1 && refused[0].contains("studies.csv:2"))
        let added = try changed("Adams2020", bench) {
            $0.evaluations.append(SheetRow(["model": "net", "stage": "internal", "auc": "0.9"]))
        }
        try save(added.rows, basis: added.basis, bench)
        #expect(try bench.state().evaluations.count == 5)
    }

    /// A sheet that agreed for a while and went on: the same bytes from the form count again.
    @Test func theSameFormCountsAgainAfterALaterSheet() throws {
        let bench = try ReviewBench.built()
        func form(_ auc: String) throws {
            let edit = try changed("Adams2020", bench) { rows in
                for place in rows.evaluations.indices
                where rows.evaluations[place]["stage"] == "external" {
                    rows.evaluations[place]["auc"] = auc
                }
            }
            try save(edit.rows, basis: edit.basis, bench)
        }
        func sheet(_ auc: String) throws {
            try bench.temporary.write(
                SampleReview.estimates.replacing("50,20,0.85", with: "50,20,\(auc)"),
                to: "estimates.csv"
            )
            try bench.synchronise()
        }
        func external() throws -> Extracted<Evaluation>? {
            try standing("Adams2020", bench).evaluations.first { $0.row.stage == .external }
        }
        try form("0.86")
        try sheet("0.86")
        try sheet("0.87")
        #expect(try external()?.row.values[.auc] == 0.87)
        try form("0.86")
        #expect(try external()?.row.values[.auc] == 0.86)
        try form("0.87")
        #expect(try external()?.file == "estimates.csv")
    }

    @Test(arguments: [
        ("ADAMS2020", "workbench/studies/ADAMS2020.csv"),
        ("a/../b%", "workbench/studies/a%2F..%2Fb%25.csv"),
        ("a\nb", "workbench/studies/a%0Ab.csv"),
    ])
    func namesOfSheets(id: String, file: String) {
        #expect(WorkbenchSheet.study(id) == file)
        #expect(
            WorkbenchSheet.appraisal(ofStudy: "A-b", by: "c")
                != WorkbenchSheet.appraisal(ofStudy: "A", by: "b-c")
        )
        #expect(WorkbenchSheet.uploaded("../../etc/x.csv") == "workbench/uploads/x.csv")
    }

    // MARK: What is typed

    @Test(
        arguments: [
            (["auc": "0.85", "auc_se": "0.05"], "Standard Error", 0.05),
            (
                ["auc": "0.85", "auc_lower": "0.74", "auc_upper": "0.96"], "Confidence Interval",
                nil
            ),
            (["auc": "0.85", "n": "50", "events": "20"], "Newcombe (Method 4)", nil),
        ] as [([String: String], String, Double?)]
    )
    func standardErrorAndItsSource(cells: [String: String], source: String, error: Double?) throws {
        let found = try #require(EvaluationPreview(SheetRow(cells)).discrimination)
        #expect(found.source == source)
        if let error { #expect(abs(found.standardError - error) < 1e-12) }
        // The same number as the analysis pools.
        let bench = try empty()
        var rows = adams
        rows.evaluations = [SheetRow(cells.merging(["stage": "external"]) { $1 })]
        rows = StudyRows(study: rows.study, evaluations: rows.evaluations)
        try save(rows, basis: 0, bench)
        let row = try #require(try bench.state().results.first?.stages.first?.evaluations.first)
        let variance = try #require(row.estimate?.samplingVariance)
        #expect(abs(variance.squareRoot() - found.logitStandardError) < 1e-15)
    }

    @Test func whatIsMissingIsNamed() {
        let none = EvaluationPreview(SheetRow(["auc": "0.9", "n": "40"]))
        #expect(none.discrimination == nil)
        #expect(none.missingForStandardError == ["se", "ci_lower", "ci_upper", "events"])
        let restored = EvaluationPreview(
            SheetRow(["sensitivity": "0.8", "specificity": "0.8", "n": "50", "events": "20"])
        )
        #expect(restored.table?.origin == .restored)
        #expect(
            [restored.table?.tp, restored.table?.fp, restored.table?.fn, restored.table?.tn]
                == [16, 6, 4, 24]
        )
        let wrong = EvaluationPreview(SheetRow(["auc": "1.2", "tp": "1"]))
        #expect(wrong.faults.map(\.column) == ["auc", nil])
        #expect(EvaluationPreview(SheetRow([:])) == EvaluationPreview(SheetRow(["note": " "])))
    }
}
