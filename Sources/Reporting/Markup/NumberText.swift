import Foundation
import MetaAnalysis
import Statistics

/// Numbers as the report prints them.
enum NumberText {
    /// What is printed where there is no number.
    static let none = "–"

    /// A number with a fixed count of decimals and a true minus sign.
    static func fixed(_ value: Double?, decimals: Int) -> String {
        guard let value, value.isFinite else { return none }
        let text = String(format: "%.\(decimals)f", value)
        guard text.hasPrefix("-") else { return text }
        let digits = text.dropFirst()
        return digits.allSatisfy { $0 == "0" || $0 == "." } ? String(digits) : "\u{2212}\(digits)"
    }

    /// A proportion from 0 to 1 with three decimals; what is not quite 0 or 1 does not print so.
    static func proportion(_ value: Double?) -> String {
        guard let value, value.isFinite else { return none }
        if value < 1, value >= 0.9995 { return ">0.999" }
        if value > 0, value < 0.0005 { return "<0.001" }
        return fixed(value, decimals: 3)
    }

    /// An interval of proportions, `0.700 to 0.800`.
    static func proportions(_ interval: Interval?) -> String {
        guard let interval else { return none }
        return "\(proportion(interval.lower)) to \(proportion(interval.upper))"
    }

    /// A percentage, 0 to 100, with one decimal.
    static func percent(_ value: Double?) -> String {
        guard let value, value.isFinite else { return none }
        return fixed(value, decimals: 1) + "%"
    }

    /// The share of a count in a total, as a percentage without decimals.
    static func share(_ count: Int, of total: Int) -> String {
        guard total > 0 else { return none }
        let share = 100 * Double(count) / Double(total)
        if count > 0, share < 0.5 { return "<1%" }
        if count < total, share >= 99.5 { return ">99%" }
        return fixed(share, decimals: 0) + "%"
    }

    /// A p value with three decimals, never `0.000`.
    static func pValue(_ value: Double?) -> String {
        guard let value, value.isFinite else { return none }
        if value < 0.001 { return "<0.001" }
        if value > 0.999, value < 1 { return ">0.999" }
        return fixed(value, decimals: 3)
    }

    /// A p value as it stands in a sentence: `p = 0.025`, `p < 0.001`.
    static func pStatement(_ value: Double?) -> String {
        let text = pValue(value)
        return text.hasPrefix("<") ? "p < \(text.dropFirst())" : "p = \(text)"
    }

    /// τ² with three decimals; what is above 0 does not print as 0.
    static func tauSquared(_ value: Double?) -> String {
        guard let value, value.isFinite else { return none }
        if value > 0, value < 0.0005 { return "<0.001" }
        return fixed(value, decimals: value >= 100 ? 0 : 3)
    }

    /// A coefficient of agreement with two decimals; no agreement short of complete prints as 1.
    static func coefficient(_ value: Double?) -> String {
        guard let value, value.isFinite else { return none }
        if value < 1, value >= 0.995 { return ">0.99" }
        return fixed(value, decimals: 2)
    }

    /// A coefficient with its interval in brackets, where it has one.
    static func coefficient(_ value: AgreementCoefficient?) -> String {
        guard let value else { return none }
        let text = coefficient(value.estimate)
        guard let lower = value.ciLower, let upper = value.ciUpper else { return text }
        return "\(text) [\(coefficient(lower)) to \(coefficient(upper))]"
    }

    /// A count with a narrow space between thousands, from five digits on.
    static func count(_ value: Int?) -> String {
        guard let value else { return none }
        let digits = Array(String(value.magnitude))
        guard digits.count > 4 else { return (value < 0 ? "\u{2212}" : "") + String(digits) }
        var text = value < 0 ? "\u{2212}" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text += "\u{202F}" }
            text.append(digit)
        }
        return text
    }

    /// A sum of sample sizes, which the analyses hold as floating point.
    static func count(_ value: Double) -> String { fixed(value, decimals: 0) }

    /// A noun with its count: `1 study`, `3 studies`.
    static func counted(_ value: Int, _ singular: String, _ plural: String) -> String {
        "\(count(value)) \(value == 1 ? singular : plural)"
    }

    /// The level of an interval, `95%`.
    static func level(_ value: Double) -> String {
        let percent = value * 100
        let rounded = percent.rounded()
        return abs(percent - rounded) < 1e-9
            ? "\(Int(rounded))%" : String(format: "%g%%", percent)
    }

    /// A number with all its digits, for files that other programs read; blank without one.
    static func exact(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "" }
        return "\(value)"
    }

    /// A count for files that other programs read; blank without one.
    static func exact(_ value: Int?) -> String { value.map(String.init) ?? "" }
}
