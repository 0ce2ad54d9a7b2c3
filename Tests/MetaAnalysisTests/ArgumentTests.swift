import MetaAnalysis
import Testing

/// Arguments outside their range are refused with a sentence that fits; none becomes a NaN.
@Suite struct ArgumentTests {
    @Test(arguments: [-0.5, 0, 1, 95, .nan]) func reportedLevels(level: Double) {
        let discrimination = DiscriminationReport(auc: 0.8, lowerLimit: 0.7, upperLimit: 0.9)
        #expect(throws: EffectMeasureError.self) {
            try discrimination.logitEstimate(reportedLevel: level)
        }
        let generic = GenericReport(estimate: 1, lowerLimit: 0.5, upperLimit: 1.5)
        #expect(throws: EffectMeasureError.self) { try generic.extraction(reportedLevel: level) }
    }

    @Test(arguments: [-1, 0, 0.5, 0.7, 1, .nan]) func failSafeLevels(alpha: Double) {
        #expect(throws: MetaAnalysisError.self) {
            try SmallStudyEffects.failSafeN(
                estimates: [1, 2, 3],
                samplingVariances: [1, 1, 1],
                alpha: alpha
            )
        }
    }

    @Test func levelOfEggersInterval() {
        #expect(
            throws: MetaAnalysisError.notIdentifiable(
                "the confidence level must lie between 0 and 1"
            )
        ) {
            try SmallStudyEffects.egger(
                estimates: [1, 2, 3],
                samplingVariances: [1, 3, 2],
                confidenceLevel: 95
            )
        }
    }

    @Test func orderOfStudies() {
        func error(_ order: [Int]) -> MetaAnalysisError? {
            #expect(throws: MetaAnalysisError.self) {
                try Sensitivity.cumulative(
                    estimates: [1, 2],
                    samplingVariances: [1, 1],
                    order: order
                )
            }
        }
        #expect(
            error([0]) == .sizeMismatch(what: "order of the studies", expected: 2, found: 1)
        )
        let repeated = "the order of the studies must hold each position once"
        #expect(error([0, 0]) == .notIdentifiable(repeated))
        #expect(error([1, 2]) == .notIdentifiable(repeated))
    }

    @Test func lengthsInTrimAndFill() {
        #expect(
            throws: MetaAnalysisError.sizeMismatch(
                what: "sampling variances",
                expected: 3,
                found: 2
            )
        ) {
            try TrimAndFill(estimates: [1, 2, 3], samplingVariances: [1, 1])
        }
    }

    /// By hand: σ = 1 gives Φ(0.7071) = 0.7602.
    @Test func linearPredictorGivesTheAUC() throws {
        let report = DiscriminationReport(
            participants: 400,
            events: 80,
            linearPredictorDeviation: 1
        )
        guard case .estimate(let found) = try report.logitEstimate() else {
            Issue.record("not poolable")
            return
        }
        let auc = Transformation.logit.backTransformed(found.value)
        #expect(abs(auc - 0.760_249_938_906_523) < 1e-12)
        let variance = NewcombeMethod.method4.logitVariance(
            auc: auc,
            participants: 400,
            events: 80
        )
        #expect(abs(found.samplingVariance / variance - 1) < 1e-12)
        #expect(found.source.contains("linear predictor"))
        // A reported AUC goes first.
        let both = DiscriminationReport(
            auc: 0.8,
            standardError: 0.02,
            linearPredictorDeviation: 1
        )
        guard case .estimate(let reported) = try both.logitEstimate() else {
            Issue.record("not poolable")
            return
        }
        #expect(reported.source == "Standard Error")
        #expect(throws: EffectMeasureError.self) {
            try DiscriminationReport(linearPredictorDeviation: -1).logitEstimate()
        }
    }

    @Test func lopsidedIntervalsAreMarked() throws {
        func source(_ value: Double, _ lower: Double, _ upper: Double) throws -> String? {
            let report = GenericReport(estimate: value, lowerLimit: lower, upperLimit: upper)
            guard case .estimate(let found) = try report.extraction() else { return nil }
            return found.source
        }
        #expect(try source(0.69, 0.31, 1.08) == "Confidence Interval")
        #expect(try source(2.0, 1.36, 2.94) == "Confidence Interval")
        #expect(try source(1, 0.2, 5) == "Confidence Interval, not symmetric")
    }
}
