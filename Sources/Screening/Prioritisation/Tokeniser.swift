import Bibliography

/// The terms of a document as 64-bit hashes.
///
/// A word is a run of at least two bytes of folded text (lower case, no accents, Greek letters by
/// name), so that `β-Blocker` and `beta blocker` are the same two words.
struct Tokeniser {
    let kinds: Set<TermKind>
    private var bytes: [UInt8] = []
    private var words: [UInt64] = []

    init(_ recipe: FeatureRecipe) {
        kinds = recipe.kinds
    }

    /// Appends the hashes of a document's terms, kind by kind, to `terms[kind]`.
    mutating func appendTerms(of document: ScreeningDocument, to terms: inout [[UInt64]]) {
        for (text, isTitle) in [(document.title, true), (document.abstract, false)] {
            readWords(of: text)
            if kinds.contains(.word) { terms[Int(TermKind.word.rawValue)] += words }
            if isTitle, kinds.contains(.titleWord) {
                terms[Int(TermKind.titleWord.rawValue)] += words.map { Self.mixed($0, 2) }
            }
            if kinds.contains(.bigram) {
                terms[Int(TermKind.bigram.rawValue)] += zip(words, words.dropFirst()).map {
                    Self.mixed($0, $1)
                }
            }
        }
    }

    private mutating func readWords(of text: String) {
        bytes.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
        TextFolding.appendFolded(text, to: &bytes)
        var start = 0
        for end in 0...bytes.count where end == bytes.count || bytes[end] == UInt8(ascii: " ") {
            if end - start >= 2 { words.append(hash(start..<end)) }
            start = end + 1
        }
    }

    /// FNV-1a with a final mix.
    private func hash(_ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
        return Self.mixed(hash, 0)
    }

    /// Mixes two hashes into one; the order matters.
    private static func mixed(_ first: UInt64, _ second: UInt64) -> UInt64 {
        var mixed = first &+ 0x9E37_79B9_7F4A_7C15 &* (second &+ 1)
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
