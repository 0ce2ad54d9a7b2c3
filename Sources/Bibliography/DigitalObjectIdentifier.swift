/// Digital object identifiers in the shapes in which databases write them.
public enum DigitalObjectIdentifier {
    /// The bare, lower-case DOI in a text: a DOI, a link to it, or a text that names one.
    ///
    /// Takes `10.REGISTRANT/SUFFIX` out of prefixes (`doi:`), links, percent-encoding and trailing
    /// punctuation; brackets are kept where they are balanced, as in the DOIs that carry a SICI.
    ///
    /// - Parameter text: value of a field.
    /// - Returns: The first DOI of the text; `nil` if there is none.
    /// - Reference: ISO 26324; DOI Handbook, doi:10.1000/182.
    public static func normalised(_ text: String) -> String? {
        if let plain = plain(text) { return plain }
        var bytes = Array(text.utf8)
        if bytes.contains(UInt8(ascii: "&")) { bytes = Array(PlainText.cleaned(text).utf8) }
        let isLink = contains(bytes, "://")
        if bytes.contains(UInt8(ascii: "%")), isLink || contains(lowercased(bytes), "%2f") {
            bytes = percentDecoded(bytes)
        }
        bytes = lowercased(bytes)
        guard let start = startOfIdentifier(in: bytes) else { return nil }
        var end = start
        while end < bytes.count, bytes[end] > 32 { end += 1 }
        var body = bytes[start..<end]
        if isLink { body = withoutRestOfLink(body, precededBy: bytes[..<start]) }
        body = withoutTrailingPunctuation(body)
        guard let slash = body.firstIndex(of: UInt8(ascii: "/")), slash + 1 < body.endIndex else {
            return nil
        }
        return String(decoding: body, as: UTF8.self)
    }

    /// A bare identifier of letters, digits, points, hyphens and strokes: the form of almost all.
    private static func plain(_ text: String) -> String? {
        var copy = text
        return copy.withUTF8 { bytes in
            guard bytes.count < 200, let last = bytes.last, isDigit(last) || isLetter(last),
                bytes.starts(with: [0x31, 0x30, 0x2E])
            else { return nil }
            var slash = 3
            while slash < bytes.count, isDigit(bytes[slash]) { slash += 1 }
            guard (4...9).contains(slash - 3), slash + 1 < bytes.count,
                bytes[slash] == UInt8(ascii: "/")
            else { return nil }
            var isLower = true
            for byte in bytes[slash...] {
                if (0x41...0x5A).contains(byte) {
                    isLower = false
                } else if !isDigit(byte), !isLetter(byte), byte < 0x2D || byte > 0x2F,
                    byte != UInt8(ascii: "_")
                {
                    return nil
                }
            }
            return isLower ? text : String(decoding: bytes.lazy.map(lowercased), as: UTF8.self)
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    /// Index of `10.`, four to nine digits, optional subdivisions, `/`.
    private static func startOfIdentifier(in bytes: [UInt8]) -> Int? {
        var index = 0
        while index + 7 < bytes.count {
            defer { index += 1 }
            guard bytes[index] == UInt8(ascii: "1"), bytes[index + 1] == UInt8(ascii: "0"),
                bytes[index + 2] == UInt8(ascii: ".")
            else { continue }
            if index > 0, isDigit(bytes[index - 1]) || bytes[index - 1] == UInt8(ascii: ".") {
                continue
            }
            var end = index + 3
            while end < bytes.count, isDigit(bytes[end]) { end += 1 }
            guard (4...9).contains(end - index - 3) else { continue }
            while end < bytes.count, isDigit(bytes[end]) || bytes[end] == UInt8(ascii: ".") {
                end += 1
            }
            if end < bytes.count, bytes[end] == UInt8(ascii: "/") { return index }
        }
        return nil
    }

    private static func withoutRestOfLink(
        _ body: ArraySlice<UInt8>,
        precededBy before: ArraySlice<UInt8>
    ) -> ArraySlice<UInt8> {
        var body = body
        let isResolver = contains(Array(before), "doi.org/")
        if !isResolver, let cut = body.firstIndex(where: { $0 == 0x26 || $0 == 0x23 }) {
            body = body[..<cut]
        }
        if let cut = body.firstIndex(of: UInt8(ascii: "?")) { body = body[..<cut] }
        guard !isResolver else { return body }
        for tail in ["/full", "/fulltext", "/abstract", "/pdf", "/epdf", "/html", ".pdf", ".full"] {
            let bytes = Array(tail.utf8)
            if body.count > bytes.count, body.suffix(bytes.count).elementsEqual(bytes) {
                return body.dropLast(bytes.count)
            }
        }
        return body
    }

    private static func withoutTrailingPunctuation(
        _ body: ArraySlice<UInt8>
    ) -> ArraySlice<UInt8> {
        var body = body
        while let last = body.last {
            if punctuation.contains(last) {
                body = body.dropLast()
            } else if let opening = openings[last],
                body.count(where: { $0 == last }) > body.count(where: { $0 == opening })
            {
                body = body.dropLast()
            } else {
                break
            }
        }
        return body
    }

    private static let openings: [UInt8: UInt8] = [
        0x29: 0x28, 0x5D: 0x5B, 0x7D: 0x7B, 0x3E: 0x3C,
    ]
    private static let punctuation = Array(".,;:'\"*|\\".utf8)

    private static func percentDecoded(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = UInt8(
                    String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self),
                    radix: 16
                ),
                value > 32
            {
                output.append(value)
                index += 3
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }

    private static func lowercased(_ bytes: [UInt8]) -> [UInt8] {
        bytes.map(lowercased)
    }

    private static func contains(_ bytes: [UInt8], _ part: String) -> Bool {
        let part = Array(part.utf8)
        guard bytes.count >= part.count, let first = part.first else { return false }
        for start in 0...(bytes.count - part.count) where bytes[start] == first {
            if bytes[start..<start + part.count].elementsEqual(part) { return true }
        }
        return false
    }
}

/// Whether a byte is an ASCII digit.
@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
