/// Reduces text to what two databases agree on: lower-case words without accents or punctuation.
///
/// `Müller's β-blocker: CO₂` becomes `mullers beta blocker co2`. Latin letters lose their marks
/// (`ß` → `ss`, `ø` → `o`, `æ` → `ae`, `œ` → `oe`, `ł` → `l`, `đ` → `d`, `þ` → `th`), a Greek letter
/// becomes a word of its own (`α` → `alpha`), small raised and lowered digits become digits, an
/// apostrophe vanishes and all other punctuation separates words. Letters of other scripts stay, in
/// lower case; Han and kana characters, written without spaces, become one word each.
public enum TextFolding {
    /// Returns the folded words of a text, separated by single spaces.
    public static func folded(_ text: String) -> String {
        var bytes: [UInt8] = []
        appendFolded(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the folded words of a text, separated by single spaces, as UTF-8.
    ///
    /// A space is put between what `output` already holds and the first new word.
    public static func appendFolded(_ text: String, to output: inout [UInt8]) {
        var text = text
        text.withUTF8 { appendFolded($0, to: &output) }
    }

    /// Appends the folded words of valid UTF-8, separated by single spaces.
    public static func appendFolded(
        _ input: UnsafeBufferPointer<UInt8>,
        to output: inout [UInt8]
    ) {
        output.reserveCapacity(output.count + input.count + 1)
        var writer = FoldedWriter(output: output)
        output = []
        var index = 0
        while index < input.count {
            let byte = input[index]
            if byte < 0x80 {
                writer.write(ascii: byte)
                index += 1
            } else {
                let (scalar, length) = decodedScalar(input, at: index)
                writer.write(scalar)
                index += length
            }
        }
        writer.finishGreekRun()
        output = writer.output
    }

    /// Decodes the scalar that starts at a byte ≥ 0x80; broken input advances by one byte.
    private static func decodedScalar(
        _ input: UnsafeBufferPointer<UInt8>,
        at index: Int
    ) -> (scalar: UInt32, length: Int) {
        let first = UInt32(input[index])
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        guard length > 1, index + length <= input.count else { return (0xFFFD, 1) }
        var scalar = first & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for offset in 1..<length {
            scalar = scalar << 6 | UInt32(input[index + offset] & 0x3F)
        }
        return (scalar, length)
    }
}

/// Collects folded words; knows whether a space is due before the next letter.
private struct FoldedWriter {
    var output: [UInt8]
    private var spaceIsDue: Bool
    /// Greek letters not yet written: one or two are symbols, three or more are a Greek word.
    private var greekRun: [FoldedLetters] = []

    init(output: [UInt8]) {
        self.output = output
        spaceIsDue = !output.isEmpty
    }

    mutating func write(ascii byte: UInt8) {
        if !greekRun.isEmpty { finishGreekRun() }
        switch byte {
        case 0x61...0x7A, 0x30...0x39: append(byte)
        case 0x41...0x5A: append(byte | 0x20)
        // "patient's" and "patients" are the same word to a database that drops apostrophes.
        case 0x27, 0x60: break
        default: spaceIsDue = true
        }
    }

    mutating func write(_ scalar: UInt32) {
        let letters = FoldedLetters(scalar)
        if case .greek = letters {
            greekRun.append(letters)
            return
        }
        if case .nothing = letters { return }
        if !greekRun.isEmpty { finishGreekRun() }
        switch letters {
        case .latin(var packed):
            while packed != 0 {
                append(UInt8(packed & 0xFF))
                packed >>= 8
            }
        case .other(let scalar): append(contentsOf: scalar)
        case .ideograph(let scalar):
            spaceIsDue = true
            append(contentsOf: scalar)
            spaceIsDue = true
        case .separator: spaceIsDue = true
        case .nothing, .greek: break
        }
    }

    mutating func finishGreekRun() {
        guard !greekRun.isEmpty else { return }
        let areSymbols = greekRun.count < 3
        spaceIsDue = spaceIsDue || areSymbols
        for letter in greekRun {
            if case .greek(let name) = letter {
                for byte in name.utf8 { append(byte) }
            }
            spaceIsDue = spaceIsDue || areSymbols
        }
        greekRun.removeAll(keepingCapacity: true)
    }

    private mutating func append(_ byte: UInt8) {
        if spaceIsDue {
            if !output.isEmpty { output.append(0x20) }
            spaceIsDue = false
        }
        output.append(byte)
    }

    private mutating func append(contentsOf scalar: Unicode.Scalar) {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
    }
}
