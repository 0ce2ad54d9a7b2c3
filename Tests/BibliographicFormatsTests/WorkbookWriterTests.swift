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

    @Test func namesStayApartAndCleanHoweverTheyAreCut() {
        let long = "Evaluations that could not be pooled: "
        var wanted = (1...40).map { "\(long)\($0 % 2 == 0 ? "AUC" : "auc")" }
        wanted += [
            "bell\u{7}", String(repeating: "y", count: 30) + "' tail", " ' ", "line\r\nbreak",
        ]
        let names = WorkbookWriter.names(
            of: wanted.map { WorkbookSheet(name: $0, header: [], rows: []) }
        )
        #expect(Set(names.map { $0.lowercased() }).count == wanted.count)
        for name in names {
            #expect((1...31).contains(name.utf16.count), "\(name)")
            #expect(!name.hasSuffix("'") && !name.hasPrefix("'"), "\(name)")
            #expect(name.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "\(name)")
        }
    }

    @Test func rowsBeyondTheLimitAreCountedInTheLastRow() {
        let rows = WorkbookWriter.mostRows + 4
        let sheet = WorkbookSheet(
            name: "long",
            header: ["n"],
            rows: Array(repeating: [.number(1)], count: rows)
        )
        let bytes = WorkbookWriter.bytes(of: [sheet])
        // The header and the note take a row each.
        let kept = WorkbookWriter.mostRows - 2
        let text = String(decoding: bytes.suffix(1_500), as: UTF8.self)
        #expect(text.contains("r=\"A\(WorkbookWriter.mostRows)\""))
        #expect(text.contains("\(rows - kept) more rows do not fit a sheet of Excel"))
        #expect(!text.contains("r=\"\(WorkbookWriter.mostRows + 1)\""))
    }

    @Test func columnsBeyondTheLimitAreNamedInTheLastHeading() {
        let count = WorkbookWriter.mostColumns + 3
        let sheet = WorkbookSheet(
            name: "wide",
            header: (1...count).map { "c\($0)" },
            rows: [(1...count).map { .number(Double($0)) }]
        )
        let text = String(decoding: WorkbookWriter.bytes(of: [sheet]), as: UTF8.self)
        #expect(text.contains("4 more columns do not fit a sheet of Excel"))
        #expect(text.contains("r=\"XFD1\"") && !text.contains("r=\"XFE"))
        #expect(text.contains("<v>\(count - 4)</v>") && !text.contains("<v>\(count - 3)</v>"))
    }

    @Test func aSheetWithoutRowsOrHeaderIsRead() throws {
        let sheets = [
            WorkbookSheet(name: "empty", header: [], rows: []),
            WorkbookSheet(name: "records", header: ["title"], rows: [[.text("One")]]),
        ]
        let result = try readRecords(WorkbookWriter.bytes(of: sheets), fileName: "w.xlsx")
        #expect(result.records.map(\.title) == ["One"])
    }

    @Test func aByteChangedAnywhereInACellIsFound() throws {
        let sheet = WorkbookSheet(name: "r", header: ["title"], rows: [[.text("Fracture")]])
        var bytes = WorkbookWriter.bytes(of: [sheet])
        let text = String(decoding: bytes, as: UTF8.self)
        let place = try #require(text.range(of: "Fracture")?.lowerBound.utf16Offset(in: text))
        bytes[place] = UInt8(ascii: "f")
        #expect(throws: BibliographicFormatError.self) {
            try readRecords(bytes, fileName: "w.xlsx")
        }
    }
}
