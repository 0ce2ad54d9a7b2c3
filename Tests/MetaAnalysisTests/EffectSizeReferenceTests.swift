import MetaAnalysis
import Testing

@Suite("Reference: effect measures", .enabled(if: ReferenceData.isAvailable))
struct EffectSizeReferenceTests {
    @Test func everyMeasure() throws {
        var record = DeviationRecord("effectsizes.json")
        for set in try ReferenceData.load("effectsizes").list {
            let id = try #require(set["id"].text)
            let measure = id.split(separator: "-").first.map(String.init) ?? id
            let extractions = try extract(measure, set["input"])
            let estimates = extractions.compactMap { extraction -> EffectEstimate? in
                if case .estimate(let estimate) = extraction { return estimate }
                return nil
            }
            record.compare(
                estimates.map(\.value),
                set["yi"].numbers,
                "\(id) yi",
                tolerance: 1e-9
            )
            record.compare(
                estimates.map(\.samplingVariance),
                set["vi"].numbers,
                "\(id) vi",
                tolerance: 1e-9
            )
        }
        record.report()
    }

    private func extract(
        _ measure: String,
        _ input: ReferenceData.Value
    ) throws -> [EffectExtraction] {
        func rows(_ names: [String]) -> [[Double]] {
            let columns = names.map { input[$0].numbers }
            return columns[0].indices.map { row in columns.map { $0[row] } }
        }
        if let known = TwoByTwoMeasure(rawValue: measure) {
            return try rows(["ai", "bi", "ci", "di"]).map { row in
                try TwoByTwoTable(
                    firstEvents: row[0],
                    firstOthers: row[1],
                    secondEvents: row[2],
                    secondOthers: row[3]
                ).estimate(known)
            }
        }
        if let known = ContinuousMeasure(rawValue: measure) {
            return try rows(["m1", "sd1", "n1", "m2", "sd2", "n2"]).map { row in
                try ContinuousComparison(
                    firstMean: row[0],
                    firstDeviation: row[1],
                    firstSize: row[2],
                    secondMean: row[3],
                    secondDeviation: row[4],
                    secondSize: row[5]
                ).estimate(known)
            }
        }
        if let known = ProportionMeasure(rawValue: measure) {
            return try rows(["xi", "ni"]).map { row in
                try ProportionReport(events: row[0], participants: row[1]).estimate(known)
            }
        }
        let known = try #require(CorrelationMeasure(rawValue: measure))
        return try rows(["ri", "ni"]).map { row in
            try CorrelationReport(correlation: row[0], pairs: row[1]).estimate(known)
        }
    }
}
