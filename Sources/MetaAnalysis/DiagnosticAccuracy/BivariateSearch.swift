import Foundation
import Statistics

/// How far down the ladder a bivariate model had to go.
public enum BivariateRung: String, Sendable, Codable, CaseIterable {
    /// Both variances and the correlation were estimated.
    case unrestricted
    /// The likelihood is highest at a correlation of +1 or −1.
    case correlationAtBound
    /// The likelihood is highest where at least one variance is zero; there is no correlation then.
    case varianceAtZero
    /// The correlation was fixed at zero, since the model with one did not settle.
    case uncorrelated
    /// Sensitivity and specificity were estimated apart, at least one of them without a random effect.
    case separate
}

/// A maximum of a bivariate likelihood in μ₁, μ₂, l₁₁, l₂₁, l₂₂.
struct BivariateMaximum {
    var parameters: [Double]
    var jet: Jet
    /// Positions of the parameters that were free.
    var free: [Int]
    var iterations: Int
    var rung: BivariateRung

    /// Largest derivative in a free parameter.
    var largestGradient: Double { free.reduce(0) { max($0, abs(jet.gradient[$1])) } }

    /// Covariance of the free parameters: the inverse of the negative Hessian; nil if that is not
    /// positive definite.
    var covariance: SymmetricMatrix? {
        let rows = jet.hessianRows
        let information = SymmetricMatrix(size: free.count) { -rows[free[$0]][free[$1]] }
        guard let factor = try? CholeskyFactor(of: information) else { return nil }
        let inverse = factor.inverse
        return inverse.diagonal.allSatisfy { $0 > 0 && $0.isFinite } ? inverse : nil
    }
}

/// Finds the maximum of a bivariate likelihood, on the highest rung of the ladder that holds.
struct BivariateSearch {
    /// Value and derivatives at five parameters.
    let likelihood: ([Double]) -> Jet
    /// Positions of the means: 0 and 1, or none where they are profiled out.
    let means: [Int]

    /// The highest of the maxima reached from several starts.
    func maximum(starts: [[Double]], free: [Int]) -> BivariateMaximum? {
        var best: BivariateMaximum?
        var steps = 0
        for start in starts {
            let found = climb(from: free.map { start[$0] }) { values in
                let jet = likelihood(Self.placed(values, free, in: start))
                return LocalExpansion(
                    value: jet.value,
                    gradient: free.map { jet.gradient[$0] },
                    hessian: SymmetricMatrix(size: free.count) { row, column in
                        jet.hessianRows[free[row]][free[column]]
                    }
                )
            }
            steps += found.iterations
            guard found.converged else { continue }
            let parameters = Self.placed(found.location, free, in: start)
            let margin = 1e-9 * (1 + abs(found.expansion.value))
            if let held = best, found.expansion.value <= held.jet.value + margin { continue }
            best = BivariateMaximum(
                parameters: parameters,
                jet: likelihood(parameters),
                free: free,
                iterations: 0,
                rung: .unrestricted
            )
        }
        best?.iterations = steps
        return best
    }

    /// The unrestricted maximum, on its boundary if it lies there; nil if nothing settles.
    func highestRung(starts: [[Double]]) -> BivariateMaximum? {
        guard var best = maximum(starts: starts, free: means + [2, 3, 4]) else { return nil }
        best.parameters = Self.normalised(best.parameters)
        let (l11, l21, l22) = (best.parameters[2], best.parameters[3], best.parameters[4])
        let second = (l21 * l21 + l22 * l22).squareRoot()
        let scale = max(1e-3, max(l11, second))
        var (start, free, rung) = (best.parameters, means, BivariateRung.unrestricted)
        if l11 < 1e-4 * scale || second < 1e-4 * scale {
            rung = .varianceAtZero
            start[2] = l11 < 1e-4 * scale ? 0 : l11
            start[3] = 0
            start[4] = second < 1e-4 * scale ? 0 : second
            if start[2] > 0 { free.append(2) }
            if start[4] > 0 { free.append(4) }
        } else if l22 < 1e-4 * second {
            rung = .correlationAtBound
            start[3] = l21 < 0 ? -second : second
            start[4] = 0
            free += [2, 3]
        }
        guard rung != .unrestricted else {
            best.jet = likelihood(best.parameters)
            return best
        }
        guard !free.isEmpty else {
            best.parameters = start
            best.jet = likelihood(start)
            (best.free, best.rung) = ([], rung)
            return best
        }
        guard var bounded = maximum(starts: [start], free: free) else { return nil }
        bounded.parameters = Self.normalised(bounded.parameters)
        bounded.jet = likelihood(bounded.parameters)
        bounded.iterations += best.iterations
        bounded.rung = rung
        return bounded
    }

    /// The maximum with a correlation of zero; variances may be zero.
    func uncorrelated(start: [Double], positions: [Int]) -> BivariateMaximum? {
        var plain = start.indices.map { positions.contains($0) ? start[$0] : 0 }
        if positions.contains(4) {
            plain[4] = (start[3] * start[3] + start[4] * start[4]).squareRoot()
        }
        guard var best = maximum(starts: [plain], free: positions) else { return nil }
        best.parameters = Self.normalised(best.parameters)
        var free = positions
        for position in [2, 4] where abs(best.parameters[position]) < 1e-4 {
            best.parameters[position] = 0
            free.removeAll { $0 == position }
        }
        guard free != positions else {
            best.jet = likelihood(best.parameters)
            return best
        }
        var settled = maximum(starts: [best.parameters], free: free)
        settled?.iterations += best.iterations
        return settled
    }

    private static func placed(
        _ values: [Double],
        _ free: [Int],
        in start: [Double]
    ) -> [Double] {
        var parameters = start
        for (position, value) in zip(free, values) { parameters[position] = value }
        return parameters
    }

    /// The same covariance with both diagonal elements of L at least 0.
    private static func normalised(_ parameters: [Double]) -> [Double] {
        var result = parameters
        if result[2] < 0 {
            result[2] = -result[2]
            result[3] = -result[3]
        }
        result[4] = abs(result[4])
        return result
    }
}
