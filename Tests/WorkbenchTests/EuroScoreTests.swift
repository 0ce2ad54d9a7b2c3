import Foundation
import Testing
import Workbench

/// The external validations of EuroSCORE II, from a table to the pooled c-statistic.
@Suite struct EuroScoreTests {
    static let reference: URL? = {
        let given = ProcessInfo.processInfo.environment["CONSILIENCE_SHARED"]
        var places = given.map { [URL(fileURLWithPath: $0)] } ?? []
        var place = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while given == nil, place.path != "/" {
            places.append(place.appendingPathComponent("shared"))
            place = place.deletingLastPathComponent()
        }
        let files = places.map { $0.appendingPathComponent("data/reference/cstatistic.json") }
        let found = files.first { FileManager.default.fileExists(atPath: $0.path) }
        if found == nil { print("skipped: no shared/data/reference/cstatistic.json") }
        return found
    }()

    @Test(.enabled(if: reference != nil)) func pooled() throws {
        let file = try #require(Self.reference)
        let sets =
            try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: Any]]
        let set = try #require(sets?.first)
        let data = try #require(set["data"] as? [String: Any])
        let names = ["study", "n", "events", "cStatistic", "se", "ciLower", "ciUpper"]
        let columns = names.map { (data[$0] as? [Any]) ?? [] }
        let rows = columns[0].indices.map { row in
            (line: row + 2, fields: columns.map { $0[row] is NSNull ? "" : "\($0[row])" })
        }
        let options = try PoolTableOptions(parsing: "auc")
        let result = try PoolTable.pool(
            file: "euroscore.csv",
            header: names,
            rows: rows,
            options: options
        )
        let pooled = try #require(result.backTransformed.value)
        #expect(result.k == 23)
        for (found, expected) in [
            (pooled.estimate, 0.78886), (pooled.ciLower, 0.76488), (pooled.ciUpper, 0.81100),
        ] {
            #expect(abs(try #require(found.value) - expected) < 5e-6)
        }
        #expect(result.studies.filter { $0.source == "Newcombe (Method 4)" }.count == 4)
        #expect(result.warnings.contains { $0.contains("Wang") && $0.contains("independent") })
        let text = result.text()
        #expect(text.contains("0.78886 [0.76488, 0.81100]"))
    }
}
