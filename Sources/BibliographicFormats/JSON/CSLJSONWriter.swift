import Bibliography
import Foundation

/// Writes Citation Style Language data that Zotero and pandoc read.
///
/// What CSL has no key for goes into `custom`, which CSL 1.0.2 has for that purpose.
enum CSLJSONWriter {
    /// All records, one a line.
    static func bytes(of records: [Record]) -> [UInt8] {
        var output = Array("[".utf8)
        for (index, record) in records.enumerated() {
            output += (index == 0 ? "\n" : ",\n").utf8
            let id = record.identifier ?? GeneratedKey.key(at: index + 1)
            let plain = item(of: record, id: id, remainder: nil)
            let bytes = json(plain)
            let remainder = remainder(of: record, beside: bytes)
            output += remainder.map { json(item(of: record, id: id, remainder: $0)) } ?? bytes
        }
        return output + "\n]\n".utf8
    }

    private static func remainder(of record: Record, beside bytes: [UInt8]) -> String? {
        let read = try? CSLJSONReader.read(bytes, fileName: "").records.first
        guard let read else { return Remainder.text(of: record) }
        return Remainder.text(of: record, restored: read)
    }

    private static func json(_ item: [String: Any]) -> [UInt8] {
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? JSONSerialization.data(withJSONObject: item, options: options) else {
            return Array("{}".utf8)
        }
        return [UInt8](data)
    }

    private static func item(of record: Record, id: String, remainder: String?) -> [String: Any] {
        var item: [String: Any] = ["id": id]
        let word = CSLType.word(for: record.type)
        let stated = record.extra["type"]?.first
        let isSame = stated.map { CSLType.type(named: $0, genre: "") == record.type } ?? false
        item["type"] = isSame ? stated ?? word.type : word.type
        item["genre"] = record.extra["genre"]?.first ?? word.genre
        item["title"] = record.title
        if !record.authors.isEmpty { item["author"] = record.authors.map(name) }
        if !record.editors.isEmpty { item["editor"] = record.editors.map(name) }
        if let parts = dateParts(of: record) { item["issued"] = ["date-parts": [parts]] }
        item["container-title"] = record.journal
        item["volume"] = record.volume
        item["issue"] = record.issue
        item["page"] = record.pages
        item["DOI"] = record.doi
        item["PMID"] = record.pmid
        item["PMCID"] = record.pmcid
        if !record.issn.isEmpty { item["ISSN"] = record.issn.joined(separator: ", ") }
        if !record.isbn.isEmpty { item["ISBN"] = record.isbn.joined(separator: ", ") }
        item["abstract"] = record.abstract
        if !record.keywords.isEmpty { item["keyword"] = record.keywords.joined(separator: "; ") }
        item["URL"] = record.urls.first
        item["language"] = record.language
        item["publisher"] = record.publisher
        item["source"] = record.database
        if !record.notes.isEmpty { item["note"] = record.notes.joined(separator: "\n") }
        if let remainder { item["custom"] = ["consilience": remainder] }
        return item
    }

    private static func name(_ name: Name) -> [String: Any] {
        switch name {
        case .literal(let whole): return ["literal": whole]
        case .person:
            let parts = name.parts
            var object: [String: Any] = ["family": parts.family]
            if !parts.particle.isEmpty { object["non-dropping-particle"] = parts.particle }
            if !parts.given.isEmpty { object["given"] = parts.given }
            if !parts.suffix.isEmpty { object["suffix"] = parts.suffix }
            return object
        }
    }

    private static func dateParts(of record: Record) -> [Int]? {
        let date = record.date.flatMap { PartialDate(parsing: $0) }
        guard let date, date.year == record.year ?? date.year else {
            return record.year.map { [$0] }
        }
        return [date.year] + [date.month, date.day].compactMap { $0 }
    }
}
