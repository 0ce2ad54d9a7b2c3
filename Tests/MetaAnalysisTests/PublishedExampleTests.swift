import Foundation
import MetaAnalysis
import Testing

/// Results as printed in papers, to the digits printed there.
@Suite struct PublishedExampleTests {
    /// The 13 trials of the BCG vaccine of Colditz and others (1994).
    ///
    /// Cases and others among the vaccinated and the not vaccinated, degrees of latitude.
    static let trials: [(ai: Double, bi: Double, ci: Double, di: Double, latitude: Double)] = [
        (4, 119, 11, 128, 44), (6, 300, 29, 274, 55), (3, 228, 11, 209, 42),
        (62, 13536, 248, 12619, 52), (33, 5036, 47, 5761, 13), (180, 1361, 372, 1079, 44),
        (8, 2537, 10, 619, 19), (505, 87886, 499, 87892, 13), (29, 7470, 45, 7232, 27),
        (17, 1699, 65, 1600, 42), (186, 50448, 141, 27197, 18), (5, 2493, 3, 2338, 33),
        (27, 16886, 29, 17825, 33),
    ]

    private static func logOddsRatios() throws -> [EffectEstimate] {
        try trials.compactMap { trial -> EffectEstimate? in
            let table = TwoByTwoTable(
                firstEvents: trial.ai,
                firstOthers: trial.bi,
                secondEvents: trial.ci,
                secondOthers: trial.di
            )
            guard case .estimate(let found) = try table.estimate(.oddsRatio) else { return nil }
            return found
        }
    }

    private static func fit(
        _ method: HeterogeneityMethod,
        design: DesignMatrix? = nil
    ) throws -> RandomEffectsFit {
        let estimates = try logOddsRatios()
        return try RandomEffectsFit(
            estimates: estimates.map(\.value),
            samplingVariances: estimates.map(\.samplingVariance),
            design: design,
            options: PoolingOptions(method: method, test: .normal)
        )
    }

    private static func rounded(_ values: Double..., digits: Int = 3) -> [String] {
        values.map { String(format: "%.\(digits)f", $0) }
    }

    /// Van Houwelingen, Arends & Stijnen (2002), Statistics in Medicine 21, 589–624,
    /// doi:10.1002/sim.1040, pages 596 and 597; the paper's upper limit of 0.703 is one digit off.
    @Test func oddsRatiosOfTheVaccine() throws {
        let common = try Self.fit(.commonEffect)
        #expect(
            Self.rounded(
                exp(common.estimate),
                exp(common.interval.lower),
                exp(common.interval.upper)
            ) == ["0.647", "0.595", "0.702"]
        )
        let random = try Self.fit(.maximumLikelihood)
        #expect(
            Self.rounded(
                exp(random.estimate),
                exp(random.interval.lower),
                exp(random.interval.upper),
                random.tauSquared
            ) == ["0.476", "0.336", "0.675", "0.302"]
        )
    }

    /// The same, pages 608 and 609.
    @Test func latitudeExplainsTheDifferences() throws {
        let latitudes = Self.trials.map(\.latitude)
        let design = DesignMatrix(
            count: latitudes.count,
            moderators: [(name: "latitude", values: latitudes)]
        )
        let found = try Self.fit(.maximumLikelihood, design: design)
        #expect(
            Self.rounded(found.coefficients[0], found.coefficients[1]) == ["0.371", "-0.033"]
        )
        #expect(
            Self.rounded(found.standardErrors[0], found.standardErrors[1]) == ["0.106", "0.003"]
        )
        #expect(Self.rounded(found.tauSquared) == ["0.004"])
        #expect(Self.rounded(try #require(found.rSquared), digits: 1) == ["98.7"])
    }

    /// The same, pages 604 and 605: the bivariate model of both arms, by maximum likelihood.
    ///
    /// The arms stand for the diseased and the healthy.
    @Test func bothArmsTogether() throws {
        let tables = Self.trials.map {
            DiagnosticTable(
                truePositives: $0.ai,
                falsePositives: $0.di,
                falseNegatives: $0.bi,
                trueNegatives: $0.ci
            )
        }
        let found = try BivariateFit(tables: tables, method: .linear)
        #expect(
            Self.rounded(found.logitSensitivity, found.logitSpecificity) == ["-4.834", "-4.096"]
        )
        #expect(
            Self.rounded(found.betweenCovariance[0][0], found.betweenCovariance[1][1])
                == ["1.431", "2.407"]
        )
        #expect(Self.rounded(try #require(found.correlation)) == ["0.947"])
        #expect(Self.rounded(found.specificityStandardError) == ["0.435"])
    }

    /// Normand (1999), Statistics in Medicine 18, 321–359,
    /// doi:10.1002/(SICI)1097-0258(19990215)18:3<321::AID-SIM28>3.0.CO;2-P, page 352 (Table IX), from
    /// the rounded figures of page 351 (Table VIII).
    @Test func lengthOfStay() throws {
        let estimates = [-20.0, -2, -55, -71, -4, 1, 11, -10, 7]
        let variances = [40.59, 2.05, 15.28, 150.22, 20.19, 1.22, 95.38, 8.03, 20.69]
        for (method, expected, tauSquared) in [
            (HeterogeneityMethod.commonEffect, [-3.49, -5.03, -1.96], 0),
            (.derSimonianLaird, [-14.10, -24.45, -3.75], 218.72),
            (.restrictedMaximumLikelihood, [-15.12, -32.67, 2.43], 685.20),
        ] {
            let fit = try RandomEffectsFit(
                estimates: estimates,
                samplingVariances: variances,
                options: PoolingOptions(method: method, test: .normal)
            )
            let found = [fit.estimate, fit.interval.lower, fit.interval.upper]
            for (one, other) in zip(found, expected) { #expect(abs(one - other) < 0.015) }
            #expect(abs(fit.tauSquared - tauSquared) < 0.3)
        }
    }

    /// Konstantopoulos (2011), doi:10.1002/jrsm.35, page 70 (Table 4).
    @Test(.enabled(if: ReferenceData.isAvailable)) func schoolCalendars() throws {
        let sets = try ReferenceData.load("multilevel").list
        let set = try #require(sets.first { $0["id"].text == "konstantopoulos-three-level" })
        let fit = try RandomEffectsFit(
            estimates: set["yi"].numbers,
            samplingVariances: set["vi"].numbers,
            options: PoolingOptions(test: .normal)
        )
        #expect(
            Self.rounded(
                fit.estimate,
                fit.standardError,
                fit.tauSquared,
                try #require(fit.tauSquaredStandardError),
                digits: 4
            ) == ["0.1279", "0.0439", "0.0884", "0.0202"]
        )
    }
}
