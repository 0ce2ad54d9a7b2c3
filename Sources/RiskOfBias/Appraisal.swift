/// The result of appraising one subject with one instrument.
public struct Appraisal: Codable, Sendable, Equatable {
    /// What was appraised.
    public var subject: AppraisalSubject
    /// The instrument's id.
    public var instrument: String
    /// What the judgement is called, for example `risk of bias`.
    public var concern: String
    /// The assessors, sorted, without the consensus.
    public var assessors: [String]
    /// The domains in official order.
    public var domains: [DomainAppraisal]
    /// The overall judgement; absent where the instrument has none.
    public var overall: JudgementOutcome?
    /// The overall concern about applicability; absent where the instrument has none.
    public var overallApplicability: JudgementOutcome?
    /// Items on which assessors differ and no consensus is given.
    public var disagreements: [AppraisalDisagreement]
    /// Items that nobody answered: questions, and applicability judgements.
    public var gaps: [String]
    /// Domains whose answers raise a flag and that nobody has judged yet.
    public var awaitingJudgement: [String]
    /// Items that only one of several assessors answered and no consensus settles.
    public var answeredOnce: [String]
    /// What is wrong with the answers; answers that could not be read are not counted.
    public var faults: [AppraisalFault]

    /// Whether nothing is missing, open or faulty.
    public var isComplete: Bool {
        disagreements.isEmpty && gaps.isEmpty && awaitingJudgement.isEmpty
            && faults.allSatisfy(\.isRemark)
    }
}

/// A domain's answers and judgements.
public struct DomainAppraisal: Codable, Sendable, Equatable {
    /// The domain's number.
    public var number: Int
    /// The domain's name.
    public var name: String
    /// The questions that were to be answered, with what was answered.
    public var answers: [ResolvedAnswer]
    /// The judgement of the domain.
    public var judgement: JudgementOutcome
    /// The concern about applicability; absent where the instrument asks none.
    public var applicability: JudgementOutcome?
    /// Questions answered unfavourably.
    public var flags: [String]
    /// Whether the answers are the study's and not the estimate's own.
    public var isInherited: Bool
}

/// A question with the answer that holds.
public struct ResolvedAnswer: Codable, Sendable, Equatable {
    /// The item, for example `4.1`.
    public var item: String
    /// The code of the answer that holds; absent when unanswered or unresolved.
    public var answer: String?
    /// How the answer came about.
    public var source: JudgementSource
    /// What each assessor answered, the consensus last.
    public var given: [AssessorAnswer]
}

/// A judgement with how it came about.
public struct JudgementOutcome: Codable, Sendable, Equatable {
    /// What the rule gives; absent when it gives nothing.
    public var computed: Judgement?
    /// The judgement that holds; absent when unresolved or not judged.
    public var judgement: Judgement?
    /// How the judgement that holds came about.
    public var source: JudgementSource
    /// What each assessor judged, with rationales, the consensus last.
    public var given: [AssessorAnswer]

    /// Whether an assessor's judgement replaces a different computed one.
    public var isOverride: Bool {
        source != .computed && judgement != nil && judgement != computed
    }
}

/// How an answer or judgement came about, or why there is none.
public enum JudgementSource: String, Codable, Sendable, Equatable, CaseIterable {
    /// By the instrument's rule.
    case computed
    /// By the only assessor who gave one.
    case single
    /// By all assessors alike.
    case agreement
    /// By the consensus.
    case consensus
    /// Assessors differ and there is no consensus.
    case unresolved
    /// The rule leaves it to the assessors and none has judged.
    case awaitingJudgement
    /// Nobody answered.
    case unanswered
}

/// What one assessor answered.
public struct AssessorAnswer: Codable, Sendable, Equatable {
    /// The assessor.
    public var assessor: String
    /// The answer's code or the judgement.
    public var answer: String
    /// The reason given.
    public var rationale: String?
    /// Whether the judgement was not given but follows from the assessor's own answers.
    public var isComputed: Bool
}

/// An item on which assessors differ.
public struct AppraisalDisagreement: Codable, Sendable, Equatable {
    /// The item.
    public var item: String
    /// What each assessor says, sorted by assessor.
    public var answers: [AssessorAnswer]
}
