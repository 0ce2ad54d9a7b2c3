import Review
import Screening
import TestSupport
import Testing

/// What a reviewer may see of the others.
@Suite struct BlindingTests {
    private var history = History()

    /// Three reviewers; six works.
    init() {
        set(votes: 2)  // 1
        history.add(.searchImported(search("db", records: 6)))  // 2
    }

    private mutating func set(votes: Int) {
        var value = ReviewProtocol(title: "Blinding")
        value.reviewers = ["A", "B", "C"]
        value.votesPerRecord = votes
        history.add(.protocolSet(value))
    }

    /// Votes that a person sees, as `WORK:REVIEWER`.
    private func seen(by viewer: String) -> [String] {
        history.state.seen(by: viewer).decisions.map {
            "\($0.decision.record.position)\($0.decision.reviewer)"
        }
    }

    @Test mutating func othersAreHiddenUntilAllHaveVoted() {
        history.vote("db:1", .include, by: "A")
        history.vote("db:2", .include, by: "A", "B")
        history.vote("db:3", .include, by: "A")
        history.vote("db:3", .exclude, by: "B")
        #expect(seen(by: "A") == ["1A", "2A", "2B", "3A", "3B"])
        #expect(seen(by: "B") == ["2A", "2B", "3A", "3B"])
        #expect(seen(by: "C") == ["2A", "2B", "3A", "3B"], "nothing of these waits for C")
        let state = history.state.seen(by: "B")
        #expect(state.titleAbstractOutcomes[0] == .awaiting(voted: []))
        #expect(state.titleAbstractOutcomes[1] == .included)
    }

    /// With three votes required, two that differ are a conflict but not all that is required.
    @Test mutating func earlyConflictIsHidden() {
        set(votes: 3)
        history.vote("db:1", .include, by: "A")
        history.vote("db:1", .exclude, by: "B")
        #expect(seen(by: "C") == [])
        #expect(seen(by: "A") == ["1A"])
        history.vote("db:1", .include, by: "C")
        #expect(seen(by: "A") == ["1A", "1B", "1C"])
    }

    @Test mutating func roundIsHiddenUntilOnesOwnVote() {
        let round = CalibrationRound(
            name: "pilot",
            stage: .titleAbstract,
            seed: 1,
            records: [history.id("db:1")]
        )
        history.add(.calibrationDrawn(round))
        history.vote("db:1", .include, by: "A", "B")
        #expect(seen(by: "C") == [])
        #expect(history.state.seen(by: "C").agreements(in: round).allSatisfy { $0.works == 0 })
        #expect(seen(by: "A") == ["1A", "1B"])
        history.vote("db:1", .include, by: "C")
        #expect(seen(by: "C") == ["1A", "1B", "1C"])
    }

    /// In any history: own votes are all there, and of others none on a work that lacks votes.
    @Test(arguments: 1...20)
    func nothingUnripeIsShown(seed: Int) {
        var history = RandomReview(seed: UInt64(seed))
        for _ in 0..<40 { history.step() }
        let state = ReviewState(replaying: history.events)
        for viewer in ["A", "B", "C"] {
            let shown = state.seen(by: viewer)
            func own(_ state: ReviewState) -> [StandingDecision] {
                state.decisions.filter {
                    $0.decision.reviewer == viewer && state.workIndex[$0.decision.record] != nil
                }
            }
            #expect(own(shown) == own(state))
            for standing in shown.decisions where standing.decision.reviewer != viewer {
                let decision = standing.decision
                guard let work = state.workIndex[decision.record] else { continue }
                let votes = state.decisions.filter {
                    $0.decision.stage == decision.stage
                        && state.workIndex[$0.decision.record] == work
                }
                let voters = Set(
                    votes.filter { $0.decision.role == .vote }.map(\.decision.reviewer)
                )
                let isSettled = votes.contains { $0.decision.role == .consensus }
                #expect(voters.count >= 2 || isSettled)
            }
            for standing in state.remarks {
                let remark = standing.remark
                let isOpen = state.isDiscussionOpen(
                    on: remark.record,
                    at: remark.stage,
                    to: viewer
                )
                #expect(shown.remarks.contains(standing) == isOpen)
            }
        }
    }
}
