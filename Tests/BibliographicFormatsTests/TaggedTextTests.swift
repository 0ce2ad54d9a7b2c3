import BibliographicFormats
import Bibliography
import Testing

struct MEDLINETests {
    @Test func readsPubMed() throws {
        let result = try reading(
            """

            PMID- 30922926
            OWN - NLM
            IS  - 1878-0849 (Electronic)
            IS  - 1769-7212 (Print)
            VI  - 63
            IP  - 2
            DP  - 2020 Feb 3
            TI  - A title that goes
                  on here.
            PG  - 1036-40
            LID - S1769-7212(19)30059-X [pii]
            LID - 10.1016/j.x.2019.03.004 [doi]
            AB  - Text with ER  - inside
                  and more.
            CN  - The Group
            FAU - Griffin, Darren K
            AU  - Griffin DK
            AU  - Bell A
            LA  - eng
            PT  - Journal Article
            PT  - Retracted Publication
            RIN - Other J. 2021
            JT  - European journal
            TA  - Eur J
            MH  - Animals
            MH  - *Dogs
            OT  - keyword
            PMC - PMC7026692

            PMID- 2
            TI  - Second
            """
        )
        #expect(result.report.format == .nbib)
        let record = result.records[0]
        #expect(result.records.count == 2)
        #expect(record.title == "A title that goes on here.")
        #expect(record.abstract == "Text with ER - inside and more.")
        #expect(
            record.authors == [
                .literal("The Group"), .person(family: "Griffin", given: "Darren K"),
                .person(family: "Bell", given: "A"),
            ]
        )
        #expect(record.doi == "10.1016/j.x.2019.03.004")
        #expect(record.issn == ["1878-0849", "1769-7212"])
        #expect(record.date == "2020-02-03")
        #expect(record.pages == "1036-1040")
        #expect(record.pmid == "30922926" && record.pmcid == "PMC7026692")
        #expect(record.notices == [.retracted])
        #expect(record.journal == "European journal")
        #expect(record.keywords == ["Animals", "*Dogs", "keyword"])
        #expect(record.database == "PubMed")
        #expect(record.extra["LID"] == ["S1769-7212(19)30059-X [pii]"])
        #expect(record.extra["TA"] == ["Eur J"])
        #expect(record.source.line == 2)
        #expect(result.records[1].source.position == 2)
    }

    @Test func beginsARecordAtEveryPMID() throws {
        let result = try reading("PMID- 1\nTI  - A\nPMID- 2\nTI  - B\n")
        #expect(result.records.map(\.title) == ["A", "B"])
    }
}

struct WebOfScienceTests {
    private let text = """
        FN Clarivate Analytics Web of Science
        VR 1.0
        PT J
        AU Lind, A
           Bell, B
        AF Lind, Anna
           Bell, Bo
        TI A title that
           goes on
        SO JOURNAL OF TESTS
        DE one; two
        ID THREE; FOUR
           FIVE
        DT Article; Proceedings Paper
        AB Text. ER-positive
           ER tumours
        SN 2041-1723
        EI 1878-0849
        PD MAR 15
        PY 2019
        BP 598
        EP 607
        DI 10.1016/J.X
        UT WOS:000455039600059
        PM 30529964
        ER

        PT J
        AU Cole, C. (c@example.org)
        TI Cut of
        """

    @Test func readsTaggedText() throws {
        let result = try reading(text)
        #expect(result.report.format == .wos)
        let record = result.records[0]
        #expect(
            record.authors == [
                .person(family: "Lind", given: "Anna"), .person(family: "Bell", given: "Bo"),
            ]
        )
        #expect(record.title == "A title that goes on")
        #expect(record.keywords == ["one", "two", "THREE", "FOUR FIVE"])
        #expect(record.type == .conferencePaper)
        #expect(record.abstract == "Text. ER-positive ER tumours")
        #expect(record.issn == ["2041-1723", "1878-0849"])
        #expect(record.date == "2019-03-15")
        #expect(record.pages == "598-607")
        #expect(record.doi == "10.1016/j.x")
        #expect(record.accession == "WOS:000455039600059")
        #expect(record.pmid == "30529964")
        #expect(record.database == "Web of Science")
        #expect(record.source == RecordSource(file: "export.txt", position: 1, line: 3))
    }

    @Test func reportsTheTruncatedRecord() throws {
        let result = try reading(text)
        #expect(result.records[1].authors == [.person(family: "Cole", given: "C.")])
        #expect(result.records[1].extra["AU"] == ["Cole, C. (c@example.org)"])
        #expect(result.report.problems.map(\.line) == [30])
    }
}
