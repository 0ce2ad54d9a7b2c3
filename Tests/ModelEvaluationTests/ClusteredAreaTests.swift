import ModelEvaluation
import Testing

/// Areas of clustered cases, and the measures of a two-by-two table.
@Suite("Clustered cases and measures at a threshold")
struct ClusteredAreaTests {
    /// A generator that needs no system.
    private struct Draw {
        var state: UInt64
        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 53)
        }
    }

    private func sample(_ seed: UInt64, _ count: Int) throws -> (CasePredictions, CasePredictions) {
        var draw = Draw(state: seed)
        let events = (0..<count).map { $0 % 3 == 0 }
        func scores() -> [Double] {
            events.map { ((draw.next() + ($0 ? 0.3 : 0)) * 20).rounded() / 20 }
        }
        let (first, second) = (scores(), scores())
        return (
            try CasePredictions(scores: first, events: events),
            try CasePredictions(scores: second, events: events)
        )
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func clustersOfOneCaseGiveDeLong(_ seed: UInt64) throws {
        let (first, second) = try sample(seed, 60)
        let clusters = (0..<60).map(String.init)
        let expected = try first.areaUnderCurve()
        let found = try first.areaUnderCurve(clusters: clusters)
        #expect(found.area == expected.area)
        #expect(abs((found.variance ?? 0) - (expected.variance ?? 1)) < 1e-14)
        let plain = try first.compareArea(with: second)
        let clustered = try first.compareArea(with: second, clusters: clusters)
        #expect(abs((clustered.z ?? 0) - (plain.z ?? 1)) < 1e-9)
    }

    /// Every case copied three times within its cluster: the variance of I clusters must stay what
    /// the I originals have, while DeLong's falls to a third of it.
    @Test func copiesWithinAClusterAddNothing() throws {
        let (single, _) = try sample(9, 90)
        let copies = try CasePredictions(
            scores: single.scores.flatMap { [$0, $0, $0] },
            events: single.events.flatMap { [$0, $0, $0] }
        )
        let clusters = (0..<90).flatMap { number in Array(repeating: "c\(number)", count: 3) }
        let original = try #require(try single.areaUnderCurve().variance)
        let clustered = try #require(try copies.areaUnderCurve(clusters: clusters).variance)
        let naive = try #require(try copies.areaUnderCurve().variance)
        #expect(abs(clustered - original) < 1e-12)
        #expect(naive < original / 2.5)
    }

    /// The definition by double loops, in another order of summation.
    @Test func varianceIsThatOfTheDefinition() throws {
        let (predictions, _) = try sample(4, 48)
        let clusters = (0..<48).map { "p\($0 % 11)" }
        let (scores, events) = (predictions.scores, predictions.events)
        let positives = scores.indices.filter { events[$0] }
        let negatives = scores.indices.filter { !events[$0] }
        func kernel(_ i: Int, _ j: Int) -> Double {
            scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0
        }
        let (m, n) = (Double(positives.count), Double(negatives.count))
        var area = 0.0
        for i in positives { for j in negatives { area += kernel(i, j) / (m * n) } }
        var (s10, s01, s11) = (0.0, 0.0, 0.0)
        for cluster in Set(clusters) {
            let own = positives.filter { clusters[$0] == cluster }
            let other = negatives.filter { clusters[$0] == cluster }
            let first = own.reduce(0.0) { sum, i in
                sum + negatives.reduce(0.0) { $0 + kernel(i, $1) / n } - area
            }
            let second = other.reduce(0.0) { sum, j in
                sum + positives.reduce(0.0) { $0 + kernel($1, j) / m } - area
            }
            s10 += first * first
            s01 += second * second
            s11 += first * second
        }
        let factor = 11.0 / 10
        let expected = factor * (s10 / (m * m) + s01 / (n * n) + 2 * s11 / (m * n))
        let found = try predictions.areaUnderCurve(clusters: clusters)
        #expect(abs(found.area - area) < 1e-12)
        #expect(abs((found.variance ?? 0) - expected) < 1e-12)
    }

    @Test func aClassInOneClusterHasNoVariance() throws {
        let predictions = try CasePredictions(scores: [1, 2, 3, 4], labels: [1, 1, 0, 0])
        let found = try predictions.areaUnderCurve(clusters: ["a", "a", "b", "c"])
        #expect(found.variance == nil && found.plainInterval == nil)
        #expect(throws: EvaluationError.sizeMismatch(scores: 4, labels: 1)) {
            try predictions.areaUnderCurve(clusters: ["a"])
        }
    }

    /// TP 90, FN 10, TN 160, FP 40: worked out by hand.
    @Test func measuresOfATwoByTwoTable() throws {
        var scores: [Double] = []
        var labels: [Int] = []
        for (score, label, count) in [(1.0, 1, 90), (0.0, 1, 10), (0.0, 0, 160), (1.0, 0, 40)] {
            scores += Array(repeating: score, count: count)
            labels += Array(repeating: label, count: count)
        }
        let predictions = try CasePredictions(scores: scores, labels: labels)
        let point = try predictions.operatingPoint(at: 0.5)
        let measures = try point.measures()
        #expect(abs(measures.accuracy.estimate - 250.0 / 300) < 1e-12)
        #expect(abs(measures.balancedAccuracy - 0.85) < 1e-12)
        #expect(abs((measures.positivePredictiveValue?.estimate ?? 0) - 90.0 / 130) < 1e-12)
        #expect(abs((measures.negativePredictiveValue?.estimate ?? 0) - 160.0 / 170) < 1e-12)
        #expect(abs((measures.positiveLikelihoodRatio ?? 0) - 4.5) < 1e-12)
        #expect(abs((measures.negativeLikelihoodRatio ?? 0) - 0.125) < 1e-12)
        #expect(abs((measures.f1 ?? 0) - 180.0 / 230) < 1e-12)
        // (90·160 − 40·10) / √(130·100·200·170)
        #expect(abs((measures.matthews ?? 0) - 14_000 / (442_000_000.0).squareRoot()) < 1e-12)
        let same = try point.predictiveValues(atPrevalence: 1.0 / 3)
        #expect(abs((same.positive ?? 0) - 90.0 / 130) < 1e-12)
        #expect(abs((same.negative ?? 0) - 160.0 / 170) < 1e-12)
        let rare = try point.predictiveValues(atPrevalence: 0.01)
        #expect(abs((rare.positive ?? 0) - 0.009 / 0.207) < 1e-12)
        #expect((rare.positiveInterval?.lower ?? 1) < 0.009 / 0.207)
        #expect((rare.negativeInterval?.upper ?? 0) > (rare.negative ?? 1))
    }

    @Test func pointsAtAFixedRate() throws {
        let (predictions, _) = try sample(5, 120)
        let curve = try predictions.rocCurve()
        for wanted in [0.0, 0.5, 0.8, 0.95, 1] {
            let high = try #require(curve.point(atSensitivity: wanted))
            #expect(high.sensitivity.estimate >= wanted)
            let better = curve.points.filter { $0.sensitivity.estimate >= wanted }
            #expect(better.allSatisfy { $0.specificity.estimate <= high.specificity.estimate })
            let low = try #require(curve.point(atSpecificity: wanted))
            #expect(low.specificity.estimate >= wanted)
        }
    }
}
