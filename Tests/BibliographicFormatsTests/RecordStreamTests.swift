import BibliographicFormats
import Bibliography
import Testing

/// A file that arrives in blocks gives what the whole file gives.
struct RecordStreamTests {
    /// Reads a file in blocks of random sizes.
    private func streamed(
        _ bytes: [UInt8],
        name: String,
        sizes: ClosedRange<Int>
    ) throws -> ReadResult {
        var generator = SplitMix(state: 11)
        var blocks: [[UInt8]] = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + Int.random(in: sizes, using: &generator))
            blocks.append(Array(bytes[start..<end]))
            start = end
        }
        var census = TextCensus()
        for block in blocks { census.add(block) }
        var stream = try RecordStream(fileName: name, census: census)
        var records: [Record] = []
        for block in blocks { records += try stream.read(block) }
        records += try stream.finish()
        return ReadResult(records: records, report: stream.report)
    }

    private func check(_ bytes: [UInt8], name: String, sizes: ClosedRange<Int>) throws {
        guard let whole = try? readRecords(bytes, fileName: name) else { return }
        let result = try streamed(bytes, name: name, sizes: sizes)
        let isSame = result.report == whole.report && result.records == whole.records
        #expect(isSame, "\(name) \(sizes)")
    }

    private let filler = String(repeating: "An abstract of some length. ", count: 12)

    /// Text large enough that the format is known before it ends, with traps at every place.
    private func generated(_ record: (Int) -> String) -> [UInt8] {
        Array((1...1000).map(record).joined().utf8)
    }

    @Test func tablesAreTheSame() throws {
        let header = "title,authors,year,abstract\r\n"
        let rows = generated { number in
            "\"A \"\"quoted\"\" title\r\nin two lines \(number) é\",\"Lind, A; Bell, B\",2020,\"\(filler)\"\r\n"
                + (number.isMultiple(of: 50) ? ",,,\n\r\n" : "")
        }
        for sizes in [1...70, 100...9000, 70_000...70_000] {
            try check(Array(header.utf8) + rows, name: "t.csv", sizes: sizes)
        }
        let plain = generated { "title \($0),Lind,2020,\(filler)\n" }
        let unterminated = Array(header.utf8) + rows + Array("\"never ends,a,b\n".utf8) + plain
        let result = try streamed(unterminated, name: "u.csv", sizes: 1000...5000)
        #expect(result.report.problems.count == 1)
        #expect(result.records.count == 2001)
        try check(unterminated, name: "u.csv", sizes: 1000...5000)
        try check(Array(header.utf8) + rows + unterminated, name: "v.csv", sizes: 900...5000)
    }

    @Test func taggedTextIsTheSame() throws {
        let ris = generated { number in
            """
            Record #\(number) of 1000
            TY  - JOUR
            TI  - Title \(number) — ü
            TY is no tag here
            AB  - \(filler)
            AU  - Lind, A\(number.isMultiple(of: 3) ? "\r" : "\n")DO  - 10.1000/\(number)   KW  - glued
            \(number.isMultiple(of: 7) ? "" : "ER  - ")


            """
        }
        for sizes in [1...90, 500...40_000] { try check(ris, name: "t.ris", sizes: sizes) }
        let nbib = generated { number in
            """
            PMID- \(number)
            TI  - Title \(number)
                  goes on
            PB  - \(filler)

            AB  - After a blank line
            FAU - Lind, Anna


            """
        }
        for sizes in [1...90, 500...40_000] { try check(nbib, name: "t.nbib", sizes: sizes) }
        let stray = Array("a line before the records\nanother\n".utf8) + ris
        try check(stray, name: "s.ris", sizes: 3000...3000)
    }

    @Test func encodingsAreTheSame() throws {
        let text = (1...7000).map { "TY  - JOUR\nTI  - Größe \($0) 𝛼\nER  - \n" }.joined()
        var wide: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let narrow = text.unicodeScalars.filter { $0.value < 256 }.map { UInt8($0.value) }
        var foreign = Array(text.utf8)
        foreign.insert(0xE9, at: foreign.count - 12)
        // Valid UTF-8 by accident before the first byte that is none: blocks must not change the choice.
        let mixed =
            Array("TY  - JOUR\nTI  - ".utf8) + [0xC3, 0xA9, 0x62, 0x8E, 0x63, 0xD0, 0x31]
            + Array("\nAU  - L\nER  - \n".utf8)
        for bytes in [wide, narrow, foreign, mixed] {
            try check(bytes, name: "e.ris", sizes: 1...3001)
            if bytes.count < 1000 { try check(bytes, name: "e.ris", sizes: 1...2) }
        }
    }

    @Test(.enabled(if: SharedData.isPresent))
    func realExportsAreTheSame() throws {
        for folder in ["ris", "nbib", "csv", "citation-file-formatting", "encodings"] {
            for file in try SharedData.names(in: "data/import/" + folder) {
                let bytes = try SharedData.bytes("data/import/\(folder)/\(file)")
                try check(bytes, name: file, sizes: 20_000...90_000)
            }
        }
    }
}

/// A small generator of random numbers (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195).
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
