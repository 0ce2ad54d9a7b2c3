public import Bibliography

/// The canonical JSON of a record: keys in alphabetical order, no white space, absent values left out.
///
/// Equal records have equal bytes, so that a hash of them tells whether a record has changed.
///
/// - Parameter record: the record.
/// - Returns: An object with the keys of the contract of `consilience convert`, in UTF-8.
public func canonicalJSON(of record: Record) -> [UInt8] {
    var writer = RecordJSONWriter(isAlphabetical: true)
    writer.append(record)
    return writer.output
}

/// Writes records as JSON objects; absent values are left out.
///
/// Written by hand since the order of the keys is part of the contract and Foundation sorts or shuffles.
struct RecordJSONWriter {
    /// Keys of a record, in the order of the contract.
    enum Field: String, CaseIterable {
        case id, type, notices, title, authors, editors, year, date, journal, volume, issue
        case pages, doi, pmid, pmcid, issn, isbn, abstract, keywords, urls, language, publisher
        case accession, database, notes, extra, source
    }

    private static let alphabetical = Field.allCases.sorted { $0.rawValue < $1.rawValue }

    var output: [UInt8] = []
    /// Whether the next key or value of the innermost object or list is its first.
    private var isFirst = true
    private let isAlphabetical: Bool

    /// Creates a writer.
    ///
    /// - Parameter isAlphabetical: whether keys come in the order of the alphabet, not of the contract.
    init(isAlphabetical: Bool = false) {
        self.isAlphabetical = isAlphabetical
    }

    /// Appends a record as an object.
    mutating func append(_ record: Record) {
        isFirst = true
        output.append(UInt8(ascii: "{"))
        for field in isAlphabetical ? Self.alphabetical : Field.allCases {
            append(field, of: record)
        }
        output.append(UInt8(ascii: "}"))
    }

    /// A field as `"key":value`; nothing if the record has no value.
    static func keyAndValue(of field: Field, in record: Record) -> [UInt8] {
        var writer = RecordJSONWriter(isAlphabetical: true)
        writer.append(field, of: record)
        return writer.output
    }

    private mutating func append(_ field: Field, of record: Record) {
        let key = field.rawValue
        switch field {
        case .id: text(key, record.identifier)
        case .type: text(key, record.type.rawValue)
        case .notices: if !record.notices.isEmpty { texts(key, record.notices.map(\.rawValue)) }
        case .title: text(key, record.title)
        case .authors: names(key, record.authors)
        case .editors: names(key, record.editors)
        case .year: number(key, record.year)
        case .date: text(key, record.date)
        case .journal: text(key, record.journal)
        case .volume: text(key, record.volume)
        case .issue: text(key, record.issue)
        case .pages: text(key, record.pages)
        case .doi: text(key, record.doi)
        case .pmid: text(key, record.pmid)
        case .pmcid: text(key, record.pmcid)
        case .issn: texts(key, record.issn)
        case .isbn: texts(key, record.isbn)
        case .abstract: text(key, record.abstract)
        case .keywords: texts(key, record.keywords)
        case .urls: texts(key, record.urls)
        case .language: text(key, record.language)
        case .publisher: text(key, record.publisher)
        case .accession: text(key, record.accession)
        case .database: text(key, record.database)
        case .notes: texts(key, record.notes)
        case .extra: extra(key, record.extra)
        case .source: source(key, record.source)
        }
    }

    private mutating func text(_ key: String, _ value: String?) {
        guard let value else { return }
        begin(key)
        append(value)
    }

    private mutating func number(_ key: String, _ value: Int?) {
        guard let value else { return }
        begin(key)
        output.append(contentsOf: String(value).utf8)
    }

    private mutating func texts(_ key: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        begin(key)
        output.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            append(value)
        }
        output.append(UInt8(ascii: "]"))
    }

    private mutating func names(_ key: String, _ names: [Name]) {
        guard !names.isEmpty else { return }
        begin(key)
        output.append(UInt8(ascii: "["))
        for (index, name) in names.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            object { writer in
                switch name {
                case .person(let family, let given):
                    writer.text("family", family)
                    writer.text("given", given)
                case .literal(let whole):
                    writer.text("literal", whole)
                }
            }
        }
        output.append(UInt8(ascii: "]"))
    }

    private mutating func extra(_ key: String, _ extra: [String: [String]]) {
        guard !extra.isEmpty else { return }
        begin(key)
        object { writer in
            for (tag, values) in extra.sorted(by: { $0.key < $1.key }) { writer.texts(tag, values) }
        }
    }

    private mutating func source(_ key: String, _ source: RecordSource) {
        begin(key)
        object { writer in
            writer.text("file", source.file)
            if writer.isAlphabetical { writer.number("line", source.line) }
            writer.number("position", source.position)
            if !writer.isAlphabetical { writer.number("line", source.line) }
        }
    }

    private mutating func object(_ content: (inout RecordJSONWriter) -> Void) {
        output.append(UInt8(ascii: "{"))
        isFirst = true
        content(&self)
        isFirst = false
        output.append(UInt8(ascii: "}"))
    }

    private mutating func begin(_ key: String) {
        if !isFirst { output.append(UInt8(ascii: ",")) }
        isFirst = false
        append(key)
        output.append(UInt8(ascii: ":"))
    }

    /// Appends a text in quotes; what needs no escape is copied in runs.
    private mutating func append(_ text: String) {
        var text = text
        output.append(UInt8(ascii: "\""))
        text.withUTF8 { bytes in
            var start = 0
            for (index, byte) in bytes.enumerated()
            where byte < 32 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                output.append(contentsOf: bytes[start..<index])
                start = index + 1
                escape(byte)
            }
            output.append(contentsOf: bytes[start...])
        }
        output.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        output.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
        case 8: output.append(UInt8(ascii: "b"))
        case 9: output.append(UInt8(ascii: "t"))
        case 10: output.append(UInt8(ascii: "n"))
        case 12: output.append(UInt8(ascii: "f"))
        case 13: output.append(UInt8(ascii: "r"))
        default:
            let digits = Array("0123456789abcdef".utf8)
            output.append(contentsOf: "u00".utf8)
            output.append(digits[Int(byte >> 4)])
            output.append(digits[Int(byte & 15)])
        }
    }
}
