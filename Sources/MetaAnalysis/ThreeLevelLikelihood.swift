import Foundation
import Statistics

/// Everything known about the restricted likelihood at one pair of variances.
struct ThreeLevelState {
    let variances: [Double]
    let coefficients: [Double]
    let inverseInformation: SymmetricMatrix
    let logLikelihood: Double
    let residuals: [Double]
    /// Cholesky factor of the covariance of each cluster.
    let factors: [CholeskyFactor]
    /// Largest derivative of the log-likelihood in a standard deviation that is above zero.
    let largestGradient: Double
    let iterations: Int
}

/// Restricted likelihood of the three-level model.
///
/// The covariance of a cluster is σ²₁ for all pairs, plus σ²₂ for pairs of one inner group, plus the
/// sampling variance. Its inverse need not be formed: a group is the same as its weighted mean with one
/// precision, plus the deviations from it, and a cluster is the same of its groups.
struct ThreeLevelLikelihood {
    /// Rows of one cluster and the inner group of each row.
    struct Block {
        let rows: [Int]
        let groups: [Int]

        /// Positions of the rows, group by group.
        var members: [[Int]] {
            var result = Array(repeating: [Int](), count: (groups.max() ?? -1) + 1)
            for (row, group) in zip(rows, groups) { result[group].append(row) }
            return result
        }
    }

    let data: PoolingData
    let blocks: [Block]
    private let members: [[[Int]]]
    /// Orthonormal columns that span the design, and the residuals of the estimates from them: the
    /// restricted likelihood is the same, and nothing cancels.
    private let columns: [[Double]]
    private let constant: Double

    init(data: PoolingData, clusters: [String], inner: [String]?) throws(MetaAnalysisError) {
        guard clusters.count == data.count else {
            throw .sizeMismatch(what: "clusters", expected: data.count, found: clusters.count)
        }
        if let inner, inner.count != data.count {
            throw .sizeMismatch(what: "inner groups", expected: data.count, found: inner.count)
        }
        blocks = Self.blocks(clusters: clusters, inner: inner)
        guard data.residualDegreesOfFreedom >= 1 else {
            throw .tooFewStudies(
                needed: data.width + 1,
                found: data.count,
                why: "a three-level model"
            )
        }
        guard blocks.count > 1 else {
            throw .notIdentifiable("all estimates belong to one cluster")
        }
        guard blocks.contains(where: { Set($0.groups).count > 1 }) else {
            throw .notIdentifiable("no cluster holds more than one estimate")
        }
        self.data = data
        members = blocks.map(\.members)
        let ones = Array(repeating: 1.0, count: data.count)
        let plain = try data.regression(weights: ones)
        columns = plain.orthonormalColumns + [plain.residuals]
        constant = -0.5 * Double(data.residualDegreesOfFreedom) * log(2 * Double.pi)
    }

    private static func blocks(clusters: [String], inner: [String]?) -> [Block] {
        var positions: [String: Int] = [:]
        var members: [[Int]] = []
        for (row, name) in clusters.enumerated() {
            if let position = positions[name] {
                members[position].append(row)
            } else {
                positions[name] = members.count
                members.append([row])
            }
        }
        return members.map { rows in
            guard let inner else { return Block(rows: rows, groups: Array(rows.indices)) }
            var seen: [String: Int] = [:]
            var groups: [Int] = []
            for row in rows {
                let group = seen[inner[row]] ?? seen.count
                seen[inner[row]] = group
                groups.append(group)
            }
            return Block(rows: rows, groups: groups)
        }
    }

    /// Restricted log-likelihood in the standard deviations between and within clusters (parameters 0
    /// and 1 of the jet), with exact derivatives.
    func expansion(_ deviations: [Double]) -> Jet {
        let outer = Jet(parameter: 0, value: deviations[0])
        let inner = Jet(parameter: 1, value: deviations[1])
        let (between, within) = (outer * outer, inner * inner)
        let width = columns.count
        var total = JetSums(width: width)
        for groups in members {
            var cluster = JetSums(width: width)
            for rows in groups {
                if rows.count == 1 {
                    let row = rows[0]
                    let variance = Jet(data.samplingVariances[row]) + within
                    total.logDeterminant = total.logDeterminant + variance.logarithm
                    cluster.add(
                        precision: variance.reciprocal,
                        means: columns.map { Jet($0[row]) },
                        to: &total
                    )
                    continue
                }
                var group = JetSums(width: width)
                for row in rows {
                    let variance = Jet(data.samplingVariances[row])
                    total.logDeterminant = total.logDeterminant + variance.logarithm
                    group.add(
                        precision: variance.reciprocal,
                        means: columns.map { Jet($0[row]) },
                        to: &total
                    )
                }
                let inflation = Jet(1) + within * group.precision
                total.logDeterminant = total.logDeterminant + inflation.logarithm
                cluster.add(
                    precision: group.precision * inflation.reciprocal,
                    means: group.means,
                    to: &total
                )
            }
            let inflation = Jet(1) + between * cluster.precision
            total.logDeterminant = total.logDeterminant + inflation.logarithm
            total.addSquares(cluster.precision * inflation.reciprocal, cluster.means)
        }
        return total.restrictedLogLikelihood + Jet(constant)
    }

    /// The highest maximum reached from several starts.
    func maximum() throws(MetaAnalysisError) -> ThreeLevelState {
        let spread = try data.tauSquared(method: .restrictedMaximumLikelihood).value
        let typical = data.samplingVariances.sorted()[data.count / 2]
        let total = spread > 0 ? spread : 0.1 * typical
        var best: Maximum?
        var steps = 0
        for share in [0.5, 0.95, 0.05] {
            let start = [(share * total).squareRoot(), ((1 - share) * total).squareRoot()]
            let found = climb(from: start) { deviations in
                let jet = expansion(deviations)
                return LocalExpansion(
                    value: jet.value,
                    gradient: [jet.gradient[0], jet.gradient[1]],
                    hessian: SymmetricMatrix(size: 2) { jet.hessianRows[$0][$1] }
                )
            }
            steps += found.iterations
            guard found.converged else { continue }
            // A later start must be better by more than rounding to replace an earlier one.
            let margin = 1e-10 * (1 + abs(found.expansion.value))
            if let best, found.expansion.value <= best.expansion.value + margin { continue }
            best = found
        }
        guard let best else {
            throw .noConvergence("three-level model: no start settled on a maximum")
        }
        // In the standard deviation a variance of zero is reached to rounding only.
        let variances = best.location.map { $0 * $0 < 1e-10 * typical ? 0 : $0 * $0 }
        return try state(at: variances, maximum: best, iterations: steps)
    }

    private func state(
        at variances: [Double],
        maximum: Maximum,
        iterations: Int
    ) throws(MetaAnalysisError) -> ThreeLevelState {
        var factors: [CholeskyFactor] = []
        var response: [Double] = []
        var columns = Array(repeating: [Double](), count: data.width)
        for block in blocks {
            let factor = try factorise(block, variances)
            factors.append(factor)
            response += factor.whiten(block.rows.map { data.estimates[$0] })
            for (index, column) in data.design.columns.enumerated() {
                columns[index] += factor.whiten(block.rows.map { column[$0] })
            }
        }
        let fit: WeightedLeastSquares
        do {
            fit = try WeightedLeastSquares(
                response: response,
                columns: columns,
                weights: Array(repeating: 1, count: response.count)
            )
        } catch {
            if case .collinear(let column) = error {
                throw .collinearModerators(data.design.names[column])
            }
            throw .noConvergence("three-level model: \(error)")
        }
        var residuals = data.estimates
        for (column, coefficient) in zip(data.design.columns, fit.coefficients) {
            for row in residuals.indices { residuals[row] -= coefficient * column[row] }
        }
        let slopes = zip(variances, maximum.expansion.gradient).map { $0 > 0 ? abs($1) : 0 }
        return ThreeLevelState(
            variances: variances,
            coefficients: fit.coefficients,
            inverseInformation: fit.inverseInformation,
            logLikelihood: expansion(variances.map { $0.squareRoot() }).value,
            residuals: residuals,
            factors: factors,
            largestGradient: slopes.max() ?? 0,
            iterations: iterations
        )
    }

    private func factorise(
        _ block: Block,
        _ variances: [Double]
    ) throws(MetaAnalysisError) -> CholeskyFactor {
        let matrix = SymmetricMatrix(size: block.rows.count) { row, column in
            variances[0] + (block.groups[row] == block.groups[column] ? variances[1] : 0)
                + (row == column ? data.samplingVariances[block.rows[row]] : 0)
        }
        do {
            return try CholeskyFactor(of: matrix)
        } catch {
            throw .noConvergence("three-level model: \(error)")
        }
    }
}

/// Precision and weighted means of a group of rows, or the products of all columns.
private struct JetSums {
    var precision = Jet(0)
    var means: [Jet]
    var logDeterminant = Jet(0)
    /// Products of columns, lower triangle by rows.
    private var products: [Jet]

    init(width: Int) {
        means = Array(repeating: Jet(0), count: width)
        products = Array(repeating: Jet(0), count: width * (width + 1) / 2)
    }

    /// Takes in one more member; what its deviation from the mean adds goes to `total`.
    mutating func add(precision added: Jet, means others: [Jet], to total: inout JetSums) {
        let sum = precision + added
        let share = added * sum.reciprocal
        if precision.value > 0 {
            let differences = zip(others, means).map { $0 - $1 }
            total.addSquares(precision * share, differences)
            for index in means.indices { means[index] = means[index] + share * differences[index] }
        } else {
            means = others
        }
        precision = sum
    }

    mutating func addSquares(_ weight: Jet, _ values: [Jet]) {
        var position = 0
        for row in values.indices {
            let scaled = weight * values[row]
            for column in 0...row {
                products[position] = products[position] + scaled * values[column]
                position += 1
            }
        }
    }

    /// −½ (log |M| + log |X′M⁻¹X| + y′Py) from a Cholesky factor of all products; its last pivot is
    /// y′Py.
    var restrictedLogLikelihood: Jet {
        let width = means.count
        var factor = products
        func place(_ row: Int, _ column: Int) -> Int { row * (row + 1) / 2 + column }
        var sum = logDeterminant
        for row in 0..<width {
            for column in 0...row {
                var value = factor[place(row, column)]
                for inner in 0..<column {
                    value = value - factor[place(row, inner)] * factor[place(column, inner)]
                }
                if row > column {
                    factor[place(row, column)] = value * factor[place(column, column)].reciprocal
                } else if row < width - 1 {
                    sum = sum + value.logarithm
                    factor[place(row, row)] = value.root
                } else {
                    sum = sum + value
                }
            }
        }
        return sum.scaled(by: -0.5)
    }
}
