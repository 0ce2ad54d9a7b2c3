import Bibliography

/// Compares abstracts by their runs of words.
enum AbstractComparison {
    /// Share of three-word runs of the shorter abstract that the longer one holds.
    ///
    /// One abstract in two databases differs in labels, copyright lines and signs: well above one
    /// half of its runs stay. Abstracts of two studies by one group share some sentences: below one
    /// fifth. In between nothing is concluded. Fewer than 20 words prove nothing.
    static func agreement(_ left: Record, _ right: Record) -> Agreement {
        guard let first = left.abstract, let second = right.abstract else { return .unknown }
        let a = runs(of: first)
        let b = runs(of: second)
        guard min(a.count, b.count) >= 18 else { return .unknown }
        let share = Double(sharedCount(a, b)) / Double(min(a.count, b.count))
        return share >= 0.6 ? .same : share < 0.2 ? .different : .unknown
    }

    /// Counts what two ascending lists have in common.
    private static func sharedCount(_ left: [UInt64], _ right: [UInt64]) -> Int {
        var (i, j, shared) = (0, 0, 0)
        while i < left.count, j < right.count {
            if left[i] == right[j] {
                (i, j, shared) = (i + 1, j + 1, shared + 1)
            } else if left[i] < right[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return shared
    }

    /// Hashes of all runs of three words, ascending, each once.
    private static func runs(of text: String) -> [UInt64] {
        var folded: [UInt8] = []
        TextFolding.appendFolded(text, to: &folded)
        var words: [UInt64] = []
        var hasher = StableHasher()
        for byte in folded.prefix(longestAbstract) {
            if byte == 0x20 {
                words.append(hasher.value)
                hasher = StableHasher()
            } else {
                hasher.combine(byte)
            }
        }
        words.append(hasher.value)
        guard words.count >= 3 else { return [] }
        var runs: [UInt64] = []
        runs.reserveCapacity(words.count)
        for index in 2..<words.count {
            let first: UInt64 = words[index - 2] &* 31
            let second: UInt64 = words[index - 1] &* 17
            runs.append(first &+ second &+ words[index])
        }
        runs.sort()
        var last: UInt64?
        runs.removeAll { run in
            defer { last = run }
            return run == last
        }
        return runs
    }

    /// The beginning tells; some databases put whole pages into this field.
    private static let longestAbstract = 4_000
}
