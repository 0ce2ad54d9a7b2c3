import Foundation

/// Text of an explanation: headings, paragraphs and formulas, at most 100 columns wide.
struct Explanation {
    private(set) var lines: [String] = []
    private static let width = 100

    var text: String { lines.joined(separator: "\n") + "\n" }

    mutating func heading(_ title: String) {
        if !lines.isEmpty { lines.append("") }
        lines += [title, String(repeating: "-", count: title.count)]
    }

    mutating func paragraph(_ sentences: String) {
        lines += Self.wrapped(sentences, width: Self.width)
    }

    mutating func formula(_ formula: String) {
        lines += Self.wrapped(formula, width: Self.width - 8).enumerated().map {
            ($0.offset == 0 ? "    " : "        ") + $0.element
        }
    }

    mutating func source(_ reference: String) {
        lines += Self.wrapped("Source: " + reference, width: Self.width - 2).enumerated().map {
            ($0.offset == 0 ? "  " : "    ") + $0.element
        }
    }

    private static func wrapped(_ text: String, width: Int) -> [String] {
        var result: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                result.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        if !line.isEmpty { result.append(line) }
        return result
    }
}
