import BibliographicFormats
import Review
import Screening

/// Reads `decisions.csv`.
enum DecisionSheet {
    static let columns = ["record", "stage", "reviewer", "decision", "reason", "role", "note"]
    static let required = ["record", "stage", "decision"]

    /// Reads all rows; `faults` names every cell that cannot be used.
    static func read(
        bytes: [UInt8],
        file: String,
        resolver: RecordResolver
    ) -> (rows: [Decision], faults: [InputFault]) {
        var reader = SheetReader(bytes: bytes, file: file, columns: columns, required: required)
        var rows: [Decision] = []
        var firstLine: [[String]: Int] = [:]
        for row in reader.rows {
            reader.checkWidth(row)
            let reference = reader.requiredText("record", row)
            var stage = reader.choice("stage", row, as: Stage.self)
            if reader.text("stage", row) == nil {
                stage = nil
                _ = reader.requiredText("stage", row)
            }
            let verdict = reader.choice("decision", row, as: Verdict.self)
            if reader.text("decision", row) == nil { _ = reader.requiredText("decision", row) }
            let hasRole = reader.text("role", row) != nil
            let role = hasRole ? reader.choice("role", row, as: Role.self) : .vote
            let reviewer =
                role == .consensus
                ? reader.text("reviewer", row) ?? "consensus"
                : reader.requiredText("reviewer", row)
            guard let reference, let stage, let verdict, let role, let reviewer else { continue }
            switch resolver.resolve(reference) {
            case .failed(let what):
                reader.fault(row.line, what, column: "record")
            case .found(let record):
                let key = [record.description, stage.rawValue, role.rawValue, reviewer]
                if let line = firstLine[key] {
                    reader.fault(
                        row.line,
                        "\(reviewer) decides on \(reference) at \(stage.rawValue) twice: first on "
                            + "line \(line)"
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
                        line: row.line
                    )
                )
            }
        }
        return (rows, reader.faults)
    }
}
