import RiskOfBias

/// The judgement of a domain as RevMan holds it: one word a study, and the support for it.
///
/// A study that was appraised more than once (per estimate, or per part of the instrument) has a word
/// only where all appraisals agree; otherwise the support lists them all and the word is left to the
/// authors, since no instrument says how to join them.
struct RevManJudgement: Equatable {
    /// `Low risk`, `Unclear risk`, `High risk`; blank without a judgement that holds for the study.
    let judgement: String
    /// Reasons given for it.
    let support: String

    /// Joins the appraisals of a domain.
    ///
    /// - Parameter appraisals: name of what was appraised, and the domain, in their order.
    init(_ appraisals: [(subject: String, domain: DomainAppraisal)]) {
        let words = appraisals.map { Self.word($0.domain.judgement.judgement) }
        let isShared = Set(words).count == 1
        judgement = isShared ? words[0] : ""
        let supports = appraisals.map { Self.support($0.domain) }
        if isShared, Set(supports).count == 1 {
            support = supports[0]
            return
        }
        support = zip(appraisals, zip(words, supports)).map { appraisal, found in
            let parts = [found.0.isEmpty ? "no judgement" : found.0, found.1]
            return "\(appraisal.subject): " + parts.filter { !$0.isEmpty }.joined(separator: ". ")
        }.joined(separator: " / ")
    }

    /// RevMan knows three words; information that does not suffice is its "unclear".
    private static func word(_ judgement: Judgement?) -> String {
        switch judgement {
        case .low: "Low risk"
        case .unclear, .insufficientInformation: "Unclear risk"
        case .high: "High risk"
        case nil: ""
        }
    }

    /// The rationales of the judgement that holds; without any, those of the answers behind it.
    private static func support(_ domain: DomainAppraisal) -> String {
        let held = rationales(domain.judgement.given, of: domain.judgement.judgement?.rawValue)
        guard held.isEmpty else { return held.joined(separator: " / ") }
        return domain.answers.compactMap { answer -> String? in
            guard let code = answer.answer else { return nil }
            let reasons = rationales(answer.given, of: code)
            return reasons.isEmpty
                ? nil : "\(answer.item) \(code): \(reasons.joined(separator: " / "))"
        }.joined(separator: "; ")
    }

    /// The rationales of those who gave the answer that holds, each once.
    private static func rationales(_ given: [AssessorAnswer], of answer: String?) -> [String] {
        var seen: Set<String> = []
        return given.filter { $0.answer == answer }.compactMap(\.rationale)
            .filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}
