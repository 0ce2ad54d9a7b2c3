import BibliographicFormats

/// Cells of a table by the names of their columns, with the faults found on the way.
struct CellReader {
    private let named: NamedTable
    private var places: [String: Int] = [:]
    var faults: [InputFault] = []

    init(_ named: NamedTable, _ columns: [String]) {
        self.named = named
        for column in columns { require(column) }
    }

    mutating func require(_ column: String) {
        guard places[column] == nil else { return }
        if let place = named.table.header.firstIndex(of: column) {
            places[column] = place
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
        refuse(row, column, "'\(text)' found, a finite number expected")
        return nil
    }
}
