import Foundation
import ModelEvaluation
import Testing

/// The smooth calibration curve and its distances.
@Suite("Smooth calibration")
struct SmoothCalibrationTests {
    private struct Draw {
        var state: UInt64
        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 53)
        }
    }

    /// Cases whose true risk is expit(intercept + slope · logit of the prediction).
    private func sample(intercept: Double, slope: Double, count: Int) throws -> CasePredictions {
        var draw = Draw(state: 11)
        var scores: [Double] = []
        var events: [Bool] = []
        for _ in 0..<count {
            let score = 0.02 + 0.96 * draw.next()
            let place = intercept + slope * log(score / (1 - score))
            scores.append(score)
            events.append(draw.next() < 1 / (1 + exp(-place)))
        }
        return try CasePredictions(scores: scores, events: events)
    }

    @Test(arguments: [(0.0, 1.0), (0.5, 1.0), (0.0, 0.5), (-0.4, 1.6)])
    func theCurveIsTheTruth(_ intercept: Double, _ slope: Double) throws {
        let predictions = try sample(intercept: intercept, slope: slope, count: 40_000)
        let smooth = try #require(try predictions.smoothCalibration())
        #expect(smooth.knots.count == 5)
        for point in smooth.points where point.predicted > 0.05 && point.predicted < 0.95 {
            let truth =
                1 / (1 + exp(-intercept - slope * log(point.predicted / (1 - point.predicted))))
            #expect(abs(point.observed - truth) < 0.03)
            #expect(point.interval.lower < point.observed && point.observed < point.interval.upper)
        }
        let distance = predictions.scores.reduce(0.0) { sum, score in
            sum + abs(1 / (1 + exp(-intercept - slope * log(score / (1 - score)))) - score)
        }
        #expect(abs(smooth.integratedIndex - distance / 40_000) < 0.01)
        #expect(smooth.e50 <= smooth.e90 && smooth.e90 <= smooth.eMax)
    }

    /// Two different predictions leave a straight line: a saturated model gives the two shares.
    @Test func fewDifferentPredictionsGiveTheirShares() throws {
        let scores = Array(repeating: 0.2, count: 40) + Array(repeating: 0.7, count: 60)
        let events = (0..<40).map { $0 < 10 } + (0..<60).map { $0 < 45 }
        let smooth = try #require(
            try CasePredictions(scores: scores, events: events).smoothCalibration()
        )
        #expect(smooth.knots.isEmpty)
        #expect(abs((smooth.points.first?.observed ?? 0) - 0.25) < 1e-8)
        #expect(abs((smooth.points.last?.observed ?? 0) - 0.75) < 1e-8)
        #expect(abs(smooth.integratedIndex - 0.05) < 1e-8)
    }

    @Test func whatCannotBeFittedIsSaid() throws {
        let separated = try CasePredictions(scores: [0.1, 0.2, 0.8, 0.9], labels: [0, 0, 1, 1])
        #expect(try separated.smoothCalibration() == nil)
        let same = try CasePredictions(scores: [0.3, 0.3], labels: [0, 1])
        #expect(try same.smoothCalibration() == nil)
        let certain = try CasePredictions(scores: [0, 0.4, 0.6], labels: [0, 1, 0])
        #expect(throws: EvaluationError.probabilityAtBound(position: 1, score: 0)) {
            try certain.smoothCalibration()
        }
    }
}
