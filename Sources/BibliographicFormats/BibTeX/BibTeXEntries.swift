/// An entry of BibTeX before its fields have a meaning.
struct BibTeXEntry {
    /// A field; names are in small letters, values as they stand between their delimiters.
    typealias Field = (name: String, value: String)

    let kind: String
    let key: String
    let line: Int
    var fields: [Field]
}

/// Takes a BibTeX file apart: entries, string macros, concatenation, comments.
///
/// An entry whose brackets do not match ends where the next one begins. BibTeX itself counts braces even
/// after a backslash, while many programs write `\}` for a brace; the reading under which the entry ends
/// properly is taken.
struct BibTeXEntries {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var macros: [String: String] = [:]
    private(set) var entries: [BibTeXEntry] = []
    private(set) var problems: [(line: Int, what: String)] = []

    /// Whether the beginning of an entry ends the value that is being read.
    private var isCautious = false
    private var isBackslashEscape = true
    /// Whether every value and the entry itself had an end.
    private var isClosed = true
    /// How often a text has been read twice because an entry did not end.
    private var failureCount = 0
    /// Bytes that macros may still add: macros of macros could grow without bound.
    private var macroBudget: Int

    /// More failures than this and every further value is read with caution, so that time stays linear.
    private static let mostFailures = 16

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        macroBudget = bytes.count * 4 + 1 << 16
        readEntries()
    }

    // MARK: Entries

    private mutating func readEntries() {
        var isLineStart = true
        var hasReported = true
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "@") {
                let count = entries.count
                readEntry()
                if entries.count > count { hasReported = false }
                isLineStart = true
                continue
            }
            if isLineStart, !isBlankByte(byte) {
                if !hasReported, looksLikeField {
                    hasReported = true
                    problems.append((line, "a field outside the entries left out"))
                }
                isLineStart = false
            }
            if byte == 10 || byte == 13 { isLineStart = true }
            advance()
        }
    }

    /// Whether a name and `=` and a delimiter stand here: what is left of an entry that ended too early.
    private var looksLikeField: Bool {
        var index = position
        let limit = min(bytes.count, position + 40)
        while index < limit, ", \t".utf8.contains(bytes[index]) { index += 1 }
        let start = index
        while index < bytes.count, index - start < 40, !Self.endsWord(bytes[index]) { index += 1 }
        guard index > start else { return false }
        while index < bytes.count, bytes[index] == 32 || bytes[index] == 9 { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return false }
        index += 1
        while index < bytes.count, bytes[index] == 32 || bytes[index] == 9 { index += 1 }
        return index < bytes.count
            && (bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "\""))
    }

    /// Reads the entry that begins here, in the first of three ways in which it ends.
    private mutating func readEntry() {
        let start = (position: position, line: line)
        let known = entries.count
        let wasCautious = failureCount > Self.mostFailures
        isCautious = wasCautious
        if tryEntry() { return }
        failureCount += 1
        isCautious = true
        for isEscape in [true, false, true] {
            (position, line) = start
            entries.removeLast(entries.count - known)
            isBackslashEscape = isEscape
            let isDone = tryEntry()
            isBackslashEscape = true
            if isDone { return }
        }
        problems.append((start.line, "the entry of this line does not end; read as far as it goes"))
    }

    /// Reads an entry; false if it does not end.
    private mutating func tryEntry() -> Bool {
        let start = line
        advance()
        skipComments()
        let kind = word().lowercased()
        skipComments()
        guard !kind.isEmpty, let closing = openBracket() else { return true }
        isClosed = true
        switch kind {
        case "comment", "preamble": _ = text(until: closing)
        case "string":
            for field in fields(until: closing) { macros[field.name] = field.value }
        default:
            let key = key(until: closing)
            let fields = fields(until: closing)
            entries.append(BibTeXEntry(kind: kind, key: key, line: start, fields: fields))
        }
        return isClosed
    }

    private mutating func openBracket() -> UInt8? {
        if skip(UInt8(ascii: "{")) { return UInt8(ascii: "}") }
        return skip(UInt8(ascii: "(")) ? UInt8(ascii: ")") : nil
    }

    /// What stands before the first comma; empty if that is a field already.
    private mutating func key(until closing: UInt8) -> String {
        skipBlanks()
        let start = position
        var hasOpened = false
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: ",") || byte == 10 || byte == 13 { break }
            // A key may hold brackets (`10.1002/(sici)1097`) but not the one that ends the entry.
            if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "=") { break }
            if byte == closing, !hasOpened { break }
            if byte == UInt8(ascii: "(") { hasOpened = true }
            position += 1
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: "=") {
            position = start
            return ""
        }
        return String(decoding: trimmed(bytes[start..<position]), as: UTF8.self)
    }

    // MARK: Fields

    private mutating func fields(until closing: UInt8) -> [BibTeXEntry.Field] {
        var fields: [BibTeXEntry.Field] = []
        var isEnded = false
        while position < bytes.count {
            skipComments()
            guard position < bytes.count, !isNextEntry else { break }
            if skip(closing) {
                isEnded = true
                break
            }
            if skip(UInt8(ascii: ",")) { continue }
            let before = position
            let name = word().lowercased()
            if skip(UInt8(ascii: "=")), !name.isEmpty {
                let value = value()
                guard let value else { break }
                fields.append((name, value))
            } else if position == before {
                // A byte that has no place here; without this step the loop would not end.
                advance()
            }
        }
        isClosed = isClosed && isEnded
        return fields
    }

    /// Pieces in braces, in quotes, numbers and macros, joined by `#`; `nil` if the text ends before.
    private mutating func value() -> String? {
        var text = ""
        repeat {
            skipComments()
            guard position < bytes.count else { return text.isEmpty ? nil : text }
            if bytes[position] == UInt8(ascii: "{") {
                advance()
                text += self.text(until: UInt8(ascii: "}"))
            } else if bytes[position] == UInt8(ascii: "\"") {
                advance()
                text += self.text(until: UInt8(ascii: "\""))
            } else {
                text += expanded(word())
            }
        } while skip(UInt8(ascii: "#"))
        return text
    }

    private mutating func expanded(_ name: String) -> String {
        guard let text = macros[name.lowercased()] ?? Self.months[name.lowercased()] else {
            return name
        }
        guard text.utf8.count <= macroBudget else {
            if macroBudget > 0 {
                problems.append((line, "too many string macros; left as they are"))
            }
            macroBudget = 0
            return name
        }
        macroBudget -= text.utf8.count
        return text
    }

    /// Text up to a closing byte outside nested braces.
    private mutating func text(until closing: UInt8) -> String {
        let start = position
        var depth = 0
        var isEnded = false
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\\"), isBackslashEscape, position + 1 < bytes.count {
                advance()
                advance()
                continue
            }
            if byte == closing, depth == 0 {
                isEnded = true
                break
            }
            // A brace that closes the entry inside quotes: the quote was never closed.
            if byte == UInt8(ascii: "}"), depth == 0 { break }
            if isCautious, byte == UInt8(ascii: "@"), isNextEntry { break }
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            advance()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        isClosed = isClosed && isEnded
        if isEnded { advance() }
        return text
    }

    private static let months: [String: String] = [
        "jan": "Jan", "feb": "Feb", "mar": "Mar", "apr": "Apr", "may": "May", "jun": "Jun",
        "jul": "Jul", "aug": "Aug", "sep": "Sep", "oct": "Oct", "nov": "Nov", "dec": "Dec",
    ]

    // MARK: Bytes

    private mutating func advance() {
        if bytes[position] == 10 { line += 1 }
        position += 1
    }

    private mutating func skipBlanks() {
        while position < bytes.count, isBlankByte(bytes[position]) { advance() }
    }

    /// Skips blanks and, at places where nothing else can stand, comments up to the end of their line.
    private mutating func skipComments() {
        skipBlanks()
        while position < bytes.count, bytes[position] == UInt8(ascii: "%") {
            while position < bytes.count, bytes[position] != 10 { position += 1 }
            skipBlanks()
        }
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard position < bytes.count, bytes[position] == byte else { return false }
        advance()
        return true
    }

    private mutating func word() -> String {
        let start = position
        while position < bytes.count, !Self.endsWord(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\""), UInt8(ascii: "#"):
            true
        default: isBlankByte(byte)
        }
    }

    /// Whether `@word{` stands here at the start of a line: another entry begins.
    private var isNextEntry: Bool {
        guard bytes[position] == UInt8(ascii: "@") else { return false }
        var before = position
        while before > 0, bytes[before - 1] == 32 || bytes[before - 1] == 9 { before -= 1 }
        guard before == 0 || bytes[before - 1] == 10 || bytes[before - 1] == 13 else {
            return false
        }
        var index = position + 1
        while index < bytes.count, (0x61...0x7A).contains(bytes[index] | 0x20) { index += 1 }
        guard index > position + 1 else { return false }
        while index < bytes.count, bytes[index] == 32 || bytes[index] == 9 { index += 1 }
        return index < bytes.count
            && (bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "("))
    }
}
