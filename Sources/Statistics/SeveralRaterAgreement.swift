/// The agreement of any number of raters who need not have rated every subject.
public struct SeveralRaterAgreement: Codable, Sendable, Equatable {
    /// Raters who gave at least one rating.
    public var raters: Int
    /// Subjects with at least one rating.
    public var subjects: Int
    /// Subjects with at least two ratings; agreement is observed on these.
    public var subjectsRatedTwice: Int
    /// Categories that could be chosen.
    public var categories: Int
    /// The mean over subjects of the share of pairs of raters who agree.
    public var proportionAgreed: AgreementCoefficient
    /// Fleiss' κ; absent when all ratings are of one category, where it is 0/0.
    public var fleissKappa: AgreementCoefficient?
    /// The coefficient of Brennan and Prediger: PABAK for several raters.
    public var brennanPrediger: AgreementCoefficient
    /// Gwet's AC1.
    public var gwetAC1: AgreementCoefficient
    /// Krippendorff's α for nominal categories; absent when all ratings are of one category.
    public var krippendorffAlpha: AgreementCoefficient?
}

/// Measures the agreement of several raters, some of whose ratings may be missing.
///
/// With rᵢₖ raters who put subject i into category k, rᵢ ratings of the subject, n subjects, n′ of them
/// rated twice or more, q categories, pₐ the mean over the n′ of Σₖ rᵢₖ(rᵢₖ − 1) / (rᵢ(rᵢ − 1)), and πₖ
/// the mean over the n of rᵢₖ / rᵢ, each coefficient is (pₐ − pₑ) / (1 − pₑ) with the agreement by
/// chance
/// - Fleiss: pₑ = Σπₖ²;
/// - Brennan–Prediger: pₑ = 1 / q;
/// - AC1: pₑ = Σπₖ(1 − πₖ) / (q − 1).
///
/// Krippendorff's α counts ratings instead of subjects: over the subjects rated twice, with r̄ ratings
/// on average, πₖ = Σᵢ rᵢₖ / (n′ r̄), pₑ = Σπₖ² and pₐ = (1 − ε) Σᵢ Σₖ rᵢₖ(rᵢₖ − 1) / (r̄(rᵢ − 1)) / n′ + ε,
/// ε = 1 / (n′ r̄).
///
/// Variances are Gwet's linearisations over subjects with divisor n(n − 1). The limits are estimate
/// ± z · SE, cut at −1 (0 for the proportion) and 1, and left out where the standard error is 0 or
/// there is a single subject. With two raters who rated all subjects, the proportion and AC1 are those
/// of ``categoricalAgreement(_:_:categories:normalQuantile:)``.
///
/// - Parameters:
///   - ratings: for each subject, each rater's category from 0, or `nil`; all rows of one length.
///   - categories: the number of categories that could be chosen, ≥ 2.
///   - normalQuantile: the standard normal quantile of the intervals; default for 95 %.
/// - Returns: The coefficients.
/// - Throws: An ``AgreementError``; `.noRatings` where no subject was rated twice.
/// - Reference: Gwet (2014), Handbook of Inter-Rater Reliability, chapters 2 and 5; Fleiss (1971),
///   doi:10.1037/h0031619; Krippendorff (2018), Content Analysis, chapter 12.
public func severalRaterAgreement(
    _ ratings: [[Int?]],
    categories: Int,
    normalQuantile: Double = 1.959963984540054
) throws(AgreementError) -> SeveralRaterAgreement {
    guard categories >= 2 else { throw .tooFewCategories(categories) }
    guard normalQuantile.isFinite, normalQuantile > 0 else {
        throw .invalidNormalQuantile(normalQuantile)
    }
    let raters = ratings.first?.count ?? 0
    var counts: [[Double]] = []
    var isUsed = [Bool](repeating: false, count: raters)
    for (subject, row) in ratings.enumerated() {
        guard row.count == raters else { throw .sizeMismatch(first: raters, second: row.count) }
        var count = [Double](repeating: 0, count: categories)
        for (rater, rating) in row.enumerated() {
            guard let rating else { continue }
            guard (0..<categories).contains(rating) else {
                throw .categoryOutOfRange(
                    position: subject,
                    category: rating,
                    categories: categories
                )
            }
            count[rating] += 1
            isUsed[rater] = true
        }
        if count.contains(where: { $0 > 0 }) { counts.append(count) }
    }
    let twice = counts.filter { $0.reduce(0, +) >= 2 }
    guard !twice.isEmpty else { throw .noRatings }
    let observed = SubjectCounts(counts, normalQuantile: normalQuantile)
    let isConstant = (0..<categories).contains { category in
        counts.allSatisfy { $0[category] == $0.reduce(0, +) }
    }
    return SeveralRaterAgreement(
        raters: isUsed.count { $0 },
        subjects: counts.count,
        subjectsRatedTwice: twice.count,
        categories: categories,
        proportionAgreed: observed.proportion(),
        fleissKappa: isConstant ? nil : observed.fleiss(),
        brennanPrediger: observed.brennanPrediger(),
        gwetAC1: observed.gwet(),
        krippendorffAlpha: isConstant
            ? nil : SubjectCounts(twice, normalQuantile: normalQuantile).krippendorff()
    )
}

/// Ratings of each subject by category.
private struct SubjectCounts {
    let counts: [[Double]]
    let totals: [Double]
    let normalQuantile: Double
    let subjects: Double
    /// Subjects rated twice or more.
    let twice: Double
    /// πₖ: the mean share of each category.
    let prevalences: [Double]

    init(_ counts: [[Double]], normalQuantile: Double) {
        self.counts = counts
        self.normalQuantile = normalQuantile
        let totals = counts.map { $0.reduce(0, +) }
        let subjects = Double(counts.count)
        self.totals = totals
        self.subjects = subjects
        twice = Double(totals.count { $0 >= 2 })
        prevalences = (counts.first ?? []).indices.map { category in
            zip(counts, totals).reduce(0) { $0 + $1.0[category] / $1.1 } / subjects
        }
    }

    /// Agreeing pairs of ratings of a subject, in order: Σₖ rᵢₖ(rᵢₖ − 1).
    private func agreeing(_ subject: Int) -> Double {
        counts[subject].reduce(0) { $0 + $1 * ($1 - 1) }
    }

    /// Each subject's share of agreeing pairs; `nil` where it was rated once.
    private func share(_ subject: Int) -> Double? {
        let total = totals[subject]
        return total < 2 ? nil : agreeing(subject) / (total * (total - 1))
    }

    private var observed: Double {
        counts.indices.reduce(0) { $0 + (share($1) ?? 0) } / twice
    }

    func proportion() -> AgreementCoefficient {
        corrected(chance: 0, lower: 0) { _ in 0 }
    }

    func brennanPrediger() -> AgreementCoefficient {
        let chance = 1 / Double(prevalences.count)
        return corrected(chance: chance, lower: -1) { _ in chance }
    }

    func fleiss() -> AgreementCoefficient {
        corrected(chance: prevalences.reduce(0) { $0 + $1 * $1 }, lower: -1) { subject in
            zip(counts[subject], prevalences).reduce(0) { $0 + $1.0 * $1.1 } / totals[subject]
        }
    }

    func gwet() -> AgreementCoefficient {
        let divisor = Double(prevalences.count - 1)
        let chance = prevalences.reduce(0) { $0 + $1 * (1 - $1) } / divisor
        return corrected(chance: chance, lower: -1) { subject in
            zip(counts[subject], prevalences).reduce(0) { $0 + $1.0 * (1 - $1.1) }
                / (totals[subject] * divisor)
        }
    }

    /// (pₐ − pₑ) / (1 − pₑ) with its linearised variance.
    ///
    /// - Parameters:
    ///   - chance: pₑ.
    ///   - lower: least value of the coefficient.
    ///   - own: what a subject contributes to pₑ, of mean pₑ.
    /// - Returns: the coefficient.
    private func corrected(
        chance: Double,
        lower: Double,
        own: (Int) -> Double
    ) -> AgreementCoefficient {
        let estimate = (observed - chance) / (1 - chance)
        let terms = counts.indices.map { subject in
            let agreement = share(subject).map { subjects / twice * ($0 - chance) } ?? 0
            return agreement / (1 - chance)
                - 2 * (1 - estimate) * (own(subject) - chance) / (1 - chance)
        }
        return coefficient(estimate, centre: estimate, terms: terms, lower: lower)
    }

    /// All subjects were rated twice.
    func krippendorff() -> AgreementCoefficient {
        let mean = totals.reduce(0, +) / subjects
        let shares = prevalences.indices.map { category in
            counts.reduce(0) { $0 + $1[category] } / (subjects * mean)
        }
        let chance = shares.reduce(0) { $0 + $1 * $1 }
        let agreement = counts.indices.map { agreeing($0) / (mean * (totals[$0] - 1)) }
        let raw = agreement.reduce(0, +) / subjects
        let correction = 1 / (subjects * mean)
        let estimate = ((1 - correction) * raw + correction - chance) / (1 - chance)
        let centre = (raw - chance) / (1 - chance)
        let terms = counts.indices.map { subject in
            let excess = (totals[subject] - mean) / mean
            let own = zip(counts[subject], shares).reduce(0) { $0 + $1.0 * $1.1 } / mean
            return (agreement[subject] - raw * excess - chance) / (1 - chance)
                - 2 * (1 - centre) * (own - chance * excess - chance) / (1 - chance)
        }
        return coefficient(estimate, centre: centre, terms: terms, lower: -1)
    }

    private func coefficient(
        _ estimate: Double,
        centre: Double,
        terms: [Double],
        lower: Double
    ) -> AgreementCoefficient {
        guard terms.count > 1 else {
            return AgreementCoefficient(
                estimate: estimate,
                standardError: nil,
                ciLower: nil,
                ciUpper: nil
            )
        }
        let squares = terms.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
        let variance = squares / (subjects * (subjects - 1))
        // Rounding leaves a tiny variance where it is zero exactly.
        guard variance > 1e-14 else {
            return AgreementCoefficient(
                estimate: estimate,
                standardError: 0,
                ciLower: nil,
                ciUpper: nil
            )
        }
        let error = variance.squareRoot()
        return AgreementCoefficient(
            estimate: estimate,
            standardError: error,
            ciLower: max(lower, estimate - normalQuantile * error),
            ciUpper: min(1, estimate + normalQuantile * error)
        )
    }
}
