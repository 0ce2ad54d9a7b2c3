import Foundation
import Statistics

/// Kendall's rank correlation with its test of independence.
public struct RankCorrelation: Sendable, Equatable {
    /// Kendall's τ-b.
    public let tau: Double
    /// Two-sided p value.
    public let pValue: Double
    /// Whether the p value is exact (no ties) or from the normal approximation.
    public let isExact: Bool

    /// Correlates two series.
    ///
    /// The p value counts permutations where there are no ties and uses the normal approximation
    /// with the variance corrected for ties otherwise.
    ///
    /// - Parameters:
    ///   - first: n values.
    ///   - second: n values.
    /// - Throws: `.tooFewStudies` for n < 2 or if a series is constant; `.sizeMismatch`.
    /// - Reference: Kendall (1970), Rank Correlation Methods, chapters 3 to 5.
    public init(_ first: [Double], _ second: [Double]) throws(MetaAnalysisError) {
        guard first.count == second.count else {
            throw .sizeMismatch(
                what: "ranked values",
                expected: first.count,
                found: second.count
            )
        }
        let count = first.count
        guard count >= 2 else {
            throw .tooFewStudies(needed: 2, found: count, why: "a rank correlation")
        }
        var score = 0
        for left in 0..<count {
            for right in 0..<left {
                let one = Self.sign(first[left] - first[right])
                score += one * Self.sign(second[left] - second[right])
            }
        }
        let size = Double(count)
        let pairs = size * (size - 1) / 2
        let ties = (Self.tieSizes(first), Self.tieSizes(second))
        let tiedPairs = (Self.sum(ties.0) { $0 * ($0 - 1) }, Self.sum(ties.1) { $0 * ($0 - 1) })
        let scale = ((pairs - tiedPairs.0 / 2) * (pairs - tiedPairs.1 / 2)).squareRoot()
        guard scale > 0 else {
            throw .notIdentifiable("a rank correlation needs values that differ")
        }
        tau = Double(score) / scale
        isExact = tiedPairs.0 == 0 && tiedPairs.1 == 0
        if isExact {
            let concordant = (score + count * (count - 1) / 2) / 2
            pValue = Self.exactPValue(concordant: concordant, count: count)
            return
        }
        func spread(_ t: Double) -> Double { t * (t - 1) * (2 * t + 5) }
        var variance =
            (spread(size) - Self.sum(ties.0, spread) - Self.sum(ties.1, spread)) / 18
            + tiedPairs.0 * tiedPairs.1 / (2 * size * (size - 1))
        if count > 2 {
            func triples(_ t: Double) -> Double { t * (t - 1) * (t - 2) }
            variance +=
                Self.sum(ties.0, triples) * Self.sum(ties.1, triples) / (9 * triples(size))
        }
        pValue = NormalDistribution.twoSided(Double(score) / variance.squareRoot())
    }

    private static func sign(_ value: Double) -> Int { value > 0 ? 1 : (value < 0 ? -1 : 0) }

    private static func sum(_ sizes: [Double], _ term: (Double) -> Double) -> Double {
        sizes.reduce(0) { $0 + term($1) }
    }

    private static func tieSizes(_ values: [Double]) -> [Double] {
        var sizes: [Double] = []
        var previous: Double?
        for value in values.sorted() {
            if value == previous {
                sizes[sizes.count - 1] += 1
            } else {
                sizes.append(1)
            }
            previous = value
        }
        return sizes
    }

    /// Two-sided p from the distribution of the number of concordant pairs, built up one element
    /// at a time as probabilities so that nothing overflows.
    private static func exactPValue(concordant: Int, count: Int) -> Double {
        var probabilities = [1.0]
        for size in 1...count {
            var next = Array(repeating: 0.0, count: probabilities.count + size - 1)
            var window = 0.0
            for index in next.indices {
                if index < probabilities.count { window += probabilities[index] }
                if index >= size { window -= probabilities[index - size] }
                next[index] = max(0, window) / Double(size)
            }
            // The distribution is symmetric; copying the exact lower half over the upper one keeps
            // the running sum's rounding error out of the upper tail.
            for index in 0..<(next.count / 2) { next[next.count - 1 - index] = next[index] }
            probabilities = next
        }
        let top = probabilities.count - 1
        let nearer = min(concordant, top - concordant)
        let tail = probabilities.prefix(nearer + 1).reduce(0, +)
        return min(1, 2 * tail)
    }
}
