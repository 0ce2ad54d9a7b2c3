import Foundation

/// A weighted least-squares fit with what likelihoods of linear models need from it.
///
/// Works on an orthonormal basis of W^½X (Gram–Schmidt, repeated once) and not on X′WX, whose
/// condition number is the square: a moderator such as a calendar year would cost half the digits.
///
/// - Reference: Björck (1996), Numerical Methods for Least Squares Problems, 2.4.
public struct WeightedLeastSquares: Sendable {
    /// Estimated coefficients, one for each column.
    public let coefficients: [Double]
    /// (X′WX)⁻¹.
    public let inverseInformation: SymmetricMatrix
    /// log |X′WX|.
    public let logDeterminant: Double
    /// Residuals y − Xβ.
    public let residuals: [Double]
    /// Diagonal of the hat matrix X(X′WX)⁻¹X′W.
    public let leverages: [Double]
    /// Weighted residual sum of squares, r′Wr.
    public let residualSumOfSquares: Double
    /// The weights that were used.
    public let weights: [Double]
    /// Columns of the orthonormal basis of W^½X.
    private let basis: [[Double]]

    /// Fits the coefficients.
    ///
    /// - Parameters:
    ///   - response: k values.
    ///   - columns: p columns of k values.
    ///   - weights: k weights > 0.
    /// - Throws: `.collinear` with the first dependent column; `.sizeMismatch`.
    public init(
        response: [Double],
        columns: [[Double]],
        weights: [Double]
    ) throws(StatisticsError) {
        let count = response.count
        guard weights.count == count else {
            throw .sizeMismatch(expected: count, found: weights.count)
        }
        let roots = weights.map { $0.squareRoot() }
        let width = columns.count
        var basis: [[Double]] = []
        var triangle = Array(repeating: Array(repeating: 0.0, count: width), count: width)
        for (index, column) in columns.enumerated() {
            guard column.count == count else {
                throw .sizeMismatch(expected: count, found: column.count)
            }
            var vector = zip(column, roots).map { $0 * $1 }
            let before = norm(vector)
            for _ in 0..<2 {
                for earlier in 0..<index {
                    let projection = dot(basis[earlier], vector)
                    triangle[earlier][index] += projection
                    for row in 0..<count { vector[row] -= projection * basis[earlier][row] }
                }
            }
            let length = norm(vector)
            guard length > 1e-11 * before, length > 0 else { throw .collinear(column: index) }
            triangle[index][index] = length
            basis.append(vector.map { $0 / length })
        }
        self.init(
            response: response,
            columns: columns,
            weights: weights,
            roots: roots,
            basis: basis,
            triangle: triangle
        )
    }

    private init(
        response: [Double],
        columns: [[Double]],
        weights: [Double],
        roots: [Double],
        basis: [[Double]],
        triangle: [[Double]]
    ) {
        let width = columns.count
        var remainder = zip(response, roots).map { $0 * $1 }
        var rotated = Array(repeating: 0.0, count: width)
        for _ in 0..<2 {
            for (index, vector) in basis.enumerated() {
                let projection = dot(vector, remainder)
                rotated[index] += projection
                for row in remainder.indices { remainder[row] -= projection * vector[row] }
            }
        }
        coefficients = backSubstituted(triangle, rotated)
        let inverseColumns = (0..<width).map { index in
            var unit = Array(repeating: 0.0, count: width)
            unit[index] = 1
            return backSubstituted(triangle, unit)
        }
        inverseInformation = SymmetricMatrix(size: width) { row, column in
            var sum = 0.0
            for index in max(row, column)..<width {
                sum += inverseColumns[index][row] * inverseColumns[index][column]
            }
            return sum
        }
        logDeterminant = (0..<width).reduce(0) { $0 + 2 * log(triangle[$1][$1]) }
        residuals = zip(remainder, roots).map { $0 / $1 }
        residualSumOfSquares = dot(remainder, remainder)
        leverages = response.indices.map { row in
            basis.reduce(0) { $0 + $1[row] * $1[row] }
        }
        self.weights = weights
        self.basis = basis
    }

    /// Orthonormal columns that span W^½X, p columns of k values.
    public var orthonormalColumns: [[Double]] { basis }

    /// tr P for P = W − WX(X′WX)⁻¹X′W.
    public var projectionTrace: Double {
        zip(weights, leverages).reduce(0) { $0 + $1.0 * (1 - $1.1) }
    }

    /// tr(P A P B) for diagonal A and B, without forming the k × k matrix P.
    ///
    /// - Parameters:
    ///   - first: diagonal of A, k values.
    ///   - second: diagonal of B, k values.
    /// - Returns: the trace.
    public func projectionTrace(_ first: [Double], _ second: [Double]) -> Double {
        var diagonalPart = 0.0
        for row in weights.indices {
            let scale = weights[row] * weights[row] * first[row] * second[row]
            diagonalPart += scale * (1 - 2 * leverages[row])
        }
        var basisPart = 0.0
        for left in basis.indices {
            for right in basis.indices {
                var one = 0.0
                var other = 0.0
                for row in weights.indices {
                    let product = basis[left][row] * basis[right][row] * weights[row]
                    one += product * first[row]
                    other += product * second[row]
                }
                basisPart += one * other
            }
        }
        return diagonalPart + basisPart
    }

    /// tr(PA) for diagonal A.
    ///
    /// - Parameter diagonal: diagonal of A, k values.
    /// - Returns: the trace.
    public func projectionTrace(_ diagonal: [Double]) -> Double {
        var sum = 0.0
        for row in weights.indices { sum += weights[row] * (1 - leverages[row]) * diagonal[row] }
        return sum
    }
}

private func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
}

private func norm(_ vector: [Double]) -> Double { dot(vector, vector).squareRoot() }

private func backSubstituted(_ triangle: [[Double]], _ right: [Double]) -> [Double] {
    var solution = right
    for row in stride(from: right.count - 1, through: 0, by: -1) {
        for column in (row + 1)..<max(right.count, row + 1) {
            solution[row] -= triangle[row][column] * solution[column]
        }
        solution[row] /= triangle[row][row]
    }
    return solution
}
