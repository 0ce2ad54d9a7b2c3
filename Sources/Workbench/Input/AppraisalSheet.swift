import BibliographicFormats
import RiskOfBias

/// Reads `appraisals.csv`, the long form.
enum AppraisalSheet {
    static let columns = ["study", "estimate", "assessor", "part", "item", "answer", "rationale"]
    static let required = ["study", "assessor", "item", "answer"]

    /// Reads all rows and checks them against the instrument.
    static func read(
        bytes: [UInt8],
        file: String,
        instrument: Instrument
    ) -> (rows: [AppraisalAnswer], faults: [InputFault]) {
        var reader = SheetReader(bytes: bytes, file: file, columns: columns, required: required)
        var rows: [AppraisalAnswer] = []
        for row in reader.rows {
            reader.checkWidth(row)
            rows.append(
                AppraisalAnswer(
                    study: reader.text("study", row) ?? "",
                    estimate: reader.text("estimate", row),
                    assessor: reader.text("assessor", row) ?? "",
                    part: reader.text("part", row)?.lowercased(),
                    item: reader.text("item", row) ?? "",
                    answer: reader.text("answer", row) ?? "",
                    rationale: reader.text("rationale", row),
                    line: row.line
                )
            )
        }
        let faults = validate(rows, instrument: instrument).filter { !$0.isRemark }
        return (
            rows,
            reader.faults + faults.map { InputFault(file: file, line: $0.line, what: $0.reason) }
        )
    }
}
