import Reporting
import Review
import ReviewStore
import TestSupport
import Testing
import Workbench

@Suite("Cohorts and models of their own")
struct StudyPartTests {
    private static let cohorts = """
        study,cohort,role,n,events,country,period_start,scanner
        Adams2020,hospital A,"development;internal validation",150,60,Norway,2018,GE
        Adams2020,"hospital B, 2018–2020",External Validation,80,30,NR,,

        """

    private static let models = """
        study,model,family,algorithm,predictors,available,layers
        Adams2020,net,deep learning,U-Net,,no,50

        """

    private static let schema = """
        cohorts: cohorts.csv
        models: models.csv
        extraction:
          fields:
            - {name: scanner, of: cohort, kind: choice, choices: [GE, Siemens]}
            - {name: layers, of: model, kind: integer, range: [1, ~]}

        """

    private func bench(cohorts: String = cohorts, models: String = models) throws -> ReviewBench {
        let bench = try ReviewBench.sample()
        try bench.temporary.write(SampleReview.yaml + Self.schema, to: "review.yaml")
        try bench.temporary.write(CohortTests.estimates, to: "estimates.csv")
        try bench.temporary.write(cohorts, to: "cohorts.csv")
        try bench.temporary.write(models, to: "models.csv")
        return bench
    }

    private func report(_ bench: ReviewBench) throws -> Report {
        let snapshot = try bench.folder.read()
        return Report(
            ReportInput(
                state: snapshot.state,
                records: try snapshot.records(),
                events: snapshot.events,
                contentDigest: "",
                program: Program.name
            )
        )
    }

    @Test func sheetsAreTakenUpAndComeOutAgain() throws {
        let bench = try bench()
        try bench.synchronise()
        let state = try bench.state()
        #expect(state.cohorts.map(\.row.name) == ["hospital A", "hospital B, 2018–2020"])
        #expect(
            state.cohorts[0].row.fields == [
                "role": "development; internal validation", "n": "150", "events": "60",
                "country": "Norway", "period_start": "2018", "scanner": "GE",
            ]
        )
        #expect(state.cohorts[1].row.fields["role"] == "external validation")
        #expect(state.models.first?.row.fields["layers"] == "50")
        let files = try ExportReview(what: .extraction).run(try bench.folder.read())
        #expect(
            files.map(\.name) == ["studies.csv", "estimates.csv", "cohorts.csv", "models.csv"]
        )
        for (file, kind) in zip(files, [.studies, .estimates, .cohorts, .models] as [SheetKind]) {
            #expect(try ExtractionSheet.kind(of: file.bytes, file: file.name) == kind)
            try bench.take(kind, String(decoding: file.bytes, as: UTF8.self))
        }
        #expect(try bench.state().parts.map(\.row.fields) == state.parts.map(\.row.fields))
        #expect(try VerifyReview().run(bench.folder).findings.isEmpty)
        // The names tie evaluations to them; a name without a description is a gap, no fault.
        #expect(state.undescribed(.cohort, ofStudy: "Adams2020").isEmpty)
        #expect(state.undescribed(.model, ofStudy: "Dietrich2022") == ["net"])
        let report = try report(bench)
        #expect(report.page.contains("Cohorts of the studies"))
        #expect(report.tables.contains { $0.id == "models" && $0.rows.count == 1 })
        let gap = "Not described, though evaluations name it: model “net” of Dietrich"
        #expect(report.files.contains { String(decoding: $0.bytes, as: UTF8.self).contains(gap) })
    }

    @Test func everyFaultIsNamed() throws {
        let bench = try bench(
            cohorts: """
                study,cohort,role,n,events,scanner
                Adams2020,A,testing,10,11,Philips
                Adams2020,A,,0,,
                Adams2020,,,,,
                Nobody2020,B,,,,

                """,
            models: """
                study,model,available,layers
                Adams2020,net,perhaps,0

                """
        )
        expect(
            try bench.refusal { try bench.synchronise() },
            [
                ("cohorts.csv:2: role", "'testing' found, any of development"),
                ("cohorts.csv:2: events", "11 found, at most n = 10"),
                ("cohorts.csv:2: scanner", "one of GE, Siemens expected"),
                ("cohorts.csv:3: n", "a whole number of at least 1"),
                ("cohorts.csv:3", "already stands on line 2"),
                ("cohorts.csv:4: cohort", "is blank"),
                ("models.csv:2: available", "yes or no expected"),
                ("models.csv:2: layers", "a whole number of at least 1"),
            ]
        )
        let unknown = try self.bench(
            cohorts: "study,cohort\nNobody2020,B\n",
            models: "study,model\nAdams2020,net\n"
        )
        expect(
            try unknown.refusal { try unknown.synchronise() },
            [("cohorts.csv:2", "unknown study 'Nobody2020'")]
        )
    }

    @Test func theFormChangesAndKeepsThem() throws {
        let bench = try bench()
        try bench.synchronise()
        func standing() throws -> StandingStudy {
            let snapshot = try bench.folder.read()
            return StandingStudy("Adams2020", in: snapshot.state, events: snapshot.events)
        }
        var found = try standing()
        var rows = try #require(found.rows)
        rows.cohorts?[1]["country"] = "Chile"
        rows.models?.append(SheetRow(["model": "forest", "algorithm": "random forest"]))
        try bench.commit { try SaveStudy(rows, basis: found.basis).run(on: &$0) }
        var state = try bench.state()
        #expect(state.cohorts.map(\.file) == ["cohorts.csv", "workbench/cohorts/Adams2020.csv"])
        #expect(state.cohorts[1].row.fields["country"] == "Chile")
        #expect(state.models.map(\.row.name) == ["net", "forest"])
        // Who knows nothing of cohorts and models leaves them as they are.
        found = try standing()
        let plain = StudyRows(study: rows.study, evaluations: rows.evaluations)
        try bench.commit { try SaveStudy(plain, basis: found.basis).run(on: &$0) }
        #expect(try bench.state().parts.map(\.row.fields) == state.parts.map(\.row.fields))
        // A row of the folder's own sheet is removed there.
        rows.cohorts?.removeFirst()
        rows.models?.removeLast()
        let basis = try standing().basis
        let refused = try bench.refusal {
            try bench.commit { try SaveStudy(rows, basis: basis).run(on: &$0) }
        }
        expect(refused, [("cohorts.csv:2", "removed in the sheet itself")])
        rows.cohorts = nil
        try bench.commit { try SaveStudy(rows, basis: basis).run(on: &$0) }
        state = try bench.state()
        #expect(state.models.map(\.row.name) == ["net"])
        #expect(throws: StaleForm.self) {
            try bench.commit { try SaveStudy(rows, basis: basis).run(on: &$0) }
        }
        // A sheet that says something else than the form is refused.
        try bench.temporary.write(
            Self.cohorts.replacing(",80,30,NR", with: ",81,30,NR"),
            to: "cohorts.csv"
        )
        #expect(
            try bench.refusal { try bench.synchronise() }
                .contains { $0.contains("was changed in the browser since") }
        )
    }

    @Test(arguments: [
        ("study,reports,scanner", SheetKind.studies), ("study,stage,scanner", .estimates),
        ("study,cohort,scanner", .cohorts), ("study,model,layers", .models),
        ("study,model,stge,auc", .estimates), ("study,report,year", .studies),
        ("study,cohort,n,country", .cohorts), ("study,model,family", .models),
    ])
    func theHeaderTellsWhichSheetItIs(header: String, kind: SheetKind) throws {
        #expect(try ExtractionSheet.kind(of: Array("\(header)\n".utf8), file: "f.csv") == kind)
    }

    @Test func undoAndDifferenceKnowThem() throws {
        let bench = try bench()
        let first = try bench.synchronise()
        try bench.temporary.write(
            Self.models.replacing("U-Net", with: "nnU-Net"),
            to: "models.csv"
        )
        let second = try bench.synchronise()
        let snapshot = try bench.folder.read()
        let entry = try #require(
            try DiffReview(from: .event(first)).run(snapshot).parts?.first
        )
        #expect(entry.name == "model net of Adams2020")
        #expect(
            entry.changes == [.init(what: "algorithm", before: "U-Net", after: "nnU-Net")]
        )
        try bench.undo(second)
        #expect(try bench.state().models.isEmpty)
    }

    @Test func draftsAreComparedPartByPart() throws {
        let bench = try ReviewBench.sample()
        let yaml = SampleReview.yaml
            .replacing("studies: studies.csv\n", with: "")
            .replacing("estimates: estimates.csv\n", with: "")
            .replacing("appraisals: appraisals.csv\n", with: "")
        try bench.temporary.write(yaml, to: "review.yaml")
        try bench.synchronise()
        func draft(_ name: String, _ cohorts: [[String: String]]) throws -> Int {
            let rows = StudyRows(
                study: SheetRow(["study": "Adams2020", "reports": "pubmed.nbib:1"]),
                evaluations: [],
                cohorts: cohorts.map { SheetRow($0) }
            )
            return try bench.commit { try DraftExtraction(name, rows, basis: 0).run(on: &$0) }
        }
        _ = try draft("Ann", [["cohort": "A", "n": "10"]])
        let last = try draft("Bob", [["cohort": "A", "n": "11"], ["cohort": "B"]])
        let state = try bench.state()
        let drafts = try #require(DraftComparison(state.drafts(ofStudy: "Adams2020"), in: state))
        #expect(drafts.cohorts.map(\.name) == ["A", "B"])
        #expect(drafts.cohorts.map(\.only) == [nil, 1])
        #expect(drafts.cohorts[0].fields.filter { !$0.isSame }.map(\.column) == ["n"])
        #expect(state.cohorts.isEmpty, "a draft counts for nothing")
        // Who says nothing of the cohorts must not lose them.
        let silent = StudyRows(
            study: SheetRow(["study": "Adams2020", "reports": "pubmed.nbib:1"]),
            evaluations: []
        )
        let refused = try bench.refusal {
            try bench.commit { try SettleDrafts(silent, basis: last).run(on: &$0) }
        }
        #expect(refused.count == 1 && refused[0].contains("the drafts describe cohorts ('A')"))
        let agreed = StudyRows(
            study: SheetRow(["study": "Adams2020", "reports": "pubmed.nbib:1"]),
            evaluations: [],
            cohorts: [SheetRow(["cohort": "A", "n": "11"])]
        )
        try bench.commit { try SettleDrafts(agreed, basis: last).run(on: &$0) }
        #expect(try bench.state().cohorts.map(\.row.fields) == [["n": "11"]])
    }
}
