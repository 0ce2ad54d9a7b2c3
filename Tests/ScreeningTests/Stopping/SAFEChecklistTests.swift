import Screening
import Testing

@Suite struct SAFEChecklistTests {
    private typealias Label = ScreeningSequence.Label

    private func labels(random: [Bool], ranked: [Bool]) -> [Label] {
        random.map { Label(isRelevant: $0, selection: .random) }
            + ranked.map { Label(isRelevant: $0) }
    }

    private func state(
        _ item: SAFEChecklist.Item,
        _ list: SAFEChecklist
    ) -> SAFEChecklist.State? {
        list.entries.first { $0.item == item }?.state
    }

    @Test func allOfPhaseTwo() throws {
        // 20 of 1,000 drawn at random, one relevant: 50 expected, so 100 must be screened.
        let random = [true] + [Bool](repeating: false, count: 19)
        var ranked = [Bool](repeating: true, count: 40) + [Bool](repeating: false, count: 49)
        let papers = [
            ScreeningSequence.KeyPaper(id: "Smith 2019", isFound: true),
            ScreeningSequence.KeyPaper(id: "Jones 2021", isFound: true),
        ]
        func list(_ papers: [ScreeningSequence.KeyPaper]?) throws -> SAFEChecklist {
            SAFEChecklist(
                try ScreeningSequence(
                    labels: labels(random: random, ranked: ranked),
                    total: 1_000,
                    keyPapers: papers
                )
            )
        }
        let almost = try list(papers)
        #expect(almost.estimatedRelevant == 50)
        #expect(state(.noneRelevantLately, almost) == .notMet)
        #expect(!almost.isActiveLearningDone)
        ranked.append(false)
        let done = try list(papers)
        #expect(done.isActiveLearningDone)
        #expect(state(.otherModelTried, done) == .notKnown)
        #expect(done.supportsTarget == nil)

        let unnamed = try list(nil)
        #expect(state(.keyPapersFound, unnamed) == .notKnown)
        #expect(!unnamed.isActiveLearningDone)
        let missing = try list(papers + [.init(id: "Lee 2020", isFound: false)])
        #expect(state(.keyPapersFound, missing) == .notMet)
        #expect(missing.entries.contains { $0.detail.contains("Lee 2020") })
    }

    @Test func twiceTheEstimateAndATenth() throws {
        // 10 of 500 at random, two relevant: 100 expected, 200 to be screened.
        let random = [true, true] + [Bool](repeating: false, count: 8)
        for (screened, twice, tenth) in [
            (189, SAFEChecklist.State.notMet, SAFEChecklist.State.met),
            (190, .met, .met), (39, .notMet, .notMet), (40, .notMet, .met),
        ] {
            let list = SAFEChecklist(
                try ScreeningSequence(
                    labels: labels(
                        random: random,
                        ranked: [Bool](repeating: false, count: screened)
                    ),
                    total: 500
                )
            )
            #expect(state(.twiceEstimatedScreened, list) == twice)
            #expect(state(.tenthScreened, list) == tenth)
        }
    }

    @Test func limitsOfTheEstimateHoldIt() throws {
        let random = [Bool](repeating: true, count: 3) + [Bool](repeating: false, count: 97)
        let list = SAFEChecklist(
            try ScreeningSequence(labels: labels(random: random, ranked: []), total: 2_000)
        )
        let limits = try #require(list.estimatedRelevantLimits)
        #expect(list.estimatedRelevant == 60)
        #expect(limits.contains(60))
        #expect(limits.lowerBound >= 3)
        #expect(limits.upperBound < 200)
        // All screened: no doubt is left.
        let all = SAFEChecklist(
            try ScreeningSequence(labels: labels(random: random, ranked: []), total: 100)
        )
        #expect(all.estimatedRelevantLimits == 3...3)
    }

    @Test func withoutARandomPart() throws {
        let list = SAFEChecklist(
            try ScreeningSequence(ranked: [Bool](repeating: true, count: 30), total: 90)
        )
        #expect(list.estimatedRelevant == nil)
        #expect(list.estimatedRelevantLimits == nil)
        #expect(state(.randomTrainingPart, list) == .notMet)
        #expect(state(.twiceEstimatedScreened, list) == .notKnown)
        let none = SAFEChecklist(
            try ScreeningSequence(labels: labels(random: [false, false], ranked: []), total: 90)
        )
        #expect(state(.randomTrainingPart, none) == .notMet)
        #expect(state(.twiceEstimatedScreened, none) == .notKnown)
    }

    @Test func ticksAreTaken() throws {
        let sequence = try ScreeningSequence(ranked: [], total: 5)
        let list = SAFEChecklist(
            sequence,
            ticks: .init(otherModelTried: true, qualityChecked: false)
        )
        #expect(state(.otherModelTried, list) == .met)
        #expect(state(.qualityChecked, list) == .notMet)
    }

    @Test func runsCountRankedRecordsOnly() throws {
        let labels = [
            Label(isRelevant: true), Label(isRelevant: false),
            Label(isRelevant: false, selection: .random), Label(isRelevant: false),
            Label(isRelevant: false, selection: .audit),
        ]
        let run = ConsecutiveIrrelevant(try ScreeningSequence(labels: labels, total: 8))
        #expect(run.count == 2)
        #expect(run.shareOfTotal == 0.25)
        #expect(run.supportsTarget == nil)
        // A relevant record ends a run however it was found.
        let found = labels + [Label(isRelevant: true, selection: .random)]
        #expect(ConsecutiveIrrelevant(try ScreeningSequence(labels: found, total: 8)).count == 0)
        #expect(ConsecutiveIrrelevant(try ScreeningSequence(labels: [], total: 0)).count == 0)
    }
}
