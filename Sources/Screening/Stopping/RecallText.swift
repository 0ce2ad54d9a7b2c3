import Foundation

/// Figures as they stand in sentences.
enum RecallText {
    /// A share in percent with one decimal, rounded down: a lower limit must not be rounded up.
    static func atLeast(_ share: Double) -> String {
        // 0.57 × 1000 is 569.99…; the tolerance keeps what is exact as it is.
        String(format: "%.1f %%", ((share * 1000) + 1e-9).rounded(.down) / 10)
    }

    /// A share in percent, rounded to the nearest, without needless decimals; what is neither none
    /// nor all is not rounded to it.
    static func percent(_ share: Double) -> String {
        if share > 0, share < 0.0005 { return "< 0.1 %" }
        if share < 1, share >= 0.9995 { return "> 99.9 %" }
        let tenths = (share * 1000).rounded() / 10
        return tenths == tenths.rounded()
            ? String(format: "%.0f %%", tenths) : String(format: "%.1f %%", tenths)
    }

    /// A confidence in percent; up to four nines are told apart.
    static func confidence(_ share: Double) -> String {
        var text = String(format: "%.2f", share * 100)
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text + " %"
    }

    /// A p-value with three decimals, never zero unless it is.
    static func pValue(_ value: Double) -> String {
        if value == 0 { return "p = 0" }
        return value < 0.001 ? "p < 0.001" : String(format: "p = %.3f", value)
    }

    /// "1 record", "2 records", with thousands separated.
    static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
        grouped(number) + " " + (number == 1 ? noun : plural ?? noun + "s")
    }

    /// A whole number with commas between thousands.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(abs(number)))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return (number < 0 ? "-" : "") + text
    }
}
