import Foundation
import Screening
import Statistics
import Testing

@Suite struct RecallCurveTests {
    /// Labels whose rate is a e^(−b z) along the ranking.
    private func exponential(
        _ height: Double,
        _ fall: Double,
        total: Int,
        seed: UInt64
    ) -> [Bool] {
        var generator = SeededGenerator(seed: seed)
        return (0..<total).map { index in
            generator.nextUniform() < height * exp(-fall * (Double(index) + 0.5) / Double(total))
        }
    }

    @Test func limitsHoldWhereTheModelDoes() throws {
        var (held, estimates) = (0, 0)
        for replicate in 0..<150 {
            let all = exponential(0.3, 6, total: 2_000, seed: UInt64(500 + replicate))
            let curve = RecallCurve(
                try ScreeningSequence(ranked: Array(all.prefix(700)), total: 2_000)
            )
            guard let estimate = curve.estimate else { continue }
            estimates += 1
            let missed = all.dropFirst(700).count { $0 }
            if missed <= estimate.missedLimits.upperBound { held += 1 }
            #expect(estimate.missedLimits.contains(Int(estimate.missed.rounded())))
            #expect(estimate.recallLimits.contains(estimate.recall))
        }
        #expect(estimates == 150)
        // 95 % less two standard errors of 150.
        #expect(Double(held) / Double(estimates) >= 0.95 - 0.036)
    }

    /// One exponential family, solved by hand: the mean position fixes the shape.
    @Test func exponentialFitMatchesItsEquation() throws {
        let total = 4_000
        let screened = 1_600
        let all = exponential(0.5, 9, total: total, seed: 77)
        let curve = RecallCurve(
            try ScreeningSequence(ranked: Array(all.prefix(screened)), total: total)
        )
        let estimate = try #require(curve.estimate)
        try #require(estimate.family == .exponential)
        let positions = all.prefix(screened).indices.filter { all[$0] }
        let mean =
            positions.reduce(0) { $0 + (Double($1) + 0.5) / Double(total) }
            / Double(positions.count)
        let edge = Double(screened) / Double(total)
        // Mean of an exponential cut off at the edge.
        let root = try findRoot(from: 0.1, to: 100) { shape in
            1 / shape - edge / expm1(shape * edge) - mean
        }
        // The grid steps by 4.7 %.
        #expect(abs(log(estimate.shape / root.location)) < 0.025)
        let expected =
            Double(positions.count) * (exp(-root.location * edge) - exp(-root.location))
            / -expm1(-root.location * edge)
        #expect(abs(estimate.missed / expected - 1) < 0.1)
    }

    @Test func aRateThatDoesNotFallIsSaid() throws {
        let labels = (0..<400).map { $0.isMultiple(of: 10) || ($0 > 200 && $0.isMultiple(of: 5)) }
        let curve = RecallCurve(try ScreeningSequence(ranked: labels, total: 800))
        let estimate = try #require(curve.estimate)
        #expect(!estimate.isFalling)
        #expect(curve.statement.contains("does not fall"))
        // Half screened at a constant rate: as many are left as were found.
        let found = Double(labels.count { $0 })
        #expect(abs(estimate.missed / found - 1) < 0.02)
    }

    @Test func tooFewIsSaid() throws {
        var labels = [Bool](repeating: false, count: 50)
        for index in 0..<4 { labels[index * 3] = true }
        let curve = RecallCurve(try ScreeningSequence(ranked: labels, total: 100))
        #expect(curve.estimate == nil)
        #expect(curve.statement.contains("at least 5 relevant"))
        labels[20] = true
        #expect(RecallCurve(try ScreeningSequence(ranked: labels, total: 100)).estimate != nil)
    }

    @Test func edges() throws {
        let complete = RecallCurve(try ScreeningSequence(ranked: [true, false], total: 2))
        #expect(complete.estimate == nil)
        #expect(complete.statement.contains("nothing is left"))
        #expect(RecallCurve(try ScreeningSequence(ranked: [], total: 0)).estimate == nil)
        // All relevant first: little is expected, and the figures stay finite.
        let perfect =
            [Bool](repeating: true, count: 20) + [Bool](repeating: false, count: 300)
        let estimate = try #require(
            RecallCurve(try ScreeningSequence(ranked: perfect, total: 1_000)).estimate
        )
        #expect(estimate.missed.isFinite)
        #expect(estimate.missed < 1)
        #expect(estimate.missedLimits.upperBound < 30)
    }

    @Test func everyFamilyIsItsOwnIntegral() throws {
        // A relevant record at every place in proportion to the rate must give back what is left.
        var generator = SeededGenerator(seed: 5)
        let hyperbolic = (0..<3_000).map { index in
            generator.nextUniform() < 0.6 / (1 + 40 * (Double(index) + 0.5) / 3_000)
        }
        let curve = RecallCurve(
            try ScreeningSequence(ranked: Array(hyperbolic.prefix(1_000)), total: 3_000)
        )
        let estimate = try #require(curve.estimate)
        let left = hyperbolic.dropFirst(1_000).count { $0 }
        #expect(estimate.missedLimits.contains(left))
    }
}
