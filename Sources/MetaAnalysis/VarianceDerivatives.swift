import Statistics

/// Sums over clusters that make up the score and the expected information of two variances.
///
/// With P = M⁻¹ − M⁻¹X C X′M⁻¹ and Vⱼ = ∂M/∂σ²ⱼ the score is ½(y′PVⱼPy − tr PVⱼ) and the
/// information ½ tr PVᵢPVⱼ; both fall apart into sums over the diagonal blocks of M.
///
/// - Reference: Harville (1977), doi:10.1080/01621459.1977.10480998.
struct VarianceDerivatives {
    private let width: Int
    /// u′Vⱼu with u = M⁻¹e.
    private var squares = [0.0, 0.0]
    /// tr M⁻¹Vⱼ.
    private var traces = [0.0, 0.0]
    /// tr M⁻¹VᵢM⁻¹Vⱼ.
    private var traceProducts = SymmetricMatrix(size: 2)
    /// X′M⁻¹VⱼM⁻¹X.
    private var single: [[[Double]]]
    /// X′M⁻¹VᵢM⁻¹VⱼM⁻¹X for (0,0), (0,1), (1,1).
    private var double: [[[Double]]]
    private(set) var clusterScores: [[Double]] = []

    init(width: Int) {
        self.width = width
        let zeros = Array(repeating: Array(repeating: 0.0, count: width), count: width)
        single = [zeros, zeros]
        double = [zeros, zeros, zeros]
    }

    mutating func add(
        block: ThreeLevelLikelihood.Block,
        factor: CholeskyFactor,
        data: PoolingData,
        coefficients: [Double]
    ) {
        let columns = data.design.columns.map { column in block.rows.map { column[$0] } }
        let residuals = block.rows.enumerated().map { position, row in
            var value = data.estimates[row]
            for index in columns.indices {
                value -= coefficients[index] * columns[index][position]
            }
            return value
        }
        let solvedResiduals = factor.solve(residuals)
        let solvedColumns = columns.map { factor.solve($0) }
        clusterScores.append(columns.map { inner($0, solvedResiduals) })
        let inverse = factor.inverse
        let size = block.rows.count
        // Column c of M⁻¹Vⱼ is M⁻¹ summed over the rows that share c's group at level j.
        let products = (0..<2).map { level in
            (0..<size).map { column in
                inverse.multiplied(by: membership(of: column, block, level))
            }
        }
        let smoothed = (0..<2).map { level in
            solvedColumns.map { apply(level, to: $0, block) }
        }
        for level in 0..<2 {
            squares[level] += inner(solvedResiduals, apply(level, to: solvedResiduals, block))
            for index in 0..<size { traces[level] += products[level][index][index] }
            accumulate(&single[level], solvedColumns, smoothed[level])
        }
        for (position, pair) in [(0, 0), (0, 1), (1, 1)].enumerated() {
            var trace = 0.0
            for row in 0..<size {
                for column in 0..<size {
                    trace += products[pair.0][column][row] * products[pair.1][row][column]
                }
            }
            traceProducts[pair.0, pair.1] += trace
            accumulate(
                &double[position],
                smoothed[pair.0],
                smoothed[pair.1].map { factor.solve($0) }
            )
        }
    }

    /// Gradient and information, given C = (X′M⁻¹X)⁻¹.
    func finished(with inverse: SymmetricMatrix) -> ([Double], SymmetricMatrix) {
        let gradient = (0..<2).map { level in
            0.5 * (squares[level] - traces[level] + trace(inverse, single[level]))
        }
        let information = SymmetricMatrix(size: 2) { row, column in
            let cross = double[row + column]
            return 0.5
                * (traceProducts[row, column] - 2 * trace(inverse, cross)
                    + traceOfProduct(inverse, single[row], single[column]))
        }
        return (gradient, information)
    }

    private func membership(
        of column: Int,
        _ block: ThreeLevelLikelihood.Block,
        _ level: Int
    ) -> [Double] {
        block.groups.map { level == 0 || $0 == block.groups[column] ? 1 : 0 }
    }

    /// Vⱼx: every element becomes the sum over its group.
    private func apply(
        _ level: Int,
        to vector: [Double],
        _ block: ThreeLevelLikelihood.Block
    ) -> [Double] {
        if level == 0 {
            return Array(repeating: vector.reduce(0, +), count: vector.count)
        }
        var sums = Array(repeating: 0.0, count: (block.groups.max() ?? 0) + 1)
        for (value, group) in zip(vector, block.groups) { sums[group] += value }
        return block.groups.map { sums[$0] }
    }

    private func accumulate(
        _ target: inout [[Double]],
        _ left: [[Double]],
        _ right: [[Double]]
    ) {
        for row in 0..<width {
            for column in 0..<width { target[row][column] += inner(left[row], right[column]) }
        }
    }

    private func inner(_ left: [Double], _ right: [Double]) -> Double {
        zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }

    private func trace(_ inverse: SymmetricMatrix, _ matrix: [[Double]]) -> Double {
        var sum = 0.0
        for row in 0..<width {
            for column in 0..<width { sum += inverse[row, column] * matrix[column][row] }
        }
        return sum
    }

    private func traceOfProduct(
        _ inverse: SymmetricMatrix,
        _ left: [[Double]],
        _ right: [[Double]]
    ) -> Double {
        func scaled(_ matrix: [[Double]]) -> [[Double]] {
            (0..<width).map { row in
                (0..<width).map { column in
                    (0..<width).reduce(0) { $0 + inverse[row, $1] * matrix[$1][column] }
                }
            }
        }
        let (one, other) = (scaled(left), scaled(right))
        var sum = 0.0
        for row in 0..<width {
            for column in 0..<width { sum += one[row][column] * other[column][row] }
        }
        return sum
    }
}
