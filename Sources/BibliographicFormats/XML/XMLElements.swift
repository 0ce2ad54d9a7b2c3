/// Walks through the elements of an XML text without building a tree.
///
/// Understands what bibliographic exports use: elements, attributes, CDATA, comments, declarations.
/// Character references stay as they are, since texts are cleaned later. Ill-formed input never stops the
/// walk; an unclosed tag at the end is text.
struct XMLElements {
    /// What the walk meets.
    enum Event: Equatable {
        case start(name: String, attributes: Range<Int>)
        case end(name: String)
        case text(Range<Int>)
    }

    private let bytes: [UInt8]
    private var position = 0
    private var pendingEnd: String?
    /// Line of the last event, from 1.
    private(set) var line = 1
    private var counted = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next event; `nil` at the end of the text.
    mutating func next() -> Event? {
        if let name = pendingEnd {
            pendingEnd = nil
            return .end(name: name)
        }
        while position < bytes.count {
            countLines()
            guard bytes[position] == UInt8(ascii: "<") else { return text() }
            if let cdata = section(from: "<![CDATA[", to: "]]>") { return .text(cdata) }
            if section(from: "<!--", to: "-->") != nil || section(from: "<?", to: "?>") != nil {
                continue
            }
            return tag()
        }
        return nil
    }

    private mutating func countLines() {
        while counted < position {
            if bytes[counted] == 10 { line += 1 }
            counted += 1
        }
    }

    private mutating func text() -> Event {
        let start = position
        position = bytes[start...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        return .text(start..<position)
    }

    private mutating func section(from opening: String, to closing: String) -> Range<Int>? {
        let opening = Array(opening.utf8)
        let closing = Array(closing.utf8)
        guard bytes[position...].starts(with: opening) else { return nil }
        let start = position + opening.count
        var end = start
        while end + closing.count <= bytes.count {
            if bytes[end] == closing[0], bytes[end...].starts(with: closing) {
                position = end + closing.count
                return start..<end
            }
            end += 1
        }
        position = bytes.count
        return start..<bytes.count
    }

    private mutating func tag() -> Event {
        let start = position
        guard let close = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else {
            position = bytes.count
            return .text(start..<bytes.count)
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

    /// The value of an attribute in the range that a start tag gave.
    func attribute(_ name: String, in range: Range<Int>) -> String? {
        let text = String(decoding: bytes[range], as: UTF8.self)
        for quote in ["\"", "'"] {
            guard let start = text.firstRange(of: name + "=" + quote) else { continue }
            let rest = text[start.upperBound...]
            guard let end = rest.firstRange(of: quote) else { return nil }
            return String(rest[..<end.lowerBound])
        }
        return nil
    }
}
