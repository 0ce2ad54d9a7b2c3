import BibliographicFormats
import Bibliography
import Testing

struct EncodingTests {
    private let text = "TY  - JOUR\r\nTI  - Über „Café“ – Größe\r\nER  - \r\n"
    private let title = "Über „Café“ – Größe"

    private func check(_ bytes: [UInt8], _ encoding: String) throws {
        let result = try readRecords(bytes, fileName: "x")
        #expect(result.report.encoding == encoding)
        #expect(result.records.first?.title == title)
    }

    @Test func readsUTF8() throws {
        try check(Array(text.utf8), "UTF-8")
        try check([0xEF, 0xBB, 0xBF] + Array(text.utf8), "UTF-8 with BOM")
    }

    @Test func readsUTF16() throws {
        let little = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        try check([0xFF, 0xFE] + little, "UTF-16LE")
        try check([0xFE, 0xFF] + big, "UTF-16BE")
        try check(little, "UTF-16LE")
        try check(big, "UTF-16BE")
    }

    @Test func readsWindows1252() throws {
        let high: [Unicode.Scalar: UInt8] = [
            "Ü": 0xDC, "„": 0x84, "é": 0xE9, "“": 0x93, "–": 0x96, "ö": 0xF6, "ß": 0xDF,
        ]
        let bytes = text.unicodeScalars.map { high[$0] ?? UInt8($0.value & 0x7F) }
        try check(bytes, "Windows-1252")
        #expect(try readRecords(bytes, fileName: "x").report.repaired.map(\.line) == [1])
    }

    @Test func keepsUTF8AroundAForeignByte() throws {
        let bytes = Array("TY  - JOUR\nTI  - Größe é".utf8) + [0xE9] + Array("\nER  - \n".utf8)
        let result = try readRecords(bytes, fileName: "x")
        #expect(result.records[0].title == "Größe éé")
        #expect(result.report.repaired.map(\.line) == [1])
    }

    @Test(.enabled(if: SharedData.isPresent))
    func readsTheReEncodedExports() throws {
        let counts = [
            "ASySD--scopus.utf16be-bom.ris": 10,
            "CiteSource--valid_data--WoS_79.utf16le-bom.ris": 79,
            "asreview--proquest.macroman.ris": 6,
            "citation-file-formatting--_baseline_scopus.cp1252.csv": 10,
            "revtools--restoration_pubmed.crlf-bom.nbib": 104,
            "systematic-review-datasets--schoot-lgmm-ptsd-included-2.cr-only.ris": 38,
        ]
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
            let bytes = try SharedData.bytes("data/import/encodings/" + name)
            let result = try readRecords(bytes, fileName: name)
            #expect(result.records.count == count, "\(name) \(result.report.encoding)")
            #expect(result.report.problems == [], "\(name)")
        }
    }

    @Test(.enabled(if: SharedData.isPresent))
    func theReEncodedExportsHoldTheSameTexts() throws {
        let pairs = [
            ("encodings/ASySD--scopus.utf16be-bom.ris", "ris/ASySD--scopus.ris"),
            (
                "encodings/CiteSource--valid_data--WoS_79.utf16le-bom.ris",
                "ris/CiteSource--valid_data--WoS_79.ris"
            ),
        ]
        for (one, other) in pairs {
            let first = try readRecords(SharedData.bytes("data/import/" + one), fileName: "x")
            let second = try readRecords(SharedData.bytes("data/import/" + other), fileName: "x")
            #expect(first.records == second.records)
        }
    }
}
