import Foundation
import MetaAnalysis
import Statistics
import Testing

@Suite struct ResamplingTests {
    static let y = [-0.7, 0.1, 0.35, -0.2, 0.9, 0.4, -0.05, 0.6]
    static let v = [0.09, 0.02, 0.15, 0.04, 0.11, 0.06, 0.03, 0.2]

    @Test(arguments: [HeterogeneityMethod.restrictedMaximumLikelihood, .derSimonianLaird])
    func subsetsAreRefits(method: HeterogeneityMethod) throws {
        let analysis = try SubsetAnalysis(
            estimates: Self.y,
            samplingVariances: Self.v,
            method: method
        )
        #expect(analysis.isComplete)
        #expect(analysis.subsets.count == 256 - 8 - 1)
        #expect(analysis.failures == 0)
        #expect(analysis.subsets.map(\.members) == analysis.subsets.map(\.members).sorted())
        for subset in analysis.subsets where subset.members % 17 == 3 {
            let rows = Self.y.indices.filter { subset.contains($0) }
            let fit = try RandomEffectsFit(
                estimates: rows.map { Self.y[$0] },
                samplingVariances: rows.map { Self.v[$0] },
                options: PoolingOptions(method: method, test: .normal)
            )
            #expect(abs(fit.estimate - subset.estimate) < 1e-9)
            #expect(abs(fit.tauSquared - subset.tauSquared) < 1e-9)
            #expect(abs(fit.iSquared - subset.iSquared) < 1e-6)
        }
    }

    @Test func aLimitSamplesDistinctSubsets() throws {
        let first = try SubsetAnalysis(
            estimates: Self.y,
            samplingVariances: Self.v,
            limit: 60,
            seed: 3
        )
        let again = try SubsetAnalysis(
            estimates: Self.y,
            samplingVariances: Self.v,
            limit: 60,
            seed: 3
        )
        #expect(!first.isComplete)
        #expect(first == again)
        #expect(Set(first.subsets.map(\.members)).count == 60)
        #expect(throws: MetaAnalysisError.self) {
            try SubsetAnalysis(estimates: [0, 1], samplingVariances: [1, 1])
        }
    }

    @Test(arguments: BootstrapKind.allCases) func bootstrapIsReproducible(kind: BootstrapKind)
        throws
    {
        func run(_ seed: UInt64) throws -> BootstrapAnalysis {
            try BootstrapAnalysis(
                estimates: Self.y,
                samplingVariances: Self.v,
                kind: kind,
                replicates: 2000,
                seed: seed
            )
        }
        let one = try run(1)
        #expect(one == (try run(1)))
        #expect(one != (try run(2)))
        let fit = try RandomEffectsFit(
            estimates: Self.y,
            samplingVariances: Self.v,
            options: PoolingOptions(test: .normal)
        )
        #expect(abs(one.standardError / fit.standardError - 1) < 0.25)
        #expect(one.interval.lower < fit.estimate && fit.estimate < one.interval.upper)
        #expect(one.tauSquaredInterval.lower <= fit.tauSquared)
        #expect(abs(one.bias) < 0.05)
    }

    /// With the common effect the bootstrap is exact: a normal sample with SE 1/√Σw.
    @Test func parametricBootstrapHasTheRightSpread() throws {
        let found = try BootstrapAnalysis(
            estimates: Self.y,
            samplingVariances: Self.v,
            replicates: 40_000,
            options: PoolingOptions(method: .commonEffect)
        )
        let error = (1 / Self.v.reduce(0) { $0 + 1 / $1 }).squareRoot()
        #expect(abs(found.standardError / error - 1) < 0.015)
        let width = found.interval.upper - found.interval.lower
        #expect(abs(width / (2 * 1.959963984540054 * error) - 1) < 0.03)
    }

    @Test func baujatIsHeterogeneityAndInfluence() throws {
        let points = try Sensitivity.baujat(
            estimates: Self.y,
            samplingVariances: Self.v,
            options: PoolingOptions(method: .commonEffect, test: .normal)
        )
        let fit = try RandomEffectsFit(
            estimates: Self.y,
            samplingVariances: Self.v,
            options: PoolingOptions(method: .commonEffect, test: .normal)
        )
        let sum = points.reduce(0) { $0 + $1.heterogeneity }
        #expect(abs(sum - fit.cochranQ) < 1e-10)
        // By hand for the first study.
        let weights = Self.v.map { 1 / $0 }
        let rest = zip(weights, Self.y).dropFirst()
        let without = rest.reduce(0) { $0 + $1.0 * $1.1 } / rest.reduce(0) { $0 + $1.0 }
        let variance = 1 / rest.reduce(0) { $0 + $1.0 }
        let expected = (fit.estimate - without) * (fit.estimate - without) / variance
        #expect(abs(points[0].influence - expected) < 1e-10)
    }

    @Test func bubbleLineIsTheRegression() throws {
        let x = Self.y.indices.map { Double($0 * $0) }
        let fit = try RandomEffectsFit(
            estimates: Self.y,
            samplingVariances: Self.v,
            design: DesignMatrix(count: 8, moderators: [(name: "x", values: x)])
        )
        let line = try #require(
            Sensitivity.bubbleLine(of: fit, over: Interval(lower: 0, upper: 49), count: 8)
        )
        #expect(line.places == (0...7).map { Double($0) * 7 })
        #expect(abs(line.fitted[3] - fit.coefficients[0] - 21 * fit.coefficients[1]) < 1e-12)
        // At a moderator of zero the band is the interval of the intercept.
        #expect(abs(line.confidence[0].lower - fit.intervals[0].lower) < 1e-12)
        for (inner, outer) in zip(line.confidence, line.prediction) {
            #expect(outer.lower <= inner.lower && inner.upper <= outer.upper)
        }
        let plain = try RandomEffectsFit(estimates: Self.y, samplingVariances: Self.v)
        #expect(Sensitivity.bubbleLine(of: plain, over: Interval(lower: 0, upper: 1)) == nil)
    }
}
