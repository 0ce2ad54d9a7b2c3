import Figures
import Foundation
import MetaAnalysis
import Testing

@testable import Workbench

@Suite struct PoolDiagnosticTableTests {
    static let header = ["Study", "TP", "FP", "FN", "TN", "modality"]
    static let cells = [
        ["A", "20", "4", "5", "60", "CT"], ["B", "35", "42", "3", "58", "CT"],
        ["C", "14", "9", "18", "71", "CT"], ["D", "51", "6", "4", "90", "CT"],
        ["E", "9", "2", "6", "90", "CT"], ["F", "28", "15", "2", "55", "MRI"],
        ["G", "17", "3", "19", "40", "MRI"], ["H", "40", "30", "1", "65", "MRI"],
        ["I", "66", "1", "9", "77", "MRI"], ["J", "12", "33", "10", "61", "MRI"],
    ]

    static func pool(
        _ cells: [[String]] = cells,
        header: [String] = header,
        _ change: (inout PoolTableOptions) -> Void = { _ in }
    ) throws(PoolTableError) -> DiagnosticResult {
        var options = PoolTableOptions(measure: .dta)
        change(&options)
        return try PoolDiagnosticTable.pool(
            file: "in.csv",
            header: header,
            rows: cells.enumerated().map { (line: $0.offset + 2, fields: $0.element) },
            options: options
        )
    }

    @Test func hasTheKeysOfTheContract() throws {
        let data = try JSONEncoder().encode(Self.pool())
        let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        for key in ["bivariate", "perStudy", "summary", "sroc", "warnings"] {
            #expect(object[key] != nil, "\(key)")
        }
        let models = try #require(object["bivariate"] as? [String: Any])
        let binomial = try #require(models["glmmBinomialNormal"] as? [String: Any])
        for key in [
            "logitSensitivity", "logitSpecificity", "se", "covariance", "sdSensitivity",
            "sdSpecificity", "correlation", "logLik",
        ] { #expect(binomial[key] != nil, "\(key)") }
        for name in ["reml", "ml"] {
            let linear = try #require(models[name] as? [String: Any])
            for key in [
                "logitSensitivity", "logitFalsePositiveRate", "vcov", "psi", "logLik",
                "sensitivity", "falsePositiveRate", "auc", "partialAuc", "hsroc",
            ] { #expect(linear[key] != nil, "\(name) \(key)") }
            let hierarchical = try #require(linear["hsroc"] as? [String: Any])
            #expect(
                hierarchical.keys.sorted()
                    == ["Lambda", "Theta", "beta", "sigma2alpha", "sigma2theta"]
            )
        }
        let decoded = try JSONDecoder().decode(DiagnosticResult.self, from: data)
        #expect(decoded == (try Self.pool()))
    }

    @Test func summaryIsThatOfTheLibrary() throws {
        let result = try Self.pool()
        let tables = Self.cells.map { row in
            let cells = row[1...4].compactMap(Double.init)
            return DiagnosticTable(
                truePositives: cells[0],
                falsePositives: cells[1],
                falseNegatives: cells[2],
                trueNegatives: cells[3]
            )
        }
        let fit = try BivariateFit(tables: tables)
        let summary = try #require(result.summary.value)
        #expect(summary.sensitivity.value == fit.sensitivity.value)
        #expect(summary.revman.errorSpecificity.value == fit.specificityStandardError)
        #expect(result.studies[0].sensitivity.value == 0.8)
        #expect(result.sroc.value?.predictionRegion.count == 128)
        #expect(result.text().contains("Summary, bivariate binomial–normal model, Laplace"))
        let quadrature = try Self.pool { $0.quadratureNodes = 5 }
        let other = try #require(quadrature.summary.value?.sensitivity.value)
        #expect(other != fit.sensitivity.value && abs(other - fit.sensitivity.value) < 0.01)
    }

    @Test func subgroupsHaveModelsOfTheirOwn() throws {
        let result = try Self.pool { $0.subgroup = "modality" }
        let section = try #require(result.subgroups.value)
        #expect(section.groups.keys.sorted() == ["CT", "MRI"])
        let alone = try Self.pool(Array(Self.cells.prefix(5)))
        #expect(section.groups["CT"]?.summary == alone.summary)
        #expect(section.groups["MRI"]?.k == 5)
        #expect(result.sroc(marks: .crossHairs).groups.map(\.name) == ["CT", "MRI"])
        #expect(result.forestPlot().groups.map(\.heading) == ["CT", "MRI"])
    }

    @Test func everyFaultIsNamedAtOnce() throws {
        var cells = Self.cells
        cells[0][1] = "-3"
        cells[2][3] = "4.5"
        cells[4][4] = "many"
        #expect {
            try Self.pool(cells)
        } throws: { error in
            let text = "\(error)"
            return text.contains("in.csv:2: column 'TP'") && text.contains("in.csv:4: column 'FN'")
                && text.contains("in.csv:6: column 'TN'")
        }
        #expect {
            try Self.pool(header: ["Study", "TP", "FP", "FN", "x", "modality"])
        } throws: { "\($0)".contains("no column 'tn'") }
        #expect {
            try Self.pool { $0.cluster = "modality" }
        } throws: { "\($0)".contains("not supported: --cluster") }
        #expect {
            try Self.pool { $0.moderators = ["modality"] }
        } throws: { "\($0)".contains("not supported: --moderators") }
    }

    @Test func whatCannotBePooledIsListed() throws {
        var cells = Self.cells
        cells[1][2] = ""
        cells[3] = ["D", "0", "0", "0", "0", "CT"]
        let result = try Self.pool(cells)
        #expect(result.k == 8)
        #expect(result.notPoolable.map(\.study) == ["B", "D"])
        #expect(result.notPoolable[0].missing == ["fp"])
        #expect(result.warnings.contains { $0.contains("2 of 10 studies cannot be pooled") })
        let nothing = try Self.pool([["A", "", "", "", "", "CT"]])
        #expect(nothing.summary.value == nil)
        #expect(nothing.warnings.contains("No study can be pooled."))
        #expect(!nothing.text().isEmpty)
        _ = nothing.sroc().render()
        _ = nothing.forestPlot().render()
        _ = nothing.funnelPlot().render()
    }

    @Test func swappedCellsAreRemarked() throws {
        var cells = Self.cells
        cells[0] = ["A", "5", "60", "20", "4", "CT"]
        #expect(try Self.pool(cells).warnings.contains { $0.contains("swapped cells: A") })
    }

    @Test func unknownHeterogeneityIsNotZero() throws {
        let result = try Self.pool(Array(Self.cells.prefix(1)))
        let summary = try #require(result.summary.value)
        #expect(summary.rung == "separate")
        #expect(summary.revman.varianceSensitivity.value == nil)
        #expect(result.bivariate.glmmBinomialNormal.value?.sdSpecificity.value == nil)
        #expect(result.bivariate.reml.value == nil)
        #expect(result.text().contains("heterogeneity is unknown"))
    }
}
