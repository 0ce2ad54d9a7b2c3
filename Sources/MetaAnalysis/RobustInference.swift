import Foundation
import Statistics

/// How cluster-robust variances allow for few clusters.
public enum RobustCorrection: String, Sendable, Codable, CaseIterable {
    /// The sandwich times n / (n − p) for n clusters and p coefficients, t on n − p degrees of freedom.
    case clusters = "CR1"
    /// Residuals adjusted so that the variance is unbiased under the model, t on Satterthwaite's
    /// degrees of freedom: right with few or unequal clusters.
    case biasReduced = "CR2"
}

/// A linear combination of coefficients with its robust inference.
public struct RobustContrast: Sendable, Equatable {
    /// Its value.
    public let estimate: Double
    /// Its standard error.
    public let standardError: Double
    /// Degrees of freedom of t.
    public let degreesOfFreedom: Double
    /// Two-sided p value.
    public let pValue: Double
    /// Confidence interval.
    public let interval: Interval
}

/// Cluster-robust inference for the coefficients of a three-level model.
///
/// - Reference: Hedges, Tipton & Johnson (2010), doi:10.1002/jrsm.5; Pustejovsky & Tipton (2018),
///   doi:10.1080/07350015.2016.1247004 for CR2 and its degrees of freedom.
public struct RobustInference: Sendable, Equatable {
    /// How few clusters are allowed for.
    public let correction: RobustCorrection
    /// Covariance matrix of the coefficients, by rows.
    public let covariance: [[Double]]
    /// Standard errors.
    public let standardErrors: [Double]
    /// t statistics.
    public let statistics: [Double]
    /// Two-sided p values.
    public let pValues: [Double]
    /// Confidence intervals.
    public let intervals: [Interval]
    /// Degrees of freedom of each coefficient.
    public let degreesOfFreedom: [Double]

    private let coefficients: [Double]
    private let confidenceLevel: Double
    /// (X′M⁻¹X)⁻¹.
    private let bread: SymmetricMatrix
    private let clusters: [Cluster]

    /// What a contrast needs to know of a cluster, with G = A M⁻¹X C and A the adjustment.
    private struct Cluster: Sendable, Equatable {
        /// G′e.
        let score: [Double]
        /// G′MG.
        let spread: SymmetricMatrix
        /// X′G by rows.
        let cross: [[Double]]
    }

    /// Nil if there are no more clusters than coefficients, or where estimates agree exactly.
    init?(
        _ likelihood: ThreeLevelLikelihood,
        _ state: ThreeLevelState,
        level: Double,
        _ correction: RobustCorrection
    ) {
        let width = state.coefficients.count
        let count = likelihood.blocks.count
        guard count > width else { return nil }
        var clusters: [Cluster] = []
        for (block, factor) in zip(likelihood.blocks, state.factors) {
            let columns = likelihood.data.design.columns.map { column in
                block.rows.map { column[$0] }
            }
            guard
                let cluster = Self.cluster(
                    columns: columns,
                    residuals: block.rows.map { state.residuals[$0] },
                    factor: factor,
                    bread: state.inverseInformation,
                    isAdjusted: correction == .biasReduced
                )
            else { return nil }
            clusters.append(cluster)
        }
        let scale =
            correction == .clusters ? Double(count) / Double(count - width) : 1
        let matrix = SymmetricMatrix(size: width) { row, column in
            clusters.reduce(0) { $0 + $1.score[row] * $1.score[column] } * scale
        }
        self.correction = correction
        self.clusters = clusters
        bread = state.inverseInformation
        coefficients = state.coefficients
        confidenceLevel = level
        covariance = (0..<width).map { row in (0..<width).map { matrix[row, $0] } }
        var degrees: [Double] = []
        for index in 0..<width {
            let unit = (0..<width).map { $0 == index ? 1.0 : 0 }
            degrees.append(
                correction == .clusters
                    ? Double(count - width) : Self.satterthwaite(clusters, bread, unit)
            )
        }
        guard degrees.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
        // Estimates that agree exactly leave rounding errors, and those are no standard errors.
        let isDefined = zip(matrix.diagonal, state.inverseInformation.diagonal).allSatisfy {
            $0 > 1e-20 * $1
        }
        guard isDefined else { return nil }
        degreesOfFreedom = degrees
        standardErrors = matrix.diagonal.map { $0.squareRoot() }
        statistics = zip(coefficients, standardErrors).map { $0 / $1 }
        pValues = zip(statistics, degrees).map {
            CoefficientInference.twoSided($0, degrees: $1)
        }
        intervals = zip(zip(coefficients, standardErrors), degrees).map { pair, degrees in
            let width = CoefficientInference.quantile(level: level, degrees: degrees) * pair.1
            return Interval(lower: pair.0 - width, upper: pair.0 + width)
        }
    }

    /// Inference for Σ cᵢβᵢ.
    ///
    /// - Parameter weights: one number c for each coefficient.
    /// - Returns: value, error, degrees of freedom, p value and interval.
    public func contrast(_ weights: [Double]) -> RobustContrast {
        let matrix = SymmetricMatrix(size: covariance.count) { covariance[$0][$1] }
        let estimate = zip(weights, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
        let error = max(0, matrix.quadraticForm(weights)).squareRoot()
        let degrees =
            correction == .clusters
            ? Double(clusters.count - coefficients.count)
            : Self.satterthwaite(clusters, bread, weights)
        let width = error * CoefficientInference.quantile(level: confidenceLevel, degrees: degrees)
        return RobustContrast(
            estimate: estimate,
            standardError: error,
            degreesOfFreedom: degrees,
            pValue: CoefficientInference.twoSided(estimate / error, degrees: degrees),
            interval: Interval(lower: estimate - width, upper: estimate + width)
        )
    }

    /// A cluster with M = LL′, residuals e and G = A M⁻¹XC.
    ///
    /// CR1 has A = I. CR2 has A = L B^−½ L′ with B = L′(M − XCX′)L, so that G = L B^−½ L⁻¹XC.
    private static func cluster(
        columns: [[Double]],
        residuals: [Double],
        factor: CholeskyFactor,
        bread: SymmetricMatrix,
        isAdjusted: Bool
    ) -> Cluster? {
        let width = columns.count
        let white = columns.map { factor.whiten($0) }
        let weighted: [[Double]]
        if isAdjusted {
            guard let root = adjustment(columns: columns, factor: factor, bread: bread) else {
                return nil
            }
            weighted = white.map { factor.coloured(root.multiplied(by: $0)) }
        } else {
            weighted = white.map { factor.solveTransposed($0) }
        }
        let adjusted = (0..<width).map { target in
            residuals.indices.map { row in
                (0..<width).reduce(0) { $0 + weighted[$1][row] * bread[$1, target] }
            }
        }
        let shaped = adjusted.map { factor.multipliedTransposed($0) }
        return Cluster(
            score: adjusted.map { inner($0, residuals) },
            spread: SymmetricMatrix(size: width) { inner(shaped[$0], shaped[$1]) },
            cross: columns.map { column in adjusted.map { inner(column, $0) } }
        )
    }

    /// B^−½, on the space where B is not zero.
    private static func adjustment(
        columns: [[Double]],
        factor: CholeskyFactor,
        bread: SymmetricMatrix
    ) -> SymmetricMatrix? {
        let size = factor.size
        let units = (0..<size).map { unit in (0..<size).map { $0 == unit ? 1.0 : 0 } }
        let gram = units.map { factor.multipliedTransposed(factor.coloured($0)) }
        let rotated = columns.map { factor.multipliedTransposed($0) }
        let matrix = SymmetricMatrix(size: size) { row, column in
            var sum = inner(gram[row], gram[column])
            for one in rotated.indices {
                for other in rotated.indices {
                    sum -= rotated[one][row] * bread[one, other] * rotated[other][column]
                }
            }
            return sum
        }
        guard let eigen = try? SymmetricEigen(of: matrix) else { return nil }
        let limit = (eigen.values.max() ?? 0) * 1e-12
        return eigen.mapped { $0 > limit ? 1 / $0.squareRoot() : 0 }
    }

    /// (Σ vᵢᵢ)² / Σ vᵢⱼ² with vᵢⱼ the covariance under the model of what two clusters contribute.
    private static func satterthwaite(
        _ clusters: [Cluster],
        _ bread: SymmetricMatrix,
        _ weights: [Double]
    ) -> Double {
        let own = clusters.map { $0.spread.quadraticForm(weights) }
        let shared = clusters.map { cluster in cluster.cross.map { inner($0, weights) } }
        let smoothed = shared.map { bread.multiplied(by: $0) }
        var sum = 0.0
        var squares = 0.0
        for one in clusters.indices {
            for other in clusters.indices {
                let common = inner(shared[one], smoothed[other])
                let value = one == other ? own[one] - common : -common
                squares += value * value
                if one == other { sum += value }
            }
        }
        return sum * sum / squares
    }

    private static func inner(_ left: [Double], _ right: [Double]) -> Double {
        zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
