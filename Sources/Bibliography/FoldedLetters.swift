import Foundation

/// What one scalar outside ASCII becomes when text is folded.
enum FoldedLetters: Equatable {
    /// Up to four ASCII letters or digits, the first in the lowest byte.
    case latin(UInt32)
    /// A Greek letter, by its English name.
    case greek(String)
    /// A letter or digit of another script, in lower case.
    case other(Unicode.Scalar)
    /// A character that is a word by itself.
    case ideograph(Unicode.Scalar)
    /// Punctuation, symbols and white space.
    case separator
    /// Combining marks, soft hyphens, apostrophes: as if not there.
    case nothing

    init(_ value: UInt32) {
        if value < 0x250 {
            self = Self.latinTable[Int(value)]
        } else if value >= 0x1E00, value < 0x1F00 {
            self = Self.additionalLatinTable[Int(value - 0x1E00)]
        } else {
            self = Self.looked(up: value)
        }
    }

    private static let latinTable = (0..<UInt32(0x250)).map(looked(up:))
    private static let additionalLatinTable = (UInt32(0x1E00)..<0x1F00).map(looked(up:))

    /// Letters that do not decompose into a base letter and a mark.
    private static let wholeLetters: [UInt32: String] = [
        0xC6: "ae", 0xE6: "ae", 0xD0: "d", 0xF0: "d", 0xD8: "o", 0xF8: "o", 0xDE: "th", 0xFE: "th",
        0xDF: "ss", 0x1E9E: "ss", 0x110: "d", 0x111: "d", 0x126: "h", 0x127: "h", 0x131: "i",
        0x132: "ij", 0x133: "ij", 0x138: "k", 0x13F: "l", 0x140: "l", 0x141: "l", 0x142: "l",
        0x149: "n", 0x14A: "n", 0x14B: "n", 0x152: "oe", 0x153: "oe", 0x166: "t", 0x167: "t",
        0x17F: "s", 0x18F: "e", 0x259: "e", 0x192: "f", 0x1C4: "dz", 0x1C6: "dz", 0x1C7: "lj",
        0x1C9: "lj", 0x1CA: "nj", 0x1CC: "nj", 0xAA: "a", 0xBA: "o", 0xFB00: "ff", 0xFB01: "fi",
        0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
        // The micro sign means the letter mu.
        0x2122: "", 0x2113: "l",
    ]

    private static let greekNames: [UInt32: String] = {
        let names = [
            "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
            "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon",
            "phi", "chi", "psi", "omega",
        ]
        var table: [UInt32: String] = [0xB5: "mu", 0x3D0: "beta", 0x3D1: "theta", 0x3D5: "phi"]
        table[0x3D6] = "pi"
        table[0x3F5] = "epsilon"
        for (offset, name) in names.enumerated() {
            table[0x3B1 + UInt32(offset)] = name
            // The capital block has a gap where the small one has the final sigma.
            if offset != 17 { table[0x391 + UInt32(offset)] = name }
        }
        return table
    }()

    private static func looked(up value: UInt32) -> FoldedLetters {
        guard let scalar = Unicode.Scalar(value) else { return .separator }
        if let name = greekNames[value] { return .greek(name) }
        if let letters = wholeLetters[value] {
            return letters.isEmpty ? .separator : packed(letters)
        }
        switch value {
        case 0x2018, 0x2019, 0x201B, 0x2BC, 0xB4, 0x2032, 0x2B9, 0x2BB, 0xAD: return .nothing
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: return .nothing
        // Full-width forms of ASCII.
        case 0xFF10...0xFF19, 0xFF41...0xFF5A: return .latin(value - 0xFEE0)
        case 0xFF21...0xFF3A: return .latin(value - 0xFEC0)
        case 0x3400...0x9FFF, 0x20000...0x3FFFF, 0xF900...0xFAFF, 0x3041...0x30FF:
            return scalar.properties.isAlphabetic ? .ideograph(scalar) : .separator
        default: return general(scalar)
        }
    }

    /// Takes marks off a letter; keeps letters of other scripts.
    private static func general(_ scalar: Unicode.Scalar) -> FoldedLetters {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: return .nothing
        case .decimalNumber, .otherNumber:
            // Raised, lowered and circled digits; fractions stay apart.
            guard let value = scalar.properties.numericValue, value >= 0, value <= 9,
                value == value.rounded()
            else { return .separator }
            return .latin(UInt32(value) + 0x30)
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            let decomposed = String(scalar).decomposedStringWithCanonicalMapping
            guard let base = decomposed.unicodeScalars.first else { return .separator }
            if let name = greekNames[base.value] { return .greek(name) }
            let lowered = base.properties.lowercaseMapping.unicodeScalars
            guard let letter = lowered.first else { return .separator }
            return letter.isASCII ? .latin(letter.value) : .other(letter)
        default: return .separator
        }
    }

    private static func packed(_ letters: String) -> FoldedLetters {
        .latin(letters.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) })
    }
}
