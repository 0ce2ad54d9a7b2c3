import Foundation
import MetaAnalysis
import Testing
import Workbench

@Suite struct PoolExplanationTests {
    private func pooled(_ change: (inout PoolTableOptions) -> Void) throws -> (PoolResult, String) {
        var options = PoolTableOptions(measure: .auc)
        change(&options)
        let rows = [
            ["A", "0.80", "0.02", "", ""], ["B", "0.72", "", "200", "40"],
            ["C", "0.85", "0.03", "", ""], ["D", "0.78", "", "350", "61"],
        ].enumerated().map { (line: $0.offset + 2, fields: $0.element) }
        let result = try PoolTable.pool(
            file: "in.csv",
            header: ["study", "auc", "se", "n", "events"],
            rows: rows,
            options: options
        )
        return (result, result.explanation(options: options))
    }

    @Test func onlyWhatWasUsedIsExplained() throws {
        let (result, text) = try pooled { _ in }
        #expect(text.contains("2 from standard error"))
        #expect(text.contains("2 from newcombe"))
        #expect(!text.contains("from confidence interval"))
        #expect(text.contains("Hartung–Knapp"))
        #expect(text.contains("doi:10.1002/sim.1009"))
        #expect(!text.contains("DerSimonian"))
        #expect(!text.contains("Three-level"))
        // The numbers of this run stand in the formulas: t on 3 degrees of freedom.
        #expect(text.contains("× "))
        #expect(text.contains("3.1824"))
        let estimate = try #require(result.fit.value?.coefficients[0].value)
        #expect(text.contains(String(format: "%.5f", estimate)))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
        let (_, normal) = try pooled {
            $0.pooling = PoolingOptions(method: .derSimonianLaird, test: .normal)
        }
        #expect(normal.contains("DerSimonian & Laird (1986)"))
        #expect(normal.contains("1.9600"))
        #expect(!normal.contains("doi:10.1002/sim.1009"))
    }

    @Test(arguments: [nil, 7] as [Int?]) func diagnosticAccuracyNamesItsIntegration(
        nodes: Int?
    ) throws {
        var options = PoolTableOptions(measure: .dta)
        options.quadratureNodes = nodes
        let cells = [
            ["A", "20", "4", "5", "60"], ["B", "35", "42", "3", "58"],
            ["C", "14", "9", "18", "71"],
            ["D", "51", "6", "4", "90"], ["E", "9", "2", "6", "90"], ["F", "28", "15", "0", "55"],
        ]
        let result = try PoolDiagnosticTable.pool(
            file: "in.csv",
            header: ["study", "tp", "fp", "fn", "tn"],
            rows: cells.enumerated().map { (line: $0.offset + 2, fields: $0.element) },
            options: options
        )
        let text = result.explanation(options: options)
        #expect(text.contains(nodes == nil ? "Laplace" : "7 × 7 nodes"))
        #expect(text.contains("½ was added to every cell of every study"))
        #expect(text.contains("2 F(2, k − 2)"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }
}
