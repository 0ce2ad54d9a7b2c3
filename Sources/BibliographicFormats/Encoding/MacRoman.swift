/// The Western European code page of classic Mac OS.
///
/// - Reference: Unicode Consortium, Mapping of MacRoman, VENDORS/APPLE/ROMAN.TXT.
enum MacRoman {
    /// The characters of the bytes 0x80–0xFF.
    static let upper = Array(
        """
        ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ\
        ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ
        """.unicodeScalars
    )

    /// Decodes a text into UTF-8.
    static func decoding(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 {
                output.append(byte)
            } else {
                let scalar = upper[Int(byte) - 0x80]
                output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        return output
    }
}

/// Which of two code pages makes better words of the bytes above ASCII.
///
/// Nothing in a file names its code page, but its neighbours judge a byte: between small letters stands a
/// small letter, between digits a dash, and a capital inside a word or a symbol inside a word is a sign
/// that the code page is wrong.
struct CodePageChoice {
    private var windows = 0
    private var mac = 0
    private var count = 0
    /// The last two bytes of the text so far.
    private var before: (UInt8, UInt8) = (32, 32)

    /// Enough bytes to judge by.
    private static let limit = 100_000

    /// Looks at the next bytes; each is judged once both its neighbours are known.
    mutating func add(_ block: [UInt8]) {
        for byte in block {
            if before.1 >= 0x80, count < Self.limit {
                judge(previous: before.0, before.1, next: byte)
            }
            before = (before.1, byte)
        }
    }

    /// Whether MacRoman fits better than Windows-1252.
    var isMac: Bool {
        var copy = self
        copy.add([32])
        return copy.mac > copy.windows
    }

    private mutating func judge(previous: UInt8, _ byte: UInt8, next: UInt8) {
        count += 1
        windows += Self.score(previous, Windows1252.scalar(of: byte), next)
        mac += Self.score(previous, MacRoman.upper[Int(byte) - 0x80], next)
    }

    private static func isSmall(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
    private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

    private static func score(_ previous: UInt8, _ scalar: Unicode.Scalar, _ next: UInt8) -> Int {
        if scalar.value < 0xA0 { return -4 }
        let isWordBefore = isSmall(previous) || isCapital(previous)
        let isWordAfter = isSmall(next) || isCapital(next)
        let areDigits = isDigit(previous) && isDigit(next)
        switch scalar.properties.generalCategory {
        case .lowercaseLetter:
            if areDigits { return -3 }
            return isWordBefore || isSmall(next) ? 3 : 0
        case .uppercaseLetter:
            // A capital opens a word, or stands in a word of capitals.
            if isSmall(previous) || areDigits { return -3 }
            if isCapital(previous) { return isSmall(next) ? -1 : 2 }
            return isSmall(next) || isCapital(next) && previous != UInt8(ascii: ".") ? 2 : -1
        case .dashPunctuation: return areDigits || !isWordBefore ? 3 : 1
        case .initialPunctuation: return isWordBefore ? -2 : 2
        case .finalPunctuation: return isWordBefore ? 2 : 0
        case .spaceSeparator: return 1
        case .otherPunctuation, .mathSymbol, .otherSymbol, .currencySymbol:
            return isWordBefore && isWordAfter ? -3 : 0
        default: return isWordBefore && isWordAfter ? -3 : -1
        }
    }
}
