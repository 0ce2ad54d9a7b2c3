import Bibliography
import Foundation

/// An item as another well-used importer makes it of a file, as far as it is compared.
struct ZoteroItem: Decodable {
    struct Creator: Decodable {
        let firstName: String?
        let lastName: String?
        let name: String?
        let creatorType: String

        var text: String {
            if let name { return name }
            return [lastName, firstName].compactMap { $0 }.filter { !$0.isEmpty }
                .joined(separator: ", ")
        }
    }

    struct Tag: Decodable {
        let text: String

        private enum Key: String, CodingKey { case tag }

        init(from decoder: any Decoder) throws {
            if let plain = try? decoder.singleValueContainer().decode(String.self) {
                text = plain
            } else {
                text = try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .tag)
            }
        }
    }

    let values: [String: String]
    let creators: [Creator]
    let tags: [Tag]

    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        var values: [String: String] = [:]
        for key in container.allKeys {
            if let text = try? container.decode(String.self, forKey: key) {
                values[key.stringValue] = text
            }
        }
        self.values = values
        func list<Value: Decodable>(_ name: String) throws -> [Value] {
            guard let key = AnyKey(stringValue: name), container.contains(key) else { return [] }
            return try container.decode([Value].self, forKey: key)
        }
        creators = try list("creators")
        tags = try list("tags")
    }

    /// What the item says of each field that a record has, by the name of the field.
    var fields: [(name: String, value: String)] {
        func first(_ keys: String...) -> String {
            keys.lazy.compactMap { values[$0] }.first { !$0.isEmpty } ?? ""
        }
        let authors = [
            "author", "presenter", "artist", "programmer", "inventor", "director", "podcaster",
            "interviewee",
        ]
        func names(_ types: [String]) -> String {
            creators.filter { types.contains($0.creatorType) }.map(\.text).joined(separator: "; ")
        }
        let container = first(
            "publicationTitle",
            "bookTitle",
            "proceedingsTitle",
            "encyclopediaTitle",
            "dictionaryTitle"
        )
        return [
            ("title", first("title")), ("authors", names(authors)), ("editors", names(["editor"])),
            ("date", first("date")), ("container", container), ("volume", first("volume")),
            ("issue", first("issue")), ("pages", first("pages")), ("doi", first("DOI")),
            ("issn", first("ISSN")), ("isbn", first("ISBN")),
            ("abstract", first("abstractNote")),
            ("tags", tags.map(\.text).joined(separator: "|")), ("language", first("language")),
            ("url", first("url")),
        ].filter { !$0.1.isEmpty }
    }
}

/// Whether a record says the same as an item, in one field.
///
/// What differs in form alone counts as equal: dash kinds, mark-up, white space, the order of tags,
/// `221-8` for `221-228`, dates written in another way, one name written the other way round. Text that is
/// no date or no address, as in templates, must be found in `extra`.
enum ZoteroComparison {
    static func value(of field: String, in record: Record) -> String {
        switch field {
        case "title": record.title ?? ""
        case "authors": record.authors.map(\.text).joined(separator: "; ")
        case "editors": record.editors.map(\.text).joined(separator: "; ")
        case "date": record.date ?? record.year.map(String.init) ?? ""
        case "container": record.journal ?? ""
        case "volume": record.volume ?? ""
        case "issue": record.issue ?? ""
        case "pages": record.pages ?? ""
        case "doi": record.doi ?? ""
        case "issn": record.issn.joined(separator: " ")
        case "isbn": record.isbn.joined(separator: " ")
        case "abstract": record.abstract ?? ""
        case "tags": record.keywords.joined(separator: "|")
        case "language": record.language ?? ""
        case "url": record.urls.joined(separator: " ")
        default: ""
        }
    }

    static func isEqual(_ field: String, _ record: Record, _ expected: String) -> Bool {
        let ours = value(of: field, in: record)
        switch field {
        case "authors", "editors": return names(ours) == names(expected)
        case "date":
            guard let wanted = PartialDate(parsing: expected) else {
                return isKept(expected, record)
            }
            guard let found = PartialDate(parsing: ours) else { return false }
            return found.year == wanted.year
                && (wanted.month == nil || found.month == nil || found.month == wanted.month)
        case "pages":
            return PageRange.normalised(ours) == PageRange.normalised(unrepeated(expected))
        case "doi": return ours == DigitalObjectIdentifier.normalised(expected)
        case "issn", "isbn":
            let wanted = SerialNumber.find(in: expected)
            let numbers = field == "issn" ? wanted.issn : wanted.isbn
            if numbers.isEmpty { return isKept(expected, record) }
            return numbers.allSatisfy { (record.issn + record.isbn).contains($0) }
        case "tags": return tags(ours) == tags(expected)
        case "url":
            return record.urls.contains(expected) || isKept(expected, record)
        case "language", "container", "title":
            return plain(ours, endingWith: ".").lowercased()
                == plain(expected, endingWith: ".").lowercased()
        default: return plain(ours) == plain(expected)
        }
    }

    private static func isKept(_ text: String, _ record: Record) -> Bool {
        let kept =
            record.extra.values.joined().joined(separator: " ") + " "
            + record.notes.joined(separator: " ")
        return text.split(separator: " ").filter { $0 != "0000" }.allSatisfy { kept.contains($0) }
    }

    /// The letters of each name, in any order: `J. P. Lind`, `Lind, JP` and `Lind, J P` are one.
    private static func names(_ text: String) -> [[String]] {
        plain(text).split(separator: ";").map { name in
            name.lowercased().split { !$0.isLetter }.map(String.init).joined().map(String.init)
                .sorted()
        }
    }

    /// MeSH headings without the star of major topics and without qualifiers.
    private static func tags(_ text: String) -> Set<String> {
        Set(
            text.split(separator: "|").map { tag in
                plain(String(tag.prefix { $0 != "/" })).replacing("*", with: "")
            }
        )
    }

    private static func unrepeated(_ pages: String) -> String {
        let parts = pages.split(separator: "-")
        return parts.count == 2 && parts[0] == parts[1] ? String(parts[0]) : pages
    }

    private static func plain(_ text: String, endingWith end: String = "") -> String {
        var text = PlainText.cleaned(text)
        for dash in ["–", "—", "−", "‐"] { text = text.replacing(dash, with: "-") }
        while !end.isEmpty, text.hasSuffix(end) { text.removeLast() }
        return text
    }
}
