import BibliographicFormats
import Review

/// Reads `estimates.csv`: one evaluation of a model a row.
enum EvaluationSheet {
    static let columns = [
        "study", "model", "stage", "unit", "cohort", "n", "events", "auc", "auc_se", "auc_lower",
        "auc_upper", "sensitivity", "specificity", "accuracy", "dice", "tp", "fp", "fn", "tn",
        "note",
    ]
    static let required = ["study", "stage"]

    /// Reads all rows; `faults` names every cell that cannot be used.
    static func read(
        bytes: [UInt8],
        file: String,
        fields: ExtractionFields = ExtractionFields()
    ) -> (rows: [Evaluation], faults: [InputFault]) {
        var reader = SheetReader(bytes: bytes, file: file, .estimates, fields)
        var rows: [Evaluation] = []
        var lines: [[String]: Int] = [:]
        for row in reader.rows {
            reader.checkWidth(row)
            let study = reader.requiredText("study", row)
            let stage = reader.requiredChoice("stage", row, as: EvaluationStage.self)
            guard let study, let stage else { continue }
            var evaluation = Evaluation(study: study, stage: stage, line: row.line)
            evaluation.model = reader.text("model", row)
            evaluation.unit = reader.text("unit", row)
            evaluation.cohort = reader.text("cohort", row)
            evaluation.note = reader.text("note", row)
            readFigures(of: &evaluation, row, &reader)
            evaluation.fields = reader.values(of: fields, row)
            if let line = lines[evaluation.key] {
                reader.fault(
                    row.line,
                    "the same study, model, stage, unit and cohort stand on line \(line)"
                )
            }
            lines[evaluation.key] = lines[evaluation.key] ?? row.line
            rows.append(evaluation)
        }
        return (rows, reader.faults)
    }

    private static func readFigures(
        of evaluation: inout Evaluation,
        _ row: DelimitedTable.Row,
        _ reader: inout SheetReader
    ) {
        evaluation.size = reader.integer("n", row, in: 1...Int.max)
        evaluation.events = reader.integer("events", row, in: 0...Int.max)
        if let size = evaluation.size, let events = evaluation.events, events > size {
            reader.fault(
                row.line,
                "\(events) found, at most n = \(size) expected",
                column: "events"
            )
        }
        for measure in PerformanceMeasure.allCases {
            evaluation.values[measure] = reader.number(measure.rawValue, row, in: 0...1)
        }
        evaluation.aucStandardError = reader.number("auc_se", row, in: 0...0.5)
        if evaluation.aucStandardError == 0 {
            reader.fault(
                row.line,
                "0 found, a standard error above 0 expected",
                column: "auc_se"
            )
        }
        evaluation.aucLower = reader.number("auc_lower", row, in: 0...1)
        evaluation.aucUpper = reader.number("auc_upper", row, in: 0...1)
        checkInterval(of: evaluation, row, &reader)
        let cells = ["tp", "fp", "fn", "tn"].map { reader.integer($0, row, in: 0...Int.max) }
        let given = cells.compactMap { $0 }
        let filled = ["tp", "fp", "fn", "tn"].count { reader.text($0, row) != nil }
        if given.count == 4 {
            evaluation.crossTable = CrossTable(
                truePositives: given[0],
                falsePositives: given[1],
                falseNegatives: given[2],
                trueNegatives: given[3]
            )
        } else if (1...3).contains(filled) {
            reader.fault(row.line, "tp, fp, fn and tn go together: \(filled) of 4 found")
        }
    }

    private static func checkInterval(
        of evaluation: Evaluation,
        _ row: DelimitedTable.Row,
        _ reader: inout SheetReader
    ) {
        let auc = evaluation.values[.auc]
        // A cell that cannot be read has its own fault; it is not missing.
        let isBlank = reader.text("auc", row) == nil
        func isFilled(_ column: String) -> Bool { reader.text(column, row) != nil }
        switch (evaluation.aucLower, evaluation.aucUpper) {
        case (nil, nil):
            if evaluation.aucStandardError != nil, isBlank {
                reader.fault(row.line, "a standard error stands without an AUC", column: "auc_se")
            }
        case (let lower?, let upper?):
            if lower > upper {
                reader.fault(row.line, "auc_lower \(lower) is above auc_upper \(upper)")
            } else if let auc, auc < lower || auc > upper {
                reader.fault(
                    row.line,
                    "auc \(auc) lies outside its interval \(lower) to \(upper)"
                )
            } else if isBlank {
                reader.fault(row.line, "an interval stands without an AUC", column: "auc")
            }
        case (.some, nil), (nil, .some):
            guard isFilled("auc_lower") != isFilled("auc_upper") else { return }
            reader.fault(row.line, "auc_lower and auc_upper go together: one of them found")
        }
    }
}
