import ModelEvaluation
import Testing

@Suite struct DecisionCurveTests {
    private func predictions() throws -> CasePredictions {
        try CasePredictions(
            scores: [0.1, 0.2, 0.2, 0.4, 0.6, 0.8, 0.8, 0.9, 0.3, 0.5],
            labels: [0, 0, 1, 0, 1, 1, 0, 1, 0, 0]
        )
    }

    @Test func weighsFalsePositivesByTheOdds() throws {
        let curve = try predictions().decisionCurve(at: [0.01, 0.2, 0.8, 0.95])
        // At 0.2: everybody but one without the event; 4/10 − 5/10 · 1/4.
        #expect(curve.map(\.truePositives) == [4, 4, 2, 0])
        #expect(curve.map(\.falsePositives) == [6, 5, 1, 0])
        #expect(abs(curve[0].model - curve[0].all) < 1e-15)
        #expect(abs(curve[1].model - (0.4 - 0.5 / 4)) < 1e-15)
        #expect(abs(curve[1].all - (0.4 - 0.6 / 4)) < 1e-15)
        #expect(abs(curve[2].model - (0.2 - 0.1 * 4)) < 1e-12)
        #expect(curve[3].model == 0)
    }

    @Test func agreesWithClassifyingAtTheThreshold() throws {
        let predictions = try predictions()
        for point in try predictions.decisionCurve(at: (1...99).map { Double($0) / 100 }) {
            let classified = try predictions.operatingPoint(at: point.threshold)
            #expect(point.truePositives == classified.truePositives)
            #expect(point.falsePositives == classified.falsePositives)
        }
    }

    @Test func groupsByWidth() throws {
        let result = try predictions().groupedCalibration(.equalWidth(5))
        #expect(result.groups.map(\.observed.total) == [1, 3, 2, 1, 3])
        #expect(result.groups.map(\.observed.successes) == [0, 1, 0, 1, 2])
        // |0 − 0.1| + |1 − 0.7| + |0 − 0.9| + |1 − 0.6| + |2 − 2.5|, over ten cases
        #expect(abs(result.expectedCalibrationError - 0.22) < 1e-12)
        #expect(abs(result.maximumCalibrationError - 0.45) < 1e-12)
    }

    @Test func groupsBySizeKeepingTiesTogether() throws {
        let result = try predictions().groupedCalibration(.equalSize(5))
        #expect(result.groups.map(\.observed.total) == [3, 1, 2, 3, 1])
        #expect(result.groups.map(\.lowest) == [0.1, 0.3, 0.4, 0.6, 0.9])
        #expect(result.groups.map(\.highest) == [0.2, 0.3, 0.5, 0.8, 0.9])
        let fine = try predictions().groupedCalibration(.equalSize(50))
        #expect(fine.groups.reduce(0) { $0 + $1.observed.total } == 10)
        let top = try CasePredictions(scores: [0.1, 0.9, 0.2, 0.9], labels: [0, 1, 0, 1])
        #expect(
            try top.groupedCalibration(.equalSize(4)).groups.map(\.observed.total) == [1, 1, 2]
        )
        let ones = try CasePredictions(scores: [1, 0, 1], labels: [1, 0, 1])
        #expect(try ones.groupedCalibration().groups.map(\.observed.total) == [1, 2])
    }

    @Test func refusesImpossibleSettings() throws {
        let predictions = try predictions()
        #expect(throws: EvaluationError.invalidThreshold(1)) {
            try predictions.decisionCurve(at: [0.5, 1])
        }
        #expect(throws: EvaluationError.invalidGroupCount(0)) {
            try predictions.groupedCalibration(.equalSize(0))
        }
        let scores = try CasePredictions(scores: [-1, 2], labels: [0, 1])
        #expect(throws: EvaluationError.notAProbability(position: 1, score: -1)) {
            try scores.decisionCurve(at: [0.5])
        }
    }
}
