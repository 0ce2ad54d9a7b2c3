import Foundation
import Statistics

/// The few directions in which the documents of a review differ most.
///
/// They are the leading principal components of the documents' word vectors, found from all records,
/// screened or not (latent semantic analysis; Deerwester et al. 1990,
/// doi:10.1002/(SICI)1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9). A document's coordinate on the
/// j-th component is uⱼ λⱼ, with λⱼ the eigenvalue of the centred Gram matrix, so that the first
/// topics count most; all coordinates are scaled to a mean squared length of 1.
enum TopicSpace {
    /// Components carried along, so that those asked for converge fast.
    private static let width = 16

    /// Finds topics by subspace iteration from a fixed start.
    ///
    /// - Parameters:
    ///   - matrix: n documents.
    ///   - count: topics, 0 to 13; fewer are found where the documents span fewer.
    /// - Returns: n vectors; entry j belongs to topic j, entries from `count` on are 0.
    /// - Throws: `.noConvergence` of the small eigenvalue problems inside.
    static func coordinates(
        of matrix: SparseMatrix,
        count: Int
    ) throws(StatisticsError) -> [SIMD16<Float>] {
        guard count > 0, matrix.rows > 2 else {
            return [SIMD16<Float>](repeating: .zero, count: matrix.rows)
        }
        let columns = matrix.transposed()
        func image(_ block: [SIMD16<Float>]) -> [SIMD16<Float>] {
            centred(product(matrix, product(columns, centred(block))))
        }
        var basis = try orthonormal(start(matrix.rows))
        for _ in 0..<20 { basis = try orthonormal(image(basis)) }
        // Rayleigh–Ritz: within the subspace, the directions that are eigenvectors.
        let eigen = try SymmetricEigen(of: innerProducts(basis, image(basis)))
        let order = (0..<width).sorted {
            (eigen.values[$1], $0) < (eigen.values[$0], $1)
        }
        let vectors = order.prefix(count).map { topic in
            eigen.vectors[topic].map { $0 * max(0, eigen.values[topic]) }
        }
        return scaled(rotated(basis, vectors))
    }

    /// A reproducible start without structure.
    private static func start(_ rows: Int) -> [SIMD16<Float>] {
        var generator = SeededGenerator(seed: 20_260_101)
        return (0..<rows).map { _ in
            var row = SIMD16<Float>.zero
            for place in 0..<width { row[place] = Float(generator.nextUniform()) - 0.5 }
            return row
        }
    }

    private static func product(
        _ matrix: SparseMatrix,
        _ block: [SIMD16<Float>]
    ) -> [SIMD16<Float>] {
        let parts = Parallel.map(matrix.rows, inRangesOf: 4_096) { range in
            range.map { row in
                var sum = SIMD16<Float>.zero
                for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
                    sum += block[Int(matrix.indices[entry])] * matrix.values[entry]
                }
                return sum
            }
        }
        return parts.flatMap { $0 }
    }

    private static func centred(_ block: [SIMD16<Float>]) -> [SIMD16<Float>] {
        var sum = SIMD16<Double>.zero
        for row in block { sum += SIMD16<Double>(row) }
        let mean = SIMD16<Float>(sum / Double(block.count))
        return block.map { $0 - mean }
    }

    /// An orthonormal basis of the columns' span; where they depend on each other, the columns in
    /// excess are 0.
    private static func orthonormal(
        _ block: [SIMD16<Float>]
    ) throws(StatisticsError) -> [SIMD16<Float>] {
        let eigen = try SymmetricEigen(of: innerProducts(block, block))
        let least = (eigen.values.max() ?? 0) * 1e-10
        let vectors = zip(eigen.vectors, eigen.values).map { vector, value in
            vector.map { value > least ? $0 / value.squareRoot() : 0 }
        }
        return rotated(block, vectors)
    }

    /// Inner products of the columns of two blocks, made symmetric.
    private static func innerProducts(
        _ left: [SIMD16<Float>],
        _ right: [SIMD16<Float>]
    ) -> SymmetricMatrix {
        var rows = [SIMD16<Double>](repeating: .zero, count: width)
        for (first, second) in zip(left, right) {
            let second = SIMD16<Double>(second)
            for place in 0..<width { rows[place] += second * Double(first[place]) }
        }
        return SymmetricMatrix(size: width) { (rows[$0][$1] + rows[$1][$0]) / 2 }
    }

    /// The block times the matrix whose columns are `vectors`.
    private static func rotated(
        _ block: [SIMD16<Float>],
        _ vectors: [[Double]]
    ) -> [SIMD16<Float>] {
        let factors = (0..<width).map { place in
            var row = SIMD16<Float>.zero
            for (column, vector) in vectors.enumerated() { row[column] = Float(vector[place]) }
            return row
        }
        return block.map { row in
            var sum = SIMD16<Float>.zero
            for place in 0..<width { sum += factors[place] * row[place] }
            return sum
        }
    }

    private static func scaled(_ block: [SIMD16<Float>]) -> [SIMD16<Float>] {
        let squares = block.reduce(0.0) { $0 + Double(($1 * $1).sum()) }
        guard squares > 0 else { return block }
        let factor = Float((Double(block.count) / squares).squareRoot())
        return block.map { $0 * factor }
    }
}
