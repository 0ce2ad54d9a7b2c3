/// Looks for ASCII in texts, byte by byte: readers ask this of millions of fields.
extension String {
    /// The number of UTF-8 bytes before the first place at which a text occurs.
    ///
    /// - Parameters:
    ///   - pattern: ASCII, not empty; in small letters if case does not matter.
    ///   - ignoringCase: whether capitals A–Z of the text count as small letters.
    /// - Returns: The offset; `nil` if the text does not occur.
    public func offset(of pattern: StaticString, ignoringCase: Bool = false) -> Int? {
        var copy = self
        return copy.withUTF8 { bytes in
            pattern.withUTF8Buffer { wanted in
                guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
                for start in 0...(bytes.count - wanted.count) {
                    let byte = ignoringCase ? Self.lowercased(bytes[start]) : bytes[start]
                    guard byte == first else { continue }
                    var length = 1
                    while length < wanted.count {
                        let next = bytes[start + length]
                        let folded = ignoringCase ? Self.lowercased(next) : next
                        if folded != wanted[length] { break }
                        length += 1
                    }
                    if length == wanted.count { return start }
                }
                return nil
            }
        }
    }

    /// Whether a text occurs.
    ///
    /// - Parameters:
    ///   - pattern: ASCII, not empty; in small letters if case does not matter.
    ///   - ignoringCase: whether capitals A–Z of the text count as small letters.
    /// - Returns: Whether it does.
    public func holds(_ pattern: StaticString, ignoringCase: Bool = false) -> Bool {
        offset(of: pattern, ignoringCase: ignoringCase) != nil
    }

    /// Whether the text begins with another one.
    ///
    /// - Parameters:
    ///   - pattern: ASCII; in small letters if case does not matter.
    ///   - ignoringCase: whether capitals A–Z of the text count as small letters.
    /// - Returns: Whether it does.
    public func begins(with pattern: StaticString, ignoringCase: Bool = false) -> Bool {
        var copy = self
        return copy.withUTF8 { bytes in
            pattern.withUTF8Buffer { wanted in
                guard bytes.count >= wanted.count else { return false }
                for (byte, other) in zip(bytes, wanted) {
                    if (ignoringCase ? Self.lowercased(byte) : byte) != other { return false }
                }
                return true
            }
        }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
}
