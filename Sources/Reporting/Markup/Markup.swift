/// A piece of HTML that is also well-formed XML.
///
/// In a string literal of this type everything that is interpolated is escaped, unless it is
/// markup itself: text from a record cannot reach the page unescaped by oversight.
///
/// The report and the pages of the workbench are made of it.
public struct Markup: Sendable, Equatable, ExpressibleByStringInterpolation {
    /// The characters as they stand in the page.
    public private(set) var source: String

    /// Creates markup from a literal that is trusted because it stands in this program.
    public init(stringLiteral value: String) { source = value }

    /// Creates markup from an interpolated literal.
    public init(stringInterpolation: Interpolation) { source = stringInterpolation.source }

    /// Creates markup from text, escaped.
    public init(text: String) { source = Self.escaped(text) }

    /// Creates markup from markup that another part of this program wrote, such as a figure.
    public init(trusted: String) { source = trusted }

    /// Collects the parts of a literal, escaping what is text.
    public struct Interpolation: StringInterpolationProtocol {
        var source = ""

        /// Starts a literal.
        public init(literalCapacity: Int, interpolationCount: Int) {
            source.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        /// What stands in this program.
        public mutating func appendLiteral(_ literal: String) { source += literal }
        /// Text, escaped.
        public mutating func appendInterpolation(_ text: String) { source += Markup.escaped(text) }
        /// A number.
        public mutating func appendInterpolation(_ count: Int) { source += String(count) }
        /// Markup, as it is.
        public mutating func appendInterpolation(_ markup: Markup) { source += markup.source }
        /// Pieces of markup, one after the other.
        public mutating func appendInterpolation(_ parts: [Markup]) {
            for part in parts { source += part.source }
        }
    }

    /// Joins two pieces.
    public static func + (left: Markup, right: Markup) -> Markup {
        Markup(trusted: left.source + right.source)
    }

    /// Adds a piece.
    public static func += (left: inout Markup, right: Markup) { left.source += right.source }

    /// Whether there is nothing.
    public var isEmpty: Bool { source.isEmpty }

    /// Replaces what has a meaning in HTML and XML, and removes what XML forbids.
    ///
    /// Bidirectional overrides go as well: one in a title would reverse the rest of a row. Line feeds
    /// stay, since a query is printed in the lines in which it was typed.
    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n": result += "\n"
            case "\t", "\r": result += " "
            default:
                if isAllowed(scalar) { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }

    static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: false
        default: !scalar.properties.isNoncharacterCodePoint
        }
    }
}

extension [Markup] {
    /// The parts with something between them.
    public func joined(_ separator: Markup) -> Markup {
        Markup(trusted: map(\.source).joined(separator: separator.source))
    }
}

/// A link to an outside page; only for addresses that this program composes itself.
func link(to address: String, _ text: String) -> Markup {
    "<a href=\"\(address)\" rel=\"noreferrer\">\(text)</a>"
}

/// A link to the resolver of a DOI.
func link(doi: String) -> Markup {
    // Signs that end or split an address; all others may stand in one, and browsers encode them.
    let unsafe: [(Character, String)] = [
        ("%", "%25"), ("#", "%23"), ("?", "%3F"), (" ", "%20"), ("<", "%3C"), (">", "%3E"),
        ("\"", "%22"), ("\\", "%5C"), ("[", "%5B"), ("]", "%5D"), ("^", "%5E"), ("`", "%60"),
        ("{", "%7B"), ("|", "%7C"), ("}", "%7D"),
    ]
    let encoded = doi.map { sign in unsafe.first { $0.0 == sign }?.1 ?? String(sign) }.joined()
    return link(to: "https://doi.org/\(encoded)", doi)
}

/// A link to an entry of PubMed.
func link(pmid: String) -> Markup {
    guard !pmid.isEmpty, pmid.allSatisfy({ $0.isASCII && $0.isNumber }) else {
        return Markup(text: "PMID \(pmid)")
    }
    return link(to: "https://pubmed.ncbi.nlm.nih.gov/\(pmid)/", "PMID \(pmid)")
}

/// A paragraph.
func paragraph(_ text: Markup, class name: String? = nil) -> Markup {
    name.map { "<p class=\"\($0)\">\(text)</p>\n" } ?? "<p>\(text)</p>\n"
}

/// A list with bullets; nothing for no items.
func bullets(_ items: [Markup], class name: String = "plain") -> Markup {
    guard !items.isEmpty else { return "" }
    let rows = items.map { "<li>\($0)</li>\n" as Markup }
    return "<ul class=\"\(name)\">\n\(rows)</ul>\n"
}

/// A part that the reader opens; the summary is its name.
func foldable(_ summary: String, _ content: Markup) -> Markup {
    "<details>\n<summary>\(summary)</summary>\n\(content)</details>\n"
}
