import Screening
import TestSupport
import Testing

/// Two reviewers' votes and what they come to, typed by hand.
@Suite struct OutcomeTableTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let first: Verdict
        let second: Verdict
        let screening: Outcome
        let fullText: Outcome

        var testDescription: String { "\(first.rawValue) + \(second.rawValue)" }
    }

    private static let excluded = Outcome.excluded(reason: nil)
    private static func sides(_ words: String...) -> Outcome {
        let sides = zip(["A", "B", "C"], words).map { name, words in
            Disagreement.Side(
                reviewer: name,
                verdicts: words.split(separator: "/").compactMap { Verdict(rawValue: String($0)) }
            )
        }
        return .conflict(.verdicts(sides))
    }
    private static let undecided = Outcome.conflict(.undecided)
    private static let tooEarly = Outcome.conflict(.notRetrievedTooEarly)

    static let rows: [Row] = [
        Row(first: .include, second: .include, screening: .included, fullText: .included),
        Row(
            first: .include,
            second: .exclude,
            screening: sides("include", "exclude"),
            fullText: sides("include", "exclude")
        ),
        Row(
            first: .include,
            second: .maybe,
            screening: .included,
            fullText: sides("include", "maybe")
        ),
        Row(
            first: .include,
            second: .notRetrieved,
            screening: sides("include", "not-retrieved"),
            fullText: sides("include", "not-retrieved")
        ),
        Row(first: .exclude, second: .exclude, screening: excluded, fullText: excluded),
        Row(
            first: .exclude,
            second: .maybe,
            screening: sides("exclude", "maybe"),
            fullText: sides("exclude", "maybe")
        ),
        Row(
            first: .exclude,
            second: .notRetrieved,
            screening: sides("exclude", "not-retrieved"),
            fullText: sides("exclude", "not-retrieved")
        ),
        Row(first: .maybe, second: .maybe, screening: .included, fullText: undecided),
        Row(
            first: .maybe,
            second: .notRetrieved,
            screening: sides("maybe", "not-retrieved"),
            fullText: sides("maybe", "not-retrieved")
        ),
        Row(
            first: .notRetrieved,
            second: .notRetrieved,
            screening: tooEarly,
            fullText: .notRetrieved
        ),
    ]

    private func vote(
        _ reviewer: String,
        _ verdict: Verdict,
        _ reason: String? = nil,
        role: Role = .vote,
        record: String = "a:1"
    ) -> Vote {
        Vote(record: record, reviewer: reviewer, verdict: verdict, reason: reason, role: role)
    }

    @Test(arguments: rows) func twoVotes(row: Row) {
        let votes = [vote("A", row.first), vote("B", row.second)]
        for required in 1...2 {
            #expect(outcome(of: votes, at: .titleAbstract, required: required) == row.screening)
            #expect(outcome(of: votes, at: .fullText, required: required) == row.fullText)
        }
    }

    /// Votes that disagree are a conflict at once; those that agree wait for the third.
    @Test(arguments: rows) func twoVotesOfThree(row: Row) {
        let votes = [vote("B", row.second), vote("A", row.first)]
        func expected(_ settled: Outcome, at stage: Stage) -> Outcome {
            let isMet =
                stage == .titleAbstract
                && [row.first, row.second].allSatisfy {
                    $0 == .include || $0 == .maybe
                }
            return row.first == row.second || isMet ? .awaiting(voted: ["A", "B"]) : settled
        }
        #expect(
            outcome(of: votes, at: .titleAbstract, required: 3)
                == expected(row.screening, at: .titleAbstract)
        )
        #expect(
            outcome(of: votes, at: .fullText, required: 3) == expected(row.fullText, at: .fullText)
        )
    }

    @Test(arguments: Stage.allCases) func oneVote(stage: Stage) {
        for verdict in Verdict.allCases {
            let votes = [vote("A", verdict, verdict == .exclude ? "review" : nil)]
            for required in 2...3 {
                #expect(
                    outcome(of: votes, at: stage, required: required) == .awaiting(voted: ["A"])
                )
            }
        }
        #expect(
            outcome(of: [vote("A", .exclude, "review")], at: stage, required: 1)
                == .excluded(reason: "review")
        )
    }

    @Test func threeVotes() {
        let votes = ["A", "B", "C"].map { vote($0, .exclude, "review") }
        for stage in Stage.allCases {
            #expect(outcome(of: votes, at: stage, required: 3) == .excluded(reason: "review"))
        }
        let split = [vote("A", .include), vote("B", .include), vote("C", .exclude, "review")]
        for stage in Stage.allCases {
            #expect(
                outcome(of: split, at: stage, required: 2)
                    == Self.sides("include", "include", "exclude"),
                "two against one is no agreement"
            )
        }
    }

    /// A requirement that no vote could miss would settle a work that nobody has seen.
    @Test func noVoteSettlesNothing() {
        for required in -1...3 {
            for stage in Stage.allCases {
                #expect(outcome(of: [], at: stage, required: required) == .awaiting(voted: []))
            }
        }
    }

    /// Records of one work may be voted on one by one: that is still one reviewer.
    @Test func votesOnTwoRecordsOfAWork() {
        let same = [vote("A", .include, record: "a:1"), vote("A", .include, record: "b:4")]
        #expect(
            outcome(of: same, at: .titleAbstract, required: 2) == .awaiting(voted: ["A"])
        )
        let mild = [vote("A", .include, record: "a:1"), vote("A", .maybe, record: "b:4")]
        #expect(outcome(of: mild, at: .titleAbstract, required: 1) == .included)
        #expect(
            outcome(of: mild, at: .fullText, required: 1)
                == .conflict(.ownVotes(of: "A"))
        )
        #expect(
            outcome(of: mild + [vote("B", .exclude)], at: .titleAbstract, required: 2)
                == Self.sides("include/maybe", "exclude")
        )
        let reasons = [
            vote("A", .exclude, "review", record: "a:1"),
            vote("A", .exclude, "no model", record: "b:4"), vote("B", .exclude, "review"),
        ]
        #expect(
            outcome(of: reasons, at: .fullText, required: 2)
                == .conflict(.reasons(["no model", "review"]))
        )
    }

    /// One reason and none is no disagreement: the reason stands.
    @Test(arguments: Stage.allCases) func reasonFromOneSide(stage: Stage) {
        let votes = [vote("A", .exclude), vote("B", .exclude, "review")]
        #expect(outcome(of: votes, at: stage, required: 2) == .excluded(reason: "review"))
    }

    @Test func settlements() {
        let quarrel = [vote("A", .include), vote("B", .exclude, "review")]
        let table: [(Verdict, String?, Outcome, Outcome)] = [
            (.include, nil, .included, .included),
            (.exclude, "no model", .excluded(reason: "no model"), .excluded(reason: "no model")),
            (.maybe, nil, .included, Self.undecided),
            (.notRetrieved, nil, Self.tooEarly, .notRetrieved),
        ]
        for (verdict, reason, screening, fullText) in table {
            let settlement = vote("consensus", verdict, reason, role: .consensus)
            for votes in [quarrel + [settlement], [settlement] + quarrel, [settlement]] {
                #expect(outcome(of: votes, at: .titleAbstract, required: 3) == screening)
                #expect(outcome(of: votes, at: .fullText, required: 3) == fullText)
            }
        }
        let twice = [
            vote("A", .include, role: .consensus),
            vote("B", .exclude, "review", role: .consensus, record: "b:4"),
        ]
        #expect(outcome(of: twice, at: .fullText, required: 2) == .excluded(reason: "review"))
    }
}

@Suite struct OutcomePropertyTests {
    /// Random votes of up to four reviewers on up to two records of a work.
    private func votes(_ random: inout SplitMix) -> [Vote] {
        var votes: [Vote] = []
        for reviewer in ["A", "B", "C", "D"].prefix(random.below(5)) {
            let records = random.below(3) == 0 ? ["a:1", "b:4"] : ["a:1"]
            // Mostly one verdict for all, so that agreements are not rare.
            let usual = Verdict.allCases[random.below(2)]
            for record in records {
                let verdict =
                    random.below(4) == 0
                    ? Verdict.allCases[random.below(Verdict.allCases.count)] : usual
                votes.append(
                    Vote(
                        record: record,
                        reviewer: reviewer,
                        verdict: verdict,
                        reason: verdict == .exclude
                            ? [nil, "review", "no model"][random.below(3)] : nil
                    )
                )
            }
        }
        if random.below(5) == 0 {
            votes.append(
                Vote(
                    record: "a:1",
                    reviewer: "consensus",
                    verdict: Verdict.allCases[random.below(Verdict.allCases.count)],
                    reason: nil,
                    role: .consensus
                )
            )
        }
        return votes
    }

    @Test(arguments: Stage.allCases) func orderDoesNotMatter(stage: Stage) {
        var random = SplitMix(state: 2026)
        var kinds: Set<String> = []
        for _ in 0..<4_000 {
            let given = votes(&random)
            let required = 1 + random.below(3)
            let expected = outcome(of: given, at: stage, required: required)
            kinds.insert(String("\(expected)".prefix { $0 != "(" }))
            for _ in 0..<3 {
                let shuffled = given.shuffled(using: &random)
                #expect(
                    outcome(of: shuffled, at: stage, required: required) == expected,
                    "\(given)"
                )
            }
        }
        let all: Set = ["awaiting", "conflict", "included", "excluded"]
        #expect(kinds == (stage == .fullText ? all.union(["notRetrieved"]) : all))
    }

    /// What settles, settles for good reasons: re-derived without the code under test.
    @Test(arguments: Stage.allCases) func settledMeansAgreed(stage: Stage) {
        var random = SplitMix(state: 2027)
        for _ in 0..<4_000 {
            let given = votes(&random).filter { $0.role == .vote }
            let required = 1 + random.below(3)
            let reviewers = Set(given.map(\.reviewer)).count
            let passes: Set<Verdict> = stage == .titleAbstract ? [.include, .maybe] : [.include]
            let isUnanimous = { (wanted: Set<Verdict>) in
                reviewers >= required && given.allSatisfy { wanted.contains($0.verdict) }
            }
            switch outcome(of: given, at: stage, required: required) {
            case .included: #expect(isUnanimous(passes))
            case .excluded(let reason):
                #expect(isUnanimous([.exclude]))
                let reasons = Set(given.compactMap(\.reason))
                #expect(reason == (reasons.count == 1 ? reasons.first : nil))
                #expect(stage == .titleAbstract || reasons.count < 2)
            case .notRetrieved:
                #expect(stage == .fullText && isUnanimous([.notRetrieved]))
            case .awaiting(let voted):
                #expect(voted == Set(given.map(\.reviewer)).sorted())
                #expect(voted.count < required)
            case .conflict:
                #expect(!isUnanimous(passes))
                #expect(!isUnanimous([.exclude]) || Set(given.compactMap(\.reason)).count > 1)
            }
        }
    }
}
