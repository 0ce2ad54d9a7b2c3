import Review
import Screening
import Testing

/// Reviewers who leave, and arbiters.
@Suite struct AuthorityTests {
    private var history = History()

    init() {
        set(["A", "B"])  // 1
        history.add(.searchImported(search("db", records: 5)))  // 2
    }

    private mutating func set(
        _ reviewers: [String],
        former: [String] = [],
        arbiters: [String] = []
    ) {
        var value = ReviewProtocol(title: "People")
        value.reviewers = reviewers
        value.formerReviewers = former
        value.arbiters = arbiters
        history.add(.protocolSet(value))
    }

    private mutating func settle(_ record: String, by reviewer: String) {
        let row = Decision(
            record: history.id(record),
            stage: .titleAbstract,
            reviewer: reviewer,
            verdict: .include,
            reason: nil,
            role: .consensus,
            note: nil,
            line: 9
        )
        history.add(.decisionsRecorded(Sheet(file: "s.csv", sha256: "", rows: [row])))
    }

    @Test mutating func votesStandAndTheRestIsFree() {
        history.vote("db:1", .include, by: "B")  // 3
        history.vote("db:2", .include, by: "A")  // 4
        history.vote("db:2", .exclude, by: "B")  // 5
        set(["A", "C"], former: ["B"])  // 6
        let state = history.state
        #expect(state.faults == [])
        #expect(state.isExpected("A", onWork: 0, at: .titleAbstract))
        #expect(state.isExpected("C", onWork: 0, at: .titleAbstract))
        #expect(state.isExpected("C", onWork: 2, at: .titleAbstract))
        history.vote("db:1", .include, by: "C")
        settle("db:2", by: "C")
        #expect(history.state.titleAbstractOutcomes.prefix(2) == [.included, .included])
        #expect(history.faults == [])
    }

    @Test mutating func newVotesOfThoseWhoLeftAreRefused() {
        history.vote("db:1", .include, by: "B")  // 3
        set(["A"], former: ["B"])  // 4
        history.vote("db:2", .include, by: "B")  // 5
        #expect(
            history.faults == [
                "d.csv:2: 'B' has left the review (event 4): votes from before stand, new ones "
                    + "are not taken"
            ]
        )
        history.undo(5)
        // A changed sheet repeats the old row; to change the verdict would be a new vote.
        history.undo(3)
        history.vote("db:1", .include, by: "B")
        #expect(history.faults == [])
        history.vote("db:1", .exclude, by: "B")
        #expect(history.faults.count == 1)
        // Who comes back may vote again.
        set(["A", "B"])
        #expect(history.faults == [])
        history.vote("db:3", .exclude, by: "B")
        #expect(history.faults == [])
    }

    /// A fresh journal takes up sheets of somebody who left before it began.
    @Test func freshJournalTakesOldVotes() {
        var fresh = History()
        var value = ReviewProtocol(title: "Again")
        value.reviewers = ["A"]
        value.formerReviewers = ["B"]
        fresh.add(.protocolSet(value))
        fresh.add(.searchImported(search("db", records: 2)))
        fresh.vote("db:1", .include, by: "A", "B")
        #expect(fresh.faults == [])
        #expect(fresh.state.titleAbstractOutcomes[0] == .included)
        value.statement = "changed"
        fresh.add(.protocolSet(value))
        fresh.vote("db:2", .include, by: "B")
        #expect(fresh.faults == [], "never a reviewer of this journal")
        fresh.vote("db:2", .include, by: "Z")
        #expect(fresh.faults.count == 1)
    }

    @Test mutating func whatWasAssignedToThemIsFree() {
        let rows = ["A", "B"].map {
            Assignment(record: history.id("db:1"), stage: .titleAbstract, reviewer: $0, line: 2)
        }
        history.add(.assignmentsRecorded(Sheet(file: "a.csv", sha256: "", rows: rows)))
        set(["A", "C"], former: ["B"])
        let state = history.state
        #expect(state.faults == [])
        #expect(state.assignees(ofWork: 0, at: .titleAbstract) == ["A"])
        #expect(state.isExpected("C", onWork: 0, at: .titleAbstract))
        #expect(state.workloads(at: .titleAbstract).map(\.reviewer) == ["A"])
    }

    @Test mutating func onlyArbitersSettle() {
        settle("db:1", by: "consensus")  // 3
        set(["A", "B"], arbiters: ["C"])  // 4
        #expect(history.faults == [], "settled before there were arbiters")
        settle("db:2", by: "A")  // 5
        settle("db:3", by: "C")  // 6
        #expect(
            history.faults == ["s.csv:9: 'A' may not settle conflicts; the arbiters are 'C'"]
        )
        history.undo(5)
        set(["A", "B"], arbiters: ["D"])  // 8
        #expect(history.faults == [], "what C settled stands")
        settle("db:2", by: "C")
        #expect(history.faults.count == 1)
        set(["A", "B"])
        #expect(history.faults == [])
    }
}
