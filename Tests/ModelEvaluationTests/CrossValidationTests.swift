import Foundation
import ModelEvaluation
import Statistics
import Testing

/// Areas over the folds of a cross-validation.
struct CrossValidationTests {
    private func sample(_ seed: UInt64, cases: Int) throws -> CasePredictions {
        var generator = SeededGenerator(seed: seed)
        let events = (0..<cases).map { $0 % 3 == 0 }
        return try CasePredictions(
            scores: events.map { (($0 ? 4 : 0) + 9 * generator.nextUniform()).rounded() },
            events: events
        )
    }

    @Test func oneFoldIsTheAreaWithTheVarianceOfItsPlacements() throws {
        let predictions = try sample(1, cases: 91)
        let found = try predictions.crossValidatedArea(
            folds: Array(repeating: "all", count: 91)
        )
        let area = try predictions.areaUnderCurve()
        #expect(abs(found.mean - area.area) < 1e-12)
        #expect(abs(found.pooled - area.area) < 1e-12)
        #expect(found.standardDeviation == nil)
        // DeLong's divisors are the cases less one, here the cases.
        let ratio = found.standardError / (area.standardError ?? .nan)
        #expect(
            ratio < 1 && ratio > (1 - 1 / Double(min(area.positives, area.negatives))).squareRoot()
        )
    }

    @Test func foldsOnOtherScalesAreComparedWithinThemselves() throws {
        let predictions = try sample(2, cases: 120)
        let folds = (0..<120).map { "f\($0 / 30)" }
        let shifted = try CasePredictions(
            scores: predictions.scores.enumerated().map { $1 + 100 * Double($0 / 30) },
            events: predictions.events
        )
        let plain = try predictions.crossValidatedArea(folds: folds)
        let found = try shifted.crossValidatedArea(folds: folds)
        #expect(found.folds == plain.folds)
        #expect(found.mean == plain.mean && found.standardError == plain.standardError)
        #expect(abs(found.pooled - found.mean) > 0.02)
        let byHand = found.folds.map(\.area)
        #expect(abs(found.mean - byHand.reduce(0, +) / 4) < 1e-12)
        #expect(found.folds.map(\.cases) == [30, 30, 30, 30])
    }

    /// Drawn again and again, the mean spreads as its standard error says.
    @Test func theStandardErrorIsThatOfRepeatedSamples() throws {
        var means: [Double] = []
        var errors: [Double] = []
        for seed in 0..<300 {
            let found = try sample(UInt64(500 + seed), cases: 150)
                .crossValidatedArea(folds: (0..<150).map { "\($0 % 5)" })
            means.append(found.mean)
            errors.append(found.standardError * found.standardError)
        }
        let mean = means.reduce(0, +) / 300
        let spread = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 299
        #expect(abs(spread / (errors.reduce(0, +) / 300) - 1) < 0.25)
    }

    @Test func aFoldWithoutAClassIsNamed() throws {
        let predictions = try sample(3, cases: 6)
        #expect(throws: EvaluationError.foldWithoutClass("b")) {
            try predictions.crossValidatedArea(folds: ["a", "a", "a", "a", "b", "b"])
        }
        #expect(throws: EvaluationError.self) {
            try predictions.crossValidatedArea(folds: ["a"])
        }
    }
}
