import BibliographicFormats
import Bibliography
import Foundation
import Testing

/// Field by field against the items that another well-used importer makes of the same files.
@Suite(.enabled(if: SharedData.isPresent))
struct ZoteroConformanceTests {
    /// A difference, and why ours is right or as good.
    private struct Known {
        let file: String
        let item: Int
        let field: String
        let reason: String

        init(_ file: String, _ item: Int, _ field: String, _ reason: String) {
            self.file = file
            self.item = item
            self.field = field
            self.reason = reason
        }
    }

    private static let known: [Known] = [
        Known("bibtex/018.txt", 0, "title", "three letters are no telephone sign"),
        Known("nbib/008.txt", 0, "pages", "a PII is no page; it is kept under LID"),
        Known("ovid-tagged/004.txt", 0, "authors", "they lose the initials of the first author"),
        Known("ovid-tagged/004.txt", 0, "container", "both stop inside the initials of a name"),
        Known("ovid-tagged/006.txt", 1, "editors", "they add an editor without a name"),
        Known(
            "pubmed-xml/006.txt",
            0,
            "pages",
            "EWLS is the publisher's code of the article, not a page; kept under PII"
        ),
        Known(
            "refer/000.txt",
            0,
            "container",
            "two %J: the journal in its own language counts, the English one is kept"
        ),
        Known("ris/002.txt", 7, "container", "the book's title counts before its abbreviation"),
        Known(
            "ris/002.txt",
            14,
            "container",
            "C3 holds affiliations in Web of Science, so it is not the proceedings"
        ),
        Known(
            "ris/002.txt",
            16,
            "container",
            "the dictionary's title counts before its abbreviation"
        ),
        Known(
            "ris/002.txt",
            17,
            "editors",
            "AU of an edited book are its authors, as for every other type"
        ),
        Known(
            "ris/002.txt",
            21,
            "container",
            "the encyclopedia's title counts before its abbreviation"
        ),
        Known(
            "ris/002.txt",
            25,
            "issue",
            "M1 of a generic document may be anything; kept under M1"
        ),
        Known("ris/002.txt", 27, "issue", "the status of a grant is no issue; kept under M1"),
        Known(
            "ris/002.txt",
            46,
            "issue",
            "the number of an unpublished work is no issue; kept under M1"
        ),
        Known(
            "ris/004.txt",
            3,
            "volume",
            "it stands in a note of ProCite, and is kept there"
        ),
        Known(
            "ris/004.txt",
            4,
            "volume",
            "it stands in a note of ProCite, and is kept there"
        ),
        Known(
            "ris/004.txt",
            7,
            "volume",
            "it stands in a note of ProCite, and is kept there"
        ),
        Known("ris/004.txt", 10, "container", "it stands in a note of ProCite, and is kept there"),
        Known("ris/004.txt", 19, "language", "it stands in a note of ProCite, and is kept there"),
        Known("ris/004.txt", 20, "editors", "it stands in a note of ProCite, and is kept there"),
        Known("ris/004.txt", 30, "language", "it stands in a note of ProCite, and is kept there"),
        Known("wos-tagged/008.txt", 0, "authors", "the group author of the file is an author too"),
    ]

    @Test func fieldsAgree() throws {
        var equal = 0
        var all = 0
        var lines: [String] = []
        var seen: Set<String> = []
        for format in try SharedData.names(in: "data/zotero") {
            var formatEqual = 0
            var formatAll = 0
            for name in try SharedData.names(in: "data/zotero/" + format)
            where name.hasSuffix(".txt") {
                let path = "data/zotero/\(format)/\(name)"
                let items = try JSONDecoder().decode(
                    [ZoteroItem].self,
                    from: Data(SharedData.bytes(path.replacing(".txt", with: ".json")))
                )
                let records = try readRecords(SharedData.bytes(path), fileName: name).records
                #expect(records.count == items.count, "\(path)")
                for (index, pair) in zip(records, items).enumerated() {
                    for field in pair.1.fields {
                        formatAll += 1
                        if ZoteroComparison.isEqual(field.name, pair.0, field.value) {
                            formatEqual += 1
                            continue
                        }
                        let key = "\(format)/\(name) \(index) \(field.name)"
                        seen.insert(key)
                        let ours = ZoteroComparison.value(of: field.name, in: pair.0)
                        lines.append(
                            "\(key): '\(ours.prefix(150))' for '\(field.value.prefix(150))'"
                        )
                    }
                }
            }
            print("zotero \(format): \(formatEqual) of \(formatAll) fields equal")
            equal += formatEqual
            all += formatAll
        }
        let listed = Set(Self.known.map { "\($0.file) \($0.item) \($0.field)" })
        for line in lines where !listed.contains(where: { line.hasPrefix($0 + ":") }) {
            Issue.record("a difference without a reason: \(line)")
        }
        for key in listed.subtracting(seen).sorted() {
            Issue.record("listed, but no longer different: \(key)")
        }
        #expect(Double(equal) >= 0.97 * Double(all), "\(equal) of \(all)")
        print("zotero: \(equal) of \(all) fields equal, \(lines.count) known differences")
    }
}
