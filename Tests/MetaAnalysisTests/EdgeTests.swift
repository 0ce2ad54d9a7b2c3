import Foundation
import MetaAnalysis
import Testing

@Suite struct EdgeTests {
    @Test(arguments: HeterogeneityMethod.allCases, InferenceTest.allCases)
    func oneStudy(method: HeterogeneityMethod, test: InferenceTest) throws {
        let fit = try RandomEffectsFit(
            estimates: [0.7],
            samplingVariances: [0.04],
            options: PoolingOptions(method: method, test: test)
        )
        #expect(abs(fit.estimate - 0.7) < 1e-15)
        #expect(abs(fit.standardError - 0.2) < 1e-15)
        #expect(fit.options.method == .commonEffect)
        #expect(fit.options.test == .normal)
        #expect(fit.tauSquared == 0)
        #expect(fit.predictionInterval == nil)
        #expect(fit.notes.count == 1)
        #expect(fit.cochranQPValue == 1)
    }

    @Test func noStudy() {
        #expect(throws: MetaAnalysisError.tooFewStudies(needed: 1, found: 0, why: "pooling")) {
            try RandomEffectsFit(estimates: [], samplingVariances: [])
        }
    }

    @Test(arguments: HeterogeneityMethod.allCases)
    func identicalEstimates(method: HeterogeneityMethod) throws {
        let fit = try RandomEffectsFit(
            estimates: [0.5, 0.5, 0.5],
            samplingVariances: [0.01, 0.02, 0.03],
            options: PoolingOptions(method: method, test: .normal)
        )
        #expect(abs(fit.estimate - 0.5) < 1e-14)
        #expect(fit.tauSquared < 1e-20)
        #expect(fit.iSquared < 1e-9)
    }

    @Test func identicalEstimatesWithHartungKnapp() throws {
        let fit = try RandomEffectsFit(
            estimates: [0, 0, 0],
            samplingVariances: [0.01, 0.02, 0.03]
        )
        #expect(fit.standardError == 0)
        #expect(fit.notes.contains { $0.contains("agree exactly") })
    }

    @Test(arguments: HeterogeneityMethod.allCases, [1e-12, 1e-6, 1, 1e6, 1e12])
    func extremeVariances(method: HeterogeneityMethod, size: Double) throws {
        let fit = try RandomEffectsFit(
            estimates: [0.1, 0.5, -0.2, 0.4],
            samplingVariances: [size, 2 * size, size / 3, 5 * size],
            options: PoolingOptions(method: method)
        )
        #expect(fit.estimate.isFinite)
        #expect(fit.standardError > 0)
        #expect(fit.tauSquared >= 0 && fit.tauSquared.isFinite)
        if size <= 1e-6, method == .restrictedMaximumLikelihood {
            // With negligible sampling error τ² is the variance of the estimates.
            #expect(abs(fit.tauSquared / 0.1 - 1) < 1e-4)
        }
    }

    @Test func mixedScalesOfVariance() throws {
        let fit = try RandomEffectsFit(
            estimates: [0.2, 0.9, 0.4, 0.1],
            samplingVariances: [1e-9, 1e6, 0.02, 1e-3]
        )
        #expect(fit.estimate.isFinite && fit.standardError > 0)
        #expect(fit.weights[1] < 1e-3)
    }

    @Test func faultyInput() {
        #expect(throws: MetaAnalysisError.self) {
            try RandomEffectsFit(estimates: [0.1, .nan], samplingVariances: [0.1, 0.1])
        }
        #expect(throws: MetaAnalysisError.self) {
            try RandomEffectsFit(estimates: [0.1, 0.2], samplingVariances: [0.1, 0])
        }
        #expect(throws: MetaAnalysisError.self) {
            try RandomEffectsFit(estimates: [0.1, 0.2], samplingVariances: [0.1])
        }
        #expect(throws: MetaAnalysisError.self) {
            try RandomEffectsFit(
                estimates: [0.1, 0.2],
                samplingVariances: [0.1, 0.1],
                options: PoolingOptions(confidenceLevel: 1)
            )
        }
    }

    @Test func collinearModerators() {
        let design = DesignMatrix(
            count: 5,
            moderators: [
                (name: "year", values: [2001, 2004, 2006, 2010, 2011]),
                (name: "age", values: [12, 15, 17, 21, 22]),
            ]
        )
        #expect(throws: MetaAnalysisError.collinearModerators("age")) {
            try RandomEffectsFit(
                estimates: [0.1, 0.3, 0.2, 0.5, 0.4],
                samplingVariances: [0.1, 0.1, 0.2, 0.1, 0.3],
                design: design
            )
        }
    }

    @Test func tooManyModerators() {
        let design = DesignMatrix(
            count: 3,
            moderators: [(name: "a", values: [1, 2, 4]), (name: "b", values: [2, 1, 1])]
        )
        #expect {
            try RandomEffectsFit(
                estimates: [0.1, 0.2, 0.4],
                samplingVariances: [0.1, 0.1, 0.1],
                design: design
            )
        } throws: { error in
            "\(error)".contains("too few studies") && "\(error)".contains("found 3")
        }
    }

    @Test func smallStudyTestsNeedThree() {
        let (y, v) = ([0.1, 0.2], [0.1, 0.2])
        #expect(throws: MetaAnalysisError.self) {
            try SmallStudyEffects.egger(estimates: y, samplingVariances: v)
        }
        #expect(throws: MetaAnalysisError.self) {
            try SmallStudyEffects.rankTest(estimates: y, samplingVariances: v)
        }
        #expect(throws: MetaAnalysisError.self) {
            try TrimAndFill(estimates: y, samplingVariances: v)
        }
        #expect(throws: MetaAnalysisError.collinearModerators("standard error")) {
            try SmallStudyEffects.egger(
                estimates: [0.1, 0.2, 0.3],
                samplingVariances: [0.1, 0.1, 0.1]
            )
        }
    }

    @Test func discriminationFaultsAreAllNamed() {
        let report = DiscriminationReport(
            auc: 1,
            standardError: -0.1,
            lowerLimit: 0.9,
            upperLimit: 0.7,
            participants: 50,
            events: 50
        )
        #expect {
            try report.logitEstimate()
        } throws: { error in
            guard case EffectMeasureError.faults(let faults) = error else { return false }
            return Set(faults.map(\.item)) == ["auc", "se", "ci_lower", "events"]
        }
    }

    @Test func limitOfOneFallsThrough() throws {
        let report = DiscriminationReport(auc: 0.9, lowerLimit: 0.8, upperLimit: 1)
        guard case .notPoolable(let missing) = try report.logitEstimate() else {
            Issue.record("a limit of 1 has no logit")
            return
        }
        #expect(missing == ["se", "n", "events", "ci_upper below 1 (a limit of 1 has no logit)"])
    }

    @Test func petoNeedsNoCorrection() throws {
        let table = TwoByTwoTable(
            firstEvents: 0,
            firstOthers: 20,
            secondEvents: 2,
            secondOthers: 18
        )
        guard case .estimate(let estimate) = try table.estimate(.peto) else {
            Issue.record("Peto handles a single zero")
            return
        }
        // O − E = −1, V = 2·38·(1/2)²/39.
        let variance = 2 * 38 * 0.25 / 39
        #expect(abs(estimate.value + 1 / variance) < 1e-14)
        #expect(abs(estimate.samplingVariance - 1 / variance) < 1e-14)
        let empty = TwoByTwoTable(
            firstEvents: 0,
            firstOthers: 20,
            secondEvents: 0,
            secondOthers: 18
        )
        #expect(
            try empty.estimate(.peto) == .notPoolable(missing: ["events in either group"])
        )
    }

    @Test func doubleArcsineReturns() throws {
        for (events, total) in [(0.0, 20.0), (3, 30), (20, 40), (49, 50), (50, 50), (1, 4)] {
            let report = ProportionReport(events: events, participants: total)
            guard case .estimate(let estimate) = try report.estimate(.doubleArcsine) else {
                Issue.record("no estimate for \(events) of \(total)")
                continue
            }
            let back = Transformation.doubleArcsine(sampleSize: total)
                .backTransformed(estimate.value)
            #expect(abs(back - events / total) < 1e-12, "\(events) of \(total)")
        }
    }

    @Test func warningsInWords() throws {
        let fit = try RandomEffectsFit(
            estimates: [-0.5, 0.4, 2],
            samplingVariances: [0.05, 0.04, 0.06],
            options: PoolingOptions(test: .normal)
        )
        let found = fit.warnings(
            studyNames: ["A", "B", "C"],
            transformation: .logit,
            nullName: "an AUC of 0.5"
        )
        #expect(found.contains { $0.hasPrefix("Few studies (3)") })
        #expect(found.contains { $0.contains("includes an AUC of 0.5") })
        let heavy = try RandomEffectsFit(
            estimates: [0.5, 0.5, 0.6],
            samplingVariances: [0.001, 0.4, 0.6]
        )
        let dominated = heavy.warnings(studyNames: ["A", "B", "C"])
        #expect(dominated.contains { $0.hasPrefix("'A' alone carries 100 %") })
    }

    /// Rounding errors of estimates that agree exactly must not look like a finding.
    @Test(arguments: [0.3, 1.1, 7.7e5, 1e-7]) func exactAgreementIsNoFinding(value: Double) throws {
        let y = Array(repeating: value, count: 8)
        let v = [0.1, 0.2, 0.15, 0.3, 0.12, 0.2, 0.1, 0.14].map { $0 * value * value }
        let fit = try RandomEffectsFit(estimates: y, samplingVariances: v)
        #expect(fit.standardError == 0)
        #expect(fit.notes.contains { $0.contains("agree exactly") })
        #expect(throws: MetaAnalysisError.self) {
            try SmallStudyEffects.egger(estimates: y, samplingVariances: v)
        }
        let levels = try ThreeLevelFit(
            estimates: y,
            samplingVariances: v,
            clusters: ["a", "a", "b", "b", "c", "c", "d", "d"]
        )
        #expect(levels.robust == nil && levels.robustSmallSample == nil)
        #expect(levels.standardErrors[0] > 0)
    }
}
