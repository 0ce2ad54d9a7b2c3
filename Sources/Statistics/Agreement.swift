/// Why agreement cannot be computed.
public enum AgreementError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The two raters have different numbers of ratings.
    case sizeMismatch(first: Int, second: Int)
    /// There are no ratings.
    case noRatings
    /// Agreement needs at least two categories.
    case tooFewCategories(Int)
    /// A rating is not a category index.
    case categoryOutOfRange(position: Int, category: Int, categories: Int)
    /// The quantile for the intervals is not a positive finite number.
    case invalidNormalQuantile(Double)

    /// Says what is wrong and what was expected.
    public var description: String {
        switch self {
        case .sizeMismatch(let first, let second):
            "the raters have \(first) and \(second) ratings; one each per subject is expected"
        case .noRatings:
            "there are no ratings; at least one subject rated by both is expected"
        case .tooFewCategories(let count):
            "\(count) categories; at least two are expected"
        case .categoryOutOfRange(let position, let category, let categories):
            "rating \(position + 1) is category \(category); 0 to \(categories - 1) is expected"
        case .invalidNormalQuantile(let quantile):
            "normal quantile \(quantile); a positive number such as 1.96 is expected"
        }
    }
}

/// A coefficient of agreement with its large-sample interval.
public struct AgreementCoefficient: Codable, Sendable, Equatable {
    /// The coefficient, at most 1.
    public var estimate: Double
    /// Its standard error; absent where it cannot be estimated.
    public var standardError: Double?
    /// The lower limit, at least −1; absent where the standard error is absent or zero.
    public var ciLower: Double?
    /// The upper limit, at most 1; absent where the standard error is absent or zero.
    public var ciUpper: Double?
}

/// The agreement of two raters on the same subjects with unordered categories.
public struct CategoricalAgreement: Codable, Sendable, Equatable {
    /// The number of subjects.
    public var subjects: Int
    /// The number of subjects on which both agree.
    public var agreed: Int
    /// The number of categories that could be chosen.
    public var categories: Int
    /// Counts by the first rater's category (rows) and the second's (columns).
    public var table: [[Int]]
    /// The proportion agreed, with Wilson limits.
    public var proportionAgreed: AgreementCoefficient
    /// Cohen's κ; absent when both raters put everything into one and the same category, where
    /// κ is 0/0.
    public var cohenKappa: AgreementCoefficient?
    /// Prevalence- and bias-adjusted κ, with limits transformed from Wilson's.
    public var pabak: AgreementCoefficient
    /// Gwet's AC1.
    public var gwetAC1: AgreementCoefficient
}

/// Measures the agreement of two raters.
///
/// With p₀ the proportion agreed, pᵢⱼ the cells, rᵢ and cᵢ the margins, πᵢ = (rᵢ + cᵢ) / 2 and
/// q categories:
/// - Cohen κ = (p₀ − Σrᵢcᵢ) / (1 − Σrᵢcᵢ), large-sample variance of Fleiss, Cohen & Everitt;
/// - PABAK = (q p₀ − 1) / (q − 1);
/// - AC1 = (p₀ − e) / (1 − e), e = Σπᵢ(1 − πᵢ) / (q − 1), variance by Gwet's linearisation over
///   subjects with divisor n (n − 1).
///
/// The limits of κ and AC1 are estimate ± z · SE, cut at −1 and 1. They are left out where the
/// standard error is 0, as with complete agreement: an interval of no width would claim
/// certainty from however few subjects. PABAK's, from Wilson's, always exist.
///
/// - Parameters:
///   - first: the first rater's category of each subject, from 0.
///   - second: the second rater's, in the same order.
///   - categories: the number of categories that could be chosen, ≥ 2; PABAK and AC1 depend on
///     it also where some were never used.
///   - normalQuantile: the standard normal quantile of the intervals; default for 95 %.
/// - Returns: The coefficients.
/// - Throws: An ``AgreementError`` that names what is wrong with the ratings.
/// - Reference: Cohen (1960), doi:10.1177/001316446002000104; Fleiss, Cohen & Everitt (1969),
///   doi:10.1037/h0028106; Byrt, Bishop & Carlin (1993), doi:10.1016/0895-4356(93)90018-V;
///   Gwet (2008), doi:10.1348/000711006X126600.
public func categoricalAgreement(
    _ first: [Int],
    _ second: [Int],
    categories: Int,
    normalQuantile: Double = 1.959963984540054
) throws(AgreementError) -> CategoricalAgreement {
    let table = try crossTable(first, second, categories: categories)
    guard normalQuantile.isFinite, normalQuantile > 0 else {
        throw .invalidNormalQuantile(normalQuantile)
    }
    let subjects = first.count
    let agreed = (0..<categories).reduce(0) { $0 + table[$1][$1] }
    let proportions = AgreementProportions(table: table, subjects: subjects)
    let observed = wilsonProportion(agreed, of: subjects, normalQuantile: normalQuantile)

    let scale = Double(categories) / Double(categories - 1)
    func adjusted(_ proportion: Double) -> Double { 1 - scale * (1 - proportion) }
    let pabak = AgreementCoefficient(
        estimate: adjusted(observed.estimate),
        standardError: observed.standardError.map { $0 * scale },
        ciLower: observed.ciLower.map(adjusted),
        ciUpper: observed.ciUpper.map(adjusted)
    )

    return CategoricalAgreement(
        subjects: subjects,
        agreed: agreed,
        categories: categories,
        table: table,
        proportionAgreed: observed,
        cohenKappa: proportions.cohenKappa(normalQuantile: normalQuantile),
        pabak: pabak,
        gwetAC1: proportions.gwetAC1(normalQuantile: normalQuantile)
    )
}

private func crossTable(
    _ first: [Int],
    _ second: [Int],
    categories: Int
) throws(AgreementError) -> [[Int]] {
    guard categories >= 2 else { throw .tooFewCategories(categories) }
    guard first.count == second.count else {
        throw .sizeMismatch(first: first.count, second: second.count)
    }
    guard !first.isEmpty else { throw .noRatings }
    var table = Array(repeating: Array(repeating: 0, count: categories), count: categories)
    for position in first.indices {
        for category in [first[position], second[position]] {
            guard (0..<categories).contains(category) else {
                throw .categoryOutOfRange(
                    position: position,
                    category: category,
                    categories: categories
                )
            }
        }
        table[first[position]][second[position]] += 1
    }
    return table
}

/// A proportion with Wilson's score limits.
private func wilsonProportion(
    _ count: Int,
    of total: Int,
    normalQuantile: Double
) -> AgreementCoefficient {
    let size = Double(total)
    let proportion = Double(count) / size
    let square = normalQuantile * normalQuantile
    let centre = (proportion + square / (2 * size)) / (1 + square / size)
    let half =
        normalQuantile / (1 + square / size)
        * (proportion * (1 - proportion) / size + square / (4 * size * size)).squareRoot()
    return AgreementCoefficient(
        estimate: proportion,
        standardError: (proportion * (1 - proportion) / size).squareRoot(),
        // The limit at an extreme proportion is exact; rounding must not push past it.
        ciLower: count == 0 ? 0 : max(0, centre - half),
        ciUpper: count == total ? 1 : min(1, centre + half)
    )
}

/// The table of two raters as proportions.
private struct AgreementProportions {
    let subjects: Int
    let cells: [[Double]]
    let rowMargins: [Double]
    let columnMargins: [Double]
    let observed: Double
    /// Whether both raters put every subject into the same category.
    let isConstant: Bool

    init(table: [[Int]], subjects: Int) {
        let size = Double(subjects)
        self.subjects = subjects
        cells = table.map { $0.map { Double($0) / size } }
        rowMargins = table.map { Double($0.reduce(0, +)) / size }
        columnMargins = table.indices.map { column in
            Double(table.reduce(0) { $0 + $1[column] }) / size
        }
        observed = Double(table.indices.reduce(0) { $0 + table[$1][$1] }) / size
        isConstant = table.indices.contains { table[$0][$0] == subjects }
    }

    func cohenKappa(normalQuantile: Double) -> AgreementCoefficient? {
        guard !isConstant else { return nil }
        let expected = zip(rowMargins, columnMargins).reduce(0) { $0 + $1.0 * $1.1 }
        let kappa = (observed - expected) / (1 - expected)
        var sum = 0.0
        for row in cells.indices {
            for column in cells.indices {
                let margins =
                    row == column
                    ? (1 - expected) - (rowMargins[row] + columnMargins[row]) * (1 - observed)
                    : (columnMargins[row] + rowMargins[column]) * (1 - observed)
                sum += cells[row][column] * margins * margins
            }
        }
        let bias = observed * expected - 2 * expected + observed
        let variance =
            (sum - bias * bias) / (Double(subjects) * pow4(1 - expected))
        return coefficient(kappa, variance: variance, normalQuantile: normalQuantile)
    }

    func gwetAC1(normalQuantile: Double) -> AgreementCoefficient {
        let prevalences = zip(rowMargins, columnMargins).map { ($0 + $1) / 2 }
        let divisor = Double(cells.count - 1)
        let expected = prevalences.reduce(0) { $0 + $1 * (1 - $1) } / divisor
        let estimate = (observed - expected) / (1 - expected)
        guard subjects > 1 else {
            return coefficient(estimate, variance: nil, normalQuantile: normalQuantile)
        }
        var sum = 0.0
        for row in cells.indices {
            for column in cells.indices where cells[row][column] > 0 {
                let own = ((row == column ? 1 : 0) - expected) / (1 - expected)
                let chance = (2 - prevalences[row] - prevalences[column]) / (2 * divisor)
                let linear =
                    own - 2 * (1 - estimate) * (chance - expected) / (1 - expected)
                sum += cells[row][column] * (linear - estimate) * (linear - estimate)
            }
        }
        return coefficient(
            estimate,
            variance: sum / Double(subjects - 1),
            normalQuantile: normalQuantile
        )
    }

    private func coefficient(
        _ estimate: Double,
        variance: Double?,
        normalQuantile: Double
    ) -> AgreementCoefficient {
        // Rounding leaves a tiny variance of either sign where it is zero exactly.
        let error = variance.map { $0 > 1e-14 ? $0.squareRoot() : 0 }
        guard let error, error > 0 else {
            return AgreementCoefficient(
                estimate: estimate,
                standardError: error,
                ciLower: nil,
                ciUpper: nil
            )
        }
        return AgreementCoefficient(
            estimate: estimate,
            standardError: error,
            ciLower: max(-1, estimate - normalQuantile * error),
            ciUpper: min(1, estimate + normalQuantile * error)
        )
    }

    private func pow4(_ value: Double) -> Double { value * value * value * value }
}
