/// A subject of the methods section: sentences that are true of the review, and what is missing.
///
/// Sentences are plain text; what has a meaning in Markdown is escaped when they are written.
struct MethodsPart: Sendable, Equatable {
    /// Heading of the subject.
    var heading: String
    /// Sentences, each with its full stop, in the order of reading.
    var sentences: [String] = []
    /// What the journal does not know and the authors must add, each a phrase without a full stop.
    var gaps: [String] = []

    /// The sentences as one paragraph.
    var text: String { sentences.joined(separator: " ") }
}

/// Turns of phrase that the methods section and the checklists share.
enum Phrase {
    /// A list in a sentence, `a, b and c`.
    static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    /// A count with its noun and `was` or `were`: `1 record was`, `0 records were`.
    static func was(_ count: Int, _ singular: String, _ plural: String) -> String {
        NumberText.counted(count, singular, plural) + (count == 1 ? " was" : " were")
    }

    /// A text of the authors as the end of a sentence: with one full stop.
    static func closed(_ text: String) -> String {
        let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard let last = trimmed.last else { return "" }
        return ".!?".contains(last) ? trimmed : trimmed + "."
    }

    /// A sentence from its parts, with a capital first letter.
    static func capitalised(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }
}

/// Text as Markdown.
enum Markdown {
    /// Escapes what has a meaning in Markdown, joins lines, and removes what the page removes too.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "*", "_", "[", "]", "<", ">", "`", "|", "~", "&", "$":
                result += "\\" + String(scalar)
            case "#": result += result.isEmpty ? "\\#" : "#"
            case "\n", "\r", "\t": result += " "
            default: if Markup.isAllowed(scalar) { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }

    /// Text as it was typed, in a fence that nothing in it can close.
    static func verbatim(_ text: String) -> String {
        var longest = 0
        var run = 0
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        let kept = String(
            String.UnicodeScalarView(
                text.replacing("\r\n", with: "\n").unicodeScalars
                    .filter { $0 == "\n" || Markup.isAllowed($0) }
            )
        )
        return "\(fence)text\n\(kept)\n\(fence)"
    }
}

extension Table {
    /// The table in Markdown, with the rounded numbers and the columns of the page.
    public var markdown: String {
        guard !rows.isEmpty else { return Markdown.escaped(emptyText) + "\n" }
        let shown = columns.indices.filter { columns[$0].place != .file }
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
        var text = line(shown.map { Markdown.escaped(columns[$0].name) })
        text += line(shown.map { columns[$0].isNumeric ? "---:" : "---" })
        for row in rows {
            text += line(
                shown.map { index in
                    let cell = row.indices.contains(index) ? row[index].text : ""
                    return cell.isEmpty ? NumberText.none : Markdown.escaped(cell)
                }
            )
        }
        if let note { text += "\n" + Markdown.escaped(note) + "\n" }
        return text
    }
}
