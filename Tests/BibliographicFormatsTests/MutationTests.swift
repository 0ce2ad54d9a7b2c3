import BibliographicFormats
import Bibliography
import Testing

/// Linear congruential generator, so that every run mutates alike.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}

struct MutationTests {
    private static let samples: [String: String] = [
        "ris": """
        Record #1 of 2
        TY  -  JOUR
        TI  - A title   KW  - glued
        AU  - Lind, A
        SP  - 1
        EP  - 9
        DO  - https://doi.org/10.1000/a%2Fb
        N1  - Accession Number: 7; doi: 10.1000/z
        KW  - a
        b
        DA  - 2020/02/30/
        ER  - 

        TY  - CONF
        AB  - Text <i>x</i> &amp; &#x2019;
        ER  -
        """,
        "nbib":
            "PMID- 1\nFAU - Lind, A\nAU  - Lind A\nTI  - T\n      on\nLID - 10.1/x [doi]\nIS  - 2041-1723\n\nPMID- 2\nDP  - 2020 Feb\n",
        "wos":
            "\u{FEFF}FN Web of Science\nVR 1.0\nPT J\nAU Lind, A\n   Bell, B (b)\nTI T\nPD SEP 22\nPY 2019\nUT WOS:1\nER\n\nEF",
        "csv":
            "Title,Author full names,Date,Source,Citation,PMID\n\"A \"\"q\"\"\nx\",\"Lind, A (12); B (\",4/3/2024,\"J (2020) 1\",\"J. 2020;3(1):5\",1\n=\"1\",\"['a', \\'b']\",,,,",
        "json":
            "[{\"title\":\"T\",\"authors\":[{\"family\":\"A\"},{\"literal\":\"G\"}],\"year\":2020,\"doi\":\"10.1/x\"},{\"title\":3}]",
        "bibtex": #"""
        @string{j = "Journal " # {of X}}
        @comment{no}
        @article{a, author = {Lind, A. and {The {X} Group} and family=B, given=C},
          title = {A {\"o} $\alpha_{2}$ \textit{x} --- \'{\i}}, journal = j # " Y", year = 2020,
          month = "10~" # jan, pages = {1--9}, doi = {10.1000/a\_b}, crossref = {p}}
        @proceedings(p, title = "P {"}q{"}", date = {2013-04/2013-05}, xdata = {x})
        @xdata{x, publisher = {P}}
        """#,
        "csl-json": """
        [{"id":"a","type":"article-journal","title":"T <i>x</i>","author":[{"family":"A","given":"B",
        "non-dropping-particle":"van","suffix":"Jr"},{"literal":"G"}],"issued":{"date-parts":[["2020",1]]},
        "DOI":"10.1/x","custom":{"consilience":"consilience:%7b%7d","a":1}},{"id":2,"page":"1-9"}]
        """,
        "openalex": """
        {"meta":{"count":1},"results":[{"id":"https://openalex.org/W1","display_name":"T","publication_year":
        2020,"ids":{"pmid":"https://pubmed.ncbi.nlm.nih.gov/1"},"authorships":[{"author":{"display_name":
        "Anna Lind"}}],"abstract_inverted_index":{"a":[0,2],"b":[1]},"biblio":{"volume":"1"}}]}
        """,
        "crossref": """
        {"status":"ok","message-type":"work-list","message":{"items":[{"DOI":"10.1/x","title":["T"],
        "author":[{"family":"A","given":"B"},{"name":"G"}],"issued":{"date-parts":[[2020,1,2]]},
        "abstract":"<jats:p>x</jats:p>","update-to":[{"type":"retraction","DOI":"10.1/y"}]}]}}
        """,
    ]

    /// Changes, removes, repeats and inserts bytes; most inserted bytes have a meaning in some format.
    private func mutated(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        let telling =
            Array("\"',;-&<>()[]{}%#/\\ \n\r\t=0X".utf8) + [0, 0xC2, 0xA0, 0xEF, 0xFF, 0xFE]
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            guard !bytes.isEmpty else { break }
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            let byte = telling.randomElement(using: &generator) ?? 0
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes[place] = byte
            case 1: bytes.insert(byte, at: place)
            case 2: bytes.remove(at: place)
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + 9))
            case 4: bytes = Array(bytes[..<place])
            default:
                bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 12)], at: place)
            }
        }
        return bytes
    }

    private func check(_ bytes: [UInt8], _ format: BibliographicFormat?) {
        do {
            let result = try readRecords(bytes, fileName: "m", format: format)
            #expect(result.report.recordsRead == result.records.count)
            #expect(result.report.recordsFound >= result.report.recordsRead)
            // What was read can be written and read again.
            let written = try writeRecords(result.records, as: .json)
            if !result.records.isEmpty {
                #expect(try readRecords(written, fileName: "m").records == result.records)
            }
        } catch {
            #expect(!"\(error)".isEmpty)
        }
    }

    @Test(arguments: samples.keys.sorted())
    func noBytesBreakAReader(name: String) throws {
        let format = try #require(BibliographicFormat(rawValue: name))
        let sample = Array(try #require(Self.samples[name]).utf8)
        var generator = SeededGenerator(state: 20_240_403)
        for round in 0..<3000 {
            check(mutated(sample, using: &generator), round.isMultiple(of: 2) ? format : nil)
        }
    }

    @Test(
        .enabled(if: SharedData.isPresent),
        arguments: [
            "citation-file-formatting/_baseline_rayyan.ris",
            "citation-file-formatting/_baseline_eric_ovid.ris",
            "citation-file-formatting/_baseline_cochrane_endnote.ris",
            "citation-file-formatting/_baseline_pubmed.ris", "ciw/synthesisr--zoorec.txt",
            "citation-file-formatting/_baseline_scopus.csv",
            "citation-file-formatting/_baseline_excel.csv",
            "citation-file-formatting/_baseline_abstrackr.csv",
        ]
    )
    func noMutationOfRealFilesBreaksAReader(file: String) throws {
        let bytes = Array(try SharedData.bytes("data/import/" + file).prefix(6000))
        var generator = SeededGenerator(state: 7)
        for _ in 0..<250 { check(mutated(bytes, using: &generator), nil) }
    }

    @Test func noRandomBytesBreakAReader() {
        var generator = SeededGenerator(state: 1)
        for _ in 0..<2000 {
            let count = Int.random(in: 0...60, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            check(bytes, nil)
            for format in BibliographicFormat.allCases { check(bytes, format) }
        }
    }
}
