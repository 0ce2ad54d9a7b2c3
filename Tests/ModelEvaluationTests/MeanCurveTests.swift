import ModelEvaluation
import Testing

/// The mean ROC curve of readers.
struct MeanCurveTests {
    /// By hand: reader 1 passes (0, ½) and (½, 1), reader 2 goes straight from (0, 0) to (1, 1).
    @Test func curveIsThatCountedByHand() throws {
        let study = try ReaderStudy(
            readers: ["1", "2"],
            modalities: [""],
            ratings: [[[3, 2, 2, 1], [1, 1, 1, 1]]],
            events: [true, true, false, false]
        )
        let found = study.meanCurve(modality: 0)
        let expected = [(0.0, 0.0), (0, 0.25), (0.5, 0.75), (1, 1)]
        #expect(found.count == expected.count)
        for (point, other) in zip(found, expected) {
            #expect(abs(point.falsePositiveRate - other.0) < 1e-15)
            #expect(abs(point.sensitivity - other.1) < 1e-15)
        }
    }

    /// The area under the mean curve is the mean of the areas.
    @Test func areaIsTheMeanArea() throws {
        let study = try ReaderStudyReference.vanDyke()
        let evaluation = try study.evaluation()
        for (modality, mean) in evaluation.analyses[0].means.enumerated() {
            let points = study.meanCurve(modality: modality)
            let area = zip(points, points.dropFirst()).reduce(0.0) { sum, pair in
                sum + (pair.1.falsePositiveRate - pair.0.falsePositiveRate)
                    * (pair.0.sensitivity + pair.1.sensitivity) / 2
            }
            #expect(abs(area - mean.area.estimate) < 1e-12)
        }
    }
}
