import Reporting
import Review
import ReviewStore
import TestSupport
import Testing
import Workbench

@Suite("What the protocol asks to be extracted")
struct ExtractionSchemaTests {
    static let schema = """
        extraction:
          fields:
            - name: scanner
              of: study
              title: Scanner vendor
              kind: choice
              choices: [Siemens, GE, Philips]
              guidance: As the methods section says.
              required: true
            - {name: field_strength, of: study, kind: number, unit: T, range: [0.2, 7]}
            - {name: readers, of: evaluation, kind: integer, range: [1, ~]}
            - {name: blinded, of: evaluation, kind: yes-no}
            - {name: last_scan, of: evaluation, kind: date}
            - {name: sequences, of: evaluation, kind: choices, choices: [T1, T2, STIR]}

        """

    static let studies = """
        study,reports,first_author,year,scanner,field_strength
        Adams2020,pubmed.nbib:1;embase.ris:1,Adams,2020,siemens,1.5
        Dietrich2022,doi:10.1234/nuclear.2022.5,Dietrich,2022,NR,nr

        """

    static let estimates = """
        study,model,stage,auc,auc_se,readers,blinded,last_scan,sequences
        Adams2020,net,external,0.85,0.05,3,Yes,2019-02,STIR;t1
        Dietrich2022,net,external,0.8,0.07,,,,

        """

    static func bench(
        schema: String = schema,
        studies: String = studies,
        estimates: String = estimates
    ) throws -> ReviewBench {
        let bench = try ReviewBench.sample()
        try bench.temporary.write(SampleReview.yaml + schema, to: "review.yaml")
        try bench.temporary.write(studies, to: "studies.csv")
        try bench.temporary.write(estimates, to: "estimates.csv")
        return bench
    }

    @Test func fieldsAreColumnsAndComeOutAsTheyWentIn() throws {
        let bench = try Self.bench()
        try bench.synchronise()
        let state = try bench.state()
        #expect(state.studies[0].row.fields == ["scanner": "Siemens", "field_strength": "1.5"])
        #expect(state.studies[1].row.fields == ["scanner": "NR", "field_strength": "NR"])
        #expect(
            state.evaluations[0].row.fields == [
                "readers": "3", "blinded": "yes", "last_scan": "2019-02", "sequences": "T1; STIR",
            ]
        )
        let files = try ExportReview(what: .extraction).run(try bench.folder.read())
        let sheets = files.map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(sheets[0].contains("primary_tumours,note,scanner,field_strength\n"))
        #expect(sheets[1].contains("tn,note,readers,blinded,last_scan,sequences\n"))
        try bench.take(.studies, sheets[0])
        try bench.take(.estimates, sheets[1])
        #expect(try bench.state().studies.map(\.row.fields) == state.studies.map(\.row.fields))
        #expect(
            try bench.state().evaluations.map(\.row.fields) == state.evaluations.map(\.row.fields)
        )
        #expect(try VerifyReview().run(bench.folder).findings.isEmpty)
    }

    @Test func everyCellThatDoesNotFitIsNamed() throws {
        let bench = try Self.bench(
            studies: """
                study,reports,scanner,field_strength
                Adams2020,pubmed.nbib:1,Toshiba,9
                Dietrich2022,doi:10.1234/nuclear.2022.5,,inf

                """,
            estimates: """
                study,model,stage,readers,blinded,last_scan,sequences
                Adams2020,net,external,0,maybe,2019-02-30,T1;T3
                Dietrich2022,net,external,1.5,,,

                """
        )
        expect(
            try bench.refusal { try bench.synchronise() },
            [
                ("studies.csv:2: scanner", "one of Siemens, GE, Philips expected"),
                ("studies.csv:2: field_strength", "a number from 0.2 to 7 expected"),
                ("studies.csv:3: scanner", "the protocol requires a value, or NR"),
                ("studies.csv:3: field_strength", "'inf' found"),
                ("estimates.csv:2: readers", "a whole number of at least 1 expected"),
                ("estimates.csv:2: blinded", "'maybe' found, yes or no expected"),
                ("estimates.csv:2: last_scan", "a date YYYY-MM-DD"),
                ("estimates.csv:2: sequences", "'T3' found, any of T1, T2, STIR expected"),
                ("estimates.csv:3: readers", "'1.5' found"),
            ]
        )
    }

    @Test func whatIsNotDeclaredStaysRefused() throws {
        let bench = try Self.bench(
            studies: Self.studies.replacing("field_strength", with: "tesla")
        )
        expect(
            try bench.refusal { try bench.synchronise() },
            [("studies.csv:1", "unknown column 'tesla'; the columns are study, reports")]
        )
        let without = try Self.bench(
            studies: Self.studies.replacing(",scanner,", with: ",note,")
        )
        expect(
            try without.refusal { try without.synchronise() },
            [("studies.csv:1", "column 'scanner' is missing")]
        )
    }

    @Test func aFieldThatIsDroppedLosesNothing() throws {
        let bench = try Self.bench()
        try bench.synchronise()
        let before = try bench.state()
        let smaller = """
            extraction:
              fields:
                - {name: readers, of: evaluation, kind: integer}

            """
        try bench.temporary.write(SampleReview.yaml + smaller, to: "review.yaml")
        try bench.synchronise()
        let state = try bench.state()
        #expect(state.studies.map(\.row.fields) == before.studies.map(\.row.fields))
        #expect(state.fields(of: .study).former == ["field_strength", "scanner"])
        // The form keeps them, and so does a sheet that was exported.
        let snapshot = try bench.folder.read()
        let standing = StandingStudy("Adams2020", in: snapshot.state, events: snapshot.events)
        var rows = try #require(standing.rows)
        rows.study["country"] = "Norway"
        try bench.commit { try SaveStudy(rows, basis: standing.basis).run(on: &$0) }
        let changed = try bench.state()
        #expect(changed.study("Adams2020")?.fields == before.study("Adams2020")?.fields)
        let files = try ExportReview(what: .extraction).run(try bench.folder.read())
        let sheet = String(decoding: files[0].bytes, as: UTF8.self)
        #expect(sheet.contains("note,field_strength,scanner\n"))
        #expect(sheet.contains(",1.5,Siemens\n"))
    }

    @Test func aChangeIsSeenInTheDifference() throws {
        let bench = try Self.bench()
        let first = try bench.synchronise()
        try bench.temporary.write(
            Self.studies.replacing("siemens", with: "GE"),
            to: "studies.csv"
        )
        try bench.synchronise()
        let difference = try DiffReview(from: .event(first)).run(bench.folder.read())
        let change = try #require(difference.studies.first?.changes.first)
        #expect(change == .init(what: "scanner", before: "Siemens", after: "GE"))
    }

    @Test func formAndDraftsKnowTheFields() throws {
        let bench = try ReviewBench.sample()
        let yaml = SampleReview.yaml
            .replacing("studies: studies.csv\n", with: "")
            .replacing("estimates: estimates.csv\n", with: "")
            .replacing("appraisals: appraisals.csv\n", with: "")
        try bench.temporary.write(yaml + Self.schema, to: "review.yaml")
        try bench.synchronise()
        func rows(_ scanner: String, readers: String) -> StudyRows {
            StudyRows(
                study: SheetRow([
                    "study": "Adams2020", "reports": "pubmed.nbib:1", "scanner": scanner,
                ]),
                evaluations: [
                    SheetRow([
                        "stage": "external", "cohort": "A", "readers": readers, "auc": "0.85",
                        "auc_se": "0.05",
                    ])
                ]
            )
        }
        func draft(_ name: String, _ rows: StudyRows) throws -> Int {
            try bench.commit { try DraftExtraction(name, rows, basis: 0).run(on: &$0) }
        }
        expect(
            try bench.refusal { try draft("Ann", rows("", readers: "many")) },
            [
                ("study: scanner", "the protocol requires a value"),
                ("evaluation 1: readers", "'many' found"),
            ]
        )
        var unknown = rows("GE", readers: "2")
        unknown.study["tesla"] = "3"
        #expect(
            try bench.refusal { try draft("Ann", unknown) }
                .contains { $0.contains("unknown column 'tesla'") }
        )
        _ = try draft("Ann", rows("ge", readers: "2"))
        let last = try draft("Bob", rows("Philips", readers: "2"))
        let state = try bench.state()
        let drafts = try #require(DraftComparison(state.drafts(ofStudy: "Adams2020"), in: state))
        #expect(drafts.study.filter { !$0.isSame }.map(\.column) == ["scanner"])
        #expect(drafts.evaluations.map(\.name) == ["external, A"])
        try bench.commit { try SettleDrafts(rows("GE", readers: "2"), basis: last).run(on: &$0) }
        let lines = try TraceNumber("auc/external").run(bench.folder).traces.flatMap(\.lines)
        #expect(lines.contains { $0.text?.contains(",A,,,0.85,0.05,") == true })
        #expect(lines.contains { $0.text?.hasSuffix(",GE,") == true })
        // While somebody types, what is required and still blank is no fault.
        let fields = try bench.state().fields(of: .study)
        #expect(fields.withoutRequirements.declared.allSatisfy { !$0.isRequired })
    }

    /// All slips of a schema in one file, each with its line.
    @Test func allFaultsOfTheSchemaAreNamedAtOnce() throws {
        let text = """
            title: T
            extraction:
              use: [charms, tripod]
              field: []
              fields:
                - {name: Scanner, of: study}
                - {name: year, of: study}
                - {name: year, of: evaluation}
                - {name: remove, of: evaluation}
                - {name: kind_of, of: patient}
                - {of: study}
                - {name: a, of: study, kind: choice}
                - {name: b, of: study, kind: choice, choices: [x, X]}
                - {name: c, of: study, kind: text, choices: [x, y]}
                - {name: d, of: study, kind: number, range: [5, 1]}
                - {name: e, of: study, kind: number, range: 5}
                - {name: f, of: study, kind: date, range: [1, 2]}
                - {name: g, of: study, required: perhaps}
                - {name: h, of: study, kind: choices, choices: [NR, "a;b"]}
                - {name: g, of: study}
                - {name: i, of: study, kind: colour}

            """
        let expected: [(line: Int, word: String)] = [
            (3, "unknown set of fields 'tripod'"), (4, "unknown key 'field'"),
            (6, "'name' is 'Scanner'"), (7, "'year' is a column that studies.csv always has"),
            (9, "'remove' means something else"),
            (10, "'of' is 'patient'; one of study, "), (11, "'name' is missing"),
            (12, "a list of at least two 'choices'"), (13, "'X' stands twice"),
            (13, "a list of at least two 'choices'"),
            (14, "'choices' go with"), (15, "begins with 5, above its end 1"),
            (16, "two numbers"), (17, "'range' goes with"), (18, "true or false"),
            (19, "'NR' can be given for every field"), (19, "a choice is one line without ';'"),
            (20, "the field 'g' of study stands twice"), (21, "'kind' is 'colour'"),
        ]
        do throws(InputRefused) {
            _ = try ReviewFile(parsing: text)
            Issue.record("accepted")
        } catch {
            expect(
                error.faults.map(\.description),
                expected.map { ("review.yaml:\($0.line)", $0.word) }
            )
        }
    }

    @Test func charmsIsSwitchedOnByName() throws {
        let file = try ReviewFile(
            parsing: """
                title: T
                extraction:
                  use: CHARMS
                  fields:
                    - {name: eligibility, of: cohort, title: Who, required: true}

                """
        )
        let fields = file.reviewProtocol.extractionFields
        #expect(Set(fields.map(\.id)).count == fields.count)
        let names = ExtractionFieldSet.charms.fields
        #expect(fields.map(\.name) == names.map(\.name))
        #expect(names.allSatisfy { !$0.of.sheet.columns.contains($0.name) })
        #expect(names.allSatisfy { $0.kind.isChosen == ($0.choices.count > 1) })
        let own = try #require(fields.first { $0.name == "eligibility" })
        #expect(own.isRequired && own.set == nil && own.title == "Who")
    }

    @Test func theFormOfTheSettingsWritesTheSchema() throws {
        let text = SampleReview.yaml + "# kept\n"
        var form = ProtocolForm(try ReviewFile(parsing: text).reviewProtocol)
        form.extraction = .init(
            use: ["charms"],
            fields: [
                .init(
                    name: "scanner",
                    of: "study",
                    title: "Vendor: \"all\" # of them",
                    kind: "choice",
                    choices: ["yes", "GE"],
                    guidance: "two\nlines",
                    required: true
                ), .init(name: "tesla", of: "study", kind: "number", unit: "T", least: "0.2"),
            ]
        )
        let changed = try form.applied(to: text)
        #expect(changed.hasSuffix("# kept\n"))
        let read = try ReviewFile(parsing: changed).reviewProtocol
        #expect(ProtocolForm(read) == form)
        #expect(read.extractionFields.last?.least == 0.2)
        #expect(read.extractionFields.last?.most == nil)
        // The same form once more changes nothing; one that says nothing of it leaves it alone.
        #expect(try form.applied(to: changed) == changed)
        form.extraction = nil
        #expect(try form.applied(to: changed) == changed)
        form.extraction = .init()
        #expect(try form.applied(to: changed) == text)
    }
}
