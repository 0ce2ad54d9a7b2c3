import Foundation
import ModelEvaluation
import Statistics
import Testing

@Suite struct AreaUnderCurveTests {
    /// Scores on a coarse grid, so that there are many ties, from a fixed linear generator.
    private func predictions(_ count: Int, seed: UInt64) throws -> CasePredictions {
        var state = seed
        func next(_ bound: UInt64) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % bound)
        }
        let labels = (0..<count).map { $0 < 2 ? $0 : next(3) / 2 }
        let scores = labels.map { Double(next(12) + 3 * $0) / 16 }
        return try CasePredictions(scores: scores, labels: labels)
    }

    /// Area and DeLong's variance by comparing every pair.
    private func byPairs(_ predictions: CasePredictions) -> (area: Double, variance: Double) {
        let cases = zip(predictions.scores, predictions.events)
        let with = cases.filter(\.1).map(\.0)
        let without = cases.filter { !$0.1 }.map(\.0)
        func kernel(_ one: Double, _ other: Double) -> Double {
            one > other ? 1 : one == other ? 0.5 : 0
        }
        func variance(_ values: [Double]) -> Double {
            let mean = values.reduce(0, +) / Double(values.count)
            return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
        }
        let positive = with.map { one in
            without.reduce(0) { $0 + kernel(one, $1) } / Double(without.count)
        }
        let negative = without.map { other in
            with.reduce(0) { $0 + kernel($1, other) } / Double(with.count)
        }
        return (
            positive.reduce(0, +) / Double(with.count),
            variance(positive) / Double(with.count) + variance(negative) / Double(without.count)
        )
    }

    @Test(arguments: [(5, 1), (9, 2), (40, 3), (173, 4), (400, 5)] as [(Int, UInt64)])
    func agreesWithComparingEveryPair(count: Int, seed: UInt64) throws {
        let predictions = try predictions(count, seed: seed)
        let area = try predictions.areaUnderCurve()
        let expected = byPairs(predictions)
        #expect(abs(area.area - expected.area) < 1e-12)
        if predictions.positives > 1, predictions.negatives > 1 {
            #expect(abs((area.variance ?? .nan) - expected.variance) < 1e-12)
        } else {
            #expect(area.variance == nil)
        }
    }

    /// Sizes on both sides of where counting digits takes over from comparing; scores of both signs,
    /// both zeros, huge and tiny ones.
    @Test(arguments: [40, 1_000, 3_000], 1...4)
    func agreesWithEveryPairOnAnyScale(count: Int, seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let scales = [Double.leastNonzeroMagnitude, 1e-3, 1, 1e9, 1e300]
        let scores = (0..<count).map { index -> Double in
            let scale = scales[index % scales.count]
            let step = Double(Int(generator.nextUniform() * 9)) - 4
            return index % 11 == 0 ? -0.0 : step * scale
        }
        let events = scores.map { generator.nextUniform() < ($0 > 0 ? 0.6 : 0.3) }
        let predictions = try CasePredictions(scores: scores, events: events)
        let area = try predictions.areaUnderCurve()
        let expected = byPairs(predictions)
        #expect(abs(area.area - expected.area) < 1e-12)
        #expect(abs((area.variance ?? .nan) - expected.variance) < 1e-12)
        #expect(abs((try predictions.compareArea(with: predictions)).first - expected.area) < 1e-12)
    }

    @Test(arguments: 1...5)
    func staysUnderIncreasingTransforms(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let scores = (0..<2_000).map { _ in (generator.nextUniform() * 40).rounded() / 4 - 3 }
        let events = scores.map { generator.nextUniform() < 0.2 + $0 / 20 }
        let plain = try CasePredictions(scores: scores, events: events).areaUnderCurve()
        for transform in [{ exp($0) }, { 5 * $0 - 100 }, { $0 * $0 * $0 }] as [(Double) -> Double] {
            let other = try CasePredictions(scores: scores.map(transform), events: events)
            #expect(try other.areaUnderCurve() == plain)
        }
    }

    @Test func turnsOverWithTheScores() throws {
        let predictions = try predictions(120, seed: 6)
        let turned = try CasePredictions(
            scores: predictions.scores.map { -$0 },
            events: predictions.events
        )
        let area = try predictions.areaUnderCurve()
        let other = try turned.areaUnderCurve()
        #expect(abs(area.area + other.area - 1) < 1e-12)
        #expect(abs((area.variance ?? .nan) - (other.variance ?? .nan)) < 1e-12)
        let logit = try #require(area.logitInterval)
        let otherLogit = try #require(other.logitInterval)
        #expect(abs(logit.lower + otherLogit.upper - 1) < 1e-12)
    }

    @Test func isTheAreaUnderItsPoints() throws {
        let predictions = try predictions(300, seed: 7)
        let points = try predictions.rocCurve().points
        var trapezoids = 0.0
        for (left, right) in zip(points, points.dropFirst()) {
            trapezoids +=
                (right.specificity.estimate - left.specificity.estimate)
                * (right.sensitivity.estimate + left.sensitivity.estimate) / 2
        }
        let area = try predictions.areaUnderCurve().area
        #expect(abs(area - trapezoids) < 1e-12)
        for axis in PartialAreaAxis.allCases {
            let whole = try predictions.partialArea(over: axis, from: 0, to: 1)
            #expect(abs(whole.area - area) < 1e-12)
            #expect(abs(whole.standardised - area) < 1e-12)
            let pieces =
                try predictions.partialArea(over: axis, from: 0, to: 0.37).area
                + predictions.partialArea(over: axis, from: 0.37, to: 1).area
            #expect(abs(pieces - area) < 1e-12)
        }
    }

    @Test func doesNotClaimCertaintyFromCompleteSeparation() throws {
        let predictions = try CasePredictions(
            scores: [0.1, 0.2, 0.3, 0.7, 0.8],
            labels: [0, 0, 0, 1, 1]
        )
        let area = try predictions.areaUnderCurve()
        #expect(area.area == 1 && area.variance == 0)
        #expect(area.plainInterval == nil && area.logitInterval == nil)
        for axis in PartialAreaAxis.allCases {
            let partial = try predictions.partialArea(over: axis, from: 0.8, to: 1)
            #expect(abs(partial.area - 0.2) < 1e-15)
            #expect(abs(partial.standardised - 1) < 1e-12)
        }
    }

    @Test func hasNoVarianceFromASingleCase() throws {
        let area = try CasePredictions(scores: [1, 2, 3], labels: [0, 1, 0]).areaUnderCurve()
        #expect(area.area == 0.5)
        #expect(area.variance == nil && area.plainInterval == nil)
    }

    @Test func isHalfForConstantScores() throws {
        let predictions = try CasePredictions(scores: [2, 2, 2, 2], labels: [0, 1, 0, 1])
        #expect(try predictions.areaUnderCurve().area == 0.5)
        let roc = try predictions.rocCurve()
        #expect(roc.points.count == 2 && roc.bestPoints.count == 2)
    }

    @Test func comparesSymmetricallyAndNotWithItself() throws {
        let first = try predictions(90, seed: 8)
        let second = try CasePredictions(
            scores: first.scores.enumerated().map {
                ($0.offset % 7 == 0) ? -$0.element : $0.element
            },
            events: first.events
        )
        let forward = try first.compareArea(with: second)
        let backward = try second.compareArea(with: first)
        #expect(abs((forward.z ?? .nan) + (backward.z ?? .nan)) < 1e-12)
        #expect(forward.pValue == backward.pValue)
        let same = try first.compareArea(with: first)
        #expect(same.difference == 0 && same.variance == 0)
        #expect(same.z == nil && same.pValue == nil && same.interval == nil)
    }

    @Test func sortsAMillionCases() throws {
        let count = 1_000_000
        let labels = (0..<count).map { $0 % 2 }
        let scores = (0..<count).map { Double(($0 * 7919) % count) + Double($0 % 2) * 1000 }
        let clock = ContinuousClock()
        var area: AreaUnderCurve?
        let time = try clock.measure {
            area = try CasePredictions(scores: scores, labels: labels).areaUnderCurve()
        }
        #expect((area?.area ?? 0) > 0.5)
        // Comparing all pairs would take minutes.
        #expect(time < .seconds(60))
    }
}
