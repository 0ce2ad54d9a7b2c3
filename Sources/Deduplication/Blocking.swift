import Statistics

/// Finds the pairs that are worth comparing, without comparing all with all: stage 2.
///
/// Each record is filed under several keys (see `BlockingKeys`). Two records are candidates when
/// they share a key. Under a key with more than `blockSize` records only neighbours in the order of
/// titles are candidates (sorted neighbourhood, Hernández & Stolfo 1998,
/// doi:10.1023/A:1009761603038), so the number of candidates grows with the number of records.
struct Blocking: Sendable {
    /// Records in the order of titles; a *rank* is a place in this order.
    private let order: [UInt32]
    /// Ranks filed under keys that several records share, one key after the other, ascending.
    private var members: [UInt32] = []
    /// For each member, where the records end with which it makes candidates.
    private var reaches: [UInt32] = []
    /// Places of each rank in `members`: those from `starts[rank]` to `starts[rank + 1]`.
    private var starts: [UInt32] = []
    private var places: [UInt32] = []

    /// Neighbours compared on either side under a key with many records.
    static let window = 6

    /// Number of records.
    var count: Int { order.count }

    init(_ arena: ArenaView, blockSize: Int, isConcurrent: Bool = true) {
        let order = TitleOrder.sorted(arena, isConcurrent: isConcurrent)
        self.order = order
        let frequencies = WordFrequencies(arena)
        let chunks = Parallel.map(order.count, inRangesOf: 4_096, isConcurrent: isConcurrent) {
            ranks in
            var keys = BlockingKeys(arena, frequencies)
            var entries: [UInt64] = []
            entries.reserveCapacity(ranks.count * 18)
            for rank in ranks {
                keys.list(arena.rows[Int(order[rank])])
                for key in keys.keys {
                    entries.append(key & 0xFFFF_FFFF_0000_0000 | UInt64(rank))
                }
            }
            return entries
        }
        var entries = [UInt64](chunks.joined())
        RadixSort.byUpperHalf(&entries)
        file(entries, blockSize: blockSize)
    }

    /// Keeps the entries whose key occurs more than once.
    private mutating func file(_ entries: [UInt64], blockSize: Int) {
        var counts = [UInt32](repeating: 0, count: order.count + 1)
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end] >> 32 == entries[start] >> 32 { end += 1 }
            if end - start > 1 {
                let reach = end - start > blockSize ? Self.window + 1 : end - start
                let shift = members.count - start
                for index in start..<end {
                    let rank = UInt32(truncatingIfNeeded: entries[index])
                    members.append(rank)
                    reaches.append(UInt32(min(end, index + reach) + shift))
                    counts[Int(rank)] += 1
                }
            }
            start = end
        }
        var total: UInt32 = 0
        starts = counts.map { count in
            defer { total += count }
            return total
        }
        var next = starts
        places = [UInt32](repeating: 0, count: members.count)
        for (place, rank) in members.enumerated() {
            places[Int(next[Int(rank)])] = UInt32(place)
            next[Int(rank)] += 1
        }
    }

    /// Calls a function with the candidates of records: every pair once, the lower index first.
    ///
    /// - Parameters:
    ///   - ranks: places in the order of titles; each pair belongs to the rank of one of its records.
    ///   - body: what is done with a pair.
    func forEachCandidate(of ranks: Range<Int>, _ body: (Int, Int) -> Void) {
        var found: [UInt32] = []
        for rank in ranks {
            found.removeAll(keepingCapacity: true)
            for position in starts[rank]..<starts[rank + 1] {
                let place = places[Int(position)]
                var other = place + 1
                let end = reaches[Int(place)]
                while other < end {
                    let partner = members[Int(other)]
                    // A hash of 32 bits may file a record twice under one key.
                    if partner != UInt32(rank) { found.append(partner) }
                    other += 1
                }
            }
            found.sort()
            var last: UInt32?
            let record = Int(order[rank])
            for partner in found where partner != last {
                last = partner
                let other = Int(order[Int(partner)])
                body(min(record, other), max(record, other))
            }
        }
    }
}

/// The order of titles, in which likely duplicates are neighbours.
enum TitleOrder {
    private struct Entry {
        var beginning: UInt64
        var record: UInt32
    }

    /// Indices of records by title; records with one title by authors, year and place.
    static func sorted(_ arena: ArenaView, isConcurrent: Bool) -> [UInt32] {
        var entries = arena.rows.indices.map { index in
            Entry(beginning: beginning(arena.title(of: arena.rows[index])), record: UInt32(index))
        }
        entries.sort { left, right in
            if left.beginning != right.beginning { return left.beginning < right.beginning }
            return precedes(left.record, right.record, arena)
        }
        return entries.map(\.record)
    }

    /// The first eight letters as a number.
    private static func beginning(_ title: TitleView) -> UInt64 {
        var value: UInt64 = 0
        for place in 0..<8 {
            value = value << 8 | (place < title.letters.count ? UInt64(title.letters[place]) : 0)
        }
        return value
    }

    private static func precedes(_ a: UInt32, _ b: UInt32, _ arena: ArenaView) -> Bool {
        let (left, right) = (arena.rows[Int(a)], arena.rows[Int(b)])
        if left.titleHash != right.titleHash {
            let (x, y) = (arena.title(of: left).letters, arena.title(of: right).letters)
            return x.lexicographicallyPrecedes(y)
        }
        // Under "Editorial" the same author and the same pages are the next best neighbours.
        let first = (left.authorsHash, left.yearOrNone, left.volume, left.pages.first)
        let second = (right.authorsHash, right.yearOrNone, right.volume, right.pages.first)
        if first != second { return first < second }
        return (left.contentHash, a) < (right.contentHash, b)
    }
}

/// Sorts numbers by their upper 32 bits and keeps the order of those that agree in them.
enum RadixSort {
    static func byUpperHalf(_ values: inout [UInt64]) {
        guard values.count > 1 else { return }
        var spare = [UInt64](repeating: 0, count: values.count)
        for (shift, bits) in [(32, 11), (43, 11), (54, 10)] {
            let mask = UInt64(1 << bits) - 1
            var starts = [Int](repeating: 0, count: 1 << bits)
            for value in values { starts[Int(value >> UInt64(shift) & mask)] += 1 }
            var total = 0
            for digit in starts.indices {
                let count = starts[digit]
                starts[digit] = total
                total += count
            }
            for value in values {
                let digit = Int(value >> UInt64(shift) & mask)
                spare[starts[digit]] = value
                starts[digit] += 1
            }
            swap(&values, &spare)
        }
    }
}
