import BibliographicFormats
import Bibliography
import Testing

struct DelimitedTableTests {
    private func table(_ text: String) throws(DelimitedTableError) -> DelimitedTable {
        try DelimitedTable(parsing: Array(text.utf8), fileName: "t.csv")
    }

    @Test func readsQuotesNewlinesAndRaggedRows() throws {
        let table = try table(
            "\u{FEFF}\r\n study , n\r\n\"A, \"\"b\"\"\r\nc\",1\r\n\r\n,\r\n \"D\" ,2,3\r\nE"
        )
        #expect(table.header == ["study", "n"])
        #expect(table.headerLine == 2)
        #expect(
            table.rows == [
                DelimitedTable.Row(line: 3, fields: ["A, \"b\"\nc", "1"]),
                DelimitedTable.Row(line: 7, fields: ["D", "2", "3"]),
                DelimitedTable.Row(line: 8, fields: ["E"]),
            ]
        )
    }

    @Test(arguments: [("a;b,c;d\n1;2;3", UInt8(ascii: ";")), ("a\tb\n1\t2", 9), ("a\n1", 44)])
    func findsTheSeparator(text: String, separator: UInt8) throws {
        #expect(try table(text).separator == separator)
    }

    @Test func readsOtherEncodingsAndLineEnds() throws {
        let windows = [UInt8]("name\rJos\u{0}\r".utf8).map { $0 == 0 ? 0xE9 : $0 }
        let table = try DelimitedTable(parsing: windows, fileName: "t.csv")
        #expect(table.rows == [DelimitedTable.Row(line: 2, fields: ["José"])])
        let wide: [UInt8] =
            [0xFF, 0xFE] + "a,b\n1,é".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(
            try DelimitedTable(parsing: wide, fileName: "t.csv").rows.first?.fields == ["1", "é"]
        )
    }

    @Test func keepsStrayQuotes() throws {
        #expect(try table("a,b\n\"x \"y\" z\",1").rows[0].fields == ["x \"y\" z", "1"])
        #expect(try table("a,b\n5\" pipe,1").rows[0].fields == ["5\" pipe", "1"])
        #expect(try table("a,b\nx,").rows[0].fields == ["x", ""])
    }

    @Test func refusesWhatIsNoTable() {
        #expect(throws: DelimitedTableError.unterminatedQuote(file: "t.csv", line: 3)) {
            try table("a,b\n1,2\n\"open,3\n4,5")
        }
        #expect(throws: DelimitedTableError.noHeader(file: "t.csv")) { try table(" \n,,\n") }
        #expect(throws: DelimitedTableError.notText(file: "t.csv")) {
            try DelimitedTable(parsing: [0x50, 0x4B, 3, 4, 0, 0, 0, 0], fileName: "t.csv")
        }
    }

    @Test func writesWhatItReads() throws {
        let rows = [["a,b", "say \"x\""], ["two\nlines", " blank "], ["", "é;"], ["=1", "x"]]
        let text = DelimitedTextWriter.text(header: ["h1", "h2"], rows: rows)
        #expect(try table(text).rows.map(\.fields) == rows)
        #expect(DelimitedTextWriter.text(header: ["h"], rows: [[""]]) == "h\n\"\"\n")
    }
}

struct DelimitedRecordsTests {
    @Test func readsEmbaseBelowItsPreamble() throws {
        let result = try reading(
            """
            "SEARCH QUERY","dinosaur:ti, 2"
            -------------

            "Title","Author Names","Source","Source title","Publication Year","First Page","Last Page","Date of Publication","ISSN","Medline PMID","PUI","DOI"
            "A title","Yang Z., Jiang B.","Nature (2024) 1:2","Nature","2024","1","5","1 Dec 2024","20411723","38773066","L2029880245","10.1038/S41467"
            """
        )
        let record = result.records[0]
        #expect(record.authors.count == 2)
        #expect(record.date == "2024-12-01")
        #expect(record.pages == "1-5")
        #expect(record.accession == "L2029880245")
        #expect(record.pmid == "38773066" && record.doi == "10.1038/s41467")
        #expect(record.issn == ["2041-1723"])
        #expect(result.report.repaired.map(\.line) == [1, 2])
    }

    @Test func readsSemicolonsAndTabs() throws {
        let excel = try reading(
            "\u{FEFF}Query;x;;\n;;;\nTitle;Year;DOI;Other\nA;2020;10.1000/a;z\n"
        )
        #expect(excel.records[0].doi == "10.1000/a")
        #expect(excel.records[0].extra == ["Other": ["z"]])
        let tabs = try reading(
            "Authors, Primary\tTitle Primary\tPub Year\nvan Dam,null;Lind,A.\tT\t2014\n"
        )
        #expect(
            tabs.records[0].authors == [
                .person(family: "van Dam", given: nil), .person(family: "Lind", given: "A."),
            ]
        )
    }

    @Test func readsCINAHLAndPubMed() throws {
        let cinahl = try reading(
            "Article Title,Author,Journal Title,ISSN,Publication Date,First Page,Page Count,PLink\n"
                + "\"T\",\"Lind, A; Bell, B\",\"J\",=\"08912963\",=\"4/3/2024\",\"924\",\"11\",http://x\n"
        )
        let record = cinahl.records[0]
        #expect(record.issn == ["0891-2963"])
        #expect(record.date == "2024-04-03")
        #expect(record.pages == "924-934")
        let pubmed = try reading(
            "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,PMCID,DOI\n"
                + "\"1\",\"T\",\"Griffin DK, O'Connor RE.\",\"J. 2020 Feb;63(2):103-40. doi: 1.\",x,"
                + "\"J\",2020,PMC7,10.1000/a\n"
        )
        #expect(pubmed.records[0].volume == "63" && pubmed.records[0].issue == "2")
        #expect(pubmed.records[0].pages == "103-140")
        #expect(pubmed.records[0].authors.last == .person(family: "O'Connor", given: "RE"))
        #expect(pubmed.records[0].type == .article)
    }

    @Test func readsScopusRayyanAndASReview() throws {
        let scopus = try reading(
            "Authors,Author full names,Title,Year,Source title,Art. No.,DOI,PubMed ID,Source,EID\n"
                + "Wilson L.N.,\"Wilson, Lauren N. (589); Bell, B (1)\",T,2024,N,2864,,,Scopus,2-s2.0-1\n"
        )
        #expect(scopus.records[0].authors.first == .person(family: "Wilson", given: "Lauren N."))
        #expect(scopus.records[0].database == "Scopus" && scopus.records[0].pages == "2864")
        #expect(scopus.records[0].accession == "2-s2.0-1")
        let rayyan = try reading(
            "key,title,year,month,day,journal,authors,url,doi\n"
                + "rayyan-1,T,2024,4,3,J,\"Yang, Z. and Lind, A.\",https://a.org     U2  - L2029880245,"
                + "10.1000/a     LK  - https://b.org\n"
        )
        #expect(rayyan.records[0].identifier == "rayyan-1")
        #expect(rayyan.records[0].date == "2024-04-03")
        #expect(rayyan.records[0].authors.count == 2)
        #expect(rayyan.records[0].urls == ["https://a.org", "https://b.org"])
        #expect(rayyan.records[0].doi == "10.1000/a")
        #expect(rayyan.records[0].accession == "L2029880245")
        #expect(rayyan.records[0].extra == [:])
        let asreview = try reading(
            "title,authors,keywords,asreview_label\nT,\"['Marx, Karl', 'Lind, A']\",\"['a', 'b, c']\",1\n"
        )
        #expect(asreview.records[0].authors.count == 2)
        #expect(asreview.records[0].keywords == ["a", "b, c"])
        #expect(asreview.records[0].extra == ["asreview_label": ["1"]])
    }

    @Test func reportsOddRows() throws {
        let result = try reading(
            "title,year,doi\nA,2020,10.1000/a,more\nnot a record\nB\"\n\"C,2021,x\n"
        )
        #expect(result.records.map(\.title) == ["A", "\"C"])
        #expect(result.records[0].extra["surplus"] == ["more"])
        #expect(result.report.repaired.map(\.line) == [3, 4])
        #expect(result.report.problems.map(\.line) == [2, 5])
    }
}

struct ForeignHeaderTests {
    private func first(_ text: String) throws -> Record {
        let result = try readRecords(Array(text.utf8), fileName: "t.csv")
        #expect(result.report.format == .csv)
        return try #require(result.records.first)
    }

    @Test func webOfScienceTabDelimited() throws {
        let record = try first(
            "\u{FEFF}PT\tAU\tAF\tTI\tSO\tDE\tID\tAB\tSN\tPD\tPY\tVL\tIS\tBP\tEP\tDI\tPM\tUT\r\n"
                + "J\tLind, A; Bell, B\tLind, Anna; Bell, Ben\tA title\tJOURNAL OF TESTS\tone; two\t"
                + "THREE\tAn abstract\t2041-1723\tFEB\t2020\t12\t3\t221\t228\t10.1000/ABC\t123\t"
                + "WOS:0001\r\n"
        )
        #expect(record.title == "A title" && record.journal == "JOURNAL OF TESTS")
        #expect(record.authors.map(\.text) == ["Lind, Anna", "Bell, Ben"])
        #expect(record.date == "2020-02" && record.volume == "12" && record.issue == "3")
        #expect(record.pages == "221-228" && record.doi == "10.1000/abc" && record.pmid == "123")
        #expect(record.accession == "WOS:0001" && record.keywords == ["one", "two", "THREE"])
        #expect(record.issn == ["2041-1723"] && record.abstract == "An abstract")
    }

    @Test(arguments: [
        "Titel;Autoren;Jahr;Zeitschrift;Schlagwörter\nEin Titel;Lind, A.;2020;Blatt;eins",
        "Título;Autores;Año;Revista;Palabras clave\nEin Titel;Lind, A.;2020;Blatt;eins",
        "Título;Autores;Ano;Revista;Palavras-chave\nEin Titel;Lind, A.;2020;Blatt;eins",
        "Titre;Auteurs;Année;Revue;Keywords\nEin Titel;Lind, A.;2020;Blatt;eins",
    ])
    func headersInOtherLanguages(text: String) throws {
        let record = try first(text + "\n")
        #expect(record.title == "Ein Titel" && record.authors.map(\.text) == ["Lind, A."])
        #expect(record.year == 2020 && record.journal == "Blatt" && record.keywords == ["eins"])
    }
}
