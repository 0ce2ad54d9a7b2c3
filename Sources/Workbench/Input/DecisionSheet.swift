import BibliographicFormats
import Review
import Screening

/// Reads `decisions.csv`.
enum DecisionSheet {
    static let columns = [
        "record", "stage", "reviewer", "decision", "reason", "role", "note", "tags",
    ]
    static let required = ["record", "stage", "decision"]

    /// Reads all rows; `faults` names every cell that cannot be used.
    ///
    /// - Parameters:
    ///   - bytes: content of the sheet.
    ///   - file: name for messages.
    ///   - reviewers: names that may vote; any if the protocol names none.
    ///   - resolver: finds the records.
    /// - Returns: the rows without a fault, and the faults in the order of the lines.
    static func read(
        bytes: [UInt8],
        file: String,
        reviewers: [String],
        resolver: RecordResolver
    ) -> (rows: [Decision], faults: [InputFault]) {
        var reader = SheetReader(bytes: bytes, file: file, columns: columns, required: required)
        var rows: [Decision] = []
        var firstLine: [[String]: Int] = [:]
        for row in reader.rows {
            reader.checkWidth(row)
            let record = reader.record("record", row, resolver)
            let stage = reader.requiredChoice("stage", row, as: Stage.self)
            let verdict = reader.requiredChoice("decision", row, as: Verdict.self)
            let hasRole = reader.text("role", row) != nil
            let role = hasRole ? reader.choice("role", row, as: Role.self) : .vote
            let reviewer = Self.reviewer(row, role, reviewers, &reader)
            guard let record, let stage, let verdict, let role, let reviewer else { continue }
            let key = [record.description, stage.rawValue, role.rawValue, reviewer]
            if let line = firstLine[key] {
                reader.fault(
                    row.line,
                    "\(reviewer) decides on \(record) at \(stage.rawValue) twice: first on line "
                        + "\(line)"
                )
                continue
            }
            firstLine[key] = row.line
            rows.append(
                Decision(
                    record: record,
                    stage: stage,
                    reviewer: reviewer,
                    verdict: verdict,
                    reason: reader.text("reason", row),
                    role: role,
                    note: reader.text("note", row),
                    tags: tags(row, reader),
                    line: row.line
                )
            )
        }
        return (rows, reader.faults)
    }

    /// The tags of a row, each once.
    private static func tags(_ row: DelimitedTable.Row, _ reader: SheetReader) -> [String] {
        var seen: Set<String> = []
        return reader.list("tags", row).filter { seen.insert($0).inserted }
    }

    /// The reviewer; a settlement may leave the name out.
    private static func reviewer(
        _ row: DelimitedTable.Row,
        _ role: Role?,
        _ reviewers: [String],
        _ reader: inout SheetReader
    ) -> String? {
        if role == .consensus { return reader.text("reviewer", row) ?? "consensus" }
        guard let name = reader.requiredText("reviewer", row) else { return nil }
        if reviewers.isEmpty || reviewers.contains(name) { return name }
        let known = reviewers.map { "'\($0)'" }.joined(separator: ", ")
        reader.fault(row.line, "unknown reviewer '\(name)'; the protocol names \(known)")
        return nil
    }
}
