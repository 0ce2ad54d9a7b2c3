import BibliographicFormats
import Bibliography
import Testing

/// CSL-JSON, OpenAlex and Crossref.
struct JSONFormatTests {
    @Test func readsCSLItems() throws {
        let result = try reading(
            """
            [
            {"id": "lind2021", "type": "article-journal", "title": "A <i>brief</i> title &amp; more",
             "author": [{"family": "Berg", "given": "J. P.", "suffix": "Jr",
               "non-dropping-particle": "van der"}, {"literal": "The X Group"},
               {"family": "Sade", "given": "A.", "dropping-particle": "de"}],
             "editor": [{"family": "Bell", "given": "B"}],
             "translator": [{"family": "Cole", "given": "C"}],
             "issued": {"date-parts": [["2021", 4, "3"], [2021, 5, 1]]},
             "container-title": "Journal of Tests", "container-title-short": "J Tests",
             "volume": 4, "issue": "2", "page": "221-228", "DOI": "https://doi.org/10.1000/ABC",
             "PMID": "123", "PMCID": "PMC9", "ISSN": "2041-1723, 1878-0849",
             "ISBN": "978-0-306-40615-7", "abstract": "Text", "keyword": "one, two",
             "URL": "https://example.org", "language": "en", "publisher": "Press",
             "note": "A note", "custom": {"mine": "1"}, "event-place": "Town"},

            {"id": 7, "type": "chapter", "title": "Raw", "issued": {"raw": "March 2020"}},
            {"id": "s", "type": "thesis", "title": "Season", "issued": {"date-parts": [[2019]],
             "season": 2}},
            3, {"type": "report", "note": "PMID: 12\\nPMCID: PMC34\\nComment on PMID: 56"}
            ]
            """
        )
        #expect(result.report.format == .cslJSON && result.records.count == 4)
        #expect(result.report.problems.map(\.line) == [17])
        let record = result.records[0]
        #expect(record.identifier == "lind2021" && record.type == .article)
        #expect(record.title == "A brief title & more")
        #expect(
            record.authors == [
                .person(family: "van der Berg", given: "J. P., Jr"), .literal("The X Group"),
                .person(family: "de Sade", given: "A."),
            ]
        )
        #expect(record.editors == [.person(family: "Bell", given: "B")])
        #expect(record.date == "2021-04-03" && record.journal == "Journal of Tests")
        #expect(record.volume == "4" && record.issue == "2" && record.pages == "221-228")
        #expect(record.doi == "10.1000/abc" && record.pmid == "123" && record.pmcid == "PMC9")
        #expect(record.issn == ["2041-1723", "1878-0849"] && record.isbn == ["9780306406157"])
        #expect(record.keywords == ["one", "two"] && record.urls == ["https://example.org"])
        #expect(record.language == "en" && record.publisher == "Press")
        #expect(record.notes == ["A note"] && record.extra["event-place"] == ["Town"])
        #expect(record.extra["container-title-short"] == ["J Tests"])
        #expect(record.extra["mine"] == ["1"])
        #expect(record.extra["translator"]?.first?.contains("Cole") == true)
        #expect(result.records.map(\.source.line) == [2, 16, 17, 19])
        #expect(result.records[1].date == "2020-03" && result.records[1].identifier == "7")
        #expect(result.records[3].pmid == "12" && result.records[3].pmcid == "PMC34")
        #expect(result.records[2].year == 2019 && result.records[2].extra["season"] == ["2"])
    }

    @Test func readsWorksOfOpenAlex() throws {
        let work = """
            {"id":"https://openalex.org/W12","doi":"https://doi.org/10.1000/ABC",\
            "display_name":"Deep <i>learning</i>","publication_year":2021,\
            "publication_date":"2021-04-03","language":"en","type":"article","is_retracted":true,\
            "ids":{"pmid":"https://pubmed.ncbi.nlm.nih.gov/123","pmcid":\
            "https://www.ncbi.nlm.nih.gov/pmc/articles/9"},\
            "authorships":[{"author":{"display_name":"Anna B. Lind"},"raw_author_name":"A Lind"},\
            {"raw_author_name":"Ben Bell"}],\
            "primary_location":{"landing_page_url":"https://doi.org/10.1000/abc","source":\
            {"display_name":"Journal of Tests","issn":["2041-1723"],\
            "host_organization_name":"Press"}},\
            "biblio":{"volume":"4","issue":"2","first_page":"221","last_page":"228"},\
            "concepts":[{"display_name":"Medicine"}],"keywords":[{"display_name":"Bone"}],\
            "abstract_inverted_index":{"bone":[1,3],"The":[0],"and":[2],"far":[99999999999]}}
            """
        let answer = try reading(
            "{\"meta\":{\"a\":{},\"b\":{}},\"group_by\":[{},{}],\"results\":[\n\(work)\n]}"
        )
        let list = try reading("[\(work)]")
        let lines = try reading("\(work)\n{\"id\": broken}\n\n\(work)\n")
        for result in [answer, list, lines] {
            #expect(result.report.format == .openAlexJSON)
            let record = try #require(result.records.first)
            #expect(record.title == "Deep learning" && record.date == "2021-04-03")
            #expect(
                record.authors == [
                    .person(family: "Lind", given: "Anna B."),
                    .person(family: "Bell", given: "Ben"),
                ]
            )
            #expect(record.journal == "Journal of Tests" && record.publisher == "Press")
            #expect(record.issn == ["2041-1723"] && record.pages == "221-228")
            #expect(record.volume == "4" && record.issue == "2" && record.language == "en")
            #expect(record.doi == "10.1000/abc" && record.pmid == "123" && record.pmcid == "PMC9")
            #expect(record.accession == "W12" && record.notices == [.retracted])
            #expect(record.abstract == "The bone and bone")
            #expect(record.keywords == ["Bone"] && record.extra["concepts"] == ["Medicine"])
            #expect(record.urls == ["https://doi.org/10.1000/abc"])
            #expect(record.type == .article)
        }
        #expect(answer.records.map(\.source.line) == [2])
        #expect(lines.records.map(\.source.line) == [1, 4])
        #expect(lines.report.problems.map(\.line) == [2])
    }

    private let crossrefWork = """
        {"DOI":"10.1000/ABC","type":"journal-article","title":["Erratum: A title"],
        "subtitle":["With more"],"author":[{"family":"Lind","given":"Anna","suffix":"Jr",
        "sequence":"first"},{"name":"The X Group"}],"container-title":["Journal of Tests"],
        "short-container-title":["J Tests"],"published-print":{"date-parts":[[2021,4]]},
        "published-online":{"date-parts":[[2020,12,3]]},"issued":{"date-parts":[[2020,12,3]]},
        "volume":"4","journal-issue":{"issue":"2"},"page":"221-228","article-number":"e17","ISSN":["2041-1723"],
        "abstract":"<jats:title>Abstract</jats:title><jats:p>One <jats:italic>two</jats:italic>.\
        </jats:p>","subject":["Oncology"],"publisher":"Press","language":"en",
        "URL":"http://dx.doi.org/10.1000/abc","reference-count":3,"is-referenced-by-count":1,
        "update-to":[{"type":"erratum","DOI":"10.1000/old"}],"source":"Crossref"}
        """

    @Test func readsWorksOfCrossref() throws {
        let work = crossrefWork
        for text in [
            "{\"status\":\"ok\",\"message-type\":\"work-list\",\"message\":{\"items\":[\(work)]}}",
            "{\"status\":\"ok\",\"message-type\":\"work\",\"message\":\(work)}",
            "[\(work)]", work,
        ] {
            let result = try reading(text)
            #expect(result.report.format == .crossrefJSON && result.records.count == 1)
            let record = try #require(result.records.first)
            #expect(record.title == "Erratum: A title: With more")
            #expect(
                record.authors
                    == [.person(family: "Lind", given: "Anna, Jr"), .literal("The X Group")]
            )
            #expect(record.year == 2021 && record.date == "2021-04")
            #expect(record.journal == "Journal of Tests" && record.volume == "4")
            #expect(record.pages == "221-228" && record.issue == "2")
            #expect(record.doi == "10.1000/abc")
            #expect(record.extra["article number"] == ["e17"])
            #expect(record.issn == ["2041-1723"] && record.keywords == ["Oncology"])
            #expect(record.abstract?.hasSuffix("One two.") == true)
            #expect(record.publisher == "Press" && record.language == "en")
            #expect(record.notices == [.erratum] && record.extra["update-to"] == ["10.1000/old"])
            #expect(record.type == .article)
        }
    }

    /// Records keep the fields of other formats, and must not be taken for theirs when they are read again.
    @Test func ourOwnFilesAreOurs() throws {
        let records = try reading("[\(crossrefWork)]").records
        #expect(records.first?.extra["reference-count"] == ["3"])
        for format in BibliographicFormat.allCases where format.isWritable {
            let bytes = try writeRecords(records, as: format)
            let result = try readRecords(bytes, fileName: "x")
            #expect(result.report.format == format)
            #expect(result.records.map(\.title) == records.map(\.title), "\(format)")
            #expect(result.records.map(\.extra) == records.map(\.extra), "\(format)")
        }
    }

    @Test(
        arguments: [
            ("[{\"title\":\"T\",\"authors\":[],\"doi\":\"10.1000/a\"}]", BibliographicFormat.json),
            ("{\"records\":[{\"title\":\"T\",\"year\":2020}]}", .json),
            ("[{\"title\":\"T\",\"extra\":{\"authorships\":[\"x\"],\"DOI\":[\"y\"]}}]", .json),
            ("[{\"id\":1,\"type\":\"book\",\"title\":\"T\",\"event-place\":\"P\"}]", .cslJSON),
            ("{\"items\":[{\"id\":1,\"type\":\"article-journal\"}]}", .cslJSON),
            ("{\"references\":[{\"id\":1,\"issued\":{\"date-parts\":[[2020]]}}]}", .cslJSON),
            ("[{\"title\":[\"T\"],\"DOI\":\"10.1000/a\",\"reference-count\":1}]", .crossrefJSON),
            ("{\"results\":[{\"title\":\"T\",\"authorships\":[]}]}", .openAlexJSON),
        ]
    )
    func formatsAreToldApart(text: String, format: BibliographicFormat) throws {
        let result = try reading(text)
        #expect(result.report.format == format && result.records.count == 1)
    }

    @Test func brokenFilesSayWhere() throws {
        func error(_ text: String, _ format: BibliographicFormat) -> String {
            do {
                _ = try readRecords(Array(text.utf8), fileName: "f", format: format)
                return "no error"
            } catch {
                return "\(error)"
            }
        }
        let missing = error("[\n{\"id\":\"a\"},\n{\"id\":\"b\" \"c\":1}\n]", .cslJSON)
        #expect(missing.hasPrefix("f:3: not csl-json: not valid JSON at column "))
        #expect(error("[\n{\"id\":\"a\"},\n{\"id\"", .crossrefJSON).hasPrefix("f:3: "))
        let deep = "[{\"id\":1,\"x\":" + String(repeating: "[", count: 100_000)
        #expect(error(deep, .openAlexJSON).hasPrefix("f:1: "))
        let closed = deep + String(repeating: "]", count: 100_000) + "}]"
        #expect(error(closed, .cslJSON).contains("nested"))
    }
}
