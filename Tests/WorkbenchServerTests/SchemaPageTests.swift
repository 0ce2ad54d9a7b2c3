import HTTPTypes
import Review
import ReviewStore
import TestSupport
import Testing
import Workbench

@testable import WorkbenchServer

@Suite("Extraction by the protocol's schema")
struct SchemaPageTests {
    private static let team: [String: AccountRole] = [
        "Ann": .reviewer, "Bob": .reviewer, "Ada": .admin, "Eve": .observer,
    ]

    private static let attack = "<script>alert(1)</script>\"'"

    private static let schema = """
        extraction:
          fields:
            - name: scanner
              of: study
              title: "<script>alert(1)</script>\\"' vendor"
              kind: choice
              choices: ["<script>alert(1)</script>\\"'", GE]
              guidance: "<img src=x onerror=alert(1)> as the methods say"
              required: true
            - {name: readers, of: evaluation, title: Readers, kind: integer, range: [1, 9999]}
            - {name: sequences, of: evaluation, kind: choices, choices: [T1, "<b>T2</b>"]}
            - {name: blinded, of: evaluation, kind: yes-no}
            - {name: ethics, of: cohort, title: "Ethics <b>vote</b>", required: true}

        """

    private static let newStudy = [
        "basis": "0", "purpose": "new", "s.study": "Adams2020", "report": "pubmed.nbib:1",
        "s.scanner": "GE", "e.0.model": "net", "e.0.stage": "external", "e.0.cohort": "hospital A",
        "e.0.auc": "0.85", "e.0.auc_se": "0.05", "e.0.readers": "3", "e.0.sequences": "T1",
        "e.0.blinded": "NR", "e.1.model": "", "e.1.stage": "",
    ]

    private func folder() throws -> SampleFolder {
        let review = try SampleFolder(isExtracted: false)
        let yaml = SampleReview.yaml.replacing("studies: studies.csv\n", with: "")
            .replacing("estimates: estimates.csv\n", with: "")
            .replacing("appraisals: appraisals.csv\n", with: "")
        try review.write(yaml + Self.schema, to: "review.yaml")
        try review.build()
        return review
    }

    @Test("The form is made from the schema, and nothing of it is markup")
    func theForm() async throws {
        let review = try folder()
        try await Workplace.open(review.folder, people: Self.team) { place in
            let ann = try place.enter("Ann")
            let page = try await ann.get("/extraction/new?report=pubmed.nbib:1").body
            for text in [
                "<select name=\"s.scanner\" required aria-describedby=\"hint.s.scanner\">",
                "name=\"e.0.readers\"", "inputmode=\"numeric\"", "1 – 9999",
                "type=\"checkbox\" name=\"e.0.sequences\" value=\"T1\"",
                "<select name=\"e.0.blinded\">", "name=\"e.0.cohort\"",
                "name=\"e.N.sequences\"", "&lt;img src=x onerror=alert(1)&gt; as the methods say",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
            ] { #expect(page.contains(text), "\(text)") }
            for attack in ["<script>alert", "<img src=x", "<b>T2"] {
                #expect(!page.contains(attack), "\(attack)")
            }
            // What may stay blank is not asked for by the browser.
            #expect(!page.contains("name=\"e.0.readers\" value=\"\" required"))
        }
    }

    @Test("What is saved comes back in form, page, interface and sheet")
    func saved() async throws {
        let review = try folder()
        try await Workplace.open(review.folder, people: Self.team) { place in
            let ann = try place.enter("Ann")
            var form = Self.newStudy
            form["s.scanner"] = Self.attack
            let saved = try await ann.post("/extraction/studies", form)
            #expect(saved.status == 303, "\(saved.body)")
            let page = try await ann.get("/extraction/studies/Adams2020").body
            #expect(!page.contains("<script>alert"))
            #expect(page.contains("net, external, hospital A"))
            #expect(page.contains("value=\"T1\" checked"))
            #expect(page.contains("<option value=\"NR\" selected>"))
            let sheet = try await ann.get("/api/v1/extraction/sheets/estimates.csv").body
            #expect(sheet.contains("stage,unit,cohort,n,"))
            #expect(sheet.contains(",note,readers,sequences,blinded\n"))
            #expect(sheet.contains(",3,T1,NR\n"))
            let study = try await ann.get("/api/v1/extraction/studies/Adams2020").body
            #expect(study.contains("hospital A"))
            let fields = try await ann.get("/api/v1/extraction/fields").body
            #expect(fields.contains("readers"))
            #expect(fields.contains("\"least\""))
            // Read-only for those who may only look, without a token refused.
            let eve = try place.enter("Eve")
            #expect(try await eve.get("/extraction/studies/Adams2020").status == 200)
            #expect(try await eve.get("/api/v1/extraction/fields").status == 200)
            #expect(try await eve.post("/extraction/studies", form).status == 403)
        }
    }

    @Test("All faults come back at once, what is unknown is not lost in silence")
    func faults() async throws {
        let review = try folder()
        try await Workplace.open(review.folder, people: Self.team) { place in
            let ann = try place.enter("Ann")
            var form = Self.newStudy
            form["s.scanner"] = ""
            form["e.0.readers"] = "many"
            form["e.0.blinded"] = "perhaps"
            form["e.0.tesla"] = "3"
            let refused = try await ann.post("/extraction/studies", form)
            #expect(refused.status == 400)
            let told = refused.body.replacing("&#39;", with: "'")
            for text in [
                "study: scanner: is blank", "a whole number from 1 to 9999 expected",
                "yes or no expected", "unknown column 'tesla'",
            ] { #expect(told.contains(text), "\(text)") }
            #expect(refused.body.contains("value=\"many\""))
            let preview = try await ann.send(
                .post,
                "/api/v1/extraction/preview",
                json: ["evaluation": ["auc": "0.85", "auc_se": "0.05", "readers": "0"]]
            ).body
            #expect(preview.contains("Readers: '0' found"))
        }
    }

    @Test("Fields of a draft are hidden from the second extractor, and differences are marked")
    func drafts() async throws {
        let review = try folder()
        try await Workplace.open(review.folder, people: Self.team) { place in
            let (ann, bob) = (try place.enter("Ann"), try place.enter("Bob"))
            var form = Self.newStudy
            form["purpose"] = "draft"
            form["e.0.readers"] = "7351"
            let kept = try await ann.post("/extraction/drafts", form)
            #expect(kept.status == 303, "\(kept.body)")
            for path in [
                "/extraction", "/extraction/drafts/Adams2020", "/api/v1/extraction/drafts",
            ] {
                let seen = try await bob.get(path).body
                #expect(!seen.contains("\"7351\""), "\(path)")
                #expect(!seen.contains("hospital A"), "\(path)")
            }
            form["e.0.readers"] = "42"
            form["s.scanner"] = "NR"
            let second = try await bob.post("/extraction/drafts", form)
            #expect(second.status == 303, "\(second.body)")
            let page = try await ann.get("/extraction/consensus/Adams2020").body
            #expect(page.contains("Readers <span class=\"badge open\">"))
            #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
            #expect(!page.contains("<script>alert"))
            let basis = try #require(try hiddenField("basis", in: page))
            let settled = try await ann.post(
                "/extraction/consensus/Adams2020",
                ["basis": basis, "s.scanner": "first", "e.0.readers": "second"]
            )
            #expect(settled.status == 303, "\(settled.body)")
            let sheet = try await bob.get("/api/v1/extraction/sheets/estimates.csv").body
            #expect(sheet.contains(",42,T1,NR\n"))
        }
    }

    @Test("Cohorts and models are described beneath the study, and come back")
    func parts() async throws {
        let review = try folder()
        try await Workplace.open(review.folder, people: Self.team) { place in
            let (ann, bob) = (try place.enter("Ann"), try place.enter("Bob"))
            var form = Self.newStudy
            form["c.0.cohort"] = "hospital A"
            form["c.0.n"] = "few"
            form["m.0.algorithm"] = Self.attack
            let refused = try await ann.post("/extraction/studies", form)
            #expect(refused.status == 400)
            for text in ["cohort 1: n:", "cohort 1: ethics: is blank", "model 1: model: is blank"] {
                #expect(refused.body.contains(text), "\(text)")
            }
            #expect(!refused.body.contains("<script>alert"))
            form["c.0.n"] = "80"
            form["c.0.ethics"] = "yes"
            form["c.0.note"] = Self.attack
            form["m.0.model"] = "forest"
            #expect(try await ann.post("/extraction/studies", form).status == 303)
            let page = try await bob.get("/extraction/studies/Adams2020").body
            for text in [
                "<datalist id=\"names.cohort\"><option value=\"hospital A\">",
                "name=\"c.0.cohort\" value=\"hospital A\"", "name=\"c.1.cohort\"",
                "name=\"m.0.model\" value=\"forest\"", "Ethics &lt;b&gt;vote",
                "workbench/cohorts/Adams2020.csv:2", "Named by evaluations, not described: net",
            ] { #expect(page.contains(text), "\(text)") }
            #expect(!page.contains("<script>alert") && !page.contains("<b>vote"))
            let sheet = try await bob.get("/api/v1/extraction/sheets/cohorts.csv").body
            #expect(sheet.contains("hospital A,,80,"))
            #expect(try await bob.get("/extraction").body.contains("sheets/models.csv"))
            // A row is removed, and a script that says nothing of the other kind leaves it.
            let basis = try #require(try hiddenField("basis", in: page))
            var change = form
            change["basis"] = basis
            change["purpose"] = "change"
            change["m.0.remove"] = "1"
            #expect(try await bob.post("/extraction/studies", change).status == 303)
            let state = try review.folder.read().state
            #expect(state.models.isEmpty && state.cohorts.count == 1)
            // Bob's form is the last; Ann's is stale.
            #expect(try await ann.post("/extraction/studies", change).status == 409)
        }
    }

    @Test("Drafted cohorts are hidden, then compared")
    func draftedParts() async throws {
        let review = try folder()
        try await Workplace.open(review.folder, people: Self.team) { place in
            let (ann, bob) = (try place.enter("Ann"), try place.enter("Bob"))
            var form = Self.newStudy
            form["c.0.cohort"] = "hospital A"
            form["c.0.ethics"] = "secret"
            #expect(try await ann.post("/extraction/drafts", form).status == 303)
            for path in ["/extraction/drafts/Adams2020", "/api/v1/extraction/drafts", "/log"] {
                #expect(try await !bob.get(path).body.contains("secret"), "\(path)")
            }
            form["c.0.ethics"] = "NR"
            form["c.1.cohort"] = "hospital B"
            form["c.1.ethics"] = "given"
            #expect(try await bob.post("/extraction/drafts", form).status == 303)
            let page = try await ann.get("/extraction/consensus/Adams2020").body
            #expect(page.contains("Cohort: hospital B"))
            let basis = try #require(try hiddenField("basis", in: page))
            let settle = ["basis": basis, "c.0.ethics": "first"]
            let open = try await ann.post("/extraction/consensus/Adams2020", settle)
            #expect(open.status == 400 && open.body.contains("hospital B: nothing is chosen"))
            let done = try await ann.post(
                "/extraction/consensus/Adams2020",
                settle.merging(["c.1": "take"]) { $1 }
            )
            #expect(done.status == 303, "\(done.body)")
            let state = try review.folder.read().state
            #expect(state.cohorts.map { $0.row.fields["ethics"] } == ["secret", "given"])
        }
    }

    @Test("An instrument that judges estimates tells cohorts apart")
    func appraisedCohorts() async throws {
        let review = try SampleFolder(instrument: "quadas-3")
        try review.write(
            """
            study,model,stage,cohort,auc,auc_se
            Adams2020,net,external,hospital A,0.85,0.05
            Adams2020,net,external,hospital B,0.79,0.05

            """,
            to: "estimates.csv"
        )
        try review.build()
        try await Workplace.open(review.folder, people: Self.team) { place in
            let page = try await place.enter("Ann").get("/appraisal/studies/Adams2020").body
            #expect(page.contains("<option>net, external, hospital A</option>"))
            #expect(page.contains("<option>net, external, hospital B</option>"))
        }
    }

    @Test("Settings show the fields, change them, and say how the review is blinded")
    func settings() async throws {
        let review = try folder()
        try await Workplace.open(review.folder, people: Self.team) { place in
            let ada = try place.enter("Ada")
            let page = try await ada.get("/settings").body
            #expect(!page.contains("<script>alert"))
            for text in [
                "name=\"f-name-0\" value=\"scanner\"", "name=\"f-name-3\" value=\"blinded\"",
                "name=\"f-use\" value=\"charms\"", "id=\"blinding\"",
                "2 votes are asked for", "cannot be switched off",
            ] { #expect(page.contains(text), "\(text)") }
            let basis = try #require(try hiddenField("basis", in: page))
            var form = [
                "basis": basis, "title": "Small review", "q-label-0": "population",
                "q-text-0": "Adults", "reviewers": "Ann\nBob", "votes": "2",
                "title-abstract-reasons": "overview",
                "full-text-reasons": "no metastasis\nwrong kind, or none", "instrument": "probast",
                "a-id-0": "auc", "a-title-0": "Discrimination", "a-measure-0": "auc",
                "a-method-0": "REML", "a-test-0": "knha", "a-level-0": "0.95", "f-shown": "1",
                "f-use": "charms", "f-name-0": "tesla", "f-of-0": "study", "f-kind-0": "number",
                "f-least-0": "0.2", "f-most-0": "7", "f-unit-0": "T", "f-required-0": "1",
            ]
            let preview = try await ada.post("/settings/form", form)
            #expect(preview.status == 200, "\(preview.body)")
            #expect(preview.body.contains("- charms"))
            #expect(!preview.body.contains("<script>alert"))
            let content = try #require(try hiddenField("content", in: preview.body))
            let saved = try await ada.post("/settings/save", ["basis": basis, "content": content])
            #expect(saved.status == 303, "\(saved.body)")
            let plan = try #require(try review.folder.read().state.reviewProtocol)
            #expect(plan.extractionFields.count == ExtractionFieldSet.charms.fields.count + 1)
            #expect(plan.extractionFields.last?.isRequired == true)
            form["basis"] = try hiddenField("basis", in: try await ada.get("/settings").body)
            form["f-name-0"] = "year"
            form["f-name-1"] = "b"
            form["f-of-1"] = "study"
            form["f-kind-1"] = "choice"
            form["f-choices-1"] = "one"
            form["f-guidance-1"] = Self.attack
            let refused = try await ada.post("/settings/form", form)
            #expect(refused.status == 400)
            #expect(refused.body.contains("is a column that studies.csv always has"))
            #expect(refused.body.contains("at least two"))
            #expect(!refused.body.contains("<script>alert"))
            let eve = try place.enter("Eve")
            #expect(try await eve.post("/settings/form", form).status == 403)
        }
    }
}
