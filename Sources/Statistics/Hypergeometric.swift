import Foundation

/// How many marked items a simple random sample without replacement holds.
///
/// A population of N items holds K marked ones; n are drawn without replacement, and X of these are
/// marked: P(X = x) = C(K, x) C(N − K, n − x) / C(N, n).
///
/// - Reference: Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, chapter 6.
public struct Hypergeometric: Sendable, Equatable {
    /// Items in the population, N.
    public let population: Int
    /// Marked items among them, K.
    public let marked: Int
    /// Items drawn, n.
    public let draws: Int

    /// The distribution for a population and a sample size.
    ///
    /// - Parameters:
    ///   - population: N, from 0 to 2³¹ − 1.
    ///   - marked: K, from 0 to N.
    ///   - draws: n, from 0 to N.
    public init(population: Int, marked: Int, draws: Int) {
        precondition(
            0...Int(Int32.max) ~= population && 0...population ~= marked
                && 0...population ~= draws,
            "a hypergeometric distribution needs 0 ≤ K ≤ N and 0 ≤ n ≤ N"
        )
        self.population = population
        self.marked = marked
        self.draws = draws
    }

    /// The counts that can occur.
    public var support: ClosedRange<Int> {
        max(0, draws - (population - marked))...min(draws, marked)
    }

    /// n K / N, 0 in an empty population.
    public var mean: Double {
        population == 0 ? 0 : Double(draws) * Double(marked) / Double(population)
    }

    /// P(X = x).
    ///
    /// The nine factorials are taken together in Stirling's form, so that their logarithms, which
    /// are of the order N log N, never have to be subtracted from each other.
    ///
    /// - Parameter x: a count; 0 is returned outside the support.
    /// - Returns: the probability, relative error below 1e-12 up to N = 1,000,000.
    /// - Reference: Loader (2000), Fast and accurate computation of binomial probabilities.
    public func mass(_ x: Int) -> Double {
        guard support ~= x else { return 0 }
        guard support.lowerBound < support.upperBound else { return 1 }
        let unmarked = population - marked
        let rest = population - draws
        let total = Double(population)
        // Observed less expected is the same in all four cells but for its sign; as an integer over
        // N it is exact.
        let excess = Double(x * population - marked * draws) / total
        let cells = [
            (x, marked, draws, excess), (marked - x, marked, rest, -excess),
            (draws - x, unmarked, draws, -excess), (rest - marked + x, unmarked, rest, excess),
        ]
        var exponent = -GammaFunctions.stirlingError(total)
        var factor = 1 / (2 * Double.pi * total)
        for margin in [marked, unmarked, draws, rest] {
            exponent += GammaFunctions.stirlingError(Double(margin))
            factor *= 2 * Double.pi * Double(margin)
        }
        for (count, row, column, difference) in cells {
            let expected = Double(row) * Double(column) / total
            // 0! = 1 has neither a square root nor an error in Stirling's formula.
            guard count > 0 else {
                exponent -= expected
                continue
            }
            exponent -= GammaFunctions.stirlingError(Double(count))
            exponent -= GammaFunctions.deviance(Double(count), expected, difference: difference)
            factor /= 2 * Double.pi * Double(count)
        }
        return exp(exponent) * factor.squareRoot()
    }

    /// P(X ≤ x).
    public func cumulative(_ x: Int) -> Double { tails(x).lower }

    /// P(X > x).
    public func upperTail(_ x: Int) -> Double { tails(x).upper }

    /// P(X ≤ x) and P(X > x).
    ///
    /// The tail away from the mean is summed term by term, so that it keeps its relative accuracy.
    ///
    /// - Parameter x: any count.
    /// - Returns: both tails, with lower + upper = 1.
    public func tails(_ x: Int) -> (lower: Double, upper: Double) {
        if x < support.lowerBound { return (0, 1) }
        if x >= support.upperBound { return (1, 0) }
        if Double(x) < mean {
            let lower = min(1, lowerSum(from: x))
            return (lower, 1 - lower)
        }
        let upper = min(1, upperSum(from: x + 1))
        return (1 - upper, upper)
    }

    private func lowerSum(from x: Int) -> Double {
        let offset = population - marked - draws
        var term = mass(x)
        var sum = term
        var count = x
        while count > support.lowerBound {
            term *= Double(count) / Double(marked - count + 1)
            term *= Double(offset + count) / Double(draws - count + 1)
            sum += term
            count -= 1
            // Below the mean each ratio is smaller than the one before.
            if term < sum * 1e-19 { break }
        }
        return sum
    }

    private func upperSum(from x: Int) -> Double {
        let offset = population - marked - draws
        var term = mass(x)
        var sum = term
        var count = x
        while count < support.upperBound {
            term *= Double(marked - count) / Double(count + 1)
            term *= Double(draws - count) / Double(offset + count + 1)
            sum += term
            count += 1
            if term < sum * 1e-19 { break }
        }
        return sum
    }

    /// The exact upper confidence limit of the number of marked items in a population.
    ///
    /// The limit is the greatest K for which so few marked items as were seen, or fewer, had a
    /// probability above α. It is too low in at most α of samples, whatever K is.
    ///
    /// - Parameters:
    ///   - population: N.
    ///   - draws: n, drawn at random without replacement.
    ///   - observed: marked items among them, from 0 to n.
    ///   - significance: α, one-sided, between 0 and 1. A probability that exceeds it by no more than
    ///     one part in 10⁹ counts as equal, lest rounding decide ties.
    /// - Returns: the greatest K, at least the number observed, at most what the sample leaves room
    ///   for.
    /// - Reference: Buonaccorsi (1987), The American Statistician 41:215.
    public static func upperLimitOfMarked(
        population: Int,
        draws: Int,
        observed: Int,
        significance: Double
    ) -> Int {
        var possible = observed
        var refuted = population - draws + observed + 1
        while refuted - possible > 1 {
            let middle = possible + (refuted - possible) / 2
            let distribution = Hypergeometric(
                population: population,
                marked: middle,
                draws: draws
            )
            if distribution.cumulative(observed) > significance * (1 + 1e-9) {
                possible = middle
            } else {
                refuted = middle
            }
        }
        return possible
    }
}
