/// A value as it is written into a YAML file: texts, lists and maps, nothing else.
public indirect enum YAMLValue: Sendable, Equatable {
    /// A text, or a number as text.
    case text(String)
    /// A list.
    case list([YAMLValue])
    /// A map, in its order.
    case map([Entry])

    /// A key with its value.
    public struct Entry: Sendable, Equatable {
        let key: String
        let value: YAMLValue
    }

    /// A list of texts.
    static func texts(_ texts: [String]) -> YAMLValue { .list(texts.map { .text($0) }) }

    /// A map of keys and values.
    static func pairs(_ pairs: [(String, YAMLValue)]) -> YAMLValue {
        .map(pairs.map { Entry(key: $0.0, value: $0.1) })
    }

    /// The lines of a key with the value, in block style, without line ends.
    func lines(under key: String) -> [String] {
        let name = Self.scalar(key)
        switch self {
        case .text(let text): return ["\(name): \(Self.scalar(text))"]
        case .list(let items) where items.isEmpty: return ["\(name): []"]
        case .map(let entries) where entries.isEmpty: return ["\(name): {}"]
        case .list, .map: return ["\(name):"] + inner.map { "  " + $0 }
        }
    }

    private var inner: [String] {
        switch self {
        case .text(let text): return [Self.scalar(text)]
        case .list(let items) where items.isEmpty: return ["[]"]
        case .list(let items):
            return items.flatMap { item in
                item.inner.enumerated().map { ($0.offset == 0 ? "- " : "  ") + $0.element }
            }
        case .map(let entries) where entries.isEmpty: return ["{}"]
        case .map(let entries): return entries.flatMap { $0.value.lines(under: $0.key) }
        }
    }

    /// Words that other readers of YAML take for something else than text.
    private static let special: Set<String> = [
        "true", "false", "yes", "no", "on", "off", "null", "y", "n",
    ]

    /// A text as a scalar: plain where nobody can mistake it, else in double quotes.
    static func scalar(_ text: String) -> String {
        let isPlain =
            !text.isEmpty && !special.contains(text.lowercased()) && text.last != " "
            && text.first.map { $0.isASCII && ($0.isLetter || $0.isNumber) } == true
            && text.allSatisfy { character in
                character.isASCII && (character.isLetter || character.isNumber)
                    || " _./()+-".contains(character)
            }
        return isPlain ? text : quoted(text)
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\u{85}", "\u{A0}", "\u{2028}", "\u{2029}", "\u{FEFF}": result += escape(scalar)
            default:
                let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                result += isControl ? escape(scalar) : String(Character(scalar))
            }
        }
        return result + "\""
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
