import Foundation
import Screening
import Statistics
import Testing

@Suite struct SequentialRecallBoundTests {
    private typealias Label = ScreeningSequence.Label

    /// E(T) as it is written in the documentation, multiplied out draw by draw.
    private func wealth(_ labels: [Label], total: Int, hypothesis: Int) -> Double {
        let stakes = [(0, 0.35), (0.125, 0.1), (0.25, 0.1), (0.5, 0.15), (0.75, 0.15), (0.9, 0.15)]
        var wealth = 0.0
        for betsOn in [[.random, .audit], [ScreeningSequence.Selection.audit]] {
            for (share, weight) in stakes {
                var product = weight / 2
                var found = 0
                for (index, label) in labels.enumerated() {
                    let chance = Double(hypothesis - found) / Double(total - index)
                    if betsOn.contains(label.selection) {
                        product *= label.isRelevant ? share : (1 - share * chance) / (1 - chance)
                    }
                    if label.isRelevant { found += 1 }
                }
                wealth += product
            }
        }
        return wealth
    }

    private func mixed(_ generator: inout SeededGenerator, total: Int, screened: Int) -> [Label] {
        (0..<screened).map { index in
            Label(
                isRelevant: generator.nextUniform() < 0.4 / (1 + Double(index) / 20),
                selection: generator.nextUniform() < 0.3
                    ? .random : (index > 60 ? .audit : .ranked)
            )
        }
    }

    @Test(arguments: 1...30) func boundIsTheLastTotalNotRefuted(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let total = Int.random(in: 40...300, using: &generator)
        let labels = mixed(
            &generator,
            total: total,
            screened: Int.random(in: 1...total, using: &generator)
        )
        let sequence = try ScreeningSequence(labels: labels, total: total)
        let result = SequentialRecallBound(sequence)
        let found = sequence.found
        let possible = (found...(found + sequence.unscreened)).filter {
            wealth(labels, total: total, hypothesis: $0) < 20
        }
        #expect(result.bound.map { $0.missedAtMost + found } == possible.last)
        let least = StoppingTarget.standard.leastTotalIfMissed(found: found)
        if least <= found + sequence.unscreened {
            let expected = min(1e12, wealth(labels, total: total, hypothesis: least))
            #expect(abs(result.evidenceAgainstMissing / expected - 1) < 1e-9)
        }
    }

    /// The wealth is a martingale: its mean over all orders of drawing is what it began with.
    @Test func theBetIsFair() throws {
        // Six records, two relevant; every order in which three can be drawn, one ranked between.
        var sum = 0.0
        var orders = 0
        for first in 0..<6 {
            for second in 0..<6 where second != first {
                let left = (0..<6).filter { $0 != first && $0 != second }
                // The ranking brings up a relevant record if there is one.
                let ranked = left.first { $0 < 2 } ?? left[0]
                for third in left where third != ranked {
                    let labels = [
                        Label(isRelevant: first < 2, selection: .random),
                        Label(isRelevant: second < 2, selection: .random),
                        Label(isRelevant: ranked < 2),
                        Label(isRelevant: third < 2, selection: .audit),
                    ]
                    sum += wealth(labels, total: 6, hypothesis: 2)
                    orders += 1
                }
            }
        }
        #expect(abs(sum / Double(orders) - 1) < 1e-12)
    }

    @Test func errsLessOftenThanItSays() throws {
        // Two hundred records, twenty relevant, the worst ranking, one draw in three at random, a look
        // at every third record: how often does any look refute the truth?
        var refuted = 0
        let replicates = 200
        for replicate in 0..<replicates {
            var generator = SeededGenerator(seed: UInt64(1_000 + replicate))
            var rest = (0..<200).shuffled(using: &generator)
            var labels: [Label] = []
            while !rest.isEmpty {
                let isRandom = generator.nextUniform() < 1.0 / 3
                let record: Int
                if isRandom {
                    record = rest.remove(at: Int.random(in: rest.indices, using: &generator))
                } else {
                    // The least relevant first: the worst ranking there is.
                    let index = rest.firstIndex { $0 >= 20 } ?? 0
                    record = rest.remove(at: index)
                }
                labels.append(
                    Label(isRelevant: record < 20, selection: isRandom ? .random : .ranked)
                )
                guard labels.count.isMultiple(of: 3) else { continue }
                let bound = SequentialRecallBound(
                    try ScreeningSequence(labels: labels, total: 200)
                ).bound
                if bound.map({ $0.found + $0.missedAtMost < 20 }) ?? true {
                    refuted += 1
                    break
                }
            }
        }
        // 5 % and two standard errors.
        #expect(Double(refuted) / Double(replicates) <= 0.05 + 0.031)
    }

    @Test func edges() throws {
        let ranked = SequentialRecallBound(try ScreeningSequence(ranked: [true, false], total: 9))
        #expect(ranked.drawn == 0)
        #expect(ranked.evidenceAgainstMissing == 1)
        #expect(ranked.bound?.missedAtMost == 7)
        #expect(ranked.supportsTarget == false)

        let all = [Label](repeating: Label(isRelevant: false, selection: .random), count: 6)
        let none = SequentialRecallBound(try ScreeningSequence(labels: all, total: 6))
        #expect(none.bound?.missedAtMost == 0)
        #expect(none.supportsTarget == true)

        let empty = SequentialRecallBound(try ScreeningSequence(labels: [], total: 0))
        #expect(empty.bound?.missedAtMost == 0)

        // Three hundred irrelevant draws, and all the rest turns out relevant: hardly random.
        let odd =
            [Label](repeating: Label(isRelevant: false, selection: .random), count: 300)
            + [Label](repeating: Label(isRelevant: true), count: 90)
        let contradicted = SequentialRecallBound(try ScreeningSequence(labels: odd, total: 400))
        #expect(contradicted.bound == nil)
        #expect(contradicted.supportsTarget == false)
    }
}
