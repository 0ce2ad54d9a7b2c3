import Foundation
import ModelEvaluation
import Testing

/// FROC curves against counting by hand and by brute force.
@Suite struct FROCCurveTests {
    /// Two cases with three lesions and two normal ones.
    ///
    /// By falling score: 0.9 hit (a), 0.8 false positive (n), 0.7 hit (b), 0.6 false positive (a)
    /// and hit (a) together, 0.2 false positive (n).
    static func example(_ change: (Double) -> Double = { $0 }) throws -> MatchedMarks {
        func mark(_ name: String, _ x: Double, _ score: Double) -> LesionMark {
            LesionMark(caseName: name, place: LesionPlace(x: x, y: 0), score: change(score))
        }
        func truth(_ name: String, _ x: Double) -> LesionTruth {
            LesionTruth(caseName: name, place: LesionPlace(x: x, y: 0))
        }
        return try MatchedMarks(
            marks: [
                mark("n", 5, 0.2), mark("a", 50, 0.6), mark("a", 21, 0.6), mark("b", 1, 0.7),
                mark("n", 9, 0.8), mark("a", 0, 0.9),
            ],
            truths: [truth("a", 0), truth("a", 20), truth("b", 0)],
            cases: ["n", "o"],
            matching: .distance(2)
        )
    }

    @Test func pointsAreThoseCountedByHand() throws {
        let curve = try Self.example().frocCurve
        #expect(curve.points.map(\.hits) == [0, 1, 1, 2, 3, 3])
        #expect(curve.points.map(\.falsePositives) == [0, 0, 1, 1, 2, 3])
        #expect(curve.points.map(\.threshold) == [.infinity, 0.9, 0.8, 0.7, 0.6, 0.2])
        #expect(curve.points.map(\.falsePositivesPerCase) == [0, 0, 0.25, 0.25, 0.5, 0.75])
        #expect(curve.points[3].sensitivity == 2.0 / 3)
    }

    @Test func readingIsAttainedOrInterpolated() throws {
        let curve = try Self.example().frocCurve
        let rates = FROCCurve.competitionRates
        let third = 1.0 / 3
        #expect(curve.sensitivities(at: rates) == [third, 2.0 / 3, 1, 1, 1, 1, 1])
        #expect(abs(curve.competitionMetric() - 6.0 / 7) < 1e-15)
        // From (0, 1/3) straight to (1/4, 1/3), and from (1/4, 2/3) to (1/2, 1).
        let between = curve.sensitivities(at: [0.125, 0.25, 0.375], reading: .interpolated)
        #expect(zip(between, [third, 2 * third, 2.5 * third]).allSatisfy { abs($0 - $1) < 1e-15 })
        #expect(curve.sensitivities(at: [0.375]) == [2.0 / 3])
        #expect(curve.sensitivities(at: []) == [])
    }

    @Test func aPerfectDetectorFindsAll() throws {
        let truths = (0..<5).map {
            LesionTruth(caseName: "\($0)", place: LesionPlace(x: 1, y: 2, z: 3))
        }
        let marks = truths.map { LesionMark(caseName: $0.caseName, place: $0.place, score: 1) }
        let matched = try MatchedMarks(
            marks: marks,
            truths: truths,
            cases: ["normal"],
            matching: .distance(1)
        )
        #expect(matched.frocCurve.competitionMetric() == 1)
        for kind in AFROCKind.every { #expect(matched.afrocCurve(kind)?.area == 1) }
        // All samples agree, which proves nothing.
        let samples = try matched.resampled(200)
        #expect(samples.meanSensitivity == nil && samples.area(.plain) == nil)
    }

    @Test func noMarksFindNothing() throws {
        let matched = try MatchedMarks(
            marks: [],
            truths: [LesionTruth(caseName: "a", place: LesionPlace(x: 0, y: 0))],
            cases: ["n"],
            matching: .distance(1)
        )
        #expect(matched.frocCurve.points.count == 1)
        #expect(matched.frocCurve.competitionMetric() == 0)
        // All ratings are tied at −∞: a straight line from (0, 0) to (1, 1).
        for kind in AFROCKind.every { #expect(matched.afrocCurve(kind)?.area == 0.5) }
    }

    @Test func onlyTheOrderOfScoresCounts() throws {
        let plain = try Self.example()
        for change: (Double) -> Double in [{ 1000 * $0 - 7 }, { log($0) }, { $0 * $0 * $0 }] {
            let changed = try Self.example(change)
            #expect(changed.outcomes == plain.outcomes)
            #expect(changed.frocCurve.points.map(\.hits) == plain.frocCurve.points.map(\.hits))
            #expect(
                changed.frocCurve.points.map(\.falsePositives)
                    == plain.frocCurve.points.map(\.falsePositives)
            )
            for kind in AFROCKind.every {
                #expect(changed.afrocCurve(kind) == plain.afrocCurve(kind))
            }
            #expect(try changed.resampled(100) == plain.resampled(100))
        }
    }

    /// At every threshold the marks that reach it are matched anew and counted.
    @Test(arguments: 1...30)
    func agreesWithMatchingAtEveryThreshold(seed: Int) throws {
        var drawing = DetectionDrawing(seed: UInt64(seed))
        let data = drawing.data(cases: 10)
        for further in FurtherMarks.allCases {
            let curve = try data.matched(.distance(3), further: further).frocCurve
            for point in curve.points {
                var shown = data
                shown.marks = data.marks.filter { $0.score >= point.threshold }
                let matched = try shown.matched(.distance(3), further: further)
                #expect(matched.hits == point.hits)
                #expect(matched.falsePositives == point.falsePositives)
            }
            let thresholds = Set(curve.points.map(\.threshold))
            #expect(thresholds.count == curve.points.count)
            #expect(curve.points.last?.hits == (try data.matched(.distance(3))).hits)
        }
    }
}
