/// What one of two extractors took from the reports of a study, before both agree.
///
/// A draft never enters an analysis: only the rows that are agreed on do, as sheets of their own.
public struct ExtractionDraft: Sendable, Equatable, Codable {
    /// Who extracted.
    public var extractor: String
    /// The study.
    public var study: Study
    /// Its evaluations.
    public var evaluations: [Evaluation]
    /// Its cohorts and models, as far as they are described.
    public var parts: [StudyPart] {
        get { givenParts ?? [] }
        set { givenParts = newValue.isEmpty ? nil : newValue }
    }

    /// Absent from the journal where there are none, as in journals that know no parts.
    private var givenParts: [StudyPart]?

    private enum CodingKeys: String, CodingKey {
        case extractor, study, evaluations
        case givenParts = "parts"
    }

    /// Creates a draft.
    ///
    /// - Parameters:
    ///   - extractor: who extracted.
    ///   - study: the study.
    ///   - evaluations: its evaluations.
    ///   - parts: its cohorts and models.
    public init(
        extractor: String,
        study: Study,
        evaluations: [Evaluation],
        parts: [StudyPart] = []
    ) {
        self.extractor = extractor
        self.study = study
        self.evaluations = evaluations
        self.parts = parts
    }
}

/// A draft that stands, with the event it came from.
public struct StandingDraft: Sendable, Equatable {
    /// The draft.
    public var draft: ExtractionDraft
    /// Sequence number of the event.
    public var event: Int
    /// Time of the event.
    public var at: String
}

extension ReviewState {
    /// Extractors whose drafts of a study are compared.
    public static let extractorsPerStudy = 2

    /// The drafts of a study, the last of each extractor, in the order in which they first came.
    public func drafts(ofStudy id: String) -> [StandingDraft] {
        extractionDrafts.filter { $0.draft.study.id == id }
    }

    /// Whether both drafts of a study are there, so that the extractors may see each other's.
    public func areDraftsRevealed(ofStudy id: String) -> Bool {
        drafts(ofStudy: id).count >= Self.extractorsPerStudy
    }
}
