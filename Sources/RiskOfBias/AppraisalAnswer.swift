/// One answer as it stands in a table: who answered which item about what, and how.
public struct AppraisalAnswer: Codable, Sendable, Equatable {
    /// The assessor whose rows settle disagreements.
    public static let consensusAssessor = "consensus"

    /// The study.
    public var study: String
    /// The estimate, model or evaluation within the study, where the form is about one.
    public var estimate: String?
    /// Who answered; `consensus` for what was settled together.
    public var assessor: String
    /// The part of the instrument, where it has parts.
    public var part: String?
    /// A question's code (`1.1`, `4.2/internal`), `D1`, `A1`, `overall` or
    /// `overall-applicability`.
    public var item: String
    /// An answer's code or a judgement.
    public var answer: String
    /// Why; required where a judgement differs from the computed one.
    public var rationale: String?
    /// The line in the file the answer came from.
    public var line: Int?

    /// Makes an answer.
    public init(
        study: String,
        estimate: String? = nil,
        assessor: String,
        part: String? = nil,
        item: String,
        answer: String,
        rationale: String? = nil,
        line: Int? = nil
    ) {
        self.study = study
        self.estimate = estimate
        self.assessor = assessor
        self.part = part
        self.item = item
        self.answer = answer
        self.rationale = rationale
        self.line = line
    }
}

/// What one filled-in form is about.
public struct AppraisalSubject: Codable, Sendable, Equatable, Hashable, Comparable {
    /// The study.
    public var study: String
    /// The estimate, model or evaluation within the study.
    public var estimate: String?
    /// The part of the instrument.
    public var part: String?

    /// Makes a subject.
    public init(study: String, estimate: String? = nil, part: String? = nil) {
        self.study = study
        self.estimate = estimate
        self.part = part
    }

    /// Orders by study, then estimate, then part; an absent one comes first.
    public static func < (left: AppraisalSubject, right: AppraisalSubject) -> Bool {
        (left.study, left.estimate ?? "", left.part ?? "")
            < (right.study, right.estimate ?? "", right.part ?? "")
    }
}
