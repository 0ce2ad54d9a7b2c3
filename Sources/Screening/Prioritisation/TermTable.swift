/// Numbers terms, known by a 64-bit hash, in the order in which they first come.
///
/// Open addressing with linear probing: at 100,000 abstracts some ten million pairs of words pass
/// through, for which a `Dictionary` takes three times the memory. Two terms in one table share a
/// hash with a chance of about n² / 2⁶⁵; they would then count as one.
struct TermTable {
    private(set) var count = 0
    private var keys: [UInt64]
    private var numbers: [UInt32]
    private var mask: Int

    init() {
        keys = [UInt64](repeating: 0, count: 1 << 12)
        numbers = [UInt32](repeating: .max, count: 1 << 12)
        mask = keys.count - 1
    }

    /// The number of a term, new ones included.
    mutating func number(of key: UInt64) -> UInt32 {
        if count * 10 >= keys.count * 7 { grow() }
        var slot = Int(truncatingIfNeeded: key) & mask
        while numbers[slot] != .max {
            if keys[slot] == key { return numbers[slot] }
            slot = (slot + 1) & mask
        }
        keys[slot] = key
        numbers[slot] = UInt32(count)
        count += 1
        return UInt32(count - 1)
    }

    private mutating func grow() {
        let oldKeys = keys
        let oldNumbers = numbers
        keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
        numbers = [UInt32](repeating: .max, count: oldKeys.count * 2)
        mask = keys.count - 1
        for (key, number) in zip(oldKeys, oldNumbers) where number != .max {
            var slot = Int(truncatingIfNeeded: key) & mask
            while numbers[slot] != .max { slot = (slot + 1) & mask }
            keys[slot] = key
            numbers[slot] = number
        }
    }
}
