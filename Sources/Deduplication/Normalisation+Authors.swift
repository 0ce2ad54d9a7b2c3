import Bibliography

/// One author as a key of family name and initials.
struct NormalisedAuthor: Sendable {
    /// Hash of the family name without particles, accents, spaces and umlaut spellings.
    var family: UInt64
    /// Hashes of the first and last part of a double family name; equal to `family` when single.
    var familyFirst: UInt64
    var familyLast: UInt64
    /// First initial, lower case; 0 when no given name is known.
    var initial: UInt8
    /// Second initial; 0 when unknown.
    var secondInitial: UInt8
    /// Hash of the first given name when it is written out; 0 otherwise.
    var given: UInt64
    /// Place of the family name in `NormalisedAuthors.letters`.
    var start: UInt16
    var end: UInt16
}

/// The authors of a record, in order.
struct NormalisedAuthors: Sendable {
    var list: [NormalisedAuthor] = []
    var letters: [UInt8] = []
    /// Collectives ("COPD Study Group") are remembered but not compared as persons.
    var collectives: [UInt64] = []

    var contentHash: UInt64 {
        var hasher = StableHasher()
        for author in list {
            hasher.combine(author.family)
            hasher.combine(UInt64(author.initial))
        }
        for collective in collectives { hasher.combine(collective) }
        return hasher.value
    }

    /// Longest list that is compared; consortium papers print thousands of names.
    private static let longestList = 40

    init(_ names: [Name]) {
        for name in names.prefix(Self.longestList) {
            switch name {
            case .person(let family, let given?):
                let isList = given.utf8.contains(0x2C) || given.utf8.contains(0x3B)
                let isPair = family.utf8.contains(0x20) && given.utf8.contains(0x20)
                let several = isList || isPair ? Self.separated(family + ", " + given) : []
                if several.count > 1 {
                    for name in several.prefix(Self.longestList) { add(literal: name) }
                } else {
                    add(family: family, given: given)
                }
            case .person(let family, nil): add(literal: family)
            case .literal(let text): add(literal: text)
            }
        }
        // One field may hold many names.
        if list.count > Self.longestList { list.removeSubrange(Self.longestList...) }
    }

    /// Reads a name that nobody took apart.
    ///
    /// "Adeli K.", "van der Berg A B", "John A. Smith", "B. Abrahao, P. Parigi" or a group.
    private mutating func add(literal text: String) {
        let several = Self.separated(text)
        if several.count > 1 {
            for name in several.prefix(Self.longestList) { add(literal: name) }
            return
        }
        if let comma = text.firstIndex(of: ",") {
            add(
                family: String(text[..<comma]),
                given: String(text[text.index(after: comma)...])
            )
            return
        }
        let words = text.split { $0 == " " || $0 == "\u{A0}" }.map(String.init)
        let initials = words.map(Self.isInitials)
        if Self.holdsCollectiveWord(Self.foldedWords(text)) {
            collectives.append(hash(of: TextFolding.folded(text)))
        } else if words.count < 2 {
            add(family: text, given: "")
        } else if initials[0], !initials[words.count - 1] {
            add(
                family: words.drop(while: Self.isInitials).joined(separator: " "),
                given: words.prefix(while: Self.isInitials).joined(separator: " ")
            )
        } else if let first = initials.dropFirst().firstIndex(of: true), !initials[0] {
            let isLast = initials[first...].allSatisfy { $0 }
            let split = isLast ? first : first + 1
            let (head, tail) = (words[..<split], words[split...])
            add(
                family: (isLast ? head : tail).joined(separator: " "),
                given: (isLast ? tail : head).joined(separator: " ")
            )
        } else {
            let particle = words.dropLast().firstIndex {
                Self.particles.contains(hash(of: TextFolding.folded($0)))
            }
            let split = max(1, particle ?? words.count - 1)
            add(
                family: words[split...].joined(separator: " "),
                given: words[..<split].joined(separator: " ")
            )
        }
    }

    /// Divides a field into which a database or a PDF reader wrote the whole list.
    private static func separated(_ text: String) -> [String] {
        if text.utf8.contains(0x3B) {
            return nonEmpty(text.split(separator: ";").map(String.init))
        }
        var text = text
        let words = text.split(separator: " ")
        if words.contains(where: { $0 == "and" || $0 == "&" }) {
            text = words.map { $0 == "and" || $0 == "&" ? "," : String($0) }
                .joined(separator: " ")
        }
        guard text.utf8.contains(0x2C) else { return [text] }
        let parts = nonEmpty(text.split(separator: ",").map(String.init))
        // "Smith, John", "Garcia Lopez, Maria Jose" and "Smith, J., Jr" are one person; "J. Smith,
        // A. Jones" are two: every part holds two words, and the first one initials or a third part
        // follows.
        guard parts.count > 1, parts.allSatisfy({ $0.contains(" ") }) else { return [text] }
        let first = parts[0].split(separator: " ").map(String.init)
        let holdsInitials = isInitials(first[0]) || isInitials(first[first.count - 1])
        return parts.count > 2 || holdsInitials ? parts : [text]
    }

    private static func nonEmpty(_ parts: [String]) -> [String] {
        parts.compactMap { part in
            let words = part.split(separator: " ")
            return words.isEmpty ? nil : words.joined(separator: " ")
        }
    }

    /// "K.", "CP", "J.-P.", "Q.J." but not "Li".
    private static func isInitials(_ word: String) -> Bool {
        guard word.utf8.count <= 12 else { return false }
        var capitals = 0
        var isPointed = false
        for scalar in word.unicodeScalars {
            if scalar == "." || scalar == "-" { isPointed = true }
            let isCapital =
                scalar.isASCII
                ? scalar.value >= 0x41 && scalar.value <= 0x5A : scalar.properties.isUppercase
            let isLetter =
                scalar.isASCII
                ? (scalar.value | 0x20) >= 0x61 && (scalar.value | 0x20) <= 0x7A
                : scalar.properties.isAlphabetic
            if isLetter, !isCapital { return false }
            if isCapital { capitals += 1 }
        }
        return capitals > 0 && capitals <= (isPointed ? 4 : 2)
    }

    private static func hashes(_ words: String) -> Set<UInt64> {
        Set(words.split { $0 == " " || $0 == "\n" }.map { hash(of: String($0)) })
    }

    private static let collectiveWords = hashes(
        """
        group consortium investigators collaboration committee network society association
        organization organisation institute university department team council federation study
        trial project task force anonymous agency center centre ministry board collaborative
        foundation registry
        """
    )

    private static let particles = hashes(
        """
        van der den de von vom zu zur la le di da du del dos das do ter ten te el al bin ibn st mac
        dela della des het t af av
        """
    )

    private static let etAl = ["et", "al"].map { hash(of: $0) }

    private static let suffixes = hashes("jr sr ii iii iv md phd")

    private static func foldedWords(_ text: String) -> [ArraySlice<UInt8>] {
        var folded: [UInt8] = []
        TextFolding.appendFolded(text, to: &folded)
        return folded.split(separator: 0x20)
    }

    private static func holdsCollectiveWord(_ words: [ArraySlice<UInt8>]) -> Bool {
        words.contains { $0.count > 3 && collectiveWords.contains(hash(of: $0)) }
    }

    private mutating func add(family: String, given: String) {
        let folded = Self.foldedWords(family)
        let isEtAl = folded.map { hash(of: $0) } == Self.etAl
        if isEtAl || (folded.count == 1 && folded[0].elementsEqual("others".utf8)) {
            return
        }
        if Self.holdsCollectiveWord(folded) {
            collectives.append(hash(of: folded.joined(separator: [0x20])))
            return
        }
        func isAddition(_ word: ArraySlice<UInt8>) -> Bool {
            guard word.count <= 5 else { return false }
            let hash = hash(of: word)
            return Self.particles.contains(hash) || Self.suffixes.contains(hash)
        }
        var parts = folded.filter { !isAddition($0) }
        if parts.isEmpty { parts = folded }
        guard let first = parts.first, let last = parts.last else { return }
        let givenWords = Self.foldedWords(given).filter { !isAddition($0) }
        let start = letters.count
        for part in parts { letters += Self.withoutUmlautSpelling(part) }
        guard letters.count <= Int(UInt16.max) else {
            letters.removeSubrange(start...)
            return
        }
        let key = hash(of: letters[start...])
        let isSingle = parts.count == 1
        var author = NormalisedAuthor(
            family: key,
            familyFirst: isSingle ? key : hash(of: Self.withoutUmlautSpelling(first)),
            familyLast: isSingle ? key : hash(of: Self.withoutUmlautSpelling(last)),
            initial: 0,
            secondInitial: 0,
            given: 0,
            start: UInt16(start),
            end: UInt16(letters.count)
        )
        Self.addGiven(givenWords, isRun: Self.holdsNoSmallLetter(given), to: &author)
        list.append(author)
    }

    /// Takes initials from given names; a run of capitals ("CP") is several initials, "Wei" is one
    /// name.
    private static func addGiven(
        _ words: [ArraySlice<UInt8>],
        isRun: Bool,
        to author: inout NormalisedAuthor
    ) {
        guard let first = words.first, let initial = first.first else { return }
        author.initial = initial
        if isRun, first.count > 1, first.count <= 4 {
            author.secondInitial = first[first.startIndex + 1]
        } else {
            author.secondInitial = words.dropFirst().first?.first ?? 0
            if first.count > 2, !isRun { author.given = hash(of: withoutUmlautSpelling(first)) }
        }
    }

    private static func holdsNoSmallLetter(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 < 0x61 || $0 > 0x7A }
    }

    /// "mueller" and "muller", "soerensen" and "sorensen", "haakon" and "hakon" are one name.
    private static func withoutUmlautSpelling(_ name: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        for byte in name {
            if let last = output.last, byte == 0x65 || (byte == 0x61 && last == 0x61),
                last == 0x61 || last == 0x6F || last == 0x75
            {
                continue
            }
            output.append(byte)
        }
        return output
    }
}
