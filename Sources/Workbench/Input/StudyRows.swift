import Bibliography
public import Review

/// A study with its cohorts, models and evaluations as somebody types them.
public struct StudyRows: Sendable, Equatable, Codable {
    /// The study, with the columns of `studies.csv`.
    public var study: SheetRow
    /// Its evaluations, with the columns of `estimates.csv`; `study` is filled in.
    public var evaluations: [SheetRow]

    /// Its cohorts, with the columns of `cohorts.csv`; `nil` leaves them as they are.
    public var cohorts: [SheetRow]?
    /// Its models, with the columns of `models.csv`; `nil` leaves them as they are.
    public var models: [SheetRow]?

    /// Creates the rows; those in which nothing was typed are left out.
    public init(
        study: SheetRow,
        evaluations: [SheetRow],
        cohorts: [SheetRow]? = nil,
        models: [SheetRow]? = nil
    ) {
        self.study = study
        let id = study["study"]
        func filled(_ rows: [SheetRow]) -> [SheetRow] {
            rows.filter { row in row.cells.keys.contains { $0 != "study" } }.map { row in
                var row = row
                row["study"] = id
                return row
            }
        }
        self.evaluations = filled(evaluations)
        self.cohorts = cohorts.map(filled)
        self.models = models.map(filled)
    }

    /// Reads the rows.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            study: try container.decode(SheetRow.self, forKey: .study),
            evaluations: try container.decode([SheetRow].self, forKey: .evaluations),
            cohorts: try container.decodeIfPresent([SheetRow].self, forKey: .cohorts),
            models: try container.decodeIfPresent([SheetRow].self, forKey: .models)
        )
    }

    /// The rows with the study's identifier in all of them, without blank ones.
    var completed: StudyRows {
        StudyRows(study: study, evaluations: evaluations, cohorts: cohorts, models: models)
    }

    /// The rows with the cohorts and models that stand, where nothing is said of them.
    func completed(by standing: StandingStudy) -> StudyRows {
        var rows = self
        rows.cohorts = cohorts ?? standing.rows?.cohorts ?? []
        rows.models = models ?? standing.rows?.models ?? []
        return rows
    }

    /// The rows of a kind.
    public func parts(_ kind: StudyPart.Kind) -> [SheetRow] {
        (kind == .cohort ? cohorts : models) ?? []
    }

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
    /// - Returns: the study, its evaluations, its cohorts and models.
    /// - Throws: `InputRefused` with every fault of every cell.
    func read(
        _ state: ReviewState,
        _ records: [RecordID: Record]
    ) throws(InputRefused) -> (study: Study, evaluations: [Evaluation], parts: [StudyPart]) {
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
        var described: [StudyPart] = []
        for kind in StudyPart.Kind.allCases {
            let (found, problems) = readParts(kind, state.fields(of: kind.subject))
            described += found
            faults += problems
        }
        guard faults.isEmpty, let study = read.rows.first else { throw InputRefused(faults) }
        return (study, found, described)
    }

    private func readParts(
        _ kind: StudyPart.Kind,
        _ fields: ExtractionFields
    ) -> (parts: [StudyPart], faults: [InputFault]) {
        var (parts, faults): ([StudyPart], [InputFault]) = ([], [])
        for (index, row) in self.parts(kind).enumerated() {
            let place = "\(kind.rawValue) \(index + 1)"
            faults += Self.unknown(row, kind.sheet, fields, place)
            let bytes = SheetRow.sheet([row], kind.sheet, fields)
            let read = PartSheet.read(kind, bytes: bytes, file: place, fields: fields)
            faults += read.faults.map { $0.without(line: true) }
            guard let part = read.rows.first else { continue }
            if let other = parts.firstIndex(where: { $0.key == part.key }) {
                let what = "has the same name as \(kind.rawValue) \(other + 1)"
                faults.append(InputFault(file: place, what: what))
            }
            parts.append(part)
        }
        return (parts, faults)
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
