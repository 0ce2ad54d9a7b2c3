/// The keys under which a record is filed.
///
/// Identifiers, its place of printing, its title, pairs of the rarest words of its title, its first
/// author with the year, a second author or a word of the title.
struct BlockingKeys {
    let arena: ArenaView
    let frequencies: WordFrequencies
    private(set) var keys: [UInt64] = []
    private var words: [(frequency: UInt32, hash: UInt64)] = []

    /// Rare words of a title that are combined into keys; five give ten keys and still meet when
    /// two of them are misspelt or cut off.
    static let rareWords = 5

    init(_ arena: ArenaView, _ frequencies: WordFrequencies) {
        self.arena = arena
        self.frequencies = frequencies
    }

    /// Lists the keys of a record in `keys`.
    mutating func list(_ row: RecordRow) {
        keys.removeAll(keepingCapacity: true)
        addIdentifiers(row)
        addPlace(row)
        addAuthors(row)
        addTitle(row)
    }

    /// Combines the parts of a key; `kind` keeps keys of different kinds apart.
    private static func key(_ kind: UInt64, _ a: UInt64, _ b: UInt64 = 0, _ c: UInt64 = 0)
        -> UInt64
    {
        var hasher = StableHasher()
        hasher.combine(kind)
        hasher.combine(a)
        hasher.combine(b)
        hasher.combine(c)
        return hasher.value
    }

    private mutating func addIdentifiers(_ row: RecordRow) {
        if row.doi != 0 { keys.append(Self.key(1, row.doi)) }
        if row.pmid != 0 { keys.append(Self.key(2, row.pmid)) }
        if row.pmcid != 0 { keys.append(Self.key(3, row.pmcid)) }
        if row.accession != 0 { keys.append(Self.key(4, row.accession)) }
    }

    private mutating func addPlace(_ row: RecordRow) {
        let pages = row.pages
        guard !pages.isMissing else { return }
        let first = UInt64(pages.first)
        // The first letter of a journal survives every abbreviation.
        let initial = UInt64(arena.journal(row.journal).letters.first ?? 0)
        if row.volume != 0, initial != 0, !pages.isOwnNumbering {
            keys.append(Self.key(5, row.volume, first, initial))
        }
        if pages.last > pages.first, let author = arena.authors(of: row).list.first {
            keys.append(Self.key(6, first, UInt64(pages.last), author.family))
        }
    }

    private mutating func addAuthors(_ row: RecordRow) {
        let list = arena.authors(of: row).list
        guard let first = list.first else { return }
        if let year = row.year {
            keys.append(Self.key(7, first.family, UInt64(truncatingIfNeeded: year)))
        }
        if list.count > 1 {
            // Sorted, as databases differ in the order of two equal contributors.
            let (a, b) = (first.family, list[1].family)
            keys.append(Self.key(8, min(a, b), max(a, b)))
        }
        if let word = arena.title(of: row).words.first(where: \.isContent) {
            keys.append(Self.key(9, first.family, word.hash))
        }
    }

    private mutating func addTitle(_ row: RecordRow) {
        let title = arena.title(of: row)
        guard !title.isMissing else { return }
        keys.append(Self.key(10, title.hash))
        addFirstWords(title)
        words.removeAll(keepingCapacity: true)
        for word in title.words where word.isContent {
            let frequency = frequencies[word.hash]
            // A word that occurs once joins nothing.
            guard frequency > 1, !words.contains(where: { $0.hash == word.hash }) else { continue }
            words.append((frequency, word.hash))
        }
        words.sort { ($0.frequency, $0.hash) < ($1.frequency, $1.hash) }
        let rare = words.prefix(Self.rareWords)
        for (position, word) in rare.enumerated() {
            for other in rare[(position + 1)...] {
                keys.append(Self.key(12, min(word.hash, other.hash), max(word.hash, other.hash)))
            }
        }
    }

    private mutating func addFirstWords(_ title: TitleView) {
        var first: (UInt64, UInt64) = (0, 0)
        var count = 0
        for word in title.words where word.isContent {
            if count == 2 {
                keys.append(Self.key(11, first.0, first.1, word.hash))
                return
            }
            if count == 0 { first.0 = word.hash } else { first.1 = word.hash }
            count += 1
        }
    }
}

/// In how many titles a word occurs.
///
/// Counted in a table of fixed size: two words that fall into one slot only look more frequent than
/// they are, which costs nothing but a slightly worse choice of keys.
struct WordFrequencies: Sendable {
    private var counts: [UInt32]
    private let mask: UInt64

    init(_ arena: ArenaView) {
        var size = 1 << 14
        while size < arena.rows.count * 4, size < 1 << 22 { size <<= 1 }
        mask = UInt64(size - 1)
        counts = [UInt32](repeating: 0, count: size)
        for row in arena.rows {
            for word in arena.title(of: row).words where word.isContent {
                counts[Int(word.hash & mask)] += 1
            }
        }
    }

    /// How often a word, given by its hash, occurs.
    subscript(hash: UInt64) -> UInt32 { counts[Int(hash & mask)] }
}
