import BibliographicFormats
import Bibliography
import Foundation
import Testing

struct PubMedXMLTests {
    private static let article = """
        <?xml version="1.0"?>
        <!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "x.dtd">
        <PubmedArticleSet>
        <PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">
        <PMID Version="1">123</PMID>
        <Article PubModel="Print"><Journal><ISSN IssnType="Electronic">2041-1723</ISSN>
        <JournalIssue CitedMedium="Internet"><Volume>4</Volume><Issue>2</Issue>
        <PubDate><Year>2020</Year><Month>Feb</Month></PubDate></JournalIssue>
        <Title>Journal of tests</Title><ISOAbbreviation>J. Tests</ISOAbbreviation></Journal>
        <ArticleTitle>[Effect of H<sub>2</sub>O on <i>E. coli</i> &amp; more].</ArticleTitle>
        <Pagination><MedlinePgn>132-42</MedlinePgn></Pagination>
        <ELocationID EIdType="pii" ValidYN="Y">S1</ELocationID>
        <ELocationID EIdType="doi" ValidYN="Y">10.1000/Own</ELocationID>
        <Abstract><AbstractText Label="BACKGROUND" NlmCategory="BACKGROUND">Why.</AbstractText>
        <AbstractText Label="METHODS">p &lt; 0.05.</AbstractText></Abstract>
        <AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>van Lind</LastName>
        <ForeName>Anna B</ForeName><Initials>AB</Initials><Suffix>Jr</Suffix>
        <Identifier Source="ORCID">0000-0001-2345-6789</Identifier>
        <AffiliationInfo><Affiliation>Uppsala.</Affiliation></AffiliationInfo></Author>
        <Author ValidYN="Y"><CollectiveName>The Test Group, Part B</CollectiveName></Author>
        <Author ValidYN="Y"><LastName>Berg</LastName><Initials>C</Initials></Author></AuthorList>
        <Language>ger</Language>
        <PublicationTypeList><PublicationType UI="D1">Journal Article</PublicationType>
        <PublicationType UI="D2">Retracted Publication</PublicationType></PublicationTypeList>
        <VernacularTitle>Wirkung.</VernacularTitle>
        <ArticleDate DateType="Electronic"><Year>2019</Year><Month>12</Month><Day>3</Day></ArticleDate>
        </Article>
        <MedlineJournalInfo><Country>Sweden</Country><MedlineTA>J Tests</MedlineTA>
        <ISSNLinking>1878-0849</ISSNLinking></MedlineJournalInfo>
        <CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">
        <RefSource>J Tests. 2021</RefSource><PMID Version="1">999</PMID></CommentsCorrections>
        </CommentsCorrectionsList>
        <MeshHeadingList><MeshHeading><DescriptorName MajorTopicYN="N">Humans</DescriptorName>
        </MeshHeading><MeshHeading><DescriptorName MajorTopicYN="N">Neoplasms</DescriptorName>
        <QualifierName MajorTopicYN="Y">diagnosis</QualifierName></MeshHeading></MeshHeadingList>
        <KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">AI</Keyword></KeywordList>
        </MedlineCitation><PubmedData><ArticleIdList>
        <ArticleId IdType="pubmed">123</ArticleId><ArticleId IdType="pmc">PMC77</ArticleId>
        <ArticleId IdType="doi">10.1000/own</ArticleId></ArticleIdList>
        <ReferenceList><Reference><Citation>Other</Citation><ArticleIdList>
        <ArticleId IdType="doi">10.1000/other</ArticleId><ArticleId IdType="pmc">PMC1</ArticleId>
        </ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle>
        </PubmedArticleSet>
        """

    /// The same record as PubMed writes it in MEDLINE text.
    private static let text = """
        PMID- 123
        OWN - NLM
        STAT- MEDLINE
        IS  - 2041-1723 (Electronic)
        IS  - 1878-0849 (Linking)
        VI  - 4
        IP  - 2
        DP  - 2020 Feb
        TI  - [Effect of H2O on E. coli & more].
        PG  - 132-42
        LID - 10.1000/Own [doi]
        AB  - BACKGROUND: Why. METHODS: p < 0.05.
        FAU - van Lind, Anna B, Jr
        AU  - van Lind AB Jr
        CN  - The Test Group, Part B
        FAU - Berg, C
        AU  - Berg C
        LA  - ger
        PT  - Journal Article
        PT  - Retracted Publication
        JT  - Journal of tests
        RIN - J Tests. 2021. PMID: 999
        MH  - Humans
        MH  - Neoplasms/*diagnosis
        OT  - AI
        PMC - PMC77
        AID - 10.1000/own [doi]
        """

    @Test func agreesWithMEDLINEText() throws {
        let result = try reading(Self.article)
        #expect(result.report.format == .pubMedXML)
        #expect(result.report.problems.isEmpty && result.report.repaired.isEmpty)
        var record = try #require(result.records.first)
        var other = try #require(reading(Self.text).records.first)
        #expect(record.source.line == 4)
        #expect(record.title == "[Effect of H2O on E. coli & more].")
        #expect(record.authors.first == .person(family: "van Lind", given: "Anna B, Jr"))
        #expect(record.authors.count == 3)
        #expect(record.authors[1] == .literal("The Test Group, Part B"))
        #expect(record.doi == "10.1000/own" && record.pmcid == "PMC77" && record.pmid == "123")
        #expect(record.date == "2020-02")
        #expect(record.extra["TT"] == ["Wirkung."])
        #expect(record.extra["AUID"] == ["ORCID: 0000-0001-2345-6789"])
        #expect(record.extra["AD"] == ["Uppsala."])
        #expect(record.extra["DEP"] == ["20191203"])
        #expect(record.extra["RIN"] == ["J Tests. 2021 PMID: 999"])
        #expect(record.notices == [.retracted])
        record.extra = [:]
        other.extra = [:]
        other.source = record.source
        #expect(record == other)
    }

    @Test(arguments: [
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", 1998),
        ("<MedlineDate>2000 Spring</MedlineDate>", 2000),
        ("<MedlineDate>2007 Jul-Aug</MedlineDate>", 2007),
        ("<Year>2011</Year><Season>Summer</Season>", 2011),
    ])
    func readsDates(xml: String, year: Int) throws {
        let from = "<Year>2020</Year><Month>Feb</Month>"
        let result = try reading(Self.article.replacing(from, with: xml))
        #expect(result.records.first?.year == year)
    }

    @Test func readsBooksAndChapters() throws {
        let result = try reading(
            """
            <PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>5</PMID>
            <ArticleIdList><ArticleId IdType="bookaccession">NBK1</ArticleId></ArticleIdList>
            <Book><Publisher><PublisherName>House</PublisherName></Publisher>
            <BookTitle>The Book</BookTitle><PubDate><Year>2001</Year></PubDate>
            <AuthorList Type="editors"><Author><LastName>Ed</LastName><Initials>E</Initials>
            </Author></AuthorList></Book><ArticleTitle>The Chapter</ArticleTitle>
            <AuthorList Type="authors"><Author><LastName>Au</LastName><ForeName>Tim</ForeName>
            </Author></AuthorList></BookDocument></PubmedBookArticle></PubmedArticleSet>
            """
        )
        let record = try #require(result.records.first)
        #expect(record.type == .chapter)
        #expect(record.title == "The Chapter" && record.journal == "The Book")
        #expect(record.authors == [.person(family: "Au", given: "Tim")])
        #expect(record.editors == [.person(family: "Ed", given: "E")])
        #expect(record.year == 2001 && record.publisher == "House" && record.pmid == "5")
    }

    @Test func aCutFileGivesItsRecordsAndAProblem() throws {
        let start = try #require(Self.article.firstRange(of: "<PubmedArticle>"))
        let end = try #require(Self.article.firstRange(of: "</PubmedArticle>"))
        let one = String(Self.article[start.lowerBound..<end.upperBound])
        let result = try reading("<PubmedArticleSet>\n\(one)\n" + one.prefix(900))
        #expect(result.records.count == 2)
        #expect(result.records[0].doi == "10.1000/own")
        #expect(result.report.problems.count == 1)
        #expect(result.report.problems.first?.line == result.records[1].source.line)
    }

    @Test func blocksDoNotMatter() throws {
        let start = try #require(Self.article.firstRange(of: "<PubmedArticle>"))
        let end = try #require(Self.article.firstRange(of: "</PubmedArticle>"))
        let one = Self.article[start.lowerBound..<end.upperBound]
        let bytes = Array(
            ("<PubmedArticleSet>" + String(repeating: one + "\n", count: 200)
                + "</PubmedArticleSet>").utf8
        )
        let whole = try readRecords(bytes, fileName: "p")
        #expect(whole.records.count == 200)
        var census = TextCensus()
        census.add(bytes)
        var stream = try RecordStream(fileName: "p", census: census)
        var records: [Record] = []
        for place in stride(from: 0, to: bytes.count, by: 10_007) {
            records += try stream.read(Array(bytes[place..<min(place + 10_007, bytes.count)]))
        }
        records += try stream.finish()
        #expect(records == whole.records)
        #expect(stream.report == whole.report)
    }
}

@Suite(.enabled(if: SharedData.isPresent))
struct PubMedXMLConformanceTests {
    @Test func agreesWithTheExpectedItems() throws {
        let names = try SharedData.names(in: "data/zotero/pubmed-xml")
        var compared = 0
        for name in names where name.hasSuffix(".txt") {
            let folder = "data/zotero/pubmed-xml/"
            let result = try readRecords(SharedData.bytes(folder + name), fileName: name)
            let json = Data(try SharedData.bytes(folder + name.dropLast(3) + "json"))
            let items = try #require(
                JSONSerialization.jsonObject(with: json) as? [[String: Any]]
            )
            #expect(result.records.count == items.count, "\(name)")
            for (record, item) in zip(result.records, items) {
                let creators = item["creators"] as? [[String: Any]] ?? []
                let families = creators.filter { $0["creatorType"] as? String == "author" }
                    .compactMap { $0["lastName"] as? String ?? $0["name"] as? String }
                let read = record.authors.map { author in
                    switch author {
                    case .person(let family, _): family
                    case .literal(let name): name
                    }
                }
                #expect(read == families, "\(name)")
                #expect(record.doi == (item["DOI"] as? String)?.lowercased(), "\(name)")
                if let pmid = item["PMID"] as? String { #expect(record.pmid == pmid, "\(name)") }
                #expect(record.volume == item["volume"] as? String, "\(name)")
                #expect(record.issue == item["issue"] as? String, "\(name)")
                if let date = item["date"] as? String {
                    #expect(record.date?.hasPrefix(date) == true, "\(name) \(date)")
                }
                if let issn = item["ISSN"] as? String {
                    #expect(record.issn.contains { issn.contains($0) }, "\(name)")
                }
                compared += 1
            }
        }
        print("PubMed XML: \(compared) items compared")
        #expect(compared > 6)
    }
}
