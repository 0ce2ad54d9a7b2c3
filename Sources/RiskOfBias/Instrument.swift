/// An appraisal instrument as data: what is asked, what may be answered, how answers become
/// judgements.
///
/// A new instrument is a new value of this type, written in Swift or read from a YAML file; the
/// functions that validate and judge answers know no instrument by name.
public struct Instrument: Codable, Sendable, Equatable, Identifiable {
    /// The short name in file headers and commands, for example `probast`.
    public var id: String
    /// The name as published.
    public var name: String
    /// The edition, usually the year of publication.
    public var version: String
    /// The publication that defines the instrument.
    public var citation: InstrumentCitation
    /// What one filled-in form judges; a part may say something narrower.
    public var appraised: AppraisedThing
    /// The answers that a signalling question may have.
    public var answers: [AnswerOption]
    /// Parts that are judged separately; empty when there is only one form.
    public var parts: [InstrumentPart]
    /// Whether every answer must name its part.
    ///
    /// False for instruments whose question codes mean the same in every part: an answer
    /// without a part then belongs to the undivided form that asks every question.
    public var partIsRequired: Bool
    /// The judgements of risk of bias and of applicability, from best to worst.
    public var judgements: [Judgement]
    /// The domains in official order.
    public var domains: [AppraisalDomain]
    /// How the answers of a domain become its judgement.
    public var domainRule: DomainRule
    /// How the judgements of the domains become the overall judgement.
    public var overallRule: OverallRule
    /// Whether answers given for a study hold for each of its estimates, domain by domain,
    /// until an estimate has its own.
    public var estimatesInheritStudyAnswers: Bool
    /// Whether the review must say which ideal test accuracy trial its estimates are judged against.
    public var needsIdealTrial: Bool
    /// Where the guidance to the questions is explained in full; `nil` where none is named.
    public var guidanceSource: InstrumentCitation?

    /// Whether any question or applicability judgement has guidance.
    public var hasGuidance: Bool {
        domains.contains { domain in
            domain.applicabilityGuidance != nil
                || domain.questions.contains { $0.guidance != nil }
        }
    }

    /// Makes an instrument from its parts.
    public init(
        id: String,
        name: String,
        version: String,
        citation: InstrumentCitation,
        appraised: AppraisedThing,
        answers: [AnswerOption],
        parts: [InstrumentPart] = [],
        partIsRequired: Bool = false,
        judgements: [Judgement],
        domains: [AppraisalDomain],
        domainRule: DomainRule,
        overallRule: OverallRule,
        estimatesInheritStudyAnswers: Bool = false,
        needsIdealTrial: Bool = false,
        guidanceSource: InstrumentCitation? = nil
    ) {
        self.id = id
        self.name = name
        self.version = version
        self.citation = citation
        self.appraised = appraised
        self.answers = answers
        self.parts = parts
        self.partIsRequired = partIsRequired
        self.judgements = judgements
        self.domains = domains
        self.domainRule = domainRule
        self.overallRule = overallRule
        self.estimatesInheritStudyAnswers = estimatesInheritStudyAnswers
        self.needsIdealTrial = needsIdealTrial
        self.guidanceSource = guidanceSource
    }
}

/// Where an instrument is published.
public struct InstrumentCitation: Codable, Sendable, Equatable {
    /// The reference as it is printed in a report.
    public var text: String
    /// The bare DOI in lower case.
    public var doi: String
    /// The address of the official form.
    public var form: String

    /// Makes a citation.
    public init(text: String, doi: String, form: String) {
        self.text = text
        self.doi = doi
        self.form = form
    }
}

/// What a filled-in form judges.
public enum AppraisedThing: String, Codable, Sendable, Equatable, CaseIterable {
    /// The development of a prediction model.
    case model
    /// One evaluation (validation) of a prediction model.
    case evaluation
    /// A study as a whole.
    case study
    /// One performance estimate of a study.
    case estimate
}

/// A part of an instrument with a result of its own.
public struct InstrumentPart: Codable, Sendable, Equatable, Identifiable {
    /// The word in the `part` column, lower case.
    public var id: String
    /// The part's name as shown.
    public var name: String
    /// What the part judges.
    public var appraised: AppraisedThing
    /// What its judgement is called, for example `risk of bias` or `concern about quality`.
    public var concern: String

    /// Makes a part.
    public init(id: String, name: String, appraised: AppraisedThing, concern: String) {
        self.id = id
        self.name = name
        self.appraised = appraised
        self.concern = concern
    }
}

/// A domain: its signalling questions and whether applicability is judged.
public struct AppraisalDomain: Codable, Sendable, Equatable, Identifiable {
    /// The official number, from 1.
    public var number: Int
    /// The domain's name.
    public var name: String
    /// The signalling questions in official order, those of all parts.
    public var questions: [SignallingQuestion]
    /// What the applicability judgement asks; absent where the instrument asks none.
    public var applicabilityPrompt: String?
    /// Helps to judge applicability, in one to three sentences; absent where nobody wrote any.
    public var applicabilityGuidance: String?

    /// The item that carries the domain's judgement: `D1`, `D2`, ….
    public var id: String { "D\(number)" }
    /// The item that carries its applicability judgement: `A1`, `A2`, ….
    public var applicabilityID: String? { applicabilityPrompt == nil ? nil : "A\(number)" }

    /// Makes a domain.
    public init(
        number: Int,
        name: String,
        questions: [SignallingQuestion],
        applicabilityPrompt: String? = nil,
        applicabilityGuidance: String? = nil
    ) {
        self.number = number
        self.name = name
        self.questions = questions
        self.applicabilityPrompt = applicabilityPrompt
        self.applicabilityGuidance = applicabilityGuidance
    }

    /// The questions that a part asks; all of them for the undivided form.
    public func questions(in part: String?) -> [SignallingQuestion] {
        guard let part else { return questions }
        return questions.filter { $0.belongs(to: part) }
    }
}

/// A signalling question with its official number and a prompt in our own words.
public struct SignallingQuestion: Codable, Sendable, Equatable {
    /// The official number, for example `4.5`.
    public var code: String
    /// The question in our own words; "yes" always speaks for a low risk of bias.
    public var prompt: String
    /// The parts that ask it; empty when all do.
    public var parts: [String]
    /// Whether "not applicable" may be answered.
    public var allowsNotApplicable: Bool
    /// Kinds of performance (or other strata) for which it may be answered separately, as
    /// `CODE/STRATUM`; empty when it is asked once.
    public var strata: [String]
    /// Helps to answer it: what speaks for yes, what for no, when nothing can be said, in one to
    /// three sentences of our own; absent where nobody wrote any.
    public var guidance: String?

    /// Makes a signalling question.
    public init(
        _ code: String,
        _ prompt: String,
        parts: [String] = [],
        allowsNotApplicable: Bool = false,
        strata: [String] = [],
        guidance: String? = nil
    ) {
        self.code = code
        self.prompt = prompt
        self.parts = parts
        self.allowsNotApplicable = allowsNotApplicable
        self.strata = strata
        self.guidance = guidance
    }

    /// Whether a part asks the question.
    public func belongs(to part: String) -> Bool {
        parts.isEmpty || parts.contains(part)
    }
}
