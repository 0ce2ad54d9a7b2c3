import Foundation
import Review
import ReviewStore
import Screening
import Testing
import Workbench

@testable import WorkbenchServer

@Suite("Importing in the browser")
struct ImportTests {
    @Test("An export is sent, described and taken up; duplicates are found in the same change")
    func imports() async throws {
        let bench = try IntakeBench()
        defer { bench.remove() }
        try await bench.open { enter, site in
            let ann = try enter("Ann")
            let first = try await ann.bring(
                IntakeBench.export(IntakeBench.titles),
                as: "C:\\exports\\one.ris",
                [
                    "kind": "register", "platform": "Ovid", "searched": "2026-01-31",
                    "query": "spine AND\nmetastasis",
                ]
            )
            #expect(first.status == 200, "\(first.body)")
            #expect(first.object["source"] as? String == "one.ris")
            #expect(first.object["recordsRead"] as? Int == 3)
            #expect(first.object["format"] as? String == "ris")
            let second = try await ann.bring(
                IntakeBench.export([IntakeBench.titles[0], "Another work on hands and feet"]),
                as: "two.ris"
            )
            #expect(second.object["works"] as? Int == 4)
            #expect(second.object["isDeduplicated"] as? Bool == true)
            let state = try await site.desk.snapshot().state
            #expect(state.imports.map(\.search.kind) == [.register, .database])
            #expect(state.imports[0].search.query == "spine AND\nmetastasis")
            #expect(state.imports[0].search.searched == "2026-01-31")
            #expect(try await site.desk.snapshot().events.last?.actor == "Ann")
            let page = try await ann.get("/import")
            #expect(page.body.contains("one.ris") && page.body.contains("Ovid"))
            let list = try await ann.get("/api/v1/imports").objects
            #expect(list.count == 2 && list[1]["recordsRead"] as? Int == 2)
            // Nothing is left of the files that were sent.
            let left = try FileManager.default.contentsOfDirectory(
                atPath: bench.folder.path + "/.uploads"
            )
            #expect(left.isEmpty)
            // The same file again would count twice.
            let again = try await ann.bring(IntakeBench.export(IntakeBench.titles), as: "x.ris")
            #expect(again.status == 400 && again.body.contains("was imported already"))
        }
    }

    @Test("Looking for duplicates can be put off, and done later")
    func laterDuplicates() async throws {
        let bench = try IntakeBench()
        defer { bench.remove() }
        try await bench.open { enter, _ in
            let ann = try enter("Ann")
            let text = IntakeBench.export(IntakeBench.titles)
            _ = try await ann.bring(text, as: "a.ris", ["deduplicate": false])
            let other = IntakeBench.export(IntakeBench.titles, journal: "Journal of tests")
            let second = try await ann.bring(other, as: "b.ris", ["deduplicate": false])
            #expect(second.object["isDeduplicated"] as? Bool == false)
            #expect(second.object["works"] as? Int == 6)
            #expect(try await ann.get("/import").body.contains("action=\"/duplicates/resolve\""))
            let found = try await ann.post("/api/v1/duplicates/resolve", json: [:])
            #expect(found.object["works"] as? Int == 3, "\(found.body)")
            #expect(try await !ann.get("/import").body.contains("action=\"/duplicates/resolve\""))
        }
    }

    @Test("A file with faults is refused with all of them, and may be taken in part")
    func refused() async throws {
        let bench = try IntakeBench()
        defer { bench.remove() }
        try await bench.open { enter, site in
            let ann = try enter("Ann")
            let text =
                IntakeBench.export([IntakeBench.titles[0]])
                + "TY  - JOUR\nTI  - cut <b>off</b>\nTY  - JOUR\nTI  - cut again"
            let before = try await site.desk.sequence()
            let sent = try await ann.upload("/api/v1/uploads?name=x.ris", Array(text.utf8))
            let upload = try #require(sent.object["upload"] as? String)
            var body: [String: any Sendable] = ["upload": upload, "database": "Embase"]
            let refused = try await ann.post("/api/v1/imports", json: body)
            #expect(refused.status == 400)
            #expect(refused.object["canBePartial"] as? Bool == true)
            #expect((refused.object["faults"] as? [Any])?.count == 2, "\(refused.body)")
            #expect(try await site.desk.sequence() == before)
            body["partial"] = true
            let taken = try await ann.post("/api/v1/imports", json: body)
            #expect(taken.status == 200, "\(taken.body)")
            #expect(taken.object["problemCount"] as? Int == 2)
            // It was used, and is gone.
            let again = try await ann.post("/api/v1/imports", json: body)
            #expect(again.status == 404)
        }
    }

    @Test("Wrong details are refused, and the file waits for right ones")
    func wrongDetails() async throws {
        let bench = try IntakeBench()
        defer { bench.remove() }
        try await bench.open { enter, _ in
            let ann = try enter("Ann")
            let text = IntakeBench.export(IntakeBench.titles)
            let wrong: [[String: any Sendable]] = [
                ["database": "  "], ["kind": "whatever"], ["searched": "31.1.2026"],
                ["format": "docx"], ["stage": "none"], ["decisionsOf": ["a", "b"]],
                ["decisionsOf": ["Ann"]], ["database": String(repeating: "a", count: 301)],
            ]
            for details in wrong {
                let answer = try await ann.bring(text, as: "x.ris", details)
                #expect(answer.status == 400, "\(details): \(answer.body)")
                #expect(!answer.body.contains(bench.folder.path))
            }
            let unknown = try await ann.post(
                "/api/v1/imports",
                json: ["upload": "../../review.sqlite", "database": "x"]
            )
            #expect(unknown.status == 404)
            #expect(try await ann.upload("/api/v1/uploads?name=x", []).status == 400)
        }
    }

    @Test("An import is taken back; what depends on it is named when that is refused")
    func undo() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await IntakeBench(folder: review.folder).open { enter, site in
            let ann = try enter("Ann")
            let imports = try await site.desk.snapshot().state.imports
            let refused = try await ann.post("/import/\(imports[0].event)/undo", ["why": "test"])
            #expect(refused.status == 409)
            #expect(refused.body.contains("decisions.csv"))
            #expect(!refused.body.contains(HostileReview.script))
            #expect(!refused.body.contains(review.folder.path))
            let value = try await ann.post(
                "/api/v1/imports/\(imports[0].event)/undo",
                json: [:]
            )
            #expect(value.status == 400 && value.body.contains("first.ris:1"))
            let done = try await ann.post("/import/\(imports[1].event)/undo")
            #expect(done.status == 303, "\(done.body)")
            #expect(try await site.desk.snapshot().state.imports.count == 1)
            // It no longer counts, and other events are none of this form's business.
            for event in [imports[1].event, 1, 999] {
                #expect(try await ann.post("/import/\(event)/undo").status == 404)
            }
        }
    }

    @Test("Decisions of another program come in under one's own name; an admin may name others")
    func foreignDecisions() async throws {
        let bench = try IntakeBench()
        defer { bench.remove() }
        try await bench.open { enter, site in
            let text = """
                title,authors,year,included
                Detection of vertebral metastases by deep learning,Doe J,2021,1
                Radiomics of the spine in myeloma,Roe R,2020,0

                """
            let ann = try enter("Ann")
            let details: [String: any Sendable] = ["decisionsOf": ["Ben"]]
            #expect(try await ann.bring(text, as: "asreview.csv", details).status == 403)
            let root = try enter("Root")
            let taken = try await root.bring(text, as: "asreview.csv", details)
            #expect(taken.status == 200, "\(taken.body)")
            let decisions = try await site.desk.snapshot().state.decisions.map(\.decision)
            #expect(decisions.map(\.reviewer) == ["Ben", "Ben"])
            #expect(decisions.map(\.verdict) == [.include, .exclude])
        }
    }

    @Test("Observers look and change nothing; nobody changes anything without the token")
    func permissions() async throws {
        let bench = try IntakeBench()
        defer { bench.remove() }
        try await bench.open { enter, _ in
            let (ann, eve) = (try enter("Ann"), try enter("Eve"))
            #expect(try await eve.get("/import").status == 200)
            #expect(try await !eve.get("/import").body.contains("id=\"intake\""))
            #expect(try await eve.get("/api/v1/imports").status == 200)
            let changing = [
                "/api/v1/uploads?name=x", "/api/v1/imports", "/api/v1/imports/1/undo",
                "/api/v1/uploads/x/remove", "/import/1/undo", "/duplicates/judge",
                "/duplicates/resolve", "/duplicates/judgements/1/undo",
                "/api/v1/duplicates/judgements", "/api/v1/duplicates/resolve",
                "/api/v1/duplicates/judgements/1/undo", "/api/v1/records/a:1/full-texts",
                "/api/v1/full-texts/attachments/1/undo", "/full-texts/attachments/1/undo",
            ]
            for address in changing {
                let answer = try await eve.upload(address, [])
                #expect(answer.status == 403, "\(address)")
            }
            var forged = ann
            forged.formToken = nil
            for address in changing {
                let answer = try await forged.upload(address, [])
                #expect(answer.status == 403, "\(address)")
            }
            // Nobody uses what somebody else has sent.
            let ben = try enter("Ben")
            let sent = try await ben.upload("/api/v1/uploads?name=x.ris", Array("TY  - JOUR".utf8))
            let id = try #require(sent.object["upload"] as? String)
            let root = try enter("Root")
            let other = try await root.post(
                "/api/v1/imports",
                json: ["upload": id, "database": "x"]
            )
            #expect(other.status == 404)
        }
    }

    @Test("The pages have no text of a record as markup")
    func scripts() async throws {
        let bench = try IntakeBench()
        defer { bench.remove() }
        try await bench.open { enter, _ in
            let ann = try enter("Ann")
            let evil = HostileReview.script
            let titles = IntakeBench.titles.map { evil + " " + $0 }
            _ = try await ann.bring(
                IntakeBench.export(titles, journal: "\"><img src=x onerror=alert(1)>"),
                as: "<img src=x>'\".ris",
                ["database": evil, "platform": evil, "query": "</pre>" + evil]
            )
            _ = try await ann.bring(
                IntakeBench.export(titles.map { $0 + " <i>again</i>" }, journal: evil),
                as: "b&<b>.ris",
                ["database": "\" onclick=\"alert(1)"]
            )
            let records = try await ann.get("/api/v1/imports").objects
                .compactMap { $0["source"] as? String }.map { $0 + ":1" }
            try #require(records.count == 2)
            let pair =
                "first=\(WebAddress.encoded(records[0]))&second=\(WebAddress.encoded(records[1]))"
            for address in [
                "/import", "/duplicates", "/duplicates?" + pair, "/duplicates/judged",
                "/duplicates/merged", "/duplicates/overlap",
                "/duplicates/search?q=%3Cscript%3E&first=\(WebAddress.encoded(records[0]))",
                "/full-texts", "/full-texts?q=%22%3E%3Cscript%3E",
            ] {
                let answer = try await ann.get(address)
                #expect(answer.status == 200, "\(address)")
                for part in ["<script>", "<img src=x", "<i>again", "\" onclick=\"", "<b>."] {
                    #expect(!answer.body.contains(part), "\(part) on \(address)")
                }
            }
        }
    }
}
