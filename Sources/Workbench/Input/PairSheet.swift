import BibliographicFormats
import Review

/// Reads `duplicates.csv`: what people say of pairs of records.
enum PairSheet {
    static let columns = ["first", "second", "same", "reviewer", "note"]
    static let required = ["first", "second", "same", "reviewer"]

    private enum Answer: String, CaseIterable {
        case yes
        case no
    }

    /// Reads all rows; `faults` names every cell that cannot be used.
    static func read(
        bytes: [UInt8],
        file: String,
        resolver: RecordResolver
    ) -> (rows: [PairJudgement], faults: [InputFault]) {
        var reader = SheetReader(bytes: bytes, file: file, columns: columns, required: required)
        var rows: [PairJudgement] = []
        var lines: [Set<RecordID>: Int] = [:]
        for row in reader.rows {
            reader.checkWidth(row)
            let first = record("first", row, resolver, &reader)
            let second = record("second", row, resolver, &reader)
            let answer = reader.choice("same", row, as: Answer.self)
            if reader.text("same", row) == nil { _ = reader.requiredText("same", row) }
            let reviewer = reader.requiredText("reviewer", row)
            guard let first, let second, let answer, let reviewer else { continue }
            if first == second {
                reader.fault(row.line, "\(first) stands on both sides")
            } else if let line = lines[[first, second]] {
                reader.fault(row.line, "the same pair stands on line \(line)")
            }
            lines[[first, second]] = lines[[first, second]] ?? row.line
            rows.append(
                PairJudgement(
                    first: first,
                    second: second,
                    isSame: answer == .yes,
                    reviewer: reviewer,
                    note: reader.text("note", row),
                    line: row.line
                )
            )
        }
        return (rows, reader.faults)
    }

    private static func record(
        _ column: String,
        _ row: DelimitedTable.Row,
        _ resolver: RecordResolver,
        _ reader: inout SheetReader
    ) -> RecordID? {
        guard let reference = reader.requiredText(column, row) else { return nil }
        switch resolver.resolve(reference) {
        case .found(let record): return record
        case .failed(let what):
            reader.fault(row.line, what, column: column)
            return nil
        }
    }
}
