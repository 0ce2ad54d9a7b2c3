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
            let first = reader.record("first", row, resolver)
            let second = reader.record("second", row, resolver)
            let answer = reader.requiredChoice("same", row, as: Answer.self)
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
}
