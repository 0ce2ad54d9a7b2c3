import BibliographicFormats
import Review

/// Reads the typed cells of a sheet and gathers every fault instead of stopping at the first.
struct SheetReader {
    let file: String
    private(set) var faults: [InputFault] = []
    private let table: DelimitedTable?
    private var places: [String: Int] = [:]

    /// Opens a sheet and checks its header.
    ///
    /// - Parameters:
    ///   - bytes: content of the file.
    ///   - file: name for messages.
    ///   - columns: all columns that the sheet may have.
    ///   - required: those that it must have.
    init(bytes: [UInt8], file: String, columns: [String], required: [String]) {
        self.file = file
        do throws(DelimitedTableError) {
            table = try DelimitedTable(parsing: bytes, fileName: file)
        } catch {
            table = nil
            faults.append(InputFault(file: file, what: Self.message(of: error)))
            return
        }
        guard let table else { return }
        for (index, name) in table.header.enumerated() {
            if !columns.contains(name) {
                fault(
                    table.headerLine,
                    "unknown column '\(name)'; the columns are " + columns.joined(separator: ", ")
                )
            } else if places[name] != nil {
                fault(table.headerLine, "column '\(name)' stands twice")
            } else {
                places[name] = index
            }
        }
        for name in required where places[name] == nil {
            fault(
                table.headerLine,
                "column '\(name)' is missing; found " + table.header.joined(separator: ", ")
            )
        }
    }

    /// The message without the file name, which an `InputFault` adds itself.
    private static func message(of error: DelimitedTableError) -> String {
        switch error {
        case .notText: "not a text file; expected a CSV sheet"
        case .noHeader: "the sheet is empty; expected a header line"
        case .unterminatedQuote(_, let line):
            "line \(line): a quote opens and never closes"
        }
    }

    /// Rows to read; none if the header was refused, since every cell would be a follow-up fault.
    var rows: [DelimitedTable.Row] { faults.isEmpty ? table?.rows ?? [] : [] }

    mutating func fault(_ line: Int, _ what: String, column: String? = nil) {
        faults.append(InputFault(file: file, line: line, column: column, what: what))
    }

    /// Checks that a row has no more fields than the header.
    mutating func checkWidth(_ row: DelimitedTable.Row) {
        let width = table?.header.count ?? 0
        if row.fields.count > width {
            fault(row.line, "\(row.fields.count) fields where the header has \(width)")
        }
    }

    /// The text of a cell without surrounding blanks; `nil` if it is blank or the column missing.
    func text(_ column: String, _ row: DelimitedTable.Row) -> String? {
        guard let place = places[column], place < row.fields.count else { return nil }
        let value = row.fields[place].trimmed
        return value.isEmpty ? nil : value
    }

    /// The text of a cell that must not be blank.
    mutating func requiredText(_ column: String, _ row: DelimitedTable.Row) -> String? {
        if let value = text(column, row) { return value }
        fault(row.line, "is blank; a value is required", column: column)
        return nil
    }

    /// A whole number within bounds.
    mutating func integer(
        _ column: String,
        _ row: DelimitedTable.Row,
        in range: ClosedRange<Int>
    ) -> Int? {
        guard let value = text(column, row) else { return nil }
        if let number = Int(value), range.contains(number) { return number }
        let bounds =
            range.upperBound == .max
            ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
        fault(row.line, "'\(value)' found, a whole number \(bounds) expected", column: column)
        return nil
    }

    /// A decimal number within bounds.
    mutating func number(
        _ column: String,
        _ row: DelimitedTable.Row,
        in range: ClosedRange<Double>
    ) -> Double? {
        guard let value = text(column, row) else { return nil }
        if let number = Double(value), range.contains(number) { return number }
        let bounds =
            range.upperBound == .infinity
            ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
        fault(row.line, "'\(value)' found, a number \(bounds) expected", column: column)
        return nil
    }

    /// One of a closed set of words; upper and lower case alike.
    mutating func choice<Value: RawRepresentable & CaseIterable>(
        _ column: String,
        _ row: DelimitedTable.Row,
        as type: Value.Type
    ) -> Value? where Value.RawValue == String {
        guard let value = text(column, row) else { return nil }
        if let found = Value(rawValue: value.lowercased()) { return found }
        let allowed = Value.allCases.map(\.rawValue).joined(separator: ", ")
        fault(row.line, "'\(value)' found, one of \(allowed) expected", column: column)
        return nil
    }

    /// One of a closed set of words, in a cell that must not be blank.
    mutating func requiredChoice<Value: RawRepresentable & CaseIterable>(
        _ column: String,
        _ row: DelimitedTable.Row,
        as type: Value.Type
    ) -> Value? where Value.RawValue == String {
        requiredText(column, row) == nil ? nil : choice(column, row, as: type)
    }

    /// The record that a cell names.
    mutating func record(
        _ column: String,
        _ row: DelimitedTable.Row,
        _ resolver: RecordResolver
    ) -> RecordID? {
        guard let reference = requiredText(column, row) else { return nil }
        switch resolver.resolve(reference) {
        case .found(let record): return record
        case .failed(let what):
            fault(row.line, what, column: column)
            return nil
        }
    }

    /// The parts of a cell between semicolons, without blanks.
    func list(_ column: String, _ row: DelimitedTable.Row) -> [String] {
        (text(column, row) ?? "").split(separator: ";").map { String($0).trimmed }
            .filter { !$0.isEmpty }
    }
}

extension String {
    /// Without blanks and line breaks at both ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
