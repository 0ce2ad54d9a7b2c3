import Foundation
import Statistics

/// A confidence interval of τ² and of the measures derived from it.
public struct HeterogeneityInterval: Sendable, Equatable {
    /// Interval of τ², squared analysis units.
    public let tauSquared: Interval
    /// Interval of I², percent.
    public let iSquared: Interval
    /// Interval of H².
    public let hSquared: Interval
    /// True if the upper end of τ² is not a solution but the limit of the search,
    /// max(100, 10 τ²): the true end lies above it.
    public let upperIsSearchLimit: Bool
}

/// A common-effect or random-effects model, with or without moderators.
///
/// yᵢ = xᵢβ + uᵢ + eᵢ with Var uᵢ = τ², Var eᵢ = vᵢ; weights wᵢ = 1 / (vᵢ + τ²).
public struct RandomEffectsFit: Sendable, Equatable {
    /// The choices behind the fit as they were applied; a single study is always pooled as `EE`, `z`.
    public let options: PoolingOptions
    /// Number of studies, k.
    public let studyCount: Int
    /// Names of the coefficients.
    public let names: [String]
    /// Coefficients β on the analysis scale.
    public let coefficients: [Double]
    /// Covariance matrix of the coefficients, by rows.
    public let covariance: [[Double]]
    /// Standard errors of the coefficients.
    public let standardErrors: [Double]
    /// z or t statistics.
    public let statistics: [Double]
    /// Two-sided p values.
    public let pValues: [Double]
    /// Confidence intervals of the coefficients.
    public let intervals: [Interval]
    /// Degrees of freedom of the t distribution; nil for normal theory.
    public let degreesOfFreedom: Double?
    /// Variance between studies, squared analysis units.
    public let tauSquared: Double
    /// Asymptotic standard error of τ²; nil for the common-effect model.
    public let tauSquaredStandardError: Double?
    /// Q-profile interval of τ²; nil for the common-effect model.
    public let heterogeneityInterval: HeterogeneityInterval?
    /// I², percent.
    public let iSquared: Double
    /// H².
    public let hSquared: Double
    /// Cochran's Q, residual if there are moderators.
    public let cochranQ: Double
    /// p value of Q on k − p degrees of freedom.
    public let cochranQPValue: Double
    /// Log-likelihood, restricted for REML.
    public let logLikelihood: Double
    /// Omnibus test of the moderators (of the pooled value without any): χ², or F with t.
    public let omnibusStatistic: Double
    /// Its p value.
    public let omnibusPValue: Double
    /// Percentage of τ² that the moderators explain; nil without moderators or without τ².
    public let rSquared: Double?
    /// Where a new study's true value is expected; nil for the common effect and with moderators.
    public let predictionInterval: Interval?
    /// Weights in percent of their sum.
    public let weights: [Double]
    /// Diagonal of the hat matrix.
    public let leverages: [Double]
    /// Fitted values xᵢβ.
    public let fitted: [Double]
    /// Factor by which Hartung–Knapp scales the covariance; 1 for normal theory.
    public let inflation: Double
    /// True: a fit that does not converge is thrown as an error and never built.
    public let converged: Bool
    /// Iterations for τ²; 0 for closed forms.
    public let iterations: Int
    /// Value at the estimate of the function whose root τ² is; nil for closed forms.
    ///
    /// The derivative of the (restricted) log-likelihood for ML and REML, Q − (k − p) for EB and PM; at
    /// τ² = 0 it may be negative.
    public let gradient: Double?
    /// What a reader must know about how the fit was made, in words.
    public let notes: [String]

    /// The pooled value: the first coefficient.
    public var estimate: Double { coefficients.first ?? .nan }
    /// Standard error of the pooled value.
    public var standardError: Double { standardErrors.first ?? .nan }
    /// Confidence interval of the pooled value.
    public var interval: Interval { intervals.first ?? Interval(lower: .nan, upper: .nan) }

    /// Fits the model.
    ///
    /// - Parameters:
    ///   - estimates: k study estimates on the analysis scale (logit, log for ratios).
    ///   - samplingVariances: k sampling variances, not standard errors, each > 0.
    ///   - design: intercept and moderators; nil for the intercept alone.
    ///   - options: method, test, level.
    /// - Throws: `.tooFewStudies`, `.collinearModerators`, `.noConvergence`, `.invalidValue`,
    ///   `.sizeMismatch`.
    /// - Reference: Viechtbauer (2010), doi:10.18637/jss.v036.i03.
    public init(
        estimates: [Double],
        samplingVariances: [Double],
        design: DesignMatrix? = nil,
        options: PoolingOptions = PoolingOptions()
    ) throws(MetaAnalysisError) {
        let data = try PoolingData(
            estimates: estimates,
            samplingVariances: samplingVariances,
            design: design ?? .interceptOnly(count: estimates.count)
        )
        try self.init(data: data, options: options)
    }

    init(data: PoolingData, options requested: PoolingOptions) throws(MetaAnalysisError) {
        let (applied, adjustments) = try Self.applicable(requested, to: data)
        let degrees = Double(data.residualDegreesOfFreedom)
        let heterogeneity = try data.tauSquared(method: applied.method)
        let fit = try data.regression(tauSquared: heterogeneity.value)
        let inflation = Self.inflation(applied.test, Self.dispersion(fit, data))
        let inference = CoefficientInference(
            fit: fit,
            inflation: inflation,
            test: applied.test,
            degrees: degrees,
            level: applied.confidenceLevel
        )
        let omnibus = try inference.omnibus(design: data.design)
        let spread = try data.heterogeneityMeasures(
            method: applied.method,
            tauSquared: heterogeneity.value,
            level: applied.confidenceLevel
        )
        logLikelihood = try data.maximum(method: applied.method, at: heterogeneity.value)
        rSquared = try data.rSquared(method: applied.method, tauSquared: heterogeneity.value)
        predictionInterval = inference.prediction(
            design: data.design,
            options: applied,
            tauSquared: heterogeneity.value,
            count: data.count
        )
        options = applied
        studyCount = data.count
        names = data.design.names
        coefficients = fit.coefficients
        covariance = inference.covariance
        standardErrors = inference.standardErrors
        statistics = inference.statistics
        pValues = inference.pValues
        intervals = inference.intervals
        degreesOfFreedom = applied.test == .normal ? nil : degrees
        tauSquared = heterogeneity.value
        tauSquaredStandardError = heterogeneity.standardError
        heterogeneityInterval = spread.interval
        iSquared = spread.iSquared
        hSquared = spread.hSquared
        cochranQ = spread.cochranQ
        cochranQPValue =
            degrees >= 1 ? ChiSquared(degreesOfFreedom: degrees).upperTail(spread.cochranQ) : 1
        omnibusStatistic = omnibus.statistic
        omnibusPValue = omnibus.pValue
        let weightSum = fit.weights.reduce(0, +)
        weights = fit.weights.map { 100 * $0 / weightSum }
        leverages = fit.leverages
        fitted = zip(data.estimates, fit.residuals).map { $0 - $1 }
        self.inflation = inflation
        converged = true
        iterations = heterogeneity.iterations
        gradient = heterogeneity.gradient
        notes = adjustments + (inflation == 0 ? [Self.agreement] : [])
    }

    private static let agreement =
        "The estimates agree exactly, so the Hartung–Knapp standard error is zero."

    /// The options as far as the data allow them, with remarks on what was changed.
    private static func applicable(
        _ requested: PoolingOptions,
        to data: PoolingData
    ) throws(MetaAnalysisError) -> (PoolingOptions, [String]) {
        var applied = requested
        var remarks: [String] = []
        guard requested.confidenceLevel > 0, requested.confidenceLevel < 1 else {
            throw .notIdentifiable("the confidence level must lie between 0 and 1")
        }
        guard data.count >= data.width else {
            throw .tooFewStudies(
                needed: data.width,
                found: data.count,
                why: "a model of \(data.width) coefficients"
            )
        }
        if data.count == 1 {
            applied.method = .commonEffect
            applied.test = .normal
            remarks.append(
                "Only one study: its own estimate is shown; heterogeneity cannot be estimated."
            )
        }
        if applied.test != .normal, data.residualDegreesOfFreedom < 1 {
            throw .tooFewStudies(
                needed: data.width + 1,
                found: data.count,
                why: "the test \(applied.test.rawValue)"
            )
        }
        return (applied, remarks)
    }

    /// Residual sum of squares for each degree of freedom, with what is only rounding taken for zero.
    ///
    /// Estimates that agree exactly leave residuals of the last digit; a t statistic of 10¹⁶ from them
    /// would look like a finding.
    private static func dispersion(_ fit: WeightedLeastSquares, _ data: PoolingData) -> Double {
        let size = zip(fit.weights, data.estimates).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
        let squares = fit.residualSumOfSquares
        return squares <= 1e-28 * size ? 0 : squares / Double(data.residualDegreesOfFreedom)
    }

    private static func inflation(_ test: InferenceTest, _ ratio: Double) -> Double {
        switch test {
        case .normal: 1
        case .hartungKnapp: ratio
        case .adHoc: max(1, ratio)
        }
    }
}
