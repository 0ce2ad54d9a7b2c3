/// What an answer is about: a signalling question, a domain, or the whole.
public enum AppraisalItem: Codable, Sendable, Equatable, Hashable {
    /// A signalling question, possibly for one stratum only.
    case question(code: String, stratum: String?)
    /// The judgement of a domain (`D1`).
    case domain(Int)
    /// The concern about applicability of a domain (`A1`).
    case applicability(Int)
    /// The overall judgement.
    case overall
    /// The overall concern about applicability.
    case overallApplicability

    /// The item as written in the `item` column.
    public var code: String {
        switch self {
        case .question(let code, let stratum): stratum.map { "\(code)/\($0)" } ?? code
        case .domain(let number): "D\(number)"
        case .applicability(let number): "A\(number)"
        case .overall: "overall"
        case .overallApplicability: "overall-applicability"
        }
    }
}

extension Instrument {
    /// The item that a text names, in any case; `nil` when the instrument has none such.
    public func item(named text: String) -> AppraisalItem? {
        let text = text.trimmed.lowercased()
        return items.first { $0.code.lowercased() == text }
    }

    /// Every item of the instrument in official order, strata included.
    public var items: [AppraisalItem] {
        var seen: Set<AppraisalItem> = []
        let ordered =
            domains.flatMap(items(of:))
            + (overallRule == .notSummarised
                ? [] : [.overall, .overallApplicability])
        return ordered.filter { seen.insert($0).inserted }
    }

    /// The items of one domain in official order.
    func items(of domain: AppraisalDomain) -> [AppraisalItem] {
        var items: [AppraisalItem] = []
        for question in domain.questions {
            items.append(.question(code: question.code, stratum: nil))
            for stratum in question.strata {
                items.append(.question(code: question.code, stratum: stratum))
            }
        }
        items.append(.domain(domain.number))
        if domain.applicabilityPrompt != nil { items.append(.applicability(domain.number)) }
        return items
    }

    /// The question with a code and, where it is asked per stratum, that stratum.
    ///
    /// - Parameters:
    ///   - code: the official number.
    ///   - stratum: the stratum, or `nil` for the question as a whole.
    ///   - part: the part, or `nil` for the undivided form.
    /// - Returns: The question, or `nil` when the part does not ask it so.
    public func question(_ code: String, stratum: String? = nil, in part: String?)
        -> SignallingQuestion?
    {
        for domain in domains {
            for question in domain.questions(in: part) where question.code == code {
                guard let stratum else { return question }
                if question.strata.contains(stratum) { return question }
            }
        }
        return nil
    }

    /// The parts that ask a question, in the instrument's order.
    func parts(asking code: String, stratum: String?) -> [String] {
        parts.map(\.id).filter { question(code, stratum: stratum, in: $0) != nil }
    }
}
