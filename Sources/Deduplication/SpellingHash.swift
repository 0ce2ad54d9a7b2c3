/// Hashes a word so that its British and its American spelling agree; never 0.
///
/// "oestrogen" and "estrogen", "labour" and "labor", "randomised" and "randomized", "modelling" and
/// "modeling", "centre" and "center" fall together, and so would a few words that nobody confuses in
/// a title. Short words and words with digits are hashed as they are.
func spellingHash(of word: some RandomAccessCollection<UInt8>) -> UInt64 {
    var hasher = StableHasher()
    let count = word.count
    func letter(_ place: Int) -> UInt8 {
        place >= 0 && place < count ? word[word.index(word.startIndex, offsetBy: place)] : 0
    }
    let isPlain = count >= 5 && word.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
    guard isPlain else { return hash(of: word) }
    var place = 0
    while place < count {
        let (last, this, next) = (letter(place - 1), letter(place), letter(place + 1))
        switch this {
        case _ where (this == Latin.a || this == Latin.o) && next == Latin.e: break
        case Latin.u where last == Latin.o && next == Latin.r: break
        case _ where this == last && !Latin.isVowel(this): break
        case Latin.s where (last == Latin.i || last == Latin.y) && Latin.isVowel(next):
            hasher.combine(Latin.z)
        case Latin.r where last == Latin.t && next == Latin.e && place + 2 == count:
            hasher.combine(Latin.e)
            hasher.combine(Latin.r)
            place += 1
        default: hasher.combine(this)
        }
        place += 1
    }
    return hasher.value
}

/// Letters by their ASCII codes.
private enum Latin {
    static let a: UInt8 = 0x61
    static let e: UInt8 = 0x65
    static let i: UInt8 = 0x69
    static let o: UInt8 = 0x6F
    static let r: UInt8 = 0x72
    static let s: UInt8 = 0x73
    static let t: UInt8 = 0x74
    static let u: UInt8 = 0x75
    static let y: UInt8 = 0x79
    static let z: UInt8 = 0x7A

    static func isVowel(_ letter: UInt8) -> Bool {
        letter == a || letter == e || letter == i || letter == o || letter == u
    }
}
