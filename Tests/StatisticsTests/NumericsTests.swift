import Foundation
import Statistics
import Testing

@Suite struct NumericsTests {
    @Test func rootOfCosine() throws {
        let root = try findRoot(from: 0, to: 3, of: cos)
        #expect(abs(root.location - Double.pi / 2) < 1e-15)
    }

    @Test func rootOfFlatFunction() throws {
        let root = try findRoot(from: -1, to: 4) { pow($0 - 1, 9) }
        #expect(abs(root.location - 1) < 1e-2)
        #expect(abs(pow(root.location - 1, 9)) < 1e-15)
    }

    @Test func rootNeedsBracket() {
        #expect(throws: StatisticsError.notBracketed(lower: 1, upper: 2)) {
            try findRoot(from: 1, to: 2) { $0 * $0 }
        }
        #expect(throws: StatisticsError.self) {
            try findRoot(from: 0, to: 1, maximumIterations: 2) { exp($0) - 1.5 }
        }
    }

    @Test func minimum() throws {
        let parabola = try findMinimum(from: -5, to: 9) { ($0 - 2) * ($0 - 2) + 1 }
        #expect(abs(parabola.location - 2) < 1e-7)
        #expect(abs(parabola.value - 1) < 1e-14)
        let edge = try findMinimum(from: 1, to: 3) { $0 }
        #expect(abs(edge.location - 1) < 1e-6)
        let wave = try findMinimum(from: 2, to: 5, of: cos)
        #expect(abs(wave.location - Double.pi) < 1e-7)
    }

    @Test func cholesky() throws {
        let matrix = SymmetricMatrix(size: 3) { row, column in
            [[4.0, 0, 0], [2, 5, 0], [0.5, 1, 3]][row][column]
        }
        let factor = try CholeskyFactor(of: matrix)
        // 4(15 − 1) − 2(6 − 0.5) + 0.5(2 − 2.5) by hand.
        #expect(abs(factor.logDeterminant - log(44.75)) < 1e-14)
        let solution = factor.solve([1, 2, 3])
        for (found, expected) in zip(matrix.multiplied(by: solution), [1.0, 2, 3]) {
            #expect(abs(found - expected) < 1e-14)
        }
        let inverse = factor.inverse
        for index in 0..<3 {
            var unit = [0.0, 0, 0]
            unit[index] = 1
            let column = (0..<3).map { inverse[$0, index] }
            for (found, expected) in zip(matrix.multiplied(by: column), unit) {
                #expect(abs(found - expected) < 1e-14)
            }
        }
        let white = factor.whiten([1, 2, 3])
        let length = white.reduce(0) { $0 + $1 * $1 }
        #expect(abs(length - inverse.quadraticForm([1, 2, 3])) < 1e-13)
    }

    @Test func indefiniteMatrixIsRefused() {
        let matrix = SymmetricMatrix(size: 2) { $0 == $1 ? 1 : 2 }
        #expect(throws: StatisticsError.notPositiveDefinite(row: 1)) {
            try CholeskyFactor(of: matrix)
        }
    }

    @Test func leastSquares() throws {
        // A line through badly placed years: X′X has a condition number near 1e12.
        let years = (0..<20).map { 1950 + Double($0) * 3 }
        let response = years.map { 12.5 - 0.004 * $0 }
        let weights = years.indices.map { 1 + Double($0 % 4) }
        let fit = try WeightedLeastSquares(
            response: response,
            columns: [Array(repeating: 1, count: 20), years],
            weights: weights
        )
        #expect(abs(fit.coefficients[0] / 12.5 - 1) < 1e-11)
        #expect(abs(fit.coefficients[1] / -0.004 - 1) < 1e-11)
        #expect(abs(fit.leverages.reduce(0, +) - 2) < 1e-12)
        let total = weights.reduce(0, +)
        let mean = zip(weights, years).reduce(0) { $0 + $1.0 * $1.1 } / total
        let spread = zip(weights, years).reduce(0) { $0 + $1.0 * pow($1.1 - mean, 2) }
        #expect(abs(fit.inverseInformation[1, 1] * spread - 1) < 1e-12)
        #expect(abs(fit.logDeterminant - log(total * spread)) < 1e-12)
    }

    @Test func projectionTraces() throws {
        let columns = [[1.0, 1, 1, 1], [0.2, 1.4, -0.3, 2]]
        let weights = [1.0, 2, 0.5, 4]
        let fit = try WeightedLeastSquares(
            response: [1, 2, 3, 5],
            columns: columns,
            weights: weights
        )
        // P built in full as the independent way.
        let inverse = fit.inverseInformation
        var projection = Array(repeating: Array(repeating: 0.0, count: 4), count: 4)
        for row in 0..<4 {
            for column in 0..<4 {
                var hat = 0.0
                for left in 0..<2 {
                    for right in 0..<2 {
                        hat += columns[left][row] * inverse[left, right] * columns[right][column]
                    }
                }
                projection[row][column] =
                    (row == column ? weights[row] : 0) - weights[row] * hat * weights[column]
            }
        }
        let (first, second) = ([1.0, 3, 2, 5], [2.0, 0.5, 1, 7])
        var product = 0.0
        for row in 0..<4 {
            for column in 0..<4 {
                product += pow(projection[row][column], 2) * first[row] * second[column]
            }
        }
        #expect(abs(fit.projectionTrace(first, second) / product - 1) < 1e-12)
        let trace = (0..<4).reduce(0) { $0 + projection[$1][$1] }
        #expect(abs(fit.projectionTrace / trace - 1) < 1e-12)
        let diagonal = (0..<4).reduce(0) { $0 + projection[$1][$1] * first[$1] }
        #expect(abs(fit.projectionTrace(first) / diagonal - 1) < 1e-12)
    }

    @Test func dependentColumnIsNamed() {
        #expect(throws: StatisticsError.collinear(column: 2)) {
            try WeightedLeastSquares(
                response: [1, 2, 3],
                columns: [[1, 1, 1], [1, 2, 3], [3, 5, 7]],
                weights: [1, 1, 1]
            )
        }
    }

    @Test func generatorIsReproducible() {
        var one = SeededGenerator(seed: 42)
        var other = SeededGenerator(seed: 42)
        var third = SeededGenerator(seed: 43)
        #expect(one == other)
        let sequence = (0..<10).map { _ in one.next() }
        #expect(sequence == (0..<10).map { _ in other.next() })
        #expect(sequence != (0..<10).map { _ in third.next() })
        // xoshiro256** after SplitMix64 from seed 42, by an independent Python implementation.
        #expect(sequence[0] == 0x15780B2E0C2EC716)
        #expect(sequence[1] == 0x6104D9866D113A7E)
    }

    @Test func normalDraws() {
        var generator = SeededGenerator(seed: 1)
        let draws = (0..<20_000).map { _ in generator.nextNormal() }
        let mean = draws.reduce(0, +) / 20_000
        let variance = draws.reduce(0) { $0 + $1 * $1 } / 20_000
        #expect(abs(mean) < 0.03)
        #expect(abs(variance - 1) < 0.05)
    }
}
