import Deduplication
import Screening
import Statistics
import TestSupport
import Testing

@testable import Review

@Suite("A review that follows its journal")
struct LiveReviewTests {
    static let reviewers = ["Ann", "Bob", "Cy"]

    private func history(arbiters: [String] = []) -> [Event] {
        var plan = ReviewProtocol(title: "Live")
        plan.reviewers = Self.reviewers
        plan.arbiters = arbiters
        plan.fullTextReasons = ["wrong outcome", "no data"]
        let search = SearchImport(
            source: "a.ris",
            file: "a.ris",
            sha256: "",
            kind: .database,
            database: "PubMed",
            platform: nil,
            searched: nil,
            query: nil,
            format: "ris",
            encoding: "utf-8",
            recordsFound: 6,
            recordsRead: 6,
            recordsHash: "",
            problems: []
        )
        let resolution = DuplicateResolution(
            options: .init(),
            records: 6,
            pairs: [],
            clusters: [[record(1), record(2)]]
        )
        return [.protocolSet(plan), .searchImported(search), .duplicatesResolved(resolution)]
            .enumerated().map {
                Event(sequence: $0 + 1, at: "2026-01-01T00:00:00Z", actor: "Ann", payload: $1)
            }
    }

    private func record(_ position: Int) -> RecordID {
        RecordID(source: "a.ris", position: position)
    }

    private func cast(
        _ verdict: Verdict,
        _ position: Int,
        by reviewer: String,
        stage: Stage = .titleAbstract,
        role: Role = .vote,
        reason: String? = nil,
        id: String
    ) -> CastDecision {
        CastDecision(
            id: id,
            decision: Decision(
                record: record(position),
                stage: stage,
                reviewer: reviewer,
                verdict: verdict,
                reason: reason,
                role: role,
                note: nil,
                line: 0
            ),
            decidedAt: "2026-01-02T00:00:00Z"
        )
    }

    @Test("Whatever happens, the state is that of a replay, and no fault arises", arguments: 0..<20)
    func equalsReplay(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let start = history(arbiters: seed.isMultiple(of: 3) ? ["Cy"] : [])
        var live = LiveReview(replaying: start)
        var taken = 0
        for step in 0..<120 {
            let payload: EventPayload
            if Int.random(in: 0..<6, using: &generator) == 0 {
                let target = Int.random(in: 1...live.state.sequence, using: &generator)
                guard live.objections(toUndoing: target).isEmpty else { continue }
                payload = .undone(Undo(sequence: target, why: nil))
            } else {
                let stage = Stage.allCases.randomElement(using: &generator) ?? .fullText
                let verdict = Verdict.allCases.randomElement(using: &generator) ?? .maybe
                let made = cast(
                    verdict,
                    Int.random(in: 1...7, using: &generator),
                    by: (Self.reviewers + ["Zoe"]).randomElement(using: &generator) ?? "Ann",
                    stage: stage,
                    role: Int.random(in: 0..<5, using: &generator) == 0 ? .consensus : .vote,
                    reason: verdict == .exclude ? "no data" : nil,
                    id: "step-\(step)"
                )
                guard live.objections(to: made.decision).isEmpty else { continue }
                payload = .decisionCast(made)
            }
            taken += 1
            live.append(
                Event(
                    sequence: live.state.sequence + 1,
                    at: "2026-01-03T00:00:00Z",
                    actor: "Ann",
                    payload: payload
                )
            )
            let isSame = live.state == ReviewState(replaying: live.events)
            #expect(isSame, "step \(step)")
            #expect(live.state.faults.isEmpty, "step \(step): \(live.state.faults)")
        }
        #expect(taken > 30)
    }

    @Test("A decision is known by the name its browser gave it, also after a replay")
    func receipts() {
        var live = LiveReview(replaying: history())
        let made = cast(.include, 1, by: "Ann", id: "one")
        live.append(Event(sequence: 4, at: "", actor: "Ann", payload: .decisionCast(made)))
        #expect(live.receipt(ofDecision: "one") == 4)
        #expect(LiveReview(replaying: live.events).receipt(ofDecision: "one") == 4)
        #expect(live.receipt(ofDecision: "two") == nil)
    }

    @Test("What would hang in the air is refused")
    func dependents() {
        var live = LiveReview(replaying: history())
        func add(_ made: CastDecision) {
            let sequence = live.state.sequence + 1
            live.append(
                Event(sequence: sequence, at: "", actor: "A", payload: .decisionCast(made))
            )
        }
        #expect(
            live.objections(to: cast(.include, 3, by: "Ann", stage: .fullText, id: "").decision)
                .first?.contains("waits for votes") == true
        )
        add(cast(.include, 3, by: "Ann", id: "1"))
        add(cast(.include, 3, by: "Bob", id: "2"))
        add(cast(.include, 3, by: "Ann", stage: .fullText, id: "3"))
        let change = live.objections(to: cast(.exclude, 3, by: "Bob", id: "4").decision)
        #expect(change.contains { $0.contains("full text depend") })
        #expect(live.objections(toUndoing: 5).contains { $0.contains("full text depend") })
        #expect(live.objections(toUndoing: 6).isEmpty)
        #expect(
            live.objections(to: cast(.include, 1, by: "Zoe", id: "5").decision).first
                == "unknown reviewer 'Zoe'; the protocol names 'Ann', 'Bob', 'Cy'"
        )
    }
}
