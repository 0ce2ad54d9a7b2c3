import Bibliography
import Foundation

/// SplitMix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195).
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// At least 0 and below 1.
    mutating func fraction() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
}

/// Made-up words that occur as often as Zipf's law says: the r-th with weight 1 / r^s.
struct Vocabulary {
    private var words: [String] = []
    private var cumulated: [Double] = []

    var count: Int { words.count }

    private static let onsets = [
        "b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl",
        "gr", "ch", "ph", "th", "cr", "br", "sc",
    ]
    private static let rimes = [
        "a", "e", "i", "o", "u", "an", "en", "in", "on", "ar", "er", "or", "al", "is", "us", "io",
        "ia", "em", "ax", "ov",
    ]

    init(
        size: Int,
        syllables: ClosedRange<Int>,
        exponent: Double,
        _ random: inout SplitMix
    ) {
        var known: Set<String> = []
        var total = 0.0
        while words.count < size {
            let length = syllables.lowerBound + random.below(syllables.count)
            let word = (0..<length).map { _ in
                Self.onsets[random.below(Self.onsets.count)]
                    + Self.rimes[random.below(Self.rimes.count)]
            }.joined()
            guard known.insert(word).inserted else { continue }
            words.append(word)
            total += pow(Double(words.count), -exponent)
            cumulated.append(total)
        }
    }

    subscript(rank: Int) -> String { words[rank] }

    /// Draws a word.
    func word(_ random: inout SplitMix) -> String {
        let target = random.fraction() * (cumulated.last ?? 0)
        var (low, high) = (0, cumulated.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if cumulated[middle] <= target { low = middle + 1 } else { high = middle }
        }
        return words[low]
    }
}

/// A made-up journal, in full and abbreviated as ISO 4 has it.
struct JournalNames {
    var full: String
    var abbreviated: String

    private static let kinds = [
        ("Journal of", "J"), ("International Journal of", "Int J"), ("Annals of", "Ann"),
        ("Archives of", "Arch"), ("European Journal of", "Eur J"), ("Advances in", "Adv"),
        ("American Journal of", "Am J"), ("Acta", "Acta"), ("Current Opinion in", "Curr Opin"),
    ]

    init(_ words: Vocabulary, _ random: inout SplitMix) {
        let kind = Self.kinds[random.below(Self.kinds.count)]
        let subjects = (0..<(1 + random.below(3))).map { _ in
            let word = words[random.below(words.count)]
            return word.prefix(1).uppercased() + word.dropFirst()
        }
        full = kind.0 + " " + subjects.joined(separator: " and ")
        abbreviated =
            kind.1 + " "
            + subjects.map { $0.count > 6 ? String($0.prefix(5)) : $0 }
            .joined(separator: " ")
    }
}

/// How a database writes names and journals.
enum Style: String, CaseIterable {
    case pubMed = "PubMed"
    case embase = "Embase"
    case scopus = "Scopus"
    case webOfScience = "Web of Science"
    case scholar = "Google Scholar"

    var abbreviatesJournals: Bool { self == .pubMed || self == .scholar }

    func written(_ name: Name) -> Name {
        guard case .person(let family, let given?) = name else { return name }
        let parts = given.split(separator: " ")
        switch self {
        case .webOfScience: return name
        case .pubMed: return .person(family: family, given: parts.map { $0.prefix(1) }.joined())
        case .embase, .scopus:
            return .person(family: family, given: parts.map { $0.prefix(1) + "." }.joined())
        case .scholar: return .person(family: family, given: String(given.prefix(1)))
        }
    }
}
