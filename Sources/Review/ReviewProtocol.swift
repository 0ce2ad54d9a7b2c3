public import RiskOfBias
public import Screening

/// What the review set out to do: question, criteria, people, reasons, planned analyses.
public struct ReviewProtocol: Sendable, Equatable, Codable {
    /// A labelled sentence, in the order the team wrote it (`population`, `index`, …).
    public struct Item: Sendable, Equatable, Codable {
        /// Label.
        public var label: String
        /// Text.
        public var text: String

        /// Creates an item.
        public init(label: String, text: String) {
            self.label = label
            self.text = text
        }
    }

    /// Figures that somebody else published on the same question, for comparison only.
    public struct Comparison: Sendable, Equatable, Codable {
        /// Citation of the publication.
        public var source: String
        /// DOI of the publication.
        public var doi: String?
        /// What to mind when comparing.
        public var note: String?
        /// The published figures, as text.
        public var figures: [Item]

        /// Creates a comparison.
        public init(source: String, doi: String?, note: String?, figures: [Item]) {
            self.source = source
            self.doi = doi
            self.note = note
            self.figures = figures
        }
    }

    /// Title of the review.
    public var title: String
    /// A sentence that the report prints at its top and over its results.
    public var statement: String?
    /// The question, by PICOTS.
    public var question: [Item]
    /// Criteria of inclusion.
    public var inclusionCriteria: [String]
    /// Criteria of exclusion.
    public var exclusionCriteria: [String]
    /// Names of the present reviewers, unique.
    public var reviewers: [String]
    /// Names of reviewers who have left: their votes stand, and nobody waits for them.
    public var formerReviewers: [String] {
        get { givenFormerReviewers ?? [] }
        set { givenFormerReviewers = newValue.isEmpty ? nil : newValue }
    }
    /// Names of those who may settle conflicts; empty means that everybody may.
    public var arbiters: [String] {
        get { givenArbiters ?? [] }
        set { givenArbiters = newValue.isEmpty ? nil : newValue }
    }
    /// Reports known beforehand to belong into the review, each as `FILE:POSITION`, `doi:…` or
    /// `pmid:…`.
    public var keyRecords: [String] {
        get { givenKeyRecords ?? [] }
        set { givenKeyRecords = newValue.isEmpty ? nil : newValue }
    }
    /// Words that speak for a record, marked where it is screened; `*` at the end stands for any ending.
    public var includeTerms: [String] {
        get { givenIncludeTerms ?? [] }
        set { givenIncludeTerms = newValue.isEmpty ? nil : newValue }
    }
    /// Words that speak against a record.
    public var excludeTerms: [String] {
        get { givenExcludeTerms ?? [] }
        set { givenExcludeTerms = newValue.isEmpty ? nil : newValue }
    }
    /// Reviewers who must vote on each record, 1 to the number of present and former ones.
    public var votesPerRecord: Int
    /// Reasons of exclusion that may be given at title and abstract.
    public var titleAbstractReasons: [String]
    /// Reasons of exclusion that may be given at full text.
    public var fullTextReasons: [String]
    /// What is extracted beside the fixed columns of the sheets, in the order of the forms.
    public var extractionFields: [ExtractionField] {
        get { givenExtractionFields ?? [] }
        set { givenExtractionFields = newValue.isEmpty ? nil : newValue }
    }
    /// Appraisal instrument, by the identifier of `Instrument`.
    public var instrument: String
    /// Instruments of the review's own, which the program does not bring along.
    public var ownInstruments: [Instrument] {
        get { givenInstruments ?? [] }
        set { givenInstruments = newValue.isEmpty ? nil : newValue }
    }
    /// The ideal test accuracy trial that estimates are judged against (QUADAS-3).
    public var idealTrial: String?
    /// Planned analyses.
    public var analyses: [AnalysisPlan]
    /// Planned analyses of diagnostic accuracy.
    public var accuracyAnalyses: [AccuracyPlan] {
        get { givenAccuracyAnalyses ?? [] }
        set { givenAccuracyAnalyses = newValue.isEmpty ? nil : newValue }
    }
    /// Published figures to compare with.
    public var comparisons: [Comparison]

    // Absent from the journal where there are none, as in journals that do not know them.
    private var givenFormerReviewers: [String]?
    private var givenArbiters: [String]?
    private var givenKeyRecords: [String]?
    private var givenIncludeTerms: [String]?
    private var givenExcludeTerms: [String]?
    private var givenAccuracyAnalyses: [AccuracyPlan]?
    private var givenInstruments: [Instrument]?
    private var givenExtractionFields: [ExtractionField]?

    private enum CodingKeys: String, CodingKey {
        case title, statement, question, inclusionCriteria, exclusionCriteria, reviewers
        case givenFormerReviewers = "formerReviewers"
        case givenArbiters = "arbiters"
        case givenKeyRecords = "keyRecords"
        case givenIncludeTerms = "includeTerms"
        case givenExcludeTerms = "excludeTerms"
        case votesPerRecord, titleAbstractReasons, fullTextReasons, instrument, analyses
        case givenAccuracyAnalyses = "accuracyAnalyses"
        case givenInstruments = "ownInstruments"
        case givenExtractionFields = "extractionFields"
        case comparisons, idealTrial
    }

    /// The appraisal instrument itself, the review's own or one that the program brings along; `nil`
    /// where neither is known by the name.
    public var appraisalInstrument: Instrument? {
        ownInstruments.first { $0.id == instrument }
            ?? InstrumentCatalogue.instrument(named: instrument)
    }

    /// Names of all who are or were reviewers, the present ones first.
    public var allReviewers: [String] { reviewers + formerReviewers }

    /// Creates a protocol with a title; everything else is empty.
    public init(title: String) {
        self.title = title
        question = []
        inclusionCriteria = []
        exclusionCriteria = []
        reviewers = []
        votesPerRecord = 2
        titleAbstractReasons = []
        fullTextReasons = []
        instrument = "probast"
        analyses = []
        comparisons = []
    }

    /// Reasons that may be given at a stage; empty means that any reason may be given.
    public func reasons(at stage: Stage) -> [String] {
        stage == .titleAbstract ? titleAbstractReasons : fullTextReasons
    }
}

/// A planned analysis: which figure is pooled, and how.
public struct AnalysisPlan: Sendable, Equatable, Codable {
    /// Short identifier, unique in the protocol; names the files of the analysis.
    public var id: String
    /// Title as printed.
    public var title: String
    /// Which performance figure is pooled.
    public var measure: PerformanceMeasure
    /// Estimator of the heterogeneity variance, by its field code (`REML`).
    public var method: String
    /// Test and interval, by its field code (`knha`, `z`).
    public var test: String
    /// Level of the intervals, between 0 and 1.
    public var level: Double

    /// Creates a plan.
    public init(
        id: String,
        title: String,
        measure: PerformanceMeasure,
        method: String = "REML",
        test: String = "knha",
        level: Double = 0.95
    ) {
        self.id = id
        self.title = title
        self.measure = measure
        self.method = method
        self.test = test
        self.level = level
    }
}

/// Figures of performance that an evaluation may report, all as proportions from 0 to 1.
///
/// As the key of a dictionary it is written under its name, so that people and SQL can read it.
public enum PerformanceMeasure: String, Sendable, Hashable, Codable, CaseIterable,
    CodingKeyRepresentable
{
    /// Area under the receiver operating characteristic curve, the c-statistic.
    case auc
    /// True positives among those with the condition.
    case sensitivity
    /// True negatives among those without the condition.
    case specificity
    /// Right classifications among all.
    case accuracy
    /// Overlap of segmentations.
    case dice
}
