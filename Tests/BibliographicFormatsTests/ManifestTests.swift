import BibliographicFormats
import Bibliography
import Testing

/// One line of the manifest of real exports.
private struct Entry {
    let file: String
    let format: String
    let expected: Int
}

@Suite(.enabled(if: SharedData.isPresent))
struct ManifestTests {
    private func entries() throws -> [Entry] {
        let table = try DelimitedTable(
            parsing: SharedData.bytes("data/import/manifest.csv"),
            fileName: "manifest.csv"
        )
        let file = try #require(table.header.firstIndex(of: "file"))
        let format = try #require(table.header.firstIndex(of: "format"))
        let count = try #require(table.header.firstIndex(of: "expected_records"))
        return try table.rows.map {
            Entry(
                file: $0.fields[file],
                format: $0.fields[format],
                expected: try #require(Int($0.fields[count]))
            )
        }
    }

    @Test func everyFileOfASupportedFormatHasItsRecords() throws {
        var agreeing = 0
        var checked = 0
        for entry in try entries() {
            let format = entry.format == "ciw" ? "wos" : entry.format
            guard BibliographicFormat(rawValue: format) != nil else { continue }
            checked += 1
            let result = try readRecords(
                SharedData.bytes("data/import/" + entry.file),
                fileName: entry.file
            )
            #expect(result.report.format.rawValue == format, "\(entry.file)")
            #expect(result.records.count == entry.expected, "\(entry.file)")
            if result.records.count == entry.expected { agreeing += 1 }
        }
        print("record counts agree for \(agreeing) of \(checked) files")
        #expect(checked > 90)
    }
}
