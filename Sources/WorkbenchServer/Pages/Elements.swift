import Reporting

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
    _ rows: [[Markup]],
    numeric: Set<Int> = [],
    empty: String = "Nothing to list."
) -> Markup {
    guard !rows.isEmpty else { return "<p class=\"empty\">\(empty)</p>\n" }
    func kind(_ column: Int) -> Markup { numeric.contains(column) ? " class=\"n\"" : "" }
    let heading = head.enumerated().map { column, name -> Markup in
        "<th scope=\"col\"\(kind(column))>\(name)</th>"
    }
    let body = rows.map { row -> Markup in
        let cells = row.enumerated().map { column, cell -> Markup in
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
func definitions(_ items: [(name: String, value: Markup)]) -> Markup {
    let rows = items.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>\n" as Markup }
    return "<dl class=\"fields\">\n\(rows)</dl>\n"
}

/// A list with bullets; nothing for no items.
func bullets(_ items: [Markup]) -> Markup {
    guard !items.isEmpty else { return "" }
    let rows = items.map { "<li>\($0)</li>\n" as Markup }
    return "<ul>\n\(rows)</ul>\n"
}

/// A noun with its count: `1 study`, `3 studies`.
func counted(_ count: Int, _ singular: String, _ plural: String) -> String {
    "\(count) \(count == 1 ? singular : plural)"
}

/// The choice whether single keys act on a page (WCAG 2.1.4); the script modules heed it.
func singleKeysChoice(_ frame: PageFrame) -> Markup {
    """
    <p><label class="choice"><input type="checkbox" id="single-keys" checked autocomplete="off"> \
    <span>\(frame.text(.singleKeys))</span></label></p>

    """
}
