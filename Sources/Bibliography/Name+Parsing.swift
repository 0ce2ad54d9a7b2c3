extension Name {
    /// Reads a name as databases write it.
    ///
    /// Takes `Wilson, Lauren N.`, `Wilson, L, Jr`, `Griffin DK`, `Wilson L.N.`, `Brownstein C D`,
    /// `A. Author` and `Lauren N. Wilson`; particles go with the family name. A name that ends in a comma
    /// (the custom of reference managers for collectives), holds a word such as *Collaboration* or cannot
    /// be taken apart is kept whole.
    ///
    /// - Parameter text: one name.
    /// - Returns: The name; `nil` if the text holds none.
    public static func parsing(_ text: String) -> Name? {
        let value = PlainText.cleaned(text)
        let whole = trimmed(value)
        guard !whole.isEmpty, !isAndOthers(whole) else { return nil }
        if value.hasSuffix(",") { return .literal(whole) }
        let parts = whole.split(separator: ",", omittingEmptySubsequences: false)
            .map { trimmed(String($0)) }
        if parts.count == 1 { return unpunctuated(whole) }
        return inverted(parts, whole: whole)
    }

    /// Reads several names in one field, separated by `;`, `|`, ` and `, or commas between names that
    /// carry their own initials (`Griffin DK, Larkin DM`).
    ///
    /// - Parameters:
    ///   - text: value of a field of authors.
    ///   - splittingAtAnd: whether ` and ` and ` & ` separate names; not where a field holds one name as
    ///     a rule, since they belong to names of collectives too.
    /// - Returns: The names in the order of the text.
    public static func parsingList(_ text: String, splittingAtAnd: Bool = true) -> [Name] {
        let value = PlainText.cleaned(text)
        if let person = plainPerson(value) { return [person] }
        var parts: [String]
        if value.contains(";") {
            parts = value.split(separator: ";").map(String.init)
        } else if value.contains("|") {
            parts = value.split(separator: "|").map(String.init)
        } else {
            parts = splittingAtAnd ? splitAtConjunctions(value) : [value]
            if let listed = splitAtCommas(parts) { parts = listed }
        }
        return parts.compactMap(parsing)
    }

    /// `Family, Given` without anything that needs a closer look: the form of almost all names.
    private static func plainPerson(_ value: String) -> Name? {
        var comma: String.Index?
        var words = 1
        let bytes = value.utf8
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: ","):
                if comma != nil { return nil }
                comma = index
            case 32: if comma == nil { words += 1 }
            case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"): return nil
            default: break
            }
        }
        // One word cannot name a collective; `and` and `null` are at least three letters long.
        guard let comma, words == 1, comma > value.startIndex else { return nil }
        let given = value[value.index(after: comma)...].drop { $0 == " " }
        guard !given.isEmpty, given.utf8.count <= 24, given.utf8.last != 32,
            !given.contains("and "), given != "null", !isSuffix(String(given))
        else { return nil }
        return .person(family: String(value[..<comma]), given: String(given))
    }

    private static func isAndOthers(_ whole: String) -> Bool {
        let words = whole.lowercased().split { $0 == " " || $0 == "." || $0 == "," }
        return words == ["et", "al"] || words == ["al", "et"] || words == ["others"]
    }

    /// The name as reference managers write it: `Wilson, Lauren N.`; a collective that would be taken
    /// for a person ends in a comma.
    public var text: String {
        switch self {
        case .person(let family, let given):
            return given.map { family + ", " + $0 } ?? family
        case .literal(let name):
            return Name.parsing(name) == self ? name : name + ","
        }
    }

    private static func inverted(_ parts: [String], whole: String) -> Name {
        let filled = parts.filter { !$0.isEmpty }
        guard let family = parts.first, !family.isEmpty, filled.count <= 3 else {
            return .literal(whole)
        }
        if isCollective(family) || (filled.count > 2 && isCollective(whole)) {
            return .literal(whole)
        }
        // RefWorks writes a missing given name as `null`.
        let rest = filled.dropFirst().filter { $0.lowercased() != "null" }
        switch rest.count {
        case 0: return unpunctuated(family)
        case 1: return .person(family: family, given: rest[0])
        default:
            if isSuffix(rest[0]) {
                return .person(family: family, given: rest[1] + ", " + rest[0])
            }
            return isSuffix(rest[1])
                ? .person(family: family, given: rest[0] + ", " + rest[1])
                : .literal(whole)
        }
    }

    private static func unpunctuated(_ whole: String) -> Name {
        var tokens = whole.split(separator: " ").map(String.init).filter { $0 != "null" }
        let isJoined = whole.contains(" & ") || whole.contains(" and ")
        if isJoined || isCollective(whole) || tokens.count(where: { !isInitials($0) }) > 6 {
            return .literal(whole)
        }
        guard tokens.count > 1 else {
            guard let only = tokens.first else { return .literal(whole) }
            let isAcronym = only == only.uppercased() || only.first == "["
            return isAcronym ? .literal(only) : .person(family: only, given: nil)
        }
        var suffix = ""
        if let last = tokens.last, isSuffix(last), tokens.count > 2 {
            suffix = ", " + last
            tokens.removeLast()
        }
        if let last = tokens.last, last.hasSuffix("."), last.utf8.count > 2,
            last.dropLast().allSatisfy({ $0.isUppercase })
        {
            // The full stop ends a list of names (`O'Connor RE.`), since the initials have none.
            tokens[tokens.count - 1] = String(last.dropLast())
        }
        var trailing = tokens.reversed().prefix { isInitials($0) }.count
        if trailing == tokens.count, isShortName(tokens[0]) { trailing -= 1 }
        if trailing > 0, trailing < tokens.count {
            return .person(
                family: tokens.dropLast(trailing).joined(separator: " "),
                given: tokens.suffix(trailing).joined(separator: " ") + suffix
            )
        }
        guard trailing == 0 else { return .literal(whole) }
        return natural(tokens, suffix: suffix)
    }

    /// Whether a token that could be initials is a family name in capitals before initials: `BAUM R.`.
    private static func isShortName(_ token: String) -> Bool {
        token.utf8.count >= 2 && token.allSatisfy { $0.isUppercase }
    }

    /// Given names first; the family name is the last word and the particles before it.
    private static func natural(_ tokens: [String], suffix: String) -> Name {
        var start = tokens.count - 1
        while start > 0, particles.contains(tokens[start - 1].lowercased()),
            tokens[start - 1].first?.isLowercase == true
        {
            start -= 1
        }
        let family = tokens[start...].joined(separator: " ")
        let given = tokens[..<start].joined(separator: " ")
        return .person(family: family, given: given.isEmpty ? nil : given + suffix)
    }

    private static func splitAtConjunctions(_ value: String) -> [String] {
        // A collective may hold the word: `Centers for Disease Control and Prevention`.
        if isCollective(value) && !value.contains(",") { return [value] }
        return value.replacing(" & ", with: " and ").split(separator: " and ").map(String.init)
    }

    /// Splits at commas if every part stands for a whole name; `nil` otherwise.
    private static func splitAtCommas(_ parts: [String]) -> [String]? {
        let listed = parts.flatMap { $0.split(separator: ",").map { trimmed(String($0)) } }
            .filter { !$0.isEmpty }
        guard listed.count > parts.count else { return nil }
        let isList = listed.allSatisfy { part in
            let tokens = part.split(separator: " ").map(String.init)
            guard tokens.count > 1, let first = tokens.first, let last = tokens.last else {
                return false
            }
            let bare = isSuffix(last) ? tokens.dropLast().last ?? last : last
            return isInitials(bare) && !tokens.allSatisfy(isInitials)
                || isInitials(first) && !tokens.allSatisfy(isInitials) || isCollective(part)
        }
        return isList ? listed : nil
    }

    /// One to four capitals, with or without points and hyphens: `DK`, `L.N.`, `J.-P.`.
    private static func isInitials(_ token: String) -> Bool {
        let letters = token.filter { $0 != "." && $0 != "-" }
        guard (1...4).contains(letters.count), letters.allSatisfy({ $0.isUppercase }) else {
            // Points make initials of mixed case too: `Ph.`, `Yu.`.
            return token.hasSuffix(".") && (2...3).contains(token.count)
                && token.first?.isUppercase == true && token.lowercased() != "jr."
        }
        return true
    }

    private static func isSuffix(_ token: String) -> Bool {
        let plain = token.lowercased().filter { $0 != "." }
        return ["jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th", "ed", "eds"].contains(plain)
    }

    private static func isCollective(_ text: String) -> Bool {
        let words = text.lowercased().split { !$0.isLetter }
        guard words.count > 1 else { return false }
        return words.contains { collectiveWords.contains(String($0)) }
    }

    private static func trimmed(_ text: String) -> String {
        var slice = text[...]
        while let first = slice.first, first == " " || first == "," || first == ";" {
            slice = slice.dropFirst()
        }
        while let last = slice.last, last == " " || last == "," || last == ";" {
            slice = slice.dropLast()
        }
        return String(slice)
    }

    private static let particles: Set<String> = [
        "af", "al", "am", "auf", "aus", "bin", "d", "da", "dal", "de", "degli", "dei", "del",
        "dela", "della", "dello", "den", "der", "des", "di", "do", "dos", "du", "e", "el", "ibn",
        "im", "la", "las", "le", "les", "lo", "los", "op", "'t", "te", "ten", "ter", "thor",
        "tot", "van", "ver", "vom", "von", "y", "zu", "zum", "zur",
    ]

    private static let collectiveWords: Set<String> = [
        "agency", "association", "authority", "board", "bureau", "center", "centers", "centre",
        "centres", "collaboration", "collaborative", "collaborators", "commission", "committee",
        "company", "consortium", "corporation", "council", "department", "federation",
        "foundation", "group", "groups", "hospital", "initiative", "institute", "institutes",
        "institutet", "institution", "investigators", "laboratory", "ministry", "network",
        "organisation", "organization", "programme", "registry", "research", "secretariat",
        "service", "services", "society", "study", "task", "taskforce", "team", "trialists",
        "union", "university",
    ]
}
