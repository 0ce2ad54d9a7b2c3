import Foundation
import HTTPTypes
import Hummingbird
import Review
import ReviewStore
import Screening
import TestSupport
import Testing

@testable import Workbench
@testable import WorkbenchServer

@Suite("Discussion of conflicts")
struct DiscussionTests {
    private static let people: [String: AccountRole] = [
        "Ada": .admin, "Ann": .reviewer, "Ben": .reviewer, "Art": .arbiter, "Obi": .observer,
    ]
    private static let page = "/conflicts/title-abstract/a.ris:1"
    private static let thread = "/api/v1/conflicts/title-abstract/a.ris:1/remarks"

    /// A review of three records, on each of which Ann and Ben disagree but on the last.
    @discardableResult
    private func opened<Value: Sendable>(
        _ body: @escaping @Sendable (Workplace) async throws -> Value
    ) async throws -> Value {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            title: Talk
            reviewers: [Ann, Ben]
            arbiters: [Art]
            votes_per_record: 2
            exclusion_reasons:
              title-abstract: ["wrong topic"]
              full-text: ["wrong topic"]
            sources:
              - file: a.ris
                database: A

            """,
            to: "review.yaml"
        )
        let records = ["Lung nodules", "Spine lesions", "Hands and feet"].map {
            "TY  - JOUR\nTI  - \($0) seen by readers and networks\nAU  - \($0.prefix(4))er, A\n"
                + "PY  - 2020\nER  - \n"
        }
        try folder.write(records.joined(), to: "a.ris")
        let review = ReviewFolder(path: folder.path)
        var draft = try review.draft()
        try SynchroniseFolder().run(on: &draft)
        try draft.commit(actor: "Tester") { "2026-11-23T08:00:00Z" }
        return try await Workplace.open(review, people: Self.people) { place in
            for record in 1...3 {
                try await Self.vote("Ann", "include", record, in: place)
                if record < 3 { try await Self.vote("Ben", "exclude", record, in: place) }
            }
            return try await body(place)
        }
    }

    private static func vote(
        _ person: String,
        _ verdict: String,
        _ record: Int,
        in place: Workplace
    ) async throws {
        let answer = try await place.script(of: person).send(
            .post,
            "/api/v1/screening/title-abstract/decisions",
            json: [
                "id": "\(person)-\(record)-\(verdict)", "record": "a.ris:\(record)",
                "verdict": verdict, "decidedAt": "2026-11-30T08:00:00Z",
            ]
        )
        try #require(answer.status == 200, "\(answer.body)")
    }

    private struct Thread: Decodable {
        struct Said: Decodable {
            let event: Int
            let author: String
            let text: String
            let mayTakeBack: Bool
        }
        let isOpen: Bool
        let remarks: [Said]
    }

    private func say(
        _ text: String,
        _ name: String,
        as person: String,
        on thread: String = Self.thread,
        in place: Workplace
    ) async throws -> Served {
        try await place.script(of: person).send(
            .post,
            thread,
            json: ["id": name, "text": text]
        )
    }

    @Test("What one says the others read, until it is taken back; a resend is not doubled")
    func thread() async throws {
        try await opened { place in
            let ann = try place.enter("Ann")
            let empty = try await ann.get(Self.page)
            #expect(empty.body.contains("Nobody has said anything yet."))
            let id = try #require(try hiddenField("remark", in: empty.body))
            let fields = ["remark": id, "text": "  Look at\r\ntable 2. "]
            for _ in 0..<2 {
                let answer = try await ann.post(Self.page + "/remarks", fields)
                #expect(answer.status == 303)
                #expect(answer.headers["location"]?.hasSuffix("#discussion") == true)
            }
            let art = try place.script(of: "Art")
            let read = try await art.get(Self.thread).decoded(Thread.self)
            #expect(read.isOpen)
            #expect(read.remarks.map(\.text) == ["Look at\ntable 2."])
            #expect(read.remarks.map(\.author) == ["Ann"])
            #expect(read.remarks.map(\.mayTakeBack) == [false])
            let page = try await ann.get(Self.page).body
            #expect(page.contains("<p dir=\"auto\">Look at\ntable 2.</p>"))
            let undo = "/remarks/\(read.remarks[0].event)/undo"
            #expect(page.contains("action=\"/conflicts/title-abstract/a.ris:1\(undo)\""))
            // Another one cannot take it back, and once it is answered neither can Ann.
            #expect(try await art.send(.post, "/api/v1" + undo).status == 409)
            #expect(try await say("No.", "answer-1", as: "Art", in: place).status == 200)
            #expect(try await ann.post(Self.page + undo).status == 409)
            let answer = try await art.get(Self.thread).decoded(Thread.self).remarks[1]
            #expect(answer.mayTakeBack)
            let back = try await art.send(.post, "/api/v1/remarks/\(answer.event)/undo")
            #expect(back.status == 200)
            #expect(try await ann.post(Self.page + undo).status == 303)
            #expect(try await art.get(Self.thread).decoded(Thread.self).remarks.isEmpty)
            // A name that stands for another text is refused, taken back or not.
            #expect(try await say("Other.", id, as: "Ann", in: place).status == 409)
        }
    }

    @Test("The list, the overview and the record tell of remarks")
    func elsewhere() async throws {
        try await opened { place in
            let (ann, art) = (try place.enter("Ann"), try place.enter("Art"))
            #expect(!(try await art.get("/").body.contains("had the last word")))
            #expect(try await say("See page 3", "remark-1", as: "Ann", in: place).status == 200)
            #expect(try await art.get("/").body.contains("had the last word in 1"))
            #expect(!(try await ann.get("/").body.contains("had the last word")))
            let list = try await art.get("/conflicts").body
            #expect(list.contains("Last remark") && list.contains("Ann<br><time"))
            #expect(list.contains("Ann: include, Ben: exclude"))
            let german = try await art.get("/conflicts", headers: ["Accept-Language": "de"]).body
            #expect(german.contains("Ann: einschließen, Ben: ausschließen"))
            #expect(try await art.get("/records/a.ris:1").body.contains("See page 3"))
            #expect(try await art.get("/log").body.contains("remark of Ann on a.ris:1"))
            let german2 = try await art.get("/log", headers: ["Accept-Language": "de"]).body
            #expect(german2.contains("Bemerkung von Ann"))
            let event = try #require(
                try await art.get(Self.thread).decoded(Thread.self).remarks.first?.event
            )
            let page = try await art.get("/log/\(event)").body
            #expect(page.contains("href=\"/conflicts/title-abstract/a.ris:1\""))
            let values = try await art.get("/api/v1/conflicts").body
            #expect(values.contains("\"lastRemarkBy\" : \"Ann\""))
        }
    }

    @Test(
        "A settlement is not stale because of a remark, leads to the next conflict, and keeps the thread"
    )
    func settling() async throws {
        try await opened { place in
            let art = try place.enter("Art")
            let page = try await art.get(Self.page).body
            #expect(page.contains("conflict 1 of 2"))
            #expect(page.contains("<mark class=\"differs\">Include</mark>"))
            let fields = [
                "basis": try #require(try hiddenField("basis", in: page)),
                "decision": try #require(try hiddenField("decision", in: page)),
                "verdict": "exclude", "reason": "wrong topic",
            ]
            #expect(try await say("Wait", "remark-1", as: "Ben", in: place).status == 200)
            let settled = try await art.post(Self.page, fields)
            #expect(settled.status == 303)
            let next = try #require(settled.headers["location"])
            #expect(next.hasPrefix("/conflicts/title-abstract/a.ris:2?"))
            let shown = try await art.get(next).body
            #expect(shown.contains("Settled:") && shown.contains("1 conflict is left."))
            #expect(try await art.get("/records/a.ris:1").body.contains("Wait"))
            #expect(try await say("Sure?", "remark-2", as: "Ann", in: place).status == 200)
            let again = try await art.get(Self.page).body
            #expect(again.contains("Sure?") && again.contains("(settlement)"))
            // The last one leads back to the list; a settlement that is none is not told.
            let last = try await art.get("/conflicts/title-abstract/a.ris:2").body
            let end = try await art.post(
                "/conflicts/title-abstract/a.ris:2",
                [
                    "basis": try #require(try hiddenField("basis", in: last)),
                    "decision": try #require(try hiddenField("decision", in: last)),
                    "verdict": "include",
                ]
            )
            #expect(end.headers["location"]?.hasPrefix("/conflicts?") == true)
            let claim = try await art.get("/conflicts?stage=title-abstract&settled=a.ris:3").body
            #expect(!claim.contains("Settled:"))
        }
    }

    @Test("Who may not remark: observers, strangers, and everybody while votes are missing")
    func refused() async throws {
        try await opened { place in
            #expect(try await say("May I?", "remark-1", as: "Obi", in: place).status == 403)
            let obi = try place.enter("Obi")
            #expect(!(try await obi.get(Self.page).body.contains("name=\"text\"")))
            let post = try await obi.post(
                Self.page + "/remarks",
                ["remark": "remark-12345", "text": "May I?"]
            )
            #expect(post.status == 403)
            #expect(try await place.stranger().get(Self.thread).status == 401)
            // Ann has voted on the third record, Ben has not.
            let waiting = "/api/v1/conflicts/title-abstract/a.ris:3/remarks"
            for person in ["Ada", "Ann", "Ben", "Art"] {
                let answer = try await say(
                    "Hm",
                    "early-\(person)",
                    as: person,
                    on: waiting,
                    in: place
                )
                #expect(answer.status == 409)
                #expect(answer.body.contains("wait until you may see all votes on it"))
                let client = try place.enter(person)
                let shown = try await client.get("/conflicts/title-abstract/a.ris:3").body
                #expect(!shown.contains("name=\"text\""))
            }
            let unknown = "/api/v1/conflicts/title-abstract/a.ris:9/remarks"
            #expect(
                try await say("Hm", "early-12", as: "Ann", on: unknown, in: place).status == 404
            )
            #expect(try await place.script(of: "Ann").get(unknown).status == 404)
            let ann = try place.enter("Ann")
            let early = try await ann.post(
                "/conflicts/title-abstract/a.ris:3/remarks",
                ["remark": "early-form", "text": "What I typed"]
            )
            #expect(early.status == 409 && early.body.contains("What I typed</textarea>"))
        }
    }

    @Test("No token, no remark; nothing empty, too long or steering")
    func bounds() async throws {
        try await opened { place in
            let ann = try place.enter("Ann")
            let token = await ann.formToken
            let fields = ["remark": "remark-12345", "text": "Forged"]
            await ann.carry(formToken: "0123")
            #expect(try await ann.post(Self.page + "/remarks", fields).status == 403)
            await ann.carry(formToken: token)
            let longest = String(repeating: "ä", count: Remark.longestText)
            let refused = [
                "", " \n ", longest + "x", "bell \u{7}", "esc \u{1B}[2J",
                "e" + String(repeating: "\u{301}", count: Remark.longestText),
            ]
            for text in refused {
                let answer = try await say(text, "remark-12345", as: "Ann", in: place)
                #expect(answer.status == 400, "\(text.prefix(20))")
            }
            #expect(try await say("Fine", "short", as: "Ann", in: place).status == 400)
            #expect(try await say("Fine", "semi;colons", as: "Ann", in: place).status == 400)
            let kept = try await ann.post(
                Self.page + "/remarks",
                ["remark": "remark-12345", "text": longest + "y"]
            )
            #expect(kept.status == 400 && kept.body.contains("ääy</textarea>"))
            #expect(try hiddenField("remark", in: kept.body) == "remark-12345")
            #expect(try await say(longest, "remark-12345", as: "Ann", in: place).status == 200)
            let read = try await ann.get(Self.thread).decoded(Thread.self)
            #expect(read.remarks.map(\.text) == [longest])
        }
    }

    @Test("A remark stays text on every page")
    func markup() async throws {
        try await opened { place in
            let nasty = "</p></li><script>alert(1)</script><img src=x onerror=alert(2)>\n\"'>"
            #expect(try await say(nasty, "remark-12345", as: "Ann", in: place).status == 200)
            let art = try place.enter("Art")
            for address in [Self.page, "/conflicts", "/records/a.ris:1", "/log", "/"] {
                let page = try await art.get(address).body
                #expect(!page.contains("<script>alert") && !page.contains("<img"), "\(address)")
            }
            #expect(try await art.get(Self.page).body.contains("&lt;script&gt;alert(1)"))
        }
    }

    @Test("Whoever works alone says first who they are")
    func alone() async throws {
        let folder = try SampleFolder()
        try await Workplace.open(folder.folder) { place in
            let client = try await place.enterAlone()
            let answer = try await client.send(
                .post,
                "/api/v1/conflicts/title-abstract/pubmed.nbib:1/remarks",
                json: ["id": "remark-12345", "text": "Me"]
            )
            #expect(answer.status == 409)
        }
    }
}
