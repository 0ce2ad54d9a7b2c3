/// Pages as databases write them.
public enum PageRange {
    /// Pages with full numbers and a plain hyphen: `221-8` and `221–228` become `221-228`.
    ///
    /// - Parameter text: pages, an article number or a mixture; a leading `p.` or `pp.` is dropped.
    /// - Returns: The pages; `nil` if the text says nothing, e.g. `no pagination`.
    public static func normalised(_ text: String) -> String? {
        if let plain = plain(text) { return plain }
        var value = PlainText.cleaned(text)
        if !value.utf8.allSatisfy({ $0 < 0x80 }) || value.holds("--") {
            for dash in dashes { value = value.replacing(dash, with: "-") }
        }
        for prefix in ["pp.", "pp ", "p.", "p "] where value.lowercased().hasPrefix(prefix) {
            value = String(value.dropFirst(prefix.count).drop { $0 == " " })
            break
        }
        let lower = value.lowercased()
        if lower.isEmpty || lower == "-" || lower == "n.pag" || lower.holds("no pagination") {
            return nil
        }
        let parts = value.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return value }
        let ends = parts.map { $0.filter { $0 != " " } }
        return joined(first: String(ends[0]), last: String(ends[1])) ?? value
    }

    /// Letters and digits with one hyphen at most: the form of almost all pages.
    private static func plain(_ text: String) -> String? {
        var hyphen: String.Index?
        let bytes = text.utf8
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: "-"), hyphen == nil {
                hyphen = index
            } else if !isDigit(byte), !(0x61...0x7A).contains(byte | 0x20) {
                return nil
            }
        }
        guard let hyphen else { return text.isEmpty ? nil : text }
        let first = String(text[..<hyphen])
        let last = String(text[bytes.index(after: hyphen)...])
        return joined(first: first, last: last)
    }

    private static let dashes = [
        "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}", "--",
    ]

    /// Pages from their first and last; an abbreviated last page is completed.
    ///
    /// - Parameters:
    ///   - first: first page or article number.
    ///   - last: last page, in full or abbreviated (`8` after `221`).
    /// - Returns: `221-228`, or the only page given; `nil` if neither is.
    public static func joined(first: String?, last: String?) -> String? {
        let first = first.flatMap { $0.isEmpty ? nil : $0 }
        let last = last.flatMap { $0.isEmpty ? nil : $0 }
        guard let first else { return last }
        guard let last, last != first else { return first }
        if first.utf8.contains(UInt8(ascii: "-")) { return first }
        let isShort =
            last.utf8.count < first.utf8.count && last.utf8.allSatisfy(isDigit)
            && first.utf8.suffix(last.utf8.count).allSatisfy(isDigit)
        guard isShort else { return first + "-" + last }
        let full = String(first.dropLast(last.count)) + last
        // `S12-9` is shorter by its letter alone; completing it must not make it run backwards.
        guard full.utf8.lexicographicallyPrecedes(first.utf8) else { return first + "-" + full }
        return first + "-" + last
    }
}
