import Foundation
import ModelEvaluation
import Statistics
import Testing

/// Several classes: against two, against pairs, by hand.
struct ClassPredictionsTests {
    private func random(_ seed: UInt64, classes: Int, cases: Int) throws -> ClassPredictions {
        var generator = SeededGenerator(seed: seed)
        let truths = (0..<cases).map {
            $0 < 2 * classes ? $0 % classes : Int(generator.nextUniform() * Double(classes))
        }
        var columns = [[Double]](repeating: [], count: classes)
        for truth in truths {
            let raw = (0..<classes).map { place -> Double in
                ((place == truth ? 1 : 0) + 2 * generator.nextUniform()).rounded() + 0.25
            }
            let sum = raw.reduce(0, +)
            for place in 0..<classes { columns[place].append(raw[place] / sum) }
        }
        return try ClassPredictions(
            classes: (0..<classes).map { "c\($0)" },
            probabilities: columns,
            truths: truths
        )
    }

    @Test(arguments: 1...5)
    func twoClassesAreTheAreaOfOne(seed: Int) throws {
        let both = try random(UInt64(seed), classes: 2, cases: 90)
        let found = try both.evaluation()
        let one = try CasePredictions(
            scores: both.probabilities[1],
            events: both.truths.map { $0 == 1 }
        ).areaUnderCurve()
        #expect(abs(found.macroArea - one.area) < 1e-12)
        #expect(abs(found.handTill - one.area) < 1e-12)
        #expect(abs((found.macroAreaVariance ?? .nan) - (one.variance ?? .nan)) < 1e-14)
    }

    @Test(arguments: 1...5)
    func pairsAreComparedByBruteForce(seed: Int) throws {
        let sample = try random(UInt64(10 + seed), classes: 4, cases: 70)
        func area(_ column: [Double], _ with: [Int], _ without: [Int]) -> Double {
            var sum = 0.0
            for one in with {
                for other in without {
                    sum += column[one] > column[other] ? 1 : column[one] == column[other] ? 0.5 : 0
                }
            }
            return sum / Double(with.count * without.count)
        }
        let members = (0..<4).map { place in
            sample.truths.indices.filter { sample.truths[$0] == place }
        }
        var handTill = 0.0
        var macro = 0.0
        for first in 0..<4 {
            let rest = sample.truths.indices.filter { sample.truths[$0] != first }
            macro += area(sample.probabilities[first], members[first], rest) / 4
            for second in 0..<4 where second != first {
                handTill +=
                    area(sample.probabilities[first], members[first], members[second]) / 12
            }
        }
        let found = try sample.evaluation()
        #expect(abs(found.handTill - handTill) < 1e-12)
        #expect(abs(found.macroArea - macro) < 1e-12)
        let total = found.confusion.joined().reduce(0, +)
        #expect(total == 70)
    }

    /// The spread of the macro area over repeated samples is what its variance says.
    @Test func theVarianceIsThatOfRepeatedSamples() throws {
        var areas: [Double] = []
        var variances: [Double] = []
        for seed in 0..<400 {
            let found = try random(UInt64(1_000 + seed), classes: 3, cases: 120).evaluation()
            areas.append(found.macroArea)
            variances.append(found.macroAreaVariance ?? 0)
        }
        let mean = areas.reduce(0, +) / 400
        let spread = areas.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399
        let said = variances.reduce(0, +) / 400
        #expect(abs(spread / said - 1) < 0.2)
    }

    /// Worked out by hand: 7 cases of 3 classes, 5 called rightly.
    @Test func measuresByHand() throws {
        let sample = try ClassPredictions(
            classes: ["a", "b", "c"],
            probabilities: [
                [0.7, 0.2, 0.5, 0.1, 0.3, 0.1, 0.2], [0.2, 0.6, 0.3, 0.8, 0.6, 0.2, 0.2],
                [0.1, 0.2, 0.2, 0.1, 0.1, 0.7, 0.6],
            ],
            truths: [0, 0, 0, 1, 1, 2, 1]
        )
        let found = try sample.evaluation()
        #expect(found.confusion == [[2, 1, 0], [0, 2, 1], [0, 0, 1]])
        #expect(abs(found.accuracy.estimate - 5.0 / 7) < 1e-12)
        #expect(abs(found.balancedAccuracy - (2.0 / 3 + 2.0 / 3 + 1) / 3) < 1e-12)
        let scores = [4.0 / 5, 2.0 / 3, 2.0 / 3]
        #expect(abs((found.macroF1 ?? 0) - scores.reduce(0, +) / 3) < 1e-12)
        // Expected agreement: (3·2 + 3·3 + 1·2) / 49.
        let expected = 17.0 / 49
        #expect(abs((found.kappa ?? 0) - (5.0 / 7 - expected) / (1 - expected)) < 1e-12)
        // (5·7 − 17) / √((49 − 17)(49 − 19)).
        #expect(abs((found.matthews ?? 0) - 18 / (32.0 * 30).squareRoot()) < 1e-12)
        let loss = [0.7, 0.2, 0.5, 0.8, 0.6, 0.7, 0.2].reduce(0) { $0 - log($1) } / 7
        #expect(abs((found.logLoss ?? 0) - loss) < 1e-12)
        #expect(found.macroAreaVariance == nil)
    }

    @Test func whatCannotBeEvaluatedIsSaid() {
        #expect(throws: EvaluationError.tooFewClasses(1)) {
            try ClassPredictions(classes: ["a"], probabilities: [[1]], truths: [0])
        }
        #expect(throws: EvaluationError.classTwice("a")) {
            try ClassPredictions(classes: ["a", "a"], probabilities: [[1], [1]], truths: [0])
        }
        #expect(throws: EvaluationError.classWithoutCases("b")) {
            try ClassPredictions(classes: ["a", "b"], probabilities: [[1], [0]], truths: [0])
        }
        #expect(throws: EvaluationError.classUnknown(position: 1)) {
            try ClassPredictions(classes: ["a", "b"], probabilities: [[1], [0]], truths: [2])
        }
        #expect(throws: EvaluationError.scoreNotFinite(position: 1, score: "nan")) {
            try ClassPredictions(classes: ["a", "b"], probabilities: [[.nan], [0]], truths: [0])
        }
    }
}
