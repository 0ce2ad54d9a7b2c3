import Bibliography

/// A word inside folded text.
struct Word: Sendable {
    /// The same for British and American spelling.
    var hash: UInt64
    var start: UInt16
    var end: UInt16
    /// Carries meaning: not an article, preposition or conjunction, and not a single letter.
    var isContent: Bool
    /// One of the words that every journal uses ("review", "report").
    var isStock: Bool
    var holdsDigit: Bool

    var length: Int { Int(end) - Int(start) }
}

/// What a title announces about itself by its first or last words.
enum TitleKind: UInt8, Equatable, Sendable {
    case plain
    case erratum
    case retraction
    case comment
    case reply
}

/// A title without mark-up, markers and language notes, as words.
struct NormalisedTitle {
    /// Folded letters without any space: hyphens and spaces vary between databases.
    var letters: [UInt8] = []
    var words: [Word] = []
    /// Hash of `letters`; 0 for a missing title.
    var hash: UInt64 = 0
    /// Number of words before the first subtitle mark; all words if there is none.
    var mainLength = 0
    /// All numerals in order, Roman ones and "part A" included, as one string of digits.
    var numerals: [UInt8] = []
    var kind = TitleKind.plain
    /// Different content words that are not the stock phrases every journal uses.
    var informativeWords = 0
    /// Begins with a stock word ("Introduction to …", "Annual report …"), so it may come back yearly.
    var isRecurring = false

    var isMissing: Bool { words.isEmpty }

    init(_ raw: String) {
        guard !raw.isEmpty else { return }
        let parts = TitleParts(raw)
        kind = parts.kind
        var folded: [UInt8] = []
        TextFolding.appendFolded(parts.main, to: &folded)
        let mainEnd = folded.count
        if !parts.rest.isEmpty { TextFolding.appendFolded(parts.rest, to: &folded) }
        split(folded, mainEnd: mainEnd)
        hash = letters.isEmpty ? 0 : Deduplication.hash(of: letters)
        informativeWords = countOfDifferent { $0.isContent && !$0.isStock }
        isRecurring = words.first { $0.isContent }.map(\.isStock) ?? false
        numerals = TitleNumerals.digits(of: words, in: letters)
    }

    /// Takes the name of the journal for what it is when a reader of PDF files put it in the title.
    mutating func discountWords(of journal: NormalisedJournal) {
        func isForeign(_ word: Word) -> Bool {
            word.isContent && !journal.words.contains { $0.hash == word.hash }
        }
        let content = countOfDifferent(where: \.isContent)
        guard content > 2, !journal.isMissing else { return }
        let foreign = countOfDifferent(where: isForeign)
        guard foreign * 5 <= content * 2 else { return }
        informativeWords = countOfDifferent { isForeign($0) && !$0.isStock }
        isRecurring = true
    }

    private func countOfDifferent(where isCounted: (Word) -> Bool) -> Int {
        var count = 0
        for (index, word) in words.enumerated() where isCounted(word) {
            if !words[..<index].contains(where: { $0.hash == word.hash }) { count += 1 }
        }
        return count
    }

    /// No title needs more; a whole abstract in the title field must not slow everything down.
    private static let longestTitle = 1_000

    private mutating func split(_ folded: [UInt8], mainEnd: Int) {
        letters.reserveCapacity(folded.count)
        var hasher = StableHasher()
        var start = 0
        func isLast(_ index: Int) -> Bool { index == folded.count || folded[index] == 0x20 }
        for index in 0...min(folded.count, Self.longestTitle) {
            guard isLast(index) || index == Self.longestTitle else {
                letters.append(folded[index])
                hasher.combine(folded[index])
                continue
            }
            if letters.count > start {
                let word = letters[start...]
                let isContent = !StockWords.isFunctionWord(word) && word.count > 1
                words.append(
                    Word(
                        hash: spellingHash(of: word),
                        start: UInt16(start),
                        end: UInt16(letters.count),
                        isContent: isContent,
                        isStock: StockWords.isStock(hasher.value),
                        holdsDigit: word.contains { $0 >= 0x30 && $0 <= 0x39 }
                    )
                )
            }
            if index <= mainEnd { mainLength = words.count }
            start = letters.count
            hasher = StableHasher()
        }
    }
}

/// Words that say little about which work is meant.
enum StockWords {
    private static let functionWords: Set<UInt64> = Set(
        """
        a an the of in on at to for from by with and or as is are was were be its it this that their \
        der die das des dem den und von im zur zum mit ein eine el la los las del de y en un una por \
        con para le les du et dans sur une pour il lo gli e di da nel nella per o os do dos das em \
        vs versus between among using
        """.split(separator: " ").map { hash(of: String($0)) }
    )

    /// Titles made of these alone ("Book review", "Introduction to the minitrack") recur.
    private static let stockWords: Set<UInt64> = Set(
        """
        abstract abstracts annual announcement author authors book books books chapter comment \
        commentary conference contents correspondence cover editor editorial editorials editors \
        foreword introduction index invited issue journal letter letters meeting minutes news note \
        notes obituary overview panel paper papers preface proceedings proposal program programme \
        reply report reports response review reviews reviewers section session special summary \
        supplement symposium table tutorial volume workshop
        """.split(separator: " ").map { hash(of: String($0)) }
    )

    static func isFunctionWord(_ word: ArraySlice<UInt8>) -> Bool {
        word.count <= 7 && functionWords.contains(hash(of: word))
    }

    static func isStock(_ hash: UInt64) -> Bool { stockWords.contains(hash) }
}

/// The numerals of a title in order, however they are written.
enum TitleNumerals {
    private static let cues: Set<UInt64> = Set(
        ["part", "teil", "parte", "partie", "section", "chapter", "volume", "vol", "paper"]
            .map { spellingHash(of: Array($0.utf8)) }
    )

    private static let spelled: [UInt64: [UInt8]] = {
        var table: [UInt64: [UInt8]] = [:]
        let numerals = [
            ("2", "ii two second zweite"), ("3", "iii three third dritte"), ("4", "iv four fourth"),
            ("5", "five fifth"), ("6", "vi six sixth"), ("7", "vii seven seventh"),
            ("8", "viii eight eighth"), ("9", "ix nine ninth"), ("10", "ten tenth"),
            ("11", "xi eleven eleventh"), ("12", "xii twelve twelfth"), ("13", "xiii"),
            ("14", "xiv"), ("15", "xv"),
        ]
        for (digits, words) in numerals {
            for word in words.split(separator: " ") {
                table[hash(of: String(word))] = Array(digits.utf8)
            }
        }
        return table
    }()

    private static let one = Set(["i", "one", "first", "erste"].map { hash(of: $0) })

    /// Digits of all numerals one after another: "1,000" and "1000", "type II" and "type 2" agree.
    static func digits(of words: [Word], in letters: [UInt8]) -> [UInt8] {
        var digits: [UInt8] = []
        for (index, word) in words.enumerated() {
            let text = letters[Int(word.start)..<Int(word.end)]
            let own = text.filter { $0 >= 0x30 && $0 <= 0x39 }
            if !own.isEmpty {
                digits += own
            } else if text.count <= 8, let spelt = spelled[hash(of: text)] {
                digits += spelt
            } else {
                digits += cued(
                    text,
                    isAfterCue: index > 0 && cues.contains(words[index - 1].hash),
                    isLast: index == words.count - 1
                )
            }
        }
        return digits
    }

    /// "I", "one" and single letters count only where a number is due: "part I", "part B", "… V".
    private static func cued(
        _ text: ArraySlice<UInt8>,
        isAfterCue: Bool,
        isLast: Bool
    ) -> [UInt8] {
        guard isAfterCue || (isLast && text.count == 1) else { return [] }
        if one.contains(hash(of: text)) { return [0x31] }
        guard text.count == 1, let letter = text.first else { return [] }
        if letter == 0x76 { return [0x35] }
        if letter == 0x78 { return [0x31, 0x30] }
        return isAfterCue && letter >= 0x61 && letter <= 0x69 ? [letter - 0x30] : []
    }
}
