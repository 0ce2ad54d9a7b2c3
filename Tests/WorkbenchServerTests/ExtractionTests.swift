import Foundation
import HTTPTypes
import Review
import ReviewStore
import TestSupport
import Testing
import Workbench

@testable import WorkbenchServer

@Suite("Extraction in the browser")
struct ExtractionTests {
    private static let team: [String: AccountRole] = [
        "Ann": .reviewer, "Bob": .reviewer, "Eve": .observer,
    ]

    private static let newStudy = [
        "basis": "0", "purpose": "new", "s.study": "Adams2020", "report": "pubmed.nbib:1",
        "s.first_author": "Adams", "s.year": "2020", "e.0.model": "net", "e.0.stage": "external",
        "e.0.n": "50", "e.0.events": "20", "e.0.auc": "0.85", "e.1.model": "", "e.1.stage": "",
    ]

    @Test("A report becomes a study whose estimate is pooled")
    func aReportBecomesAStudy() async throws {
        let review = try SampleFolder(isExtracted: false)
        try await Workplace.open(review.folder, people: Self.team) { place in
            let ann = try place.enter("Ann")
            let list = try await ann.get("/extraction").body
            #expect(list.contains("/extraction/new?report=pubmed.nbib:1"))
            #expect(list.contains("/extraction/new?report=embase.ris:2"))
            #expect(!list.contains("pubmed.nbib:3"), "excluded")
            let form = try await ann.get("/extraction/new?report=pubmed.nbib:1")
            #expect(form.status == 200)
            #expect(form.body.contains("value=\"Adams2020\""))
            #expect(try hiddenField("basis", in: form.body) == "0")
            let saved = try await ann.post("/extraction/studies", Self.newStudy)
            #expect(saved.status == 303, "\(saved.body)")
            let analysis = try await ann.get("/api/v1/analysis").body
            #expect(analysis.contains("workbench/estimates/Adams2020.csv:2"))
            #expect(analysis.contains("Newcombe"))
            let page = try await ann.get("/extraction/studies/Adams2020").body
            #expect(page.contains("from n and events, by Newcombe (Method 4)"))
            #expect(page.contains("workbench/studies/Adams2020.csv:2"))
        }
    }

    @Test("What is refused comes back with all faults and what was typed")
    func faultsComeBack() async throws {
        let review = try SampleFolder(isExtracted: false)
        try await Workplace.open(review.folder, people: Self.team) { place in
            let ann = try place.enter("Ann")
            var fields = Self.newStudy
            fields["s.year"] = "MMXX"
            fields["e.0.auc"] = "8,5"
            fields["s.note"] = "<script>alert(1)</script>"
            let refused = try await ann.post("/extraction/studies", fields)
            #expect(refused.status == 400)
            for text in ["study: year", "evaluation 1: auc", "8,5", "MMXX"] {
                #expect(refused.body.contains(text), "\(text)")
            }
            #expect(!refused.body.contains("<script>alert"))
            #expect(refused.body.contains("&lt;script&gt;alert(1)"))
        }
    }

    @Test("A stale form is refused with what changed")
    func staleForm() async throws {
        let review = try SampleFolder()
        try await Workplace.open(review.folder, people: Self.team) { place in
            let (ann, bob) = (try place.enter("Ann"), try place.enter("Bob"))
            let path = "/api/v1/extraction/studies"
            let body = try await ann.get(path + "/Adams2020").decoded(Shown.self)
            var rows = body.evaluations.map(\.cells)
            rows[1]["auc"] = "0.86"
            let study = body.study.cells
            func save(_ client: Client, _ basis: Int) async throws -> Served {
                try await client.send(
                    .post,
                    path,
                    json: ["study": study, "evaluations": rows, "basis": basis]
                )
            }
            #expect(try await save(bob, body.basis).status == 200)
            let stale = try await save(ann, body.basis)
            #expect(stale.status == 409)
            #expect(stale.body.contains("Bob"))
            let now = try await ann.get(path + "/Adams2020").decoded(Shown.self)
            #expect(now.evaluations[1].replaces == "estimates.csv:3")
            #expect(now.evaluations[1].file == "workbench/estimates/Adams2020.csv")
            // A build afterwards has nothing to say.
            try review.build()
            let after = try await ann.get(path + "/Adams2020").decoded(Shown.self)
            #expect(after.evaluations[1].cells["auc"] == "0.86")
            let page = try await ann.get("/extraction/studies/Adams2020").body
            #expect(page.contains("Rows of this study come from another sheet"))
            #expect(page.contains("replaces <code>estimates.csv:3</code>"))
            let gone = try await ann.send(
                .delete,
                path + "/Adams2020?basis=\(after.basis)",
                headers: ["X-Form-Token": ann.formToken ?? ""]
            )
            #expect(gone.status == 400)
            #expect(gone.body.contains("studies.csv:2"))
        }
    }

    private struct Shown: Decodable {
        struct Row: Decodable {
            let cells: [String: String]
            let file: String
            let replaces: String?
        }
        let basis: Int
        let study: Row
        let evaluations: [Row]
    }

    @Test("The standard error is restored while somebody types")
    func preview() async throws {
        let review = try SampleFolder()
        try await Workplace.open(review.folder, people: Self.team) { place in
            let ann = try place.enter("Ann")
            let cells = ["auc": "0.85", "auc_lower": "0.74", "auc_upper": "0.96"]
            let found = try await ann.send(
                .post,
                "/api/v1/extraction/preview",
                json: ["evaluation": cells]
            )
            #expect(found.status == 200)
            #expect(found.body.contains("Confidence Interval"))
            #expect(found.body.contains("from the reported interval"))
            let german = try await ann.send(
                .post,
                "/api/v1/extraction/preview",
                json: ["evaluation": ["auc": "2"]],
                headers: ["Accept-Language": "de"]
            )
            #expect(german.body.contains("AUC: '2' found"))
            let odd = try await ann.send(
                .post,
                "/api/v1/extraction/preview",
                json: ["evaluation": ["auc": 0.8]]
            )
            #expect(odd.status == 400)
        }
    }

    @Test("Sheets go up and come down")
    func sheets() async throws {
        let review = try SampleFolder(isExtracted: false)
        try await Workplace.open(review.folder, people: Self.team) { place in
            let ann = try place.enter("Ann")
            let path = "/api/v1/extraction/sheets"
            let studies = Array(SampleReview.studies.utf8)
            let up = try await ann.upload(path + "?name=..%2Fmine.csv", studies)
            #expect(up.status == 200, "\(up.body)")
            let estimates = Array(SampleReview.estimates.utf8)
            #expect(try await ann.upload(path + "?name=e.csv", estimates).status == 200)
            let down = try await ann.get(path + "/estimates.csv")
            #expect(down.headers["content-type"] == "text/csv; charset=utf-8")
            #expect(down.body.contains("Adams2020,net,external,patient,50,20,0.85"))
            #expect(try await ann.get(path + "/review.yaml").status == 404)
            let list = try await ann.get("/extraction").body
            #expect(list.contains("workbench/uploads/mine.csv:2"))
            let wrong = SampleReview.estimates.replacing("0.95", with: "95")
                .replacing("external", with: "outside")
            let refused = try await ann.upload(path + "?name=e.csv", Array(wrong.utf8))
            #expect(refused.status == 400)
            #expect(refused.body.contains("auc") && refused.body.contains("outside"))
            let json = try await ann.upload(path + "?name=x.json", Array("{\"a\":1}".utf8))
            #expect(json.status == 400 && json.body.contains("which study"))
            #expect(try await ann.upload(path, studies).status == 400)
            let large = try await ann.upload(
                path + "?name=l.csv",
                [UInt8](repeating: 65, count: 9 << 20)
            )
            #expect(large.status == 413)
        }
    }

    @Test("Observers look and change nothing")
    func observers() async throws {
        let review = try SampleFolder()
        try await Workplace.open(review.folder, people: Self.team) { place in
            let eve = try place.enter("Eve")
            let page = try await eve.get("/extraction/studies/Adams2020")
            #expect(page.status == 200 && page.body.contains("<fieldset class=\"whole\" disabled>"))
            #expect(!page.body.contains("/remove\""))
            #expect(try await eve.get("/extraction/new").status == 403)
            for path in [
                "/extraction/studies", "/extraction/drafts", "/extraction/studies/Adams2020/remove",
                "/extraction/consensus/Adams2020", "/appraisal/studies/Adams2020",
            ] {
                #expect(try await eve.post(path, Self.newStudy).status == 403, "\(path)")
            }
            for path in [
                "studies", "preview", "drafts", "consensus/Adams2020", "sheets?name=a.csv",
            ] {
                let answer = try await eve.send(
                    .post,
                    "/api/v1/extraction/" + path,
                    json: ["study": ["study": "x"], "evaluations": [String]()]
                )
                #expect(answer.status == 403, "\(path)")
            }
            #expect(try await eve.get("/api/v1/extraction/drafts").status == 403)
            // A form without the session's token was made by somebody else.
            let ann = try place.enter("Ann")
            await ann.carry(formToken: nil)
            #expect(try await ann.post("/extraction/studies", Self.newStudy).status == 403)
        }
    }

    // MARK: Two extractors

    @Test("Two drafts stay apart until both are there, then are settled field by field")
    func twoExtractors() async throws {
        let review = try SampleFolder(isExtracted: false)
        try await Workplace.open(review.folder, people: Self.team) { place in
            let (ann, bob) = (try place.enter("Ann"), try place.enter("Bob"))
            var fields = Self.newStudy
            fields["s.country"] = "Norway-of-Ann"
            #expect(try await ann.post("/extraction/drafts", fields).status == 303)
            let script = try place.script(of: "Bob")
            for address in [
                "/extraction", "/extraction/drafts/Adams2020", "/api/v1/extraction/drafts", "/log",
                "/api/v1/log", "/extraction/consensus/Adams2020", "/extraction/studies/Adams2020",
                "/api/v1/extraction/consensus/Adams2020", "/api/v1/analysis",
            ] {
                for client in [bob, script] {
                    let answer = try await client.get(address).body
                    #expect(!answer.contains("Norway-of-Ann"), "\(address)")
                    #expect(!answer.contains("0.85"), "\(address)")
                }
            }
            let own = try await ann.get("/extraction/drafts/Adams2020").body
            #expect(own.contains("Norway-of-Ann"))
            fields["s.country"] = "Norge"
            fields["e.0.auc"] = "0.86"
            fields["e.1.model"] = "forest"
            fields["e.1.stage"] = "internal"
            #expect(try await bob.post("/extraction/drafts", fields).status == 303)
            let page = try await ann.get("/extraction/consensus/Adams2020").body
            for text in ["Norway-of-Ann", "Norge", "0.85", "0.86", "only drafted by Bob"] {
                #expect(page.contains(text), "\(text)")
            }
            let basis = try #require(try hiddenField("basis", in: page))
            let open = try await ann.post(
                "/extraction/consensus/Adams2020",
                ["basis": basis, "s.country": "first"]
            )
            #expect(open.status == 400)
            #expect(open.body.contains("auc: nothing is chosen"))
            #expect(open.body.contains("forest, internal: nothing is chosen"))
            let choices = [
                "basis": basis, "s.country": "own", "own.s.country": "Norway", "e.0.auc": "second",
                "e.1": "leave",
            ]
            let stale = try await ann.post(
                "/extraction/consensus/Adams2020",
                choices.merging(["basis": "1"]) { $1 }
            )
            #expect(stale.status == 409)
            let done = try await ann.post("/extraction/consensus/Adams2020", choices)
            #expect(done.status == 303, "\(done.body)")
            let sheet = try await ann.get("/api/v1/extraction/sheets/estimates.csv").body
            #expect(sheet.contains("Adams2020,net,external,,50,20,0.86"))
            #expect(!sheet.contains("forest"))
            let studies = try await ann.get("/api/v1/extraction/sheets/studies.csv").body
            #expect(studies.contains("Norway,") && !studies.contains("Norge"))
            #expect(try await ann.get("/extraction/consensus/Adams2020").status == 404)
        }
    }

    @Test(
        "Nothing of a hostile review becomes markup",
        arguments: [
            "/extraction", "/extraction/studies/S1", "/extraction/new?report=first.ris:1",
            "/appraisal",
            "/appraisal/studies/S1?part=development", "/appraisal/studies/S1?part=evaluation",
        ]
    )
    func hostileTexts(address: String) async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let answer = try await get(review.folder, address)
        #expect(answer.status == 200)
        let body = answer.body.replacing(
            /<script type="module" src="\/assets\/[a-z]+\.js"><\/script>/,
            with: ""
        )
        for marker in ["<script", "<img", "<b>outcome", "<u>MRI", " style=\"", "<b>\""] {
            #expect(!body.lowercased().contains(marker.lowercased()), "\(marker)")
        }
        for tag in [
            "table", "tr", "fieldset", "label", "select", "div", "form", "textarea", "details",
        ] {
            let opened = body.ranges(of: try Regex("<\(tag)[ >]")).count
            #expect(opened == body.ranges(of: "</\(tag)>").count, "\(tag)")
        }
    }
}
