/// Decides whether two words are spellings of one.
enum Spelling {
    /// Beginnings that turn a word into its opposite although few letters differ.
    private static let opposites: [([UInt8], [UInt8])] = [
        ("hyper", "hypo"), ("intra", "inter"), ("intra", "extra"), ("macro", "micro"),
        ("anti", "ante"), ("pre", "pro"), ("under", "over"), ("male", "female"), ("men", "women"),
        ("normo", "hypo"), ("mono", "homo"), ("uni", "bi"), ("ab", "ad"), ("in", "un"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

    /// True when the words differ by a slip or by British and American spelling.
    ///
    /// One edit from 4 letters, two from 9 on: of two random words of a length hardly any are so
    /// close. Words with digits are never brought here: "il6" is not "il8".
    static func isVariant(_ left: Letters, _ right: Letters) -> Bool {
        let shorter = min(left.count, right.count)
        guard shorter >= 4, abs(left.count - right.count) <= 2 else { return false }
        // A slip hits the first and the last letter at once so seldom that looking is not worth it.
        guard left.first == right.first || left.last == right.last else { return false }
        let limit = shorter >= 9 ? 2 : 1
        guard EditDistance.isWithin(limit, left, right) else { return false }
        return !opposites.contains { pair in
            (left.starts(with: pair.0) && right.starts(with: pair.1))
                || (left.starts(with: pair.1) && right.starts(with: pair.0))
        }
    }
}
