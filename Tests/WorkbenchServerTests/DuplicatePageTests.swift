import Foundation
import Reporting
import Review
import ReviewStore
import Testing
import Workbench

@testable import WorkbenchServer

@Suite("Judging duplicates in the browser")
struct DuplicatePageTests {
    /// Two exports with a pair that the program leaves to a person.
    private static let first = """
        TY  - JOUR
        TI  - Predicting vertebral fracture prior to spinal radiotherapy
        PY  - 2024
        JO  - European spine journal
        ER  -
        TY  - JOUR
        TI  - Segmentation of the spinal canal in children
        AU  - Roe, Richard
        PY  - 2019
        JO  - Other Journal
        VL  - 3
        SP  - 12
        ER  -

        """
    private static let second = """
        TY  - JOUR
        TI  - Predicting vertebral fracture prior to spinal radiotherapy.
        PY  - 2024
        JO  - European Spine Journal
        LA  - English
        ER  -
        TY  - JOUR
        TI  - Segmentation of the spinal canal in children
        AU  - Roe, Richard
        PY  - 2019
        JO  - Other Journal
        VL  - 3
        SP  - 12
        ER  -

        """

    private func withPairs(
        _ body:
            @escaping @Sendable (@Sendable (String) throws -> TeamBrowser, Site) async throws ->
            Void
    ) async throws {
        let bench = try IntakeBench()
        defer { bench.remove() }
        try await bench.open { enter, site in
            let ann = try enter("Ann")
            _ = try await ann.bring(Self.first, as: "one.ris")
            let answer = try await ann.bring(Self.second, as: "two.ris")
            try #require(answer.object["openPairs"] as? Int == 1, "\(answer.body)")
            try #require(answer.object["works"] as? Int == 3)
            try await body(enter, site)
        }
    }

    @Test("A pair is shown side by side, judged by a form, and taken back")
    func form() async throws {
        try await withPairs { enter, site in
            let ann = try enter("Ann")
            let page = try await ann.get("/duplicates")
            #expect(page.status == 200)
            #expect(page.body.contains("one.ris:1") && page.body.contains("two.ris:1"))
            #expect(page.body.contains("name=\"same\" value=\"yes\""))
            #expect(page.body.contains("thin evidence"))
            let fields = [
                "first": "one.ris:1", "second": "two.ris:1", "same": "yes", "basis": "0",
                "note": "the <b>same</b>, \"quoted\"",
            ]
            let done = try await ann.post("/duplicates/judge", fields)
            #expect(done.status == 303, "\(done.body)")
            var state = try await site.desk.snapshot().state
            #expect(state.pairJudgements.map(\.row.note) == ["the <b>same</b>, \"quoted\""])
            #expect(state.pairJudgements[0].row.reviewer == "Ann")
            #expect(state.pairJudgements[0].file.hasPrefix("workbench/pairs/"))
            // It has left the list at once, though the works are found anew only later.
            #expect(!state.isDeduplicated && state.works.count == 3)
            #expect(try await ann.get("/duplicates").body.contains("No pair of records is left"))
            let judged = try await ann.get("/duplicates/judged").body
            #expect(judged.contains("the &lt;b&gt;same&lt;/b&gt;"))
            let found = try await ann.post("/api/v1/duplicates/resolve", json: [:])
            #expect(found.object["works"] as? Int == 2)
            state = try await site.desk.snapshot().state
            #expect(state.isDeduplicated && state.works.count == 2)
            let event = state.pairJudgements[0].event
            let undone = try await ann.post("/duplicates/judgements/\(event)/undo")
            #expect(undone.status == 303, "\(undone.body)")
            state = try await site.desk.snapshot().state
            #expect(state.isDeduplicated && state.works.count == 3)
            #expect(try await ann.post("/duplicates/judgements/\(event)/undo").status == 404)
            #expect(try await ann.post("/duplicates/judgements/1/undo").status == 404)
        }
    }

    @Test("A judgement on a page that is no longer true is refused with what changed")
    func stale() async throws {
        try await withPairs { enter, _ in
            let (ann, ben) = (try enter("Ann"), try enter("Ben"))
            let body: [String: any Sendable] = [
                "first": "one.ris:1", "second": "two.ris:1", "same": true, "basis": 0,
            ]
            let done = try await ann.post("/api/v1/duplicates/judgements", json: body)
            #expect(done.status == 200 && done.object["isResolved"] as? Bool == false)
            let event = try #require(done.object["event"] as? Int)
            var other = body
            other["same"] = false
            let stale = try await ben.post("/api/v1/duplicates/judgements", json: other)
            #expect(stale.status == 409 && stale.body.contains("Ann has judged the pair since"))
            other["basis"] = event
            let fresh = try await ben.post("/api/v1/duplicates/judgements", json: other)
            #expect(fresh.status == 200, "\(fresh.body)")
            let list = try await ben.get("/api/v1/duplicates/pairs?list=judged").object
            let pairs = try #require(list["pairs"] as? [[String: Any]])
            #expect(pairs.count == 1 && pairs[0]["reviewer"] as? String == "Ben")
            #expect(pairs[0]["same"] as? Bool == false)
        }
    }

    @Test("What the program merged can be taken apart")
    func takeApart() async throws {
        try await withPairs { enter, site in
            let ann = try enter("Ann")
            let page = try await ann.get("/duplicates/merged").body
            #expect(page.contains("one.ris:2") && page.contains("two.ris:2"))
            let shown = try await ann.get("/duplicates?first=one.ris:2&second=two.ris:2").body
            #expect(shown.contains("These are records of one work"))
            let done = try await ann.post(
                "/duplicates/judge",
                ["first": "one.ris:2", "second": "two.ris:2", "same": "no", "basis": "0"]
            )
            #expect(done.status == 303, "\(done.body)")
            let state = try await site.desk.snapshot().state
            #expect(state.isDeduplicated && state.works.count == 4)
        }
    }

    @Test("Judgements that contradict each other, or mean nothing, are refused")
    func contradiction() async throws {
        try await withPairs { enter, site in
            let ann = try enter("Ann")
            func judge(_ first: String, _ second: String, _ same: Bool) async throws -> Served {
                try await ann.post(
                    "/api/v1/duplicates/judgements",
                    json: ["first": first, "second": second, "same": same]
                )
            }
            #expect(try await judge("one.ris:1", "two.ris:1", true).status == 200)
            #expect(try await judge("one.ris:1", "one.ris:2", false).status == 200)
            let before = try await site.desk.sequence()
            let refused = try await judge("two.ris:1", "one.ris:2", true)
            #expect(refused.status == 400 && refused.body.contains("contradicts"))
            for (first, second) in [
                ("one.ris:1", "one.ris:1"), ("one.ris:1", "none.ris:1"),
                ("one.ris:99", "two.ris:1"),
                ("x", "y"),
            ] {
                #expect(try await judge(first, second, true).status == 400, "\(first) \(second)")
            }
            #expect(try await site.desk.sequence() == before)
            #expect(
                try await ann.get("/duplicates?first=one.ris:1&second=none.ris:1").status == 404
            )
            #expect(try await ann.get("/duplicates?first=one.ris:1").status == 404)
            #expect(try await ann.get("/duplicates/judged?page=7").status == 404)
            #expect(try await ann.get("/api/v1/duplicates/pairs?list=x").status == 400)
        }
    }

    @Test("Judgements are worked in by themselves after a while")
    func byItself() async throws {
        try await withPairs { _, site in
            let service = DuplicateService(desk: site.desk, worker: site.worker, pause: 0.05)
            try await site.changeAside(by: "Ann") { draft in
                let first = try #require(draft.state.imports[0].recordIDs.first)
                let second = try #require(draft.state.imports[1].recordIDs.first)
                try JudgePair(first, second, isSame: true, reviewer: "Ann", name: "a")
                    .run(on: &draft)
            }
            await service.wait(by: "Ann")
            for _ in 0..<100 where try await !site.desk.snapshot().state.isDeduplicated {
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(try await site.desk.snapshot().state.works.count == 2)
        }
    }

    @Test("Words that differ are marked, whatever their case and punctuation")
    func words() {
        let found = WordDifference("Deep Learning of the spine.", "deep learning for the Spine")
        #expect(found.first.map(\.isOwn) == [false, false, true, false, false])
        #expect(found.second.map(\.isOwn) == [false, false, true, false, false])
        let markup = WordDifference.markup(WordDifference("a <b> c", "a d c").first)
        #expect(markup.source == "a <mark class=\"differs\">&lt;b&gt;</mark> c")
        #expect(!WordDifference("Über Bäume", "uber baume").isDifferent)
        #expect(WordDifference("", "x").isDifferent)
        let long = String(repeating: "word ", count: 5000)
        #expect(WordDifference(long, long + "more").isDifferent)
    }
}
