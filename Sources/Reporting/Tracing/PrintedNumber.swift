import Foundation

/// A number as somebody read it in the report: `0.87`, `1,234`, `−0.02`, `12.3%`.
struct PrintedNumber: Equatable {
    /// The value; a percentage keeps its printed size (12.3).
    let value: Double
    /// Digits after the point.
    let decimals: Int

    /// Reads a number; `nil` if the text is none.
    ///
    /// Spaces and commas between groups of three digits are left out; a true minus sign and a percent
    /// sign are known.
    init?(_ text: String) {
        var digits = text.filter { !$0.isWhitespace && $0 != "\u{202F}" && $0 != "\u{00A0}" }
            .replacing("\u{2212}", with: "-")
        if digits.last == "%" { digits.removeLast() }
        if let sign = digits.first, sign == "<" || sign == ">" { digits.removeFirst() }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count) else { return nil }
        var whole = String(parts[0])
        let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
        if groups.count > 1 {
            guard groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
            whole = groups.joined()
        }
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        let unsigned = whole.hasPrefix("-") ? String(whole.dropFirst()) : whole
        func isNumber(_ text: String) -> Bool {
            text.allSatisfy { $0.isASCII && $0.isNumber }
        }
        guard !unsigned.isEmpty, isNumber(unsigned), isNumber(fraction),
            parts.count == 1 || !fraction.isEmpty,
            let value = Double(whole + (fraction.isEmpty ? "" : "." + fraction))
        else { return nil }
        self.value = value
        decimals = fraction.count
    }

    /// How well a cell shows the number; `nil` if it does not.
    enum Match: Int, Comparable {
        /// The file holds the very number.
        case exact
        /// The page prints the number.
        case printed
        /// The number of the file is this one, rounded.
        case rounded

        static func < (left: Match, right: Match) -> Bool { left.rawValue < right.rawValue }
    }

    /// Compares with a cell.
    ///
    /// - Parameters:
    ///   - exact: text as the file holds it.
    ///   - shown: text as the page shows it, if it is made of numbers.
    /// - Returns: how well they agree; `nil` if they do not.
    func match(exact: String, shown: String?) -> Match? {
        let number = Double(exact)
        if number == value { return .exact }
        if let shown, Self.tokens(of: shown).contains(self) { return .printed }
        guard let number, decimals > 0, number.isFinite,
            String(format: "%.\(decimals)f", number) == String(format: "%.\(decimals)f", value)
        else { return nil }
        return .rounded
    }

    /// The numbers in a text.
    static func tokens(of text: String) -> [PrintedNumber] {
        var tokens: [String] = [""]
        for sign in text.replacing("\u{202F}", with: "") {
            if sign.isASCII && sign.isNumber || sign == "." || sign == "," || sign == "\u{2212}"
                || sign == "-"
            {
                tokens[tokens.count - 1].append(sign)
            } else if sign.isLetter {
                // Part of a word such as T2: no number that somebody would look for.
                tokens[tokens.count - 1] += "x"
            } else if tokens.last != "" {
                tokens.append("")
            }
        }
        return tokens.compactMap { token in
            PrintedNumber(token.last == "." || token.last == "," ? String(token.dropLast()) : token)
        }
    }
}
