import Foundation
import ModelEvaluation
import Testing

/// The numbers of pROC 1.18 for the aneurysm data of Turck and others, 2010.
private struct Reference: Decodable {
    struct Curve: Decodable {
        struct Best: Decodable {
            let threshold: Double
            let sensitivity: Double
            let specificity: Double
        }
        let id: String
        let label: [Int]
        let score: [Double]
        let auc: Double
        let delongVariance: Double
        let ci95: [Double]
        let thresholds: [Double?]
        let sensitivity: [Double]
        let specificity: [Double]
        let youden: Best
        let partialAuc90to100spec: Double
    }
    struct Comparison: Decodable {
        let a: String
        let b: String
        let z: Double
        let p: Double
    }
    let curves: [Curve]
    let comparisons: [Comparison]
}

@Suite(.enabled(if: SharedFolder.file("data/reference/roc.json") != nil))
struct ReferenceTests {
    private let reference: Reference

    init() throws {
        let file = try #require(SharedFolder.file("data/reference/roc.json"))
        reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
    }

    private func expectClose(
        _ value: Double?,
        _ expected: Double,
        tolerance: Double = 1e-9,
        at location: SourceLocation = #_sourceLocation
    ) {
        guard let value else {
            Issue.record("no value where \(expected) is expected", sourceLocation: location)
            return
        }
        #expect(
            abs(value - expected) <= tolerance * max(1e-3, abs(expected)),
            sourceLocation: location
        )
    }

    @Test func matchesAreasAndIntervals() throws {
        #expect(reference.curves.count == 3)
        for curve in reference.curves {
            let area = try CasePredictions(scores: curve.score, labels: curve.label)
                .areaUnderCurve()
            expectClose(area.area, curve.auc)
            expectClose(area.variance, curve.delongVariance)
            expectClose(area.plainInterval?.lower, curve.ci95[0])
            expectClose(area.plainInterval?.upper, curve.ci95[1])
        }
    }

    @Test func matchesThresholds() throws {
        for curve in reference.curves {
            let roc = try CasePredictions(scores: curve.score, labels: curve.label).rocCurve()
            #expect(roc.points.count == curve.thresholds.count)
            for (index, point) in roc.points.enumerated() {
                expectClose(point.sensitivity.estimate, curve.sensitivity[index])
                expectClose(point.specificity.estimate, curve.specificity[index])
                #expect((point.threshold == nil) == (curve.thresholds[index] == nil))
                if let threshold = curve.thresholds[index] {
                    expectClose(point.threshold, threshold)
                }
            }
            #expect(roc.bestPoints.count == 1)
            expectClose(roc.bestPoints.first?.threshold, curve.youden.threshold)
            expectClose(roc.bestPoints.first?.sensitivity.estimate, curve.youden.sensitivity)
            expectClose(roc.bestPoints.first?.specificity.estimate, curve.youden.specificity)
        }
    }

    @Test func matchesPartialAreas() throws {
        for curve in reference.curves {
            let partial = try CasePredictions(scores: curve.score, labels: curve.label)
                .partialArea(over: .specificity, from: 0.9, to: 1)
            expectClose(partial.area, curve.partialAuc90to100spec)
        }
    }

    @Test func matchesComparisons() throws {
        #expect(reference.comparisons.count == 2)
        for comparison in reference.comparisons {
            let first = try #require(reference.curves.first { $0.id == comparison.a })
            let second = try #require(reference.curves.first { $0.id == comparison.b })
            let result = try CasePredictions(scores: first.score, labels: first.label)
                .compareArea(with: CasePredictions(scores: second.score, labels: second.label))
            expectClose(result.z, comparison.z)
            expectClose(result.pValue, comparison.p)
        }
    }
}
