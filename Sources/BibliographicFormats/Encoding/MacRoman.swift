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
    /// The first bytes above ASCII, each between its neighbours; what is judged must not depend on how
    /// the file is cut into blocks.
    private var contexts: [Context] = []
    /// A byte above ASCII at the end of the last block, whose right neighbour is not known yet.
    private var open: Context?
    private var last: UInt8 = 32

    private struct Context {
        let previous: UInt8
        let byte: UInt8
        var next: UInt8
    }

    /// Enough bytes to judge by.
    private static let limit = 4096

    /// Looks at the next bytes.
    mutating func add(_ block: [UInt8]) {
        guard contexts.count < Self.limit, let first = block.first, let end = block.last else {
            return
        }
        if var open {
            open.next = first
            contexts.append(open)
            self.open = nil
        }
        block.withUnsafeBytes { bytes in
            var index = 0
            while index < bytes.count, contexts.count < Self.limit {
                // Eight bytes of ASCII are passed over at once: most files hold little else.
                if index + 8 <= bytes.count {
                    let eight = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    if eight & 0x8080_8080_8080_8080 == 0 {
                        index += 8
                        continue
                    }
                }
                if bytes[index] >= 0x80 {
                    let previous = index > 0 ? bytes[index - 1] : last
                    let context = Context(previous: previous, byte: bytes[index], next: 32)
                    if index + 1 == bytes.count {
                        open = context
                    } else {
                        contexts.append(context)
                        contexts[contexts.count - 1].next = bytes[index + 1]
                    }
                }
                index += 1
            }
        }
        last = end
    }

    /// Whether MacRoman fits better than Windows-1252.
    var isMac: Bool {
        var difference = 0
        for context in contexts + (open.map { [$0] } ?? []) {
            let mac = MacRoman.upper[Int(context.byte) - 0x80]
            let windows = Windows1252.scalar(of: context.byte)
            difference += Self.score(context.previous, mac, context.next)
            difference -= Self.score(context.previous, windows, context.next)
        }
        return difference > 0
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
