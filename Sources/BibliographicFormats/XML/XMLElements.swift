import Bibliography

/// Walks through the elements of an XML text without building a tree.
///
/// Understands what bibliographic exports use: elements, attributes, CDATA, comments, declarations.
/// Character references stay as they are, since texts are cleaned later. Ill-formed input never stops the
/// walk; an unclosed tag at the end is text, and a comment that never ends is skipped as a tag is.
struct XMLElements {
    /// What the walk meets.
    enum Event: Equatable {
        case start(name: String, attributes: Range<Int>)
        case end(name: String)
        case text(Range<Int>)
    }

    private let bytes: [UInt8]
    /// Where the walk stands: after the last event.
    private(set) var position = 0
    private var pendingEnd: String?
    /// Line of the last event.
    private(set) var line: Int
    private var counted = 0
    /// Ends of sections that the rest of the text is known not to hold; looking again would take
    /// quadratic time.
    private var missingEnds: Set<String> = []

    private static let opening = UInt8(ascii: "<")
    private static let closing = UInt8(ascii: ">")

    /// Prepares to walk through a text that may be a part of a file.
    init(_ bytes: [UInt8], linesBefore: Int = 0) {
        self.bytes = bytes
        line = linesBefore + 1
    }

    /// The next event; `nil` at the end of the text.
    mutating func next() -> Event? {
        if let name = pendingEnd {
            pendingEnd = nil
            return .end(name: name)
        }
        while position < bytes.count {
            countLines()
            guard bytes[position] == Self.opening else { return text() }
            let second = position + 1 < bytes.count ? bytes[position + 1] : 0
            if second == UInt8(ascii: "!") {
                if let cdata = section(from: "<![CDATA[", to: "]]>") { return .text(cdata) }
                if section(from: "<!--", to: "-->") == nil { skipDeclaration() }
            } else if second == UInt8(ascii: "?") {
                if section(from: "<?", to: "?>") == nil { skipDeclaration() }
            } else if Self.beginsName(second) || second == UInt8(ascii: "/") {
                return tag()
            } else {
                return text()
            }
        }
        countLines()
        return nil
    }

    private static func beginsName(_ byte: UInt8) -> Bool {
        let lower = byte.lowercasedASCII
        return (0x61...0x7A).contains(lower) || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    /// Counts the lines up to the end of the text and returns the number of the last.
    mutating func lastLine() -> Int {
        position = bytes.count
        countLines()
        return line
    }

    private mutating func countLines() {
        let end = position
        guard counted < end else { return }
        line += bytes.withUnsafeBufferPointer { buffer in
            var found = 0
            for index in counted..<end {
                let isReturn =
                    buffer[index] == 13 && (index + 1 == buffer.count || buffer[index + 1] != 10)
                if buffer[index] == 10 || isReturn { found += 1 }
            }
            return found
        }
        counted = end
    }

    private mutating func text() -> Event {
        let start = position
        // A `<` that begins no tag is a part of the text.
        position = index(of: Self.opening, from: start + 1) ?? bytes.count
        return .text(start..<position)
    }

    private func index(of byte: UInt8, from start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { $0[start...].firstIndex(of: byte) }
    }

    private mutating func section(from opening: String, to closing: String) -> Range<Int>? {
        guard bytes[position...].starts(with: opening.utf8), !missingEnds.contains(closing) else {
            return nil
        }
        let end = Array(closing.utf8)
        let start = position + opening.utf8.count
        let found = bytes.withUnsafeBufferPointer { buffer -> Int? in
            var index = start
            while index + end.count <= buffer.count {
                if buffer[index] == end[0], buffer[index...].starts(with: end) { return index }
                index += 1
            }
            return nil
        }
        guard let found else {
            missingEnds.insert(closing)
            return nil
        }
        position = found + end.count
        return start..<found
    }

    /// Skips `<!DOCTYPE xml [ … ]>` and what looks like it.
    private mutating func skipDeclaration() {
        guard let close = index(of: Self.closing, from: position) else {
            position = bytes.count
            return
        }
        let isSubset = bytes[position..<close].contains(UInt8(ascii: "["))
        if isSubset, let subset = section(from: "<!DOCTYPE", to: "]>") {
            position = subset.upperBound + 2
        } else {
            position = close + 1
        }
    }

    private mutating func tag() -> Event {
        let start = position
        guard let close = endOfTag(from: start) else {
            position = index(of: Self.opening, from: start + 1) ?? bytes.count
            return .text(start..<position)
        }
        position = close + 1
        var nameStart = start + 1
        let isEnd = nameStart < close && bytes[nameStart] == UInt8(ascii: "/")
        if isEnd { nameStart += 1 }
        var nameEnd = nameStart
        while nameEnd < close, bytes[nameEnd] > 32, bytes[nameEnd] != UInt8(ascii: "/") {
            nameEnd += 1
        }
        let name = String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self)
        if isEnd { return .end(name: name) }
        if bytes[close - 1] == UInt8(ascii: "/") { pendingEnd = name }
        return .start(name: name, attributes: nameEnd..<max(nameEnd, close))
    }

    /// The `>` that ends a tag; one inside a quoted attribute does not.
    private func endOfTag(from start: Int) -> Int? {
        let quoted = bytes.withUnsafeBufferPointer { buffer -> Int? in
            var quote: UInt8 = 0
            var index = start + 1
            while index < buffer.count {
                let byte = buffer[index]
                if quote != 0 {
                    if byte == quote { quote = 0 }
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                } else if byte == Self.closing {
                    return index
                }
                // No tag holds another; a quote that never ends must not swallow what follows.
                if byte == Self.opening { return nil }
                index += 1
            }
            return nil
        }
        return quoted ?? unquotedEndOfTag(from: start)
    }

    private func unquotedEndOfTag(from start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            var index = start + 1
            while index < buffer.count {
                if buffer[index] == Self.closing { return index }
                // `p <0.05` inside a text: up to the next tag it is text.
                if buffer[index] == Self.opening { return nil }
                index += 1
            }
            return nil
        }
    }

    /// The value of an attribute in the range that a start tag gave, its references resolved.
    func attribute(_ name: String, in range: Range<Int>) -> String? {
        Self.attribute(name, in: range, of: bytes)
    }

    /// The value of an attribute in the range that a start tag gave, its references resolved.
    static func attribute(_ name: String, in range: Range<Int>, of bytes: [UInt8]) -> String? {
        let wanted = Array(name.utf8)
        var index = range.lowerBound
        while index < range.upperBound {
            while index < range.upperBound, isBlankByte(bytes[index]) { index += 1 }
            let nameStart = index
            while index < range.upperBound, bytes[index] != UInt8(ascii: "="),
                !isBlankByte(bytes[index])
            {
                index += 1
            }
            let isWanted = bytes[nameStart..<index].elementsEqual(wanted)
            while index < range.upperBound,
                isBlankByte(bytes[index]) || bytes[index] == UInt8(ascii: "=")
            {
                index += 1
            }
            guard index < range.upperBound else { return nil }
            let quote = bytes[index]
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { continue }
            let start = index + 1
            index = start
            while index < range.upperBound, bytes[index] != quote { index += 1 }
            if isWanted { return PlainText.cleaned(bytes[start..<index]) }
            index += 1
        }
        return nil
    }
}
