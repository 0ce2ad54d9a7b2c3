import BibliographicFormats
import Bibliography
import Testing

struct EndNoteXMLTests {
    @Test func readsStyledFields() throws {
        let style = "<style face=\"normal\" font=\"default\" size=\"100%\">"
        let result = try reading(
            """
            <?xml version="1.0" encoding="UTF-8" ?>
            <!DOCTYPE xml>
            <xml><records><record>
            <database name="a.enl" path="/a.enl">a.enl</database>
            <rec-number>7</rec-number>
            <ref-type name="Journal Article">17</ref-type>
            <contributors><authors><author>\(style)Lind, Anna</style></author>
            <author>\(style)The Group,</style></author></authors>
            <secondary-authors><author>Editor, E</author></secondary-authors></contributors>
            <titles><title>\(style)A </style><style face="italic">Homo</style>\(style) study</style></title>
            <secondary-title>Journal</secondary-title></titles>
            <periodical><full-title>Journal</full-title></periodical>
            <pages>1-9</pages><volume>2</volume><number>3</number>
            <keywords><keyword>one</keyword><keyword>two</keyword></keywords>
            <dates><year>2020</year><pub-dates><date>Feb 3</date></pub-dates></dates>
            <isbn>2041-1723&#xD;1878-0849</isbn>
            <accession-num>WOS:1</accession-num>
            <electronic-resource-num>https://doi.org/10.1000/A</electronic-resource-num>
            <abstract>P &lt; 0.05 &amp; more&#xD;line</abstract>
            <urls><related-urls><url>https://example.org</url></related-urls></urls>
            <custom1>kept</custom1>
            <notes/>
            </record>
            <record><titles><title>Cut</title></titles>
            <record><titles><title>Truncated ti
            """
        )
        #expect(result.report.format == .endNoteXML)
        let record = result.records[0]
        #expect(record.title == "A Homo study")
        #expect(
            record.authors == [
                .person(family: "Lind", given: "Anna"), .literal("The Group"),
            ]
        )
        #expect(record.editors == [.person(family: "Editor", given: "E")])
        #expect(record.type == .article)
        #expect(record.journal == "Journal")
        #expect(record.date == "2020-02-03")
        #expect(record.issn == ["2041-1723", "1878-0849"])
        #expect(record.doi == "10.1000/a")
        #expect(record.abstract == "P < 0.05 & more line")
        #expect(record.keywords == ["one", "two"])
        #expect(record.identifier == "7" && record.accession == "WOS:1")
        #expect(record.extra["custom1"] == ["kept"])
        #expect(record.source.line == 3)
        #expect(result.records.map(\.title) == ["A Homo study", "Cut", "Truncated ti"])
        #expect(result.report.repaired.count == 1)
        #expect(result.report.problems.count == 1)
    }
}
