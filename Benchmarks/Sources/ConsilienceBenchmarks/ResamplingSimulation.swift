import Foundation
import ModelEvaluation
import Statistics

/// How often bootstrap intervals and bands of `evaluate` hold the truth, and how near optimism-corrected
/// figures of `validate` come to those of fresh cases; printed as Markdown.
enum ResamplingSimulation {
    /// Scores N(1, 1) with the event and N(0, 1) without, of which members of a cluster share a part.
    struct Setting: Sendable {
        var clusters: Int
        var size: Int
        /// Share of the variance that members of a cluster have in common.
        var shared: Double
        var name: String
    }

    static let settings = [
        Setting(clusters: 60, size: 1, shared: 0, name: "60 cases"),
        Setting(clusters: 200, size: 1, shared: 0, name: "200 cases"),
        Setting(clusters: 40, size: 4, shared: 0.6, name: "40 clusters of 4"),
        Setting(clusters: 100, size: 4, shared: 0.6, name: "100 clusters of 4"),
    ]

    static func run(replicates: Int) {
        print("| sample | DeLong, cases | Obuchowski | percentile | BCa | simultaneous band |")
        print("|---|---|---|---|---|---|")
        for (number, setting) in settings.enumerated() {
            let held = Parallel.map(replicates, inRangesOf: 5) { range in
                range.map { coverage(setting, seed: UInt64(number * 1_000_000 + $0)) }
            }.flatMap { $0 }
            let shares = (0..<5).map { column in
                100 * Double(held.count { $0[column] }) / Double(replicates)
            }
            let cells = shares.map { String(format: "%.1f", $0) }.joined(separator: " | ")
            print("| \(setting.name) | \(cells) |")
        }
        print("\n| figure | apparent | corrected | 0.632 | 0.632+ | cross-validated | truth |")
        print("|---|---|---|---|---|---|---|")
        correction(models: max(10, replicates / 10))
    }

    /// Whether each interval of the area, and the band, hold the truth in one sample.
    private static func coverage(_ setting: Setting, seed: UInt64) -> [Bool] {
        var generator = SeededGenerator(seed: seed)
        var scores: [Double] = []
        var events: [Bool] = []
        var clusters: [String] = []
        for cluster in 0..<setting.clusters {
            let own = setting.shared.squareRoot() * generator.nextNormal()
            for _ in 0..<setting.size {
                let event = generator.nextUniform() < 0.4
                let noise = (1 - setting.shared).squareRoot() * generator.nextNormal()
                scores.append((event ? 1 : 0) + own + noise)
                events.append(event)
                clusters.append("c\(cluster)")
            }
        }
        let truth = NormalDistribution.cumulative(0.5.squareRoot())
        func holds(_ ends: ConfidenceInterval?) -> Bool {
            ends.map { $0.lower <= truth && truth <= $0.upper } ?? false
        }
        guard let cases = try? CasePredictions(scores: scores, events: events) else {
            return Array(repeating: false, count: 5)
        }
        let isClustered = setting.size > 1
        let found = try? cases.resampled(
            isClustered
                ? CaseResampling(clusters: clusters, seed: seed)
                : CaseResampling(cases: cases.count, seed: seed),
            ResamplingPlan(samples: 1000, isConcurrent: false)
        )
        let band = isClustered ? found?.simultaneousBand : try? cases.simultaneousBand()
        return [
            holds((try? cases.areaUnderCurve())?.plainInterval),
            holds((try? cases.areaUnderCurve(clusters: clusters))?.plainInterval),
            holds(found?.estimate(.area)?.percentile), holds(found?.estimate(.area)?.bca),
            band.map { holdsCurve($0) } ?? false,
        ]
    }

    private static func holdsCurve(_ band: SimultaneousBand) -> Bool {
        band.falsePositiveRates.indices.dropFirst().dropLast().allSatisfy { place in
            let rate = band.falsePositiveRates[place]
            let truth = NormalDistribution.cumulative(1 + NormalDistribution.quantile(rate))
            return band.lower[place] <= truth && truth <= band.upper[place]
        }
    }

    // MARK: Optimism

    /// Log odds −1 + 0.8 x₁ − 0.6 x₂ + 0.5 x₃; seven further predictors are noise.
    private static func draw(
        _ cases: Int,
        _ generator: inout SeededGenerator
    ) -> (columns: [[Double]], events: [Bool]) {
        let truth = [0.8, -0.6, 0.5] + Array(repeating: 0.0, count: 7)
        var columns = truth.map { _ in [Double]() }
        var events: [Bool] = []
        for _ in 0..<cases {
            var linear = -1.0
            for column in truth.indices {
                let value = generator.nextNormal()
                columns[column].append(value)
                linear += truth[column] * value
            }
            events.append(generator.nextUniform() < 1 / (1 + exp(-linear)))
        }
        return (columns, events)
    }

    /// Models of 150 cases, each on 50,000 fresh ones.
    private static func correction(models: Int) {
        var generator = SeededGenerator(seed: 11)
        let fresh = draw(50_000, &generator)
        var sums: [PerformanceFigure: [Double]] = [:]
        for round in 0..<models {
            let own = draw(150, &generator)
            guard let matrix = try? PredictorMatrix(columns: fresh.columns, cases: 50_000),
                let made = try? LogisticDevelopment(
                    columns: own.columns,
                    events: own.events,
                    resampling: CaseResampling(cases: 150, seed: UInt64(round))
                ), let found = try? made.bootstrapValidation(samples: 200),
                let folded = try? made.crossValidation(),
                let told = try? CasePredictions(
                    scores: made.model.probabilities(of: matrix),
                    events: fresh.events
                ), let calibration = try? told.calibration()
            else { continue }
            let truth: [PerformanceFigure: Double?] = [
                .area: try? told.areaUnderCurve().area, .brier: try? told.brierScore().score,
                .slope: calibration.slope?.estimate, .intercept: calibration.intercept?.estimate,
                .observedExpected: calibration.observedExpected.ratio,
            ]
            for figure in found.figures {
                guard let known = truth[figure.figure] else { continue }
                let row = [
                    figure.apparent, figure.corrected ?? .nan, figure.estimate632 ?? .nan,
                    figure.estimate632Plus ?? .nan,
                    folded.figures.first { $0.figure == figure.figure }?.mean ?? .nan,
                    known ?? .nan,
                ]
                sums[figure.figure] = zip(sums[figure.figure] ?? row.map { _ in 0 }, row)
                    .map { $0 + $1 / Double(models) }
            }
        }
        for figure in PerformanceFigure.ofValidation {
            guard let row = sums[figure] else { continue }
            let cells = row.map { $0.isFinite ? String(format: "%.4f", $0) : "" }
            print("| \(figure.rawValue) | \(cells.joined(separator: " | ")) |")
        }
    }
}
