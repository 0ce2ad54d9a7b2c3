import BibliographicFormats
import RiskOfBias

/// Reads `appraisals.csv`, the long form, or judgements in the wide form of robvis.
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

    /// Whether a sheet is a table for robvis: a study a row, a domain a column.
    static func isWide(_ bytes: [UInt8], file: String) -> Bool {
        guard let table = try? DelimitedTable(parsing: bytes, fileName: file) else { return false }
        let names = table.header.map { $0.lowercased() }
        return names.contains("study") && names.contains("d1") && !names.contains("item")
    }

    /// Reads the wide form.
    ///
    /// - Parameters:
    ///   - bytes: content of the file.
    ///   - file: name for messages.
    ///   - assessor: whose judgements they are; the table does not say.
    ///   - part: the part of the instrument, where it has parts.
    ///   - instrument: the instrument.
    /// - Returns: the answers, and every fault.
    static func readWide(
        bytes: [UInt8],
        file: String,
        assessor: String?,
        part: String?,
        instrument: Instrument
    ) -> (rows: [AppraisalAnswer], faults: [InputFault]) {
        guard let assessor else {
            let what =
                "a table for robvis does not say whose judgements it holds: "
                + "consilience appraise DIR FILE.csv --assessor NAME"
            return ([], [InputFault(file: file, line: 1, what: what)])
        }
        guard let table = try? DelimitedTable(parsing: bytes, fileName: file) else {
            return ([], [InputFault(file: file, what: "not a table")])
        }
        var rows: [AppraisalAnswer] = []
        var faults: [InputFault] = []
        for row in table.rows {
            do throws(RobvisError) {
                rows += try RobvisTable.answers(
                    header: table.header,
                    rows: [row.fields],
                    firstLine: row.line,
                    assessor: assessor,
                    part: part?.lowercased(),
                    instrument: instrument
                )
            } catch {
                if case .raggedRow(_, let cells, let expected) = error {
                    let what = "\(cells) cells; the header has \(expected)"
                    faults.append(InputFault(file: file, line: row.line, what: what))
                    continue
                }
                return ([], [InputFault(file: file, line: table.headerLine, what: "\(error)")])
            }
        }
        faults += validate(rows, instrument: instrument).filter { !$0.isRemark }
            .map { InputFault(file: file, line: $0.line, what: $0.reason) }
        return (rows, faults)
    }
}
