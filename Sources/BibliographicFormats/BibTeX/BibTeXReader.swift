import Bibliography

/// Reads BibTeX and BibLaTeX: entries, nested braces, string macros, concatenation, TeX accents, `crossref`.
struct BibTeXReader {
    /// An entry before its fields have a meaning.
    private struct Entry {
        let kind: String
        let key: String
        let line: Int
        var fields: [(name: String, value: String)]
    }

    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var macros: [String: String] = [:]
    private var entries: [Entry] = []
    private var result = ImportResult()
    private var isClosed = true
    /// Set once an entry has turned out not to end: from then on a line that begins with `@` ends it.
    private var isCautious = false

    /// Reads all entries of a text in UTF-8.
    static func read(_ bytes: [UInt8], fileName: String) -> ImportResult {
        var reader = BibTeXReader(bytes: bytes)
        reader.readEntries()
        reader.makeRecords(fileName: fileName)
        return reader.result
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func readEntries() {
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "@") else {
                advance()
                continue
            }
            let start = (position: position, line: line)
            if readEntry() { continue }
            if isCautious {
                result.problem(
                    start.line,
                    "the entry of this line does not end; read as far as it goes"
                )
            } else {
                isCautious = true
                (position, line) = start
                _ = entries.popLast()
                if !readEntry() {
                    result.problem(
                        start.line,
                        "the entry of this line does not end; read as far as it goes"
                    )
                }
            }
        }
    }

    /// Reads the entry that begins here; false if it does not end.
    private mutating func readEntry() -> Bool {
        let start = line
        advance()
        let kind = word().lowercased()
        skipBlanks()
        guard !kind.isEmpty, let closing = openBracket() else { return true }
        isClosed = true
        switch kind {
        case "comment", "preamble": _ = bracedText(until: closing)
        case "string":
            for field in fields(until: closing) { macros[field.name] = field.value }
        default:
            skipBlanks()
            let key = word()
            _ = skip(UInt8(ascii: ","))
            entries.append(
                Entry(kind: kind, key: key, line: start, fields: fields(until: closing))
            )
            return isClosed
        }
        return true
    }

    private mutating func advance() {
        if bytes[position] == 10 { line += 1 }
        position += 1
    }

    private mutating func skipBlanks() {
        while position < bytes.count, isBlankByte(bytes[position]) { advance() }
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard position < bytes.count, bytes[position] == byte else { return false }
        advance()
        return true
    }

    /// Whether another entry seems to begin here, in a text whose brackets do not match.
    private var isNextEntry: Bool {
        isCautious && bytes[position] == UInt8(ascii: "@") && position > 0
            && (bytes[position - 1] == 10 || bytes[position - 1] == 13)
    }

    private mutating func openBracket() -> UInt8? {
        if skip(UInt8(ascii: "{")) { return UInt8(ascii: "}") }
        return skip(UInt8(ascii: "(")) ? UInt8(ascii: ")") : nil
    }

    private mutating func word() -> String {
        let start = position
        let ends = Set(" \t\r\n,={}()\"#".utf8)
        while position < bytes.count, !ends.contains(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func fields(until closing: UInt8) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        isClosed = false
        while position < bytes.count {
            skipBlanks()
            guard position < bytes.count, !isNextEntry else { break }
            if skip(closing) {
                isClosed = true
                break
            }
            if skip(UInt8(ascii: ",")) { continue }
            let before = position
            let name = word().lowercased()
            if skip(UInt8(ascii: "=")), !name.isEmpty {
                fields.append((name, value()))
            } else if position == before {
                // A byte that has no place here; without this step the loop would not end.
                advance()
            }
        }
        return fields
    }

    /// Pieces in braces, in quotes, numbers and macros, joined by `#`.
    private mutating func value() -> String {
        var text = ""
        repeat {
            skipBlanks()
            guard position < bytes.count else { return text }
            if bytes[position] == UInt8(ascii: "{") {
                advance()
                text += bracedText(until: UInt8(ascii: "}"))
            } else if bytes[position] == UInt8(ascii: "\"") {
                advance()
                text += bracedText(until: UInt8(ascii: "\""))
            } else {
                let name = word()
                text += macros[name.lowercased()] ?? Self.months[name.lowercased()] ?? name
            }
        } while skip(UInt8(ascii: "#"))
        return text
    }

    /// Text up to a closing byte outside nested braces.
    private mutating func bracedText(until closing: UInt8) -> String {
        let start = position
        var depth = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\\"), position + 1 < bytes.count {
                advance()
                advance()
                continue
            }
            if byte == closing, depth == 0 { break }
            if isNextEntry { return String(decoding: bytes[start..<position], as: UTF8.self) }
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            advance()
        }
        let text = String(decoding: bytes[start..<min(position, bytes.count)], as: UTF8.self)
        if position < bytes.count { advance() }
        return text
    }

    private static let months: [String: String] = {
        let names = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ]
        return Dictionary(uniqueKeysWithValues: names.map { ($0, $0.capitalizedFirst) })
    }()

    private mutating func makeRecords(fileName: String) {
        var parents: [String: [(name: String, value: String)]] = [:]
        for entry in entries where parents[entry.key.lowercased()] == nil {
            parents[entry.key.lowercased()] = entry.fields
        }
        for entry in entries {
            result.found += 1
            var fields = entry.fields
            if let parent = fields.first(where: { $0.name == "crossref" })?.value,
                let inherited = parents[trimmedOfWhiteSpace(parent).lowercased()]
            {
                let own = Set(fields.map(\.name))
                fields += inherited.compactMap { field in
                    let name = field.name == "title" ? "booktitle" : field.name
                    return own.contains(name) ? nil : (name, field.value)
                }
            }
            let source = RecordSource(file: fileName, position: result.found, line: entry.line)
            result.records.append(
                BibTeXFields.record(
                    kind: entry.kind,
                    key: entry.key,
                    fields: fields,
                    source: source
                )
            )
        }
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
