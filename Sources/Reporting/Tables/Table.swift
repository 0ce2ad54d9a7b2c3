/// A table of the report: one value, printed as HTML and written as CSV.
///
/// The page shows rounded numbers; the file holds all digits. A column may stand in one of the two
/// only, where the page joins what the file keeps apart.
public struct Table: Sendable, Equatable {
    /// A column.
    public struct Column: Sendable, Equatable {
        /// Where a column stands.
        public enum Place: Sendable, Equatable {
            /// In the page and in the file.
            case everywhere
            /// In the page only.
            case page
            /// In the file only.
            case file
        }

        /// Heading.
        public var name: String
        /// Whether the column holds numbers, which the page aligns to the right.
        public var isNumeric: Bool
        /// Where the column stands.
        public var place: Place

        /// Creates a column.
        public init(_ name: String, isNumeric: Bool = false, place: Place = .everywhere) {
            self.name = name
            self.isNumeric = isNumeric
            self.place = place
        }
    }

    /// A cell.
    public struct Cell: Sendable, Equatable {
        /// Text as the page shows it; a dash stands for an empty one.
        public var text: String
        /// Text as the file holds it.
        public var exact: String
        /// Markup that the page shows instead of the text, already escaped.
        var markup: Markup?
        /// Whether the cell was made from a number, wherever its column stands.
        var isNumber = false

        /// Creates a cell.
        ///
        /// - Parameters:
        ///   - text: text as the page shows it.
        ///   - exact: text as the file holds it; the same unless given.
        public init(_ text: String, exact: String? = nil) {
            self.text = text
            self.exact = exact ?? text
        }

        init(_ text: String, exact: String? = nil, markup: Markup) {
            self.init(text, exact: exact)
            self.markup = markup
        }
    }

    /// Short name, unique in the report; names the file.
    public var id: String
    /// Title as printed.
    public var title: String
    /// Columns.
    public var columns: [Column]
    /// Rows, each with a cell per column.
    public var rows: [[Cell]]
    /// What to mind, printed below the table.
    public var note: String?
    /// What is printed instead of a table without rows.
    public var emptyText: String

    /// Creates a table.
    public init(
        id: String,
        title: String,
        columns: [Column],
        rows: [[Cell]],
        note: String? = nil,
        emptyText: String = "Nothing to list."
    ) {
        self.id = id
        self.title = title
        self.columns = columns
        self.rows = rows
        self.note = note
        self.emptyText = emptyText
    }

    /// Path of the file below the folder of the report.
    public var path: String { "tables/\(id).csv" }

    /// The table as an HTML fragment, with the rounded numbers.
    ///
    /// - Parameter linksFile: whether the caption links to the CSV file beside the page.
    /// - Returns: Markup that is also well-formed XML; a sentence for a table without rows.
    public func html(linksFile: Bool = false) -> String { markup(linksFile: linksFile).source }

    /// The table as CSV by RFC 4180 in UTF-8, with all digits.
    public var csv: String {
        let shown = columns.indices.filter { columns[$0].place != .page }
        let header = shown.map { Self.quoted(columns[$0].name) }.joined(separator: ",")
        let lines = rows.map { row in
            shown.map { row.indices.contains($0) ? Self.quoted(row[$0].exact) : "" }
                .joined(separator: ",")
        }
        return ([header] + lines).map { $0 + "\r\n" }.joined()
    }

    func markup(linksFile: Bool) -> Markup {
        guard !rows.isEmpty else { return paragraph("\(emptyText)", class: "empty") }
        let shown = columns.indices.filter { columns[$0].place != .file }
        let head = shown.map { index -> Markup in
            let name = columns[index].name
            return columns[index].isNumeric
                ? "<th scope=\"col\" class=\"n\">\(name)</th>" : "<th scope=\"col\">\(name)</th>"
        }
        let body = rows.map { row -> Markup in
            let cells = shown.enumerated().map { place, index in
                cell(
                    row.indices.contains(index) ? row[index] : Cell(""),
                    index,
                    isFirst: place == 0
                )
            }
            return "<tr>\(cells)</tr>\n"
        }
        let file: Markup =
            linksFile
            ? " <a class=\"file\" href=\"\(path)\" aria-label=\"\(title), as CSV\">CSV</a>" : ""
        let below = note.map { paragraph("\($0)", class: "note") } ?? ""
        return """
            <div class="table" role="region" aria-label="\(title)" tabindex="0">
            <table>
            <caption>\(title)\(file)</caption>
            <thead><tr>\(head)</tr></thead>
            <tbody>
            \(body)</tbody>
            </table>
            </div>
            \(below)
            """
    }

    private func cell(_ cell: Cell, _ column: Int, isFirst: Bool) -> Markup {
        let content = cell.markup ?? (cell.text.isEmpty ? "–" : Markup(text: cell.text))
        if isFirst { return "<th scope=\"row\">\(content)</th>" }
        // Sorting takes the exact number, not the rounded one or the words around it.
        let exact = cell.exact
        let value: Markup =
            exact != cell.text && Double(exact) != nil ? " data-value=\"\(exact)\"" : ""
        return columns[column].isNumeric
            ? "<td class=\"n\"\(value)>\(content)</td>" : "<td\(value)>\(content)</td>"
    }

    private static func quoted(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else {
            return text
        }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

extension Table.Cell {
    /// A cell with a count.
    init(count: Int?) {
        self.init(NumberText.count(count), exact: NumberText.exact(count))
        isNumber = true
    }

    /// A cell with a proportion.
    init(proportion: Double?) {
        self.init(NumberText.proportion(proportion), exact: NumberText.exact(proportion))
        isNumber = true
    }

    /// A cell with a number that stands in the file only.
    init(exact value: Double?) {
        self.init("", exact: NumberText.exact(value))
        isNumber = true
    }
}
