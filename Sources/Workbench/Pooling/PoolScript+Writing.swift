import Foundation

/// Text of an R program, built line by line.
///
/// Everything is written in ASCII: a script then means the same in every locale, and no character
/// of a study's name can end a string, reverse the reading direction or start a new line.
struct RProgram {
    private(set) var lines: [String] = []
    private static let width = 96

    var text: String { lines.joined(separator: "\n") + "\n" }

    mutating func add(_ block: String) {
        lines += block.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    mutating func section(_ title: String) {
        add("\n# ---- \(title) " + String(repeating: "-", count: max(3, 88 - title.count)))
    }

    /// A comment wrapped to the width of the page; what comes from the user must be a literal.
    mutating func comment(_ sentence: String) {
        for line in Self.wrapped(sentence.split(separator: " ").map(String.init), width: 94) {
            add("# \(line)")
        }
    }

    /// One comparison of R's value with ours; none where we have no number.
    mutating func check(
        _ what: String,
        _ expression: String,
        _ ours: [Figure],
        floor: String? = nil
    ) {
        guard ours.contains(where: { $0.value != nil }) else { return }
        let values = Self.numbers(ours.map(\.value))
        let last = floor.map { ", floor = \($0)" } ?? ""
        let line = "check(\(Self.string(what)), \(expression), \(values)\(last))"
        guard line.contains("\n") || line.count > Self.width else { return add(line) }
        add("check(\n    \(Self.string(what)),\n    \(expression),")
        add("    " + values.replacingOccurrences(of: "\n", with: "\n    ") + last + "\n)")
    }

    mutating func check(_ what: String, _ expression: String, _ ours: Figure, floor: String? = nil)
    {
        check(what, expression, [ours], floor: floor)
    }

    /// A group of lines whose failure is reported with the others instead of ending the run.
    mutating func attempt(_ what: String, _ body: (inout RProgram) -> Void) {
        var inner = RProgram()
        body(&inner)
        guard !inner.lines.isEmpty else { return }
        add("attempt(\(Self.string(what)), {")
        add(inner.lines.map { $0.isEmpty ? $0 : "    " + $0 }.joined(separator: "\n"))
        add("})")
    }
}

extension RProgram {
    /// A string literal of R.
    ///
    /// Canonically equivalent spellings become one, because Swift treats them as equal and R does
    /// not. R has no NUL in strings; it becomes the replacement character.
    static func string(_ text: String) -> String {
        var literal = "\""
        for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar.value {
            case 0: literal += "\\ufffd"
            case 0x09: literal += "\\t"
            case 0x0A: literal += "\\n"
            case 0x0D: literal += "\\r"
            case 0x22: literal += "\\\""
            case 0x5C: literal += "\\\\"
            case 0x20...0x7E: literal.unicodeScalars.append(scalar)
            case ...0xFFFF: literal += String(format: "\\u%04x", scalar.value)
            default: literal += String(format: "\\U%08x", scalar.value)
            }
        }
        return literal + "\""
    }

    /// A number that R reads back as the same double: the shortest form that does.
    static func number(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "NA" }
        if value == value.rounded(), abs(value) < 1e15 { return String(format: "%.0f", value) }
        return "\(value)"
    }

    /// One number, or a vector over as many lines as it needs.
    static func numbers(_ values: [Double?]) -> String {
        values.count == 1 ? number(values[0]) : vector(values.map(number))
    }

    static func strings(_ values: [String?]) -> String {
        vector(values.map { $0.map(string) ?? "NA" })
    }

    /// `c(…)` of literals.
    static func vector(_ literals: [String]) -> String {
        let separated = literals.enumerated().map { index, literal in
            index == literals.count - 1 ? literal : literal + ","
        }
        let joined = "c(" + separated.joined(separator: " ") + ")"
        guard joined.count > 60 else { return joined }
        let lines = wrapped(separated, width: 84)
        return "c(\n" + lines.map { "    " + $0 }.joined(separator: "\n") + "\n)"
    }

    /// Words in lines; a word longer than the width stands alone.
    static func wrapped(_ words: [String], width: Int) -> [String] {
        var lines: [String] = []
        var current = ""
        for word in words {
            if !current.isEmpty, current.count + 1 + word.count > width {
                lines.append(current)
                current = ""
            }
            current += current.isEmpty ? word : " " + word
        }
        if !current.isEmpty { lines.append(current) }
        return lines
    }
}
