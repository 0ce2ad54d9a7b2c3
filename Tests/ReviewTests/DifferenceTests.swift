import Review
import RiskOfBias
import Screening
import TestSupport
import Testing

@Suite("Difference between two moments of a review")
struct DifferenceTests {
    private func random(_ seed: Int, steps: Int = 20) -> [Event] {
        var review = RandomReview(seed: UInt64(seed))
        for _ in 0..<steps { review.step() }
        return review.events
    }

    @Test(arguments: 0..<30)
    func nothingDiffersFromItself(seed: Int) {
        let state = ReviewState(replaying: random(seed))
        #expect(ReviewDifference(from: state, to: state).isEmpty)
    }

    /// An event whose state differs in anything that counts shows, whatever its kind.
    @Test(arguments: 0..<60)
    func everyEventThatChangesSomethingShows(seed: Int) {
        let events = random(seed)
        for (index, event) in events.enumerated() {
            let before = ReviewState(replaying: Array(events[..<index]))
            let after = ReviewState(replaying: Array(events[...index]))
            let difference = ReviewDifference(from: before, to: after)
            let isSame =
                before.reviewProtocol == after.reviewProtocol
                && before.imports.map(\.search) == after.imports.map(\.search)
                && before.works == after.works
                && said(before) == said(after)
                && before.titleAbstractOutcomes == after.titleAbstractOutcomes
                && before.fullTextOutcomes == after.fullTextOutcomes
                && before.rounds.map(\.round) == after.rounds.map(\.round)
                && before.closures.map(\.closure) == after.closures.map(\.closure)
                && Set(before.assignments.map { "\($0.assignment)" })
                    == Set(after.assignments.map { "\($0.assignment)" })
                && before.prismaFlow() == after.prismaFlow()
            if !isSame { #expect(!difference.isEmpty, "event \(event.sequence) \(event.payload)") }
        }
    }

    /// What stands, whoever said it again; the line is another one then.
    private func said(_ state: ReviewState) -> Set<String> {
        Set(
            state.decisions.map { standing in
                let row = standing.decision
                return
                    "\(row.record) \(row.stage) \(row.reviewer) \(row.verdict) \(row.reason ?? "")"
            }
        )
    }

    /// Forth and back name the same things with before and after exchanged.
    @Test(arguments: 0..<30)
    func backwardsIsTheMirror(seed: Int) {
        let events = random(seed, steps: 30)
        let half = ReviewState(replaying: Array(events.prefix(events.count / 2)))
        let whole = ReviewState(replaying: events)
        let forth = ReviewDifference(from: half, to: whole)
        let back = ReviewDifference(from: whole, to: half)
        #expect(forth.decisions.map(\.before) == back.decisions.map(\.after))
        #expect(forth.merged == back.separated)
        #expect(
            Set(forth.flow.map { "\($0.what) \($0.before ?? "") \($0.after ?? "")" })
                == Set(back.flow.map { "\($0.what) \($0.after ?? "") \($0.before ?? "")" })
        )
        #expect(forth.isEmpty == back.isEmpty)
    }

    private func evaluation(_ auc: Double, line: Int) -> Evaluation {
        var row = Evaluation(study: "S\(line)", stage: .external, line: line)
        row.values[.auc] = auc
        row.aucStandardError = 0.03
        row.size = 100
        return row
    }

    @Test func movedEstimateMovesThePool() throws {
        var history = History()
        var plan = ReviewProtocol(title: "T")
        plan.analyses = [AnalysisPlan(id: "auc", title: "AUC", measure: .auc)]
        history.add(.protocolSet(plan))
        let rows = [evaluation(0.8, line: 2), evaluation(0.9, line: 3)]
        history.add(.evaluationsRecorded(Sheet(file: "e.csv", sha256: "", rows: rows)))
        let before = history.state
        var moved = evaluation(0.7, line: 2)
        moved.line = 5
        history.add(.evaluationsRecorded(Sheet(file: "new.csv", sha256: "", rows: [moved])))
        let difference = ReviewDifference(from: before, to: history.state)
        let entry = try #require(difference.evaluations.first)
        #expect(difference.evaluations.count == 1)
        #expect(entry.kind == .changed)
        #expect(entry.name == "S2, external")
        #expect(entry.changes == [.init(what: "auc", before: "0.8", after: "0.7")])
        #expect(entry.place == "new.csv:5")
        let result = try #require(difference.results.first)
        #expect(result.analysis == "auc")
        #expect(result.before?.count == 2)
        let figures = (try #require(result.before), try #require(result.after))
        #expect(figures.1.estimate < figures.0.estimate)
        #expect(
            figures.1.estimate
                == history.state.results.first?.stages.first?.pooled?.estimate
        )
    }

    @Test func everyKindOfSheetShows() {
        var history = History()
        history.add(.protocolSet(ReviewProtocol(title: "T")))
        var states = [history.state]
        func step(_ payload: EventPayload) {
            history.add(payload)
            states.append(history.state)
        }
        step(
            .studiesRecorded(
                Sheet(file: "s", sha256: "", rows: [Study(id: "S", reports: [], line: 2)])
            )
        )
        step(.evaluationsRecorded(Sheet(file: "e", sha256: "", rows: [evaluation(0.8, line: 2)])))
        step(
            .pairsJudged(
                Sheet(
                    file: "p",
                    sha256: "",
                    rows: [
                        PairJudgement(
                            first: history.id("a:1"),
                            second: history.id("a:2"),
                            isSame: true,
                            reviewer: "A",
                            note: nil,
                            line: 2
                        )
                    ]
                )
            )
        )
        step(
            .fullTextAttached(
                FullTextAttachment(
                    record: history.id("a:1"),
                    sha256: "00",
                    bytes: 1,
                    name: "a.pdf",
                    by: "A"
                )
            )
        )
        step(
            .assignmentsRecorded(
                Sheet(
                    file: "a",
                    sha256: "",
                    rows: [
                        Assignment(
                            record: history.id("a:1"),
                            stage: .fullText,
                            reviewer: "A",
                            line: 2
                        )
                    ]
                )
            )
        )
        step(.protocolSet(ReviewProtocol(title: "Another")))
        for (before, after) in zip(states, states.dropFirst()) {
            let difference = ReviewDifference(from: before, to: after)
            #expect(!difference.isEmpty, "event \(after.sequence)")
        }
        // An undo of it all leaves the first state.
        for event in 2...history.events.count { history.undo(event) }
        #expect(ReviewDifference(from: states[0], to: history.state).isEmpty)
    }
}
