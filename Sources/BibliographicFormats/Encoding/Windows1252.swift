/// The Western European code page of Windows.
enum Windows1252 {
    /// Code points of the bytes 0x80–0x9F; the five unassigned bytes keep their own value.
    private static let upper: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
        0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// Decodes a text into UTF-8.
    static func decoding(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes { append(byte, to: &output) }
        return output
    }

    /// Keeps well-formed UTF-8 and decodes the bytes between.
    static func decodingInvalidUTF8(in bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + 64)
        bytes.withUnsafeBufferPointer { buffer in
            var index = 0
            while index < buffer.count {
                let length =
                    buffer[index] < 0x80 ? 1 : UTF8Census.sequenceLength(in: buffer, at: index)
                if length == 0 {
                    append(buffer[index], to: &output)
                    index += 1
                } else {
                    output.append(contentsOf: buffer[index..<index + length])
                    index += length
                }
            }
        }
        return output
    }

    /// The character of a byte above ASCII.
    static func scalar(of byte: UInt8) -> Unicode.Scalar {
        let codePoint = byte >= 0x80 && byte < 0xA0 ? upper[Int(byte) - 0x80] : UInt32(byte)
        return Unicode.Scalar(codePoint) ?? "\u{FFFD}"
    }

    private static func append(_ byte: UInt8, to output: inout [UInt8]) {
        if byte < 0x80 {
            output.append(byte)
            return
        }
        let scalar = scalar(of: byte)
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
