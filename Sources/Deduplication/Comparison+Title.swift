/// How two titles relate.
struct TitleAgreement: Equatable, Sendable {
    enum Degree: UInt8, Equatable, Sendable {
        case missing
        /// The same letters.
        case same
        /// Only spelling, function words or word breaks differ.
        case spelling
        /// One is the other without its subtitle or its last words.
        case shortened
        /// One holds words that the other lacks, but no word is replaced.
        case extended
        /// Words are replaced by other words.
        case reworded
        case different
    }

    var degree = Degree.missing
    /// Informative content words that agree.
    var agreeing = 0
    /// Content words that agree, stock words included.
    var shared = 0
    /// Content words found in one title only, and in the other only.
    var onlyLeft = 0
    var onlyRight = 0
    /// Their numerals contradict each other: "part I" and "part II", "2010" and "2011".
    var numeralsDiffer = false
    /// One has numerals and the other none.
    var numeralsOneSided = false
    var kindsDiffer = false
    /// At most two letters of the whole title differ, be it in a word with digits.
    var isSlip = false
    /// Both may be one of a series with the same title every time.
    var isRecurring = false

    /// Share of content words that agree, from 0 to 1.
    var share: Double {
        let total = 2 * shared + onlyLeft + onlyRight
        return total == 0 ? 0 : Double(2 * shared) / Double(total)
    }

    /// At least one title is missing.
    init() {}

    init(_ left: TitleView, _ right: TitleView) {
        guard !left.isMissing, !right.isMissing else { return }
        kindsDiffer = left.kind != right.kind
        isRecurring = left.isRecurring || right.isRecurring
        if left.hash == right.hash {
            degree = .same
            agreeing = min(left.informativeWords, right.informativeWords)
            return
        }
        let match = WordMatch(left, right)
        shared = match.shared
        agreeing = min(match.agreeing, left.informativeWords, right.informativeWords)
        onlyLeft = match.onlyLeft
        onlyRight = match.onlyRight
        degree = Self.degree(left, right, self)
        compareNumerals(left.numerals, right.numerals)
        isSlip =
            degree == .reworded && left.letters.count > 20
            && EditDistance.isWithin(2, left.letters, right.letters)
    }

    private mutating func compareNumerals(_ left: Letters, _ right: Letters) {
        guard !left.elementsEqual(right) else { return }
        if left.isEmpty || right.isEmpty {
            numeralsOneSided = true
            return
        }
        // A shortened title may lack the numerals of its subtitle, but not have others.
        let (short, long) = left.count < right.count ? (left, right) : (right, left)
        let isPart =
            degree != .spelling
            && (long.starts(with: short)
                || long.reversed().starts(with: short.reversed()))
        if isPart { numeralsOneSided = true } else { numeralsDiffer = true }
    }

    private static func degree(
        _ left: TitleView,
        _ right: TitleView,
        _ found: TitleAgreement
    ) -> Degree {
        if found.onlyLeft == 0, found.onlyRight == 0 { return .spelling }
        if found.shared == 0 { return .different }
        if found.onlyLeft == 0 || found.onlyRight == 0 {
            let (short, long) = found.onlyLeft == 0 ? (left, right) : (right, left)
            let isBeginning = long.letters.starts(with: short.letters)
            if isBeginning { return .shortened }
            return found.share >= 0.5 ? .extended : .different
        }
        return found.share >= 0.5 ? .reworded : .different
    }
}
