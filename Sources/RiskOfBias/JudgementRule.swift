extension DomainRule {
    /// The judgement that the answers of a domain suggest.
    ///
    /// - Parameters:
    ///   - meanings: one entry a question asked; `nil` is an unanswered question and counts
    ///     like no information.
    ///   - undetermined: the instrument's word for a judgement that cannot be made.
    /// - Returns: The suggested judgement, or `nil` when the rule leaves it to the assessor.
    public func judgement(of meanings: [AnswerMeaning?], undetermined: Judgement) -> Judgement? {
        if meanings.contains(.unfavourable) {
            switch self {
            case .unfavourableAnswerIsHigh: return .high
            case .unfavourableAnswerIsFlagged: return nil
            }
        }
        let allFavourable = meanings.allSatisfy { $0 == .favourable || $0 == .notApplicable }
        return allFavourable && !meanings.isEmpty ? .low : undetermined
    }
}

extension OverallRule {
    /// The overall judgement that the judgements of the domains suggest.
    ///
    /// A high domain makes the whole high even while others are not judged yet; otherwise a
    /// domain without judgement leaves the whole without one.
    ///
    /// - Parameters:
    ///   - judgements: one entry a domain; `nil` where it is unresolved or not judged.
    ///   - undetermined: the instrument's word for a judgement that cannot be made.
    /// - Returns: The suggested judgement, or `nil` when none can be computed.
    public func judgement(of judgements: [Judgement?], undetermined: Judgement) -> Judgement? {
        guard self == .worstDomain, !judgements.isEmpty else { return nil }
        if judgements.contains(.high) { return .high }
        if judgements.contains(nil) { return nil }
        return judgements.allSatisfy { $0 == .low } ? .low : undetermined
    }
}

extension Instrument {
    /// The instrument's word for a judgement that cannot be made.
    public var undetermined: Judgement {
        judgements.first(where: \.isUndetermined) ?? .unclear
    }

    /// The answers that a signalling question may have.
    public func allowedAnswers(to question: SignallingQuestion) -> [AnswerOption] {
        let plain = answers.filter { $0.meaning != .notApplicable }
        return question.allowsNotApplicable
            ? plain + answers.filter { $0.meaning == .notApplicable } : plain
    }

    /// The domains that are asked about applicability.
    public var applicabilityDomains: [AppraisalDomain] {
        domains.filter { $0.applicabilityPrompt != nil }
    }

    /// What the judgement of a part is called.
    public func concern(of part: String?) -> String {
        parts.first { $0.id == part }?.concern ?? "risk of bias"
    }
}
