/// What the bytes of a file say of its encoding; told block by block.
///
/// A byte order mark decides; without one, a zero in every second byte is UTF-16, valid UTF-8 is UTF-8,
/// and the rest is Windows-1252, which agrees with Latin-1 on everything that can be printed, or MacRoman,
/// whichever makes better words.
public struct TextCensus: Sendable {
    /// The first 512 bytes.
    private(set) var head: [UInt8] = []
    private var byteCount = 0
    private var zeros = 0
    private var utf8 = UTF8Census()
    private var codePage = CodePageChoice()

    /// Creates a census of no bytes.
    public init() {}

    /// Looks at the next bytes of the file.
    ///
    /// - Parameter block: bytes; blocks may be cut anywhere.
    public mutating func add(_ block: [UInt8]) {
        if head.count < 512 { head += block.prefix(512 - head.count) }
        byteCount += block.count
        for byte in block where byte == 0 { zeros += 1 }
        utf8.add(block)
        codePage.add(block)
    }

    /// Encoding of the file; `nil` for binary data.
    var encoding: TextEncoding? {
        if head.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        if head.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
        if let isLittleEndian = byteOrderWithoutMark {
            return isLittleEndian ? .utf16LittleEndian : .utf16BigEndian
        }
        // Text holds no zeros; other control characters do occur in real exports.
        if zeros * 100 > byteCount { return nil }
        let binarySignatures: [[UInt8]] = [[0x50, 0x4B, 3, 4], Array("%PDF-".utf8)]
        if binarySignatures.contains(where: { head.starts(with: $0) }) { return nil }
        let invalidBytes = finished.invalidBytes
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8WithMark }
        if utf8.multibyteSequences == 0, invalidBytes == 0 { return .ascii }
        // One foreign byte, e.g. of a file glued to others, must not garble all other letters.
        if invalidBytes == 0 || utf8.multibyteSequences > invalidBytes { return .utf8 }
        return codePage.isMac ? .macRoman : .windows1252
    }

    /// Bytes of UTF-8 text that are not UTF-8; they are read as Windows-1252.
    var foreignByteCount: Int {
        encoding == .utf8 || encoding == .utf8WithMark ? finished.invalidBytes : 0
    }

    private var finished: UTF8Census {
        var census = utf8
        census.finish()
        return census
    }

    private var byteOrderWithoutMark: Bool? {
        guard head.count >= 4 else { return nil }
        var odd = 0
        var even = 0
        for (index, byte) in head.enumerated() where byte == 0 {
            if index.isMultiple(of: 2) { even += 1 } else { odd += 1 }
        }
        let half = head.count / 2
        if odd * 10 >= half * 9, even * 10 < half { return true }
        if even * 10 >= half * 9, odd * 10 < half { return false }
        return nil
    }
}

/// Encodings of text files.
enum TextEncoding: String, Sendable {
    case ascii = "ASCII"
    case utf8 = "UTF-8"
    case utf8WithMark = "UTF-8 with BOM"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case windows1252 = "Windows-1252"
    case macRoman = "MacRoman"
}
