import Statistics

/// Draws that are the same for the same seed in every release.
///
/// The standard library's `shuffle` and `random` may change their algorithms; a draw that a journal
/// names by its seed may not.
struct Drawing {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// A number from 0 to below `bound`, each as likely; `bound` is at least 1.
    mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "a draw among nothing")
        let size = UInt64(bound)
        // The top of the range that is no whole multiple of `size` would favour small numbers.
        let limit = UInt64.max - UInt64.max % size
        var bits = generator.next()
        while bits >= limit { bits = generator.next() }
        return Int(bits % size)
    }

    /// All elements in random order (Fisher–Yates, as Durstenfeld wrote it).
    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var result = elements
        var last = result.count - 1
        while last > 0 {
            result.swapAt(last, below(last + 1))
            last -= 1
        }
        return result
    }

    /// One of the elements; `nil` if there are none.
    mutating func pick<Element>(_ elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[below(elements.count)]
    }
}
