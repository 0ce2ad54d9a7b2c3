import Bibliography
public import Review

/// A study and its evaluations as somebody types them.
public struct StudyRows: Sendable, Equatable, Codable {
    /// The study, with the columns of `studies.csv`.
    public var study: SheetRow
    /// Its evaluations, with the columns of `estimates.csv`; `study` is filled in.
    public var evaluations: [SheetRow]

    /// Creates the rows; evaluations in which nothing was typed are left out.
    public init(study: SheetRow, evaluations: [SheetRow]) {
        self.study = study
        let id = study["study"]
        self.evaluations = evaluations.filter { row in
            row.cells.keys.contains { $0 != "study" }
        }.map { row in
            var row = row
            row["study"] = id
            return row
        }
    }

    /// Reads the rows.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            study: try container.decode(SheetRow.self, forKey: .study),
            evaluations: try container.decode([SheetRow].self, forKey: .evaluations)
        )
    }

    /// The rows with the study's identifier in all evaluations, without blank ones.
    var completed: StudyRows { StudyRows(study: study, evaluations: evaluations) }

    /// Identifier of the study.
    public var id: String { study["study"] }

    /// Reads an evaluation that is typed just now.
    ///
    /// - Parameters:
    ///   - row: the row; study and stage may be missing yet.
    ///   - place: name for messages.
    ///   - fields: the columns of the protocol.
    /// - Returns: the evaluation if it can be read, and every fault.
    public static func evaluation(
        _ row: SheetRow,
        place: String,
        fields: ExtractionFields = ExtractionFields()
    ) -> (evaluation: Evaluation?, faults: [InputFault]) {
        var row = row
        if row["study"].isEmpty { row["study"] = "-" }
        if row["stage"].isEmpty { row["stage"] = EvaluationStage.unclear.rawValue }
        // The sheet has no place for what is unknown; all else is read, so that all faults are named.
        let unknown = Self.unknown(row, .estimates, fields, place)
        let read = EvaluationSheet.read(
            bytes: SheetRow.sheet([row], .estimates, fields),
            file: place,
            fields: fields
        )
        let faults = unknown + read.faults.map { $0.without(line: true) }
        return (faults.isEmpty ? read.rows.first : nil, faults)
    }

    /// Reads the rows as the sheets would be read.
    ///
    /// - Parameters:
    ///   - state: the review.
    ///   - records: its records.
    /// - Returns: the study and its evaluations.
    /// - Throws: `InputRefused` with every fault of every cell.
    func read(
        _ state: ReviewState,
        _ records: [RecordID: Record]
    ) throws(InputRefused) -> (study: Study, evaluations: [Evaluation]) {
        let resolver = RecordResolver(state: state, records: records)
        let (ofStudy, ofEvaluation) = (state.fields(of: .study), state.fields(of: .evaluation))
        var faults = Self.unknown(study, .studies, ofStudy, "study")
        let read = StudySheet.read(
            bytes: SheetRow.sheet([study], .studies, ofStudy),
            file: "study",
            resolver: resolver,
            fields: ofStudy
        )
        faults += read.faults.map { $0.without(line: true) }
        var found: [Evaluation] = []
        for (index, row) in evaluations.enumerated() {
            let place = "evaluation \(index + 1)"
            if row["stage"].isEmpty {
                faults.append(
                    InputFault(
                        file: place,
                        column: "stage",
                        what: "is blank; a value is required"
                    )
                )
            }
            let (evaluation, problems) = Self.evaluation(
                row,
                place: place,
                fields: ofEvaluation
            )
            faults += problems
            guard let evaluation else { continue }
            if let other = found.firstIndex(where: { $0.key == evaluation.key }) {
                faults.append(
                    InputFault(
                        file: place,
                        what: "has the same model, stage, unit and cohort as evaluation "
                            + "\(other + 1)"
                    )
                )
            }
            found.append(evaluation)
        }
        guard faults.isEmpty, let study = read.rows.first else { throw InputRefused(faults) }
        return (study, found)
    }

    private static func unknown(
        _ row: SheetRow,
        _ kind: SheetKind,
        _ fields: ExtractionFields,
        _ place: String
    ) -> [InputFault] {
        row.unknown(to: kind, fields).map {
            InputFault(
                file: place,
                what: "unknown column '\($0)'; the columns are "
                    + (kind.columns + fields.names).joined(separator: ", ")
            )
        }
    }
}

extension InputFault {
    /// The fault without its line, which means nothing in a form of one row.
    fileprivate func without(line: Bool) -> InputFault {
        InputFault(file: file, line: line ? nil : self.line, column: column, what: what)
    }
}
