/// Takes HTML, MathML and character references out of a title.
enum Markup {
    /// Returns the text without tags, with character references resolved as far as folding needs.
    static func removed(from text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 }) else { return text }
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x3C, let end = endOfTag(bytes, from: index) {
                index = end
            } else if bytes[index] == 0x26, let end = endOfReference(bytes, from: index) {
                let name = String(decoding: bytes[(index + 1)..<(end - 1)], as: UTF8.self)
                output += resolved(name).utf8
                index = end
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        let text = String(decoding: output, as: UTF8.self)
        // "&amp;lt;i&amp;gt;": escaped twice by an exporter.
        return text.utf8.count < bytes.count ? removed(from: text) : text
    }

    /// "<" begins a tag only before a letter or a slash, so "p < 0.05" stays.
    private static func endOfTag(_ bytes: [UInt8], from start: Int) -> Int? {
        guard start + 1 < bytes.count else { return nil }
        let next = bytes[start + 1] | 0x20
        guard bytes[start + 1] == 0x2F || (next >= 0x61 && next <= 0x7A) else { return nil }
        let limit = min(bytes.count, start + 200)
        return bytes[start..<limit].firstIndex(of: 0x3E).map { $0 + 1 }
    }

    private static func endOfReference(_ bytes: [UInt8], from start: Int) -> Int? {
        let limit = min(bytes.count, start + 12)
        guard let end = bytes[start..<limit].firstIndex(of: 0x3B), end > start + 1 else {
            return nil
        }
        let name = bytes[(start + 1)..<end]
        return name.allSatisfy {
            ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == 0x23
                || ($0 >= 0x30 && $0 <= 0x39)
        } ? end + 1 : nil
    }

    private static func resolved(_ name: String) -> String {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot", "apos": return "'"
        case "szlig": return "ss"
        default: break
        }
        if name.hasPrefix("#") {
            let digits = name.dropFirst()
            let code =
                digits.first == "x" || digits.first == "X"
                ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return code.flatMap(Unicode.Scalar.init).map(String.init) ?? " "
        }
        // "&eacute;" is its first letter to whoever folds accents away.
        let marks = ["acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "slash", "caron"]
        if marks.contains(where: { name.hasSuffix($0) && name.count == $0.count + 1 }) {
            return String(name.prefix(1))
        }
        // "&alpha;" folds like the letter; "&nbsp;" and "&ndash;" are white space here.
        let spaces = [
            "nbsp", "ndash", "mdash", "ensp", "emsp", "thinsp", "shy", "middot", "hellip",
        ]
        return spaces.contains(name) ? " " : " \(name) "
    }
}
