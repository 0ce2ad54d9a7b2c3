import Foundation
import Reporting

/// The words by which two texts differ.
struct WordDifference: Sendable, Equatable {
    /// A word with what stands before it, and whether the other text lacks it.
    struct Piece: Sendable, Equatable {
        /// The word as it stands.
        let text: String
        /// Whether the other text has no such word at this place.
        let isOwn: Bool
    }

    /// Words of a text beyond which nothing is marked: comparing takes time by the square of them.
    static let mostWords = 1200

    /// The first text.
    let first: [Piece]
    /// The second text.
    let second: [Piece]

    /// Whether the texts differ in any word.
    var isDifferent: Bool { first.contains(where: \.isOwn) || second.contains(where: \.isOwn) }

    /// Compares two texts word by word, without regard to case, accents and punctuation.
    init(_ first: String, _ second: String) {
        let (one, other) = (Self.words(first), Self.words(second))
        guard one.count <= Self.mostWords, other.count <= Self.mostWords else {
            let isDifferent = first != second
            self.first = [Piece(text: first, isOwn: isDifferent)]
            self.second = [Piece(text: second, isOwn: isDifferent)]
            return
        }
        let changes = other.map(Self.folded).difference(from: one.map(Self.folded))
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        self.first = Self.pieces(one, removed)
        self.second = Self.pieces(other, inserted)
    }

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// A sign without letters counts as itself: `<` and `>` are not the same.
    private static func folded(_ word: String) -> String {
        let plain = word.folding(
            options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive],
            locale: nil
        )
        let letters = plain.filter { $0.isLetter || $0.isNumber }
        return letters.isEmpty ? plain : letters
    }

    private static func pieces(_ words: [String], _ own: Set<Int>) -> [Piece] {
        words.enumerated().map { Piece(text: $1, isOwn: own.contains($0)) }
    }

    /// The pieces as markup, with the words of the text's own marked.
    static func markup(_ pieces: [Piece]) -> Markup {
        var result: Markup = ""
        var place = 0
        while place < pieces.count {
            let isOwn = pieces[place].isOwn
            var end = place
            while end < pieces.count, pieces[end].isOwn == isOwn { end += 1 }
            let text = pieces[place..<end].map(\.text).joined(separator: " ")
            if place > 0 { result += " " }
            result += isOwn ? "<mark class=\"differs\">\(text)</mark>" : "\(text)"
            place = end
        }
        return result
    }
}
