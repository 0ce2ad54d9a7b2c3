import BibliographicFormats
import Bibliography
import Testing

/// Entries, names, dates and kinds of documents.
struct BibTeXEntryTests {
    private func entry(_ fields: String, kind: String = "article") throws -> Record {
        let result = try reading("@\(kind){k,\n\(fields)\n}")
        #expect(result.report.problems.isEmpty)
        return try #require(result.records.first)
    }

    @Test(
        arguments: [
            ("Ludwig van Beethoven", "van Beethoven", "Ludwig"),
            ("van der Berg, Jr, J. P.", "van der Berg", "J. P., Jr"),
            ("de la Vall{\\'e}e Poussin, Charles", "de la Vallée Poussin", "Charles"),
            ("Charles de la Vall{\\'e}e Poussin", "de la Vallée Poussin", "Charles"),
            ("Maria {Garcia Lopez}", "Garcia Lopez", "Maria"),
            ("{de Boer}, Anna", "de Boer", "Anna"),
            ("Griffin DK", "Griffin", "DK"),
            ("family=Berg, given=Anna, prefix=van der, suffix=Jr", "van der Berg", "Anna, Jr"),
            ("sudhin jacob", "jacob", "sudhin"),
        ]
    )
    func namesOfPersons(tex: String, family: String, given: String) throws {
        let record = try entry("author = {\(tex)}")
        #expect(record.authors == [.person(family: family, given: given)])
    }

    @Test func namesAreWrittenInTheOrderOfTeX() throws {
        var record = Record(type: .article)
        record.title = "T"
        record.authors = [
            .person(family: "van der Berg", given: "J. P., Jr"),
            .person(family: "García López", given: nil), .person(family: "Lind", given: nil),
            .person(family: "Barnes and Noble", given: "A."), .literal("The X and Y Group"),
            .literal("WHO"),
        ]
        let text = String(decoding: try writeRecords([record], as: .bibtex), as: UTF8.self)
        let names =
            "{van der Berg, Jr, J. P. and García López, and Lind and {Barnes and Noble}, A. and "
            + "{The X and Y Group} and {WHO}}"
        #expect(text.contains("author = " + names))
        #expect(!text.contains("consilience:"))
        #expect(try reading(text).records.first?.authors == record.authors)
    }

    @Test func listsOfNames() throws {
        let record = try entry(
            "author = {{Barnes and Noble, Inc.} and {WHO} AND\n Lind, A. and others},"
                + "editor = {Bell, B.; Cole, C.}"
        )
        #expect(
            record.authors == [
                .literal("Barnes and Noble, Inc."), .literal("WHO"),
                .person(family: "Lind", given: "A."),
            ]
        )
        #expect(
            record.editors == [
                .person(family: "Bell", given: "B."), .person(family: "Cole", given: "C."),
            ]
        )
    }

    @Test(
        arguments: [
            ("year = 2021, month = mar", "2021-03"), ("year = {2021}, month = {3}", "2021-03"),
            ("year = 2021, month = jun, day = 18", "2021-06-18"),
            ("year = 2021, month = \"10~\" # jan", "2021-01-10"),
            ("year = 2021, month = {January 10}", "2021-01-10"),
            ("date = {2013-04/2013-05}", "2013-04"), ("date = {2013-04-08}", "2013-04-08"),
            ("date = {1984~}", "1984"), ("month = apr, date = {2020-04-02}", "2020-04-02"),
            ("date = {2013/}", "2013"),
        ]
    )
    func dates(fields: String, date: String) throws {
        let record = try entry(fields)
        #expect(record.date == date)
        #expect(record.year == Int(date.prefix(4)))
        if fields.contains("/") { #expect(record.extra["date"] != nil) }
    }

    @Test(
        arguments: [
            ("article", "journal = {J}", RecordType.article), ("proceedings", "", .book),
            ("inproceedings", "", .conferencePaper), ("inbook", "", .chapter),
            ("mvbook", "", .book), ("mastersthesis", "school = {S}", .thesis),
            ("thesis", "type = {phdthesis}", .thesis), ("report", "", .report),
            ("dataset", "", .dataset), ("online", "url = {https://example.org}", .webPage),
            ("misc", "howpublished = {\\url{https://example.org}}", .webPage),
            ("misc", "eprint = {2101.00001}, archivePrefix = {arXiv}", .preprint),
            ("article", "journal = {arXiv preprint arXiv:2101.00001}", .preprint),
            ("article", "journal = {J}, eprint = {2101.00001}, eprinttype = {arxiv}", .article),
            ("article", "journal = {bioRxiv}", .preprint), ("misc", "", .other),
            ("video", "", .other),
        ]
    )
    func kindsOfDocuments(kind: String, fields: String, type: RecordType) throws {
        #expect(try entry("title = {T}, " + fields, kind: kind).type == type)
    }

    @Test func fieldsOfDatabases() throws {
        let record = try entry(
            #"""
            subtitle = {Second}, title = {First}, doi = {10.1000/a\_b$<$1$>$},
            url = {https://example.org/~x\_y\%20z}, pubmed_id = {123}, art_number = {e17},
            keywords = {{deep, learning}, CT}, langid = {english}, institution = {Inst},
            note = {Second}, source = {Scopus}, document_type = {Retracted}, issue = {Spring},
            number = {4}, eprint = {55}, eprinttype = {pubmed}, file = {a.pdf:C\:\\x.pdf:pdf}
            """#
        )
        #expect(record.title == "First: Second" && record.doi == "10.1000/a_b<1>")
        #expect(record.urls == ["https://example.org/~x_y%20z"] && record.pmid == "123")
        #expect(record.pages == "e17" && record.keywords == ["deep, learning", "CT"])
        #expect(record.language == "english" && record.publisher == "Inst")
        #expect(record.database == "Scopus" && record.notices == [.retracted])
        #expect(record.issue == "4" && record.extra["issue"] == ["Spring"])
        #expect(record.extra["eprint"] == ["55"] && record.extra["file"] != nil)
    }

    @Test func entriesInherit() throws {
        let result = try reading(
            """
            @xdata{pub, publisher = {Press}, address = {Town}}
            @inproceedings{a, title = {A}, crossref = {P}, author = {Lind, A}}
            @incollection{b, title = {B}, crossref = {p}, date = {2021-02}, booktitle = {Own}}
            @proceedings{p, title = {Proc}, subtitle = {Of X}, year = 2020, month = oct,
              doi = {10.1000/proc}, isbn = {9780306406157}, xdata = {pub}, crossref = {a}}
            """
        )
        #expect(result.records.map(\.title) == ["A", "B", "Proc: Of X"])
        let (first, second) = (result.records[0], result.records[1])
        #expect(first.journal == "Proc: Of X" && first.date == "2020-10" && first.doi == nil)
        #expect(first.publisher == "Press" && first.isbn == ["9780306406157"])
        #expect(second.date == "2021-02" && second.journal == "Own: Of X")
        #expect(result.records[2].publisher == "Press")
        #expect(result.records[2].authors == [])
    }

    @Test func brokenEntriesLeaveTheOthers() throws {
        let result = try reading(
            #"""
            @article{a, title = {One}, year = {2001}
            @article{b, title = {Two}, file = {C:\dir\}, year = {2002}}
            @article{c, title = {Three} } , year = {2003}}
            @article{title = {Four}, year = 2004}
            @article{10.1002/(sici)1097, title = {Five (x)}}
            @article(e, title = "Six {"}x{"}", note = "open})
            @ARTICLE
              % a comment
              {f g, title = "Se" # "ven" year = 2007,
              % year = {1999},
              abstract = {mail me
              @home tomorrow}}
            @comment{ never ends
            @article{h, title = {Eight}}
            """#
        )
        try #require(
            result.records.map(\.title)
                == ["One", "Two", "Three", "Four", "Five (x)", "Six \"x\"", "Seven", "Eight"]
        )
        #expect(result.records.map(\.year) == [2001, 2002, nil, 2004, nil, nil, 2007, nil])
        #expect(result.records[3].identifier == nil)
        #expect(result.records[4].identifier == "10.1002/(sici)1097")
        #expect(result.records[6].identifier == "f g")
        #expect(result.records[6].abstract == "mail me @home tomorrow")
        #expect(result.report.problems.map(\.line) == [1, 3, 6, 13])
    }

    @Test func hostileFilesStaySmallAndFast() throws {
        // Each macro is twice the one before.
        var text = "@string{m0 = {0123456789}}\n"
        for number in 1...60 { text += "@string{m\(number) = m\(number - 1) # m\(number - 1)}\n" }
        text += "@article{k, title = m60}\n"
        // Many entries that take over one large entry, and many that do not end.
        text += "@proceedings{p, title = {\(String(repeating: "x", count: 100_000))}}\n"
        text += String(repeating: "@inproceedings{q, crossref = {p}}\n", count: 3000)
        text += String(repeating: "@article{r, title = {open\n", count: 3000)
        text += String(repeating: "@a{b,c={", count: 3000)
        let start = ContinuousClock.now
        let result = try reading(text)
        #expect((ContinuousClock.now - start) / .seconds(1) < 20)
        let size = result.records.reduce(0) { $0 + ($1.journal?.utf8.count ?? 0) }
        #expect(size < text.utf8.count * 9 + 1 << 21)
        #expect(result.records.count >= 6002)
        #expect(!result.report.problems.isEmpty)
    }
}
