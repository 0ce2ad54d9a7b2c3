import Statistics
import Testing

@Suite("Agreement of several raters") struct SeveralRaterAgreementTests {
    /// Rows of raters, `nil` for no rating, turned into rows of subjects.
    private func subjects(_ raters: [[Int?]]) -> [[Int?]] {
        (raters.first ?? []).indices.map { subject in raters.map { $0[subject] } }
    }

    private func expect(
        _ value: AgreementCoefficient?,
        _ estimate: Double,
        _ error: Double,
        within tolerance: Double = 1e-10,
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let value = try #require(value, sourceLocation: location)
        #expect(abs(value.estimate - estimate) < 1e-10, sourceLocation: location)
        let own = try #require(value.standardError, sourceLocation: location)
        #expect(abs(own - error) < tolerance, sourceLocation: location)
    }

    /// Krippendorff's four observers and twelve units; α = 0.743 is his.
    ///
    /// Further figures by irrCAC 0.4.3 for Python, whose standard error of α takes Σπₖ for pₑ in the
    /// correction for unequal numbers of ratings and differs in the fourth decimal; see
    /// `errorsAreThoseOfTheJackknife`.
    @Test func fourObservers() throws {
        let agreement = try severalRaterAgreement(
            subjects([
                [0, 1, 2, 2, 1, 0, 3, 0, 1, nil, nil, nil],
                [0, 1, 2, 2, 1, 1, 3, 0, 1, 4, nil, 2],
                [nil, 2, 2, 2, 1, 2, 3, 1, 1, 4, 0, nil],
                [0, 1, 2, 2, 1, 3, 3, 0, 1, 4, 0, nil],
            ]),
            categories: 5
        )
        #expect(agreement.subjects == 12)
        #expect(agreement.subjectsRatedTwice == 11)
        #expect(agreement.raters == 4)
        #expect(abs(agreement.proportionAgreed.estimate - 9.0 / 11) < 1e-12)
        try expect(agreement.fleissKappa, 0.761_169_275_422, 0.153_019_203_469)
        try expect(agreement.gwetAC1, 0.775_444_068_127, 0.142_949_950_641)
        try expect(agreement.brennanPrediger, 0.772_727_272_727, 0.144_716_619_899)
        try expect(agreement.krippendorffAlpha, 0.743_421_052_632, 0.145_573_886_985, within: 1e-4)
    }

    /// Three reviewers, of whom the third voted on half; figures by irrCAC 0.4.3 for Python.
    @Test func missingOverlap() throws {
        let agreement = try severalRaterAgreement(
            subjects([
                [1, 0, 0, 1, 0, 0, nil, 1, 0, 0, 0, 1, nil, 0, 1, 0],
                [1, 0, 1, 1, 0, nil, 0, 1, 0, 0, 1, nil, 0, 0, 1, 0],
                [nil, nil, 0, 1, nil, 0, 0, 0, nil, 0, 0, 1, 1, nil, 1, nil],
            ]),
            categories: 2
        )
        try expect(agreement.fleissKappa, 0.595_316_159_251, 0.185_638_995_084)
        try expect(agreement.gwetAC1, 0.650_626_769_106, 0.169_349_739_057)
        try expect(agreement.brennanPrediger, 0.625, 0.171_796_067_734)
        try expect(agreement.krippendorffAlpha, 0.571_014_492_754, 0.190_459_013_169, within: 2e-4)
    }

    @Test func twoWholeRatersAgreeAsInThePairwiseFigures() throws {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<50 {
            let first = (0..<25).map { _ in Int.random(in: 0..<3, using: &generator) }
            let second = first.map {
                Int.random(in: 0..<3, using: &generator) == 0
                    ? Int.random(in: 0..<3, using: &generator) : $0
            }
            let pair = try categoricalAgreement(first, second, categories: 3)
            let several = try severalRaterAgreement(subjects([first, second]), categories: 3)
            #expect(
                abs(several.proportionAgreed.estimate - pair.proportionAgreed.estimate) < 1e-12
            )
            try expect(several.gwetAC1, pair.gwetAC1.estimate, pair.gwetAC1.standardError ?? 0)
            #expect(abs(several.brennanPrediger.estimate - pair.pabak.estimate) < 1e-12)
        }
    }

    /// α by its definition, over all pairs of ratings: 1 − observed over expected disagreement.
    @Test func alphaIsOneMinusTheRatioOfDisagreements() throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<100 {
            let ratings = (0..<9).map { _ in
                (0..<4).map { _ -> Int? in
                    let drawn = Int.random(in: 0..<4, using: &generator)
                    return drawn == 3 ? nil : drawn
                }
            }
            let paired = ratings.map { $0.compactMap(\.self) }.filter { $0.count >= 2 }
            let all = paired.flatMap(\.self)
            guard Set(all).count > 1 else { continue }
            var observed = 0.0
            for unit in paired {
                for (place, one) in unit.enumerated() {
                    for (other, two) in unit.enumerated() where place != other && one != two {
                        observed += 1 / Double(unit.count - 1)
                    }
                }
            }
            var expected = 0.0
            for (place, one) in all.enumerated() {
                for (other, two) in all.enumerated() where place != other && one != two {
                    expected += 1 / Double(all.count - 1)
                }
            }
            let agreement = try severalRaterAgreement(ratings, categories: 3)
            let alpha = try #require(agreement.krippendorffAlpha)
            #expect(abs(alpha.estimate - (1 - observed / expected)) < 1e-10)
        }
    }

    /// Leaving out one subject at a time must give about the same standard errors.
    @Test func errorsAreThoseOfTheJackknife() throws {
        var generator = SeededGenerator(seed: 6)
        let ratings = (0..<300).map { _ -> [Int?] in
            let truth = Int.random(in: 0..<3, using: &generator)
            return (0..<4).map { _ in
                switch Int.random(in: 0..<10, using: &generator) {
                case 0..<3: nil
                case 3..<8: truth
                default: Int.random(in: 0..<3, using: &generator)
                }
            }
        }
        func jackknife(
            _ value: (SeveralRaterAgreement) -> AgreementCoefficient?
        ) throws -> (own: Double, left: Double) {
            let whole = try severalRaterAgreement(ratings, categories: 3)
            let parts = try ratings.indices.map { subject -> Double in
                var fewer = ratings
                fewer.remove(at: subject)
                return try #require(value(try severalRaterAgreement(fewer, categories: 3))).estimate
            }
            let mean = parts.reduce(0, +) / 300
            let sum = parts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return (value(whole)?.standardError ?? 0, (sum * 299 / 300).squareRoot())
        }
        let alpha = try jackknife { $0.krippendorffAlpha }
        #expect(abs(alpha.own / alpha.left - 1) < 0.02, "\(alpha)")
        // Gwet's variance of the others takes the share of subjects rated twice for random, too.
        for value: (SeveralRaterAgreement) -> AgreementCoefficient? in [
            { $0.fleissKappa }, { $0.gwetAC1 }, { $0.brennanPrediger },
        ] {
            let errors = try jackknife(value)
            #expect((1..<1.06).contains(errors.own / errors.left), "\(errors)")
        }
    }

    @Test func edges() throws {
        let same = try severalRaterAgreement([[1, 1, nil], [1, nil, 1]], categories: 2)
        #expect(same.fleissKappa == nil)
        #expect(same.krippendorffAlpha == nil)
        #expect(same.proportionAgreed.estimate == 1)
        #expect(same.proportionAgreed.ciLower == nil)
        #expect(same.raters == 3)
        let one = try severalRaterAgreement([[0, 1, 1]], categories: 2)
        #expect(one.gwetAC1.standardError == nil)
        #expect(throws: AgreementError.noRatings) {
            try severalRaterAgreement([[0, nil], [nil, 1]], categories: 2)
        }
        #expect(throws: AgreementError.noRatings) { try severalRaterAgreement([], categories: 2) }
        #expect(throws: AgreementError.sizeMismatch(first: 2, second: 1)) {
            try severalRaterAgreement([[0, 1], [1]], categories: 2)
        }
        #expect(throws: AgreementError.categoryOutOfRange(position: 0, category: 2, categories: 2))
        {
            try severalRaterAgreement([[0, 2]], categories: 2)
        }
    }
}
