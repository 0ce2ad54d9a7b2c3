/// An answer that a signalling question may have.
public struct AnswerOption: Codable, Sendable, Equatable, Identifiable {
    /// The field's code, for example `PY`.
    public var id: String
    /// The answer in words, for example `probably yes`.
    public var name: String
    /// What the answer says about the risk of bias.
    public var meaning: AnswerMeaning

    /// Makes an answer option.
    public init(id: String, name: String, meaning: AnswerMeaning) {
        self.id = id
        self.name = name
        self.meaning = meaning
    }

    /// Whether a written answer, code or words in any case, is this one.
    func matches(_ text: String) -> Bool {
        let text = text.comparable
        return text == id.comparable || text == name.comparable
    }

    static let yes = AnswerOption(id: "Y", name: "yes", meaning: .favourable)
    static let probablyYes = AnswerOption(id: "PY", name: "probably yes", meaning: .favourable)
    static let probablyNo = AnswerOption(id: "PN", name: "probably no", meaning: .unfavourable)
    static let no = AnswerOption(id: "N", name: "no", meaning: .unfavourable)
    static let noInformation = AnswerOption(
        id: "NI",
        name: "no information",
        meaning: .uninformative
    )
    static let unclear = AnswerOption(id: "Unclear", name: "unclear", meaning: .uninformative)
    static let notApplicable = AnswerOption(
        id: "NA",
        name: "not applicable",
        meaning: .notApplicable
    )
}

/// What an answer says about the risk of bias.
public enum AnswerMeaning: String, Codable, Sendable, Equatable, CaseIterable {
    /// Speaks for a low risk of bias.
    case favourable
    /// Speaks for a high risk of bias.
    case unfavourable
    /// Says nothing either way.
    case uninformative
    /// The question does not arise.
    case notApplicable
}

/// A judgement of risk of bias, of quality or of concern about applicability.
public enum Judgement: String, Codable, Sendable, Equatable, CaseIterable {
    /// Low risk or concern.
    case low
    /// Not enough is reported to judge (PROBAST, QUADAS-2).
    case unclear
    /// Not enough is reported to judge (QUADAS-3).
    case insufficientInformation = "insufficient information"
    /// High risk or concern.
    case high

    /// Whether the judgement says that none could be made.
    public var isUndetermined: Bool { self == .unclear || self == .insufficientInformation }

    /// The judgement that a text names, in any case, hyphens and underscores for blanks.
    public init?(named text: String) {
        let text = text.comparable
        guard let found = Judgement.allCases.first(where: { $0.rawValue == text }) else {
            return nil
        }
        self = found
    }
}

/// How the answers of a domain become its judgement.
public enum DomainRule: String, Codable, Sendable, Equatable, CaseIterable {
    /// Any no is high, all yes is low, anything else is undetermined.
    case unfavourableAnswerIsHigh = "unfavourable-answer-is-high"
    /// Any no only raises a flag: the assessor must judge. All yes is low, anything else
    /// undetermined.
    case unfavourableAnswerIsFlagged = "unfavourable-answer-is-flagged"
}

/// How the judgements of the domains become the overall judgement.
public enum OverallRule: String, Codable, Sendable, Equatable, CaseIterable {
    /// The worst domain: any high is high, all low is low, else undetermined.
    case worstDomain = "worst-domain"
    /// The instrument has no overall judgement.
    case notSummarised = "not-summarised"
}

extension String {
    /// The text for comparison of codes and words: trimmed, lower case, single blanks.
    var comparable: String {
        lowercased()
            .split(whereSeparator: { $0.isWhitespace || $0 == "_" || $0 == "-" })
            .joined(separator: " ")
    }

    /// The text without white space at its ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
