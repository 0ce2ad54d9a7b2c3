import Foundation
import Statistics

/// Cluster-robust (CR1) inference for the coefficients of a three-level model.
public struct RobustInference: Sendable, Equatable {
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
    /// Degrees of freedom: clusters − coefficients.
    public let degreesOfFreedom: Double
}

/// A random-effects model for several estimates per study, fitted by REML.
///
/// yᵢⱼ = xᵢⱼβ + aᵢ + bᵢⱼ + eᵢⱼ with Var a = σ²₁ between clusters, Var b = σ²₂ within, Var e = v.
public struct ThreeLevelFit: Sendable, Equatable {
    /// Names of the coefficients.
    public let names: [String]
    /// Number of estimates.
    public let estimateCount: Int
    /// Number of clusters.
    public let clusterCount: Int
    /// Coefficients on the analysis scale.
    public let coefficients: [Double]
    /// Model-based covariance matrix, by rows.
    public let covariance: [[Double]]
    /// Model-based standard errors.
    public let standardErrors: [Double]
    /// z statistics.
    public let statistics: [Double]
    /// Two-sided p values from normal theory.
    public let pValues: [Double]
    /// Model-based confidence intervals from normal theory.
    public let intervals: [Interval]
    /// Variance between clusters, squared analysis units.
    public let betweenVariance: Double
    /// Variance within clusters, squared analysis units.
    public let withinVariance: Double
    /// Restricted log-likelihood.
    public let logLikelihood: Double
    /// Cochran's Q, residual if there are moderators.
    public let cochranQ: Double
    /// Cluster-robust inference; nil if there are no more clusters than coefficients.
    public let robust: RobustInference?
    /// True: a fit that does not converge is thrown as an error.
    public let converged: Bool
    /// Scoring steps of the best start.
    public let iterations: Int

    /// Fits the model.
    ///
    /// - Parameters:
    ///   - estimates: k estimates on the analysis scale.
    ///   - samplingVariances: k sampling variances, not standard errors, each > 0.
    ///   - clusters: k names of the outer level (study).
    ///   - inner: k names of the level within clusters; nil makes every estimate its own.
    ///   - design: moderators; nil for the intercept alone.
    ///   - confidenceLevel: level of the intervals.
    /// - Throws: `.notIdentifiable` where no cluster has two estimates or only one cluster exists;
    ///   `.noConvergence`; as `RandomEffectsFit` for faulty input.
    /// - Reference: Konstantopoulos (2011), doi:10.1002/jrsm.35; Hedges, Tipton & Johnson (2010),
    ///   doi:10.1002/jrsm.5 for the robust covariance.
    public init(
        estimates: [Double],
        samplingVariances: [Double],
        clusters: [String],
        inner: [String]? = nil,
        design: DesignMatrix? = nil,
        confidenceLevel: Double = 0.95
    ) throws(MetaAnalysisError) {
        let data = try PoolingData(
            estimates: estimates,
            samplingVariances: samplingVariances,
            design: design ?? .interceptOnly(count: estimates.count)
        )
        guard confidenceLevel > 0, confidenceLevel < 1 else {
            throw .notIdentifiable("the confidence level must lie between 0 and 1")
        }
        let likelihood = try ThreeLevelLikelihood(data: data, clusters: clusters, inner: inner)
        let (state, steps) = try likelihood.maximum()
        let inference = CoefficientInference(
            coefficients: state.coefficients,
            matrix: state.inverseInformation,
            degrees: nil,
            level: confidenceLevel
        )
        names = data.design.names
        estimateCount = data.count
        clusterCount = likelihood.blocks.count
        coefficients = state.coefficients
        covariance = inference.covariance
        standardErrors = inference.standardErrors
        statistics = inference.statistics
        pValues = inference.pValues
        intervals = inference.intervals
        betweenVariance = state.variances[0]
        withinVariance = state.variances[1]
        logLikelihood = state.logLikelihood
        cochranQ = try data.generalisedQ(tauSquared: 0)
        robust = Self.robust(state: state, level: confidenceLevel)
        converged = true
        iterations = steps
    }

    /// CR1: the sandwich Σ X′M⁻¹ee′M⁻¹X over clusters, inflated by n / (n − p).
    private static func robust(state: ThreeLevelState, level: Double) -> RobustInference? {
        let clusters = Double(state.clusterScores.count)
        let width = state.coefficients.count
        let degrees = clusters - Double(width)
        guard degrees >= 1 else { return nil }
        let rotated = state.clusterScores.map { state.inverseInformation.multiplied(by: $0) }
        let matrix = SymmetricMatrix(size: width) { row, column in
            rotated.reduce(0) { $0 + $1[row] * $1[column] } * clusters / degrees
        }
        let inference = CoefficientInference(
            coefficients: state.coefficients,
            matrix: matrix,
            degrees: degrees,
            level: level
        )
        return RobustInference(
            covariance: inference.covariance,
            standardErrors: inference.standardErrors,
            statistics: inference.statistics,
            pValues: inference.pValues,
            intervals: inference.intervals,
            degreesOfFreedom: degrees
        )
    }
}
