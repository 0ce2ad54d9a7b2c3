import Bibliography
import Foundation
import Review
import ReviewStore
import Screening
import TestSupport
import Testing

@testable import Workbench

@Suite("The desk at which several people work")
struct ReviewDeskTests {
    /// A review whose exports are in, and on which nobody has decided.
    private func opened(_ folder: TemporaryFolder) throws -> ReviewDesk {
        try SampleReview.write(to: folder)
        let header = "record,stage,reviewer,decision,reason,role,note\n"
        try folder.write(header, to: "decisions.csv")
        for (name, kind) in [
            ("studies", SheetKind.studies), ("estimates", .estimates),
            ("appraisals", .appraisals),
        ] {
            try folder.write(kind.columns.joined(separator: ",") + "\n", to: name + ".csv")
        }
        let review = ReviewFolder(path: folder.path)
        var draft = try review.draft()
        try SynchroniseFolder().run(on: &draft)
        try draft.commit(actor: "Setup") { "2026-11-30T08:00:00Z" }
        return try ReviewDesk(folder: review) { "2026-11-30T09:00:00Z" }
    }

    private func vote(
        _ verdict: Verdict,
        _ record: String,
        by person: String,
        id: String = UUID().uuidString,
        at time: String = "2026-11-30T08:30:00Z",
        role: Role = .vote,
        basis: Int? = nil
    ) throws -> DecisionRequest {
        let decision = Decision(
            record: try #require(RecordID(record)),
            stage: .titleAbstract,
            reviewer: person,
            verdict: verdict,
            reason: nil,
            role: role,
            note: nil,
            line: 0
        )
        return DecisionRequest(
            CastDecision(id: id, decision: decision, decidedAt: time),
            basis: basis
        )
    }

    @Test("Decisions that come at once are all there, each once")
    func manyAtOnce() async throws {
        let folder = try TemporaryFolder()
        let desk = try opened(folder)
        let records = ["pubmed.nbib:1", "pubmed.nbib:2", "pubmed.nbib:3", "embase.ris:2"]
        try await withThrowingTaskGroup(of: DecisionReceipt.self) { group in
            for person in ["Ann", "Bob"] {
                for record in records {
                    for _ in 0..<3 {
                        // The same name: a browser that did not hear the answer sends again.
                        let request = try vote(.include, record, by: person, id: person + record)
                        group.addTask { try await desk.decide(request, by: person) }
                    }
                }
            }
            var events: Set<Int> = []
            var repeated = 0
            for try await receipt in group {
                events.insert(receipt.event)
                repeated += receipt.isRepeated ? 1 : 0
            }
            #expect(events.count == 8)
            #expect(repeated == 16)
        }
        let journal = try Journal(path: folder.path + "/review.sqlite", mode: .reading)
        let replayed = ReviewState(replaying: try journal.events())
        #expect(replayed.decisions.count == 8)
        #expect(replayed.faults.isEmpty)
        #expect(try await desk.snapshot().state == replayed)
        #expect(journal.verify(files: ReviewFolder(path: folder.path).files).isEmpty)
    }

    @Test("What another program appends meanwhile is taken up")
    func otherWriter() async throws {
        let folder = try TemporaryFolder()
        let desk = try opened(folder)
        _ = try await desk.decide(try vote(.include, "pubmed.nbib:1", by: "Ann"), by: "Ann")
        try folder.write(
            "record,stage,reviewer,decision\npubmed.nbib:1,title-abstract,Bob,include\n",
            to: "decisions.csv"
        )
        var draft = try ReviewFolder(path: folder.path).draft()
        try SynchroniseFolder().run(on: &draft)
        try draft.commit(actor: "Other") { "2026-11-30T09:01:00Z" }
        let receipt = try await desk.decide(
            try vote(.exclude, "pubmed.nbib:2", by: "Ann"),
            by: "Ann"
        )
        let state = try await desk.snapshot().state
        #expect(receipt.event == state.sequence)
        #expect(state.titleAbstractOutcomes[0] == .included)
        // A build afterwards leaves the decisions of the workbench alone.
        var again = try ReviewFolder(path: folder.path).draft()
        try SynchroniseFolder().run(on: &again)
        #expect(again.isEmpty)
    }

    @Test("An older decision that arrives late does not overwrite a newer one")
    func lateArrival() async throws {
        let folder = try TemporaryFolder()
        let desk = try opened(folder)
        let record = "pubmed.nbib:1"
        _ = try await desk.decide(
            try vote(.exclude, record, by: "Ann", at: "2026-11-30T08:40:00Z"),
            by: "Ann"
        )
        await #expect(throws: DecisionRefused.self) {
            try await desk.decide(
                try vote(.include, record, by: "Ann", at: "2026-11-30T08:20:00Z"),
                by: "Ann"
            )
        }
        _ = try await desk.decide(
            try vote(.include, record, by: "Ann", at: "2026-11-30T08:50:00Z"),
            by: "Ann"
        )
        let decisions = try await desk.snapshot().state.decisions
        #expect(decisions.map(\.decision.verdict) == [.include])
    }

    @Test("A settlement of what was not looked at is refused, and says what changed")
    func staleSettlement() async throws {
        let folder = try TemporaryFolder()
        let desk = try opened(folder)
        let record = "pubmed.nbib:1"
        let first = try await desk.decide(try vote(.include, record, by: "Ann"), by: "Ann").event
        let second = try await desk.decide(try vote(.exclude, record, by: "Bob"), by: "Bob").event
        await #expect(
            throws: DecisionRefused([
                "Bob has decided on it since (event \(second)); look again before you settle it"
            ])
        ) {
            try await desk.decide(
                try vote(.include, record, by: "Ann", role: .consensus, basis: first),
                by: "Ann"
            )
        }
        _ = try await desk.decide(
            try vote(.include, record, by: "Ann", role: .consensus, basis: second),
            by: "Ann"
        )
        #expect(try await desk.snapshot().state.titleAbstractOutcomes[0] == .included)
    }

    @Test("People take back their own decisions only")
    func takingBack() async throws {
        let folder = try TemporaryFolder()
        let desk = try opened(folder)
        let event = try await desk.decide(
            try vote(.include, "pubmed.nbib:1", by: "Ann"),
            by: "Ann"
        ).event
        await #expect(throws: DecisionRefused.self) {
            try await desk.takeBack(decision: event, by: "Bob")
        }
        let undo = try await desk.takeBack(decision: event, by: "Ann")
        #expect(undo == event + 1)
        #expect(try await desk.snapshot().state.decisions.isEmpty)
        await #expect(throws: DecisionRefused.self) {
            try await desk.takeBack(decision: event, by: "Ann")
        }
    }

    @Test("Two people are not shown the same works while others wait, and see each once")
    func queue() async throws {
        let folder = try TemporaryFolder()
        let desk = try opened(folder)
        for order in ScreeningOrder.allCases {
            func items(_ person: String, skipping: [RecordID] = []) async throws -> [RecordID] {
                try await desk.nextItems(
                    2,
                    for: person,
                    at: .titleAbstract,
                    order: order,
                    skipping: skipping,
                    now: Date(timeIntervalSince1970: 0)
                ).map(\.record)
            }
            let ann = try await items("Ann")
            #expect(ann.count == 2)
            let rest = try await items("Ann", skipping: ann)
            #expect(Set(ann + rest).count == 4)
            // Both are asked for every work: two votes are needed.
            #expect(try await items("Bob").count == 2)
        }
        _ = try await desk.decide(try vote(.include, "pubmed.nbib:1", by: "Ann"), by: "Ann")
        let left = try await desk.nextItems(
            9,
            for: "Ann",
            at: .titleAbstract,
            order: .imported,
            skipping: [],
            now: Date()
        )
        let expected = ["pubmed.nbib:2", "pubmed.nbib:3", "embase.ris:2"]
        #expect(left.map(\.record.description) == expected)
        #expect(left[0].merged.title?.isEmpty == false)
    }

    @Test("A use case runs beside decisions, and nothing of either is lost")
    func changeBesideDecisions() async throws {
        let folder = try TemporaryFolder()
        let desk = try opened(folder)
        let request = try vote(.include, "pubmed.nbib:3", by: "Ann")
        async let decided = desk.decide(request, by: "Ann")
        let pair = """
            first,second,same,reviewer,note
            pubmed.nbib:2,pubmed.nbib:3,no,Ann,
            """
        _ = try await desk.change(by: "Ann") { draft in
            try RecordSheet(kind: .duplicates, file: "pairs.csv")
                .run(on: &draft, bytes: Array(pair.utf8))
            try DeduplicateReview().run(on: &draft)
        }
        _ = try await decided
        let state = try await desk.snapshot().state
        #expect(state.pairJudgements.count == 1)
        #expect(state.decisions.count == 1)
        #expect(state.faults.isEmpty)
    }
}
