import BibliographicFormats
import Review
import Screening

/// Reads `assignments.csv`: who is expected to vote on which record.
enum AssignmentSheet {
    static let columns = ["record", "stage", "reviewer"]
    static let required = columns

    /// Reads all rows; `faults` names every cell that cannot be used.
    ///
    /// - Parameters:
    ///   - bytes: content of the sheet.
    ///   - file: name for messages.
    ///   - resolver: finds the records.
    /// - Returns: the rows without a fault, and the faults in the order of the lines. Whether the
    ///   protocol names the reviewers is checked with the whole review.
    static func read(
        bytes: [UInt8],
        file: String,
        resolver: RecordResolver
    ) -> (rows: [Assignment], faults: [InputFault]) {
        var reader = SheetReader(bytes: bytes, file: file, columns: columns, required: required)
        var rows: [Assignment] = []
        var lines: [[String]: Int] = [:]
        for row in reader.rows {
            reader.checkWidth(row)
            let record = reader.record("record", row, resolver)
            let stage = reader.requiredChoice("stage", row, as: Stage.self)
            let reviewer = reader.requiredText("reviewer", row)
            guard let record, let stage, let reviewer else { continue }
            let key = [record.description, stage.rawValue, reviewer]
            if let line = lines[key] {
                reader.fault(
                    row.line,
                    "\(record) is assigned to \(reviewer) at \(stage.rawValue) twice: first on "
                        + "line \(line)"
                )
                continue
            }
            lines[key] = row.line
            rows.append(
                Assignment(record: record, stage: stage, reviewer: reviewer, line: row.line)
            )
        }
        return (rows, reader.faults)
    }
}
