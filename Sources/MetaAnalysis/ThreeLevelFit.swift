import Foundation
import Statistics

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
    /// Cluster-robust inference (CR1); nil if there are no more clusters than coefficients.
    public let robust: RobustInference?
    /// Bias-reduced cluster-robust inference (CR2) with Satterthwaite's degrees of freedom, one for
    /// each coefficient; nil where it is not defined.
    public let robustSmallSample: RobustInference?
    /// True: a fit that does not converge is thrown as an error.
    public let converged: Bool
    /// Newton steps from all starts.
    public let iterations: Int
    /// Largest derivative of the log-likelihood in a standard deviation above zero, at the end.
    public let largestGradient: Double

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
        let state = try likelihood.maximum()
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
        robust = RobustInference(likelihood, state, level: confidenceLevel, .clusters)
        robustSmallSample = RobustInference(likelihood, state, level: confidenceLevel, .biasReduced)
        converged = true
        iterations = state.iterations
        largestGradient = state.largestGradient
    }
}
