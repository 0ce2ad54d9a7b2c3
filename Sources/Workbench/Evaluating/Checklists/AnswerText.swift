import Foundation
import ModelEvaluation

/// Numbers and lists as the answers to reporting lists print them.
enum AnswerText {
    /// A number with three decimals unless stated.
    static func number(_ value: Double, _ places: Int = 3) -> String {
        String(format: "%.\(places)f", value)
    }

    /// A threshold: as many digits as tell it from its neighbours on a scale of scores.
    static func threshold(_ value: Double?) -> String {
        value.map { String(format: "%.4g", $0) } ?? "above all scores"
    }

    /// What stands behind an estimate without interval.
    static let noInterval = "(no interval)"

    /// An estimate with its interval, `0.750 [95 % CI 0.700 to 0.800]`.
    static func estimate(
        _ value: Double,
        _ interval: ConfidenceInterval?,
        level: Double,
        _ places: Int = 3
    ) -> String {
        guard let interval else { return "\(number(value, places)) \(noInterval)" }
        let percent = String(format: "%g", level * 100)
        return "\(number(value, places)) [\(percent) % CI \(number(interval.lower, places)) to "
            + "\(number(interval.upper, places))]"
    }

    /// The interval of a pair of figures; `nil` unless both are there.
    static func interval(_ ends: [Figure]) -> ConfidenceInterval? {
        let values = ends.compactMap(\.value)
        return values.count == 2 ? ConfidenceInterval(lower: values[0], upper: values[1]) : nil
    }

    /// A p value as it stands in a sentence.
    static func pValue(_ value: Double?) -> String {
        guard let value else { return "no p value" }
        return value < 0.001 ? "p < 0.001" : "p = \(number(value))"
    }

    /// The share of a count as a percentage with one decimal.
    static func share(_ count: Int, of total: Int) -> String {
        number(100 * Double(count) / Double(max(total, 1)), 1) + " %"
    }

    /// A list in a sentence, `a, b and c`.
    static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    /// A sentence from parts that semicolons divide; empty for none.
    static func sentence(_ parts: [String]) -> String {
        let text = parts.joined(separator: "; ")
        return text.isEmpty ? "" : text.prefix(1).uppercased() + text.dropFirst() + "."
    }
}
