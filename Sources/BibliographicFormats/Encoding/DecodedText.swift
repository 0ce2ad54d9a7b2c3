/// The text of a file as UTF-8, whatever its encoding was.
struct DecodedText {
    /// UTF-8 without a byte order mark.
    let bytes: [UInt8]
    /// Encoding that was found.
    let encoding: TextEncoding

    /// Bytes inside UTF-8 text that belong to Windows-1252, as in files glued together; they were
    /// decoded as such.
    let foreignByteCount: Int

    /// Decodes a file; `nil` if it holds binary data.
    ///
    /// A byte order mark decides; without one, a zero in every second byte is UTF-16, valid UTF-8 is
    /// UTF-8, and the rest is Windows-1252, which agrees with Latin-1 on everything that can be printed.
    init?(_ input: [UInt8]) {
        if input.starts(with: [0xFF, 0xFE]) {
            self.init(utf16: input[2...], isLittleEndian: true)
        } else if input.starts(with: [0xFE, 0xFF]) {
            self.init(utf16: input[2...], isLittleEndian: false)
        } else if let isLittleEndian = Self.byteOrderWithoutMark(input) {
            self.init(utf16: input[...], isLittleEndian: isLittleEndian)
        } else {
            self.init(singleBytes: input)
        }
    }

    private init?(singleBytes input: [UInt8]) {
        let hasMark = input.starts(with: [0xEF, 0xBB, 0xBF])
        let body = hasMark ? Array(input.dropFirst(3)) : input
        let census = UTF8Census(body)
        if census.invalidBytes == 0 {
            let plain: TextEncoding = census.multibyteSequences == 0 ? .ascii : .utf8
            self.init(bytes: body, encoding: hasMark ? .utf8WithMark : plain)
        } else if hasMark || census.multibyteSequences > census.invalidBytes {
            // One foreign byte, e.g. of a file glued to others, must not garble all other letters.
            self.init(
                bytes: Windows1252.decodingInvalidUTF8(in: body),
                encoding: hasMark ? .utf8WithMark : .utf8,
                foreignByteCount: census.invalidBytes
            )
        } else {
            self.init(bytes: Windows1252.decoding(body), encoding: .windows1252)
        }
    }

    private init?(bytes: [UInt8], encoding: TextEncoding, foreignByteCount: Int = 0) {
        // Text holds no zeros; other control characters do occur in real exports.
        let zeros = bytes.reduce(into: 0) { $0 += $1 == 0 ? 1 : 0 }
        if zeros * 100 > bytes.count { return nil }
        let binarySignatures: [[UInt8]] = [[0x50, 0x4B, 3, 4], Array("%PDF-".utf8)]
        if binarySignatures.contains(where: { bytes.starts(with: $0) }) { return nil }
        self.bytes = bytes
        self.encoding = encoding
        self.foreignByteCount = foreignByteCount
    }

    private init?(utf16 input: ArraySlice<UInt8>, isLittleEndian: Bool) {
        var units: [UInt16] = []
        units.reserveCapacity(input.count / 2)
        var index = input.startIndex
        while index + 1 < input.endIndex {
            let first = UInt16(input[index])
            let second = UInt16(input[index + 1])
            units.append(isLittleEndian ? second << 8 | first : first << 8 | second)
            index += 2
        }
        let text = String(decoding: units, as: UTF16.self)
        self.init(
            bytes: Array(text.utf8),
            encoding: isLittleEndian ? .utf16LittleEndian : .utf16BigEndian
        )
    }

    private static func byteOrderWithoutMark(_ input: [UInt8]) -> Bool? {
        let sample = input.prefix(512)
        guard sample.count >= 4 else { return nil }
        var zeros = (even: 0, odd: 0)
        for (index, byte) in sample.enumerated() where byte == 0 {
            if index.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
        }
        let half = sample.count / 2
        if zeros.odd * 10 >= half * 9, zeros.even * 10 < half { return true }
        if zeros.even * 10 >= half * 9, zeros.odd * 10 < half { return false }
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
}
