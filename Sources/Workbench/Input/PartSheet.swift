import BibliographicFormats
public import Review

/// Reads `cohorts.csv` and `models.csv`: one cohort or model of a study a row.
enum PartSheet {
    /// The columns that the sheet always has.
    static func columns(_ kind: StudyPart.Kind) -> [String] {
        ["study", kind.rawValue] + kind.columns.map(\.name)
    }

    /// The columns that the sheet must have.
    static func required(_ kind: StudyPart.Kind) -> [String] { ["study", kind.rawValue] }

    /// Reads all rows; `faults` names every cell that cannot be used.
    ///
    /// - Parameters:
    ///   - kind: cohorts or models.
    ///   - bytes: content of the file.
    ///   - file: name for messages.
    ///   - fields: the columns of the protocol.
    /// - Returns: the rows, and the faults.
    static func read(
        _ kind: StudyPart.Kind,
        bytes: [UInt8],
        file: String,
        fields: ExtractionFields = ExtractionFields()
    ) -> (rows: [StudyPart], faults: [InputFault]) {
        var reader = SheetReader(bytes: bytes, file: file, kind.sheet, fields)
        let fixed = ExtractionFields(declared: kind.columns)
        var rows: [StudyPart] = []
        var lines: [[String]: Int] = [:]
        for row in reader.rows {
            reader.checkWidth(row)
            let study = reader.requiredText("study", row)
            let name = reader.requiredText(kind.rawValue, row)
            let values = reader.values(of: fixed, row)
            if let size = values["n"].flatMap(Int.init),
                let events = values["events"].flatMap(Int.init),
                events > size
            {
                reader.fault(
                    row.line,
                    "\(events) found, at most n = \(size) expected",
                    column: "events"
                )
            }
            let own = reader.values(of: fields, row)
            guard let study, let name else { continue }
            let part = StudyPart(
                kind,
                study: study,
                name: name,
                fields: values.merging(own) { first, _ in first },
                line: row.line
            )
            if let line = lines[part.key] {
                reader.fault(
                    row.line,
                    "\(kind.rawValue) '\(name)' of study '\(study)' already stands on line \(line)"
                )
            }
            lines[part.key] = lines[part.key] ?? row.line
            rows.append(part)
        }
        return (rows, reader.faults)
    }
}

extension StudyPart.Kind {
    /// The sheet in which it is described.
    public var sheet: SheetKind {
        switch self {
        case .cohort: .cohorts
        case .model: .models
        }
    }
}

extension SheetKind {
    /// What the rows of the sheet are, where they are cohorts or models.
    public var part: StudyPart.Kind? {
        switch self {
        case .cohorts: .cohort
        case .models: .model
        default: nil
        }
    }
}

extension SheetRow {
    /// A cohort or model as its sheet has it.
    public init(_ part: StudyPart) {
        var cells = part.fields
        cells["study"] = part.study
        cells[part.kind.rawValue] = part.name
        self.init(cells)
    }
}
