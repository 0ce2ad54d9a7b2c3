import Foundation
import HTTPTypes
import Reporting
import Review
import ReviewStore
import Testing
import Workbench

@testable import WorkbenchServer

@Suite("Settings")
struct SettingsTests {
    private struct Change: Decodable {
        let recorded: [String]
        let text: String
        let stamp: String?
    }

    private struct Present: Decodable {
        let text: String?
        let stamp: String?
        let form: ProtocolForm
    }

    private func text(_ review: HostileReview) throws -> String {
        try String(contentsOfFile: review.folder.reviewFilePath, encoding: .utf8)
    }

    @Test("A change of the text is shown before it is made, and then made in file and journal")
    func asText() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let before = try text(review)
        let after = before.replacing("[Ann, Ben]", with: "[Ann, Ben, Cy]") + "# at the end\n"
        try await Workplace.open(review.folder) { place in
            let client = try await place.enterAlone()
            let page = try await client.get("/settings").body
            #expect(!page.contains("<script>alert"))
            let stamp = try #require(page.firstMatch(of: /name="basis" value="([0-9a-f]+)"/)?.1)
            let preview = try await client.post(
                "/settings/text",
                ["text": after, "basis": String(stamp)]
            )
            #expect(preview.status == 200)
            #expect(preview.body.contains("3 reviewers"))
            #expect(preview.body.contains("class=\"added\""))
            #expect(!preview.body.contains("<script>alert"))
            #expect(try text(review) == before)
            let content = try #require(
                preview.body.firstMatch(of: /name="content" value="([^"]+)"/)?.1
            )
            let saved = try await client.post(
                "/settings/save",
                ["content": String(content), "basis": String(stamp)]
            )
            #expect(saved.status == 303)
            #expect(try text(review) == after)
            let plan = try review.folder.read().state.reviewProtocol
            #expect(plan?.reviewers == ["Ann", "Ben", "Cy"])
            // The same form once more rests on a file that is gone.
            let stale = try await client.post(
                "/settings/save",
                ["content": String(content), "basis": String(stamp)]
            )
            #expect(stale.status == 409)
        }
    }

    @Test("All faults are named with their lines, and nothing is written")
    func faults() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let before = try text(review)
        let events = try review.folder.read().events.count
        let bad = "title: \nunknown: <b>1</b>\nreviewers: [Ann, ann]\nvotes_per_record: 9\n"
        try await Workplace.open(review.folder) { place in
            let client = try await place.enterAlone()
            let stamp = try await client.get("/api/v1/protocol").decoded(Present.self).stamp
            let answer = try await client.post(
                "/settings/text",
                ["text": bad, "basis": try #require(stamp)]
            )
            #expect(answer.status == 400)
            for line in ["review.yaml:2", "review.yaml:3", "review.yaml:4"] {
                #expect(answer.body.contains(line), "\(line)")
            }
            #expect(!answer.body.contains("<b>1</b>"))
            #expect(answer.body.contains("votes_per_record: 9"))
            // What the journal forbids is refused as well, with the file as it was.
            let gone = before.replacing("file: exports/first.ris", with: "file: exports/none.ris")
            let put = try await client.send(
                .put,
                "/api/v1/protocol",
                json: ["text": gone, "basis": try #require(stamp)]
            )
            #expect(put.status == 400)
            #expect(put.body.contains("none.ris"))
            #expect(!put.body.contains(review.folder.path))
        }
        #expect(try text(review) == before)
        #expect(try review.folder.read().events.count == events)
    }

    @Test("The form changes only the keys in which it differs")
    func form() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let before = try text(review)
        try await Workplace.open(review.folder) { place in
            let client = try await place.enterAlone()
            let present = try await client.get("/api/v1/protocol").decoded(Present.self)
            let basis = try #require(present.stamp)
            let fields = [
                "basis": basis, "title": present.form.title, "statement": present.form.statement,
                "reviewers": "Ann\nBen", "votes": "2", "instrument": "probast",
                "full-text-reasons": "wrong <b>outcome</b>\r\nanother: one",
                "include-terms": "metasta*", "a-id-0": "auc",
                "a-title-0": present.form.analyses[0].title, "a-measure-0": "auc",
                "a-method-0": "REML", "a-test-0": "knha", "a-level-0": "0.95",
            ]
            let preview = try await client.post("/settings/form", fields)
            #expect(preview.status == 200, "\(preview.body)")
            let content = try #require(
                preview.body.firstMatch(of: /name="content" value="([^"]+)"/)?.1
            )
            let made = try #require(
                Data(base64Encoded: String(content)).map { String(decoding: $0, as: UTF8.self) }
            )
            let expected = before.replacing(
                "  full-text: [\"wrong <b>outcome</b>\"]\n",
                with: "  full-text:\n    - \"wrong <b>outcome</b>\"\n    - \"another: one\"\n"
            )
            #expect(
                made.replacing(
                    "terms:\n  include:\n    - \"metasta*\"\n  exclude: []\n",
                    with: ""
                ) == expected
            )
            let stale = try await client.post(
                "/settings/form",
                fields.merging(["basis": "0"]) { $1 }
            )
            #expect(stale.status == 409)
            let untitled = try await client.post(
                "/settings/form",
                fields.merging(["title": " "]) { $1 }
            )
            #expect(untitled.status == 400)
        }
    }

    @Test("A review without a file gets one")
    func withoutFile() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let path = review.folder.reviewFilePath
        try FileManager.default.removeItem(atPath: path)
        try await Workplace.open(review.folder) { place in
            let client = try await place.enterAlone()
            let page = try await client.get("/settings").body
            #expect(page.contains("The folder has no review.yaml yet."))
            var form = try await client.get("/api/v1/protocol").decoded(Present.self).form
            form.arbiters = ["Ada"]
            let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(form))
            let object = try #require(json as? [String: any Sendable])
            let preview = try await client.send(
                .patch,
                "/api/v1/protocol",
                json: ["form": object, "isPreview": true]
            )
            #expect(try preview.decoded(Change.self).recorded.count == 1)
            #expect(!FileManager.default.fileExists(atPath: path))
            let made = try await client.send(.patch, "/api/v1/protocol", json: ["form": object])
            #expect(try made.decoded(Change.self).stamp != nil)
            #expect(try review.folder.read().state.reviewProtocol?.arbiters == ["Ada"])
        }
    }

    @Test("Works are distributed, rounds drawn and screening closed, by admins only")
    func plan() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let people = ["Ada": AccountRole.admin, "Ann": .reviewer]
        try await Workplace.open(review.folder, people: people) { place in
            let (ada, ann) = (try place.enter("Ada"), try place.enter("Ann"))
            for address in ["/settings", "/screening-plan"] {
                #expect(try await ann.get(address).status == 403)
                #expect(try await ada.get(address).status == 200)
            }
            for address in [
                "/settings/save", "/screening-plan/assign", "/screening-plan/calibrate",
                "/screening-plan/close", "/log/1/undo",
            ] {
                #expect(try await ann.post(address).status == 403, "\(address)")
                #expect(try await ada.post(address, [Form.tokenName: "no"]).status == 403)
            }
            let many = try await ada.post(
                "/screening-plan/calibrate",
                ["records": "50", "stage": "title-abstract"]
            )
            #expect(many.status == 400 && many.body.contains("only 1 works"))
            let round = try await ada.post(
                "/screening-plan/calibrate",
                ["records": "1", "stage": "title-abstract", "name": "<b>one</b>"]
            )
            #expect(round.status == 303)
            let page = try await ada.get("/screening-plan").body
            #expect(page.contains("&lt;b&gt;one&lt;/b&gt;"))
            let assigned = try await ada.post(
                "/screening-plan/assign",
                ["stage": "title-abstract", "reviewer": "Ann", "votes": "1"]
            )
            #expect(assigned.status == 303, "\(assigned.body)")
            let stranger = try await ada.post(
                "/screening-plan/assign",
                ["stage": "title-abstract", "reviewer": "Zoe"]
            )
            #expect(stranger.status == 400 && stranger.body.contains("Zoe"))
            let stale = try await ada.post(
                "/screening-plan/close",
                ["evidence": "enough", "basis": "7"]
            )
            #expect(stale.status == 409)
            let blank = try await ada.post("/screening-plan/close", ["basis": "1"])
            #expect(blank.status == 400)
            let closed = try await ada.send(
                .post,
                "/api/v1/screening-closure",
                json: ["evidence": "enough", "basis": 1]
            )
            #expect(closed.status == 200 || closed.body.contains("finish it"), "\(closed.body)")
            #expect(try await ann.get("/screening-panel").status == 200)
            #expect(try await ann.get("/api/v1/stopping").status == 200)
        }
    }

    @Test("The log is filtered, and any event is taken back and restored")
    func log() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await Workplace.open(review.folder) { place in
            let client = try await place.enterAlone()
            func count(_ query: String) async throws -> Int {
                try await client.get("/api/v1/log" + query).decoded([LogEntry].self).count
            }
            let all = try await count("")
            #expect(try await count("?kind=searchImported") == 2 || all > 2)
            #expect(try await count("?by=Tester%20%3Ci%3E") == all)
            #expect(try await count("?by=Nobody") == 0)
            #expect(try await count("?until=2026-11-22") == 0)
            #expect(try await count("?until=2026-11-23") == all)
            #expect(try await client.get("/log?until=x").status == 400)
            let kinds = try review.folder.read().events.map(\.payload.kind)
            let studies = try #require(kinds.firstIndex { $0.contains("studies") }) + 1
            let refused = try await client.post("/log/\(studies)/undo", ["why": "<b>"])
            #expect(refused.status == 400)
            #expect(refused.body.contains("role=\"alert\""))
            let appraisals = try #require(kinds.firstIndex { $0.contains("appraisals") }) + 1
            #expect(try await client.post("/log/\(appraisals)/undo", ["why": "<b>"]).status == 303)
            #expect(try review.folder.read().state.appraisalAnswers.isEmpty)
            let page = try await client.get("/log/\(appraisals)").body
            #expect(page.contains("taken back") && !page.contains("/undo"))
            let restored = try await client.send(
                .post,
                "/api/v1/events/\(all + 1)/undo",
                json: ["why": "a mistake"]
            )
            #expect(restored.status == 200)
            #expect(try !review.folder.read().state.appraisalAnswers.isEmpty)
            let past = try await client.get("/prisma?as-of=2").body
            #expect(past.contains("As it stood after event 2"))
            #expect(try await client.get("/prisma?as-of=999").status == 404)
            #expect(try await client.get("/prisma?as-of=x").status == 400)
            #expect(try await client.get("/log/999").status == 404)
        }
    }

    @Test("A record's page names what is like it, and links only identifiers of their form")
    func neighbours() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let page = try await get(review.folder, "/records/first.ris:1").body
        #expect(page.contains("Related by keywords and words of the title"))
        #expect(page.contains("Other works by its authors"))
        #expect(!page.contains("webofscience.com/wos/woscc/full-record/\""))
    }
}
