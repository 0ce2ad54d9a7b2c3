import Bibliography

/// Writes one record as a JSON object; absent values are left out.
///
/// Written by hand since the order of the keys is part of the contract and Foundation sorts or shuffles.
enum RecordJSONWriter {
    static func append(_ record: Record, to output: inout [UInt8]) {
        var object = JSONObjectWriter(output: [])
        object.text("id", record.identifier)
        object.text("type", record.type.rawValue)
        object.texts("notices", record.notices.map(\.rawValue))
        object.text("title", record.title)
        object.names("authors", record.authors)
        object.names("editors", record.editors)
        object.number("year", record.year)
        object.text("date", record.date)
        object.text("journal", record.journal)
        object.text("volume", record.volume)
        object.text("issue", record.issue)
        object.text("pages", record.pages)
        object.text("doi", record.doi)
        object.text("pmid", record.pmid)
        object.text("pmcid", record.pmcid)
        object.texts("issn", record.issn)
        object.texts("isbn", record.isbn)
        object.text("abstract", record.abstract)
        object.texts("keywords", record.keywords)
        object.texts("urls", record.urls)
        object.text("language", record.language)
        object.text("publisher", record.publisher)
        object.text("accession", record.accession)
        object.text("database", record.database)
        object.texts("notes", record.notes)
        if !record.extra.isEmpty {
            var extra = JSONObjectWriter(output: [])
            for (tag, values) in record.extra.sorted(by: { $0.key < $1.key }) {
                extra.texts(tag, values)
            }
            object.raw("extra", extra.closed())
        }
        var source = JSONObjectWriter(output: [])
        source.text("file", record.source.file)
        source.number("position", record.source.position)
        source.number("line", record.source.line)
        object.raw("source", source.closed())
        output.append(contentsOf: object.closed())
    }
}

/// A JSON object under construction.
private struct JSONObjectWriter {
    private var output: [UInt8]
    private var isFirst = true

    init(output: [UInt8]) {
        self.output = output
        self.output.append(UInt8(ascii: "{"))
    }

    mutating func text(_ key: String, _ value: String?) {
        guard let value else { return }
        begin(key)
        append(value)
    }

    mutating func number(_ key: String, _ value: Int?) {
        guard let value else { return }
        begin(key)
        output.append(contentsOf: String(value).utf8)
    }

    mutating func texts(_ key: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        begin(key)
        output.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            append(value)
        }
        output.append(UInt8(ascii: "]"))
    }

    mutating func names(_ key: String, _ names: [Name]) {
        guard !names.isEmpty else { return }
        begin(key)
        output.append(UInt8(ascii: "["))
        for (index, name) in names.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            var object = JSONObjectWriter(output: [])
            switch name {
            case .person(let family, let given):
                object.text("family", family)
                object.text("given", given)
            case .literal(let whole):
                object.text("literal", whole)
            }
            output.append(contentsOf: object.closed())
        }
        output.append(UInt8(ascii: "]"))
    }

    mutating func raw(_ key: String, _ json: [UInt8]) {
        begin(key)
        output.append(contentsOf: json)
    }

    consuming func closed() -> [UInt8] { output + [UInt8(ascii: "}")] }

    private mutating func begin(_ key: String) {
        if !isFirst { output.append(UInt8(ascii: ",")) }
        isFirst = false
        append(key)
        output.append(UInt8(ascii: ":"))
    }

    private mutating func append(_ text: String) {
        let hexadecimal = Array("0123456789abcdef".utf8)
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): output.append(contentsOf: "\\\"".utf8)
            case UInt8(ascii: "\\"): output.append(contentsOf: "\\\\".utf8)
            case 10: output.append(contentsOf: "\\n".utf8)
            case 13: output.append(contentsOf: "\\r".utf8)
            case 9: output.append(contentsOf: "\\t".utf8)
            case 0..<32:
                output.append(contentsOf: "\\u00".utf8)
                output.append(hexadecimal[Int(byte >> 4)])
                output.append(hexadecimal[Int(byte & 15)])
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
