import Foundation
import HTTPTypes
import Hummingbird
import Review
import ReviewStore
import Testing
import Workbench

@testable import WorkbenchServer

/// Bodies that are too large, too deep or not what they should be.
@Suite("Bodies")
struct BodyTests {
    private static let decisions = "/api/v1/screening/title-abstract/decisions"

    @Test("A body that is too large is refused at every endpoint that reads one whole")
    func tooLarge() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await Workplace.open(review.folder, people: DoorTests.people) { place in
            let large = [UInt8](repeating: 0x61, count: Door.largestBody + 1)
            for endpoint in Routes(site: place.site).endpoints {
                switch endpoint.body {
                case .none, .file: continue
                case .form, .json: break
                }
                let client = try place.enter("Ada")
                let answer = try await client.send(
                    endpoint.method,
                    endpoint.path.replacing(":stage", with: "title-abstract")
                        .replacing(":id", with: "first.ris:3").replacing(":secret", with: "x"),
                    body: large,
                    headers: ["X-Form-Token": await client.formToken ?? ""]
                )
                #expect(answer.status == 413, "\(endpoint.path): \(answer.status)")
            }
            // Whoever is not logged in does not even get that far.
            let stranger = try await place.stranger().send(.post, Self.decisions, body: large)
            #expect(stranger.status == 401)
        }
    }

    @Test(
        "Bodies that are no decision are refused, whatever they are",
        arguments: [
            "", "null", "[]", "3", "\"text\"", "{", "{}", "\u{FEFF}{}", "{\"id\":1}",
            String(repeating: "[", count: 200_000),
            String(repeating: "{\"a\":", count: 100_000),
            "{\"id\":\"12345678\",\"record\":{},\"verdict\":\"include\"}",
            decision(["record": "first.ris:99999999999999999999"]), decision(["record": "x"]),
            decision(["record": "first.ris:-1"]), decision(["record": "first.ris:0"]),
            decision(["verdict": "perhaps"]), decision(["id": "short"]),
            decision(["id": "has blanks in it"]),
            decision(["id": String(repeating: "a", count: 65)]),
            decision(["decidedAt": "yesterday"]),
            decision(["decidedAt": "2026-11-30T08:00:00+01:00"]),
            decision(["decidedAt": "2026-13-45T99:99:99Z"]),
            decision(["note": String(repeating: "a", count: 5001)]),
            decision(["role": "admin"]), decision(["role": "consensus"]),
            "{\"basis\":1e400}", "{\"basis\":9223372036854775808}",
        ]
    )
    func noDecision(body: String) async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await Workplace.open(review.folder, people: DoorTests.people) { place in
            let before = try await place.site.desk.sequence()
            let answer = try await place.script(of: "Ann")
                .send(.post, Self.decisions, body: Array(body.utf8))
            #expect(answer.status == 400, "\(body.prefix(60)): \(answer.status) \(answer.body)")
            #expect(answer.headers["content-type"] == "application/json; charset=utf-8")
            #expect(try await place.site.desk.sequence() == before)
        }
    }

    @Test("Decisions that do not fit the review are refused with the reason")
    func misfits() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await Workplace.open(review.folder, people: DoorTests.people) { place in
            let ann = try place.script(of: "Ann")
            for body in [
                Self.decision(["record": "first.ris:99"]), Self.decision(["record": "none:1"]),
                Self.decision(["verdict": "not-retrieved"]),
            ] {
                let answer = try await ann.send(.post, Self.decisions, body: Array(body.utf8))
                #expect(answer.status == 409, "\(body): \(answer.body)")
            }
            // Somebody who may vote by their role, but whom the protocol does not name.
            let art = try await place.script(of: "Art")
                .send(.post, Self.decisions, body: Array(Self.decision([:]).utf8))
            #expect(art.status == 409)
        }
    }

    @Test("Nobody decides under another name, and nobody takes back what another decided")
    func otherPeople() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let people = DoorTests.people.merging(["Ben": .reviewer]) { $1 }
        try await Workplace.open(review.folder, people: people) { place in
            let ann = try place.enter("Ann")
            let cast = try await ann.send(
                .post,
                Self.decisions,
                json: [
                    "id": "decision-of-ann", "record": "first.ris#2:2", "verdict": "include",
                    "decidedAt": "2026-11-30T08:00:00Z", "reviewer": "Ben", "actor": "Ben",
                ]
            )
            #expect(cast.status == 200)
            let event = try #require((try cast.json() as? [String: Any])?["event"] as? Int)
            let kept = try await place.site.desk.snapshot().state.decisions.last
            #expect(kept?.decision.reviewer == "Ann")
            for name in ["Ben", "Ada", "Art"] {
                let answer = try await place.script(of: name)
                    .send(.post, "/api/v1/decisions/\(event)/undo")
                #expect(answer.status == 409, "\(name)")
            }
            // The same name with another content, by somebody else: refused, and nothing of it told.
            let copy = try await place.script(of: "Ben").send(
                .post,
                Self.decisions,
                json: [
                    "id": "decision-of-ann", "record": "first.ris#2:2", "verdict": "include",
                    "decidedAt": "2026-11-30T08:00:00Z",
                ]
            )
            #expect(copy.status == 409)
            #expect(!copy.body.contains("include"))
            // Sent again by the same browser it counts once.
            let again = try await ann.send(
                .post,
                Self.decisions,
                json: [
                    "id": "decision-of-ann", "record": "first.ris#2:2", "verdict": "include",
                    "decidedAt": "2026-11-30T08:00:00Z",
                ]
            )
            #expect(again.status == 200 && again.body.contains("true"))
            let undo = try await ann.send(
                .post,
                "/api/v1/decisions/\(event)/undo",
                headers: ["X-Form-Token": await ann.formToken ?? ""]
            )
            #expect(undo.status == 200)
        }
    }

    private static func decision(_ changes: [String: String]) -> String {
        let fields = [
            "id": "12345678-abcd", "record": "first.ris#2:2", "verdict": "include",
            "decidedAt": "2026-11-30T08:00:00Z",
        ].merging(changes) { $1 }
        let members = fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
        return "{" + members.joined(separator: ",") + "}"
    }
}
