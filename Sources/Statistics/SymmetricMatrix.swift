import Foundation

/// A small symmetric matrix, stored in full by rows.
public struct SymmetricMatrix: Sendable, Equatable {
    /// Number of rows and columns.
    public let size: Int
    private var elements: [Double]

    /// A matrix of zeros.
    public init(size: Int) {
        self.size = max(0, size)
        elements = Array(repeating: 0, count: self.size * self.size)
    }

    /// A matrix from its elements; only the lower triangle is asked for.
    ///
    /// - Parameters:
    ///   - size: number of rows.
    ///   - element: value at (row, column), called for column ≤ row.
    public init(size: Int, element: (Int, Int) -> Double) {
        self.init(size: size)
        for row in 0..<self.size {
            for column in 0...row { self[row, column] = element(row, column) }
        }
    }

    /// Element at a row and column; setting it sets its mirror image too.
    public subscript(row: Int, column: Int) -> Double {
        get { elements[row * size + column] }
        set {
            elements[row * size + column] = newValue
            elements[column * size + row] = newValue
        }
    }

    /// The elements on the diagonal.
    public var diagonal: [Double] { (0..<size).map { self[$0, $0] } }

    /// Quadratic form x′Ax.
    ///
    /// - Parameter vector: x, as long as the matrix is wide; further values are not read.
    /// - Returns: x′Ax.
    public func quadraticForm(_ vector: [Double]) -> Double {
        zip(multiplied(by: vector), vector).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// Product Ax.
    ///
    /// - Parameter vector: x, as long as the matrix is wide.
    /// - Returns: Ax.
    public func multiplied(by vector: [Double]) -> [Double] {
        (0..<size).map { row in
            var sum = 0.0
            for column in 0..<min(size, vector.count) { sum += self[row, column] * vector[column] }
            return sum
        }
    }

    /// The matrix with every element multiplied by a number.
    public func scaled(by factor: Double) -> SymmetricMatrix {
        var result = self
        result.elements = elements.map { $0 * factor }
        return result
    }
}

/// The factor L of a positive definite matrix A = LL′.
///
/// - Reference: Golub & Van Loan (2013), Matrix Computations, 4.2.
public struct CholeskyFactor: Sendable, Equatable {
    /// Number of rows.
    public let size: Int
    private let lower: [Double]

    /// Factorises a matrix.
    ///
    /// - Parameter matrix: symmetric, positive definite.
    /// - Throws: `.notPositiveDefinite` with the row at which a pivot is not above zero.
    public init(of matrix: SymmetricMatrix) throws(StatisticsError) {
        size = matrix.size
        var factor = Array(repeating: 0.0, count: size * size)
        for row in 0..<size {
            for column in 0...row {
                var sum = matrix[row, column]
                for inner in 0..<column {
                    sum -= factor[row * size + inner] * factor[column * size + inner]
                }
                if row == column {
                    guard sum > 0, sum.isFinite else { throw .notPositiveDefinite(row: row) }
                    factor[row * size + row] = sum.squareRoot()
                } else {
                    factor[row * size + column] = sum / factor[column * size + column]
                }
            }
        }
        lower = factor
    }

    /// log |A|.
    public var logDeterminant: Double {
        (0..<size).reduce(0) { $0 + 2 * log(lower[$1 * size + $1]) }
    }

    /// Solves Ax = b.
    ///
    /// - Parameter right: b, of the length of the matrix.
    /// - Returns: x.
    public func solve(_ right: [Double]) -> [Double] {
        solveTransposed(whiten(right))
    }

    /// Solves Lx = b, which turns correlated errors with covariance A into independent ones.
    ///
    /// - Parameter right: b, of the length of the matrix.
    /// - Returns: L⁻¹b.
    public func whiten(_ right: [Double]) -> [Double] {
        var solution = right
        for row in 0..<size {
            for column in 0..<row { solution[row] -= lower[row * size + column] * solution[column] }
            solution[row] /= lower[row * size + row]
        }
        return solution
    }

    /// Solves L′x = b.
    ///
    /// - Parameter right: b, of the length of the matrix.
    /// - Returns: L⁻ᵀb.
    public func solveTransposed(_ right: [Double]) -> [Double] {
        var solution = right
        for row in stride(from: size - 1, through: 0, by: -1) {
            for below in (row + 1)..<max(size, row + 1) {
                solution[row] -= lower[below * size + row] * solution[below]
            }
            solution[row] /= lower[row * size + row]
        }
        return solution
    }

    /// Product Lx, which turns independent errors into correlated ones with covariance A.
    ///
    /// - Parameter vector: x, of the length of the matrix.
    /// - Returns: Lx.
    public func coloured(_ vector: [Double]) -> [Double] {
        (0..<size).map { row in
            (0...row).reduce(0) { $0 + lower[row * size + $1] * vector[$1] }
        }
    }

    /// Product L′x.
    ///
    /// - Parameter vector: x, of the length of the matrix.
    /// - Returns: L′x.
    public func multipliedTransposed(_ vector: [Double]) -> [Double] {
        (0..<size).map { row in
            (row..<size).reduce(0) { $0 + lower[$1 * size + row] * vector[$1] }
        }
    }

    /// A⁻¹.
    public var inverse: SymmetricMatrix {
        var columns: [[Double]] = []
        for column in 0..<size {
            var unit = Array(repeating: 0.0, count: size)
            unit[column] = 1
            columns.append(solve(unit))
        }
        return SymmetricMatrix(size: size) { row, column in
            (columns[row][column] + columns[column][row]) / 2
        }
    }
}
