/// Whether a byte of UTF-8 is a blank, a tab, a line break or another ASCII control character.
@inline(__always)
func isBlankByte(_ byte: UInt8) -> Bool { byte <= 32 || byte == 127 }

/// A slice without white space at its ends; no-break blanks and byte order marks count as white space.
func trimmed(_ slice: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var start = slice.startIndex
    var end = slice.endIndex
    while start < end {
        if isBlankByte(slice[start]) {
            start += 1
        } else if slice[start] == 0xC2, start + 1 < end, slice[start + 1] == 0xA0 {
            start += 2
        } else if slice[start] == 0xEF, start + 2 < end, slice[start + 1] == 0xBB,
            slice[start + 2] == 0xBF
        {
            start += 3
        } else {
            break
        }
    }
    while end > start {
        if isBlankByte(slice[end - 1]) {
            end -= 1
        } else if slice[end - 1] == 0xA0, end - 2 >= start, slice[end - 2] == 0xC2 {
            end -= 2
        } else {
            break
        }
    }
    return slice[start..<end]
}

/// A text without white space at its ends.
func trimmedOfWhiteSpace(_ text: String) -> String {
    let bytes = text.utf8
    // Only what stands at an end matters, and that is a letter, a digit or a mark as a rule.
    if let first = bytes.first, let last = bytes.last, isPrintable(first), isPrintable(last) {
        return text
    }
    let inner = trimmed(Array(bytes)[...])
    return inner.count == bytes.count ? text : String(decoding: inner, as: UTF8.self)
}

private func isPrintable(_ byte: UInt8) -> Bool { byte > 32 && byte < 127 }

/// The lines of a text, trimmed; empty ones are left out only where two line feeds meet.
func lineTexts(of text: String) -> [String] {
    guard text.utf8.contains(10) else { return text.isEmpty ? [] : [trimmedOfWhiteSpace(text)] }
    return text.utf8.split(separator: 10).map { line in
        trimmedOfWhiteSpace(String(decoding: line, as: UTF8.self))
    }
}

/// Whether a text holds nothing but white space.
func isBlank(_ text: String) -> Bool {
    text.utf8.allSatisfy(isBlankByte)
}

/// Whether a byte is an ASCII digit.
@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
