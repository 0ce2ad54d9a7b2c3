import Foundation
import Statistics
import Testing

@Suite struct HypergeometricTests {
    /// C(n, k) without any logarithm; exact below 2⁵³.
    private func choose(_ n: Int, _ k: Int) -> Double {
        guard k >= 0, k <= n else { return 0 }
        var result = 1.0
        for index in 0..<min(k, n - k) {
            result = (result * Double(n - index) / Double(index + 1)).rounded()
        }
        return result
    }

    @Test func everySmallDistributionIsTheCount() {
        var worst = 0.0
        for population in 0...14 {
            for marked in 0...population {
                for draws in 0...population {
                    let distribution = Hypergeometric(
                        population: population,
                        marked: marked,
                        draws: draws
                    )
                    var below = 0.0
                    for count in -1...(draws + 1) {
                        let ways =
                            choose(marked, count) * choose(population - marked, draws - count)
                        let exact = ways / choose(population, draws)
                        below += exact
                        worst = max(worst, abs(distribution.mass(count) - exact))
                        worst = max(worst, abs(distribution.cumulative(count) - below))
                        worst = max(worst, abs(distribution.upperTail(count) - (1 - below)))
                    }
                }
            }
        }
        #expect(worst < 1e-13)
    }

    /// Products of ratios, which no factorial enters: P(X = 0) for large populations.
    @Test(arguments: [
        (1_000_000, 7, 300_000), (1_000_000, 500_000, 12), (999_983, 40, 500_000),
        (100_000, 3_000, 200),
    ])
    func noneAmongMany(population: Int, marked: Int, draws: Int) {
        var exact = 1.0
        if marked < draws {
            for index in 0..<marked {
                exact *= Double(population - draws - index) / Double(population - index)
            }
        } else {
            for index in 0..<draws {
                exact *= Double(population - marked - index) / Double(population - index)
            }
        }
        let found = Hypergeometric(population: population, marked: marked, draws: draws).mass(0)
        #expect(abs(found / exact - 1) < 1e-12)
    }

    /// Sums of products of binomial coefficients in whole numbers of any length (Python 3).
    @Test(arguments: [
        (1_000_000, 60, 30_000, 0, 1.60797865986161054e-01, 8.39202134013838918e-01),
        (1_000_000, 5_000, 2_000, 4, 2.88564511892479107e-02, 9.71143548810752044e-01),
        (1_000_000, 500_000, 400, 170, 1.56152162684982528e-03, 9.98438478373150228e-01),
        (100_000, 30_000, 1_000, 250, 2.43849919850375960e-04, 9.99756150080149586e-01),
        (10_000, 3_000, 500, 190, 9.99964989771581358e-01, 3.50102284185825200e-05),
    ])
    func exactIntegers(
        _ n: Int,
        _ marked: Int,
        _ draws: Int,
        _ x: Int,
        _ lower: Double,
        _ upper: Double
    ) {
        for (first, second) in [(marked, draws), (draws, marked)] {
            let distribution = Hypergeometric(population: n, marked: first, draws: second)
            #expect(abs(distribution.cumulative(x) / lower - 1) < 1e-12)
            #expect(abs(distribution.upperTail(x) / upper - 1) < 1e-12)
        }
    }

    @Test func largeDistributionsSumToOne() {
        for (marked, draws) in [(1_000, 50_000), (4_000, 600_000), (999_000, 2_000)] {
            let distribution = Hypergeometric(population: 1_000_000, marked: marked, draws: draws)
            let support = distribution.support
            let sum = support.reduce(0.0) { $0 + distribution.mass($1) }
            #expect(abs(sum - 1) < 1e-11)
            let middle = Int(distribution.mean)
            let lower = (support.lowerBound...middle).reduce(0.0) { $0 + distribution.mass($1) }
            #expect(abs(distribution.cumulative(middle) - lower) < 1e-11)
        }
    }

    @Test func tailsAreSymmetric() {
        // Exchanging marked and drawn, or marked and unmarked, changes nothing.
        let first = Hypergeometric(population: 5_000, marked: 120, draws: 900)
        let exchanged = Hypergeometric(population: 5_000, marked: 900, draws: 120)
        let mirrored = Hypergeometric(population: 5_000, marked: 4_880, draws: 900)
        for count in 0...60 {
            #expect(abs(first.mass(count) / exchanged.mass(count) - 1) < 1e-12)
            #expect(abs(first.cumulative(count) - mirrored.upperTail(900 - count - 1)) < 1e-12)
        }
    }

    @Test func farTailsKeepTheirDigits() {
        // P(X ≥ 49 of 50 drawn) with 50 of 100,000 marked: two terms, by exact ratios.
        let distribution = Hypergeometric(population: 100_000, marked: 50, draws: 50)
        var all = 1.0
        for index in 0..<50 { all *= Double(50 - index) / Double(100_000 - index) }
        // C(50, 49) C(99,950, 1) ways to have 49, one way to have 50.
        let exact = all * (1 + 50 * 99_950)
        #expect(abs(distribution.upperTail(48) / exact - 1) < 1e-11)
    }

    @Test func upperLimitIsTheLastNotRefuted() {
        for population in [1, 2, 7, 20, 60] {
            for draws in 0...population {
                for observed in 0...min(draws, 5) {
                    for significance in [0.5, 0.05, 0.01] {
                        let limit = Hypergeometric.upperLimitOfMarked(
                            population: population,
                            draws: draws,
                            observed: observed,
                            significance: significance
                        )
                        let greatest = population - draws + observed
                        let exact = (observed...greatest).last { marked in
                            Hypergeometric(population: population, marked: marked, draws: draws)
                                .cumulative(observed) > significance * (1 + 1e-9)
                        }
                        #expect(limit == exact)
                    }
                }
            }
        }
    }

    @Test func upperLimitOfAnExactTie() {
        // Nineteen of twenty drawn, none marked: one marked has a probability of exactly 1/20.
        let limit = Hypergeometric.upperLimitOfMarked(
            population: 20,
            draws: 19,
            observed: 0,
            significance: 1 - 0.95
        )
        #expect(limit == 0)
    }
}
