import Foundation
import Statistics
import Testing

@testable import ModelEvaluation

/// Samples of the cases, drawn with replacement.
struct PredictionResamplesTests {
    private func sample(_ seed: UInt64, _ cases: Int, rounded: Bool = false) throws
        -> CasePredictions
    {
        var generator = SeededGenerator(seed: seed)
        let logits = (0..<cases).map { _ in 1.2 * generator.nextNormal() - 0.4 }
        let events = logits.map { generator.nextUniform() < 1 / (1 + exp(-0.8 * $0)) }
        let scores = logits.map { 1 / (1 + exp(-$0)) }
        return try CasePredictions(
            scores: rounded ? scores.map { (0.5 + 9 * $0).rounded() / 10 } : scores,
            events: events
        )
    }

    /// With every case counting once, and with cases that count several times, the figures are those of
    /// the functions that take plain cases.
    @Test(arguments: [false, true])
    func weightedFiguresAreThoseOfRepeatedCases(_ isWeighted: Bool) throws {
        let cases = try sample(1, 80, rounded: true)
        let times = (0..<80).map { Int32(isWeighted ? ($0 * 7) % 4 : 1) }
        let places = times.indices.flatMap { Array(repeating: $0, count: Int(times[$0])) }
        let plain = try CasePredictions(
            scores: places.map { cases.scores[$0] },
            events: places.map { cases.events[$0] }
        )
        let figures = WeightedFigures(
            cases,
            thresholds: [.infinity, 0.35, -.infinity, 0.5],
            decisionThresholds: [0.2, 0.5],
            hasCurve: true,
            needsDistances: true
        )
        let found = figures.values(times: times)
        #expect(found.count == figures.width)
        func check(_ figure: PerformanceFigure, _ expected: Double?, point: Int? = nil) throws {
            let value = found[try #require(figures.place(figure, point: point))]
            guard let expected else {
                #expect(!value.isFinite, "\(figure)")
                return
            }
            #expect(abs(value - expected) < 1e-9, "\(figure) \(value) \(expected)")
        }
        try check(.area, try plain.areaUnderCurve().area)
        try check(.brier, try plain.brierScore().score)
        try check(.scaledBrier, try plain.brierScore().scaled)
        let calibration = try plain.calibration()
        try check(.observedExpected, calibration.observedExpected.ratio)
        try check(.inTheLarge, calibration.inTheLarge.estimate)
        try check(.intercept, calibration.intercept?.estimate)
        try check(.slope, calibration.slope?.estimate)
        if !isWeighted {
            try check(.integratedIndex, try plain.smoothCalibration()?.integratedIndex)
        }
        for (number, threshold) in [Double.infinity, 0.35, -.infinity, 0.5].enumerated() {
            let point = try plain.operatingPoint(at: threshold)
            let measures = try point.measures()
            try check(.sensitivity, point.sensitivity.estimate, point: number)
            try check(.specificity, point.specificity.estimate, point: number)
            try check(.accuracy, measures.accuracy.estimate, point: number)
            try check(.balancedAccuracy, measures.balancedAccuracy, point: number)
            try check(
                .positivePredictiveValue,
                measures.positivePredictiveValue?.estimate,
                point: number
            )
            try check(
                .negativePredictiveValue,
                measures.negativePredictiveValue?.estimate,
                point: number
            )
            try check(.positiveLikelihoodRatio, measures.positiveLikelihoodRatio, point: number)
            try check(.negativeLikelihoodRatio, measures.negativeLikelihoodRatio, point: number)
            try check(.f1, measures.f1, point: number)
            try check(.matthews, measures.matthews, point: number)
        }
        let benefits = try plain.decisionCurve(at: [0.2, 0.5])
        for (place, benefit) in zip(figures.decisionColumns, benefits) {
            #expect(abs(found[place] - benefit.model) < 1e-12)
        }
        if !isWeighted { #expect(found[figures.distanceColumns].allSatisfy { $0 == 0 }) }
    }

    @Test func clustersOfOneCaseAreCases() throws {
        let cases = try sample(2, 60)
        let plan = ResamplingPlan(samples: 120, thresholds: [0.4])
        let single = try cases.resampled(CaseResampling(cases: 60, seed: 4), plan)
        let clustered = try cases.resampled(
            CaseResampling(clusters: (0..<60).map { "c\($0)" }, seed: 4),
            plan
        )
        #expect(single.estimate(.area) == clustered.estimate(.area))
        #expect(single.estimate(.slope) == clustered.estimate(.slope))
        #expect(
            single.estimate(.sensitivity, at: 0) == clustered.estimate(.sensitivity, at: 0)
        )
    }

    @Test func clustersAreDrawnWhole() {
        let clusters = (0..<50).map { "c\($0 * $0 % 7)" }
        let resampling = CaseResampling(clusters: clusters, seed: 9)
        for sample in 0..<20 {
            let times = resampling.times(of: sample)
            var seen: [String: Int32] = [:]
            for (cluster, count) in zip(clusters, times) {
                #expect(seen[cluster, default: count] == count)
                seen[cluster] = count
            }
            #expect(seen.values.reduce(0, +) == Int32(resampling.units))
        }
        let cases = CaseResampling(cases: 1_000, seed: 1)
        #expect(cases.times(of: 0).reduce(0, +) == 1_000)
        let left = (0..<20).map { Double(cases.times(of: $0).count { $0 == 0 }) / 20_000 }
        #expect(abs(left.reduce(0, +) - exp(-1)) < 0.01)
    }

    @Test func theSeedDecidesAndThreadsDoNot() throws {
        let cases = try sample(3, 70)
        func areas(_ seed: UInt64, _ isConcurrent: Bool) throws -> ResampledEstimate? {
            let plan = ResamplingPlan(samples: 150, isConcurrent: isConcurrent)
            return try cases.resampled(CaseResampling(cases: 70, seed: seed), plan)
                .estimate(.brier)
        }
        let first = try areas(1, true)
        #expect(first != nil)
        #expect(try areas(1, false) == first)
        #expect(try areas(2, true) != first)
    }

    /// With many cases the standard errors are those of the formulas.
    @Test func standardErrorsAreThoseOfTheFormulas() throws {
        let cases = try sample(4, 500)
        let found = try cases.resampled(
            CaseResampling(cases: 500, seed: 1),
            ResamplingPlan(samples: 400)
        )
        let area = try cases.areaUnderCurve()
        let calibration = try cases.calibration()
        let known: [(PerformanceFigure, Double?, Double?)] = [
            (.area, area.area, area.standardError),
            (.brier, try cases.brierScore().score, try cases.brierScore().standardError),
            (.slope, calibration.slope?.estimate, calibration.slope?.standardError),
            (.inTheLarge, calibration.inTheLarge.estimate, calibration.inTheLarge.standardError),
        ]
        for (figure, estimate, error) in known {
            let own = try #require(found.estimate(figure))
            #expect(abs(own.estimate - (estimate ?? .nan)) < 1e-9)
            #expect(abs(own.standardError / (error ?? .nan) - 1) < 0.15, "\(figure)")
            for ends in [own.percentile, try #require(own.bca)] {
                #expect(ends.lower < own.estimate && own.estimate < ends.upper)
                #expect(abs((ends.upper - ends.lower) / (2 * 1.96 * (error ?? .nan)) - 1) < 0.2)
            }
        }
    }

    @Test func differencesAreOfTheSameSamples() throws {
        let cases = try sample(5, 150)
        let other = try CasePredictions(
            scores: cases.scores.map { $0 * $0 },
            events: cases.events
        )
        let resampling = CaseResampling(cases: 150, seed: 1)
        let plan = ResamplingPlan(samples: 150)
        let one = try cases.resampled(resampling, plan)
        let two = try other.resampled(resampling, plan)
        // Squares keep the order: the areas never differ, and no interval is given of nothing.
        #expect(one.difference(.area, from: two, isPaired: true) == nil)
        let brier = try #require(one.difference(.brier, from: two, isPaired: true))
        let apart = try #require(one.estimate(.brier))
        #expect(brier.standardError < 1.5 * apart.standardError && brier.bca != nil)
        let elsewhere = try other.resampled(CaseResampling(cases: 150, seed: 2), plan)
        #expect(one.difference(.brier, from: elsewhere, isPaired: true) == nil)
        #expect(one.difference(.brier, from: elsewhere, isPaired: false) != nil)
    }

    @Test func noIntervalWhereTooManySamplesLackAClass() throws {
        let events = (0..<20).map { $0 == 3 }
        let cases = try CasePredictions(
            scores: (0..<20).map { Double($0 * 3 % 20) / 20 + 0.01 },
            events: events
        )
        let found = try cases.resampled(
            CaseResampling(cases: 20, seed: 1),
            ResamplingPlan(samples: 200)
        )
        #expect(found.estimate(.area) == nil)
        // (1 − 1/20)²⁰ of the samples lack the one event.
        #expect(abs(Double(found.samplesWithout(.area)) / 200 - 0.358) < 0.1)
        #expect(throws: EvaluationError.tooFewResamples(99)) {
            try cases.resampled(
                CaseResampling(cases: 20, seed: 1),
                ResamplingPlan(samples: 99)
            )
        }
        #expect(throws: EvaluationError.self) {
            try cases.resampled(CaseResampling(cases: 19, seed: 1))
        }
    }

    /// Efron and Tibshirani's interval with z₀ = 0 and a = 0 is that of percentiles.
    @Test func withoutBiasAndSkewnessBothIntervalsAgree() throws {
        let values = (1...199).map { Double($0) }
        let found = try #require(
            BootstrapInterval.summary(
                .area,
                estimate: 100,
                values: values,
                influences: [-1, 1, -2, 2],
                level: 0.9
            )
        )
        let bca = try #require(found.bca)
        #expect(abs(bca.lower - found.percentile.lower) < 1e-9)
        #expect(abs(bca.upper - found.percentile.upper) < 1e-9)
        #expect(abs(found.percentile.lower - 10.9) < 1e-9 && found.bias == 0)
    }

    /// With bias and skewness, against the formula in numpy and scipy, written down once:
    /// `quantile(v, cdf(z0 + z / (1 - a * z)))` with `z = z0 + ppf(0.05)` and `a = -24 / (6 * 12**1.5)`.
    @Test func biasAndSkewnessMoveTheEnds() throws {
        let found = try #require(
            BootstrapInterval.summary(
                .area,
                estimate: 450,
                values: (1...999).map { Double($0) },
                influences: [1, 1, 1, -3],
                level: 0.9
            )
        )
        let bca = try #require(found.bca)
        #expect(abs(bca.lower - 12.884698599688686) < 1e-6)
        #expect(abs(bca.upper - 884.0733240175641) < 1e-6)
    }
}
