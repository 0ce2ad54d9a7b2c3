import Foundation
import MetaAnalysis
import Statistics

/// Studies made up by a seeded generator: only their number and shape matter here.
struct GeneratedStudies {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func normal() -> Double { NormalDistribution.quantile(generator.nextUniform()) }

    mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * generator.nextUniform()
    }

    /// Estimates with unequal variances and a variance between studies.
    mutating func estimates(
        _ count: Int,
        tauSquared: Double = 0.1
    ) -> (estimates: [Double], variances: [Double]) {
        let variances = (0..<count).map { _ in uniform(0.01...0.3) }
        return (variances.map { 0.8 + normal() * ($0 + tauSquared).squareRoot() }, variances)
    }

    /// 2×2 tables of bivariate normal logits.
    mutating func tables(
        _ count: Int,
        means: (Double, Double) = (1.4, 2.2),
        deviations: (Double, Double) = (0.9, 1.1),
        correlation: Double = -0.5,
        sizes: ClosedRange<Double> = 20...400
    ) -> [DiagnosticTable] {
        (0..<count).map { _ in
            let (u, v) = (normal(), normal())
            let mixed = correlation * u + (1 - correlation * correlation).squareRoot() * v
            let diseased = size(sizes)
            let healthy = size(sizes)
            let positives = binomial(diseased, means.0 + deviations.0 * u)
            let negatives = binomial(healthy, means.1 + deviations.1 * mixed)
            return DiagnosticTable(
                truePositives: positives,
                falsePositives: healthy - negatives,
                falseNegatives: diseased - positives,
                trueNegatives: negatives
            )
        }
    }

    /// A group size, log-uniform.
    private mutating func size(_ range: ClosedRange<Double>) -> Double {
        exp(uniform(log(range.lowerBound)...log(range.upperBound))).rounded()
    }

    private mutating func binomial(_ size: Double, _ logit: Double) -> Double {
        let share = 1 / (1 + exp(-logit))
        return (0..<Int(size)).reduce(0) { sum, _ in
            sum + (generator.nextUniform() < share ? 1 : 0)
        }
    }
}

extension Harness {
    /// The statistics of a review.
    mutating func runMetaAnalysis() throws {
        var studies = GeneratedStudies(seed: 5)
        let small = studies.estimates(13)
        let medium = studies.estimates(37)
        func each(_ runs: Int, _ unit: String, _ factor: Double) -> (Double) -> String {
            { String(format: "%.1f \(unit) a fit", $0 * factor / Double(runs)) }
        }
        try run("REML with Hartung–Knapp, k = 13, 10,000 fits") { name in
            try Measurement.of(name, note: each(10_000, "µs", 1e6)) {
                for _ in 0..<10_000 {
                    _ = try RandomEffectsFit(
                        estimates: small.estimates,
                        samplingVariances: small.variances
                    )
                }
            }
        }
        try run("influence diagnostics, k = 37") { name in
            try Measurement.of(name) {
                _ = try Sensitivity.influence(
                    estimates: medium.estimates,
                    samplingVariances: medium.variances
                )
            }
        }
        try run("GOSH, all subsets of 13 studies") { name in
            try Measurement.of(name) {
                let found = try SubsetAnalysis(
                    estimates: small.estimates,
                    samplingVariances: small.variances
                )
                precondition(found.subsets.count == 8178)
            }
        }
        try run("10,000 bootstrap refits, k = 13") { name in
            try Measurement.of(name) {
                _ = try BootstrapAnalysis(
                    estimates: small.estimates,
                    samplingVariances: small.variances
                )
            }
        }
        let many = studies.estimates(100)
        let clusters = (0..<100).map { "c\($0 / 4)" }
        try run("three-level REML, 100 estimates of 25 studies") { name in
            try Measurement.of(name) {
                _ = try ThreeLevelFit(
                    estimates: many.estimates,
                    samplingVariances: many.variances,
                    clusters: clusters
                )
            }
        }
        let fifty = studies.estimates(50)
        let design = DesignMatrix(
            count: 50,
            moderators: [
                (name: "a", values: (0..<50).map { _ in studies.uniform(0...1) }),
                (name: "b", values: (0..<50).map { _ in studies.uniform(1990...2025) }),
            ]
        )
        try run("meta-regression, 2 moderators, k = 50") { name in
            try Measurement.of(name) {
                _ = try RandomEffectsFit(
                    estimates: fifty.estimates,
                    samplingVariances: fifty.variances,
                    design: design
                )
            }
        }
        let tables = studies.tables(33)
        for method in [BivariateMethod.laplace, .quadrature(nodes: 7), .restrictedLinear] {
            try run("\(method.name), k = 33") { name in
                try Measurement.of(name) { _ = try BivariateFit(tables: tables, method: method) }
            }
        }
    }
}
