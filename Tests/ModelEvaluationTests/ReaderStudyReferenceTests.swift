import Foundation
import ModelEvaluation
import Testing

/// Reader studies against published output and against brute force in numpy.
struct ReaderStudyReferenceTests {
    private func expect(
        _ value: Double?,
        _ expected: Double,
        within tolerance: Double,
        at location: SourceLocation = #_sourceLocation
    ) {
        guard let value else {
            Issue.record("no value where \(expected) is expected", sourceLocation: location)
            return
        }
        #expect(
            abs(value - expected) <= tolerance,
            "\(value) ≠ \(expected)",
            sourceLocation: location
        )
    }

    /// Estimate, standard error, degrees of freedom, p-value and limits as printed.
    private func expect(
        _ found: ReaderEstimate,
        _ estimate: Double,
        _ error: Double,
        df: Double? = nil,
        p: Double? = nil,
        _ lower: Double,
        _ upper: Double,
        digits: Int,
        at location: SourceLocation = #_sourceLocation
    ) {
        let half = 0.500001 * pow(10, -Double(digits))
        expect(found.estimate, estimate, within: half, at: location)
        expect(found.standardError, error, within: half, at: location)
        if let df { expect(found.degreesOfFreedom, df, within: 0.00501, at: location) }
        if let p { expect(found.pValue, p, within: 0.0000501, at: location) }
        expect(found.interval?.lower, lower, within: half, at: location)
        expect(found.interval?.upper, upper, within: half, at: location)
    }

    /// The output of OR-DBM MRMC 2.51 (University of Iowa, 30 April 2020) for the data of Van Dyke and
    /// others (1993), as it stands in RJafroc, inst/IowaResults/VanDyke.txt; to the last digit printed.
    @Test func publishedExampleIsReproduced() throws {
        let study = try ReaderStudyReference.vanDyke()
        let found = try study.evaluation(covariance: .jackknife)
        let areas = [
            0.91964573, 0.85877617, 0.90386473, 0.97310789, 0.82979066, 0.94782609, 0.90531401,
            0.92173913, 0.99935588, 0.92995169,
        ]
        for (curve, area) in zip(found.curves, areas) {
            expect(curve.area.estimate, area, within: 5.1e-9)
        }
        let parts = found.components
        for (value, expected) in [
            (parts.meanSquareModality, 0.00479617), (parts.meanSquareReader, 0.00383620),
            (parts.meanSquareInteraction, 0.00055103), (parts.error, 0.00080229),
            (parts.cov1, 0.00034661), (parts.cov2, 0.00034407), (parts.cov3, 0.00023903),
            (parts.varianceReader, 0.00153500), (parts.varianceInteraction, 0.00020040),
        ] {
            expect(value, expected, within: 5.1e-9)
        }
        let (both, cases, readers) = (found.analyses[0], found.analyses[1], found.analyses[2])
        expect(both.test?.statistic, 4.46, within: 0.00501)
        expect(both.test?.denominatorDegreesOfFreedom, 15.26, within: 0.00501)
        expect(both.test?.pValue, 0.0517, within: 5.1e-5)
        #expect(both.test?.distribution == .f && cases.test?.distribution == .chiSquared)
        expect(cases.test?.statistic, 5.47595, within: 5.1e-6)
        expect(cases.test?.pValue, 0.0193, within: 5.1e-5)
        expect(readers.test?.statistic, 8.70, within: 0.00501)
        expect(readers.test?.denominatorDegreesOfFreedom, 4, within: 1e-9)
        expect(readers.test?.pValue, 0.0420, within: 5.1e-5)
        let d = -0.04380
        expect(
            both.differences[0].difference,
            d,
            0.02075,
            df: 15.26,
            p: 0.0517,
            -0.08796,
            0.00036,
            digits: 5
        )
        expect(
            cases.differences[0].difference,
            d,
            0.01872,
            p: 0.0193,
            -0.08049,
            -0.00711,
            digits: 5
        )
        expect(
            readers.differences[0].difference,
            d,
            0.01485,
            df: 4,
            p: 0.0420,
            -0.08502,
            -0.00258,
            digits: 5
        )
        let (one, two) = (0.89703704, 0.94083736)
        expect(
            both.means[0].area,
            one,
            0.03317360,
            df: 12.74,
            0.82522360,
            0.96885048,
            digits: 8
        )
        expect(
            both.means[1].area,
            two,
            0.02156637,
            df: 12.71,
            0.89413783,
            0.98753689,
            digits: 8
        )
        expect(cases.means[0].area, one, 0.02428971, 0.84943008, 0.94464399, digits: 8)
        expect(cases.means[1].area, two, 0.01677632, 0.90795637, 0.97371835, digits: 8)
        expect(
            readers.means[0].area,
            one,
            0.02482994,
            df: 4,
            0.82809808,
            0.96597599,
            digits: 8
        )
        expect(
            readers.means[1].area,
            two,
            0.01615303,
            df: 4,
            0.89598936,
            0.98568536,
            digits: 8
        )
        let single: [(Double, Double, Double, Double, Double)] = [
            (-0.02818, 0.02551, 0.2693, -0.07818, 0.02182),
            (-0.04654, 0.02630, 0.0768, -0.09809, 0.00501),
            (-0.01787, 0.03121, 0.5668, -0.07904, 0.04330),
            (-0.02625, 0.01729, 0.1290, -0.06014, 0.00764),
            (-0.10016, 0.04406, 0.0230, -0.18651, -0.01381),
        ]
        for (reader, row) in zip(found.readerDifferences, single) {
            expect(reader.difference, row.0, row.1, p: row.2, row.3, row.4, digits: 5)
        }
    }

    @Test(arguments: [
        "van Dyke, delong", "van Dyke, jackknife", "drawn, cases, delong",
        "drawn, cases, jackknife",
        "drawn, clusters, delong", "drawn, clusters, jackknife",
    ])
    func agreesWithBruteForce(name: String) throws {
        let content = try ReaderStudyReference.content()
        let expected = try #require(content.studies[name])
        let study =
            try name.hasPrefix("van")
            ? ReaderStudyReference.vanDyke()
            : ReaderStudyReference.drawn(content, hasClusters: name.contains("clusters"))
        let found = try study.evaluation(
            covariance: name.hasSuffix("delong") ? .deLong : .jackknife
        )
        let areas =
            found.curves.map(\.area.estimate)
            + [found.standaloneArea?.estimate]
            .compactMap(\.self)
        #expect(areas.count == expected.areas.count)
        for (area, other) in zip(areas, expected.areas) { same(area, other) }
        let parts = found.components
        for (key, value) in [
            ("meanSquareModality", parts.meanSquareModality), ("error", parts.error),
            ("meanSquareReader", parts.meanSquareReader), ("cov1", parts.cov1),
            ("meanSquareInteraction", parts.meanSquareInteraction), ("cov2", parts.cov2),
            ("cov3", parts.cov3),
        ] {
            same(value, expected.components[key])
        }
        for (one, other) in zip(found.analyses, expected.analyses) {
            #expect(one.inference == other.inference)
            same(one.test?.statistic, other.test[0])
            same(
                one.test?.denominatorDegreesOfFreedom ?? one.test?.degreesOfFreedom,
                other.test[1]
            )
            same(one.test?.pValue, other.test[2])
            same(one.differences.map(\.difference), other.differences)
            same(one.means.map(\.area), other.means)
        }
        same(found.readerDifferences.map(\.difference), expected.readerDifferences)
        #expect(found.standalone.count == expected.standalone.count)
        for (one, other) in zip(found.standalone, expected.standalone) {
            same(one.analyses.map(\.difference), other.analyses)
            same(one.readers.map(\.difference), other.readers)
        }
    }

    private func same(
        _ found: [ReaderEstimate],
        _ expected: [ReaderStudyReference.Estimate],
        at location: SourceLocation = #_sourceLocation
    ) {
        #expect(found.count == expected.count, sourceLocation: location)
        for (one, other) in zip(found, expected) {
            same(one.estimate, other.estimate, at: location)
            same(one.standardError, other.standardError, at: location)
            same(one.interval?.lower, other.interval[0], at: location)
            same(one.interval?.upper, other.interval[1], at: location)
            same(one.degreesOfFreedom, other.degreesOfFreedom, at: location)
            same(one.statistic, other.statistic, at: location)
            same(one.pValue, other.pValue, at: location)
        }
    }

    /// Relative 1e-8, absolute below 1e-3.
    private func same(
        _ value: Double?,
        _ expected: Double?,
        at location: SourceLocation = #_sourceLocation
    ) {
        guard let value, let expected else {
            #expect(value == nil && expected == nil, sourceLocation: location)
            return
        }
        #expect(
            abs(value - expected) <= 1e-8 * max(1e-3, abs(expected)),
            "\(value) ≠ \(expected)",
            sourceLocation: location
        )
    }
}
