import BibliographicFormats
import Bibliography
import Testing

/// Writes zip archives of stored files, so that workbooks can be made by hand.
enum StoredZip {
    /// - Parameters:
    ///   - files: names and contents.
    ///   - claim: what the archive says of the size of each file; `nil` for the truth.
    /// - Returns: the archive.
    static func bytes(
        of files: [(name: String, content: String)],
        claiming claim: Int? = nil
    ) -> [UInt8] {
        var output: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let content = Array(file.content.utf8)
            let name = Array(file.name.utf8)
            let start = output.count
            let common =
                number(0, 2) + number(0, 2) + number(0, 4) + number(checksum(content), 4)
                + number(content.count, 4) + number(claim ?? content.count, 4)
                + number(name.count, 2)
                + number(0, 2)
            output += number(0x0403_4B50, 4) + number(20, 2) + common + name + content
            directory +=
                number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + common
                + number(0, 10) + number(start, 4) + name
        }
        let start = output.count
        output += directory + number(0x0605_4B50, 4) + number(0, 4)
        output += number(files.count, 2) + number(files.count, 2)
        return output + number(directory.count, 4) + number(start, 4) + number(0, 2)
    }

    private static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
    }

    private static func checksum(_ bytes: [UInt8]) -> Int {
        var remainder: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            remainder ^= UInt32(byte)
            for _ in 0..<8 {
                remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1
            }
        }
        return Int(~remainder)
    }
}

struct XLSXTests {
    private static let strings = """
        <sst><si><t>Title</t></si><si><t>Authors</t></si><si><t>Publication Year</t></si>
        <si><t>PMID</t></si><si><t>Date</t></si><si><r><t xml:space="preserve">Rich </t></r><r>
        <rPr><b/></rPr><t>text &amp; more</t></r><rPh sb="0" eb="1"><t>reading</t></rPh></si>
        <si><t>Lind, Anna; Berg, C_x000D_</t></si></sst>
        """
    private static let sheet = """
        <worksheet><sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>Search of today</t></is></c></row>
        <row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c>
        <c r="C3" t="s"><v>2</v></c><c r="E3" t="s"><v>3</v></c><c r="F3" t="s"><v>4</v></c></row>
        <row r="4"><c r="A4" t="s"><v>5</v></c><c r="B4" t="s"><v>6</v></c>
        <c r="C4"><v>2.02E3</v></c><c r="E4"><v>21314913</v></c><c r="F4" s="1"><v>43864</v></c></row>
        <row r="6"><c r="A6" t="inlineStr"><is><t>Only a title</t></is></c>
        <c r="C6" t="e"><v>#N/A</v></c></row>
        </sheetData></worksheet>
        """

    static func workbook(sheet: String = Self.sheet) -> [UInt8] {
        StoredZip.bytes(of: [
            (
                "xl/workbook.xml",
                "<workbook><sheets><sheet name=\"Notes\" r:id=\"a\"/>"
                    + "<sheet name=\"Records\" r:id=\"b\"/></sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"n.xml\"/>"
                    + "<Relationship Id=\"b\" Type=\"x/worksheet\" Target=\"/xl/r.xml\"/>"
                    + "</Relationships>"
            ),
            ("xl/n.xml", "<worksheet><sheetData/></worksheet>"), ("xl/r.xml", sheet),
            ("xl/sharedStrings.xml", strings),
            (
                "xl/styles.xml",
                "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
        ])
    }

    @Test func readsTheFirstSheetWithRecords() throws {
        let result = try readRecords(Self.workbook(), fileName: "a.xlsx")
        #expect(result.report.format == .xlsx && result.report.encoding == "XLSX")
        #expect(result.records.map(\.title) == ["Rich text & more", "Only a title"])
        #expect(result.records.map(\.source.line) == [4, 6])
        let first = try #require(result.records.first)
        #expect(
            first.authors == [
                .person(family: "Lind", given: "Anna"), .person(family: "Berg", given: "C"),
            ]
        )
        #expect(first.year == 2020 && first.date == "2020-02-03" && first.pmid == "21314913")
        let repairs = result.report.repaired.map(\.what)
        #expect(repairs.contains { $0.contains("'Records'") })
        #expect(repairs.contains { $0.contains("Notes") })
        #expect(repairs.contains { $0.contains("Search of today") })
    }

    @Test func whatIsNoWorkbookSaysSo() throws {
        let zip = StoredZip.bytes(of: [("a.txt", "text")])
        let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0, 0]
        let locked = old + Array("EncryptedPackage".utf8).flatMap { [$0, 0] as [UInt8] }
        let cut = Array(Self.workbook().dropLast(30))
        for (bytes, words) in [
            (zip, "holds no Excel workbook"), (old, "save it as .xlsx or CSV"),
            (locked, "password-protected"), (cut, "no directory"),
        ] {
            let error = #expect(throws: BibliographicFormatError.self) {
                try readRecords(bytes, fileName: "a")
            }
            #expect(error?.description.contains(words) == true, "\(words)")
        }
    }

    @Test(
        "A part that would grow to more than any workbook of records is not unpacked",
        arguments: [65 << 20, 1 << 31, 0xFFFF_FFFF]
    )
    func bomb(claim: Int) throws {
        let parts = [
            ("xl/workbook.xml", "<workbook/>"), ("xl/_rels/workbook.xml.rels", "<Relationships/>"),
        ]
        let error = #expect(throws: BibliographicFormatError.self) {
            try readRecords(StoredZip.bytes(of: parts, claiming: claim), fileName: "a.xlsx")
        }
        let words = claim == 0xFFFF_FFFF ? "zip64" : "grows to more than 64 MB"
        #expect(error?.description.lowercased().contains(words.lowercased()) == true, "\(words)")
    }

    @Test func mutationsBreakNothing() {
        var state: UInt64 = 11
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let samples = [
            Self.workbook(),
            Array(
                "<xml><records><record><ref-type name=\"Book\">6</ref-type><titles><title><style>A &lt; b</style></title></titles><dates><year>2001</year></dates></record></records></xml>"
                    .utf8
            ),
            Array(
                "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>T <i>x</i></ArticleTitle><Abstract><AbstractText Label=\"A\">b</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
                    .utf8
            ),
        ]
        var answers = 0
        for sample in samples {
            for _ in 0..<1500 {
                var bytes = sample
                for _ in 0...next(5) {
                    let place = next(bytes.count)
                    switch next(3) {
                    case 0: bytes[place] = UInt8(next(256))
                    case 1: bytes.remove(at: place)
                    default: bytes.insert(Array("<>/\"&![]".utf8)[next(8)], at: place)
                    }
                }
                if let result = try? readRecords(bytes, fileName: "m") {
                    #expect(result.report.recordsRead == result.records.count)
                }
                // The cells themselves, which the checksums of the archive would hide.
                if let text = String(validating: bytes, as: UTF8.self), sample == samples[1] {
                    _ = try? readRecords(Self.workbook(sheet: text), fileName: "m")
                }
                answers += 1
            }
        }
        #expect(answers == 4500)
    }
}

@Suite(.enabled(if: SharedData.isPresent))
struct XLSXSiblingTests {
    @Test(arguments: [
        ("citation-file-formatting/_baseline.xlsx", 100),
        ("citation-file-formatting/_baseline_embase.xlsx", 10),
        ("citation-file-formatting/_baseline_eppireviewer.xlsx", 10),
        ("xlsx/colrev--xlsx_data.xlsx", 3),
    ])
    func everyRowIsARecord(file: String, expected: Int) throws {
        let result = try readRecords(SharedData.bytes("data/import/" + file), fileName: file)
        #expect(result.records.count == expected)
        #expect(result.records.allSatisfy { $0.title != nil })
    }

    @Test(arguments: ["_baseline", "_baseline_embase"])
    func agreesWithTheSameTableAsCSV(name: String) throws {
        let folder = "data/import/citation-file-formatting/"
        let book = try readRecords(SharedData.bytes(folder + name + ".xlsx"), fileName: "a")
        let text = try readRecords(SharedData.bytes(folder + name + ".csv"), fileName: "a")
        #expect(!book.records.isEmpty)
        #expect(book.records.map(\.title) == text.records.map(\.title))
        #expect(book.records.map(\.authors) == text.records.map(\.authors))
        #expect(book.records.map(\.year) == text.records.map(\.year))
        #expect(book.records.map(\.doi) == text.records.map(\.doi))
        #expect(book.records.map(\.pmid) == text.records.map(\.pmid))
    }
}
