import Foundation
import Statistics

/// Egger's test of whether estimates depend on their standard errors.
public struct EggerTest: Sendable, Equatable {
    /// t or z statistic of the slope on the standard error.
    public let statistic: Double
    /// Degrees of freedom; nil for normal theory.
    public let degreesOfFreedom: Double?
    /// Two-sided p value.
    public let pValue: Double
    /// Slope on the standard error, a number without unit; Egger's own paper calls it the intercept, of
    /// the regression of yᵢ/√vᵢ on 1/√vᵢ.
    public let slope: Double
    /// Estimate a study of infinite precision would have, on the analysis scale.
    public let limitEstimate: Double
    /// Confidence interval of the limit estimate.
    public let limitInterval: Interval
}

/// Tests for small-study effects.
public enum SmallStudyEffects {
    /// Egger's test as a weighted regression with multiplicative dispersion.
    ///
    /// - Parameters:
    ///   - estimates: k study estimates.
    ///   - samplingVariances: k sampling variances.
    ///   - confidenceLevel: level of the interval of the limit estimate.
    /// - Returns: t test on k − 2 degrees of freedom.
    /// - Throws: `.tooFewStudies` for k < 3; `.collinearModerators` if all variances are equal;
    ///   `.notIdentifiable` for a level outside 0 to 1.
    /// - Reference: Egger et al. (1997), doi:10.1136/bmj.315.7109.629.
    public static func egger(
        estimates: [Double],
        samplingVariances: [Double],
        confidenceLevel: Double = 0.95
    ) throws(MetaAnalysisError) -> EggerTest {
        guard confidenceLevel > 0, confidenceLevel < 1 else {
            throw .notIdentifiable("the confidence level must lie between 0 and 1")
        }
        let data = try standardErrorRegression(estimates, samplingVariances)
        let fit = try data.regression(tauSquared: 0)
        let degrees = Double(data.count - 2)
        // Residuals of the last digit would give a t statistic that looks like a finding.
        let size = zip(fit.weights, estimates).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
        guard fit.residualSumOfSquares > 1e-28 * size else {
            throw .notIdentifiable("the estimates lie exactly on a line, without any dispersion")
        }
        let dispersion = fit.residualSumOfSquares / degrees
        let inference = CoefficientInference(
            coefficients: fit.coefficients,
            matrix: fit.inverseInformation.scaled(by: dispersion),
            degrees: degrees,
            level: confidenceLevel
        )
        return EggerTest(
            statistic: inference.statistics[1],
            degreesOfFreedom: degrees,
            pValue: inference.pValues[1],
            slope: fit.coefficients[1],
            limitEstimate: fit.coefficients[0],
            limitInterval: inference.intervals[0]
        )
    }

    /// Egger's test as a mixed-effects meta-regression on the standard error.
    ///
    /// - Parameters:
    ///   - estimates: k study estimates.
    ///   - samplingVariances: k sampling variances.
    ///   - options: as in the model under study.
    /// - Returns: test under the model's own inference.
    /// - Throws: as `egger` and as the fit.
    /// - Reference: Sterne & Egger (2005), in Rothstein et al., Publication Bias, chapter 6.
    public static func eggerMixed(
        estimates: [Double],
        samplingVariances: [Double],
        options: PoolingOptions = PoolingOptions()
    ) throws(MetaAnalysisError) -> EggerTest {
        let data = try standardErrorRegression(estimates, samplingVariances)
        let fit = try RandomEffectsFit(data: data, options: options)
        return EggerTest(
            statistic: fit.statistics[1],
            degreesOfFreedom: fit.degreesOfFreedom,
            pValue: fit.pValues[1],
            slope: fit.coefficients[1],
            limitEstimate: fit.coefficients[0],
            limitInterval: fit.intervals[0]
        )
    }

    /// Begg & Mazumdar's rank test for funnel asymmetry.
    ///
    /// - Parameters:
    ///   - estimates: k study estimates.
    ///   - samplingVariances: k sampling variances.
    /// - Returns: Kendall's correlation of standardised residuals with variances.
    /// - Throws: `.tooFewStudies` for k < 3; `.notIdentifiable` if all variances are equal.
    /// - Reference: Begg & Mazumdar (1994), doi:10.2307/2533446.
    public static func rankTest(
        estimates: [Double],
        samplingVariances: [Double]
    ) throws(MetaAnalysisError) -> RankCorrelation {
        let data = try PoolingData(
            estimates: estimates,
            samplingVariances: samplingVariances,
            design: .interceptOnly(count: estimates.count)
        )
        guard data.count >= 3 else {
            throw .tooFewStudies(needed: 3, found: data.count, why: "the rank test")
        }
        let fit = try data.regression(tauSquared: 0)
        let pooledVariance = fit.inverseInformation[0, 0]
        // Residuals over their own standard deviation; leverage form, since vᵢ − 1/Σw cancels.
        let standardised = estimates.indices.map { study in
            (estimates[study] - fit.coefficients[0])
                / max(samplingVariances[study] - pooledVariance, 1e-300).squareRoot()
        }
        return try RankCorrelation(standardised, samplingVariances)
    }

    /// Rosenthal's fail-safe N: null studies needed to lift the combined p above α.
    ///
    /// The null value is 0 on the analysis scale: an AUC of 0.5 on the logit scale, a ratio of 1 on the
    /// log scale.
    ///
    /// - Parameters:
    ///   - estimates: k study estimates.
    ///   - samplingVariances: k sampling variances.
    ///   - alpha: one-sided level, between 0 and ½.
    /// - Returns: a whole number ≥ 0.
    /// - Throws: `.invalidValue`, `.sizeMismatch` for faulty input; `.notIdentifiable` for another level.
    /// - Reference: Rosenthal (1979), doi:10.1037/0033-2909.86.3.638.
    public static func failSafeN(
        estimates: [Double],
        samplingVariances: [Double],
        alpha: Double = 0.05
    ) throws(MetaAnalysisError) -> Double {
        let data = try PoolingData(
            estimates: estimates,
            samplingVariances: samplingVariances,
            design: .interceptOnly(count: estimates.count)
        )
        guard alpha > 0, alpha < 0.5 else {
            throw .notIdentifiable("the one-sided level of fail-safe N must lie between 0 and 0.5")
        }
        let sum = zip(data.estimates, data.samplingVariances).reduce(0) {
            $0 + $1.0 / $1.1.squareRoot()
        }
        let critical = NormalDistribution.upperQuantile(alpha)
        return max(0, (sum * sum / (critical * critical) - Double(data.count)).rounded(.up))
    }

    private static func standardErrorRegression(
        _ estimates: [Double],
        _ samplingVariances: [Double]
    ) throws(MetaAnalysisError) -> PoolingData {
        guard estimates.count >= 3 else {
            throw .tooFewStudies(needed: 3, found: estimates.count, why: "Egger's test")
        }
        let errors = samplingVariances.map { $0.squareRoot() }
        return try PoolingData(
            estimates: estimates,
            samplingVariances: samplingVariances,
            design: DesignMatrix(
                count: estimates.count,
                moderators: [(name: "standard error", values: errors)]
            )
        )
    }
}
