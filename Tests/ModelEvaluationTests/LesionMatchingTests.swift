import ModelEvaluation
import Testing

/// Which mark hits which lesion, and what is refused.
@Suite struct LesionMatchingTests {
    private func mark(_ name: String, _ x: Double, _ score: Double, y: Double = 0) -> LesionMark {
        LesionMark(caseName: name, place: LesionPlace(x: x, y: y), score: score)
    }

    private func truth(_ name: String, _ x: Double, radius: Double? = nil) -> LesionTruth {
        LesionTruth(caseName: name, place: LesionPlace(x: x, y: 0), radius: radius)
    }

    @Test func theHighestMarkTakesTheNearestLesion() throws {
        let matched = try MatchedMarks(
            marks: [mark("a", 4, 0.5), mark("a", 6, 0.9), mark("a", 30, 0.8)],
            truths: [truth("a", 0), truth("a", 10)],
            cases: ["n"],
            matching: .distance(7)
        )
        // 0.9 lies 4 from the second lesion and 6 from the first; 0.5 is left the first.
        #expect(matched.outcomes == [.hit(truth: 0), .hit(truth: 1), .falsePositive])
        #expect(matched.lesions == 2 && matched.hits == 2 && matched.falsePositives == 1)
        #expect(matched.cases == 2 && matched.normalCases == 1)
    }

    @Test func aMarkGoesToTheNextLesionIfItsNearestIsTaken() throws {
        let matched = try MatchedMarks(
            marks: [mark("a", 1, 0.9), mark("a", 2, 0.8), mark("a", 3, 0.7)],
            truths: [truth("a", 0), truth("a", 9)],
            matching: .distance(8)
        )
        #expect(matched.outcomes == [.hit(truth: 0), .hit(truth: 1), .further])
        #expect(matched.furtherMarks == 1)
    }

    @Test func furtherMarksCountIfAskedFor() throws {
        let matched = try MatchedMarks(
            marks: [mark("a", 1, 0.9), mark("a", 2, 0.8)],
            truths: [truth("a", 0)],
            matching: .distance(5),
            further: .falsePositives
        )
        #expect(matched.outcomes == [.hit(truth: 0), .falsePositive])
    }

    @Test func reachIncludesItsEnd() throws {
        let marks = [
            LesionMark(caseName: "a", place: LesionPlace(x: 3, y: 4), score: 1),
            LesionMark(caseName: "b", place: LesionPlace(x: 3, y: 4, z: 0.1), score: 1),
        ]
        let truths = [truth("a", 0, radius: 5), truth("b", 0, radius: 5)]
        for rule in [LesionMatching.distance(5), .radius] {
            let matched = try MatchedMarks(marks: marks, truths: truths, matching: rule)
            #expect(matched.outcomes == [.hit(truth: 0), .falsePositive])
        }
    }

    @Test func overlapIsIntersectionOverUnion() throws {
        // Squares of side 2, one apart: intersection 2, union 6.
        let box = LesionExtent(width: 2, height: 2)
        let truths = [
            LesionTruth(caseName: "a", place: LesionPlace(x: 0, y: 0), extent: box),
            LesionTruth(caseName: "a", place: LesionPlace(x: 1.25, y: 0), extent: box),
        ]
        func outcomes(_ least: Double) throws -> [MarkOutcome] {
            try MatchedMarks(
                marks: [
                    LesionMark(
                        caseName: "a",
                        place: LesionPlace(x: -1, y: 0),
                        score: 1,
                        extent: box
                    )
                ],
                truths: truths,
                matching: .overlap(least)
            ).outcomes
        }
        #expect(try outcomes(1.0 / 3) == [.hit(truth: 0)])
        #expect(try outcomes(0.34) == [.falsePositive])
    }

    @Test func theLargestOverlapIsTaken() throws {
        let box = LesionExtent(width: 4, height: 4, depth: 4)
        func truth(_ x: Double) -> LesionTruth {
            LesionTruth(caseName: "a", place: LesionPlace(x: x, y: 0), extent: box)
        }
        let mark = LesionMark(
            caseName: "a",
            place: LesionPlace(x: 1.9, y: 0),
            score: 1,
            extent: box
        )
        let matched = try MatchedMarks(
            marks: [mark],
            truths: [truth(0), truth(3)],
            matching: .overlap(0.1)
        )
        #expect(matched.outcomes == [.hit(truth: 1)])
    }

    /// Rows in another order are the same data.
    @Test(arguments: 1...20)
    func theOrderOfRowsDoesNotMatter(seed: Int) throws {
        var drawing = DetectionDrawing(seed: UInt64(seed))
        let data = drawing.data(cases: 12)
        let plain = try data.matched(.distance(3))
        let turned = try DetectionDrawing.Data(
            marks: data.marks.reversed(),
            truths: data.truths.reversed(),
            cases: data.cases.reversed()
        ).matched(.distance(3))
        #expect(plain.frocCurve == turned.frocCurve)
        for kind in AFROCKind.every {
            #expect(plain.afrocCurve(kind)?.area == turned.afrocCurve(kind)?.area)
        }
        #expect(try plain.resampled(100) == turned.resampled(100))
    }

    /// The window over sorted lesions finds what comparing all pairs finds.
    @Test(arguments: 1...20)
    func noLesionInReachIsMissed(seed: Int) throws {
        var drawing = DetectionDrawing(seed: UInt64(seed))
        let data = drawing.data(cases: 6)
        let matched = try data.matched(.distance(3))
        for (mark, outcome) in zip(data.marks, matched.outcomes) {
            let isNear = data.truths.contains {
                let (dx, dy) = ($0.place.x - mark.place.x, $0.place.y - mark.place.y)
                return $0.caseName == mark.caseName && dx * dx + dy * dy <= 9
            }
            #expect(isNear == (outcome != .falsePositive))
        }
    }

    @Test func allFaultsAreToldAtOnce() throws {
        let refused = try #require(throws: DetectionRefused.self) {
            try MatchedMarks(
                marks: [
                    mark("a", 0, .nan), mark("q", 0, 1), mark("a", .infinity, 1),
                ],
                truths: [truth("a", 1), truth("a", 1), truth("b", .nan)],
                cases: ["n", "n"],
                matching: .distance(-1)
            )
        }
        #expect(
            refused.faults == [
                .invalidTolerance(-1), .duplicateCase(caseName: "n"),
                .duplicateTruth(truth: 2, first: 1, caseName: "a"), .truthNotFinite(truth: 3),
                .scoreNotFinite(mark: 1, score: "nan"), .unknownCase(mark: 2, caseName: "q"),
                .markNotFinite(mark: 3),
            ]
        )
        #expect(refused.description.contains("case 'q'"))
    }

    @Test func whatTheRuleNeedsMustBeThere() throws {
        func faults(_ rule: LesionMatching) -> [DetectionFault] {
            do {
                _ = try MatchedMarks(
                    marks: [mark("a", 0, 1)],
                    truths: [truth("a", 0)],
                    matching: rule
                )
                return []
            } catch { return error.faults }
        }
        #expect(faults(.radius) == [.radiusMissing(truth: 1)])
        #expect(faults(.overlap(0.5)) == [.truthBoxMissing(truth: 1), .markBoxMissing(mark: 1)])
        #expect(faults(.overlap(0)).first == .invalidOverlap(0))
        #expect(faults(.overlap(.nan)).count == 3)
        #expect(faults(.distance(1)).isEmpty)
    }

    @Test func nothingToDetectIsRefused() {
        #expect(throws: DetectionRefused([.noCases])) {
            try MatchedMarks(marks: [], truths: [], matching: .distance(1))
        }
        #expect(throws: DetectionRefused([.noLesions(cases: 2)])) {
            try MatchedMarks(marks: [], truths: [], cases: ["a", "b"], matching: .distance(1))
        }
    }
}
