/// Compares names of journals by how abbreviations are made, not by a list of journals.
enum JournalComparison {
    /// Compares the names of two journals.
    static func agreement(_ left: JournalView, _ right: JournalView) -> Agreement {
        if left.hash != 0, left.hash == right.hash { return .same }
        guard !left.isMissing, !right.isMissing else { return .unknown }
        if nameOtherYears(left, right) { return .different }
        let (short, long) =
            left.letters.count <= right.letters.count ? (left, right) : (right, left)
        if isAbbreviation(short, of: long) || isInitialism(short, of: long) { return .similar }
        if isAcronym(short, of: long) || isAcronym(long, of: short) { return .similar }
        return areOneMeeting(left, right) ? .similar : .different
    }

    /// Proceedings of 2017 and of 2018.
    private static func nameOtherYears(_ left: JournalView, _ right: JournalView) -> Bool {
        func years(_ journal: JournalView) -> [UInt64] {
            journal.words.filter { $0.holdsDigit && $0.length == 4 }.map(\.hash)
        }
        let (first, second) = (years(left), years(right))
        return !first.isEmpty && !second.isEmpty && !first.contains(where: second.contains)
    }

    /// "proceedings ieee international conference robotics automation" – "2018 international
    /// conference robotics automation icra": what names the subject agrees.
    private static func areOneMeeting(_ left: JournalView, _ right: JournalView) -> Bool {
        let isMeeting = [left, right].allSatisfy { journal in
            journal.words.contains { containerWords.contains($0.hash) }
        }
        guard isMeeting else { return false }
        func subject(_ journal: JournalView) -> [Word] {
            journal.words.filter { !$0.holdsDigit && !containerWords.contains($0.hash) }
        }
        let (a, b) = (subject(left), subject(right))
        let matched = a.count { word in
            b.contains { shortens(left.bytes(word), right.bytes($0)) }
        }
        // One more word may be an acronym, a place or a publisher.
        return matched >= 2 && matched + 1 >= min(a.count, b.count)
            && 3 * matched >= 2 * max(a.count, b.count)
    }

    /// ISO 4: every word of the abbreviation shortens a word of the name, in order.
    ///
    /// "proc natl acad sci" – "proceedings national academy sciences". Words of the name may be left
    /// out ("J Hypertens" – "journal of hypertension supplement"), words of the abbreviation not.
    private static func isAbbreviation(_ short: JournalView, of long: JournalView)
        -> Bool
    {
        var position = 0
        var matched = 0
        for word in short.words {
            var next = position
            while next < long.words.count,
                !shortens(short.bytes(word), long.bytes(long.words[next]))
            {
                next += 1
            }
            guard next < long.words.count else { continue }
            matched += 1
            position = next + 1
        }
        // One word may be a place or a section that the other database leaves out.
        let most = max(short.words.count, long.words.count)
        return matched == short.words.count && matched * 2 >= most
            || matched >= 3 && matched + 1 >= most
    }

    /// A word is cut ("sci" – "sciences") or contracted ("natl" – "national").
    private static func shortens(_ short: Letters, _ long: Letters) -> Bool {
        let (short, long) = short.count <= long.count ? (short, long) : (long, short)
        guard let first = short.first, first == long.first else { return false }
        if long.starts(with: short) { return true }
        guard short.count >= 3, short.last == long.last || short.count >= 4 else { return false }
        var found = 0
        for byte in long where found < short.count && byte == short[found] { found += 1 }
        return found == short.count
    }

    /// "jama" – "journal american medical association"; "pnas" – "proceedings national academy …".
    private static func isInitialism(_ short: JournalView, of long: JournalView) -> Bool {
        guard short.words.count == 1, short.letters.count >= 3, long.words.count >= 3 else {
            return false
        }
        let initials = long.words.compactMap { long.bytes($0).first }
        return initials.starts(with: short.letters)
    }

    /// Words that say that something is a meeting, not which one.
    private static let containerWords: Set<UInt64> = Set(
        """
        proceedings proc conference conf annual international meeting symposium workshop congress
        symp int ieee acm
        """.split { $0 == " " || $0 == "\n" }.map { spellingHash(of: Array($0.utf8)) }
    )

    /// "amcis 2017 proceedings" – "americas conference information systems".
    private static func isAcronym(_ short: JournalView, of long: JournalView) -> Bool {
        let names = short.words.filter { word in
            !containerWords.contains(word.hash)
                && !short.bytes(word).contains { $0 >= 0x30 && $0 <= 0x39 }
        }
        guard names.count == 1, names[0].length >= 3, names[0].length <= 8 else { return false }
        let letters = short.bytes(names[0])[...]
        return spells(letters, long, from: 0) || spells(letters, long, from: 1)
    }

    /// Whether letters are made of beginnings of all words from a position on, in order.
    private static func spells(
        _ letters: Swift.Slice<Letters>,
        _ journal: JournalView,
        from position: Int
    ) -> Bool {
        guard position < journal.words.count else { return letters.isEmpty }
        let word = journal.bytes(journal.words[position])
        let longest = zip(letters, word).prefix { $0 == $1 }.count
        guard longest > 0, journal.words.count - position <= letters.count else { return false }
        return (1...longest).contains { spells(letters.dropFirst($0), journal, from: position + 1) }
    }
}
