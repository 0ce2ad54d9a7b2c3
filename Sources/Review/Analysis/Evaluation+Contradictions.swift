import Foundation

/// A figure of an evaluation that its other figures contradict.
public struct EvaluationContradiction: Sendable, Equatable, Codable {
    /// What is contradicted.
    public enum Kind: String, Sendable, Equatable, Codable, CaseIterable {
        /// The size of the cohort, by the total of the two-by-two table.
        case size = "n"
        /// The number with the outcome, by the two-by-two table.
        case events
        /// The sensitivity, by the two-by-two table.
        case sensitivity
        /// The specificity, by the two-by-two table.
        case specificity
        /// The accuracy, by the two-by-two table or by sensitivity and specificity.
        case accuracy
    }

    /// What is contradicted, by the name of its column.
    public var kind: Kind
    /// The figure as stated: a count, or a proportion from 0 to 1.
    public var stated: Double
    /// The least that the other figures allow.
    public var lower: Double
    /// The most that the other figures allow; the same as `lower` where they allow one value.
    public var upper: Double

    /// What is wrong, in words.
    public var description: String {
        func text(_ value: Double) -> String {
            switch kind {
            case .size, .events: "\(Int(value))"
            default: String(format: "%.4g", value)
            }
        }
        let expected =
            lower == upper ? text(lower) : "between \(text(lower)) and \(text(upper))"
        let source =
            lower == upper ? "the two-by-two table gives" : "sensitivity and specificity allow"
        return "\(kind.rawValue) is \(text(stated)), \(source) \(expected)"
    }
}

extension Evaluation {
    /// Figures that do not fit together, each by what contradicts it.
    ///
    /// Proportions are compared to half a unit of the last decimal in which they are stated.
    /// Without a two-by-two table, accuracy is held against sensitivity and specificity: it is
    /// their mean weighted by prevalence, and lies between them.
    public var contradictions: [EvaluationContradiction] {
        guard let table = crossTable else { return accuracyOutsideItsParts }
        var found: [EvaluationContradiction] = []
        func compare(_ kind: EvaluationContradiction.Kind, _ stated: Int?, _ counted: Int) {
            guard let stated, stated != counted else { return }
            let value = Double(counted)
            found.append(.init(kind: kind, stated: Double(stated), lower: value, upper: value))
        }
        compare(.size, size, table.diseased + table.healthy)
        compare(.events, events, table.diseased)
        let proportions: [(EvaluationContradiction.Kind, PerformanceMeasure)] = [
            (.sensitivity, .sensitivity), (.specificity, .specificity), (.accuracy, .accuracy),
        ]
        for (kind, measure) in proportions {
            guard let stated = values[measure], let counted = table.proportion(measure),
                let rounding = Self.rounding(of: stated), abs(stated - counted) > rounding
            else { continue }
            found.append(.init(kind: kind, stated: stated, lower: counted, upper: counted))
        }
        return found
    }

    private var accuracyOutsideItsParts: [EvaluationContradiction] {
        guard let accuracy = values[.accuracy], let sensitivity = values[.sensitivity],
            let specificity = values[.specificity]
        else { return [] }
        let roundings = [accuracy, sensitivity, specificity].compactMap { Self.rounding(of: $0) }
        guard roundings.count == 3 else { return [] }
        let low = min(sensitivity, specificity) - max(roundings[1], roundings[2])
        let high = max(sensitivity, specificity) + max(roundings[1], roundings[2])
        guard accuracy + roundings[0] < low || accuracy - roundings[0] > high else { return [] }
        return [.init(kind: .accuracy, stated: accuracy, lower: low, upper: high)]
    }
}
