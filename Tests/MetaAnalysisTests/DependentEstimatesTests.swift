import Foundation
import MetaAnalysis
import Statistics
import Testing

@Suite struct DependentEstimatesTests {
    static let names = ["training", "internal validation", "external validation"]

    /// Studies with known drops on the logit scale, reproducible.
    static func stages(
        studies: Int,
        drops: (Double, Double),
        noise: Double,
        seed: UInt64
    ) -> [StageEstimate] {
        var generator = SeededGenerator(seed: seed)
        return (0..<studies).flatMap { study in
            let level = 2 + 0.3 * generator.nextNormal()
            return [0, drops.0, drops.0 + drops.1].enumerated().map { stage, drop in
                StageEstimate(
                    study: "S\(study)",
                    stage: stage,
                    logit: level - drop + noise * generator.nextNormal(),
                    samplingVariance: 0.01 + 0.02 * generator.nextUniform(),
                    patients: 100
                )
            }
        }
    }

    @Test func dropsAreRecovered() throws {
        let comparison = try StageComparison(
            estimates: Self.stages(studies: 40, drops: (0.5, 0.3), noise: 0.1, seed: 5),
            stageNames: Self.names
        )
        #expect(comparison.levels.map(\.name) == Self.names)
        #expect(comparison.levels.allSatisfy { $0.studies == 40 && $0.patients == 4000 })
        #expect(comparison.drops.count == 2)
        #expect(abs(comparison.drops[0].logitDifference - 0.5) < 0.08)
        #expect(abs(comparison.drops[1].logitDifference - 0.3) < 0.08)
        for (drop, level) in zip(comparison.drops, comparison.levels) {
            #expect(drop.studiesWithBoth == 40)
            #expect(drop.logitInterval.lower < drop.logitDifference)
            #expect(drop.aucInterval.lower < drop.aucDrop && drop.aucDrop < drop.aucInterval.upper)
            let later = 1 / (1 + exp(-(level.logit - drop.logitDifference)))
            #expect(abs(drop.aucDrop - (level.auc - later)) < 1e-12)
        }
        #expect(comparison.remarks.isEmpty)
    }

    @Test func tooFewSaysWhy() {
        let two = Self.stages(studies: 2, drops: (0.5, 0.3), noise: 0.1, seed: 5)
        #expect {
            try StageComparison(estimates: two, stageNames: Self.names)
        } throws: { error in
            "\(error)"
                == "too few studies: a robust interval for 3 stages needs at least 4, found 2"
        }
        let single = Self.stages(studies: 9, drops: (0.5, 0.3), noise: 0.1, seed: 5)
            .filter { $0.stage == 1 }
        #expect {
            try StageComparison(estimates: single, stageNames: Self.names)
        } throws: { "\($0)".contains("only 'internal validation'") }
    }

    @Test func separateStudiesAreRemarked() throws {
        let all = Self.stages(studies: 12, drops: (0.5, 0.3), noise: 0.1, seed: 9)
        let split = all.filter { estimate in
            let number = Int(estimate.study.dropFirst()) ?? 0
            return number < 6 ? estimate.stage < 2 : estimate.stage == 2
        }
        let comparison = try StageComparison(estimates: split, stageNames: Self.names)
        #expect(comparison.drops[1].studiesWithBoth == 0)
        #expect(comparison.remarks.contains { $0.contains("No study reports both") })
    }

    @Test func varianceAtZeroGivesTheTwoLevelModel() throws {
        // Estimates within a cluster lie as far apart as can be: no variance between clusters.
        let y = [1.0, -1, 0.9, -1.1, 1.1, -0.9, 1.05, -0.95]
        let v = [0.1, 0.2, 0.15, 0.1, 0.12, 0.2, 0.1, 0.14]
        let clusters = ["a", "a", "b", "b", "c", "c", "d", "d"]
        let three = try ThreeLevelFit(estimates: y, samplingVariances: v, clusters: clusters)
        let two = try RandomEffectsFit(
            estimates: y,
            samplingVariances: v,
            options: PoolingOptions(test: .normal)
        )
        #expect(three.betweenVariance == 0)
        #expect(abs(three.withinVariance / two.tauSquared - 1) < 1e-8)
        #expect(abs(three.logLikelihood - two.logLikelihood) < 1e-10)
        #expect(abs(three.coefficients[0] - two.estimate) < 1e-9)
        #expect(abs(three.standardErrors[0] / two.standardError - 1) < 1e-8)
    }

    @Test func robustErrorByHand() throws {
        // Equal variances and balanced clusters: the mean of cluster means, CR1 = s² / n.
        let y = [0.1, 0.3, 0.8, 1.0, 0.5, 0.7, 1.4, 1.2]
        let fit = try ThreeLevelFit(
            estimates: y,
            samplingVariances: Array(repeating: 0.05, count: 8),
            clusters: ["a", "a", "b", "b", "c", "c", "d", "d"]
        )
        let means = [0.2, 0.9, 0.6, 1.3]
        let mean = means.reduce(0, +) / 4
        let spread = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3
        let robust = try #require(fit.robust)
        #expect(abs(fit.coefficients[0] - mean) < 1e-12)
        #expect(abs(robust.standardErrors[0] - (spread / 4).squareRoot()) < 1e-12)
        #expect(robust.degreesOfFreedom == [3])
    }

    @Test(arguments: (1...8).map { UInt64($0) })
    func likelihoodIsHighest(seed: UInt64) throws {
        let data = Self.stages(
            studies: 6,
            drops: (0.4, 0.2),
            noise: seed % 2 == 0 ? 0.02 : 0.4,
            seed: seed
        )
        let (y, v) = (data.map(\.logit), data.map(\.samplingVariance))
        let clusters = data.map(\.study)
        let fit = try ThreeLevelFit(estimates: y, samplingVariances: v, clusters: clusters)
        let best = Self.logLikelihood(y, v, clusters, fit.betweenVariance, fit.withinVariance)
        #expect(abs(best - fit.logLikelihood) < 1e-9)
        for between in stride(from: 0.0, through: 1, by: 0.04) {
            for within in stride(from: 0.0, through: 1, by: 0.04) {
                #expect(Self.logLikelihood(y, v, clusters, between, within) <= best + 1e-9)
            }
        }
    }

    /// Restricted likelihood with the full k × k covariance matrix.
    static func logLikelihood(
        _ y: [Double],
        _ v: [Double],
        _ clusters: [String],
        _ between: Double,
        _ within: Double
    ) -> Double {
        let matrix = SymmetricMatrix(size: y.count) { row, column in
            (clusters[row] == clusters[column] ? between : 0)
                + (row == column ? within + v[row] : 0)
        }
        guard let factor = try? CholeskyFactor(of: matrix) else { return -.infinity }
        let ones = Array(repeating: 1.0, count: y.count)
        let solvedOnes = factor.solve(ones)
        let information = solvedOnes.reduce(0, +)
        let mean = zip(solvedOnes, y).reduce(0) { $0 + $1.0 * $1.1 } / information
        let residuals = y.map { $0 - mean }
        let squares = zip(factor.solve(residuals), residuals).reduce(0) { $0 + $1.0 * $1.1 }
        let count = Double(y.count)
        return -0.5
            * ((count - 1) * log(2 * Double.pi) + factor.logDeterminant + log(information)
                - log(count) + squares)
    }

    @Test func unidentifiableModelsAreRefused() {
        let (y, v) = ([0.1, 0.4, 0.3], [0.1, 0.1, 0.1])
        #expect(
            throws: MetaAnalysisError.notIdentifiable("no cluster holds more than one estimate")
        ) {
            try ThreeLevelFit(estimates: y, samplingVariances: v, clusters: ["a", "b", "c"])
        }
        #expect(throws: MetaAnalysisError.notIdentifiable("all estimates belong to one cluster")) {
            try ThreeLevelFit(estimates: y, samplingVariances: v, clusters: ["a", "a", "a"])
        }
    }

    @Test func weightedMeans() throws {
        let mean = try weightedMean(values: [0.8, 0.7, 0.9], weights: [100, 300, 100])
        #expect(abs(mean.mean - 0.76) < 1e-15)
        #expect(mean.studies == 3)
        #expect(mean.patients == 500)
        #expect(throws: MetaAnalysisError.self) {
            try weightedMean(values: [0.8], weights: [0])
        }
        #expect(throws: MetaAnalysisError.self) { try weightedMean(values: [], weights: []) }
    }
}
