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
        var (taken, remarks) = (0, 0)
        for step in 0..<200 {
            let payload: EventPayload
            if Int.random(in: 0..<6, using: &generator) == 0 {
                let target = Int.random(in: 1...live.state.sequence, using: &generator)
                guard
                    live.objections(toUndoing: target).isEmpty
                        || live.objection(toTakingBackRemark: target, by: "Ann") == nil
                        || live.isUndoOfRemark(target)
                else { continue }
                payload = .undone(Undo(sequence: target, why: nil))
            } else if Int.random(in: 0..<4, using: &generator) == 0 {
                let made = remark(
                    Int.random(in: 1...7, using: &generator),
                    by: (Self.reviewers + ["Zoe"]).randomElement(using: &generator) ?? "Ann",
                    stage: Stage.allCases.randomElement(using: &generator) ?? .fullText,
                    id: "step-\(step)"
                )
                guard live.objection(to: made) == nil else { continue }
                remarks += 1
                payload = .remarkMade(made)
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
        #expect(remarks > 0)
    }

    private func remark(
        _ position: Int,
        by author: String,
        stage: Stage = .titleAbstract,
        id: String
    ) -> Remark {
        Remark(id: id, record: record(position), stage: stage, author: author, text: "So \(id)")
    }

    @Test(
        "Remarks wait until all votes are in, hide when one is taken back, and trip no settlement"
    )
    func remarks() {
        var live = LiveReview(replaying: history(arbiters: ["Art"]))
        func add(_ payload: EventPayload) -> Int {
            let sequence = live.state.sequence + 1
            live.append(Event(sequence: sequence, at: "t", actor: "A", payload: payload))
            #expect(live.state == ReviewState(replaying: live.events))
            return sequence
        }
        for author in ["Ann", "Art", "Ada"] {
            #expect(live.objection(to: remark(1, by: author, id: "r")) == .closed)
        }
        _ = add(.decisionCast(cast(.include, 1, by: "Ann", id: "1")))
        #expect(live.objection(to: remark(1, by: "Ann", id: "r")) == .closed)
        let last = add(.decisionCast(cast(.exclude, 2, by: "Bob", id: "2")))
        #expect(live.objection(to: remark(9, by: "Ann", id: "r")) == .unknownRecord(record(9)))
        let first = add(.remarkMade(remark(1, by: "Ann", id: "r1")))
        #expect(live.receipt(ofRemark: "r1") == first)
        #expect(LiveReview(replaying: live.events).receipt(ofRemark: "r1") == first)
        #expect(live.objection(toTakingBackRemark: first, by: "A") == nil)
        // The second record is of the same work.
        let second = add(.remarkMade(remark(2, by: "Art", id: "r2")))
        #expect(live.state.remarks(onWork: 0, at: .titleAbstract).map(\.event) == [first, second])
        #expect(
            live.objection(toTakingBackRemark: first, by: "A") == .answered(by: "Art", second)
        )
        #expect(
            live.objection(toTakingBackRemark: first, by: "Art")
                == .ofAnother(first, author: "A")
        )
        #expect(live.state.seen(by: "Cy").remarks.count == 2)
        _ = add(.undone(Undo(sequence: last, why: nil)))
        for viewer in ["Ann", "Bob", "Cy", "Art", "Ada"] {
            #expect(live.state.seen(by: viewer).remarks.isEmpty)
        }
        #expect(live.objection(toTakingBackRemark: second, by: "A") == .closed)
        _ = add(.decisionCast(cast(.include, 1, by: "Bob", id: "3")))
        let undo = add(.undone(Undo(sequence: second, why: nil)))
        #expect(live.state.remarks.map(\.event) == [first])
        #expect(live.objection(toTakingBackRemark: second, by: "A") == .takenBack(second))
        _ = add(.undone(Undo(sequence: undo, why: nil)))
        #expect(live.state.remarks.map(\.event) == [first, second])
    }

    @Test("What a remark speaks of must stay what it was")
    func remarkFaults() {
        var live = LiveReview(replaying: history())
        let payload = EventPayload.remarkMade(remark(9, by: "Ann", id: "r"))
        live.append(Event(sequence: 4, at: "", actor: "A", payload: payload))
        #expect(
            live.state.faults.map(\.description)
                == ["event 4: the remark of Ann names the unknown record a.ris:9"]
        )
    }

    @Test("The log has the beginning of a remark, on one line and without what steers a terminal")
    func excerpt() {
        let text = "One\n\ttwo \u{1B}[31mred " + String(repeating: "x", count: 100)
        let excerpt = Remark(
            id: "",
            record: record(1),
            stage: .fullText,
            author: "A",
            text: text
        ).excerpt
        #expect(excerpt.hasPrefix("One two [31mred xxx"))
        #expect(excerpt.count == 80 && excerpt.hasSuffix("x…"))
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

extension LiveReview {
    /// Whether an event that counts took a remark back.
    fileprivate func isUndoOfRemark(_ sequence: Int) -> Bool {
        guard case .undone(let undo) = event(sequence)?.payload,
            !state.undoneEvents.contains(sequence), event(undo.sequence)?.payload.remark != nil
        else { return false }
        return state.undoneEvents.contains(undo.sequence)
    }
}
