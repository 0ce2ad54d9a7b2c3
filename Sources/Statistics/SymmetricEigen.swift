import Foundation

/// Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations.
///
/// - Reference: Golub & Van Loan (2013), Matrix Computations, 8.5.
public struct SymmetricEigen: Sendable, Equatable {
    /// Eigenvalues, in no order.
    public let values: [Double]
    /// Eigenvectors of length 1, in the order of the eigenvalues.
    public let vectors: [[Double]]

    /// Decomposes a matrix.
    ///
    /// - Parameter matrix: symmetric, finite.
    /// - Throws: `.noConvergence` if 100 sweeps do not make it diagonal, e.g. with NaN.
    public init(of matrix: SymmetricMatrix) throws(StatisticsError) {
        let size = matrix.size
        var work = (0..<size).map { row in (0..<size).map { matrix[row, $0] } }
        var rotation = (0..<size).map { row in (0..<size).map { row == $0 ? 1.0 : 0 } }
        func outside() -> Double {
            (0..<size).reduce(0) { sum, row in
                sum + (0..<row).reduce(0) { $0 + work[row][$1] * work[row][$1] }
            }
        }
        let scale = work.joined().reduce(0) { $0 + $1 * $1 }
        var sweeps = 0
        while outside() > 1e-32 * scale {
            sweeps += 1
            guard sweeps < 100, scale.isFinite else {
                throw .noConvergence(task: "eigenvalues", iterations: sweeps)
            }
            for row in 1..<max(1, size) {
                for column in 0..<row where work[row][column] != 0 {
                    let theta =
                        (work[row][row] - work[column][column]) / (2 * work[row][column])
                    let tangent =
                        (theta >= 0 ? 1.0 : -1) / (abs(theta) + (theta * theta + 1).squareRoot())
                    let cosine = 1 / (tangent * tangent + 1).squareRoot()
                    let sine = tangent * cosine
                    for index in 0..<size {
                        let (first, second) = (work[index][column], work[index][row])
                        work[index][column] = cosine * first - sine * second
                        work[index][row] = sine * first + cosine * second
                    }
                    for index in 0..<size {
                        let (first, second) = (work[column][index], work[row][index])
                        work[column][index] = cosine * first - sine * second
                        work[row][index] = sine * first + cosine * second
                        let (left, right) = (rotation[index][column], rotation[index][row])
                        rotation[index][column] = cosine * left - sine * right
                        rotation[index][row] = sine * left + cosine * right
                    }
                }
            }
        }
        values = (0..<size).map { work[$0][$0] }
        vectors = (0..<size).map { column in (0..<size).map { rotation[$0][column] } }
    }

    /// The matrix with a function applied to its eigenvalues, V f(λ) V′.
    ///
    /// - Parameter function: f.
    /// - Returns: a symmetric matrix.
    public func mapped(_ function: (Double) -> Double) -> SymmetricMatrix {
        let images = values.map(function)
        return SymmetricMatrix(size: values.count) { row, column in
            images.indices.reduce(0) { $0 + images[$1] * vectors[$1][row] * vectors[$1][column] }
        }
    }
}
