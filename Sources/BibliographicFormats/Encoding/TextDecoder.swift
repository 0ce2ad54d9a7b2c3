/// Turns the bytes of a file into UTF-8 without a byte order mark, block by block.
struct TextDecoder {
    let encoding: TextEncoding
    /// Whether some bytes of UTF-8 text are not UTF-8.
    let hasForeignBytes: Bool
    private var isAtStart = true
    /// Bytes at the end of the last block that belong to a character of the next one.
    private var tail: [UInt8] = []

    init(encoding: TextEncoding, hasForeignBytes: Bool) {
        self.encoding = encoding
        self.hasForeignBytes = hasForeignBytes
    }

    /// Decodes the next block.
    mutating func decode(_ block: [UInt8], isLast: Bool) -> [UInt8] {
        var bytes = tail.isEmpty ? block : tail + block
        tail = []
        if isAtStart {
            if bytes.count < 3, !isLast {
                tail = bytes
                return []
            }
            isAtStart = false
            let marks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]]
            let isSingleByte = encoding == .windows1252 || encoding == .macRoman
            if !isSingleByte, let mark = marks.first(where: { bytes.starts(with: $0) }) {
                bytes.removeFirst(mark.count)
            }
        }
        switch encoding {
        case .ascii: return bytes
        case .utf8, .utf8WithMark:
            if !hasForeignBytes { return bytes }
            if !isLast {
                let rest = bytes.withUnsafeBufferPointer { UTF8Census.incompleteEnd(of: $0) }
                tail = Array(bytes.suffix(rest))
                bytes.removeLast(rest)
            }
            return Windows1252.decodingInvalidUTF8(in: bytes)
        case .windows1252: return Windows1252.decoding(bytes)
        case .macRoman: return MacRoman.decoding(bytes)
        case .utf16LittleEndian: return decodeUTF16(bytes, low: 0, isLast: isLast)
        case .utf16BigEndian: return decodeUTF16(bytes, low: 1, isLast: isLast)
        }
    }

    private mutating func decodeUTF16(_ bytes: [UInt8], low: Int, isLast: Bool) -> [UInt8] {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = 0
        while index + 1 < bytes.count {
            units.append(UInt16(bytes[index + 1 - low]) << 8 | UInt16(bytes[index + low]))
            index += 2
        }
        if !isLast {
            if let last = units.last, UTF16.isLeadSurrogate(last) {
                units.removeLast()
                index -= 2
            }
            tail = Array(bytes[index...])
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}
