import Foundation
import MetaAnalysis
import Statistics
import Testing

@Suite struct IdentityTests {
    /// Random data of a given size, reproducible.
    static func sample(_ count: Int, seed: UInt64, tau: Double) -> (y: [Double], v: [Double]) {
        var generator = SeededGenerator(seed: seed)
        let variances = (0..<count).map { _ in 0.01 + 0.3 * generator.nextUniform() }
        let estimates = variances.map {
            0.4 + tau * generator.nextNormal() + $0.squareRoot() * generator.nextNormal()
        }
        return (estimates, variances)
    }

    private func relative(_ one: Double, _ other: Double) -> Double {
        one == other ? 0 : abs(one - other) / max(abs(one), abs(other))
    }

    @Test(arguments: HeterogeneityMethod.allCases)
    func leaveOneOutEqualsRefit(method: HeterogeneityMethod) throws {
        let (y, v) = Self.sample(8, seed: 3, tau: 0.5)
        let options = PoolingOptions(method: method)
        let fits = try Sensitivity.leaveOneOut(
            estimates: y,
            samplingVariances: v,
            options: options
        )
        for omitted in y.indices {
            let rest = y.indices.filter { $0 != omitted }
            let refit = try RandomEffectsFit(
                estimates: rest.map { y[$0] },
                samplingVariances: rest.map { v[$0] },
                options: options
            )
            #expect(fits[omitted] == refit)
        }
    }

    @Test(arguments: HeterogeneityMethod.allCases, [UInt64(1), 2, 3, 4])
    func orderAndScaleDoNotMatter(method: HeterogeneityMethod, seed: UInt64) throws {
        let (y, v) = Self.sample(9, seed: seed, tau: 0.4)
        let x = y.indices.map { Double(($0 * 7) % 5) }
        let options = PoolingOptions(method: method)
        func fit(_ order: [Int], scale: Double) throws -> RandomEffectsFit {
            try RandomEffectsFit(
                estimates: order.map { scale * y[$0] },
                samplingVariances: order.map { scale * scale * v[$0] },
                design: DesignMatrix(
                    count: y.count,
                    moderators: [(name: "x", values: order.map { x[$0] })]
                ),
                options: options
            )
        }
        let plain = try fit(Array(y.indices), scale: 1)
        let reversed = try fit(y.indices.reversed(), scale: 1)
        #expect(relative(plain.tauSquared, reversed.tauSquared) < 1e-9)
        #expect(relative(plain.coefficients[1], reversed.coefficients[1]) < 1e-9)
        for scale in [1e-3, 1e4] {
            let scaled = try fit(Array(y.indices), scale: scale)
            #expect(relative(scaled.tauSquared, scale * scale * plain.tauSquared) < 1e-9)
            #expect(relative(scaled.standardErrors[1], scale * plain.standardErrors[1]) < 1e-9)
            #expect(relative(scaled.statistics[1], plain.statistics[1]) < 1e-8)
            #expect(relative(scaled.iSquared, plain.iSquared) < 1e-9)
        }
    }

    @Test(arguments: (0..<25).map { UInt64($0) })
    func likelihoodIsGloballyHighest(seed: UInt64) throws {
        let (y, v) = Self.sample(3 + Int(seed % 6), seed: seed, tau: seed % 3 == 0 ? 0 : 0.6)
        for method in [HeterogeneityMethod.restrictedMaximumLikelihood, .maximumLikelihood] {
            let fit = try RandomEffectsFit(
                estimates: y,
                samplingVariances: v,
                options: PoolingOptions(method: method)
            )
            for step in 0...400 {
                let tauSquared = step == 0 ? 0 : pow(10, -6 + 8 * Double(step) / 400)
                let height = Self.logLikelihood(
                    y,
                    v,
                    tauSquared,
                    restricted: method == .restrictedMaximumLikelihood
                )
                #expect(height <= fit.logLikelihood + 1e-10)
            }
        }
    }

    /// The likelihood written out once more, as an independent check.
    static func logLikelihood(
        _ y: [Double],
        _ v: [Double],
        _ tauSquared: Double,
        restricted: Bool
    ) -> Double {
        let w = v.map { 1 / ($0 + tauSquared) }
        let total = w.reduce(0, +)
        let mean = zip(w, y).reduce(0) { $0 + $1.0 * $1.1 } / total
        let squares = zip(w, y).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) }
        let count = Double(restricted ? y.count - 1 : y.count)
        var value = -0.5 * (count * log(2 * Double.pi) + squares)
        value += 0.5 * w.reduce(0) { $0 + log($1) }
        if restricted { value += 0.5 * log(Double(y.count)) - 0.5 * log(total) }
        return value
    }

    /// Two clusters of precise studies far apart and one imprecise: two maxima of the likelihood.
    @Test func twoMaximaOfTheLikelihood() throws {
        let y = [0.0, 0.02, -0.03, 0.01, 3.0]
        for outlierVariance in stride(from: 0.2, through: 4, by: 0.05) {
            let v = [0.01, 0.01, 0.01, 0.01, outlierVariance]
            let fit = try RandomEffectsFit(estimates: y, samplingVariances: v)
            let best =
                (0...4000).map {
                    Self.logLikelihood(y, v, Double($0) * 0.002, restricted: true)
                }.max() ?? .nan
            #expect(fit.logLikelihood >= best - 1e-10)
        }
    }

    @Test(arguments: [0.9, 0.95, 0.99])
    func profileIntervalSolvesItsEquation(level: Double) throws {
        for seed in 1...10 {
            let (y, v) = Self.sample(10, seed: UInt64(seed), tau: 0.7)
            let fit = try RandomEffectsFit(
                estimates: y,
                samplingVariances: v,
                options: PoolingOptions(confidenceLevel: level)
            )
            let interval = try #require(fit.heterogeneityInterval).tauSquared
            let distribution = ChiSquared(degreesOfFreedom: 9)
            for (end, tail) in [
                (interval.lower, distribution.upperTail), (interval.upper, distribution.cumulative),
            ] where end > 0 {
                let w = v.map { 1 / ($0 + end) }
                let mean = zip(w, y).reduce(0) { $0 + $1.0 * $1.1 } / w.reduce(0, +)
                let q = zip(w, y).reduce(0) { $0 + $1.0 * pow($1.1 - mean, 2) }
                #expect(abs(tail(q) / ((1 - level) / 2) - 1) < 1e-9)
            }
        }
    }

    @Test func adHocIsNeverNarrower() throws {
        for seed in 1...20 {
            let (y, v) = Self.sample(6, seed: UInt64(seed), tau: 0.1)
            func error(_ test: InferenceTest) throws -> Double {
                try RandomEffectsFit(
                    estimates: y,
                    samplingVariances: v,
                    options: PoolingOptions(test: test)
                ).standardError
            }
            let adHoc = try error(.adHoc)
            #expect(adHoc == max(try error(.normal), try error(.hartungKnapp)))
        }
    }

    @Test func subgroupsOfOneStudyAndEmptyInput() throws {
        let (y, v) = Self.sample(5, seed: 8, tau: 0.3)
        let analysis = try SubgroupAnalysis(
            estimates: y,
            samplingVariances: v,
            groups: ["a", "a", "a", "a", "b"]
        )
        #expect(analysis.groups[1].fit.options.method == .commonEffect)
        #expect(analysis.groups[1].fit.estimate == y[4])
        #expect(throws: MetaAnalysisError.self) {
            try SubgroupAnalysis(
                estimates: y,
                samplingVariances: v,
                groups: ["a", "a", "a", "a", "a"]
            )
        }
    }

    @Test func exactRankTest() throws {
        // Kendall (1970): n = 4, all concordant, p = 2/4!; one discordant pair, p = 2·4/4!.
        let perfect = try RankCorrelation([1, 2, 3, 4], [5, 6, 7, 8])
        #expect(abs(perfect.pValue - 2.0 / 24) < 1e-15)
        let almost = try RankCorrelation([1, 2, 3, 4], [5, 6, 8, 7])
        #expect(abs(almost.pValue - 8.0 / 24) < 1e-15)
        #expect(almost.isExact)
    }

    /// Models without moderators go around the general least squares; both ways must agree.
    @Test(arguments: HeterogeneityMethod.allCases, InferenceTest.allCases)
    func fastPathIsTheGeneralOne(method: HeterogeneityMethod, test: InferenceTest) throws {
        let sets: [(y: [Double], v: [Double])] = [
            ([0.1, 0.5, -0.3, 0.9, 0.2], [0.04, 0.09, 0.01, 0.3, 0.05]),
            // One study holds nearly all weight, far from zero and from the others.
            ([1000.0, 1001, 998, 1004], [1e-10, 2, 3, 0.5]),
            // Tiny and huge variances; no heterogeneity.
            ([1e-6, 2e-6, 1.5e-6], [1e-12, 4e-12, 2e-12]),
            ([3e5, -2e5, 1e5, 9e5], [1e10, 5e10, 2e10, 8e10]),
        ]
        for (y, v) in sets {
            let options = PoolingOptions(method: method, test: test)
            let fast = try RandomEffectsFit(estimates: y, samplingVariances: v, options: options)
            let general = try RandomEffectsFit(
                estimates: y,
                samplingVariances: v,
                design: DesignMatrix(
                    withoutIntercept: [(name: "mean", values: y.map { _ in 1 })]
                ),
                options: options
            )
            func near(_ one: Double, _ other: Double) -> Bool {
                abs(one - other) <= 1e-8 * max(abs(one), abs(other)) + 1e-300
            }
            let scale = v.reduce(0, +)
            #expect(abs(fast.tauSquared - general.tauSquared) <= 1e-8 * (scale + fast.tauSquared))
            #expect(near(fast.estimate, general.estimate))
            #expect(near(fast.standardError, general.standardError))
            #expect(near(fast.cochranQ, general.cochranQ))
            #expect(near(fast.logLikelihood, general.logLikelihood))
            #expect(abs(fast.iSquared - general.iSquared) < 1e-5)
        }
    }
}
