import Statistics
import Testing

@Suite struct AgreementTests {
    /// The ratings of a table of counts, row for row.
    private func ratings(_ table: [[Int]]) -> (first: [Int], second: [Int]) {
        var first: [Int] = []
        var second: [Int] = []
        for (row, counts) in table.enumerated() {
            for (column, count) in counts.enumerated() {
                first += Array(repeating: row, count: count)
                second += Array(repeating: column, count: count)
            }
        }
        return (first, second)
    }

    private func agreement(_ table: [[Int]]) throws -> CategoricalAgreement {
        let pair = ratings(table)
        return try categoricalAgreement(pair.first, pair.second, categories: table.count)
    }

    private func isClose(_ one: Double?, _ other: Double, _ tolerance: Double = 1e-9) -> Bool {
        guard let one else { return false }
        return abs(one - other) <= tolerance
    }

    /// Abstractors' diagnoses of 100 pregnancies (Gwet, Handbook of Inter-Rater Reliability,
    /// 4th ed.), with the coefficients and errors that R's irrCAC gives for the table; its AC1
    /// error for tables has divisor n where ours, like its error for raw ratings, has n − 1.
    @Test func matchesGwetsExample() throws {
        let result = try agreement([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
        #expect(isClose(result.proportionAgreed.estimate, 0.89))
        #expect(isClose(result.cohenKappa?.estimate, 0.7964094, 5e-8))
        #expect(isClose(result.gwetAC1.estimate, 0.8493305, 5e-8))
        #expect(isClose(result.cohenKappa?.standardError, 0.05891072, 5e-9))
        #expect(
            isClose(result.gwetAC1.standardError.map { $0 * 0.99.squareRoot() }, 0.04321747, 5e-9)
        )
        #expect(isClose(result.pabak.estimate, (3 * 0.89 - 1) / 2))
    }

    /// κ and its error of Fleiss, Cohen & Everitt, worked out by hand for a 2×2 table with
    /// p₀ = 0.7, pₑ = 0.5: κ = 0.4.
    @Test func matchesAHandCalculation() throws {
        let result = try agreement([[20, 5], [10, 15]])
        #expect(isClose(result.cohenKappa?.estimate, 0.4))
        // Diagonal: 0.4·(0.5 − 1.1·0.3)² + 0.3·(0.5 − 0.9·0.3)²
        // off: 0.09·(0.1·(0.6 + 0.5)² + 0.2·(0.4 + 0.5)²); bias: (0.35 − 1 + 0.7)².
        let diagonal = 0.4 * 0.17 * 0.17 + 0.3 * 0.23 * 0.23
        let off = 0.09 * (0.1 * 1.1 * 1.1 + 0.2 * 0.9 * 0.9)
        let variance = (diagonal + off - 0.05 * 0.05) / (50 * 0.0625)
        #expect(isClose(result.cohenKappa?.standardError, variance.squareRoot()))
        #expect(isClose(result.pabak.estimate, 0.4))
        let kappa = try #require(result.cohenKappa)
        let lower = try #require(kappa.ciLower)
        let upper = try #require(kappa.ciUpper)
        #expect(isClose((lower + upper) / 2, 0.4))
        #expect(isClose(upper - lower, 2 * 1.959963984540054 * variance.squareRoot()))
    }

    /// The paradox of κ: 90 % agreement on a rare category.
    @Test func showsTheParadox() throws {
        let result = try agreement([[90, 5], [5, 0]])
        let kappa = try #require(result.cohenKappa)
        #expect(isClose(kappa.estimate, (0.9 - 0.905) / 0.095))
        #expect(isClose(result.pabak.estimate, 0.8))
        #expect(isClose(result.gwetAC1.estimate, (0.9 - 0.095) / 0.905))
    }

    @Test func doesNotClaimCertaintyFromCompleteAgreement() throws {
        let result = try agreement([[3, 0], [0, 2]])
        #expect(result.cohenKappa?.estimate == 1 && result.cohenKappa?.ciLower == nil)
        #expect(result.gwetAC1.estimate == 1 && result.gwetAC1.ciLower == nil)
        #expect(result.proportionAgreed.ciUpper == 1)
        // Wilson's lower limit at n of n is n / (n + z²).
        #expect(isClose(result.proportionAgreed.ciLower, 5 / (5 + 3.841458820694124)))
        #expect(isClose(result.pabak.ciLower, 2 * 5 / (5 + 3.841458820694124) - 1))
    }

    @Test func leavesKappaOutWhereItIsZeroByZero() throws {
        let result = try agreement([[7, 0], [0, 0]])
        #expect(result.cohenKappa == nil)
        #expect(result.gwetAC1.estimate == 1)
    }

    @Test func isSymmetricAndIgnoresTheNamesOfCategories() throws {
        let table = [[13, 2, 0], [1, 20, 7], [3, 4, 50]]
        let result = try agreement(table)
        let transposed = try agreement((0..<3).map { row in table.map { $0[row] } })
        let renamed = try agreement(
            (0..<3).map { row in (0..<3).map { table[2 - row][2 - $0] } }
        )
        for other in [transposed, renamed] {
            #expect(isClose(other.cohenKappa?.estimate, result.cohenKappa?.estimate ?? .nan))
            #expect(
                isClose(
                    other.cohenKappa?.standardError,
                    result.cohenKappa?.standardError ?? .nan
                )
            )
            #expect(isClose(other.gwetAC1.estimate, result.gwetAC1.estimate))
            #expect(
                isClose(other.gwetAC1.standardError, result.gwetAC1.standardError ?? .nan)
            )
        }
    }

    @Test func refusesWhatIsNoPairOfRatings() {
        #expect(throws: AgreementError.sizeMismatch(first: 2, second: 1)) {
            try categoricalAgreement([0, 1], [0], categories: 2)
        }
        #expect(throws: AgreementError.noRatings) {
            try categoricalAgreement([], [], categories: 2)
        }
        #expect(throws: AgreementError.tooFewCategories(1)) {
            try categoricalAgreement([0], [0], categories: 1)
        }
        #expect(
            throws: AgreementError.categoryOutOfRange(position: 1, category: 2, categories: 2)
        ) {
            try categoricalAgreement([0, 1], [0, 2], categories: 2)
        }
        #expect(throws: AgreementError.self) {
            try categoricalAgreement([0], [0], categories: 2, normalQuantile: .nan)
        }
    }
}
