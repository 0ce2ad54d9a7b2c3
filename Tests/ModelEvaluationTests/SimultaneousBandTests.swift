import Foundation
import Statistics
import Testing

@testable import ModelEvaluation

/// Bands that hold the whole ROC curve.
struct SimultaneousBandTests {
    /// Scores N(1, 1) with the event and N(0, 1) without: sensitivity Φ(1 + Φ⁻¹(rate)).
    private func binormal(
        _ positives: Int,
        _ negatives: Int,
        _ generator: inout SeededGenerator,
        step: Double? = nil
    ) throws -> CasePredictions {
        let events = (0..<positives + negatives).map { $0 < positives }
        return try CasePredictions(
            scores: events.map { event in
                let value = (event ? 1 : 0) + generator.nextNormal()
                return step.map { (value / $0).rounded() * $0 } ?? value
            },
            events: events
        )
    }

    private func holdsTruth(_ band: SimultaneousBand) -> Bool {
        band.falsePositiveRates.indices.allSatisfy { place in
            let rate = band.falsePositiveRates[place]
            guard rate > 0, rate < 1 else { return true }
            let truth = NormalDistribution.cumulative(1 + NormalDistribution.quantile(rate))
            return band.lower[place] <= truth && truth <= band.upper[place]
        }
    }

    @Test(arguments: [nil, 0.8])
    func theBandHoldsTheEmpiricalCurve(_ step: Double?) throws {
        var generator = SeededGenerator(seed: 1)
        let cases = try binormal(40, 60, &generator, step: step)
        let band = try cases.simultaneousBand()
        #expect(
            abs(band.sensitivityHalfWidth - (log(2 / (1 - 0.95.squareRoot())) / 80).squareRoot())
                < 1e-12
        )
        let path = MonotonePath(try cases.rocCurve())
        for (place, rate) in band.falsePositiveRates.enumerated() {
            #expect(band.lower[place] <= path.lowest(at: rate))
            #expect(path.highest(at: rate) <= band.upper[place])
        }
        #expect(zip(band.lower, band.lower.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(zip(band.upper, band.upper.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(band.lower.first == 0 && band.upper.last == 1)
    }

    @Test func thePathIsReadOnItsStraightPieces() throws {
        let cases = try CasePredictions(
            scores: [1, 2, 2, 3, 1, 1, 2, 3],
            events: [false, false, false, false, true, true, true, true]
        )
        // From (0, 0) by (1/4, 1/4) and (3/4, 1/2) to (1, 1).
        let path = MonotonePath(try cases.rocCurve())
        for (x, y) in [(0, 0), (0.125, 0.125), (0.25, 0.25), (0.5, 0.375), (0.875, 0.75), (1, 1)] {
            #expect(abs(path.lowest(at: x) - y) < 1e-12 && abs(path.highest(at: x) - y) < 1e-12)
        }
        #expect(path.lowest(at: -0.1) == 0 && path.highest(at: 1.1) == 1)
        let steep = MonotonePath(
            try CasePredictions(scores: [1, 2, 3], events: [false, true, false]).rocCurve()
        )
        #expect(steep.lowest(at: 0.5) == 0 && steep.highest(at: 0.5) == 1)
    }

    /// Of 300 curves at least 95 % lie in their bands as a whole, but for 2.6 standard errors.
    @Test func theBandHoldsTheTruthAsOftenAsItSays() throws {
        var generator = SeededGenerator(seed: 2)
        let held = try (0..<300).count { _ in
            holdsTruth(try binormal(30, 50, &generator).simultaneousBand())
        }
        #expect(held >= 275, "\(held)")
    }

    /// Clusters of four cases with a score in common: the band of single cases would be too narrow.
    @Test func theBandOfClustersHoldsTheTruth() throws {
        var generator = SeededGenerator(seed: 3)
        let clusters = (0..<240).map { "c\($0 / 4)" }
        let rounds = 60
        var held = 0
        for round in 0..<rounds {
            var shared = 0.0
            var scores: [Double] = []
            let events = (0..<240).map { $0 % 8 < 4 }
            for (place, event) in events.enumerated() {
                if place % 4 == 0 { shared = generator.nextNormal() }
                let own = 0.8.squareRoot() * shared + 0.2.squareRoot() * generator.nextNormal()
                scores.append((event ? 1 : 0) + own)
            }
            let cases = try CasePredictions(scores: scores, events: events)
            let found = try cases.resampled(
                CaseResampling(clusters: clusters, seed: UInt64(round)),
                ResamplingPlan(samples: 100)
            )
            let band = try #require(found.simultaneousBand)
            #expect(band.method == .clusterBootstrap)
            if holdsTruth(band) { held += 1 }
        }
        #expect(held >= 50, "\(held)")
        let single = try binormal(20, 20, &generator)
        let plain = try single.resampled(
            CaseResampling(cases: 40, seed: 1),
            ResamplingPlan(samples: 100)
        )
        #expect(plain.simultaneousBand == nil)
    }
}
