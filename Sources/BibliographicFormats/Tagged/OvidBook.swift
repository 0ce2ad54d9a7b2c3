import Bibliography

/// Editors, title and pages of a book, as Ovid's `SO` and `BT` state them.
///
/// Understands `Kamp, Roza Maria [Editor], Calvete, Juan J. [Editor]. Methods in proteome analysis.:371-397,
/// 2004.` and `Neenan, Michael [Ed]; Palmer, Stephen [Ed]. (2012). Cognitive coaching. (pp. 11-31). …`
struct OvidBook {
    let editors: [String]
    let title: String
    let pages: String?

    /// Reads the text; `nil` if it names no editor.
    init?(_ text: String) {
        var editors: [String] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
            let role = rest[rest.index(after: open)..<close]
            guard role.hasPrefix("Ed"), rest[..<open].utf8.count < 80 else { break }
            let name = rest[..<open].drop { " ,;.".contains($0) }
            editors.append(trimmedOfWhiteSpace(String(name)))
            rest = rest[rest.index(after: close)...]
        }
        guard !editors.isEmpty else { return nil }
        self.editors = editors
        rest = rest.drop { " ,;.".contains($0) }
        if rest.first == "(", let close = rest.firstIndex(of: ")"),
            PartialDate(parsing: String(rest[..<close])) != nil
        {
            rest = rest[rest.index(after: close)...].drop { " .".contains($0) }
        }
        // A colon before anything but pages belongs to the title.
        let colon = rest.indices.first { index in
            guard rest[index] == ":" else { return false }
            let next = rest[rest.index(after: index)...].first { $0 != " " }
            return next?.isNumber == true
        }
        let ends =
            [" (pp.", ". "].compactMap { rest.firstRange(of: $0)?.lowerBound }
            + (colon.map { [$0] } ?? [])
        let title = rest[..<(ends.min() ?? rest.endIndex)]
        self.title = title.hasSuffix(".") ? String(title.dropLast()) : String(title)
        pages = Self.pages(in: rest[title.endIndex...])
    }

    private static func pages(in text: Substring) -> String? {
        for mark in ["(pp. ", ":", ": "] {
            guard let range = text.firstRange(of: mark) else { continue }
            let pages = text[range.upperBound...].drop { $0 == " " }
                .prefix { $0.isNumber || $0 == "-" || $0 == "–" }
            if pages.contains(where: \.isNumber) { return String(pages) }
        }
        return nil
    }
}
