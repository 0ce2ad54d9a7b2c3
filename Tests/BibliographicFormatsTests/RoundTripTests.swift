import BibliographicFormats
import Bibliography
import Testing

/// A record with every field filled.
private let full: Record = {
    var record = Record(
        type: .article,
        source: RecordSource(file: "a.ris", position: 3, line: 17)
    )
    record.notices = [.comment, .retracted]
    record.title = "A \"quoted\" title, with é and a \\ in it"
    record.authors = [
        .person(family: "van der Berg", given: "J. P., Jr"), .literal("The X Collaboration"),
        .person(family: "Lind", given: nil), .person(family: "Lind", given: nil),
        .literal("Anna Lind"),
    ]
    record.editors = [.person(family: "Editor", given: "Eva")]
    record.year = 2021
    record.date = "2021-04-03"
    record.journal = "Journal of Tests"
    record.volume = "4"
    record.issue = "2"
    record.pages = "221-228"
    record.doi = "10.1000/abc"
    record.pmid = "123"
    record.pmcid = "PMC9"
    record.issn = ["2041-1723", "1878-0849"]
    record.isbn = ["9780306406157"]
    record.abstract = "BACKGROUND: p < 0.05; x. METHODS: none."
    record.keywords = ["one", "two, three"]
    record.urls = ["https://example.org/a?b=1&c=2", "https://example.org/b"]
    record.language = "English"
    record.publisher = "Publisher & Sons"
    record.accession = "WOS:1"
    record.database = "Web of Science"
    record.notes = ["first note", "second note; with more"]
    record.extra = ["C1": ["University, Town", "Other"], "JO": ["J Tests"]]
    record.identifier = "rec-1"
    return record
}()

struct RoundTripTests {
    /// The record without its place, which changes with the file.
    private func withoutPlace(_ records: [Record]) -> [Record] {
        records.map { record in
            var record = record
            record.source = RecordSource()
            return record
        }
    }

    private func records() -> [Record] {
        var all = [full]
        for type in RecordType.allCases {
            var record = Record(type: type)
            record.title = "Title of a \(type.rawValue)"
            all.append(record)
        }
        return all
    }

    @Test func jsonKeepsEverything() throws {
        let bytes = try writeRecords(records(), as: .json)
        let result = try readRecords(bytes, fileName: "x.json")
        #expect(result.report.format == .json)
        #expect(result.records[0] == full)
        #expect(withoutPlace(result.records) == withoutPlace(records()))
        #expect(result.records[1].source == RecordSource(file: "x.json", position: 2, line: 3))
        let again = try writeRecords([full], as: .json)
        #expect(again == (try writeRecords([full], as: .json)))
    }

    @Test func jsonHasTheKeysOfTheContract() throws {
        var record = Record(type: .article, source: RecordSource(file: "f", position: 1, line: 2))
        record.title = "T\u{1}\n"
        record.authors = [.person(family: "A", given: nil), .literal("G")]
        record.extra = ["b": ["2"], "a": ["1"]]
        let text = String(decoding: try writeRecords([record], as: .json), as: UTF8.self)
        #expect(
            text == """
                [
                {"type":"article","title":"T\\u0001\\n","authors":[{"family":"A"},{"literal":"G"}],\
                "extra":{"a":["1"],"b":["2"]},"source":{"file":"f","position":1,"line":2}}
                ]

                """
        )
        #expect(String(decoding: try writeRecords([], as: .json), as: UTF8.self) == "[\n]\n")
    }

    @Test func csvKeepsEverything() throws {
        let result = try readRecords(try writeRecords(records(), as: .csv), fileName: "x.csv")
        #expect(result.report.format == .csv)
        #expect(withoutPlace(result.records) == withoutPlace(records()))
    }

    @Test func risKeepsEverything() throws {
        let result = try readRecords(try writeRecords(records(), as: .ris), fileName: "x.ris")
        #expect(withoutPlace(result.records) == withoutPlace(records()))
        #expect(result.report.repaired.isEmpty && result.report.problems.isEmpty)
    }

    @Test func nbibKeepsWhatItHasTagsFor() throws {
        let result = try readRecords(try writeRecords(records(), as: .nbib), fileName: "x.nbib")
        #expect(result.report.format == .nbib)
        #expect(result.records.map(\.type) == records().map(\.type))
        #expect(result.records.map(\.title) == records().map(\.title))
        let record = result.records[0]
        #expect(record.authors == full.authors)
        #expect(record.editors == full.editors)
        #expect(record.date == full.date && record.pages == full.pages)
        #expect(record.doi == full.doi && record.pmid == full.pmid && record.pmcid == full.pmcid)
        #expect(record.issn == full.issn && record.isbn == full.isbn)
        #expect(record.abstract == full.abstract && record.keywords == full.keywords)
        #expect(record.notices == full.notices && record.urls == full.urls)
        #expect(record.journal == full.journal && record.volume == full.volume)
        #expect(record.accession == full.accession && record.language == full.language)
        #expect(record.extra["C1"] == full.extra["C1"])
    }

    @Test(arguments: ["bibtex", "endnote-xml"])
    func otherFormatsKeepWhatTheyHaveFieldsFor(name: String) throws {
        let format = try #require(BibliographicFormat(rawValue: name))
        var special = full
        special.title = "50% of {x} & y_z < $5 ~ #1 \\ é"
        let all = [special] + records().dropFirst()
        let result = try readRecords(try writeRecords(all, as: format), fileName: "x")
        #expect(result.report.format == format)
        #expect(result.report.problems.isEmpty && result.report.repaired.isEmpty)
        #expect(result.records.map(\.title) == all.map(\.title))
        for (before, after) in zip(all, result.records)
        where before.type != .trialRegistration {
            #expect(before.type == after.type)
        }
        let record = result.records[0]
        #expect(record.authors == full.authors && record.editors == full.editors)
        #expect(record.date == full.date && record.year == full.year)
        #expect(record.journal == full.journal && record.pages == full.pages)
        #expect(record.volume == full.volume && record.issue == full.issue)
        #expect(record.doi == full.doi && record.pmcid == full.pmcid)
        #expect(record.issn == full.issn && record.isbn == full.isbn)
        #expect(record.abstract == full.abstract && record.keywords == full.keywords)
        #expect(record.urls == full.urls && record.notes == full.notes)
        #expect(record.identifier == full.identifier && record.accession == full.accession)
        #expect(record.language == full.language && record.publisher == full.publisher)
        #expect(record.pmid == full.pmid)
        let kept = record.extra.values.joined().joined(separator: "|")
        #expect(kept.contains("University, Town") && kept.contains("J Tests"))
    }

    @Test func refusesToWriteWhatItOnlyReads() {
        for format in BibliographicFormat.allCases where !format.isWritable {
            #expect(throws: BibliographicFormatError.self) { try writeRecords([full], as: format) }
        }
    }

    @Test(.enabled(if: SharedData.isPresent), arguments: ["ris", "csv", "json"])
    func realRecordsSurvive(name: String) throws {
        let format = try #require(BibliographicFormat(rawValue: name))
        var checked = 0
        var changed: [String] = []
        for file in try SharedData.names(in: "data/import/citation-file-formatting") {
            let path = "data/import/citation-file-formatting/" + file
            guard let first = try? readRecords(SharedData.bytes(path), fileName: file) else {
                continue
            }
            let second = try readRecords(
                writeRecords(first.records, as: format),
                fileName: file,
                format: format
            )
            #expect(first.records.count == second.records.count, "\(file)")
            for (before, after) in zip(first.records, second.records) {
                checked += 1
                let isSame =
                    before.title == after.title && before.authors == after.authors
                    && before.year == after.year && before.doi == after.doi
                    && before.abstract == after.abstract && before.journal == after.journal
                    && before.pages == after.pages && before.keywords == after.keywords
                    && before.pmid == after.pmid && before.accession == after.accession
                    && before.type == after.type && before.notices == after.notices
                if !isSame { changed.append("\(file) \(before.source.position)") }
            }
        }
        #expect(changed == [])
        #expect(checked > 800)
    }
}
