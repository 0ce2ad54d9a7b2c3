import BibliographicFormats

/// Cells of a table by the names of their columns, with the faults found on the way.
struct CellReader {
    private let named: NamedTable
    private var places: [String: Int] = [:]
    var faults: [InputFault] = []

    init(_ named: NamedTable, _ columns: [String]) {
        self.named = named
        for column in columns { require(column) }
        faults += Self.shapeFaults(of: named)
    }

    /// Rows with more cells than the header names columns: a decimal comma or an unquoted comma would
    /// otherwise cut a number short without a word.
    static func shapeFaults(of named: NamedTable) -> [InputFault] {
        let width = named.table.header.count
        return named.table.rows.compactMap { row in
            guard row.fields.dropFirst(width).contains(where: { !$0.trimmed.isEmpty }) else {
                return nil
            }
            return InputFault(
                file: named.file,
                line: row.line,
                what:
                    "\(row.fields.count) cells found, \(width) expected as in the header; a decimal "
                    + "comma?"
            )
        }
    }

    /// A column that the header names twice.
    static func ambiguity(of column: String, in named: NamedTable) -> InputFault? {
        guard named.table.header.count(where: { $0.trimmed == column }) > 1 else { return nil }
        return InputFault(
            file: named.file,
            line: named.table.headerLine,
            what: "column '\(column)' stands twice in the header"
        )
    }

    /// What was found in the place of a number, and what is expected.
    static func noNumber(_ text: String) -> String {
        let isComma = Double(text.replacing(",", with: ".")) != nil
        return "'\(text)' found, a finite number \(isComma ? "with a decimal point " : "")expected"
    }

    mutating func require(_ column: String) {
        guard places[column] == nil else { return }
        if let place = named.table.header.firstIndex(where: { $0.trimmed == column }) {
            places[column] = place
            if let fault = Self.ambiguity(of: column, in: named) { faults.append(fault) }
        } else {
            faults.append(
                InputFault(
                    file: named.file,
                    line: named.table.headerLine,
                    what: "column '\(column)' is missing; found "
                        + named.table.header.joined(separator: ", ")
                )
            )
        }
    }

    mutating func refuse(_ row: DelimitedTable.Row, _ column: String, _ what: String) {
        faults.append(InputFault(file: named.file, line: row.line, column: column, what: what))
    }

    mutating func refuse(line: Int, _ column: String, _ what: String) {
        faults.append(InputFault(file: named.file, line: line, column: column, what: what))
    }

    private func cell(_ column: String, _ row: DelimitedTable.Row) -> String {
        guard let place = places[column], place < row.fields.count else { return "" }
        return row.fields[place].trimmed
    }

    func isBlank(_ column: String, _ row: DelimitedTable.Row) -> Bool {
        cell(column, row).isEmpty
    }

    /// The text of a cell; a fault and `nil` if it is blank.
    mutating func text(_ column: String, _ row: DelimitedTable.Row) -> String? {
        let text = cell(column, row)
        guard text.isEmpty else { return text }
        refuse(row, column, "the cell is blank")
        return nil
    }

    /// The number in a cell; a fault and `nil` if it is none.
    mutating func number(_ column: String, _ row: DelimitedTable.Row) -> Double? {
        guard let text = text(column, row) else { return nil }
        if let number = Double(text), number.isFinite { return number }
        refuse(row, column, Self.noNumber(text))
        return nil
    }
}
