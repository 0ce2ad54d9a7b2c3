import BibliographicFormats
import Bibliography
import Foundation
import Testing

/// Compares what is read with the items that another importer makes of the same files.
@Suite(.enabled(if: SharedData.isPresent))
struct BibTeXConformanceTests {
    private struct Tally {
        var equal = 0
        var different: [String] = []

        mutating func compare(_ ours: String?, _ theirs: String?, _ what: String) {
            let (ours, theirs) = (Tally.bare(ours ?? ""), Tally.bare(theirs ?? ""))
            if ours == theirs {
                equal += 1
            } else {
                different.append("\(what): \(ours) | \(theirs)")
            }
        }

        /// Without mark-up, which our fields do not hold, and with one kind of dash.
        private static func bare(_ text: String) -> String {
            var text = PlainText.cleaned(text)
            while let start = text.firstIndex(of: "<"), let end = text[start...].firstIndex(of: ">")
            {
                text.removeSubrange(start...end)
            }
            return text.replacing("–", with: "-").replacing("—", with: "-")
        }
    }

    /// Differences in which ours is right or says the same.
    private static let accepted = [
        // The paper takes year and title of its proceedings, which the other importer leaves to the reader.
        "002 author:06 date: 2006-10 | ", "002 author:06 journal: Proceedings of the Xth",
        "002 author:06 creators: Author|First; Author|Second; Editor|First; Editor|Second | ",
        // Three letters are no telephone sign; accents that were escaped twice are accents in names, and
        // elsewhere, where a line may end in a doubled backslash, a blank.
        "018 sweig42 title: The impossible TEL-book", "018 sweig42 publisher",
        "018 sweig42 creators: Sweıg|Stefan; Décoret|Xavier | ",
    ]

    private func name(_ name: Name) -> String {
        switch name {
        case .person(let family, let given): family + "|" + (given ?? "")
        case .literal(let whole): whole + "|"
        }
    }

    private func compare(_ record: Record, _ item: [String: Any], _ place: String) -> Tally {
        var tally = Tally()
        func text(_ key: String) -> String? { item[key] as? String }
        let extra = (text("extra") ?? "").split(separator: "\n").map(String.init)
        func inExtra(_ key: String) -> String? {
            extra.first { $0.hasPrefix(key + ": ") }.map { String($0.dropFirst(key.count + 2)) }
        }
        let creators = (item["creators"] as? [[String: Any]] ?? []).map { creator in
            let family = creator["lastName"] as? String ?? creator["name"] as? String ?? ""
            return family + "|" + (creator["firstName"] as? String ?? "")
        }
        let tags = (item["tags"] as? [Any] ?? []).compactMap { tag in
            tag as? String ?? (tag as? [String: Any])?["tag"] as? String
        }
        let container = ["publicationTitle", "proceedingsTitle", "bookTitle"].compactMap(text).first
        let publisher = ["publisher", "institution", "university"].compactMap(text).first
        let fields: [(String, String?, String?)] = [
            ("title", record.title, text("title")),
            (
                "creators", (record.authors + record.editors).map(name).joined(separator: "; "),
                creators.joined(separator: "; ")
            ),
            ("date", record.date, text("date")),
            ("journal", record.journal, container),
            ("volume", record.volume, text("volume")),
            ("issue", record.issue, text("issue") ?? text("reportNumber")),
            ("pages", record.pages, text("pages")),
            ("doi", record.doi, (text("DOI") ?? inExtra("DOI"))?.lowercased()),
            ("issn", record.issn.first, text("ISSN")),
            ("isbn", record.isbn.first, text("ISBN")?.replacing("-", with: "")),
            ("abstract", record.abstract, text("abstractNote")),
            ("tags", record.keywords.joined(separator: ";"), tags.joined(separator: ";")),
            ("language", record.language, text("language")),
            ("url", record.urls.first, text("url")),
            ("publisher", record.publisher, publisher),
            ("key", record.identifier, text("itemID")),
            ("pmcid", record.pmcid, inExtra("PMCID")),
        ]
        for (key, ours, theirs) in fields where !(ours ?? "").isEmpty || !(theirs ?? "").isEmpty {
            tally.compare(ours, theirs, "\(place) \(key)")
        }
        return tally
    }

    @Test func agreesWithTheExpectedItems() throws {
        let folder = "data/zotero/bibtex/"
        var equal = 0
        var different: [String] = []
        for name in try SharedData.names(in: folder) where name.hasSuffix(".txt") {
            let result = try readRecords(SharedData.bytes(folder + name), fileName: name)
            let json = Data(try SharedData.bytes(folder + name.dropLast(3) + "json"))
            let items = try #require(
                JSONSerialization.jsonObject(with: json) as? [[String: Any]]
            )
            #expect(result.records.count == items.count, "\(name)")
            #expect(result.report.problems.isEmpty, "\(name)")
            for (record, item) in zip(result.records, items) {
                let place = name.dropLast(4) + " " + (record.identifier ?? "")
                let tally = compare(record, item, place)
                equal += tally.equal
                different += tally.different
            }
        }
        let open = different.filter { found in !Self.accepted.contains { found.hasPrefix($0) } }
        print(
            "BibTeX: \(equal) fields equal, \(different.count) different, \(open.count) of them open"
        )
        for line in different { print("  " + line) }
        #expect(equal > 60)
        #expect(open == [])
    }
}
