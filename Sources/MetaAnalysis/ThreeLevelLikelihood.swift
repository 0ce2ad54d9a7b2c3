import Foundation
import Statistics

/// Everything known about the restricted likelihood at one pair of variances.
struct ThreeLevelState {
    let variances: [Double]
    let coefficients: [Double]
    let inverseInformation: SymmetricMatrix
    let logLikelihood: Double
    /// Derivative of the log-likelihood in each variance.
    let gradient: [Double]
    /// Expected information of the variances.
    let information: SymmetricMatrix
    /// X′M⁻¹e of each cluster.
    let clusterScores: [[Double]]
}

/// Restricted likelihood of the three-level model, computed cluster by cluster.
struct ThreeLevelLikelihood {
    /// Rows of one cluster and the inner group of each row.
    struct Block {
        let rows: [Int]
        let groups: [Int]
    }

    let data: PoolingData
    let blocks: [Block]
    private let designLogDeterminant: Double

    init(data: PoolingData, clusters: [String], inner: [String]?) throws(MetaAnalysisError) {
        guard clusters.count == data.count else {
            throw .sizeMismatch(what: "clusters", expected: data.count, found: clusters.count)
        }
        if let inner, inner.count != data.count {
            throw .sizeMismatch(what: "inner groups", expected: data.count, found: inner.count)
        }
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
        blocks = members.map { rows in
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
        designLogDeterminant = try data.designLogDeterminant()
    }

    /// The highest maximum reached from several starts.
    func maximum() throws(MetaAnalysisError) -> (ThreeLevelState, Int) {
        let spread = try data.tauSquared(method: .restrictedMaximumLikelihood).value
        let typical = data.samplingVariances.sorted()[data.count / 2]
        let total = spread > 0 ? spread : 0.1 * typical
        let shares = [0.5, 0.9, 0.1, 1, 0]
        var best: (ThreeLevelState, Int)?
        var failure: MetaAnalysisError?
        for share in shares {
            do throws(MetaAnalysisError) {
                let found = try climb(from: [share * total, (1 - share) * total], scale: typical)
                // A later start must be better by more than rounding to replace an earlier one.
                if let held = best {
                    let margin = 1e-10 * (1 + abs(held.0.logLikelihood))
                    if found.0.logLikelihood > held.0.logLikelihood + margin { best = found }
                } else {
                    best = found
                }
            } catch {
                failure = error
            }
        }
        guard let best else {
            throw failure ?? .noConvergence("three-level model: no start converged")
        }
        return best
    }

    /// Fisher scoring on σ² ≥ 0 with step halving; a variance at zero is left there while the
    /// likelihood falls away from the boundary.
    private func climb(
        from start: [Double],
        scale: Double
    ) throws(MetaAnalysisError) -> (ThreeLevelState, Int) {
        var state = try evaluate(start)
        for iteration in 1...2000 {
            let free = (0..<2).filter { state.variances[$0] > 0 || state.gradient[$0] > 0 }
            if free.isEmpty { return (state, iteration) }
            let step = scoringStep(state, free: free)
            var fraction = 1.0
            var next = state
            var moved = false
            while fraction > 1e-9 {
                var proposal = state.variances
                for (position, index) in free.enumerated() {
                    proposal[index] = max(0, proposal[index] + fraction * step[position])
                }
                next = try evaluate(proposal)
                let slack = 1e-11 * (1 + abs(state.logLikelihood))
                if next.logLikelihood >= state.logLikelihood - slack {
                    moved = true
                    break
                }
                fraction /= 2
            }
            guard moved else { throw .noConvergence("three-level model: no ascent step was found") }
            let settled = (0..<2).allSatisfy {
                abs(next.variances[$0] - state.variances[$0])
                    <= 1e-11 * (state.variances[$0] + 1e-3 * scale)
            }
            state = next
            if settled { return (state, iteration) }
        }
        throw .noConvergence("three-level model: scoring did not settle within 2000 steps")
    }

    private func scoringStep(_ state: ThreeLevelState, free: [Int]) -> [Double] {
        let block = SymmetricMatrix(size: free.count) { state.information[free[$0], free[$1]] }
        let gradient = free.map { state.gradient[$0] }
        if let factor = try? CholeskyFactor(of: block) { return factor.solve(gradient) }
        return zip(free, gradient).map { $1 / max(state.information[$0, $0], 1e-300) }
    }

    /// Likelihood, gradient and information at (σ²₁, σ²₂).
    func evaluate(_ variances: [Double]) throws(MetaAnalysisError) -> ThreeLevelState {
        var factors: [CholeskyFactor] = []
        var whiteResponse: [Double] = []
        var whiteColumns = Array(repeating: [Double](), count: data.width)
        for block in blocks {
            let factor = try factorise(block, variances)
            factors.append(factor)
            whiteResponse += factor.whiten(block.rows.map { data.estimates[$0] })
            for (index, column) in data.design.columns.enumerated() {
                whiteColumns[index] += factor.whiten(block.rows.map { column[$0] })
            }
        }
        let fit: WeightedLeastSquares
        do {
            fit = try WeightedLeastSquares(
                response: whiteResponse,
                columns: whiteColumns,
                weights: Array(repeating: 1, count: whiteResponse.count)
            )
        } catch {
            if case .collinear(let column) = error {
                throw .collinearModerators(data.design.names[column])
            }
            throw .noConvergence("three-level model: \(error)")
        }
        var derivatives = VarianceDerivatives(width: data.width)
        for (block, factor) in zip(blocks, factors) {
            derivatives.add(
                block: block,
                factor: factor,
                data: data,
                coefficients: fit.coefficients
            )
        }
        let degrees = Double(data.residualDegreesOfFreedom)
        let logDeterminants = factors.reduce(0) { $0 + $1.logDeterminant }
        let logLikelihood =
            -0.5
            * (degrees * log(2 * Double.pi) + logDeterminants + fit.logDeterminant
                - designLogDeterminant + fit.residualSumOfSquares)
        let (gradient, information) = derivatives.finished(with: fit.inverseInformation)
        return ThreeLevelState(
            variances: variances,
            coefficients: fit.coefficients,
            inverseInformation: fit.inverseInformation,
            logLikelihood: logLikelihood,
            gradient: gradient,
            information: information,
            clusterScores: derivatives.clusterScores
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
