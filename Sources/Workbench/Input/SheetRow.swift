import BibliographicFormats
public import Review

/// A row of a sheet as somebody types it: texts by the names of the columns.
public struct SheetRow: Sendable, Equatable, Codable {
    /// Texts by column, without blanks around them; what is blank is left out.
    public private(set) var cells: [String: String]

    /// Creates a row.
    ///
    /// - Parameter cells: texts by column; blank ones count as missing.
    public init(_ cells: [String: String]) {
        self.cells = cells.mapValues(\.trimmed).filter { !$0.value.isEmpty }
    }

    /// Reads a row from an object of texts.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode([String: String].self))
    }

    /// Writes the row as an object of texts.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(cells)
    }

    /// The text of a column; empty if there is none.
    public subscript(_ column: String) -> String {
        get { cells[column] ?? "" }
        set { cells[column] = newValue.trimmed.isEmpty ? nil : newValue.trimmed }
    }

    /// Whether nothing was typed.
    public var isBlank: Bool { cells.isEmpty }

    /// A study as `studies.csv` has it.
    public init(_ study: Study) {
        let texts: [String?] = [
            study.id, study.reports.map(\.description).joined(separator: ";"), study.firstAuthor,
            Self.text(study.year), study.title, study.journal, study.doi, study.pmid, study.country,
            study.modality, study.task, study.modelFamily, Self.text(study.patients),
            Self.text(study.events), study.primaryTumours.joined(separator: ";"), study.note,
        ]
        self.init(columns: StudySheet.columns, texts)
        add(study.fields)
    }

    /// An evaluation as `estimates.csv` has it.
    public init(_ evaluation: Evaluation) {
        let table = evaluation.crossTable
        let measures: [PerformanceMeasure] = [.sensitivity, .specificity, .accuracy, .dice]
        let head: [String?] =
            [
                evaluation.study, evaluation.model, evaluation.stage.rawValue, evaluation.unit,
                evaluation.cohort, Self.text(evaluation.size), Self.text(evaluation.events),
                Self.text(evaluation.values[.auc]), Self.text(evaluation.aucStandardError),
                Self.text(evaluation.aucLower), Self.text(evaluation.aucUpper),
            ]
        let counts = [
            table?.truePositives, table?.falsePositives, table?.falseNegatives,
            table?.trueNegatives,
        ]
        let rest =
            measures.map { Self.text(evaluation.values[$0]) }
            + counts.map { Self.text($0) } + [evaluation.note]
        self.init(columns: EvaluationSheet.columns, head + rest)
        add(evaluation.fields)
    }

    private mutating func add(_ fields: [String: String]) {
        for (name, value) in fields { self[name] = value }
    }

    private init(columns: [String], _ texts: [String?]) {
        self.init(
            Dictionary(
                zip(columns, texts.map { $0 ?? "" }),
                uniquingKeysWith: { first, _ in first }
            )
        )
    }

    private static func text(_ value: (some CustomStringConvertible)?) -> String? {
        value.map(\.description)
    }

    /// The row's cells in the order of a sheet's columns.
    func ordered(_ columns: [String]) -> [String] { columns.map { self[$0] } }

    /// Columns that a sheet does not have, sorted.
    func unknown(to kind: SheetKind, _ fields: ExtractionFields) -> [String] {
        cells.keys.filter { !kind.columns.contains($0) && !fields.names.contains($0) }.sorted()
    }

    /// What tells an evaluation from others of its study; as `Evaluation.key` for what can be read.
    public var evaluationKey: [String] {
        [self["study"], self["model"], self["stage"], self["unit"]]
            + (self["cohort"].isEmpty ? [] : [self["cohort"]])
    }

    /// The columns of a sheet with these rows: the fixed ones, the protocol's, and those that it dropped
    /// as far as a row holds something in them.
    ///
    /// `cohort` is left out where no row names one, so that such a sheet is as it always was.
    ///
    /// - Parameters:
    ///   - rows: the rows.
    ///   - kind: kind of the sheet.
    ///   - fields: the columns of the protocol.
    /// - Returns: names of columns, in order.
    public static func columns(
        of rows: [SheetRow],
        _ kind: SheetKind,
        _ fields: ExtractionFields
    ) -> [String] {
        let isUsed = { (column: String) in rows.contains { !$0[column].isEmpty } }
        return kind.columns.filter { kind != .estimates || $0 != "cohort" || isUsed($0) }
            + fields.declared.map(\.name) + fields.former.filter(isUsed)
    }

    /// Rows as the text of a sheet.
    ///
    /// - Parameters:
    ///   - rows: the rows; none gives a sheet that only has its header.
    ///   - kind: kind of the sheet.
    ///   - fields: the columns of the protocol.
    /// - Returns: the text.
    static func text(
        _ rows: [SheetRow],
        _ kind: SheetKind,
        _ fields: ExtractionFields = ExtractionFields()
    ) -> String {
        let columns = columns(of: rows, kind, fields)
        return DelimitedTextWriter.text(
            header: columns,
            rows: rows.map { $0.ordered(columns) }
        )
    }

    /// Rows as the bytes of a sheet.
    static func sheet(
        _ rows: [SheetRow],
        _ kind: SheetKind,
        _ fields: ExtractionFields = ExtractionFields()
    ) -> [UInt8] {
        Array(text(rows, kind, fields).utf8)
    }
}

/// Names of the sheets that the workbench's forms write.
///
/// They are names in the journal only; the bytes are kept under their hash.
public enum WorkbenchSheet {
    /// What all names begin with.
    public static let folder = "workbench/"

    /// The sheet of the form of a study.
    public static func study(_ id: String) -> String { "\(folder)studies/\(part(id)).csv" }

    /// The sheet of the form of a study's evaluations.
    public static func evaluations(ofStudy id: String) -> String {
        "\(folder)estimates/\(part(id)).csv"
    }

    /// The sheet of the form of a study's cohorts or models.
    public static func parts(_ kind: StudyPart.Kind, ofStudy id: String) -> String {
        "\(folder)\(kind.sheet.rawValue)/\(part(id)).csv"
    }

    /// The sheet of an assessor's answers on a study.
    public static func appraisal(ofStudy id: String, by assessor: String) -> String {
        // The last hyphen parts study and assessor, whatever both are called.
        let name = part(assessor).replacing("-", with: "%2D")
        return "\(folder)appraisals/\(part(id))-\(name).csv"
    }

    /// A sheet that was sent from a browser.
    ///
    /// - Parameter name: its name there; folders are left out.
    /// - Returns: the name in the journal.
    public static func uploaded(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init)
        return "\(folder)uploads/\(part(last ?? "sheet"))"
    }

    /// Whether a sheet came from the workbench in the browser.
    public static func contains(_ file: String) -> Bool { file.hasPrefix(folder) }

    /// A name as a part of a path: what would end the part or a line is escaped.
    private static func part(_ name: String) -> String {
        var result = ""
        for scalar in name.unicodeScalars {
            if scalar == "%" || scalar == "/" || scalar == "\\" || scalar.value < 0x20
                || scalar.value == 0x7F
            {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "%" + (digits.count < 2 ? "0" + digits : digits)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
