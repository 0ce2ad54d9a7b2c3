import Screening
import Statistics
import Testing

@Suite struct RankedRecallTestTests {
    /// The procedure of the paper word by word: every start, the published K_tar, a plain sum.
    private func published(_ labels: [Bool], total: Int, recall: Double) -> Double {
        let seen = labels.count { $0 }
        var least = 1.0
        var before = 0
        for start in labels.indices {
            let window = labels[start...]
            let relevant = window.count { $0 }
            let population = total - start
            let wanted = Int((Double(seen) / recall - Double(before) + 1).rounded(.down))
            var probability = 0.0
            if wanted <= population {
                for count in 0...relevant {
                    probability += mass(count, population, wanted, window.count)
                }
            }
            least = min(least, probability)
            if labels[start] { before += 1 }
        }
        return least
    }

    private func mass(_ count: Int, _ population: Int, _ marked: Int, _ draws: Int) -> Double {
        guard count <= marked, draws - count <= population - marked, count <= draws else {
            return 0
        }
        // Draw by draw: C(draws, count) orders, each with the same product of chances.
        var probability = 1.0
        for index in 0..<count {
            probability *= Double(marked - index) / Double(population - index)
            probability *= Double(draws - index) / Double(index + 1)
        }
        for index in 0..<(draws - count) {
            probability *= Double(population - marked - index) / Double(population - count - index)
        }
        return probability
    }

    @Test(arguments: 1...60)
    func agreesWithThePublishedProcedure(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let total = Int.random(in: 1...120, using: &generator)
        let screened = Int.random(in: 0...total, using: &generator)
        let fall = Double.random(in: 0...8, using: &generator)
        let labels = (0..<screened).map { index in
            generator.nextUniform() < 0.5 / (1 + fall * Double(index) / 10)
        }
        let sequence = try ScreeningSequence(ranked: labels, total: total)
        for recall in [0.8, 0.95, 0.99] {
            let test = RankedRecallTest(sequence, target: try StoppingTarget(recall: recall))
            let expected = published(labels, total: total, recall: recall)
            #expect(abs(test.pValue - expected) < 1e-10)
        }
    }

    @Test func workedExample() throws {
        // 95 found, then 100 irrelevant ones, of 1,000: a recall below 95 % needs six or more among
        // the 805 left. The chance to draw none of six in 100 of 905 is a product of six ratios.
        let labels = [Bool](repeating: true, count: 95) + [Bool](repeating: false, count: 100)
        let test = RankedRecallTest(try ScreeningSequence(ranked: labels, total: 1_000))
        var expected = 1.0
        for index in 0..<6 { expected *= Double(805 - index) / Double(905 - index) }
        #expect(abs(test.pValue - expected) < 1e-12)
        #expect(test.window == 100)
        #expect(test.relevantInWindow == 0)
        #expect(test.supportsTarget == false)
    }

    @Test func targetsAreNotMovedByRounding() throws {
        let target = StoppingTarget.standard
        #expect(target.leastTotalIfMissed(found: 0) == 1)
        #expect(target.leastTotalIfMissed(found: 1) == 2)
        #expect(target.leastTotalIfMissed(found: 18) == 19)
        #expect(target.leastTotalIfMissed(found: 19) == 21)
        #expect(target.leastTotalIfMissed(found: 95) == 101)
        for hundredths in 1...100 {
            let target = try StoppingTarget(recall: Double(hundredths) / 100)
            for found in 0...300 {
                // ⌊100 found / hundredths⌋ + 1 in whole numbers.
                let exact = found * 100 / hundredths + 1
                #expect(target.leastTotalIfMissed(found: found) == exact)
            }
        }
    }

    @Test func boundIsTheEdgeOfTheTest() throws {
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<40 {
            let total = Int.random(in: 50...400, using: &generator)
            let screened = Int.random(in: 20...total, using: &generator)
            let labels = (0..<screened).map { generator.nextUniform() < 8 / Double(8 + $0) }
            let sequence = try ScreeningSequence(ranked: labels, total: total)
            let bound = RankedRecallTest(sequence).bound
            guard let recall = bound.recall, recall >= 0.02 else { continue }
            // A target at the bound is supported, one above it is not.
            let at = RankedRecallTest(sequence, target: try StoppingTarget(recall: recall))
            #expect(at.supportsTarget == true)
            guard bound.missedAtMost > 0 else { continue }
            let next = Double(bound.found) / Double(bound.found + bound.missedAtMost - 1)
            let above = RankedRecallTest(sequence, target: try StoppingTarget(recall: next))
            #expect(above.supportsTarget == false)
        }
    }

    @Test func moreIrrelevantRecordsNeverWeakenTheClaim() throws {
        var labels = [true, false, true, true, false, true, false, false, true]
        var pValue = 1.0
        var missed = Int.max
        while labels.count < 200 {
            let test = RankedRecallTest(try ScreeningSequence(ranked: labels, total: 200))
            #expect(test.pValue <= pValue)
            #expect(test.bound.missedAtMost <= missed)
            pValue = test.pValue
            missed = test.bound.missedAtMost
            labels.append(false)
        }
        #expect(missed < 5)
    }

    @Test func edges() throws {
        let nothing = RankedRecallTest(try ScreeningSequence(ranked: [], total: 10))
        #expect(nothing.pValue == 1)
        #expect(nothing.bound.missedAtMost == 10)
        #expect(nothing.bound.recall == nil)
        #expect(nothing.supportsTarget == false)

        let all = RankedRecallTest(try ScreeningSequence(ranked: [true, false, true], total: 3))
        #expect(all.pValue == 0)
        #expect(all.bound.recall == 1)
        #expect(all.supportsTarget == true)

        let none = RankedRecallTest(
            try ScreeningSequence(ranked: [Bool](repeating: false, count: 90), total: 100)
        )
        #expect(none.bound.recall == nil)
        #expect(none.supportsTarget == false)
        #expect(none.bound.missedAtMost == 1)

        let empty = RankedRecallTest(try ScreeningSequence(ranked: [], total: 0))
        #expect(empty.supportsTarget == true)
    }

    @Test func aHundredThousandLabelsAreQuick() throws {
        var generator = SeededGenerator(seed: 3)
        let labels = (0..<100_000).map { index in
            generator.nextUniform() < 0.5 / (1 + Double(index) / 1_000)
        }
        let sequence = try ScreeningSequence(ranked: labels, total: 400_000)
        var missed = 0
        let time = ContinuousClock().measure {
            missed = RankedRecallTest(sequence).bound.missedAtMost
        }
        #expect(missed > 0)
        #expect(time < .seconds(30))
    }
}
