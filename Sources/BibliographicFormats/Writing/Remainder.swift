import Bibliography
import Foundation

/// What a format has no room for, so that reading what was written gives the same record.
///
/// Every format lacks a field that some record has: nbib has no place for our identifier, RIS none for a
/// keyword with a semicolon. A writer reads back what it wrote; the fields that differ go, as text that
/// survives every format, under a tag that other programs pass over. With each goes a check of what the
/// format did restore: if somebody has changed that field since, the change counts and the remainder of
/// the field is left alone.
struct Remainder {
    /// What the text of every remainder begins with.
    static let mark: StaticString = "consilience:"

    private typealias Field = RecordJSONWriter.Field
    private static let checkKey = "check"

    /// The remainder of a record of which a format restores `restored`; `nil` if that is all.
    static func text(of record: Record, restored: Record) -> String? {
        let different = fields.filter { value($0, of: record) != value($0, of: restored) }
        return different.isEmpty ? nil : text(of: different, record: record, restored: restored)
    }

    /// The remainder of a record of which a format restores nothing at all.
    static func text(of record: Record) -> String {
        text(of: fields, record: record, restored: Record())
    }

    private static func text(of different: [Field], record: Record, restored: Record) -> String {
        var json = Array("{".utf8)
        for field in different {
            let bytes = value(field, of: record)
            if bytes.isEmpty { continue }
            json += bytes
            json.append(UInt8(ascii: ","))
        }
        let checks = different.map { "\"\($0.rawValue)\":\"\(check(value($0, of: restored)))\"" }
        json += "\"\(checkKey)\":{\(checks.joined(separator: ","))}}".utf8
        return "\(mark)" + encoded(json)
    }

    private let record: Record
    /// For each field of the remainder the check of what the format restored.
    private let checks: [String: String]

    /// Reads the text of a remainder; `nil` if it is none.
    init?(reading text: String) {
        guard text.begins(with: Self.mark), text.utf8.count <= 1 << 24,
            let json = Self.decoded(text.utf8.dropFirst(Self.mark.utf8CodeUnitCount)),
            let content = try? JSONDecoder().decode(Content.self, from: Data(json))
        else { return nil }
        record = content.record
        checks = content.checks
    }

    /// Gives a record that was read the fields that the format had no room for.
    func apply(to record: inout Record) {
        let read = record
        for field in Self.fields {
            guard let expected = checks[field.rawValue],
                Self.check(Self.value(field, of: read)) == expected
            else { continue }
            Self.copy(field, from: self.record, to: &record)
        }
    }

    private struct Content: Decodable {
        let record: Record
        let checks: [String: String]

        private enum Key: String, CodingKey { case check }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            checks = try container.decode([String: String].self, forKey: .check)
            record = try Record(from: decoder)
        }
    }

    /// The place of a record in its file is that of the file that is read.
    private static let fields = Field.allCases.filter { $0 != .source }

    private static func value(_ field: Field, of record: Record) -> [UInt8] {
        RecordJSONWriter.keyAndValue(of: field, in: record)
    }

    /// Hash of bytes, as sixteen hexadecimal digits.
    ///
    /// - Reference: Fowler, Noll & Vo, FNV-1a, 64 bits; draft-eastlake-fnv.
    private static func check(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return String(hash, radix: 16)
    }

    // MARK: Text that survives every format

    /// Letters, digits and a few marks stay; everything else becomes `%` and two digits.
    private static func encoded(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            let isLetter = (0x61...0x7A).contains(byte | 0x20)
            if isLetter || isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") {
                output.append(byte)
            } else {
                output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func decoded(_ text: Substring.UTF8View) -> [UInt8]? {
        var output: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            // Some programs break long lines.
            if isBlankByte(byte) { continue }
            guard byte == UInt8(ascii: "%") else {
                output.append(byte)
                continue
            }
            guard let high = rest.popFirst(), let low = rest.popFirst(),
                let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16)
            else { return nil }
            output.append(value)
        }
        return output
    }

    private static func copy(_ field: Field, from other: Record, to record: inout Record) {
        switch field {
        case .id: record.identifier = other.identifier
        case .type: record.type = other.type
        case .notices: record.notices = other.notices
        case .title: record.title = other.title
        case .authors: record.authors = other.authors
        case .editors: record.editors = other.editors
        case .year: record.year = other.year
        case .date: record.date = other.date
        case .journal: record.journal = other.journal
        case .volume: record.volume = other.volume
        case .issue: record.issue = other.issue
        case .pages: record.pages = other.pages
        case .doi: record.doi = other.doi
        case .pmid: record.pmid = other.pmid
        case .pmcid: record.pmcid = other.pmcid
        case .issn: record.issn = other.issn
        case .isbn: record.isbn = other.isbn
        case .abstract: record.abstract = other.abstract
        case .keywords: record.keywords = other.keywords
        case .urls: record.urls = other.urls
        case .language: record.language = other.language
        case .publisher: record.publisher = other.publisher
        case .accession: record.accession = other.accession
        case .database: record.database = other.database
        case .notes: record.notes = other.notes
        case .extra: record.extra = other.extra
        case .source: break
        }
    }
}
