import ModelEvaluation
import Statistics
import Testing

/// What must hold of any reader study.
struct ReaderStudyTests {
    private let events = (0..<40).map { $0 < 16 }

    /// Ratings 1 to 5 of one reader.
    private func ratings(
        _ signal: Double,
        using generator: inout SeededGenerator,
        cases: [Double]? = nil
    ) -> [Double] {
        events.indices.map { place in
            let value = (events[place] ? signal : 0) + (cases?[place] ?? 0) + generator.nextNormal()
            return min(5, max(1, (value + 2).rounded()))
        }
    }

    private func study(
        _ ratings: [[[Double]]],
        standalone: [Double]? = nil,
        clusters: [String]? = nil
    ) throws -> ReaderStudy {
        try ReaderStudy(
            readers: (ratings.first ?? []).indices.map { "R\($0 + 1)" },
            modalities: ratings.indices.map { "M\($0 + 1)" },
            ratings: ratings,
            events: events,
            standalone: standalone,
            clusters: clusters
        )
    }

    private func readers(_ count: Int, seed: UInt64) -> [[Double]] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { ratings(1 + 0.2 * Double($0), using: &generator) }
    }

    @Test(arguments: CovarianceMethod.allCases)
    func aModalityIsNotDifferentFromItself(method: CovarianceMethod) throws {
        let same = readers(4, seed: 3)
        let found = try study([same, same, same]).evaluation(covariance: method)
        for analysis in found.analyses {
            #expect(analysis.test == nil)
            for one in analysis.differences {
                #expect(one.difference.estimate == 0 && one.difference.standardError == nil)
                #expect(one.difference.pValue == nil && one.difference.interval == nil)
            }
            #expect(analysis.means.allSatisfy { $0.area.interval != nil })
        }
        for one in found.readerDifferences {
            #expect(one.difference.estimate == 0 && one.difference.standardError == nil)
        }
        let parts = found.components
        #expect(abs((parts.cov1 ?? 0) - parts.error) < 1e-15)
        #expect(abs((parts.cov2 ?? 0) - (parts.cov3 ?? 1)) < 1e-15)
    }

    /// Readers who agree in all are one reader: only the cases vary, and DeLong's test remains.
    @Test func identicalReadersAreOneReader() throws {
        let two = readers(2, seed: 5)
        let found = try study([
            [two[0], two[0], two[0]], [two[1], two[1], two[1]],
        ]).evaluation()
        let first = try CasePredictions(scores: two[0], events: events)
        let second = try CasePredictions(scores: two[1], events: events)
        let expected = try first.compareArea(with: second)
        for analysis in found.analyses where analysis.inference != .randomReadersFixedCases {
            let one = analysis.differences[0].difference
            #expect(abs(one.estimate - expected.difference) < 1e-12)
            #expect(
                abs((one.standardError ?? 0) - (expected.variance ?? 0).squareRoot()) < 1e-12
            )
            #expect(one.degreesOfFreedom == nil)
            #expect(abs((one.pValue ?? 0) - (expected.pValue ?? 1)) < 1e-9)
            #expect(analysis.test?.distribution == .chiSquared)
        }
        #expect(found.analyses[2].test == nil)
    }

    @Test func readerAgainstHimselfIsDeLongsTest() throws {
        let found = try study([readers(3, seed: 1), readers(3, seed: 2)]).evaluation()
        let (one, two) = (readers(3, seed: 1), readers(3, seed: 2))
        for (place, row) in found.readerDifferences.enumerated() {
            let expected = try CasePredictions(scores: one[place], events: events)
                .compareArea(with: CasePredictions(scores: two[place], events: events))
            #expect(abs(row.difference.estimate - expected.difference) < 1e-12)
            #expect(abs((row.difference.statistic ?? 0) - (expected.z ?? 1)) < 1e-9)
        }
    }

    /// With two modalities F is the square of t, with the same p-value.
    @Test(arguments: CovarianceMethod.allCases)
    func testOfTwoModalitiesIsThatOfTheirDifference(method: CovarianceMethod) throws {
        let found = try study([readers(5, seed: 8), readers(5, seed: 9)])
            .evaluation(covariance: method)
        for analysis in found.analyses {
            let t = try #require(analysis.differences[0].difference.statistic)
            let test = try #require(analysis.test)
            #expect(abs(t * t - test.statistic) < 1e-9 * test.statistic)
            let p = try #require(analysis.differences[0].difference.pValue)
            #expect(abs(p - test.pValue) < 1e-9)
        }
    }

    /// The order of readers, modalities and cases does not matter.
    @Test func orderDoesNotMatter() throws {
        let (one, two) = (readers(3, seed: 1), readers(3, seed: 2))
        let found = try study([one, two]).evaluation()
        let turned = try study([two.reversed(), one.reversed()]).evaluation()
        let cases = Array((0..<40).reversed())
        let mixed = try ReaderStudy(
            readers: ["R1", "R2", "R3"],
            modalities: ["M1", "M2"],
            ratings: [one, two].map { $0.map { ratings in cases.map { ratings[$0] } } },
            events: cases.map { events[$0] }
        ).evaluation()
        let test = try #require(found.analyses[0].test)
        for other in [turned, mixed] {
            #expect(abs((other.analyses[0].test?.statistic ?? 0) - test.statistic) < 1e-9)
            #expect(abs((other.analyses[0].test?.pValue ?? 0) - test.pValue) < 1e-9)
        }
    }

    @Test func clustersOfOneCaseChangeNothing() throws {
        let ratings = [readers(3, seed: 1), readers(3, seed: 2)]
        let alone = events.indices.map { "c\($0)" }
        for method in CovarianceMethod.allCases {
            let plain = try study(ratings).evaluation(covariance: method)
            let clustered = try study(ratings, clusters: alone).evaluation(covariance: method)
            #expect(
                abs((plain.components.cov2 ?? 0) - (clustered.components.cov2 ?? 1)) < 1e-15
            )
            #expect(abs(plain.components.error - clustered.components.error) < 1e-15)
        }
    }

    /// The jackknife's variance is DeLong's up to factors near 1: per class (N − 1)/N · n/(n − 1).
    @Test func jackknifeIsCloseToDeLong() throws {
        let ratings = [readers(4, seed: 1), readers(4, seed: 2)]
        let one = try study(ratings).evaluation(covariance: .deLong).components
        let other = try study(ratings).evaluation(covariance: .jackknife).components
        let ratio = other.error / one.error
        #expect(ratio > 39.0 / 40 * 24 / 23 - 1e-12 && ratio < 39.0 / 40 * 16 / 15 + 1e-12)
    }

    @Test func systemThatIsTheOnlyReaderDoesNotDiffer() throws {
        let one = readers(1, seed: 1)
        let found = try study([one], standalone: one[0]).evaluation()
        #expect(found.analyses.map(\.inference) == [.fixedReadersRandomCases])
        #expect(found.components.cov1 == nil && found.components.meanSquareReader == nil)
        let comparison = try #require(found.standalone.first)
        #expect(comparison.analyses.count == 1)
        #expect(comparison.analyses[0].difference.estimate == 0)
        #expect(comparison.analyses[0].difference.standardError == nil)
        #expect(comparison.readers[0].difference.pValue == nil)
    }

    /// Against a system that separates all, the analysis is that of the readers' mean alone.
    @Test func perfectSystemAddsNoVariance() throws {
        let found = try study(
            [readers(4, seed: 4)],
            standalone: events.map { $0 ? 1 : 0 }
        ).evaluation()
        #expect(found.standaloneArea?.estimate == 1 && found.standaloneArea?.interval == nil)
        for (mean, difference) in zip(found.analyses, found.standalone[0].analyses) {
            let (one, other) = (mean.means[0].area, difference.difference)
            #expect(abs(other.estimate - (one.estimate - 1)) < 1e-12)
            #expect(abs((other.standardError ?? 0) - (one.standardError ?? 1)) < 1e-12)
        }
    }

    @Test func badStudiesAreRefused() {
        let one = readers(2, seed: 1)
        #expect(throws: ReaderStudyError.notCrossed(expected: 80, found: 79)) {
            try study([[one[0], Array(one[1].dropLast())]])
        }
        #expect(throws: ReaderStudyError.nothingToCompare) { try study([]) }
        #expect(throws: ReaderStudyError.oneCluster) {
            try study([one], clusters: events.map { $0 ? "a" : "b" })
        }
        #expect(throws: ReaderStudyError.nameTwice("R")) {
            try ReaderStudy(
                readers: ["R", "R"],
                modalities: ["M"],
                ratings: [one],
                events: events
            )
        }
        #expect(throws: ReaderStudyError.classTooSmall(positives: 1, negatives: 2)) {
            try ReaderStudy(
                readers: ["R"],
                modalities: ["M"],
                ratings: [[[1, 2, 3]]],
                events: [true, false, false]
            )
        }
        #expect(throws: ReaderStudyError.ratings(.invalidLevel(1))) {
            try study([one]).evaluation(level: 1)
        }
        #expect(
            throws: ReaderStudyError.ratings(.scoreNotFinite(position: 1, score: "nan"))
        ) {
            try study([[[.nan] + one[0].dropFirst()]])
        }
    }

    /// Where nothing differs, one test in twenty rejects.
    ///
    /// Ratings are drawn by the model of Roe and Metz (1997, doi:10.1016/S1076-6332(97)80032-3), with
    /// new readers and cases each time. Of 300 studies 15 are expected; 3 to 30 lie within four
    /// standard deviations. Of 4000 studies 5.1 % and 5.7 % are rejected.
    @Test func rejectsAboutOneInTwentyTrueHypotheses() throws {
        var generator = SeededGenerator(seed: 2)
        var rejected = (modalities: 0, system: 0)
        for _ in 0..<300 {
            let cases = events.map { _ in 0.5 * generator.nextNormal() }
            let skills = (0..<4).map { _ in 1.2 + 0.2 * generator.nextNormal() }
            let ratings = (0..<2).map { _ in
                skills.map { skill in
                    self.ratings(
                        skill + 0.1 * generator.nextNormal(),
                        using: &generator,
                        cases: cases
                    )
                }
            }
            let system = self.ratings(1.2, using: &generator, cases: cases)
            let found = try study(ratings, standalone: system).evaluation()
            if (found.analyses[0].test?.pValue ?? 1) < 0.05 { rejected.modalities += 1 }
            let one = found.standalone[0].analyses[0].difference
            if (one.pValue ?? 1) < 0.05 { rejected.system += 1 }
        }
        #expect((3...30).contains(rejected.modalities), "\(rejected.modalities)")
        #expect((3...30).contains(rejected.system), "\(rejected.system)")
    }
}
