import Review
import RiskOfBias

extension ReviewState {
    /// Rows of a changed sheet that would silently undo what somebody changed in the browser after it
    /// was last taken up.
    ///
    /// - Parameters:
    ///   - payload: the rows of the changed sheet.
    ///   - file: name of the sheet.
    ///   - event: event of its earlier version.
    /// - Returns: a fault a row that says something else than the form.
    func replacedInBrowser(
        _ payload: EventPayload,
        file: String,
        since event: Int
    ) -> [InputFault] {
        func faults<Row, Key: Hashable>(
            _ rows: [Row],
            _ standing: [Extracted<Row>],
            key: (Row) -> Key,
            line: (Row) -> Int?,
            name: (Row) -> String,
            isSame: (Row, Row) -> Bool
        ) -> [InputFault] {
            let typed = standing.filter { $0.event > event && WorkbenchSheet.contains($0.file) }
            guard !typed.isEmpty else { return [] }
            let byKey = Dictionary(
                typed.map { (key($0.row), $0) },
                uniquingKeysWith: { _, later in later }
            )
            return rows.compactMap { row in
                guard let later = byKey[key(row)], !isSame(row, later.row) else { return nil }
                return InputFault(
                    file: file,
                    line: line(row),
                    what: "\(name(row)) was changed in the browser since (event \(later.event), "
                        + "\(later.file)); bring the row in line with it, or remove it from the sheet"
                )
            }
        }
        switch payload {
        case .studiesRecorded(let sheet):
            return faults(
                sheet.rows,
                studies,
                key: \.id,
                line: \.line,
                name: { "study '\($0.id)'" },
                isSame: { $0.says(as: $1) }
            )
        case .evaluationsRecorded(let sheet):
            return faults(
                sheet.rows,
                evaluations,
                key: \.key,
                line: \.line,
                name: { "evaluation '\($0.name)' of study '\($0.study)'" },
                isSame: { $0.says(as: $1) }
            )
        case .partsRecorded(let sheet):
            return faults(
                sheet.rows,
                parts,
                key: \.key,
                line: \.line,
                name: { "\($0.kind.rawValue) '\($0.name)' of study '\($0.study)'" },
                isSame: { $0.says(as: $1) }
            )
        case .appraisalsRecorded(let sheet):
            return faults(
                sheet.rows,
                appraisalAnswers,
                key: \.key,
                line: \.line,
                name: { "\($0.item) of study '\($0.study)' by \($0.assessor)" },
                isSame: { $0.answer == $1.answer && $0.rationale == $1.rationale }
            )
        default: return []
        }
    }
}

extension AppraisalAnswer {
    /// What a later sheet replaces.
    var key: [String] { [study, estimate ?? "", part ?? "", assessor, item] }
}
