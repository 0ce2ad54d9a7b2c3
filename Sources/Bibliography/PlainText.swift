/// Cleans texts of databases: mark-up, character references, line breaks and repeated blanks.
public enum PlainText {
    /// A text without mark-up, with character references resolved and white space collapsed.
    ///
    /// Only tags that bibliographic exports use are taken for mark-up, so that `p < 0.05 and q > 1` stays.
    ///
    /// - Parameter text: text as a database writes it.
    /// - Returns: One line of text, without white space at its ends.
    public static func cleaned(_ text: String) -> String {
        cleaned(Array(text.utf8)[...])
    }

    /// A text without mark-up, with character references resolved and white space collapsed.
    ///
    /// - Parameter bytes: UTF-8 text as a database writes it.
    /// - Returns: One line of text, without white space at its ends.
    public static func cleaned(_ bytes: ArraySlice<UInt8>) -> String {
        let inner = trimmed(bytes)
        switch scan(inner) {
        case .clean:
            return String(decoding: inner, as: UTF8.self)
        case .needsCollapsing:
            return String(decoding: collapsed(inner), as: UTF8.self)
        case .needsEverything:
            var text = resolvingReferences(in: inner)
            // Some exports escape twice: `&amp;lt;`.
            if text.contains(ampersand) { text = resolvingReferences(in: text[...]) }
            text = Markup.removed(from: text)
            let result = collapsed(text[...])
            return String(decoding: trimmed(result[...]), as: UTF8.self)
        }
    }

    private enum Need {
        case clean
        case needsCollapsing
        case needsEverything
    }

    private static let ampersand = UInt8(ascii: "&")

    private static func scan(_ bytes: ArraySlice<UInt8>) -> Need {
        bytes.withUnsafeBufferPointer { buffer in
            var need = Need.clean
            var previous: UInt8 = 0
            for byte in buffer {
                if byte == ampersand || byte == UInt8(ascii: "<") { return .needsEverything }
                if byte < 32 || byte == 127 || byte == 0xA0 || (byte == 32 && previous == 32) {
                    need = .needsCollapsing
                }
                previous = byte
            }
            return need
        }
    }

    /// Runs of white space, no-break blanks and control characters become one blank.
    private static func collapsed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            let isNoBreak =
                byte == 0xC2 && index + 1 < bytes.endIndex && bytes[index + 1] == 0xA0
            if isNoBreak { index += 1 }
            if isNoBreak || byte <= 32 || byte == 127 {
                if output.last != 32 { output.append(32) }
            } else {
                output.append(byte)
            }
            index += 1
        }
        return output
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var start = bytes.startIndex
        var end = bytes.endIndex
        while start < end, bytes[start] <= 32 { start += 1 }
        while end > start, bytes[end - 1] <= 32 { end -= 1 }
        return bytes[start..<end]
    }

    private static func resolvingReferences(in bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == ampersand,
                let (scalar, end) = CharacterReference.read(in: bytes, at: index)
            {
                output.append(contentsOf: Array(String(scalar).utf8))
                index = end
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }
}
