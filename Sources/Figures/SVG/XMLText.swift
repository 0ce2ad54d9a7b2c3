import Foundation

/// Text and numbers as they may stand in an SVG file.
enum XMLText {
    /// Removes what XML 1.0 forbids or what a figure cannot show.
    ///
    /// Control characters go, since a single one makes the file unreadable to every XML parser;
    /// invisible format characters (soft hyphen, byte order mark, bidirectional overrides) go, since
    /// an override would reverse the rest of a line. Joiners stay: emoji and Indic scripts need
    /// them. Tabs and line ends count as spaces and runs of spaces become one.
    static func cleaned(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var pendingSpace = false
        for scalar in text.unicodeScalars {
            if isSpace(scalar) {
                pendingSpace = !result.isEmpty
            } else if isAllowed(scalar) {
                if pendingSpace { result.append(" ") }
                pendingSpace = false
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// Returns cleaned text with the markup characters replaced by entities.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in cleaned(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Returns a coordinate with at most two decimals, without trailing zeros or negative zero.
    ///
    /// Two decimals of a point are far below what a printer resolves; fewer digits keep files small
    /// and the same on every platform.
    static func coordinate(_ value: Double) -> String {
        let limit = 1e7
        let finite = value.isFinite ? min(max(value, -limit), limit) : 0
        let hundredths = Int((finite * 100).rounded())
        let magnitude = hundredths.magnitude
        let sign = hundredths < 0 ? "-" : ""
        let whole = magnitude / 100
        let part = magnitude % 100
        if part == 0 { return "\(sign)\(whole)" }
        if part % 10 == 0 { return "\(sign)\(whole).\(part / 10)" }
        return "\(sign)\(whole)." + (part < 10 ? "0\(part)" : "\(part)")
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0x1680, 0x2028, 0x2029, 0x3000: return true
        default: return false
        }
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200C, 0x200D: return true
        case 0..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF: return false
        default:
            return scalar.properties.generalCategory != .format
                && !scalar.properties.isNoncharacterCodePoint
        }
    }
}

/// Numbers as printed in a figure.
enum PrintedNumber {
    /// Returns a value with a fixed number of decimals and a true minus sign.
    ///
    /// - Parameters:
    ///   - value: a finite number; anything else prints as an en dash.
    ///   - decimals: digits after the point, 0 or more.
    /// - Returns: The text, without a sign for what rounds to 0.
    static func fixed(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return "–" }
        let text = String(format: "%.\(max(0, decimals))f", value)
        guard text.hasPrefix("-") else { return text }
        let digits = text.dropFirst()
        let isZero = digits.allSatisfy { $0 == "0" || $0 == "." }
        return isZero ? String(digits) : "\u{2212}\(digits)"
    }

    /// Returns a count, with a thin grouping sign between thousands if one is given.
    static func count(_ value: Int, groupedBy separator: String = "") -> String {
        let digits = String(value.magnitude)
        guard !separator.isEmpty, digits.count > 3 else {
            return value < 0 ? "\u{2212}\(digits)" : digits
        }
        var groups: [Substring] = []
        var rest = digits[...]
        while rest.count > 3 {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        groups.insert(rest, at: 0)
        return (value < 0 ? "\u{2212}" : "") + groups.joined(separator: separator)
    }
}
