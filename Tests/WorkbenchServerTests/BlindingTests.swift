import Foundation
import HTTPTypes
import Hummingbird
import Review
import ReviewStore
import Screening
import Testing

@testable import Workbench
@testable import WorkbenchServer

/// Nothing that anybody can fetch depends on a vote that is hidden from them.
///
/// Two worlds differ only in what somebody voted. Whoever may not know that yet must get the same bytes
/// in both, from every endpoint there is.
@Suite("Blinding")
struct BlindingTests {
    private static let people: [String: AccountRole] = [
        "Ada": .admin, "Ann": .reviewer, "Ben": .reviewer, "Cem": .reviewer, "Art": .arbiter,
        "Obi": .observer,
    ]

    /// What somebody votes in one of the worlds.
    struct Vote: Sendable {
        let verdict: String
        let reason: String?
        let note: String

        static let open = Vote(verdict: "include", reason: nil, note: "in the open")
        static let one = Vote(verdict: "include", reason: nil, note: "ZEBRA one")
        static let other = Vote(verdict: "exclude", reason: "wrong outcome", note: "ZEBRA other")
    }

    /// Votes that are cast before anybody looks.
    struct Cast: Sendable {
        let person: String
        let stage: Stage
        let record: String
    }

    /// What the worlds have in common, and who may not tell them apart.
    struct Setting: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Votes that are the same in both.
        let before: [Cast]
        /// Votes that differ.
        let hidden: [Cast]
        let blinded: [String]
        var round = false
        /// Remarks that differ, made while all votes could be seen.
        var said: [Cast] = []
        /// Votes that are taken back after the remarks.
        var takenBack: [Cast] = []
        /// Votes that a work needs after the remarks.
        var votesLater = 2
    }

    private static let settings = [
        Setting(
            testDescription: "one of two votes at title and abstract",
            before: [],
            hidden: [Cast(person: "Ann", stage: .titleAbstract, record: "first.ris:1")],
            blinded: ["Ben", "Cem", "Art", "Ada", "Obi"]
        ),
        Setting(
            testDescription: "one of two votes on the full text",
            before: [
                Cast(person: "Ann", stage: .titleAbstract, record: "first.ris:1"),
                Cast(person: "Ben", stage: .titleAbstract, record: "first.ris:1"),
            ],
            hidden: [Cast(person: "Ann", stage: .fullText, record: "first.ris:1")],
            blinded: ["Ben", "Cem", "Art", "Ada", "Obi"]
        ),
        Setting(
            testDescription: "two of three votes of a calibration round",
            before: [],
            hidden: [
                Cast(person: "Ann", stage: .titleAbstract, record: "first.ris:1"),
                Cast(person: "Ben", stage: .titleAbstract, record: "first.ris:1"),
            ],
            blinded: ["Cem"],
            round: true
        ),
        Setting(
            testDescription: "what was said before a vote was taken back",
            before: [
                Cast(person: "Ann", stage: .titleAbstract, record: "first.ris:1"),
                Cast(person: "Ben", stage: .titleAbstract, record: "first.ris:1"),
            ],
            hidden: [],
            blinded: ["Ann", "Ben", "Cem", "Art", "Ada", "Obi"],
            said: [
                Cast(person: "Ann", stage: .titleAbstract, record: "first.ris:1"),
                Cast(person: "Ada", stage: .titleAbstract, record: "first.ris:1"),
            ],
            takenBack: [Cast(person: "Ben", stage: .titleAbstract, record: "first.ris:1")]
        ),
        Setting(
            testDescription: "what was said before a third vote was asked for",
            before: [
                Cast(person: "Ann", stage: .titleAbstract, record: "first.ris:1"),
                Cast(person: "Ben", stage: .titleAbstract, record: "first.ris:1"),
            ],
            hidden: [],
            blinded: ["Ann", "Cem", "Art", "Ada", "Obi"],
            said: [
                Cast(person: "Art", stage: .titleAbstract, record: "first.ris:1"),
                Cast(person: "Ben", stage: .titleAbstract, record: "first.ris:1"),
            ],
            votesLater: 3
        ),
    ]

    @Test("Who may not know a vote gets the same answers whatever it is", arguments: settings)
    func nothingLeaks(setting: Setting) async throws {
        let first = try await answers(setting, .one)
        let second = try await answers(setting, .other)
        #expect(first.count == second.count && first.count > 60)
        for (one, other) in zip(first, second) {
            #expect(one.what == other.what)
            if one.text != other.text {
                let difference = Self.difference(one.text, other.text)
                Issue.record("\(one.what): \(difference)")
            }
            #expect(!one.text.contains("ZEBRA"), "\(one.what)")
        }
    }

    @Test("Once all votes are in everybody sees them")
    func revealed() async throws {
        let setting = Setting(
            testDescription: "",
            before: [],
            hidden: [
                Cast(person: "Ann", stage: .titleAbstract, record: "first.ris:1"),
                Cast(person: "Ben", stage: .titleAbstract, record: "first.ris:1"),
            ],
            blinded: ["Cem", "Ada"]
        )
        let seen = try await answers(setting, .one).filter { $0.text.contains("ZEBRA") }
        #expect(seen.contains { $0.what.hasPrefix("Cem GET /records/first%2Eris%3A1") })
        #expect(seen.contains { $0.what.hasPrefix("Ada GET /records/first%2Eris%3A1") })
    }

    private struct Answer: Sendable {
        let what: String
        let text: String
    }

    private func answers(_ setting: Setting, _ vote: Vote) async throws -> [Answer] {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try review.write(Self.plan, to: "review.yaml")
        try review.write("record,stage,reviewer,decision\n", to: "decisions.csv")
        for sheet in ["studies", "estimates", "appraisals"] { review.remove("\(sheet).csv") }
        review.remove("review.sqlite")
        try review.record()
        if setting.round {
            var draft = try review.folder.draft()
            try CalibrateReviewers(count: 4).run(on: &draft)
            try draft.commit(actor: "Tester") { "2026-11-23T08:00:00Z" }
        }
        return try await Workplace.open(review.folder, people: Self.people) { place in
            for cast in setting.before { try await Self.cast(cast, .open, "before", in: place) }
            for cast in setting.hidden { try await Self.cast(cast, vote, "hidden", in: place) }
            try await Self.discuss(setting, vote, in: place)
            var all: [Answer] = []
            for name in setting.blinded {
                let client = try place.script(of: name)
                for address in try await place.addresses() {
                    let answer = try await client.get(address)
                    all.append(
                        Answer(
                            what: "\(name) GET \(address)",
                            text: "\(answer.status) " + Self.withoutChance(answer.body)
                        )
                    )
                }
            }
            for name in setting.blinded {
                all += try await Self.attempts(place.script(of: name), name)
            }
            return all
        }
    }

    /// What is said about the votes, and what hides it again.
    private static func discuss(
        _ setting: Setting,
        _ vote: Vote,
        in place: Workplace
    ) async throws {
        for remark in setting.said {
            let answer = try await place.script(of: remark.person).send(
                .post,
                "/api/v1/conflicts/\(remark.stage.rawValue)/\(remark.record)/remarks",
                json: ["id": "remark-of-\(remark.person)", "text": vote.note]
            )
            try #require(answer.status == 200, "\(answer.body)")
        }
        for cast in setting.takenBack {
            let script = try place.script(of: cast.person)
            let recent = "/api/v1/screening/\(cast.stage.rawValue)/recent"
            let made = try await script.get(recent).decoded([[String: JSONValue]].self)
            let event = try #require(made.first?["event"]?.number)
            let answer = try await script.send(.post, "/api/v1/decisions/\(event)/undo")
            try #require(answer.status == 200, "\(answer.body)")
        }
        guard setting.votesLater != 2 else { return }
        var plan = try #require(try await place.site.desk.snapshot().state.reviewProtocol)
        plan.votesPerRecord = setting.votesLater
        let changed = plan
        _ = try await place.site.desk.change(by: "Ada") { $0.propose(.protocolSet(changed)) }
    }

    /// A value of a list that a test looks into.
    private enum JSONValue: Decodable {
        case number(Int)
        case other

        init(from decoder: any Decoder) throws {
            self = (try? decoder.singleValueContainer().decode(Int.self)).map(Self.number) ?? .other
        }

        var number: Int? { if case .number(let value) = self { value } else { nil } }
    }

    /// What somebody may try on the record to learn of the vote by what is refused.
    private static func attempts(_ client: Client, _ name: String) async throws -> [Answer] {
        var all: [Answer] = []
        let record = "first.ris:1"
        for stage in Stage.allCases {
            for (role, basis) in [("consensus", 0), ("consensus", 1_000)] {
                let answer = try await client.send(
                    .post,
                    "/api/v1/screening/\(stage.rawValue)/decisions",
                    json: [
                        "id": "attempt-\(name)-\(stage.rawValue)-\(basis)", "record": record,
                        "verdict": "not-retrieved", "decidedAt": "2026-11-30T08:00:00Z",
                        "role": role, "basis": basis,
                    ]
                )
                all.append(
                    Answer(
                        what: "\(name) settles at \(stage.rawValue) from \(basis)",
                        text: "\(answer.status) " + withoutChance(answer.body)
                    )
                )
            }
        }
        for event in 1...12 {
            for kind in ["decisions", "remarks"] {
                let answer = try await client.send(.post, "/api/v1/\(kind)/\(event)/undo")
                all.append(
                    Answer(
                        what: "\(name) undoes \(event) of the \(kind)",
                        text: "\(answer.status) \(answer.body)"
                    )
                )
            }
        }
        for stage in Stage.allCases {
            for id in ["attempt-of-\(name)", "remark-of-Ann"] {
                let answer = try await client.send(
                    .post,
                    "/api/v1/conflicts/\(stage.rawValue)/\(record)/remarks",
                    json: ["id": id, "text": "May I?"]
                )
                all.append(
                    Answer(
                        what: "\(name) remarks as \(id) at \(stage.rawValue)",
                        text: "\(answer.status) \(answer.body)"
                    )
                )
            }
        }
        return all
    }

    private static func cast(
        _ cast: Cast,
        _ vote: Vote,
        _ label: String,
        in place: Workplace
    ) async throws {
        var body: [String: any Sendable] = [
            "id": "\(label)-\(cast.person)-\(cast.stage.rawValue)", "record": cast.record,
            "verdict": vote.verdict, "decidedAt": "2026-11-30T08:00:00Z", "note": vote.note,
            "tags": [vote.note],
        ]
        if let reason = vote.reason { body["reason"] = reason }
        let answer = try await place.script(of: cast.person).send(
            .post,
            "/api/v1/screening/\(cast.stage.rawValue)/decisions",
            json: body
        )
        try #require(answer.status == 200, "\(answer.body)")
    }

    /// A text without its times and random names.
    private static func withoutChance(_ text: String) -> String {
        text.replacing(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\dZ?/, with: "TIME")
            .replacing(/[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}/, with: "ID")
            .replacing(/"ranking" : "[a-z]+"/, with: "RANKING")
    }

    private static func difference(_ one: String, _ other: String) -> String {
        let lines = one.split(separator: "\n")
        let others = other.split(separator: "\n")
        for (line, match) in zip(lines, others) where line != match {
            return "'\(line.prefix(300))' and '\(match.prefix(300))'"
        }
        return "\(lines.count) lines and \(others.count)"
    }

    private static let plan = """
        title: Blinded
        reviewers: [Ann, Ben, Cem]
        arbiters: [Art]
        votes_per_record: 2
        exclusion_reasons:
          title-abstract: ["wrong outcome"]
          full-text: ["wrong outcome"]
        sources:
          - file: exports/first.ris
            database: First
          - file: other/first.ris
            database: Other
        decisions: decisions.csv
        instrument: probast
        analyses:
          - id: auc
            title: Discrimination
            measure: auc

        """
}

extension HostileReview {
    /// Removes a file of the folder.
    func remove(_ name: String) {
        try? FileManager.default.removeItem(atPath: folder.path + "/" + name)
    }
}
