import ModelEvaluation
import Testing

@Suite struct CasePredictionsTests {
    @Test func namesWhatIsWrong() {
        #expect(throws: EvaluationError.noCases) {
            try CasePredictions(scores: [], labels: [Int]())
        }
        #expect(throws: EvaluationError.sizeMismatch(scores: 2, labels: 3)) {
            try CasePredictions(scores: [1, 2], labels: [0, 1, 1])
        }
        #expect(throws: EvaluationError.scoreNotFinite(position: 2, score: "nan")) {
            try CasePredictions(scores: [1, .nan], labels: [0, 1])
        }
        #expect(throws: EvaluationError.scoreNotFinite(position: 1, score: "inf")) {
            try CasePredictions(scores: [.infinity, 1], labels: [0, 1])
        }
        #expect(throws: EvaluationError.labelNotBinary(position: 2, label: 2)) {
            try CasePredictions(scores: [1, 2], labels: [0, 2])
        }
        #expect(throws: EvaluationError.noPositiveCases(cases: 2)) {
            try CasePredictions(scores: [1, 2], labels: [0, 0])
        }
        #expect(throws: EvaluationError.noNegativeCases(cases: 1)) {
            try CasePredictions(scores: [1], labels: [1])
        }
    }

    @Test func readsLabelsInWords() throws {
        let usual = try CasePredictions(scores: [1, 2, 3], labels: ["No", " yes", "no"])
        #expect(usual.events == [false, true, false])
        let named = try CasePredictions(
            scores: [1, 2],
            labels: ["benign", "malignant"],
            positive: "malignant"
        )
        #expect(named.events == [false, true])
        #expect(throws: EvaluationError.positiveClassUnclear(labels: ["benign", "malignant"])) {
            try CasePredictions(scores: [1, 2], labels: ["benign", "malignant"])
        }
        #expect(throws: EvaluationError.moreThanTwoClasses(labels: ["0", "1", "2"])) {
            try CasePredictions(scores: [1, 2, 3], labels: ["0", "1", "2"])
        }
        #expect(throws: EvaluationError.labelMissing(position: 2)) {
            try CasePredictions(scores: [1, 2, 3], labels: ["0", " ", "1"])
        }
        #expect(
            throws: EvaluationError.positiveClassMissing(wanted: "2", labels: ["0", "1"])
        ) {
            try CasePredictions(scores: [1, 2], labels: ["0", "1"], positive: "2")
        }
        #expect(throws: EvaluationError.noNegativeCases(cases: 2)) {
            try CasePredictions(scores: [1, 2], labels: ["1", "1"])
        }
    }

    @Test func refusesImpossibleSettings() throws {
        let predictions = try CasePredictions(scores: [1, 2], labels: [0, 1])
        for level in [0, 1, 95, -1, Double.nan] {
            #expect(throws: EvaluationError.self) { try predictions.areaUnderCurve(level: level) }
            #expect(throws: EvaluationError.self) { try predictions.rocCurve(level: level) }
        }
        #expect(throws: EvaluationError.invalidRange(lower: 0.9, upper: 0.9)) {
            try predictions.partialArea(over: .specificity, from: 0.9, to: 0.9)
        }
        #expect(throws: EvaluationError.invalidRange(lower: 0, upper: 1.1)) {
            try predictions.partialArea(over: .sensitivity, from: 0, to: 1.1)
        }
        #expect(throws: EvaluationError.labelsDiffer(position: 1)) {
            try predictions.compareArea(
                with: CasePredictions(scores: [1, 2], labels: [1, 0])
            )
        }
        #expect(throws: EvaluationError.sizeMismatch(scores: 3, labels: 2)) {
            try predictions.compareArea(
                with: CasePredictions(scores: [1, 2, 3], labels: [0, 1, 1])
            )
        }
    }

    @Test func classifiesAtAChosenThreshold() throws {
        let predictions = try CasePredictions(
            scores: [0.1, 0.5, 0.4, 0.5, 0.9],
            labels: [0, 0, 1, 1, 1]
        )
        let point = try predictions.operatingPoint(at: 0.5)
        #expect(point.truePositives == 2 && point.falsePositives == 1)
        #expect(point.falseNegatives == 1 && point.trueNegatives == 1)
        #expect(abs(point.youden - (2.0 / 3 + 0.5 - 1)) < 1e-15)
    }

    /// Wilson (1927) limits for 81 of 263, from Newcombe (1998), table I: 0.2553 to 0.3662;
    /// for 0 of 20: 0 to 0.1611.
    @Test func givesWilsonIntervals() throws {
        let labels = Array(repeating: 1, count: 263) + Array(repeating: 0, count: 20)
        let scores = (0..<263).map { $0 < 81 ? 1.0 : 0.0 } + Array(repeating: 1.0, count: 20)
        let point = try CasePredictions(scores: scores, labels: labels).operatingPoint(at: 0.5)
        #expect(abs(point.sensitivity.interval.lower - 0.2553) < 5e-5)
        #expect(abs(point.sensitivity.interval.upper - 0.3662) < 5e-5)
        #expect(point.specificity.interval.lower == 0)
        #expect(abs(point.specificity.interval.upper - 0.1611) < 5e-5)
    }

    @Test func separatesNeighbouringNumbers() throws {
        let low = 1.0
        let high = low.nextUp
        let roc = try CasePredictions(scores: [low, high], labels: [0, 1]).rocCurve()
        let threshold = try #require(roc.bestPoints.first?.threshold)
        #expect(threshold > low && threshold <= high)
        #expect(roc.bestPoints.first?.youden == 1)
    }
}
