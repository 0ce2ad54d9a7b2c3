import BibliographicFormats
import Bibliography
import Testing

/// Reads a text and returns its records and the report.
func reading(_ text: String, as format: BibliographicFormat? = nil) throws -> ReadResult {
    try readRecords(Array(text.utf8), fileName: "export.txt", format: format)
}

struct RISTests {
    @Test func readsTheGenericForm() throws {
        let result = try reading(
            """
            TY  - JOUR
            TI  - A model &amp; its <i>validation</i>
            AU  - Lind, Anna
            A1  - Lind, Anna
            A2  - Editor, Eva
            PY  - 2021
            DA  - 2021/04/03/
            T2  - Journal of Tests
            J2  - J Tests
            VL  - 4
            IS  - 2
            SP  - 221
            EP  - 8
            SN  - 2041-1723
            SN  - 1111-2222
            DO  - https://doi.org/10.1000/ABC.
            AB  - First part
            and the rest.
            KW  - one
            KW  - two; three
            UR  - https://example.org/1
            XX  - unknown
            ER  - 

            """
        )
        let record = try #require(result.records.first)
        #expect(result.report.format == .ris)
        #expect(record.title == "A model & its validation")
        #expect(record.authors == [.person(family: "Lind", given: "Anna")])
        #expect(record.editors == [.person(family: "Editor", given: "Eva")])
        #expect(record.year == 2021)
        #expect(record.date == "2021-04-03")
        #expect(record.journal == "Journal of Tests")
        #expect(record.pages == "221-228")
        #expect(record.issn == ["2041-1723"])
        #expect(record.doi == "10.1000/abc")
        #expect(record.abstract == "First part and the rest.")
        #expect(record.keywords == ["one", "two", "three"])
        #expect(record.extra == ["J2": ["J Tests"], "SN": ["1111-2222"], "XX": ["unknown"]])
        #expect(record.source == RecordSource(file: "export.txt", position: 1, line: 1))
        #expect(result.report.repaired.isEmpty && result.report.problems.isEmpty)
    }

    @Test func readsCochrane() throws {
        let result = try reading(
            """
            Record #1 of 2
            Provider: John Wiley & Sons, Ltd.
            Content: text/plain; charset="UTF-8"

            TY  -  JOUR
            AN  -  CN-00000001
            A1  -  Bell, T
            T1  -  A trial
            C3  -  PUBMED 21314913,EMBASE 12
            M3  -  Trial registry record
            N2  -  Text
            ER  -  


            Record #2 of 2
            Provider: John Wiley & Sons, Ltd.
            TY  -  JOUR
            TI  -  Another
            ER  -
            """
        )
        #expect(result.records.count == 2)
        #expect(result.records[0].accession == "CN-00000001")
        #expect(result.records[0].pmid == "21314913")
        #expect(result.records[0].type == .trialRegistration)
        #expect(result.records[0].extra["C3"] == ["EMBASE 12"])
        #expect(result.records[1].source.line == 17)
        #expect(result.report.repaired.isEmpty)
    }

    @Test func readsOvidAndItsLinesBetweenRecords() throws {
        let result = try reading(
            """
            6. 
            TY  - JOUR
            DB  - ERIC <1992 to June 2024>
            ID  - EJ1
            DO  - https://dx.doi.org/10.1186/s1
            T1  - A title
            A1  - Keefer, Amy
            A2  - Achenbach, T., Rescorla, L., Bell, A., Cole, B.
            Y1  - 1989//
            ER  -  

            Link to the full text: https://example.org
            7. 
            TY  - JOUR
            T1  - B title
            ER  -  
            """
        )
        let record = result.records[0]
        #expect(record.doi == "10.1186/s1")
        #expect(record.year == 1989)
        #expect(record.date == "1989")
        #expect(record.identifier == "EJ1")
        #expect(record.editors.isEmpty)
        #expect(record.extra["A2"]?.count == 1)
        #expect(result.report.repaired.map(\.line) == [12])
    }

    @Test func readsEmbaseAndEBSCO() throws {
        let result = try reading(
            """
            TY  - JOUR
            M3  - Article
            U2  - L2029880245
            C5  - 38773066
            DB  - Embase
            DB  - Medline
            LK  - https://library.example.org/link?id=doi:10.9%2Fx
            A1  - Yang, Z.
            T1  - Erratum: something (vol 1)
            ER  - 

            TY  - JOUR
            T1  - EBSCO
            Y1  - 2024/04/03/
            L3  - 10.1371/JOURNAL.x
            N1  - Accession Number: 176404503; Bell, A 1
            AB  - The abstract.
            AB  - Copyright of X is the property of Y.
            ER  - 
            """
        )
        let (embase, ebsco) = (result.records[0], result.records[1])
        #expect(embase.accession == "L2029880245")
        #expect(embase.pmid == "38773066")
        #expect(embase.database == "Embase; Medline")
        #expect(embase.notices == [.erratum])
        #expect(embase.doi == nil)
        #expect(ebsco.doi == "10.1371/journal.x")
        #expect(ebsco.accession == "176404503")
        #expect(ebsco.date == "2024-04-03")
        #expect(ebsco.abstract == "The abstract.")
        #expect(ebsco.extra["AB"] == ["Copyright of X is the property of Y."])
    }

    @Test func readsScopusAndWebOfScience() throws {
        let result = try reading(
            "\u{FEFF}TY  - JOUR\r\nTI  - Scopus\r\nC7  - 2864\r\n\r\nUR  - "
                + "https://www.scopus.com/inward/record.uri?eid=2-s2.0-85189760133&doi=10.1038%2fs4\r\n"
                + "ER  - \r\n\r\nTY  - CPAPER\r\nTI  - WoS\r\nAB  - One\r\n   two\r\nPY  - 2010\r\n"
                + "DA  - SEP 22\r\nAN  - WOS:1\r\nER  - \r\n"
        )
        #expect(result.report.encoding == "UTF-8 with BOM")
        #expect(result.records[0].pages == "2864")
        #expect(result.records[0].accession == "2-s2.0-85189760133")
        #expect(result.records[0].doi == "10.1038/s4")
        #expect(result.records[1].abstract == "One two")
        #expect(result.records[1].date == "2010-09-22")
        #expect(result.records[1].type == .conferencePaper)
    }

    @Test func splitsFieldsThatRayyanGlued() throws {
        let result = try reading(
            """
            TY  - JOUR
            TI  - Title
            DO  - 10.1/x     LK  - https://example.org/a
            UR  - https://example.org/b     U2  - L2029880245
            N1  - RAYYAN-INCLUSION: {"Emily"=>"Included"}
            DO  - 10.1000/x     LK  - https://example.org/c
            ER  - 
            """
        )
        let record = result.records[0]
        #expect(record.doi == "10.1000/x")
        #expect(
            record.urls == [
                "https://example.org/a", "https://example.org/b", "https://example.org/c",
            ]
        )
        #expect(record.accession == "L2029880245")
        #expect(record.extra["DO"] == ["10.1/x"])
        #expect(record.notes == ["RAYYAN-INCLUSION: {\"Emily\"=>\"Included\"}"])
        #expect(result.report.repaired.map(\.line) == [3, 4, 6])
    }

    @Test func endsRecordsOnlyAtRealEnds() throws {
        let result = try reading(
            """
            TY  - JOUR
            TI  - Receptors
            AB  - In tumours that are
            ER - positive or not
            ER negative the model
            TY pe two
            ER  - 
            """
        )
        #expect(result.records.count == 1)
        #expect(
            result.records[0].abstract
                == "In tumours that are ER - positive or not ER negative the model TY pe two"
        )
    }

    @Test func repairsMissingEndsAndReportsTruncation() throws {
        let result = try reading(
            """
            TY  - JOUR
            TI  - One
            TY  - JOUR
            TI  - Two
            ER  - 
            TY  - JOUR
            ER  - 
            TY  - JOUR
            TI  - Three is cut o
            """
        )
        #expect(result.records.map(\.title) == ["One", "Two", "Three is cut o"])
        #expect(result.report.recordsFound == 4)
        #expect(result.report.recordsRead == 3)
        #expect(result.report.repaired.map(\.line) == [3])
        #expect(result.report.problems.map(\.line) == [6, 9])
        #expect(result.records[2].source == RecordSource(file: "export.txt", position: 4, line: 8))
    }

    @Test func acceptsLooseTagsAndEndNoteLists() throws {
        let result = try reading(
            "TY  - JOUR\nTI\t- Tabbed\nKW - one\ntwo\nthree\nPMID - 123\nVO  - 5\nVL  - \nER -\n"
        )
        #expect(result.records[0].title == "Tabbed")
        #expect(result.records[0].keywords == ["one", "two", "three"])
        #expect(result.records[0].pmid == "123")
        #expect(result.records[0].volume == "5")
    }

    @Test func keepsAuthorsWhoShareAName() throws {
        let result = try reading("TY  - JOUR\nAU  - Zhang, Y\nAU  - Zhang, Y\nER  - \n")
        #expect(result.records[0].authors.count == 2)
    }

    @Test func acceptsBareCarriageReturns() throws {
        let result = try reading("TY  - JOUR\rTI  - A\rER  - \rTY  - JOUR\rTI  - B\rER  - \r")
        #expect(result.records.map(\.title) == ["A", "B"])
        #expect(result.records[1].source.line == 4)
    }
}
