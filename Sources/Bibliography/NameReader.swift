/// Takes names apart, on bytes: names are most of what a reader of exports has to look at.
///
/// The text is clean (`PlainText.cleaned`): one line, single blanks, no mark-up.
struct NameReader {
    typealias Part = Range<Int>

    let bytes: UnsafeBufferPointer<UInt8>

    /// Reads all names of a field and adds them to a list.
    func readList(splittingAtAnd: Bool, into names: inout [Name]) {
        let whole = 0..<bytes.count
        if let person = plainPerson(whole) {
            names.append(person)
            return
        }
        var parts: [Part]
        if bytes.contains(Self.semicolon) {
            parts = split(whole, at: Self.semicolon)
        } else if bytes.contains(Self.bar) {
            parts = split(whole, at: Self.bar)
        } else {
            parts = splittingAtAnd ? splitAtConjunctions(whole) : [whole]
            if let listed = splitAtCommas(parts) { parts = listed }
        }
        for part in parts {
            if let name = read(part) { names.append(name) }
        }
    }

    /// Reads one name; `nil` if there is none.
    func read(_ part: Part) -> Name? {
        if let person = plainPerson(part) { return person }
        let whole = trimmed(part)
        guard !whole.isEmpty, !isAndOthers(whole) else { return nil }
        if bytes[part.upperBound - 1] == Self.comma { return .literal(text(whole)) }
        let parts = pieces(whole, at: Self.comma)
        return parts.count == 1 ? unpunctuated(whole) : inverted(parts, whole: whole)
    }

    /// `Family, Given` without anything that needs a closer look: the form of almost all names.
    private func plainPerson(_ part: Part) -> Name? {
        var comma = -1
        for index in part {
            switch bytes[index] {
            case Self.comma:
                if comma >= 0 { return nil }
                comma = index
            // One word cannot name a collective; `and` and `null` are at least three letters long.
            case Self.blank: if comma < 0 { return nil }
            case Self.semicolon, Self.bar, Self.ampersand: return nil
            default: break
            }
        }
        guard comma > part.lowerBound else { return nil }
        var start = comma + 1
        while start < part.upperBound, bytes[start] == Self.blank { start += 1 }
        let given = start..<part.upperBound
        guard !given.isEmpty, given.count <= 24, bytes[given.upperBound - 1] != Self.blank,
            !holds("and ", given), !equals(given, "null"), !isSuffix(given)
        else { return nil }
        return .person(family: text(part.lowerBound..<comma), given: self.given(given))
    }

    /// Given names, with a suffix at their end set off by a comma: `Anna B Jr` → `Anna B, Jr`.
    private func given(_ part: Part) -> String {
        guard let blank = bytes[part].lastIndex(of: Self.blank), blank > part.lowerBound else {
            return text(part)
        }
        let last = (blank + 1)..<part.upperBound
        guard isSuffix(last), !equals(last, "ed", ignoringCase: true) else { return text(part) }
        return text(part.lowerBound..<blank) + ", " + text(last)
    }

    /// Family name first, parts separated by commas.
    private func inverted(_ parts: [Part], whole: Part) -> Name {
        let filled = parts.filter { !$0.isEmpty }
        guard let family = parts.first, !family.isEmpty, filled.count <= 3 else {
            return .literal(text(whole))
        }
        if isCollective(family) || (filled.count > 2 && isCollective(whole)) {
            return .literal(text(whole))
        }
        // RefWorks writes a missing given name as `null`.
        let rest = filled.dropFirst().filter { !equals($0, "null", ignoringCase: true) }
        switch rest.count {
        case 0: return unpunctuated(family)
        case 1: return .person(family: text(family), given: given(rest[0]))
        default:
            let (first, second) = (rest[0], rest[1])
            if isSuffix(first) {
                return .person(family: text(family), given: text(second) + ", " + text(first))
            }
            return isSuffix(second)
                ? .person(family: text(family), given: text(first) + ", " + text(second))
                : .literal(text(whole))
        }
    }

    /// A name without commas: `Griffin DK`, `Lauren N. Wilson`, `The X Collaboration`.
    private func unpunctuated(_ whole: Part) -> Name {
        var tokens = words(whole).filter { !equals($0, "null") }
        let isJoined = holds(" & ", whole) || holds(" and ", whole)
        if isJoined || isCollective(whole) || tokens.count(where: { !isInitials($0) }) > 6 {
            return .literal(text(whole))
        }
        guard tokens.count > 1 else {
            guard let only = tokens.first else { return .literal(text(whole)) }
            let isAcronym = !hasLowercase(only) || bytes[only.lowerBound] == UInt8(ascii: "[")
            return isAcronym
                ? .literal(text(only)) : .person(family: text(only), given: nil)
        }
        var suffix = ""
        if let last = tokens.last, isSuffix(last), tokens.count > 2 {
            suffix = ", " + text(last)
            tokens.removeLast()
        }
        if let last = tokens.last, bytes[last.upperBound - 1] == Self.point, last.count > 2,
            isUppercase(last.dropLast())
        {
            // The full stop ends a list of names (`O'Connor RE.`), since the initials have none.
            tokens[tokens.count - 1] = last.dropLast()
        }
        var trailing = tokens.reversed().prefix { isInitials($0) }.count
        if trailing == tokens.count, isShortName(tokens[0]) { trailing -= 1 }
        guard trailing == 0 else {
            guard trailing < tokens.count else { return .literal(text(whole)) }
            let start = tokens.count - trailing
            return .person(
                family: joined(tokens[..<start]),
                given: joined(tokens[start...]) + suffix
            )
        }
        return natural(tokens, suffix: suffix)
    }

    /// Whether a token that could be initials is a family name in capitals before initials: `BAUM R.`.
    private func isShortName(_ token: Part) -> Bool { token.count >= 2 && isUppercase(token) }

    /// Given names first; the family name is the last word and the particles before it.
    private func natural(_ tokens: [Part], suffix: String) -> Name {
        var start = tokens.count - 1
        while start > 0, isParticle(tokens[start - 1]) { start -= 1 }
        let given = joined(tokens[..<start])
        return .person(
            family: joined(tokens[start...]),
            given: given.isEmpty ? nil : given + suffix
        )
    }

    private func splitAtConjunctions(_ whole: Part) -> [Part] {
        // A collective may hold the word: `Centers for Disease Control and Prevention`.
        if !bytes[whole].contains(Self.comma), isCollective(whole) { return [whole] }
        var parts: [Part] = []
        var start = whole.lowerBound
        var index = start
        while index < whole.upperBound {
            let length = matches(" and ", at: index) ? 5 : matches(" & ", at: index) ? 3 : 0
            if length > 0 {
                if index > start { parts.append(start..<index) }
                start = index + length
            }
            index += max(1, length)
        }
        if start < whole.upperBound { parts.append(start..<whole.upperBound) }
        return parts
    }

    /// Splits at commas if every part stands for a whole name; `nil` otherwise.
    private func splitAtCommas(_ parts: [Part]) -> [Part]? {
        var listed: [Part] = []
        for part in parts {
            for piece in pieces(part, at: Self.comma) where !piece.isEmpty { listed.append(piece) }
        }
        guard listed.count > parts.count else { return nil }
        let isList = listed.allSatisfy { part in
            let tokens = words(part)
            guard tokens.count > 1, let first = tokens.first, let last = tokens.last else {
                return false
            }
            let bare = isSuffix(last) ? tokens[tokens.count - 2] : last
            let hasInitials = isInitials(bare) || isInitials(first)
            return hasInitials && !tokens.allSatisfy(isInitials) || isCollective(part)
        }
        return isList ? listed : nil
    }
}
