/// A piece of HTML.
///
/// In a string literal of this type everything that is interpolated is escaped, unless it is HTML
/// itself: text from a record cannot reach a page unescaped by oversight.
struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
    /// The characters as they stand in the page.
    private(set) var source: String

    /// Creates HTML from a literal, which is trusted because it stands in this program.
    init(stringLiteral value: String) { source = value }

    /// Creates HTML from an interpolated literal.
    init(stringInterpolation: Interpolation) { source = stringInterpolation.source }

    /// Creates HTML from text, escaped.
    init(text: String) { source = Self.escaped(text) }

    /// Creates HTML from what another part of this program wrote, such as a figure.
    init(trusted: String) { source = trusted }

    /// Collects the parts of a literal, escaping what is text.
    struct Interpolation: StringInterpolationProtocol {
        var source = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            source.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        mutating func appendLiteral(_ literal: String) { source += literal }
        mutating func appendInterpolation(_ text: String) { source += HTML.escaped(text) }
        mutating func appendInterpolation(_ number: Int) { source += String(number) }
        mutating func appendInterpolation(_ part: HTML) { source += part.source }
        mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { source += part.source }
        }
    }

    static func + (left: HTML, right: HTML) -> HTML { HTML(trusted: left.source + right.source) }

    static func += (left: inout HTML, right: HTML) { left.source += right.source }

    /// Whether there is nothing.
    var isEmpty: Bool { source.isEmpty }

    /// Replaces what has a meaning in HTML, and drops control characters.
    ///
    /// Bidirectional overrides go as well: one in a title would reverse the rest of a row.
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
            case "\n", "\t": result.unicodeScalars.append(scalar)
            default:
                if isPrintable(scalar) { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: false
        default: !scalar.properties.isNoncharacterCodePoint
        }
    }
}

extension [HTML] {
    /// The parts with something between them.
    func joined(_ separator: HTML) -> HTML {
        HTML(trusted: map(\.source).joined(separator: separator.source))
    }
}

/// A table with headings, in a region that scrolls by itself on a narrow screen.
///
/// - Parameters:
///   - title: caption.
///   - head: headings of the columns.
///   - rows: cells as `<td>` elements are made of them; the first cell of a row is its heading.
///   - numeric: indices of the columns that are aligned to the right.
///   - empty: what to say where there is no row.
/// - Returns: The table; a sentence if there is no row.
func table(
    _ title: String,
    _ head: [String],
    _ rows: [[HTML]],
    numeric: Set<Int> = [],
    empty: String = "Nothing to list."
) -> HTML {
    guard !rows.isEmpty else { return "<p class=\"empty\">\(empty)</p>\n" }
    func kind(_ column: Int) -> HTML { numeric.contains(column) ? " class=\"n\"" : "" }
    let heading = head.enumerated().map { column, name -> HTML in
        "<th scope=\"col\"\(kind(column))>\(name)</th>"
    }
    let body = rows.map { row -> HTML in
        let cells = row.enumerated().map { column, cell -> HTML in
            column == 0
                ? "<th scope=\"row\"\(kind(column))>\(cell)</th>"
                : "<td\(kind(column))>\(cell)</td>"
        }
        return "<tr>\(cells)</tr>\n"
    }
    return """
        <div class="table" role="region" aria-label="\(title)" tabindex="0">
        <table><caption>\(title)</caption>
        <thead><tr>\(heading)</tr></thead>
        <tbody>
        \(body)</tbody></table></div>

        """
}

/// A list of names and values.
func definitions(_ items: [(name: String, value: HTML)]) -> HTML {
    let rows = items.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>\n" as HTML }
    return "<dl class=\"fields\">\n\(rows)</dl>\n"
}

/// A list with bullets; nothing for no items.
func bullets(_ items: [HTML]) -> HTML {
    guard !items.isEmpty else { return "" }
    let rows = items.map { "<li>\($0)</li>\n" as HTML }
    return "<ul>\n\(rows)</ul>\n"
}

/// A noun with its count: `1 study`, `3 studies`.
func counted(_ count: Int, _ singular: String, _ plural: String) -> String {
    "\(count) \(count == 1 ? singular : plural)"
}
