import Screening
import Statistics
import Testing

@Suite struct RandomAuditTests {
    @Test func workedExample() throws {
        // 300 of 2,000 drawn and none relevant. With K relevant the chance is Π (1700 − i)/(2000 − i).
        let audit = try RandomAudit(sampled: 300, relevant: 0, available: 2_000, foundBefore: 400)
        var chance = 1.0
        var limit = 0
        while true {
            chance *= Double(1_700 - limit) / Double(2_000 - limit)
            if chance <= 0.05 { break }
            limit += 1
        }
        #expect(limit == 18)
        #expect(audit.relevantAtMost == limit)
        #expect(audit.bound.missedAtMost == limit)
        #expect(audit.bound.recall == 400.0 / 418)
        #expect(audit.supportsTarget == true)
    }

    @Test func whatTheSampleFindsCountsAsFound() throws {
        let audit = try RandomAudit(sampled: 100, relevant: 2, available: 500, foundBefore: 40)
        #expect(audit.bound.found == 42)
        #expect(audit.boundBefore.found == 40)
        #expect(audit.boundBefore.missedAtMost == audit.relevantAtMost)
        #expect(audit.bound.missedAtMost == audit.relevantAtMost - 2)
        let before = try #require(audit.boundBefore.recall)
        let after = try #require(audit.bound.recall)
        #expect(after > before)
    }

    @Test func pValueAndBoundDecideAlike() throws {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<300 {
            let available = Int.random(in: 1...600, using: &generator)
            let sampled = Int.random(in: 0...available, using: &generator)
            let relevant = Int.random(in: 0...min(4, sampled), using: &generator)
            let found = Int.random(in: 1...150, using: &generator)
            let audit = try RandomAudit(
                sampled: sampled,
                relevant: relevant,
                available: available,
                foundBefore: found
            )
            let recall = try #require(audit.bound.recall)
            #expect(audit.supportsTarget == (recall >= 0.95))
        }
    }

    /// Every sample of every population: the limit is too low in at most 5 % of samples.
    @Test(arguments: [5, 12, 30]) func coversWhateverTheTruthIs(available: Int) throws {
        for sampled in 0...available {
            for truth in 0...available {
                let distribution = Hypergeometric(
                    population: available,
                    marked: truth,
                    draws: sampled
                )
                var wrong = 0.0
                for relevant in distribution.support {
                    let audit = try RandomAudit(
                        sampled: sampled,
                        relevant: relevant,
                        available: available,
                        foundBefore: 3
                    )
                    if audit.relevantAtMost < truth { wrong += distribution.mass(relevant) }
                }
                #expect(wrong <= 0.05 + 1e-9)
            }
        }
    }

    @Test func readsTheAuditAtTheEnd() throws {
        var labels = [ScreeningSequence.Label](
            repeating: .init(isRelevant: true),
            count: 30
        )
        labels += [ScreeningSequence.Label](repeating: .init(isRelevant: false), count: 70)
        #expect(RandomAudit(try ScreeningSequence(labels: labels, total: 300)) == nil)
        labels += [ScreeningSequence.Label](
            repeating: .init(isRelevant: false, selection: .audit),
            count: 120
        )
        let sequence = try ScreeningSequence(labels: labels, total: 300)
        let direct = try RandomAudit(sampled: 120, relevant: 0, available: 200, foundBefore: 30)
        #expect(RandomAudit(sequence) == direct)
        // Ranked screening that goes on makes the audit one of something else.
        labels.append(.init(isRelevant: false))
        #expect(RandomAudit(try ScreeningSequence(labels: labels, total: 300)) == nil)
    }

    @Test func impossibleNumbersAreRefused() {
        #expect(throws: StoppingError.self) {
            try RandomAudit(sampled: 5, relevant: 6, available: 10, foundBefore: 0)
        }
        #expect(throws: StoppingError.self) {
            try RandomAudit(sampled: 11, relevant: 0, available: 10, foundBefore: 0)
        }
        #expect(
            throws: StoppingError.countOutOfRange(
                name: "the number of relevant records found before",
                value: -1
            )
        ) {
            try RandomAudit(sampled: 1, relevant: 0, available: 10, foundBefore: -1)
        }
    }

    @Test(arguments: [(2_000, 400), (2_000, 40), (50, 3), (10, 1_000), (7, 0)])
    func planIsTheLeastThatSuffices(available: Int, found: Int) throws {
        let plan = try AuditPlan(available: available, found: found)
        func supports(_ size: Int) throws -> Bool? {
            try RandomAudit(sampled: size, relevant: 0, available: available, foundBefore: found)
                .supportsTarget
        }
        #expect(try supports(plan.sampleSize) == true)
        if plan.sampleSize > 0 {
            #expect(try supports(plan.sampleSize - 1) == false)
        }
    }

    @Test func planForSomeFindsAllowsFewerToo() throws {
        for allowed in [0, 1, 3] {
            let plan = try AuditPlan(available: 900, found: 60, relevantAllowed: allowed)
            for relevant in 0...allowed {
                let audit = try RandomAudit(
                    sampled: plan.sampleSize,
                    relevant: relevant,
                    available: 900,
                    foundBefore: 60
                )
                #expect(audit.supportsTarget == true)
            }
        }
        let sizes = try [0, 1, 2, 3].map {
            try AuditPlan(available: 900, found: 60, relevantAllowed: $0).sampleSize
        }
        #expect(sizes == sizes.sorted())
    }

    @Test func planShrinksWithTheNumberFound() throws {
        let sizes = try [1, 20, 50, 100, 400, 2_000].map {
            try AuditPlan(available: 3_000, found: $0).sampleSize
        }
        #expect(sizes == sizes.sorted(by: >))
        #expect(try AuditPlan(available: 3_000, found: 0).sampleSize == 3_000)
        #expect(try AuditPlan(available: 0, found: 5).sampleSize == 0)
        // With 2,000 found 105 may be missing: all of these 100.
        #expect(try AuditPlan(available: 100, found: 2_000).sampleSize == 0)
    }
}
