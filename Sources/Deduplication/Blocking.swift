/// Finds the pairs that are worth comparing, without comparing all with all: stage 2.
///
/// Each record is filed under several keys: identifiers, its place of printing, its title, pairs of
/// the rarest words of its title, its first author with the year or a second author. Two records
/// become a pair when they share a key. A group larger than `blockSize` is sorted by title and only
/// neighbours are paired (sorted neighbourhood, Hernández & Stolfo 1998,
/// doi:10.1023/A:1009761603038), so the number of pairs grows with the number of records.
struct Blocking {
    var blockSize: Int

    /// Neighbours compared on either side within a large group.
    static let window = 6
    /// Rare words of a title that are combined into keys; four give six keys and still meet when
    /// one or two of them are misspelt or cut off.
    static let rareWords = 5

    private struct Entry {
        var key: UInt64
        var record: UInt32
    }

    /// Lists the pairs that share a key.
    ///
    /// - Parameter records: all records.
    /// - Returns: Pairs as first << 32 | second, ascending, each once.
    func pairs(_ records: [NormalisedRecord]) -> [UInt64] {
        let frequencies = WordFrequencies(records)
        var entries: [Entry] = []
        entries.reserveCapacity(records.count * 16)
        var keys: [UInt64] = []
        for (index, record) in records.enumerated() {
            keys.removeAll(keepingCapacity: true)
            Self.addIdentifiers(of: record, to: &keys)
            Self.addPlace(of: record, to: &keys)
            Self.addAuthors(of: record, to: &keys)
            Self.addTitle(of: record, frequencies, to: &keys)
            for key in keys { entries.append(Entry(key: key, record: UInt32(index))) }
        }
        entries.sort { ($0.key, $0.record) < ($1.key, $1.record) }
        var pairs: [UInt64] = []
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end].key == entries[start].key { end += 1 }
            if end - start > 1 {
                addPairs(entries[start..<end].map(\.record), records, to: &pairs)
            }
            start = end
        }
        pairs.sort()
        return Self.withoutRepeats(pairs)
    }

    private func addPairs(
        _ group: [UInt32],
        _ records: [NormalisedRecord],
        to pairs: inout [UInt64]
    ) {
        var group = group
        var reach = group.count
        if group.count > blockSize {
            reach = Self.window
            group.sort { Self.precedes(records[Int($0)], records[Int($1)]) }
        }
        for (position, first) in group.enumerated() {
            for second in group[(position + 1)...].prefix(reach) where first != second {
                let (low, high) = first < second ? (first, second) : (second, first)
                pairs.append(UInt64(low) << 32 | UInt64(high))
            }
        }
    }

    private static func precedes(_ left: NormalisedRecord, _ right: NormalisedRecord) -> Bool {
        if left.title.hash == right.title.hash { return left.contentHash < right.contentHash }
        return left.title.letters.lexicographicallyPrecedes(right.title.letters)
    }

    private static func withoutRepeats(_ pairs: [UInt64]) -> [UInt64] {
        var unique: [UInt64] = []
        unique.reserveCapacity(pairs.count)
        for pair in pairs where pair != unique.last { unique.append(pair) }
        return unique
    }

    /// Combines the parts of a key; `kind` keeps keys of different kinds apart.
    private static func key(_ kind: UInt64, _ parts: UInt64...) -> UInt64 {
        var hasher = StableHasher()
        hasher.combine(kind)
        for part in parts { hasher.combine(part) }
        return hasher.value
    }

    private static func addIdentifiers(of record: NormalisedRecord, to keys: inout [UInt64]) {
        if let doi = record.doi { keys.append(key(1, doi.hash)) }
        if record.pmid != 0 { keys.append(key(2, record.pmid)) }
        if record.pmcid != 0 { keys.append(key(3, record.pmcid)) }
        if record.accession != 0 { keys.append(key(4, record.accession)) }
    }

    private static func addPlace(of record: NormalisedRecord, to keys: inout [UInt64]) {
        let pages = record.pages
        guard !pages.isMissing else { return }
        let first = UInt64(pages.first)
        // The first letter of a journal survives every abbreviation.
        let initial = UInt64(record.journal.letters.first ?? 0)
        if record.volume != 0, initial != 0, !pages.isOwnNumbering {
            keys.append(key(5, record.volume, first, initial))
        }
        if pages.last > pages.first, let author = record.authors.list.first {
            keys.append(key(6, first, UInt64(pages.last), author.family))
        }
    }

    private static func addAuthors(of record: NormalisedRecord, to keys: inout [UInt64]) {
        guard let first = record.authors.list.first else { return }
        if let year = record.year {
            keys.append(key(7, first.family, UInt64(truncatingIfNeeded: year)))
        }
        if let second = record.authors.list.dropFirst().first {
            // Sorted, as databases differ in the order of two equal contributors.
            let (low, high) =
                first.family < second.family
                ? (first.family, second.family) : (second.family, first.family)
            keys.append(key(8, low, high))
        }
        if let word = record.title.words.first(where: \.isContent) {
            keys.append(key(9, first.family, word.hash))
        }
    }

    private static func addTitle(
        of record: NormalisedRecord,
        _ frequencies: WordFrequencies,
        to keys: inout [UInt64]
    ) {
        let title = record.title
        guard !title.isMissing else { return }
        keys.append(key(10, title.hash))
        let content = title.words.filter(\.isContent)
        if content.count >= 3 {
            keys.append(key(11, content[0].hash, content[1].hash, content[2].hash))
        }
        let rare = frequencies.rarest(Self.rareWords, of: content)
        for (position, word) in rare.enumerated() {
            for other in rare[(position + 1)...] {
                keys.append(key(12, min(word, other), max(word, other)))
            }
        }
    }
}

/// In how many titles a word occurs.
///
/// Counted in a table of fixed size: two words that fall into one slot only look more frequent than
/// they are, which costs nothing but a slightly worse choice of keys.
struct WordFrequencies {
    private var counts: [UInt32]
    private let mask: UInt64

    init(_ records: [NormalisedRecord]) {
        var size = 1 << 14
        while size < records.count * 4, size < 1 << 22 { size <<= 1 }
        mask = UInt64(size - 1)
        counts = [UInt32](repeating: 0, count: size)
        for record in records {
            for word in record.title.words where word.isContent {
                counts[Int(word.hash & mask)] += 1
            }
        }
    }

    /// The hashes of the rarest words that occur at least twice: a word that occurs once joins
    /// nothing.
    func rarest(_ count: Int, of words: [Word]) -> [UInt64] {
        var shared = words.map { (frequency: counts[Int($0.hash & mask)], hash: $0.hash) }
            .filter { $0.frequency > 1 }
        shared.sort { ($0.frequency, $0.hash) < ($1.frequency, $1.hash) }
        var chosen: [UInt64] = []
        for word in shared where !chosen.contains(word.hash) {
            chosen.append(word.hash)
            if chosen.count == count { break }
        }
        return chosen
    }
}
