/// Identifiers of PubMed and PubMed Central.
public enum PubMedIdentifier {
    /// The PMID in a text: bare digits, `PMID: 30922926`, `PUBMED 21314913`, or a link to PubMed.
    ///
    /// - Parameter text: value of a field that is known to hold a PMID, or a link.
    /// - Returns: One to eight digits without leading zeros; `nil` if there are none.
    public static func normalised(_ text: String) -> String? {
        if text.utf8.count <= 20, text.utf8.allSatisfy(isDigit) { return number(text[...]) }
        let lower = text.lowercased()
        var rest = Substring(lower)
        func skip(to offset: Int) {
            rest = lower[lower.utf8.index(lower.startIndex, offsetBy: offset)...]
        }
        if let offset = lower.offset(of: "pubmed.ncbi.nlm.nih.gov/") {
            skip(to: offset + 24)
        } else if let offset = lower.offset(of: "/pubmed/") {
            skip(to: offset + 8)
        } else if lower.holds("://") {
            return nil
        }
        for prefix in ["pubmed id", "pubmed", "pmid", "medline"] {
            rest = Substring(rest.drop { $0 == " " })
            if rest.hasPrefix(prefix) { rest = rest.dropFirst(prefix.count) }
        }
        rest = rest.drop { $0 == " " || $0 == ":" || $0 == "=" }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        let after = rest.dropFirst(digits.count).first
        guard after == nil || after.map({ !$0.isLetter && !$0.isNumber }) == true else {
            return nil
        }
        return number(digits)
    }

    private static func number(_ digits: Substring) -> String? {
        let number = digits.drop { $0 == "0" }
        return (1...8).contains(number.utf8.count) ? String(number) : nil
    }

    /// The PubMed Central identifier in a text: `PMC7026692`, in a link, or with a version.
    ///
    /// - Parameter text: value of a field.
    /// - Returns: `PMC` and digits; `nil` if there are none.
    public static func normalisedCentral(_ text: String) -> String? {
        let upper = text.uppercased()
        for range in upper.ranges(of: "PMC") {
            var rest = upper[range.upperBound...]
            if rest.first == " " || rest.first == ":" { rest = rest.dropFirst() }
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            if (1...9).contains(digits.count) { return "PMC" + digits }
        }
        return nil
    }
}
