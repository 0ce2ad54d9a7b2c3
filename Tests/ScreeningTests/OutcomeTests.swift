import Screening
import Testing

@Suite struct OutcomeTests {
    private func vote(
        _ reviewer: String,
        _ verdict: Verdict,
        _ reason: String? = nil,
        role: Role = .vote,
        record: String = "a:1"
    ) -> Vote {
        Vote(record: record, reviewer: reviewer, verdict: verdict, reason: reason, role: role)
    }

    @Test func twoVotesAreNeeded() {
        #expect(outcome(of: [], at: .titleAbstract, required: 2) == .awaiting(voted: []))
        #expect(
            outcome(of: [vote("A", .include)], at: .titleAbstract, required: 2)
                == .awaiting(voted: ["A"])
        )
        #expect(outcome(of: [vote("A", .include)], at: .titleAbstract, required: 1) == .included)
    }

    @Test func agreementSettles() {
        let include = [vote("A", .include), vote("B", .include)]
        let exclude = [vote("A", .exclude, "review"), vote("B", .exclude, "review")]
        for stage in Stage.allCases {
            #expect(outcome(of: include, at: stage, required: 2) == .included)
            #expect(outcome(of: exclude, at: stage, required: 2) == .excluded(reason: "review"))
        }
    }

    @Test func maybeIncludesAtTitleAndAbstractOnly() {
        let votes = [vote("A", .include), vote("B", .maybe)]
        #expect(outcome(of: votes, at: .titleAbstract, required: 2) == .included)
        guard case .conflict = outcome(of: votes, at: .fullText, required: 2) else {
            Issue.record("'maybe' settles nothing at full text")
            return
        }
        let against = [vote("A", .exclude), vote("B", .maybe)]
        guard case .conflict = outcome(of: against, at: .titleAbstract, required: 2) else {
            Issue.record("'maybe' against 'exclude' is a conflict")
            return
        }
    }

    @Test func differentReasonsAreAConflictAtFullText() {
        let votes = [vote("A", .exclude, "review"), vote("B", .exclude, "no model")]
        #expect(
            outcome(of: votes, at: .fullText, required: 2)
                == .conflict(.reasons(["no model", "review"]))
        )
        #expect(
            outcome(of: votes, at: .titleAbstract, required: 2) == .excluded(reason: nil)
        )
    }

    @Test func settlementBeatsVotes() {
        let votes = [
            vote("A", .include), vote("B", .exclude, "review"),
            vote("consensus", .exclude, "review", role: .consensus),
        ]
        #expect(outcome(of: votes, at: .fullText, required: 2) == .excluded(reason: "review"))
        let reversed = Array(votes.reversed())
        #expect(outcome(of: reversed, at: .fullText, required: 2) == .excluded(reason: "review"))
    }

    @Test func reviewerWhoDiffersFromHimselfIsAConflict() {
        let votes = [
            vote("A", .include, record: "a:1"), vote("A", .exclude, record: "b:1"),
            vote("B", .include),
        ]
        #expect(
            outcome(of: votes, at: .titleAbstract, required: 2)
                == .conflict(.ownVotes(of: "A"))
        )
    }

    @Test func bothMustFailToRetrieve() {
        let votes = [vote("A", .notRetrieved), vote("B", .notRetrieved)]
        #expect(outcome(of: votes, at: .fullText, required: 2) == .notRetrieved)
    }

    /// Every combination of three reviewers' verdicts gives the same outcome in every order.
    @Test func orderDoesNotMatter() {
        for first in Verdict.allCases {
            for second in Verdict.allCases {
                for third in Verdict.allCases {
                    let votes = [vote("A", first), vote("B", second), vote("C", third)]
                    let orders = [
                        [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0],
                    ]
                    for stage in Stage.allCases {
                        let results = orders.map { order in
                            outcome(of: order.map { votes[$0] }, at: stage, required: 2)
                        }
                        #expect(results.allSatisfy { $0 == results[0] })
                    }
                }
            }
        }
    }
}
