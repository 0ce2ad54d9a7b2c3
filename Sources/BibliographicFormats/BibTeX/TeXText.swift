import Bibliography

/// Texts in TeX notation.
enum TeXText {
    /// The text without braces and commands; accents become letters, formulas the characters they show.
    ///
    /// A command that is not known is left out where braces follow, since it styles what is in them, and
    /// stays as it is elsewhere.
    static func plain(_ text: String) -> String {
        let isPlain = !text.utf8.contains { byte in
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "$"),
                UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "-"),
                UInt8(ascii: "`"), UInt8(ascii: "'"):
                true
            default: false
            }
        }
        return PlainText.cleaned(isPlain ? text : converted(text))
    }

    /// An address, a DOI or a path, in which TeX marks stand for themselves; only what programs escape
    /// needlessly is put right (`10.1000/a\_b`, `$<$`, `\url{…}`).
    static func verbatim(_ text: String) -> String {
        var text = trimmedOfWhiteSpace(text)
        guard text.contains("\\") || text.contains("{") || text.contains("$") else { return text }
        if text.hasPrefix("\\url{"), text.hasSuffix("}") {
            text = String(text.dropFirst(5).dropLast())
        }
        for (command, sign) in escapes { text = text.replacing(command, with: sign) }
        var output = ""
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if scalar == "\\", let next = rest.first, escapable.contains(next) {
                output.unicodeScalars.append(next)
                rest.removeFirst()
            } else if scalar != "{", scalar != "}" {
                output.unicodeScalars.append(scalar)
            }
        }
        return trimmedOfWhiteSpace(output)
    }

    private static let escapable = Set("_%&#$~^{}-".unicodeScalars)

    private static let escapes = [
        ("$<$", "<"), ("$>$", ">"), ("{\\textless}", "<"), ("{\\textgreater}", ">"),
        ("\\textless{}", "<"), ("\\textgreater{}", ">"), ("\\textless ", "<"),
        ("\\textgreater ", ">"), ("\\textunderscore{}", "_"), ("{\\textasciitilde}", "~"),
        ("\\textasciitilde{}", "~"), ("\\textasciitilde ", "~"), ("{$\\sim$}", "~"),
        ("$\\sim$", "~"), ("$\\backslash$", "\\"), ("\\textbackslash{}", "\\"),
    ]

    private static func converted(_ text: String) -> String {
        var reader = TeXReader(text)
        var output = String.UnicodeScalarView()
        while !reader.isAtEnd { reader.read(into: &output, depth: 0) }
        return String(output)
    }
}

/// Turns TeX notation into characters, in one pass.
private struct TeXReader {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var isFormula = false
    /// Places of the dollars that begin or end a formula; others are dollars.
    private let formulaMarks: Set<Int>

    /// Groups nested deeper only lose their braces, so that hostile input cannot exhaust the stack.
    private static let deepest = 60

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        formulaMarks = Self.formulaMarks(in: scalars)
    }

    var isAtEnd: Bool { index >= scalars.count }

    private var next: Unicode.Scalar? { isAtEnd ? nil : scalars[index] }

    /// Pairs the dollars.
    ///
    /// As in pandoc, a formula has no blank inside its ends, so that `$5 and $10` is
    /// none; with a command inside it may have.
    private static func formulaMarks(in scalars: [Unicode.Scalar]) -> Set<Int> {
        var places: [Int] = []
        var isEscaped = false
        for (index, scalar) in scalars.enumerated() {
            if scalar == "$", !isEscaped { places.append(index) }
            isEscaped = scalar == "\\" && !isEscaped
        }
        var marks: Set<Int> = []
        var number = 0
        while number + 1 < places.count {
            let (start, end) = (places[number], places[number + 1])
            let inner = scalars[(start + 1)..<end]
            let isTight =
                inner.first.map { $0 != " " && $0 != "\n" } ?? true
                && inner.last.map { $0 != " " && $0 != "\n" } ?? true
            let isFollowedByDigit =
                end + 1 < scalars.count && ("0"..."9").contains(scalars[end + 1])
            let hasCommand = inner.contains { $0 == "\\" || $0 == "^" || $0 == "_" }
            if hasCommand || isTight && !isFollowedByDigit {
                marks.formUnion([start, end])
                number += 2
            } else {
                number += 1
            }
        }
        return marks
    }

    /// Reads up to the end of the group or of the text.
    mutating func read(into output: inout String.UnicodeScalarView, depth: Int) {
        while let scalar = next {
            index += 1
            switch scalar {
            case "}": return
            case "{": if depth < Self.deepest { read(into: &output, depth: depth + 1) }
            case "$":
                if formulaMarks.contains(index - 1) {
                    isFormula.toggle()
                } else {
                    output.append("$")
                }
            case "~": output.append(" ")
            case "\\": command(into: &output, depth: depth)
            case "^", "_":
                if isFormula || next == "{" {
                    script(isRaised: scalar == "^", into: &output, depth: depth)
                } else {
                    output.append(scalar)
                }
            case "-", "`", "'", "?", "!": ligature(scalar, into: &output)
            default: output.append(scalar)
            }
        }
    }

    private mutating func ligature(
        _ scalar: Unicode.Scalar,
        into output: inout String.UnicodeScalarView
    ) {
        func takes(_ wanted: Unicode.Scalar) -> Bool { !isFormula && next == wanted }
        switch scalar {
        case "-" where takes("-"):
            index += 1
            if next == "-" {
                index += 1
                output.append("—")
            } else {
                output.append("–")
            }
        case "`" where takes("`"):
            index += 1
            output.append("“")
        case "'" where takes("'"):
            index += 1
            output.append("”")
        case "?" where takes("`"):
            index += 1
            output.append("¿")
        case "!" where takes("`"):
            index += 1
            output.append("¡")
        default: output.append(scalar)
        }
    }

    private mutating func command(into output: inout String.UnicodeScalarView, depth: Int) {
        guard let first = next else {
            output.append("\\")
            return
        }
        index += 1
        guard Self.isLetter(first) else {
            sign(first, into: &output, depth: depth)
            return
        }
        var name = String(first)
        while let letter = next, Self.isLetter(letter) {
            name.unicodeScalars.append(letter)
            index += 1
        }
        if let text = TeXSymbols.texts[name] {
            output.append(contentsOf: text.unicodeScalars)
            skipBlanks()
        } else if TeXSymbols.accents[name] != nil {
            accent(name, into: &output, depth: depth)
        } else if TeXSymbols.switches.contains(name) {
            skipBlanks()
        } else {
            styled(name, into: &output, depth: depth)
        }
    }

    /// Commands with arguments.
    private mutating func styled(
        _ name: String,
        into output: inout String.UnicodeScalarView,
        depth: Int
    ) {
        switch name {
        case "textsuperscript", "sp": script(isRaised: true, into: &output, depth: depth)
        case "textsubscript", "sb": script(isRaised: false, into: &output, depth: depth)
        case "frac", "tfrac", "dfrac", "nicefrac", "sfrac":
            output.append(contentsOf: argument(depth: depth))
            output.append("/")
            output.append(contentsOf: argument(depth: depth))
        case "enquote", "mkbibquote", "textquote":
            output.append("“")
            output.append(contentsOf: argument(depth: depth))
            output.append("”")
        case "href":
            _ = rawArgument()
            output.append(contentsOf: argument(depth: depth))
        case "url", "path", "nolinkurl": output.append(contentsOf: rawArgument())
        case "noopsort", "SortNoop", "phantom", "vphantom", "hphantom", "label", "hspace", "vspace":
            _ = rawArgument()
        default:
            if next == "{" || next == "[" && name.hasPrefix("text") { return }
            output.append("\\")
            output.append(contentsOf: name.unicodeScalars)
        }
    }

    /// Commands of one character that is no letter.
    private mutating func sign(
        _ sign: Unicode.Scalar,
        into output: inout String.UnicodeScalarView,
        depth: Int
    ) {
        switch sign {
        case "'", "`", "^", "\"", "~", "=", ".": accent(String(sign), into: &output, depth: depth)
        case ",", ";", ":", " ", "\n", "\t", "\\", "\r": output.append(" ")
        case "-", "/", "!", "@": break
        case "(", ")", "[", "]": isFormula = sign == "(" || sign == "["
        case "|": output.append("‖")
        default: output.append(sign)
        }
    }

    private mutating func accent(
        _ name: String,
        into output: inout String.UnicodeScalarView,
        depth: Int
    ) {
        guard let mark = TeXSymbols.accents[name] else { return }
        var base = argument(depth: depth)
        guard let first = base.first else {
            output.append(contentsOf: (TeXSymbols.bareAccents[name] ?? "").unicodeScalars)
            return
        }
        base.removeFirst()
        // Accents stand over a dotless letter in TeX and over the common one in Unicode.
        let letter: Unicode.Scalar = first == "ı" ? "i" : first == "ȷ" ? "j" : first
        if first == "ı", mark == "\u{307}" {
            output.append("i")
        } else {
            // Written as one letter where Unicode has one, so that texts compare equal.
            let composed = Composition.composed(String(String.UnicodeScalarView([letter, mark])))
            output.append(contentsOf: composed.unicodeScalars)
        }
        output.append(contentsOf: base)
    }

    /// A group, a command or one character, without what surrounds it.
    private mutating func argument(depth: Int) -> String.UnicodeScalarView {
        var output = String.UnicodeScalarView()
        skipBlanks()
        guard let first = next, first != "}", first != "$", depth < Self.deepest else {
            return output
        }
        index += 1
        switch first {
        case "{": read(into: &output, depth: depth + 1)
        case "\\": command(into: &output, depth: depth + 1)
        default: output.append(first)
        }
        return output
    }

    /// The text of a group as it stands.
    private mutating func rawArgument() -> String.UnicodeScalarView {
        var output = String.UnicodeScalarView()
        skipBlanks()
        guard next == "{" else { return output }
        index += 1
        var depth = 0
        while let scalar = next {
            index += 1
            if scalar == "{" { depth += 1 }
            if scalar == "}" {
                if depth == 0 { break }
                depth -= 1
            }
            if scalar == "\\", let escaped = next, "%#&_{}~".unicodeScalars.contains(escaped) {
                continue
            }
            output.append(scalar)
        }
        return output
    }

    /// Raised and lowered characters: as such where Unicode has all of them, so that `10^{-5}` is not
    /// read as 10-5; words as they are (`4^{\textrm{ème}}`), anything else after its mark.
    private mutating func script(
        isRaised: Bool,
        into output: inout String.UnicodeScalarView,
        depth: Int
    ) {
        let text = argument(depth: depth)
        let table = isRaised ? Self.raised : Self.lowered
        let mapped = text.compactMap { table[$0] }
        if mapped.count == text.count {
            output.append(contentsOf: mapped)
            return
        }
        let isMixed = text.contains {
            ("0"..."9").contains($0) || "+-=/".unicodeScalars.contains($0)
        }
        guard isMixed else {
            output.append(contentsOf: text)
            return
        }
        output.append(isRaised ? "^" : "_")
        output.append("(")
        output.append(contentsOf: text)
        output.append(")")
    }

    private static let raised = table("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
    private static let lowered = table("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")

    private static func table(_ from: String, _ to: String) -> [Unicode.Scalar: Unicode.Scalar] {
        Dictionary(zip(from.unicodeScalars, to.unicodeScalars)) { first, _ in first }
    }

    private mutating func skipBlanks() {
        while let scalar = next, scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r"
        {
            index += 1
        }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }
}
