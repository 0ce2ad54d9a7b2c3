/// Size, weight and posture of text, and what follows from them: widths and line breaks.
struct TextStyle: Sendable, Equatable {
    /// Font size in points.
    var size: Double
    /// Whether the text is bold.
    var bold = false
    /// Whether the text is slanted; Arial's oblique has the advances of the upright font.
    var italic = false

    /// Distance between the baselines of two lines of a paragraph, in points.
    var lineHeight: Double { size * 1.2 }

    /// Returns the width in points of text set on one line.
    func width(of text: String) -> Double {
        cleanWidth(of: XMLText.cleaned(text))
    }

    private func cleanWidth(of text: some StringProtocol) -> Double {
        var thousandths = 0
        for scalar in text.unicodeScalars {
            thousandths += FontMetrics.advance(of: scalar, bold: bold)
        }
        return Double(thousandths) / 1000 * size
    }

    /// Breaks text into lines no wider than `maximum` points.
    ///
    /// Lines break at spaces, after hyphens and slashes, between ideographs, and inside a word only
    /// where the word alone is too wide; numbers and short relations ("n = 12") stay whole. Only a single scalar wider than `maximum` can stick out.
    ///
    /// - Parameters:
    ///   - text: any text.
    ///   - maximum: width of a line in points.
    ///   - firstLine: width of the first line if it is wider than the others.
    /// - Returns: At least one line; a single empty line for empty text.
    func wrapped(_ text: String, to maximum: Double, firstLine: Double? = nil) -> [String] {
        var lines: [String] = []
        var line = ""
        var lineWidth = 0.0
        let space = cleanWidth(of: " ")
        for piece in LineBreaks.pieces(of: XMLText.cleaned(text)) {
            let width = cleanWidth(of: piece.text)
            let gap = piece.followsSpace && !line.isEmpty ? space : 0
            let limit = lines.isEmpty ? max(maximum, firstLine ?? maximum) : maximum
            if lineWidth + gap + width <= limit + 1e-9 {
                line += (gap > 0 ? " " : "") + piece.text
                lineWidth += gap + width
                continue
            }
            if !line.isEmpty { lines.append(line) }
            var fragments = width > maximum ? broken(piece.text, to: maximum) : [piece.text]
            line = fragments.popLast() ?? ""
            lines += fragments
            lineWidth = cleanWidth(of: line)
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }

    /// Returns the width of the widest part that `wrapped` would not break unless it must.
    func widestWord(in text: String) -> Double {
        LineBreaks.pieces(of: XMLText.cleaned(text)).reduce(0) {
            max($0, cleanWidth(of: $1.text))
        }
    }

    /// Cuts an overlong word between characters, and between scalars where one character alone
    /// (an emoji sequence without a joined glyph) is too wide.
    private func broken(_ word: String, to maximum: Double) -> [String] {
        var fragments: [String] = []
        var fragment = ""
        var width = 0.0
        for unit in word.flatMap({ units(of: $0, maximum: maximum) }) {
            let advance = cleanWidth(of: unit)
            if !fragment.isEmpty, width + advance > maximum + 1e-9 {
                fragments.append(fragment)
                fragment = ""
                width = 0
            }
            fragment += unit
            width += advance
        }
        if !fragment.isEmpty { fragments.append(fragment) }
        return fragments
    }

    private func units(of character: Character, maximum: Double) -> [String] {
        let text = String(character)
        guard cleanWidth(of: text) > maximum else { return [text] }
        return character.unicodeScalars.map { String($0) }
    }
}

/// Where a line may break.
enum LineBreaks {
    /// A stretch of text without a preferred break inside.
    struct Piece: Equatable {
        var text: String
        /// Whether a space stands before the piece when it does not start a line.
        var followsSpace: Bool
    }

    /// Splits cleaned text at spaces, after hyphens, dashes and slashes inside a word, and around
    /// ideographs.
    static func pieces(of text: String) -> [Piece] {
        var result: [Piece] = []
        for word in words(of: text) {
            var current = ""
            var followsSpace = true
            for (position, character) in word.enumerated() {
                if !current.isEmpty, isIdeograph(character) {
                    result.append(Piece(text: current, followsSpace: followsSpace))
                    followsSpace = false
                    current = ""
                }
                current.append(character)
                // A sign before a number must stay with it, so a break needs text before the dash.
                let breaks =
                    "-–—/_|".contains(character) && current.count > 1
                    && !joinsNeighbours(word, at: position)
                if breaks || isIdeograph(character) {
                    result.append(Piece(text: current, followsSpace: followsSpace))
                    followsSpace = false
                    current = ""
                }
            }
            if !current.isEmpty {
                result.append(Piece(text: current, followsSpace: followsSpace))
            }
        }
        return result
    }

    /// Splits text at spaces, but keeps short relations such as "n = 12" or "P < 0.001" whole.
    private static func words(of text: String) -> [[Character]] {
        let split = text.split(separator: " ").map(Array.init)
        var result: [[Character]] = []
        var joinsNext = false
        for word in split {
            let isRelation = word.count == 1 && "=<>≤≥≈/".contains(word[0])
            let last = result.last?.count ?? 0
            if let previous = result.last, joinsNext && word.count <= 12 || isRelation && last <= 12
            {
                result[result.count - 1] = previous + [" "] + word
            } else {
                result.append(word)
            }
            joinsNext = isRelation
        }
        return result
    }

    /// Tells whether a dash or slash joins numbers or spaced words, as in "12/34", "–/34" or
    /// "events / n", which must stay whole.
    private static func joinsNeighbours(_ word: [Character], at position: Int) -> Bool {
        guard position > 0, position + 1 < word.count else { return false }
        if word[position + 1] == " " { return true }
        return word[position + 1].isNumber && !word[position - 1].isLetter
    }

    private static func isIdeograph(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        return FontMetrics.breaksAnywhere(scalar)
    }
}
