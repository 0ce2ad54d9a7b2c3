import BibliographicFormats
import Bibliography
import Testing

struct TableDialectTests {
    private func record(_ number: Int) -> Record {
        var record = Record(type: .article)
        record.title = "Title \(number), with a \"quote\"; and more\(number == 2 ? "" : ".")"
        record.authors = [
            .person(family: "van der Berg", given: "J. P."), .person(family: "Lind", given: "Anna"),
        ]
        record.year = 2020
        record.date = number == 1 ? "2020-02-12" : "2020-02"
        record.journal = "Journal of Tests"
        record.volume = "12"
        record.issue = "3"
        record.pages = "221-228"
        record.doi = "10.1000/\(number)"
        record.pmid = "\(number)"
        record.pmcid = "PMC\(number)"
        record.issn = ["2041-1723"]
        record.abstract = "BACKGROUND: none, or\tfew."
        record.keywords = ["one", "two"]
        record.urls = ["https://example.org/\(number)"]
        record.language = "English"
        record.publisher = "Publisher"
        record.accession = "WOS:\(number)"
        return record
    }

    /// Headers as the tools state them.
    private static let headers: [TableDialect: String] = [
        .rayyan: "key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,language,"
            + "publisher,location,abstract,notes,doi,keywords,pubmed_id,pmc_id",
        .asReview: "title,abstract,authors,keywords,doi,url,included",
        .covidence: "Title,Authors,Abstract,Published Year,Published Month,Journal,Volume,Issue,"
            + "Pages,Accession Number,DOI,Ref,Covidence #,Study,Notes,Tags",
    ]

    @Test(arguments: [TableDialect.rayyan, .asReview, .covidence])
    func readsBackWhatItsColumnsHold(dialect: TableDialect) throws {
        let records = [record(1), record(2)]
        let bytes = writeTable(records, dialect: dialect)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.prefix { $0 != "\n" } == Self.headers[dialect] ?? "")
        let read = try readRecords(bytes, fileName: "t.csv")
        #expect(read.report.format == .csv && read.report.problems.isEmpty)
        for (before, after) in zip(records, read.records) {
            #expect(after.title == before.title && after.authors == before.authors)
            #expect(after.doi == before.doi)
            #expect(after.abstract == "BACKGROUND: none, or few.")
            guard dialect != .asReview else { continue }
            #expect(after.year == before.year && after.journal == before.journal)
            #expect(after.volume == before.volume && after.issue == before.issue)
            #expect(after.pages == before.pages)
            guard dialect == .rayyan else { continue }
            #expect(after.date == before.date && after.pmid == before.pmid)
            #expect(after.pmcid == before.pmcid && after.issn == before.issn)
            #expect(after.keywords == before.keywords && after.urls == before.urls)
            #expect(after.language == before.language && after.publisher == before.publisher)
        }
        #expect(read.records.count == 2)
    }

    @Test func decisionsOfOtherToolsFillTheLabel() throws {
        var records = (1...4).map(record)
        records[0].notes = [#"RAYYAN-INCLUSION: {"A"=>"Included","B"=>"Included"}"#]
        records[1].notes = ["ASReview_irrelevant"]
        records[2].notes = [#"RAYYAN-INCLUSION: {"A"=>"Included","B"=>"Excluded"}"#]
        let bytes = writeTable(records, dialect: .asReview)
        let table = try DelimitedTable(parsing: bytes, fileName: "t.csv")
        #expect(table.rows.map { $0.fields[6] } == ["1", "0", "", ""])
        let verdicts = try readRecords(bytes, fileName: "t.csv").records.map {
            foreignDecisions(in: $0).map(\.verdict)
        }
        #expect(verdicts == [[.include], [.exclude], [], []])
    }

    @Test func genericHoldsEverything() throws {
        let bytes = writeTable([record(1)], dialect: .generic)
        #expect(bytes == (try writeRecords([record(1)], as: .csv)))
    }
}
