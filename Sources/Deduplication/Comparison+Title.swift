/// How two titles relate.
struct TitleAgreement: Equatable {
    enum Degree: Equatable {
        case missing
        /// The same letters.
        case same
        /// Only spelling, function words or word breaks differ.
        case spelling
        /// One is the other without its subtitle or its last words.
        case shortened
        /// One holds words that the other lacks, but no word is replaced.
        case extended
        /// Words are replaced by other words.
        case reworded
        case different
    }

    var degree: Degree
    /// Informative content words that agree.
    var agreeing = 0
    /// Content words that agree, stock words included.
    var shared = 0
    /// Content words found in one title only, and in the other only.
    var onlyLeft = 0
    var onlyRight = 0
    /// Their numerals contradict each other: "part I" and "part II", "2010" and "2011".
    var numeralsDiffer = false
    /// One has numerals and the other none.
    var numeralsOneSided = false
    var kindsDiffer = false
    /// Both may be one of a series with the same title every time.
    var isRecurring = false

    /// Share of content words that agree, from 0 to 1.
    var share: Double {
        let total = 2 * shared + onlyLeft + onlyRight
        return total == 0 ? 0 : Double(2 * shared) / Double(total)
    }

    init(_ left: NormalisedTitle, _ right: NormalisedTitle) {
        degree = .missing
        guard !left.isMissing, !right.isMissing else { return }
        kindsDiffer = left.kind != right.kind
        isRecurring = left.isRecurring || right.isRecurring
        if left.hash == right.hash {
            degree = .same
            agreeing = min(left.informativeWords, right.informativeWords)
            return
        }
        var matcher = WordMatcher(left, right)
        matcher.match()
        shared = matcher.shared
        agreeing = min(matcher.agreeing, left.informativeWords, right.informativeWords)
        onlyLeft = matcher.openLeft.count
        onlyRight = matcher.openRight.count
        degree = Self.degree(left, right, self)
        compareNumerals(left.numerals, right.numerals)
    }

    private mutating func compareNumerals(_ left: [UInt8], _ right: [UInt8]) {
        guard left != right else { return }
        if left.isEmpty || right.isEmpty {
            numeralsOneSided = true
            return
        }
        // A shortened title may lack the numerals of its subtitle, but not have others.
        let (short, long) = left.count < right.count ? (left, right) : (right, left)
        let isPart =
            degree != .spelling
            && (long.starts(with: short)
                || long.reversed().starts(with: short.reversed()))
        if isPart { numeralsOneSided = true } else { numeralsDiffer = true }
    }

    private static func degree(
        _ left: NormalisedTitle,
        _ right: NormalisedTitle,
        _ found: TitleAgreement
    ) -> Degree {
        if found.onlyLeft == 0, found.onlyRight == 0 { return .spelling }
        if found.shared == 0 { return .different }
        if found.onlyLeft == 0 || found.onlyRight == 0 {
            let (short, long) = found.onlyLeft == 0 ? (left, right) : (right, left)
            let isBeginning = long.letters.starts(with: short.letters)
            if isBeginning { return .shortened }
            return found.share >= 0.5 ? .extended : .different
        }
        return found.share >= 0.5 ? .reworded : .different
    }
}

/// Pairs off the words of two titles: equal, misspelt, or divided differently.
struct WordMatcher {
    private let left: NormalisedTitle
    private let right: NormalisedTitle
    private(set) var agreeing = 0
    /// All content words that agree.
    private(set) var shared = 0
    /// Content words without a partner, as positions.
    private(set) var openLeft: [Int] = []
    private(set) var openRight: [Int] = []

    init(_ left: NormalisedTitle, _ right: NormalisedTitle) {
        self.left = left
        self.right = right
    }

    mutating func match() {
        matchEqual()
        // Titles with hardly a word in common are two titles, whatever is misspelt.
        let isHopeless = min(openLeft.count, openRight.count) > 2 * shared + 2
        if !openLeft.isEmpty, !openRight.isEmpty, !isHopeless {
            matchMisspelt()
        }
        if !openLeft.isEmpty || !openRight.isEmpty { matchJoined() }
        openLeft.removeAll { !left.words[$0].isContent }
        openRight.removeAll { !right.words[$0].isContent }
    }

    private mutating func matchEqual() {
        var used = [Bool](repeating: false, count: right.words.count)
        for (position, word) in left.words.enumerated() {
            // Words are in nearly the same order, so the search starts where the word stands.
            let count = right.words.count
            var partner: Int?
            for step in 0..<count {
                let place = (position + step) % count
                if !used[place], right.words[place].hash == word.hash {
                    partner = place
                    break
                }
            }
            if let partner {
                used[partner] = true
                credit(word)
            } else {
                openLeft.append(position)
            }
        }
        openRight = used.indices.filter { !used[$0] }
    }

    private mutating func credit(_ word: Word) {
        guard word.isContent else { return }
        shared += 1
        if !StockWords.isStock(word.hash) { agreeing += 1 }
    }

    private mutating func matchMisspelt() {
        var remaining: [Int] = []
        for position in openLeft {
            let word = left.words[position]
            let partner = openRight.firstIndex {
                Spelling.isVariant(left.bytes(word), right.bytes(right.words[$0]))
            }
            if let partner {
                openRight.remove(at: partner)
                credit(word)
            } else {
                remaining.append(position)
            }
        }
        openLeft = remaining
    }

    /// "meta analysis" and "metaanalysis", "followup" and "follow up", "il6" and "il 6".
    private mutating func matchJoined() {
        Self.join(&openLeft, left, &openRight, right)
        Self.join(&openRight, right, &openLeft, left)
    }

    private static func join(
        _ single: inout [Int],
        _ singleTitle: NormalisedTitle,
        _ split: inout [Int],
        _ splitTitle: NormalisedTitle
    ) {
        single.removeAll { position in
            let whole = singleTitle.bytes(singleTitle.words[position])
            for (offset, start) in split.enumerated() {
                var length = 1
                let first = splitTitle.words[start]
                guard whole.starts(with: splitTitle.bytes(first)) else { continue }
                while offset + length < split.count, split[offset + length] == start + length {
                    let end = splitTitle.words[start + length].end
                    length += 1
                    if splitTitle.letters[Int(first.start)..<Int(end)].elementsEqual(whole) {
                        split.removeSubrange(offset..<(offset + length))
                        return true
                    }
                }
            }
            return false
        }
    }
}

/// Decides whether two words are spellings of one.
enum Spelling {
    /// Beginnings that turn a word into its opposite although few letters differ.
    private static let opposites: [([UInt8], [UInt8])] = [
        ("hyper", "hypo"), ("intra", "inter"), ("intra", "extra"), ("macro", "micro"),
        ("anti", "ante"), ("pre", "pro"), ("under", "over"), ("male", "female"), ("men", "women"),
        ("normo", "hypo"), ("mono", "homo"), ("uni", "bi"), ("ab", "ad"), ("in", "un"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

    /// True when the words differ by a slip or by British and American spelling.
    ///
    /// One edit from 4 letters, two from 9 on: of two random words of a length hardly any are so
    /// close. Words with digits must be equal: "il6" is not "il8".
    static func isVariant(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        let shorter = min(left.count, right.count)
        guard shorter >= 4, abs(left.count - right.count) <= 2 else { return false }
        guard !left.contains(where: isDigit), !right.contains(where: isDigit) else { return false }
        // A slip hits the first and the last letter at once so seldom that looking is not worth it.
        guard left.first == right.first || left.last == right.last else { return false }
        let limit = shorter >= 9 ? 2 : 1
        guard EditDistance.isWithin(limit, left, right) else { return false }
        return !opposites.contains { pair in
            (left.starts(with: pair.0) && right.starts(with: pair.1))
                || (left.starts(with: pair.1) && right.starts(with: pair.0))
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}

/// Number of letters inserted, deleted, replaced or swapped with their neighbour.
enum EditDistance {
    /// True when at most `limit` edits turn one text into the other.
    static func isWithin(
        _ limit: Int,
        _ left: ArraySlice<UInt8>,
        _ right: ArraySlice<UInt8>
    ) -> Bool {
        guard abs(left.count - right.count) <= limit else { return false }
        if left.elementsEqual(right) { return true }
        let a = Array(left)
        let b = Array(right)
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        var current = last
        for i in 1...max(1, a.count) where !a.isEmpty {
            current[0] = i
            var best = i
            for j in 1...max(1, b.count) where !b.isEmpty {
                let cost = a[i - 1] == b[j - 1] ? 0 : 1
                current[j] = min(last[j] + 1, current[j - 1] + 1, last[j - 1] + cost)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    current[j] = min(current[j], beforeLast[j - 2] + 1)
                }
                best = min(best, current[j])
            }
            if best > limit { return false }
            (beforeLast, last, current) = (last, current, beforeLast)
        }
        return last[b.count] <= limit
    }
}
