/// A 64-bit hash that is the same in every run, which `Hasher` by design is not.
///
/// FNV-1a with a final mix: output is deterministic and words are short, so nothing stronger is
/// needed. 0 is kept free to mean 'absent'.
struct StableHasher {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func combine(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }

    mutating func combine(_ text: String) {
        for byte in text.utf8 { combine(byte) }
        combine(UInt8(0xFF))
    }

    mutating func combine(_ value: UInt64) {
        state = (state ^ value) &* 0x9e37_79b9_7f4a_7c15
        state ^= state >> 29
    }

    var value: UInt64 {
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        mixed ^= mixed >> 31
        return mixed == 0 ? 1 : mixed
    }
}

/// Hashes bytes, the same in every run; never 0.
func hash(of bytes: some Sequence<UInt8>) -> UInt64 {
    var hasher = StableHasher()
    for byte in bytes { hasher.combine(byte) }
    return hasher.value
}

/// Hashes the UTF-8 of a text, the same in every run; never 0.
func hash(of text: String) -> UInt64 { hash(of: text.utf8) }
