import Foundation
import MetaAnalysis
import Testing
import Workbench

@Suite struct PoolTableTests {
    static let header = ["Author", "AUC", "lo", "hi", "patients", "events", "Site"]
    static let rows: [(line: Int, fields: [String])] = [
        (2, ["Ada", "0.81", "0.76", "0.86", "400", "60", "A"]),
        (3, ["Bo", "0.74", "", "", "310", "45", "A"]),
        (4, ["Cy", "0.69", "0.60", "0.78", "150", "", "B"]),
        (5, ["Di", "0.88", "", "", "90", "", "B"]),
        (6, ["Ed", "0.77", "0.71", "0.83", "500", "80", "B"]),
        (7, ["Fe", "0.83", "0.70", "1", "55", "20", "A"]),
    ]

    private func pool(
        _ options: PoolTableOptions = PoolTableOptions(measure: .auc),
        header: [String] = PoolTableTests.header,
        rows: [(line: Int, fields: [String])] = PoolTableTests.rows
    ) throws -> PoolResult {
        try PoolTable.pool(file: "in.csv", header: header, rows: rows, options: options)
    }

    private func faults(
        _ options: PoolTableOptions = PoolTableOptions(measure: .auc),
        header: [String] = PoolTableTests.header,
        rows: [(line: Int, fields: [String])] = PoolTableTests.rows
    ) throws -> [PoolFault] {
        do {
            _ = try pool(options, header: header, rows: rows)
        } catch PoolTableError.faults(let faults) {
            return faults
        }
        Issue.record("the table was accepted")
        return []
    }

    @Test func sourcesAndMissingItems() throws {
        let result = try pool()
        #expect(result.k == 5)
        #expect(
            result.studies.map(\.source) == [
                "Confidence Interval", "Newcombe (Method 4)", "Confidence Interval",
                "Confidence Interval", "Newcombe (Method 4)",
            ]
        )
        #expect(result.notPoolable.map(\.study) == ["Di"])
        #expect(result.notPoolable.first?.missing == ["se", "ci_lower", "ci_upper", "events"])
        #expect(result.warnings.contains { $0.contains("Di") && $0.contains("events") })
        #expect(result.scale == "logit")
        let weights = result.studies.compactMap(\.weight.value).reduce(0, +)
        #expect(abs(weights - 100) < 1e-9)
    }

    @Test func assumedPrevalenceIsMarked() throws {
        var options = PoolTableOptions(measure: .auc)
        options.assumedPrevalence = 0.2
        let result = try pool(options)
        #expect(result.k == 6)
        #expect(result.studies[3].source.contains("assumed from a prevalence of 0.2"))
        #expect(result.warnings.contains { $0.contains("0.2 was assumed for: Di") })
    }

    @Test func allFaultsAtOnce() throws {
        let found = try faults(rows: [
            (2, ["Ada", "1.3", "0.76", "0.86", "400", "60", "A"]),
            (3, ["Bo", "0.74", "0.9", "0.7", "310", "45", "A"]),
            (4, ["Cy", "0.69", "", "", "150", "151", "B"]),
            (5, ["Di", "o.88", "", "", "9O", "", "B"]),
            (6, ["", "0.77", "0.71", "0.83", "500", "80", "B"]),
            (7, ["Fe", "0.77"]),
            (8, ["Gi", "0", "0.71", "0.83", "500", "80", "B"]),
        ])
        #expect(found.map(\.line).map { $0 ?? 0 } == [2, 3, 3, 3, 4, 5, 5, 6, 7, 8])
        #expect(found[0].column == "AUC")
        #expect(found[0].found == "1.3")
        #expect(found[1].column == "lo")
        #expect(found.contains { $0.line == 4 && $0.column == "events" })
        #expect(found[5].found == "'o.88'")
        #expect(found[6].column == "patients")
        #expect(found[0].description.hasPrefix("in.csv:2: column 'AUC': found 1.3, expected"))
    }

    @Test func negativeStandardError() throws {
        let found = try faults(
            header: ["study", "auc", "se"],
            rows: [(2, ["A", "0.8", "-0.02"])]
        )
        #expect(found.map(\.column) == ["se"])
    }

    @Test func unknownColumnsAreNamed() throws {
        var options = PoolTableOptions(measure: .auc)
        options.moderators = ["age"]
        let found = try faults(options, header: ["study", "value"], rows: [(2, ["A", "0.8"])])
        let text = found.map(\.description).joined(separator: "\n")
        #expect(text.contains("no column 'auc'"))
        #expect(text.contains("no column 'age'"))
        #expect(text.contains("columns in the file: study, value"))
        #expect(text.contains("how precise"))
    }

    @Test func unknownWordsAreNamed() {
        #expect {
            try PoolTableOptions(parsing: "aucc", method: "RML", test: "x", level: 2)
        } throws: { error in
            let text = "\(error)"
            return text.contains("'aucc'") && text.contains("'RML'") && text.contains("'x'")
                && text.contains("--level") && text.contains("DL") && text.contains("knha")
        }
    }

    @Test func expectedEventsAreNotEvents() throws {
        let found = try faults(
            header: ["study", "auc", "n", "e", "o"],
            rows: [(2, ["A", "0.8", "300", "31.2", "30"])]
        )
        #expect(found.contains { $0.found.contains("how precise") })
    }

    @Test func reversedScoreIsPointedOut() throws {
        let result = try pool(
            header: ["study", "c", "se"],
            rows: [(2, ["A", "0.3", "0.03"]), (3, ["B", "0.7", "0.03"])]
        )
        #expect(result.warnings.contains { $0.contains("below 0.5") && $0.hasSuffix("A.") })
    }

    @Test func diagnosticAccuracyHasItsOwnUseCase() {
        #expect {
            try PoolTable.pool(
                file: "in.csv",
                header: ["study", "tp", "fp", "fn", "tn"],
                rows: [(2, ["A", "1", "2", "3", "4"])],
                options: PoolTableOptions(measure: .dta)
            )
        } throws: { "\($0)".contains("PoolDiagnosticTable") }
    }

    @Test func nothingToPool() throws {
        let result = try pool(rows: [(2, ["Di", "0.88", "", "", "90", "", "B"])])
        #expect(result.k == 0)
        #expect(result.fit.value == nil)
        #expect(result.warnings.contains("No study can be pooled."))
    }

    @Test func oneStudy() throws {
        let result = try pool(rows: Array(Self.rows.prefix(1)))
        #expect(result.fit.value?.method == "EE")
        #expect(result.backTransformed.value?.estimate.value.map { abs($0 - 0.81) < 1e-12 } == true)
        #expect(result.leaveOneOut.value == nil)
        #expect(result.warnings.contains { $0.contains("Only one study") })
    }

    @Test func jsonShape() throws {
        var options = PoolTableOptions(measure: .auc)
        options.subgroup = "site"
        options.cluster = "Site"
        let result = try pool(options)
        let data = try JSONEncoder().encode(result)
        let object = try #require(
            try JSONSerialization.jsonObject(with: data) as? [String: Any]
        )
        #expect(
            object.keys.sorted() == [
                "backTransformed", "blup", "cumulative", "fit", "influence", "k", "leaveOneOut",
                "measure", "multilevel", "notPoolable", "scale", "smallStudyEffects", "studies",
                "subgroups", "warnings",
            ]
        )
        let fit = try #require(object["fit"] as? [String: Any])
        for key in [
            "coefficients", "standardErrors", "statistics", "pValues", "ciLower", "ciUpper",
        ] {
            #expect((fit[key] as? [Double])?.count == 1, "\(key)")
        }
        #expect(fit["r2"] is NSNull)
        #expect((fit["tau2CI"] as? [Double])?.count == 2)
        let subgroups = try #require(object["subgroups"] as? [String: Any])
        let separate = try #require(subgroups["separateTau2"] as? [String: Any])
        #expect((separate["groups"] as? [String: Any])?.keys.sorted() == ["A", "B"])
        #expect(try JSONDecoder().decode(PoolResult.self, from: data) == result)
    }

    @Test func fitEqualsTheModelItself() throws {
        let header = ["study", "yi", "vi", "x", "where"]
        let values = [
            (0.2, 0.04), (0.5, 0.02), (-0.1, 0.05), (0.9, 0.03), (0.4, 0.01), (0.3, 0.02),
        ]
        let rows = values.enumerated().map { index, pair in
            (
                line: index + 2,
                fields: [
                    "S\(index)", "\(pair.0)", "\(pair.1)", "\(index * index)",
                    index % 2 == 0 ? "in" : "out",
                ]
            )
        }
        var options = PoolTableOptions(measure: .generic)
        options.moderators = ["x", "where"]
        let result = try pool(options, header: header, rows: rows)
        let design = DesignMatrix(
            count: 6,
            moderators: [
                (name: "x", values: (0..<6).map { Double($0 * $0) }),
                (name: "where = out", values: (0..<6).map { Double($0 % 2) }),
            ]
        )
        let fit = try RandomEffectsFit(
            estimates: values.map(\.0),
            samplingVariances: values.map(\.1),
            design: design
        )
        #expect(result.fit.value?.names == design.names)
        #expect(result.fit.value?.coefficients.compactMap(\.value) == fit.coefficients)
        #expect(result.backTransformed.value == nil)
    }

    @Test func constantModeratorIsAFault() throws {
        var options = PoolTableOptions(measure: .auc)
        options.moderators = ["Site"]
        let found = try faults(options, rows: Array(Self.rows.prefix(2)))
        #expect(found.first?.column == "Site")
    }

    @Test(arguments: [
        ("oe", ["study", "O", "E", "n"], ["30", "25.5", "300"]),
        ("proportion", ["study", "cases", "total"], ["30", "300"]),
        ("or", ["study", "ai", "bi", "ci", "di"], ["4", "10", "7", "8"]),
        ("peto", ["study", "a", "b", "c", "d"], ["4", "10", "7", "8"]),
        (
            "smd", ["study", "m1", "sd1", "n1", "m2", "sd2", "n2"],
            ["5", "2", "30", "4", "2", "31"]
        ),
        (
            "rom", ["study", "m1", "sd1", "n1", "m2", "sd2", "n2"],
            ["5", "2", "30", "4", "2", "31"]
        ),
        ("zcor", ["study", "r", "n"], ["0.4", "50"]),
        ("generic", ["study", "y", "lower", "upper"], ["0.4", "0.1", "0.7"]),
    ])
    func everyMeasureReadsItsColumns(
        measure: String,
        header: [String],
        cells: [String]
    ) throws {
        let options = try PoolTableOptions(parsing: measure)
        let rows = (0..<3).map { (line: $0 + 2, fields: ["S\($0)"] + cells) }
        let result = try pool(options, header: header, rows: rows)
        #expect(result.k == 3)
        #expect(result.fit.value?.tau2.value == 0)
        let estimate = try #require(result.backTransformed.value?.estimate.value)
        let single = try #require(result.studies[0].estimate.value)
        #expect(abs(estimate - single) < 1e-12)
    }

    @Test func textHoldsWhatMatters() throws {
        let result = try pool()
        let text = result.text()
        #expect(text.contains("Pooled value"))
        #expect(text.contains("Newcombe (Method 4)"))
        #expect(text.contains("Di: missing se, ci_lower, ci_upper, events"))
        #expect(text.contains("Warnings"))
    }

    @Test func alternativesAreOffered() throws {
        let options = try PoolTableOptions(
            parsing: "auc",
            prediction: "higgins",
            newcombe: 2,
            proportions: "pft"
        )
        #expect(options.pooling.predictionDistribution == .higgins)
        #expect(options.newcombe == .method2)
        #expect(options.proportionMeasure == .doubleArcsine)
        #expect {
            try PoolTableOptions(
                parsing: "auc",
                prediction: "wide",
                newcombe: 3,
                proportions: "x"
            )
        } throws: { error in
            ["--prediction", "--newcombe", "--proportions"].allSatisfy { "\(error)".contains($0) }
        }
    }
}
