/// What the words of a name are.
extension NameReader {
    static let blank: UInt8 = 32
    static let comma = UInt8(ascii: ",")
    static let semicolon = UInt8(ascii: ";")
    static let bar = UInt8(ascii: "|")
    static let ampersand = UInt8(ascii: "&")
    static let point = UInt8(ascii: ".")

    /// The text of a part.
    func text(_ part: Part) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[part]), as: UTF8.self)
    }

    func joined(_ parts: ArraySlice<Part>) -> String {
        guard let first = parts.first, let last = parts.last else { return "" }
        // Words that stand side by side need no copy.
        if last.upperBound - first.lowerBound == parts.reduce(parts.count - 1, { $0 + $1.count }) {
            return text(first.lowerBound..<last.upperBound)
        }
        return parts.map(text).joined(separator: " ")
    }

    /// The part without blanks, commas and semicolons at its ends.
    func trimmed(_ part: Part) -> Part {
        var start = part.lowerBound
        var end = part.upperBound
        func isEdge(_ byte: UInt8) -> Bool {
            byte == Self.blank || byte == Self.comma || byte == Self.semicolon
        }
        while start < end, isEdge(bytes[start]) { start += 1 }
        while end > start, isEdge(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// The parts between separators, untrimmed, empty ones left out.
    func split(_ part: Part, at separator: UInt8) -> [Part] {
        between(part, separator).filter { !$0.isEmpty }
    }

    /// The parts between separators, trimmed, empty ones kept.
    func pieces(_ part: Part, at separator: UInt8) -> [Part] {
        between(part, separator).map(trimmed)
    }

    /// The words of a part.
    func words(_ part: Part) -> [Part] { split(part, at: Self.blank) }

    private func between(_ part: Part, _ separator: UInt8) -> [Part] {
        var parts: [Part] = []
        var start = part.lowerBound
        for index in part where bytes[index] == separator {
            parts.append(start..<index)
            start = index + 1
        }
        parts.append(start..<part.upperBound)
        return parts
    }

    func matches(_ pattern: StaticString, at index: Int) -> Bool {
        let count = pattern.utf8CodeUnitCount
        guard bytes.count - index >= count else { return false }
        return pattern.withUTF8Buffer { wanted in
            for offset in 0..<count where bytes[index + offset] != wanted[offset] { return false }
            return true
        }
    }

    func holds(_ pattern: StaticString, _ part: Part) -> Bool {
        let last = part.upperBound - pattern.utf8CodeUnitCount
        var index = part.lowerBound
        while index <= last {
            if matches(pattern, at: index) { return true }
            index += 1
        }
        return false
    }

    func equals(_ part: Part, _ pattern: StaticString, ignoringCase: Bool = false) -> Bool {
        guard part.count == pattern.utf8CodeUnitCount else { return false }
        return pattern.withUTF8Buffer { wanted in
            for (index, byte) in zip(part, wanted) {
                let found = ignoringCase ? Self.lowercased(bytes[index]) : bytes[index]
                if found != byte { return false }
            }
            return true
        }
    }

    func isAndOthers(_ whole: Part) -> Bool {
        guard whole.count <= 12, bytes[whole.lowerBound] != UInt8(ascii: "-") else { return false }
        var letters: [UInt8] = []
        var gaps = 0
        for index in whole {
            let byte = Self.lowercased(bytes[index])
            if (0x61...0x7A).contains(byte) {
                letters.append(byte)
            } else if byte == Self.blank, !letters.isEmpty, index + 1 < whole.upperBound {
                gaps += 1
            } else if byte != Self.point, byte != Self.comma {
                return false
            }
        }
        let word = String(decoding: letters, as: UTF8.self)
        return gaps == 1 && (word == "etal" || word == "alet") || gaps == 0 && word == "others"
    }

    /// One to four capitals, with or without points and hyphens: `DK`, `L.N.`, `J.-P.`.
    func isInitials(_ token: Part) -> Bool {
        var capitals = 0
        var others = 0
        var points = 0
        forEachScalar(token) { scalar in
            if scalar == "." || scalar == "-" {
                points += 1
            } else if isCapital(scalar) {
                capitals += 1
            } else if !isMark(scalar) {
                others += 1
            }
        }
        if others == 0, (1...4).contains(capitals) { return true }
        // Points make initials of mixed case too: `Ph.`, `Yu.`.
        return bytes[token.upperBound - 1] == Self.point && startsWithCapital(token)
            && (2...3).contains(capitals + others + points)
            && !equals(token, "jr.", ignoringCase: true)
    }

    func isSuffix(_ token: Part) -> Bool {
        guard token.count <= 6 else { return false }
        var packed: UInt32 = 0
        var count = 0
        for index in token where bytes[index] != Self.point {
            packed = packed << 8 | UInt32(Self.lowercased(bytes[index]))
            count += 1
        }
        return count <= 4 && Self.suffixes.contains(packed)
    }

    /// `jr sr ii iii iv 2nd 3rd 4th ed eds`, packed.
    private static let suffixes: [UInt32] = [
        "jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th", "ed", "eds",
    ].map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

    /// Whether every letter is a capital, and there is nothing but letters.
    func isUppercase(_ token: Part) -> Bool {
        var isUppercase = !token.isEmpty
        forEachScalar(token) { if !isCapital($0), !isMark($0) { isUppercase = false } }
        return isUppercase
    }

    func hasLowercase(_ token: Part) -> Bool {
        var hasLowercase = false
        forEachScalar(token) { scalar in
            if scalar.isASCII {
                if (0x61...0x7A).contains(scalar.value) { hasLowercase = true }
            } else if scalar.properties.changesWhenUppercased {
                hasLowercase = true
            }
        }
        return hasLowercase
    }

    private func startsWithCapital(_ token: Part) -> Bool {
        var first: Unicode.Scalar?
        forEachScalar(token) { if first == nil { first = $0 } }
        return first.map(isCapital) ?? false
    }

    func isParticle(_ token: Part) -> Bool {
        guard token.count <= 6,
            (0x61...0x7A).contains(bytes[token.lowerBound])
                || bytes[token.lowerBound] == UInt8(ascii: "'")
        else { return false }
        return Self.particles.contains(text(token).lowercased())
    }

    /// Whether one of several words is one that collectives have in their names.
    func isCollective(_ part: Part) -> Bool {
        var count = 0
        var isFound = false
        var start = part.lowerBound
        var index = start
        while index <= part.upperBound {
            let isLetter = index < part.upperBound && Self.isLetter(bytes[index])
            if !isLetter {
                if index > start {
                    count += 1
                    isFound = isFound || isCollectiveWord(start..<index)
                }
                start = index + 1
            }
            index += 1
        }
        return isFound && count > 1
    }

    private func isCollectiveWord(_ word: Part) -> Bool {
        let first = Self.lowercased(bytes[word.lowerBound])
        guard word.count <= 15, (0x61...0x7A).contains(first),
            Self.collectiveLengths[Int(first) - 0x61] >> word.count & 1 == 1
        else { return false }
        return Self.collectiveWords.contains(text(word).lowercased())
    }

    /// Bytes outside ASCII belong to letters as far as names go.
    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20)
    }

    static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    private func isCapital(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? (0x41...0x5A).contains(scalar.value) : scalar.properties.changesWhenLowercased
    }

    private func isMark(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.isASCII && scalar.properties.generalCategory == .nonspacingMark
    }

    private func forEachScalar(_ part: Part, _ body: (Unicode.Scalar) -> Void) {
        let slice = UnsafeBufferPointer(rebasing: bytes[part])
        if slice.allSatisfy({ $0 < 0x80 }) {
            for byte in slice { body(Unicode.Scalar(byte)) }
        } else {
            for scalar in String(decoding: slice, as: UTF8.self).unicodeScalars { body(scalar) }
        }
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

    /// For each first letter the lengths of the words above, as bits: most words need no more than this.
    private static let collectiveLengths: [UInt32] = {
        var lengths = [UInt32](repeating: 0, count: 26)
        for word in collectiveWords {
            guard let first = word.utf8.first else { continue }
            lengths[Int(first) - 0x61] |= 1 << UInt32(word.utf8.count)
        }
        return lengths
    }()
}
