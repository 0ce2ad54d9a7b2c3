import ModelEvaluation
import Testing

/// AFROC areas against counting pairs, and the resampling of cases.
@Suite struct AFROCCurveTests {
    @Test func areasAreThoseCountedByHand() throws {
        let matched = try FROCCurveTests.example()
        // Highest false positives: n 0.8, o none, a 0.6, b none. Lesions: a 0.9 and 0.6, b 0.7.
        // AFROC: n is below 0.9 only (1 of 3 pairs), o below all (3 of 3).
        #expect(abs((matched.afrocCurve(.plain)?.area ?? 0) - 4.0 / 6) < 1e-15)
        // wAFROC: case a weighs ½ + ½, case b 1: (0.5 + 2) of 2 × 2.
        #expect(abs((matched.afrocCurve(.weighted)?.area ?? 0) - 2.5 / 4) < 1e-15)
        // AFROC1: a is below 0.9 and 0.7 and ties 0.6 (2.5), b below all.
        #expect(abs((matched.afrocCurve(.allCases)?.area ?? 0) - (1 + 3 + 2.5 + 3) / 12) < 1e-15)
        // wAFROC1: 0.5 + 2 + (0.5 + 0.25 + 1) + 2 of 4 × 2.
        #expect(abs((matched.afrocCurve(.weightedAllCases)?.area ?? 0) - 6.25 / 8) < 1e-15)
        // ROC: a 0.9 and b 0.7 against n 0.8 and o none: three of four pairs.
        #expect(matched.afrocCurve(.inferredROC)?.area == 0.75)
        let points = matched.afrocCurve(.plain)?.points ?? []
        #expect(points.map(\.falsePositiveFraction) == [0, 0, 0.5, 0.5, 0.5, 1])
        #expect(points.last?.lesionFraction == 1)
    }

    @Test func withoutNormalCasesOnlyAllCasesCanBeUsed() throws {
        let matched = try MatchedMarks(
            marks: [LesionMark(caseName: "a", place: LesionPlace(x: 9, y: 0), score: 1)],
            truths: [LesionTruth(caseName: "a", place: LesionPlace(x: 0, y: 0))],
            matching: .distance(1)
        )
        #expect(matched.afrocCurve(.plain) == nil && matched.afrocCurve(.inferredROC) == nil)
        #expect(matched.afrocCurve(.allCases)?.area == 0)
    }

    /// Ratings by their definition, −∞ without mark, and all pairs compared.
    @Test(arguments: 1...30)
    func areasAreThoseOfAllPairs(seed: Int) throws {
        var drawing = DetectionDrawing(seed: UInt64(seed))
        let data = drawing.data(cases: 11)
        let matched = try data.matched(.distance(3))
        var lesions = [Double](repeating: -.infinity, count: data.truths.count)
        var highestFalse: [String: Double] = [:]
        var highest: [String: Double] = [:]
        for (mark, outcome) in zip(data.marks, matched.outcomes) {
            highest[mark.caseName] = max(highest[mark.caseName] ?? -.infinity, mark.score)
            switch outcome {
            case .hit(let truth): lesions[truth] = mark.score
            case .falsePositive:
                let known = highestFalse[mark.caseName] ?? -.infinity
                highestFalse[mark.caseName] = max(known, mark.score)
            case .further: break
            }
        }
        let diseased = Set(data.truths.map(\.caseName))
        let normal = data.cases.filter { !diseased.contains($0) }
        let count = Dictionary(grouping: data.truths, by: \.caseName).mapValues(\.count)
        func area(_ low: [Double], _ high: [(Double, Double)]) -> Double {
            var sum = 0.0
            for one in low {
                for (other, weight) in high {
                    sum += one < other ? weight : one == other ? weight / 2 : 0
                }
            }
            return sum / Double(low.count) / high.reduce(0) { $0 + $1.1 }
        }
        let equal = lesions.map { ($0, 1.0) }
        let shared = zip(lesions, data.truths).map { ($0, 1 / Double(count[$1.caseName] ?? 1)) }
        let ofNormal = normal.map { highestFalse[$0] ?? -.infinity }
        let ofAll = data.cases.map { highestFalse[$0] ?? -.infinity }
        let ofDiseased = diseased.sorted().map { (highest[$0] ?? -.infinity, 1.0) }
        let expected: [AFROCKind: Double] = [
            .plain: area(ofNormal, equal), .weighted: area(ofNormal, shared),
            .allCases: area(ofAll, equal), .weightedAllCases: area(ofAll, shared),
            .inferredROC: area(normal.map { highest[$0] ?? -.infinity }, ofDiseased),
        ]
        for (kind, value) in expected {
            #expect(abs((matched.afrocCurve(kind)?.area ?? -1) - value) < 1e-12, "\(kind)")
        }
    }

    /// With one lesion a case and one mark a case, all on the lesion if there is one, the area is
    /// that under the ROC curve.
    @Test func oneMarkACaseGivesTheROCArea() throws {
        let scores = [0.1, 0.4, 0.4, 0.8, 0.3, 0.4, 0.9, 0.7]
        let place = LesionPlace(x: 0, y: 0)
        let matched = try MatchedMarks(
            marks: scores.enumerated().map {
                LesionMark(caseName: "\($0)", place: place, score: $1)
            },
            truths: (4..<8).map { LesionTruth(caseName: "\($0)", place: place) },
            cases: (0..<4).map { "\($0)" },
            matching: .distance(1)
        )
        let area = try CasePredictions(
            scores: scores,
            events: scores.indices.map { $0 >= 4 }
        ).areaUnderCurve().area
        for kind in [AFROCKind.plain, .weighted, .inferredROC] {
            #expect(abs((matched.afrocCurve(kind)?.area ?? 0) - area) < 1e-15)
        }
    }

    @Test func samplesAreTheSameOnOneThreadAndOnMany() throws {
        var drawing = DetectionDrawing(seed: 4)
        let matched = try drawing.data(cases: 30).matched(.distance(3))
        let many = try matched.resampled(500, seed: 9, bandRates: [0.1, 1])
        let one = try matched.resampled(500, seed: 9, bandRates: [0.1, 1], isConcurrent: false)
        #expect(many == one)
        #expect(many != (try matched.resampled(500, seed: 10, bandRates: [0.1, 1])))
        let curve = matched.frocCurve
        for (limits, value) in zip(many.band, curve.sensitivities(at: [0.1, 1])) {
            let limits = try #require(limits)
            #expect(limits.lower <= value && value <= limits.upper)
        }
        let mean = try #require(many.meanSensitivity)
        #expect(mean.lower < curve.competitionMetric() && curve.competitionMetric() < mean.upper)
        #expect(many.meanSensitivityDifference(from: many) == nil)
    }

    /// The spread of the area with one lesion or none a case agrees with DeLong's formula.
    @Test func spreadIsThatOfDeLong() throws {
        var drawing = DetectionDrawing(seed: 12)
        let cases = drawing.scores(400)
        let place = LesionPlace(x: 0, y: 0)
        let matched = try MatchedMarks(
            marks: cases.enumerated().map {
                LesionMark(caseName: "\($0)", place: place, score: $1.score)
            },
            truths: cases.indices.filter { cases[$0].event }.map {
                LesionTruth(caseName: "\($0)", place: place)
            },
            cases: cases.indices.map { "\($0)" },
            matching: .distance(1)
        )
        let area = try CasePredictions(scores: cases.map(\.score), events: cases.map(\.event))
            .areaUnderCurve()
        let limits = try #require(try matched.resampled(4000, seed: 3).area(.plain))
        let half = 1.959964 * (area.variance ?? 0).squareRoot()
        #expect(abs((limits.upper - limits.lower) / (2 * half) - 1) < 0.06)
    }

    @Test func wishesOutOfRangeAreRefused() throws {
        let matched = try FROCCurveTests.example()
        #expect(throws: DetectionRefused([.tooFewResamples(99), .invalidLevel(1), .invalidRates])) {
            try matched.resampled(99, level: 1, rates: [1, 1])
        }
        #expect(throws: DetectionRefused([.invalidRates])) {
            try matched.resampled(bandRates: [0])
        }
    }
}
