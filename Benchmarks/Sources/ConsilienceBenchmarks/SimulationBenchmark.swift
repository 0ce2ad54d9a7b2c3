import Foundation
import MetaAnalysis
import Statistics

/// Simulations of known truth: how often intervals hold it.
///
/// Each replicate has its own random numbers, so the tables do not depend on the number of threads.
enum SimulationBenchmark {
    /// Prints all tables as Markdown.
    ///
    /// - Parameter replicates: samples of each scenario; bivariate models take a fifth.
    static func run(replicates: Int) {
        let error = 100 * (0.95 * 0.05 / Double(replicates)).squareRoot()
        print(
            "Univariate, \(replicates) samples each, ± \(String(format: "%.1f", error)) percentage"
        )
        print("points (one standard error of 95 %):\n")
        pooledIntervals(replicates)
        let fewer = max(100, replicates / 5)
        print("\nBivariate, \(fewer) samples each:\n")
        bivariate(fewer)
        print("\nThe drop between two stages of the same studies, \(fewer) samples each:\n")
        drops(fewer)
        print("\nTests for small-study effects without any, \(replicates) samples each:\n")
        smallStudies(replicates)
    }

    private static func share(_ hits: [Bool?]) -> String {
        let known = hits.compactMap(\.self)
        guard !known.isEmpty else { return "–" }
        return String(format: "%.1f", 100 * Double(known.count { $0 }) / Double(known.count))
    }

    private static func mean(_ values: [Double?]) -> String {
        let known = values.compactMap(\.self).filter(\.isFinite)
        guard !known.isEmpty else { return "–" }
        return String(format: "%+.3f", known.reduce(0, +) / Double(known.count))
    }

    private static func samples<Sample: Sendable>(
        _ count: Int,
        scenario: UInt64,
        _ body: @escaping @Sendable (inout GeneratedStudies) -> Sample
    ) -> [Sample] {
        Parallel.map(count, inRangesOf: 25) { range in
            range.map { replicate in
                var studies = GeneratedStudies(seed: scenario &* 1_000_003 &+ UInt64(replicate))
                return body(&studies)
            }
        }.flatMap { $0 }
    }

    // MARK: Pooled AUC

    private struct PooledSample {
        var normal: Bool?
        var hartungKnapp: Bool?
        var adHoc: Bool?
        var derSimonianLaird: Bool?
        var prediction: Bool?
        var higgins: Bool?
        var tauSquared: Double?
    }

    private static func pooledIntervals(_ replicates: Int) {
        print(
            "| k | I² about | z (DL) | z (REML) | Hartung–Knapp | ad hoc | prediction, t(k − 1) |"
                + " prediction, t(k − 2) | mean error of τ² |"
        )
        print("|---|---|---|---|---|---|---|---|---|")
        var scenario: UInt64 = 0
        for count in [3, 5, 10, 20, 40] {
            for (label, tauSquared) in [
                ("0 %", 0.0), ("30 %", 0.012), ("75 %", 0.09), ("90 %", 0.27),
            ] {
                scenario += 1
                let found = samples(replicates, scenario: scenario) { studies in
                    pooledSample(count, tauSquared, &studies)
                }
                print(
                    "| \(count) | \(label) | \(share(found.map(\.derSimonianLaird))) "
                        + "| \(share(found.map(\.normal))) | \(share(found.map(\.hartungKnapp))) "
                        + "| \(share(found.map(\.adHoc))) | \(share(found.map(\.prediction))) "
                        + "| \(share(found.map(\.higgins))) "
                        + "| \(mean(found.map { $0.tauSquared.map { $0 - tauSquared } })) |"
                )
            }
        }
    }

    private static func pooledSample(
        _ count: Int,
        _ tauSquared: Double,
        _ studies: inout GeneratedStudies
    ) -> PooledSample {
        let truth = log(0.8 / 0.2)
        var estimates: [Double] = []
        var variances: [Double] = []
        for _ in 0..<count {
            let size = exp(studies.uniform(log(100)...log(3000)))
            let own = truth + studies.normal() * tauSquared.squareRoot()
            let auc = 1 / (1 + exp(-own))
            let variance = NewcombeMethod.method4.logitVariance(
                auc: auc,
                participants: size,
                events: size * 0.2
            )
            estimates.append(own + studies.normal() * variance.squareRoot())
            variances.append(variance)
        }
        func fit(
            _ method: HeterogeneityMethod,
            _ test: InferenceTest,
            _ prediction: PredictionDistribution = .sameAsTest
        ) -> RandomEffectsFit? {
            try? RandomEffectsFit(
                estimates: estimates,
                samplingVariances: variances,
                options: PoolingOptions(
                    method: method,
                    test: test,
                    predictionDistribution: prediction
                )
            )
        }
        func holds(_ interval: Interval?, _ value: Double) -> Bool? {
            interval.map { $0.lower <= value && value <= $0.upper }
        }
        let new = truth + studies.normal() * tauSquared.squareRoot()
        let main = fit(.restrictedMaximumLikelihood, .hartungKnapp)
        let higgins = fit(.restrictedMaximumLikelihood, .hartungKnapp, .higgins)
        return PooledSample(
            normal: holds(fit(.restrictedMaximumLikelihood, .normal)?.interval, truth),
            hartungKnapp: holds(main?.interval, truth),
            adHoc: holds(fit(.restrictedMaximumLikelihood, .adHoc)?.interval, truth),
            derSimonianLaird: holds(fit(.derSimonianLaird, .normal)?.interval, truth),
            prediction: holds(main?.predictionInterval, new),
            higgins: holds(higgins?.predictionInterval, new),
            tauSquared: main?.tauSquared
        )
    }

    // MARK: Bivariate

    private struct BivariateSample {
        var sensitivity: Bool?
        var specificity: Bool?
        var linearSensitivity: Bool?
        var linearSpecificity: Bool?
        var regionF: Bool?
        var regionChiSquared: Bool?
        var error: (Double, Double)?
        var linearError: (Double, Double)?
        var rung: BivariateRung?
    }

    private static func bivariate(_ replicates: Int) {
        print(
            "| k | truth | sd | sensitivity | specificity | linear: sensitivity | specificity |"
                + " region F | region χ² | error of logits | linear: error of logits | unrestricted % |"
        )
        print("|---|---|---|---|---|---|---|---|---|---|---|---|")
        var scenario: UInt64 = 1000
        for count in [4, 8, 15, 30, 100, 200] {
            for (first, second) in [(0.8, 0.9), (0.95, 0.8), (0.99, 0.98)] {
                for spread in [0.5, 1.2] {
                    scenario += 1
                    let found = samples(replicates, scenario: scenario) { studies in
                        bivariateSample(count, (first, second), spread, &studies)
                    }
                    let errors = found.map(\.error)
                    let linear = found.map(\.linearError)
                    print(
                        "| \(count) | \(first), \(second) | \(spread) "
                            + "| \(share(found.map(\.sensitivity))) "
                            + "| \(share(found.map(\.specificity))) "
                            + "| \(share(found.map(\.linearSensitivity))) "
                            + "| \(share(found.map(\.linearSpecificity))) "
                            + "| \(share(found.map(\.regionF))) "
                            + "| \(share(found.map(\.regionChiSquared))) "
                            + "| \(mean(errors.map { $0?.0 })), \(mean(errors.map { $0?.1 })) "
                            + "| \(mean(linear.map { $0?.0 })), \(mean(linear.map { $0?.1 })) "
                            + "| \(share(found.map { $0.rung.map { $0 == .unrestricted } })) |"
                    )
                }
            }
        }
    }

    private static func bivariateSample(
        _ count: Int,
        _ truth: (Double, Double),
        _ spread: Double,
        _ studies: inout GeneratedStudies
    ) -> BivariateSample {
        let logits = (log(truth.0 / (1 - truth.0)), log(truth.1 / (1 - truth.1)))
        let tables = studies.tables(
            count,
            means: logits,
            deviations: (spread, spread),
            correlation: -0.4
        )
        var sample = BivariateSample()
        if let fit = try? BivariateFit(tables: tables) {
            sample.rung = fit.rung
            sample.sensitivity = holds(fit.sensitivity, truth.0)
            sample.specificity = holds(fit.specificity, truth.1)
            sample.regionF = region(fit, .f, logits)
            sample.regionChiSquared = region(fit, .chiSquared, logits)
            sample.error = (fit.logitSensitivity - logits.0, fit.logitSpecificity - logits.1)
        }
        if let fit = try? BivariateFit(tables: tables, method: .restrictedLinear) {
            sample.linearSensitivity = holds(fit.sensitivity, truth.0)
            sample.linearSpecificity = holds(fit.specificity, truth.1)
            sample.linearError = (fit.logitSensitivity - logits.0, fit.logitSpecificity - logits.1)
        }
        return sample
    }

    private static func holds(_ estimate: IntervalEstimate, _ truth: Double) -> Bool {
        estimate.interval.lower <= truth && truth <= estimate.interval.upper
    }

    private static func region(
        _ fit: BivariateFit,
        _ distribution: RegionDistribution,
        _ truth: (Double, Double)
    ) -> Bool? {
        guard let radius = fit.regionRadius(distribution),
            let factor = try? CholeskyFactor(
                of: SymmetricMatrix(size: 2) { fit.covariance[$0][$1] }
            )
        else { return nil }
        let offset = [truth.0 - fit.logitSensitivity, truth.1 - fit.logitSpecificity]
        guard offset.allSatisfy(\.isFinite) else { return nil }
        let white = factor.whiten(offset)
        return white.reduce(0) { $0 + $1 * $1 } <= radius * radius
    }

    // MARK: Dependent estimates

    private static func drops(_ replicates: Int) {
        print("| studies | CR1 | CR2, Satterthwaite |")
        print("|---|---|---|")
        var scenario: UInt64 = 5000
        for count in [6, 10, 20, 40] {
            scenario += 1
            let found = samples(replicates, scenario: scenario) { studies -> (Bool?, Bool?) in
                var (estimates, variances) = ([Double](), [Double]())
                var (names, later) = ([String](), [Double]())
                for index in 0..<count {
                    let own = studies.normal() * 0.4
                    for stage in 0..<2 {
                        let variance = studies.uniform(0.01...0.1)
                        let noise = studies.normal() * (variance + 0.04).squareRoot()
                        estimates.append(1.5 - 0.3 * Double(stage) + own + noise)
                        variances.append(variance)
                        names.append("s\(index)")
                        later.append(Double(stage))
                    }
                }
                let fit = try? ThreeLevelFit(
                    estimates: estimates,
                    samplingVariances: variances,
                    clusters: names,
                    design: DesignMatrix(
                        count: estimates.count,
                        moderators: [(name: "later", values: later)]
                    )
                )
                func holds(_ robust: RobustInference?) -> Bool? {
                    robust.map { $0.intervals[1].lower <= -0.3 && -0.3 <= $0.intervals[1].upper }
                }
                return (holds(fit?.robust), holds(fit?.robustSmallSample))
            }
            print("| \(count) | \(share(found.map(\.0))) | \(share(found.map(\.1))) |")
        }
    }

    // MARK: Small-study effects

    private static func smallStudies(_ replicates: Int) {
        print("| k | Egger, p < 0.05 | Egger, mixed | rank test | trim and fill adds any |")
        print("|---|---|---|---|---|")
        var scenario: UInt64 = 7000
        for count in [10, 30] {
            scenario += 1
            let found = samples(replicates, scenario: scenario) { studies -> [Bool?] in
                let (y, v) = studies.estimates(count)
                let egger = try? SmallStudyEffects.egger(estimates: y, samplingVariances: v)
                let mixed = try? SmallStudyEffects.eggerMixed(estimates: y, samplingVariances: v)
                let rank = try? SmallStudyEffects.rankTest(estimates: y, samplingVariances: v)
                let filled = try? TrimAndFill(estimates: y, samplingVariances: v)
                return [
                    egger.map { $0.pValue < 0.05 }, mixed.map { $0.pValue < 0.05 },
                    rank.map { $0.pValue < 0.05 }, filled.map { $0.missing > 0 },
                ]
            }
            print(
                "| \(count) | "
                    + (0..<4).map { item in share(found.map { $0[item] }) }
                    .joined(separator: " | ") + " |"
            )
        }
    }
}
