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
        bytes.withUnsafeBufferPointer { cleaned($0) }
    }

    /// A text without mark-up, with character references resolved and white space collapsed.
    ///
    /// - Parameter bytes: UTF-8 text as a database writes it.
    /// - Returns: One line of text, without white space at its ends.
    public static func cleaned(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let inner = trimmed(bytes)
        switch Need(of: inner) {
        case .nothing: return String(decoding: inner, as: UTF8.self)
        case .collapsing: return String(decoding: collapsed(inner), as: UTF8.self)
        case .everything: return String(decoding: resolved(inner), as: UTF8.self)
        }
    }

    /// Whether cleaning would change nothing.
    ///
    /// - Parameter bytes: UTF-8 text.
    /// - Returns: Whether it is one line without mark-up, with single blanks, and none at its ends.
    public static func isClean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        trimmed(bytes).count == bytes.count && Need(of: bytes) == .nothing
    }

    private static let ampersand = UInt8(ascii: "&")

    /// References resolved and mark-up removed, in one line.
    private static func resolved(_ inner: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var text = resolvingReferences(in: inner[...])
        // Some exports escape twice: `&amp;lt;`.
        if text.contains(ampersand) {
            text = text.withUnsafeBufferPointer { resolvingReferences(in: $0[...]) }
        }
        text = Markup.removed(from: text)
        return text.withUnsafeBufferPointer { buffer in
            let result = collapsed(buffer)
            return result.withUnsafeBufferPointer { Array(trimmed($0)) }
        }
    }

    /// What cleaning has to do.
    private enum Need {
        case nothing
        case collapsing
        case everything

        init(of bytes: UnsafeBufferPointer<UInt8>) {
            var hasWhiteSpace = false
            var previous: UInt8 = 0
            for byte in bytes {
                // Almost every byte is a letter: one comparison tells.
                if byte > 60, byte < 127 {
                    previous = byte
                    continue
                }
                if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") {
                    self = .everything
                    return
                }
                let isDouble = byte == 32 && previous == 32
                if isDouble || byte < 32 || byte == 127 || byte == 0xA0 { hasWhiteSpace = true }
                previous = byte
            }
            self = hasWhiteSpace ? .collapsing : .nothing
        }
    }

    /// Runs of white space, no-break blanks and control characters become one blank.
    private static func collapsed(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let isNoBreak =
                byte == 0xC2 && index + 1 < bytes.count && bytes[index + 1] == 0xA0
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

    private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var start = 0
        var end = bytes.count
        while start < end, bytes[start] <= 32 { start += 1 }
        while end > start, bytes[end - 1] <= 32 { end -= 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    private static func resolvingReferences(in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8]
    {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == ampersand,
                let (scalar, end) = CharacterReference.read(in: bytes, at: index)
            {
                output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                index = end
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }
}
