import BibliographicFormats
import Bibliography
import Foundation
import Testing

/// Workbooks that are written, read back by the reader of workbooks.
@Suite("Writing workbooks")
struct WorkbookWriterTests {
    private func titles(_ cells: [WorkbookSheet.Cell]) throws -> [String?] {
        let sheet = WorkbookSheet(
            name: "records",
            header: ["title", "year"],
            rows: cells.map { [$0, .number(2021)] }
        )
        let bytes = WorkbookWriter.bytes(of: [sheet])
        let result = try readRecords(bytes, fileName: "w.xlsx")
        #expect(result.records.map(\.year) == cells.map { _ in 2021 })
        return result.records.map(\.title)
    }

    @Test func textComesBackAsItWas() throws {
        let texts = [
            "plain", "a < b & \"c\" > 'd'", "=SUM(A1)", "+49", "_x0041_ stays", "Grüße 漢字 🦴",
            "0012",
        ]
        #expect(try titles(texts.map { .text($0) }) == texts)
    }

    @Test func theSameSheetsGiveTheSameBytes() {
        let sheet = WorkbookSheet(name: "s", header: ["a"], rows: [[.number(0.1)], [.text("x")]])
        #expect(WorkbookWriter.bytes(of: [sheet]) == WorkbookWriter.bytes(of: [sheet]))
        #expect(Array(WorkbookWriter.bytes(of: [sheet]).prefix(4)) == [0x50, 0x4B, 3, 4])
    }

    @Test func numbersKeepAllDigits() {
        let values = [0.1, 1.0 / 3, 1e-300, -2.5e17, 12_345_678_901]
        let sheet = WorkbookSheet(name: "s", header: ["a"], rows: values.map { [.number($0)] })
        let text = String(decoding: WorkbookWriter.bytes(of: [sheet]), as: UTF8.self)
        let found = text.components(separatedBy: "<v>").dropFirst().compactMap {
            Double($0.prefix { $0 != "<" })
        }
        #expect(found == values)
        let odd = WorkbookSheet(name: "s", header: ["a"], rows: [[.number(.nan)]])
        #expect(!String(decoding: WorkbookWriter.bytes(of: [odd]), as: UTF8.self).contains("<v>"))
    }

    @Test func namesAreThoseThatExcelTakes() {
        let wanted = [
            "a/b:c", "A/B:C", "'quoted'", "", "History", String(repeating: "x", count: 40),
            String(repeating: "x", count: 40), String(repeating: "🦴", count: 20),
        ]
        let names = WorkbookWriter.names(
            of: wanted.map { WorkbookSheet(name: $0, header: [], rows: []) }
        )
        #expect(names[0] == "a-b-c" && names[1] == "A-B-C (2)" && names[2] == "quoted")
        #expect(Set(names.map { $0.lowercased() }).count == names.count)
        for name in names {
            #expect((1...31).contains(name.utf16.count))
            #expect(!name.contains { "[]:*?/\\".contains($0) })
        }
    }

    @Test func textThatIsTooLongIsCutAndSaysSo() throws {
        let long = String(repeating: "a", count: 40_000)
        let found = try #require(try titles([.text(long)]).first ?? nil)
        #expect(found.utf16.count <= WorkbookWriter.longestText && found.hasSuffix("… [cut]"))
    }

    @Test func controlCharactersDoNotBreakTheFile() throws {
        let found = try #require(try titles([.text("a\u{7}b\u{FFFF}c")]).first ?? nil)
        #expect(found.contains("a") && found.contains("b") && found.contains("c"))
    }
}
