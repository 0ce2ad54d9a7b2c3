import ModelEvaluation
import Testing

@Suite struct CalibrationTests {
    private let probabilities = [
        0.05, 0.1, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.5, 0.6, 0.65, 0.7, 0.8, 0.85, 0.9, 0.95,
        0.02,
    ]
    private let labels = [0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 1, 0]

    private func isClose(_ one: Double?, _ other: Double, _ tolerance: Double = 1e-9) -> Bool {
        guard let one else { return false }
        return abs(one - other) <= tolerance
    }

    /// Expected numbers from an independent Newton iteration with numpy 2.4.
    @Test func matchesAnotherProgram() throws {
        let predictions = try CasePredictions(scores: probabilities, labels: labels)
        let calibration = try predictions.calibration()
        #expect(calibration.obstacle == nil)
        #expect(isClose(calibration.intercept?.estimate, -0.09549923635400404))
        #expect(isClose(calibration.intercept?.standardError, 0.5441389456000236))
        #expect(isClose(calibration.slope?.estimate, 0.7033652094706588))
        #expect(isClose(calibration.slope?.standardError, 0.385845803314927))
        #expect(isClose(calibration.inTheLarge.estimate, -0.07664299424498852))
        #expect(isClose(calibration.inTheLarge.standardError, 0.5907128365477724))
        #expect(isClose(calibration.observedExpected.ratio, 0.9732360097323602))
        // √((1 − 8/18) / 8)
        #expect(isClose(calibration.observedExpected.logStandardError, 0.2635231383473649))
        let brier = try predictions.brierScore()
        #expect(isClose(brier.score, 0.1914111111111111))
        #expect(isClose(brier.standardError, 0.05761745088367418))
        #expect(isClose(brier.reference, 8.0 * 10 / (18 * 18)))
        #expect(isClose(brier.scaled, 1 - 0.1914111111111111 * 18 * 18 / 80))
    }

    /// Groups whose observed share equals the prediction are calibrated by construction.
    @Test func findsPerfectCalibration() throws {
        var scores: [Double] = []
        var outcomes: [Int] = []
        for tenths in 1...9 {
            scores += Array(repeating: Double(tenths) / 10, count: 10)
            outcomes += (0..<10).map { $0 < tenths ? 1 : 0 }
        }
        let calibration = try CasePredictions(scores: scores, labels: outcomes).calibration()
        #expect(isClose(calibration.slope?.estimate, 1))
        #expect(isClose(calibration.intercept?.estimate, 0))
        #expect(isClose(calibration.inTheLarge.estimate, 0))
        #expect(isClose(calibration.observedExpected.ratio, 1))
    }

    @Test(arguments: [
        [0.1, 0.2, 0.8, 0.9],  // complete
        [0.1, 0.5, 0.5, 0.9],  // but for ties
        [0.9, 0.8, 0.2, 0.1],  // the wrong way round
    ])
    func saysThatTheClassesAreSeparated(scores: [Double]) throws {
        let calibration = try CasePredictions(scores: scores, labels: [0, 0, 1, 1]).calibration()
        #expect(calibration.obstacle == .separation)
        #expect(calibration.slope == nil && calibration.intercept == nil)
        #expect(calibration.inTheLarge.standardError > 0)
    }

    @Test func saysThatPredictionsAreConstant() throws {
        let predictions = try CasePredictions(
            scores: [0.2, 0.2, 0.2, 0.2],
            labels: [0, 0, 1, 0]
        )
        let calibration = try predictions.calibration()
        #expect(calibration.obstacle == .constantPredictions)
        // logit(1/4) − logit(1/5) = log(4/3)
        #expect(isClose(calibration.inTheLarge.estimate, 0.28768207245178085, 1e-12))
    }

    @Test func fitsBarelyOverlappingClasses() throws {
        let scores = (1...40).map { Double($0) / 41 }
        var outcomes = scores.map { $0 > 0.5 ? 1 : 0 }
        outcomes.swapAt(19, 20)
        let calibration = try CasePredictions(scores: scores, labels: outcomes).calibration()
        #expect(calibration.obstacle == nil)
        #expect((calibration.slope?.estimate ?? 0) > 5)
    }

    @Test(arguments: [1e-12, 1e-6, 0.999_999])
    func staysFiniteForExtremePredictions(probability: Double) throws {
        let scores = [probability, probability, 0.5, 0.4, 0.6, 0.3]
        let calibration = try CasePredictions(scores: scores, labels: [0, 1, 1, 0, 1, 0])
            .calibration()
        let slope = try #require(calibration.slope)
        #expect(slope.estimate.isFinite && slope.standardError > 0)
        // The intercept in the large solves Σp = O.
        #expect(calibration.inTheLarge.estimate.isFinite)
    }

    @Test func refusesWhatIsNoProbability() throws {
        let high = try CasePredictions(scores: [0.5, 1.5], labels: [0, 1])
        #expect(throws: EvaluationError.notAProbability(position: 2, score: 1.5)) {
            try high.brierScore()
        }
        #expect(throws: EvaluationError.notAProbability(position: 2, score: 1.5)) {
            try high.calibration()
        }
        let bound = try CasePredictions(scores: [0, 1, 0.5], labels: [0, 1, 1])
        #expect(throws: EvaluationError.probabilityAtBound(position: 1, score: 0)) {
            try bound.calibration()
        }
        #expect(isClose(try bound.brierScore().score, 0.25 / 3, 1e-15))
    }
}
