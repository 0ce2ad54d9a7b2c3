/// A cohort or a model of a study, described on its own; evaluations are tied to it by name.
public struct StudyPart: Sendable, Equatable, Codable {
    /// What a part is.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// People or images that a model was developed or evaluated on.
        case cohort
        /// A model.
        case model
    }

    /// What it is.
    public var kind: Kind
    /// Identifier of the study.
    public var study: String
    /// Name, by which evaluations of the study mean it.
    public var name: String
    /// What is said of it, by the names of the columns.
    public var fields: [String: String]
    /// Line of the sheet.
    public var line: Int

    /// Creates a part.
    public init(
        _ kind: Kind,
        study: String,
        name: String,
        fields: [String: String] = [:],
        line: Int
    ) {
        self.kind = kind
        self.study = study
        self.name = name
        self.fields = fields
        self.line = line
    }

    /// Key under which a later sheet replaces the row.
    public var key: [String] { [kind.rawValue, study, name] }
}

extension StudyPart.Kind {
    /// What the columns of the protocol's own describe.
    public var subject: ExtractionField.Subject {
        switch self {
        case .cohort: .cohort
        case .model: .model
        }
    }

    /// The columns that the sheet always has behind study and name.
    public var columns: [ExtractionField] {
        switch self {
        case .cohort: Self.ofCohorts
        case .model: Self.ofModels
        }
    }

    private static let ofCohorts: [ExtractionField] = {
        func whole(_ name: String, _ title: String, least: Double) -> ExtractionField {
            var field = ExtractionField(name, of: .cohort, title: title, kind: .integer)
            field.least = least
            return field
        }
        return [
            ExtractionField(
                "role",
                of: .cohort,
                title: "Role",
                kind: .choices,
                choices: ["development", "internal validation", "external validation"]
            ), whole("n", "Participants", least: 1), whole("events", "With outcome", least: 0),
            ExtractionField("source", of: .cohort, title: "Source of data"),
            ExtractionField("country", of: .cohort, title: "Country"),
            ExtractionField("setting", of: .cohort, title: "Setting"),
            whole("centres", "Centres", least: 1),
            ExtractionField("period_start", of: .cohort, title: "Period from", kind: .date),
            ExtractionField("period_end", of: .cohort, title: "Period to", kind: .date),
            ExtractionField("note", of: .cohort, title: "Note"),
        ]
    }()

    private static let ofModels: [ExtractionField] = {
        var predictors = ExtractionField(
            "predictors",
            of: .model,
            title: "Predictors in the model",
            kind: .integer
        )
        predictors.least = 0
        return [
            ExtractionField("family", of: .model, title: "Family"),
            ExtractionField("algorithm", of: .model, title: "Algorithm"),
            ExtractionField("input", of: .model, title: "Input"), predictors,
            ExtractionField("version", of: .model, title: "Version"),
            ExtractionField("software", of: .model, title: "Software"),
            ExtractionField("available", of: .model, title: "Available to others", kind: .yesNo),
            ExtractionField("note", of: .model, title: "Note"),
        ]
    }()
}

extension ReviewState {
    /// The cohorts that are described.
    public var cohorts: [Extracted<StudyPart>] { parts.filter { $0.row.kind == .cohort } }

    /// The models that are described.
    public var models: [Extracted<StudyPart>] { parts.filter { $0.row.kind == .model } }

    /// The described parts of a kind.
    public func parts(_ kind: StudyPart.Kind) -> [Extracted<StudyPart>] {
        parts.filter { $0.row.kind == kind }
    }

    /// Names that evaluations of a study give to cohorts or models that are not described: a gap, no
    /// fault.
    ///
    /// - Parameters:
    ///   - kind: cohorts or models.
    ///   - study: identifier of the study.
    /// - Returns: the names, in the order of the evaluations.
    public func undescribed(_ kind: StudyPart.Kind, ofStudy study: String) -> [String] {
        var seen = Set(parts(kind).filter { $0.row.study == study }.map(\.row.name))
        return evaluations.filter { $0.row.study == study }
            .compactMap { kind == .cohort ? $0.row.cohort : $0.row.model }
            .filter { seen.insert($0).inserted }
    }
}
