import Foundation
import MetaAnalysis
import Testing
import Workbench

@Suite struct PoolResultTests {
    private func rows(_ cells: [[String]]) -> [(line: Int, fields: [String])] {
        cells.enumerated().map { (line: $0.offset + 2, fields: $0.element) }
    }

    @Test func nonFiniteNumbersAreNull() throws {
        let list = [Figure(finite: .nan), Figure(finite: .infinity), Figure(finite: 0.1)]
        let text = String(decoding: try JSONEncoder().encode(list), as: UTF8.self)
        #expect(text == "[null,null,0.1]")
        #expect(try JSONDecoder().decode([Figure].self, from: Data(text.utf8)) == list)
    }

    @Test func identicalEstimatesStillEncode() throws {
        let result = try PoolTable.pool(
            file: "in.csv",
            header: ["study", "yi", "vi"],
            rows: rows([["A", "0", "0.1"], ["B", "0", "0.2"], ["C", "0", "0.3"]]),
            options: PoolTableOptions(measure: .generic)
        )
        let data = try JSONEncoder().encode(result)
        #expect(try JSONDecoder().decode(PoolResult.self, from: data) == result)
        #expect(result.fit.value?.standardErrors == [Figure(finite: 0)])
        #expect(result.fit.value?.statistics == [Figure(nil)])
    }

    @Test func stagesGiveTheDrop() throws {
        var cells: [[String]] = []
        for study in 0..<8 {
            let level = 0.80 + 0.01 * Double(study)
            let drop = 0.02 + 0.004 * Double((study * 3) % 5)
            cells.append(["S\(study)", "\(level)", "0.02", "Training", "300"])
            cells.append(["S\(study)", "\(level - drop)", "0.025", "external validation", "150"])
        }
        var options = PoolTableOptions(measure: .auc)
        options.stage = "stage"
        func pool(_ cells: [[String]]) throws(PoolTableError) -> PoolResult {
            try PoolTable.pool(
                file: "in.csv",
                header: ["study", "auc", "se", "stage", "n"],
                rows: rows(cells),
                options: options
            )
        }
        let result = try pool(cells)
        let section = try #require(result.stages)
        #expect(section.levels.map(\.stage) == ["training", "external validation"])
        #expect(section.levels.map(\.patients.value) == [2400, 1200])
        let drop = try #require(section.drops.first)
        #expect(drop.studiesWithBoth == 8)
        let lost = try #require(drop.aucDrop.value)
        #expect(lost > 0.02 && lost < 0.04)
        #expect((drop.ciLower.value ?? 1) < lost && lost < (drop.ciUpper.value ?? 0))
        #expect(result.text().contains("From training to external validation: AUC falls by"))
        #expect(result.warnings.contains { $0.contains("pool every stage together") })
        cells[3][3] = "somewhere"
        #expect {
            try pool(cells)
        } throws: { "\($0)".contains("in.csv:5: column 'stage': found 'somewhere'") }
        #expect {
            try PoolTableOptions(parsing: "or", stage: "stage")
        } throws: { "\($0)".contains("--stage") }
    }

    @Test func clustersGiveThreeLevels() throws {
        let cells = [
            ["A", "0.1", "0.02", "1"], ["A2", "0.3", "0.03", "1"], ["B", "0.8", "0.02", "2"],
            ["B2", "1.0", "0.05", "2"], ["C", "0.5", "0.04", "3"], ["D", "0.6", "0.02", "4"],
        ]
        var options = PoolTableOptions(measure: .generic)
        options.cluster = "team"
        let result = try PoolTable.pool(
            file: "in.csv",
            header: ["study", "yi", "vi", "team"],
            rows: rows(cells),
            options: options
        )
        let fit = try ThreeLevelFit(
            estimates: cells.compactMap { Double($0[1]) },
            samplingVariances: cells.compactMap { Double($0[2]) },
            clusters: cells.map { $0[3] }
        )
        let section = try #require(result.multilevel.value)
        #expect(section.estimate.value == fit.coefficients[0])
        #expect(section.sigma2.map(\.value) == [fit.betweenVariance, fit.withinVariance])
        #expect(section.robustCR1.value?.se.value == fit.robust?.standardErrors[0])
        #expect(section.clusters == 4)
        #expect(result.warnings.contains { $0.contains("share a cluster") })
        #expect(result.text().contains("Three-level model, 4 clusters"))
    }

    @Test func whatCannotBeComputedIsNullWithAReason() throws {
        var options = PoolTableOptions(measure: .generic)
        options.cluster = "study"
        options.subgroup = "kind"
        let result = try PoolTable.pool(
            file: "in.csv",
            header: ["study", "yi", "vi", "kind"],
            rows: rows([["A", "0.1", "0.1", "x"], ["B", "0.4", "0.1", ""]]),
            options: options
        )
        #expect(result.multilevel.value == nil)
        #expect(result.subgroups.value == nil)
        #expect(result.smallStudyEffects.value?.egger.value == nil)
        for part in ["Egger's test", "Three-level model", "Subgroups by 'kind'", "Rank test"] {
            #expect(result.warnings.contains { $0.hasPrefix(part) }, "\(part)")
        }
        #expect(result.warnings.contains { $0.contains("'kind' is empty: B") })
    }

    @Test func missingModeratorIsListed() throws {
        var options = PoolTableOptions(measure: .generic)
        options.moderators = ["year"]
        let cells = (0..<6).map { ["S\($0)", "0.\($0)", "0.1", $0 == 3 ? "" : "\(2000 + $0)"] }
        let result = try PoolTable.pool(
            file: "in.csv",
            header: ["study", "yi", "vi", "year"],
            rows: rows(cells),
            options: options
        )
        #expect(result.k == 5)
        #expect(
            result.notPoolable.map(\.study) == ["S3"]
                && result.notPoolable.map(\.missing) == [["year"]]
        )
    }

    @Test func resultDoesNotDependOnChance() throws {
        var options = PoolTableOptions(measure: .generic)
        options.subgroup = "kind"
        let cells = (0..<8).map { ["S\($0)", "0.\($0)", "0.0\($0 + 1)", $0 % 2 == 0 ? "x" : "y"] }
        func text() throws -> String {
            try PoolTable.pool(
                file: "in.csv",
                header: ["study", "yi", "vi", "kind"],
                rows: rows(cells),
                options: options
            ).text()
        }
        let first = try text()
        for _ in 0..<3 { #expect(try text() == first) }
    }
}
