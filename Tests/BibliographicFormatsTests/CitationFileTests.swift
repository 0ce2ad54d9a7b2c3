import BibliographicFormats
import Bibliography
import Foundation
import Testing

/// The public corpus of citation files, against counts that were made without our readers.
///
/// `CitationFileCounts.csv` says for each file how many records, titles, years, names of authors and DOIs
/// it holds, and by what the lines were counted.
@Suite(.enabled(if: SharedData.isPresent))
struct CitationFileTests {
    @Test func everyFileHasWhatItHolds() throws {
        let place = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("CitationFileCounts.csv")
        let table = try DelimitedTable(
            parsing: [UInt8](Data(contentsOf: place)),
            fileName: "CitationFileCounts.csv"
        )
        var agreeing = 0
        for row in table.rows {
            let file = row.fields[0]
            let bytes = try SharedData.bytes("data/import/citation-file-formatting/" + file)
            let records = try readRecords(bytes, fileName: file).records
            let found = [
                records.count, records.count { $0.title != nil }, records.count { $0.year != nil },
                records.reduce(0) { $0 + $1.authors.count }, records.count { $0.doi != nil },
            ]
            let expected = row.fields[1...5].compactMap { Int($0) }
            #expect(found == expected, "\(file): records, titles, years, authors, DOIs")
            if found == expected { agreeing += 1 }
        }
        print("citation files as counted: \(agreeing) of \(table.rows.count)")
        #expect(table.rows.count == 43)
        let present = try SharedData.names(in: "data/import/citation-file-formatting")
        #expect(Set(present) == Set(table.rows.map { $0.fields[0] }))
    }

    /// The re-encoded copies, with the file each was made of.
    private static let copies = [
        "ASySD--scopus.utf16be-bom.ris": "ris/ASySD--scopus.ris",
        "CiteSource--valid_data--WoS_79.utf16le-bom.ris": "ris/CiteSource--valid_data--WoS_79.ris",
        "asreview--proquest.macroman.ris": "ris/asreview--proquest.ris",
        "citation-file-formatting--_baseline_scopus.cp1252.csv":
            "citation-file-formatting/_baseline_scopus.csv",
        "revtools--restoration_pubmed.crlf-bom.nbib": "",
        "systematic-review-datasets--schoot-lgmm-ptsd-included-2.cr-only.ris": "",
    ]

    @Test func anotherEncodingGivesTheSameRecords() throws {
        var compared = 0
        for file in try SharedData.names(in: "data/import/encodings") {
            let original = try #require(Self.copies[file], "\(file)")
            let bytes = try SharedData.bytes("data/import/encodings/" + file)
            let result = try readRecords(bytes, fileName: "x")
            #expect(result.report.problems.isEmpty && !result.records.isEmpty, "\(file)")
            if original.isEmpty { continue }
            let first = try readRecords(
                SharedData.bytes("data/import/" + original),
                fileName: "x"
            )
            #expect(first.records.count == result.records.count, "\(file)")
            for (before, after) in zip(first.records, result.records) {
                // What the code page lacks was lost when the copy was made.
                let isLossy = canonicalJSON(of: after).contains(UInt8(ascii: "?"))
                guard before != after else {
                    compared += 1
                    continue
                }
                #expect(isLossy, "\(file) \(before.source.position)")
            }
        }
        #expect(compared > 80)
    }

    @Test(arguments: [
        "Les études sélectionnées après l’échec du traitement : où, là, çà et Noël",
        "Größe, Übergewicht und Äpfel – die Prüfärzte hörten “zu”",
        "Niños y señoras: ¿qué pasó en la clínica? El corazón",
        "Avaliação de lesões não traumáticas: a coração",
        "Överlevnad hos äldre på Åland, 1998–2004",
    ])
    func codePagesAreToldApart(text: String) throws {
        func record(_ encode: (Unicode.Scalar) -> UInt8?) throws -> ReadResult {
            var bytes = Array("TY  - JOUR\nTI  - ".utf8)
            for scalar in text.unicodeScalars { bytes.append(try #require(encode(scalar))) }
            return try readRecords(bytes + "\nER  - \n".utf8, fileName: "x.ris")
        }
        let mac = try record { scalar in
            scalar.isASCII
                ? UInt8(scalar.value) : Self.macRoman.firstIndex(of: scalar).map { UInt8($0 + 128) }
        }
        #expect(mac.records[0].title == text && mac.report.encoding == "MacRoman")
        let windows = try record { scalar in
            let high: [Unicode.Scalar: UInt8] = ["’": 0x92, "–": 0x96, "“": 0x93, "”": 0x94]
            return high[scalar] ?? (scalar.value < 256 ? UInt8(scalar.value) : nil)
        }
        #expect(windows.records[0].title == text && windows.report.encoding == "Windows-1252")
    }

    /// The characters of the texts above at their places in the code page; others are left out.
    private static let macRoman: [Unicode.Scalar?] = {
        var places = [Unicode.Scalar?](repeating: nil, count: 128)
        let known: [(Int, String)] = [
            (0x80, "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü"), (0xA7, "ß"), (0xC0, "¿"), (0xD0, "–—“”‘’"),
        ]
        for (start, text) in known {
            for (offset, scalar) in text.unicodeScalars.enumerated() {
                places[start - 0x80 + offset] = scalar
            }
        }
        return places
    }()
}
