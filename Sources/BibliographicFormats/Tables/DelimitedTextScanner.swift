/// Splits delimited text, already in UTF-8, into rows of fields.
///
/// A quote that opens a field closes it only where a separator, a line end or the end of the text
/// follows, so that unescaped quotes inside a quoted field do no harm. A quoted field that never ends is
/// noted, and its quote is then read as an ordinary character; from there on quoted fields have to end
/// on their line, which keeps the time linear whatever the file holds.
struct DelimitedTextScanner {
    private var bytes: [UInt8]
    private let separator: UInt8
    private var position = 0
    private var line = 1
    private var maySpanLines = true
    /// Whether the text is complete; if not, a row that its end cuts is not read yet.
    private var isLast = true
    private var isCut = false
    /// Lines on which a quoted field begins that never ends.
    private(set) var unterminatedQuoteLines: [Int] = []

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed: UInt8 = 10
    private static let carriageReturn: UInt8 = 13

    init(_ bytes: [UInt8], separator: UInt8) {
        self.bytes = bytes
        self.separator = separator
    }

    /// Creates a scanner of a text that arrives in blocks.
    init(separator: UInt8) {
        self.init([], separator: separator)
        isLast = false
    }

    /// Number of bytes that are not read yet.
    var remaining: Int { bytes.count - position }

    /// Adds the next block of the text.
    mutating func append(_ block: [UInt8], isLast: Bool) {
        self.isLast = isLast
        bytes.removeFirst(position)
        position = 0
        if bytes.isEmpty { bytes = block } else { bytes += block }
    }

    /// Reads every row that holds something.
    mutating func allRows() -> [DelimitedTable.Row] {
        rows(atMost: Int.max)
    }

    /// Reads up to `limit` rows that hold something.
    mutating func rows(atMost limit: Int) -> [DelimitedTable.Row] {
        var rows: [DelimitedTable.Row] = []
        while position < bytes.count, rows.count < limit {
            let start = line
            let place = position
            isCut = false
            let fields = row()
            if isCut {
                position = place
                line = start
                break
            }
            if fields.contains(where: { !isBlank($0) }) {
                rows.append(DelimitedTable.Row(line: start, fields: fields))
            }
        }
        return rows
    }

    /// The separator that occurs most often, outside quotes, in the first line with content.
    static func likelySeparator(of bytes: [UInt8]) -> UInt8 {
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 9]
        var counts = [0, 0, 0]
        var isQuoted = false
        var hasContent = false
        for byte in bytes {
            if byte == quote {
                isQuoted.toggle()
                hasContent = true
            } else if !isQuoted, byte == lineFeed || byte == carriageReturn {
                if hasContent { break }
                counts = [0, 0, 0]
            } else if !isQuoted, let index = candidates.firstIndex(of: byte) {
                counts[index] += 1
            } else if byte != 32 {
                hasContent = true
            }
        }
        let most = counts.max() ?? 0
        return counts.firstIndex(of: most).map { candidates[$0] } ?? candidates[0]
    }

    private mutating func row() -> [String] {
        var fields: [String] = []
        while true {
            fields.append(field())
            guard position < bytes.count, !isCut else {
                isCut = !isLast
                return fields
            }
            let byte = bytes[position]
            position += 1
            if byte == separator {
                if position == bytes.count {
                    isCut = !isLast
                    fields.append("")
                    return fields
                }
                continue
            }
            if byte == Self.carriageReturn {
                // The line feed that belongs to it may be in the next block.
                if position == bytes.count { isCut = !isLast }
                if position < bytes.count, bytes[position] == Self.lineFeed { position += 1 }
            }
            line += 1
            return fields
        }
    }

    /// Reads one field and stops at its separator or line end.
    private mutating func field() -> String {
        var start = position
        while start < bytes.count, bytes[start] == 32 { start += 1 }
        if start < bytes.count, bytes[start] == Self.quote, let text = quotedField(at: start) {
            return text
        }
        let begin = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn { break }
            position += 1
        }
        return String(decoding: bytes[begin..<position], as: UTF8.self)
    }

    /// Reads the quoted field that opens at `start`, or notes that it never ends and returns `nil`.
    private mutating func quotedField(at start: Int) -> String? {
        // What stands before `begin` and differs from the file: quotes halved, line ends made alike.
        var content: [UInt8] = []
        var begin = start + 1
        var index = begin
        var lines = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == Self.quote {
                if let end = fieldEnd(after: index + 1) {
                    position = end
                    line += lines
                    if content.isEmpty {
                        return String(decoding: bytes[begin..<index], as: UTF8.self)
                    }
                    content += bytes[begin..<index]
                    return String(decoding: content, as: UTF8.self)
                }
                index += 1
                if index < bytes.count, bytes[index] == Self.quote {
                    content += bytes[begin..<index]
                    begin = index + 1
                    index += 1
                }
                continue
            }
            if byte == Self.lineFeed || byte == Self.carriageReturn {
                if !maySpanLines { break }
                lines += 1
                if byte == Self.carriageReturn, index + 1 == bytes.count, !isLast {
                    isCut = true
                    return ""
                }
                if byte == Self.carriageReturn {
                    content += bytes[begin..<index]
                    let isPair = index + 1 < bytes.count && bytes[index + 1] == Self.lineFeed
                    begin = isPair ? index + 1 : index
                    if isPair { index += 1 } else { bytes[index] = Self.lineFeed }
                }
            }
            index += 1
        }
        if !isLast, index >= bytes.count {
            isCut = true
            return ""
        }
        unterminatedQuoteLines.append(line)
        maySpanLines = false
        return nil
    }

    /// Where the field ends if a separator or line end follows, blanks aside; `nil` otherwise.
    private func fieldEnd(after index: Int) -> Int? {
        var end = index
        while end < bytes.count, bytes[end] == 32 { end += 1 }
        guard end < bytes.count else { return end }
        let byte = bytes[end]
        let isEnd = byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn
        return isEnd ? end : nil
    }
}
