import Bibliography

/// Lists of names in BibTeX and BibLaTeX.
///
/// - Reference: Patashnik (1988), BibTeXing, section 4; Kime, Wemheuer & Lehman, The biblatex package,
///   section 2.3.3 (name lists) and 2.13 (extended name format).
enum BibTeXNames {
    /// The names of a field, which stand between the words `and`; a name in braces is a collective.
    static func names(_ value: String) -> [Name] {
        // Files that were escaped twice: no name holds a line break.
        let parts = parts(value.replacing("\\\\", with: "\\"))
        if parts.count == 1, let only = parts.first, !isBraced(only) {
            let text = TeXText.plain(only)
            // Some programs separate names by semicolons.
            if text.contains(";") { return Name.parsingList(text, splittingAtAnd: false) }
        }
        return parts.compactMap(name)
    }

    /// The parts between `and`, with single blanks.
    private static func parts(_ value: String) -> [String] {
        var parts: [String] = []
        var depth = 0
        var words: [Substring] = []
        let tokens = value.split {
            $0 == " " || $0 == "\n" || $0 == "\r\n" || $0 == "\t" || $0 == "\r"
        }
        for token in tokens {
            if depth == 0, token.utf8.count == 3, token.lowercased() == "and" {
                parts.append(words.joined(separator: " "))
                words = []
                continue
            }
            words.append(token)
            depth = max(0, depth + balance(token))
        }
        parts.append(words.joined(separator: " "))
        return parts.filter { !$0.isEmpty }
    }

    private static func balance(_ token: Substring) -> Int {
        token.utf8.reduce(0) { depth, byte in
            byte == UInt8(ascii: "{") ? depth + 1 : byte == UInt8(ascii: "}") ? depth - 1 : depth
        }
    }

    /// Whether one group holds all of a text.
    private static func isBraced(_ text: String) -> Bool {
        let bytes = text.utf8
        guard bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") else {
            return false
        }
        // `{\"O}` is a letter.
        if bytes.dropFirst().first == UInt8(ascii: "\\") { return false }
        var depth = 0
        for byte in bytes.dropLast() {
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            if depth == 0 { return false }
        }
        return depth == 1
    }

    private static func name(_ part: String) -> Name? {
        let text = TeXText.plain(part)
        guard !text.isEmpty else { return nil }
        if isBraced(part) { return .literal(text) }
        let pieces = split(part, at: UInt8(ascii: ","))
        if let name = extended(pieces) { return name }
        if pieces.count == 1 { return unpunctuated(part, text: text) }
        // `García López,`: a family name alone.
        if pieces.count == 2, isBlank(pieces[1]) {
            return .person(family: TeXText.plain(pieces[0]), given: nil)
        }
        if pieces.count == 2, isBraced(pieces[0]) {
            return .person(family: TeXText.plain(pieces[0]), given: TeXText.plain(pieces[1]))
        }
        // `van der Berg, Jr, John`; a middle part that is no suffix would make a collective of it.
        if pieces.count == 3 {
            let plain = pieces.map(TeXText.plain)
            if plain.allSatisfy({ !$0.isEmpty }), case .literal? = Name.parsing(text) {
                return .person(family: plain[0], given: plain[2] + ", " + plain[1])
            }
        }
        return Name.parsing(text)
    }

    /// `family=Berg, given=Anna, prefix=van der, suffix=Jr`; `nil` if the name has no such form.
    private static func extended(_ pieces: [String]) -> Name? {
        var values: [String: String] = [:]
        for piece in pieces {
            guard let place = piece.firstIndex(of: "=") else { return nil }
            let key = trimmedOfWhiteSpace(String(piece[..<place])).lowercased()
            guard extendedKeys.contains(key) else { return nil }
            values[key] = TeXText.plain(String(piece[piece.index(after: place)...]))
        }
        guard let family = values["family"] ?? values["given"] else { return nil }
        if values["family"] == nil { return .literal(family) }
        let whole = [values["prefix"], family].compactMap { $0 }.joined(separator: " ")
        let given = [values["given"] ?? values["given-i"], values["suffix"]].compactMap { $0 }
        return .person(family: whole, given: given.isEmpty ? nil : given.joined(separator: ", "))
    }

    private static let extendedKeys: Set<String> = [
        "family", "given", "prefix", "suffix", "family-i", "given-i", "prefix-i", "suffix-i",
        "useprefix", "juniorcomma", "id", "hash", "nametemplates",
    ]

    /// `Ludwig van Beethoven`, `Maria {de la Cruz}`: the family name begins with the first word in small
    /// letters, or is the last word or group.
    private static func unpunctuated(_ part: String, text: String) -> Name? {
        let tokens = split(part, at: 32).filter { !$0.isEmpty }
        let words = tokens.map(TeXText.plain)
        guard tokens.count > 1, let last = tokens.last, let first = words.first,
            startsWithCapital(first)
        else { return Name.parsing(text) }
        var start = tokens.count
        if isBraced(last) {
            start = tokens.count - 1
        } else if let particle = words.dropLast().firstIndex(where: startsWithSmallLetter) {
            start = particle
        }
        let parsed = Name.parsing(text)
        guard start < tokens.count else { return parsed }
        // A collective may hold small words too: `Centers for Disease Control`.
        if !isBraced(last), case .literal? = parsed { return parsed }
        return .person(
            family: words[start...].joined(separator: " "),
            given: words[..<start].joined(separator: " ")
        )
    }

    private static func startsWithCapital(_ word: String) -> Bool {
        word.unicodeScalars.first?.properties.isUppercase ?? false
    }

    private static func startsWithSmallLetter(_ word: String) -> Bool {
        word.unicodeScalars.first?.properties.isLowercase ?? false
    }

    /// The parts of a text between separators outside braces.
    static func split(_ text: String, at separator: UInt8) -> [String] {
        var parts: [String] = []
        var depth = 0
        var start = text.utf8.startIndex
        var index = start
        while index < text.utf8.endIndex {
            let byte = text.utf8[index]
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth = max(0, depth - 1) }
            if byte == separator, depth == 0 {
                parts.append(String(text.utf8[start..<index]) ?? "")
                start = text.utf8.index(after: index)
            }
            index = text.utf8.index(after: index)
        }
        parts.append(String(text.utf8[start...]) ?? "")
        return parts
    }
}
