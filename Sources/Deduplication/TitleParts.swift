import Bibliography

/// A raw title divided into main title and subtitle, with the databases' additions taken off.
struct TitleParts {
    var main: String
    var rest = ""
    var kind = TitleKind.plain

    init(_ raw: String) {
        var text = Markup.removed(from: raw)
        Self.trim(&text)
        Self.removeTrailingNotes(&text, kind: &kind)
        Self.removeLeadingMarks(&text, kind: &kind)
        main = text
        splitSubtitle()
    }

    private static func trim(_ text: inout String) {
        while let last = text.unicodeScalars.last, " .;,\t\n\r*".unicodeScalars.contains(last) {
            text.unicodeScalars.removeLast()
        }
        while let first = text.unicodeScalars.first, " \t\n\r*".unicodeScalars.contains(first) {
            text.unicodeScalars.removeFirst()
        }
    }

    /// Words that databases put in brackets behind a title and that are not part of it.
    private static let notes: [String] = [
        "review", "provisional abstract", "structured abstract", "brief record", "abstract",
        "conference abstract", "meeting abstract", "erratum", "refs", "letter", "editorial",
        "corrected", "electronic version", "summary", "proceeding", "article in press",
        "withdrawn", "project record", "record supplied by publisher", "comment",
        "english", "german", "french", "spanish", "chinese", "japanese", "russian", "italian",
        "portuguese", "polish", "turkish", "korean", "dutch", "persian", "danish", "norwegian",
        "swedish", "czech", "hungarian", "hebrew", "arabic", "ukrainian", "romanian", "croatian",
        "serbian", "slovak", "greek", "finnish", "thai", "bulgarian",
    ]

    /// Takes off `[Chinese]`, `[Review] [45 refs]`, `(Provisional abstract)`,
    /// `[Erratum appears in …]`; turns `[Translated title]` into its contents.
    private static func removeTrailingNotes(_ text: inout String, kind: inout TitleKind) {
        while let close = text.utf8.last, close == 0x5D || close == 0x29 {
            let open: UInt8 = close == 0x5D ? 0x5B : 0x28
            guard let start = matchingOpen(in: text, open: open, close: close) else { return }
            let inside = TextFolding.folded(String(text[start...]))
            if start == text.startIndex {
                text = String(text.dropFirst().dropLast())
            } else if isErratumReference(inside), open == 0x28 {
                // Web of Science writes an erratum as "Title (vol 33, pg 1, 2001)".
                kind = .erratum
                text = String(text[..<start])
            } else if open == 0x5B || notes.contains(inside) {
                text = String(text[..<start])
            } else {
                return
            }
            trim(&text)
        }
    }

    private static func isErratumReference(_ inside: String) -> Bool {
        let words = inside.split(separator: " ")
        return words.first == "vol" && (words.contains("pg") || words.contains("p"))
    }

    private static func matchingOpen(in text: String, open: UInt8, close: UInt8) -> String.Index? {
        var depth = 0
        for index in text.utf8.indices.reversed() {
            if text.utf8[index] == close { depth += 1 }
            if text.utf8[index] == open {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }

    /// Beginnings that make a record a notice about another work; longest first.
    private static let openings: [(String, TitleKind)] = [
        ("publisher correction", .erratum), ("author correction", .erratum),
        ("correction notice", .erratum), ("corrigendum to", .erratum), ("corrigendum", .erratum),
        ("corrigenda", .erratum), ("erratum to", .erratum), ("erratum for", .erratum),
        ("erratum in", .erratum), ("erratum", .erratum), ("errata", .erratum),
        ("addendum to", .erratum), ("addendum", .erratum), ("correction to", .erratum),
        ("correction for", .erratum), ("correction", .erratum),
        ("retraction notice to", .retraction), ("retraction note to", .retraction),
        ("retraction note", .retraction), ("retraction of", .retraction),
        ("notice of retraction", .retraction), ("expression of concern", .retraction),
        ("retraction", .retraction), ("withdrawal", .retraction),
        ("comment on", .comment), ("comments on", .comment), ("comment", .comment),
        ("commentary on", .comment), ("commentary", .comment), ("letter to the editor", .comment),
        ("letter regarding article", .comment), ("letter regarding", .comment),
        ("invited commentary", .comment), ("editorial comment", .comment), ("re", .comment),
        ("editorial", .comment),
        ("authors reply", .reply), ("author reply", .reply), ("authors response", .reply),
        ("author response", .reply), ("reply to", .reply), ("reply", .reply),
        ("response to", .reply), ("response", .reply), ("in reply", .reply),
        ("in response", .reply),
    ]

    /// Marks of a retracted article, which stays the same work.
    private static let retracted = ["retracted article", "retracted", "withdrawn", "removed"]

    private static let closings: [(String, TitleKind)] = [
        ("authors reply", .reply), ("author reply", .reply), ("the authors reply", .reply),
        ("reply", .reply), ("response", .reply), ("authors response", .reply),
        ("comment", .comment), ("commentary", .comment), ("erratum", .erratum),
        ("corrigendum", .erratum), ("correction", .erratum), ("retraction", .retraction),
    ]

    private static func removeLeadingMarks(_ text: inout String, kind: inout TitleKind) {
        guard let mark = text.utf8.firstIndex(where: { $0 == 0x3A || $0 == 0x2E || $0 == 0x22 }),
            text.utf8.distance(from: text.startIndex, to: mark) < 40
        else {
            markByOpeningWords(text, kind: &kind)
            return
        }
        let head = TextFolding.folded(String(text[..<mark]))
        let tail = String(text[text.utf8.index(after: mark)...])
        guard tail.utf8.contains(where: { $0 > 0x40 }) else {
            markByOpeningWords(text, kind: &kind)
            return
        }
        if retracted.contains(head) {
            text = tail
            trim(&text)
            removeLeadingMarks(&text, kind: &kind)
        } else if let opening = openings.first(where: { $0.0 == head }) {
            kind = opening.1
            text = tail
        } else {
            markByOpeningWords(text, kind: &kind)
        }
        trim(&text)
    }

    /// "Correction to the article …": the opening is part of a sentence, so it stays in the title.
    private static func markByOpeningWords(_ text: String, kind: inout TitleKind) {
        let words = [
            "correction to ", "corrigendum to ", "erratum to ", "comment on ", "comments on ",
            "commentary on ", "reply to ", "response to ", "retraction of ", "correction for ",
            "letter regarding ",
        ]
        // Hardly any title begins so, and looking at one letter is cheap.
        guard let first = text.utf8.first, "celr".utf8.contains(first | 0x20) else { return }
        let head = TextFolding.folded(String(text.prefix(24)))
        guard let opening = words.first(where: { head.hasPrefix($0) }),
            let match = openings.first(where: { $0.0 == opening.dropLast() })
        else { return }
        kind = match.1
    }

    /// Divides at the first colon, dash, question mark or full stop with a title before it.
    private mutating func splitSubtitle() {
        let bytes = Array(main.utf8)
        var index = 6
        while index + 2 < bytes.count {
            let isMark =
                bytes[index] == 0x3A || bytes[index] == 0x3F || bytes[index] == 0x2E
                || bytes[index] == 0x3B
            let isDash =
                (bytes[index] == 0x2D && bytes[index - 1] == 0x20)
                || (bytes[index] == 0xE2 && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x94)
            if (isMark || isDash)
                && (bytes[index + 1] == 0x20 || bytes[index] == 0xE2
                    || bytes[index] == 0x3A)
            {
                break
            }
            index += 1
        }
        guard index + 2 < bytes.count else { return }
        rest = String(decoding: bytes[(index + (bytes[index] == 0xE2 ? 3 : 1))...], as: UTF8.self)
        main = String(decoding: bytes[..<index], as: UTF8.self)
        let closing = TextFolding.folded(rest)
        if let match = Self.closings.first(where: { $0.0 == closing }) {
            kind = match.1
            rest = ""
        }
    }
}
