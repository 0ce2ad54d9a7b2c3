/// An investigation, described by one or more included reports.
public struct Study: Sendable, Equatable, Codable {
    /// Identifier, unique in the review.
    public var id: String
    /// Included works that report on the study, by any of their records.
    public var reports: [RecordID]
    /// Family name of the first author.
    public var firstAuthor: String?
    /// Year of publication.
    public var year: Int?
    /// Title of the main report.
    public var title: String?
    /// Journal of the main report.
    public var journal: String?
    /// DOI of the main report, bare and lower case.
    public var doi: String?
    /// PubMed identifier of the main report.
    public var pmid: String?
    /// Country in which the study was done.
    public var country: String?
    /// Imaging modality (`MRI`, `CT`, `PET/CT`).
    public var modality: String?
    /// What the model is for (`detection`, `segmentation`).
    public var task: String?
    /// Family of the model (`deep_learning`, `radiomics_ml`).
    public var modelFamily: String?
    /// Patients in all cohorts.
    public var patients: Int?
    /// Patients with the outcome, in all cohorts.
    public var events: Int?
    /// Primary tumours of the patients.
    public var primaryTumours: [String]
    /// What to mind.
    public var note: String?
    /// What the protocol's own fields of studies hold, by their names.
    public var fields: [String: String] {
        get { givenFields ?? [:] }
        set { givenFields = newValue.isEmpty ? nil : newValue }
    }
    /// Line of the sheet.
    public var line: Int

    /// Absent from the journal where there are none, as in journals that know no fields.
    private var givenFields: [String: String]?

    private enum CodingKeys: String, CodingKey {
        case id, reports, firstAuthor, year, title, journal, doi, pmid, country, modality, task
        case modelFamily, patients, events, primaryTumours, note, line
        case givenFields = "fields"
    }

    /// Creates a study of which nothing but the identifier is known.
    public init(id: String, reports: [RecordID], line: Int) {
        self.id = id
        self.reports = reports
        self.line = line
        primaryTumours = []
    }

    /// Name for tables and figures: author and year where both are known, else the identifier.
    public var label: String {
        guard let firstAuthor, let year else { return id }
        return "\(firstAuthor) \(year)"
    }
}

/// Where in a model's life a figure of performance was measured.
public enum EvaluationStage: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// On the data the model was fitted to (apparent performance).
    case training
    /// On held-out or resampled data of the same source.
    case `internal`
    /// On data of another source.
    case external
    /// The report does not say.
    case unclear

    /// Orders the stages from the most to the least optimistic.
    public static func < (left: EvaluationStage, right: EvaluationStage) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// One evaluation of one model at one stage, with the figures it reports.
public struct Evaluation: Sendable, Equatable, Codable {
    /// Identifier of the study.
    public var study: String
    /// Name of the model, where a study has several.
    public var model: String?
    /// Stage of the evaluation.
    public var stage: EvaluationStage
    /// Name of the cohort that the evaluation was made on, where a study has several.
    public var cohort: String?
    /// What was counted (`patient`, `lesion`, `vertebra`, `image`).
    public var unit: String?
    /// Size of the cohort, in units.
    public var size: Int?
    /// Units with the outcome.
    public var events: Int?
    /// Figures from 0 to 1.
    public var values: [PerformanceMeasure: Double]
    /// Standard error of the AUC, on the AUC scale.
    public var aucStandardError: Double?
    /// Lower end of the reported interval of the AUC.
    public var aucLower: Double?
    /// Upper end of the reported interval of the AUC.
    public var aucUpper: Double?
    /// True positives, false positives, false negatives, true negatives.
    public var crossTable: CrossTable?
    /// What to mind.
    public var note: String?
    /// What the protocol's own fields of evaluations hold, by their names.
    public var fields: [String: String] {
        get { givenFields ?? [:] }
        set { givenFields = newValue.isEmpty ? nil : newValue }
    }
    /// Line of the sheet.
    public var line: Int

    /// Absent from the journal where there are none, as in journals that know no fields.
    private var givenFields: [String: String]?

    private enum CodingKeys: String, CodingKey {
        case study, model, stage, cohort, unit, size, events, values, aucStandardError, aucLower
        case aucUpper, crossTable, note, line
        case givenFields = "fields"
    }

    /// Creates an evaluation without figures.
    public init(study: String, stage: EvaluationStage, line: Int) {
        self.study = study
        self.stage = stage
        self.line = line
        values = [:]
    }

    /// Key under which a later sheet replaces the row: study, model, stage, unit, and the cohort where
    /// one is named.
    public var key: [String] {
        // Without a cohort as it always was: identifiers of estimates are made of it.
        [study, model ?? "", stage.rawValue, unit ?? ""] + (cohort.map { [$0] } ?? [])
    }

    /// Model, stage, unit and cohort, as printed.
    public var name: String {
        [model, stage.rawValue, unit, cohort].compactMap(\.self).joined(separator: ", ")
    }

    /// What an appraisal calls the evaluation: model, stage and cohort, as far as they are named.
    public var appraisedName: String {
        [model, stage.rawValue, cohort].compactMap(\.self).joined(separator: ", ")
    }
}

/// A two-by-two table of a test against the truth.
public struct CrossTable: Sendable, Equatable, Codable {
    /// True positives.
    public var truePositives: Int
    /// False positives.
    public var falsePositives: Int
    /// False negatives.
    public var falseNegatives: Int
    /// True negatives.
    public var trueNegatives: Int

    /// Creates a table; the counts are at least 0.
    public init(
        truePositives: Int,
        falsePositives: Int,
        falseNegatives: Int,
        trueNegatives: Int
    ) {
        self.truePositives = truePositives
        self.falsePositives = falsePositives
        self.falseNegatives = falseNegatives
        self.trueNegatives = trueNegatives
    }
}
