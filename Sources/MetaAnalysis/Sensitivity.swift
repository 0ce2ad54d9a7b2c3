import Foundation
import Statistics

/// One study's influence on a fit, from leaving it out.
public struct StudyInfluence: Sendable, Equatable {
    /// Externally standardised residual.
    public let rStudent: Double
    /// Change of the fitted value in standard errors.
    public let dfFits: Double
    /// Cook's distance.
    public let cookDistance: Double
    /// Determinant of the covariance without the study over that with it.
    public let covarianceRatio: Double
    /// Diagonal of the hat matrix.
    public let leverage: Double
    /// Weight in percent.
    public let weight: Double
    /// τ² without the study, squared analysis units.
    public let tauSquaredWithout: Double
    /// Cochran's Q without the study.
    public let cochranQWithout: Double
}

/// An empirical Bayes prediction of a study's true value.
public struct ShrunkenEstimate: Sendable, Equatable {
    /// λyᵢ + (1 − λ)xᵢβ with λ = τ² / (τ² + vᵢ), on the analysis scale.
    public let estimate: Double
    /// Its standard error.
    public let standardError: Double
}

/// Refits that show how much a result hangs on single studies.
public enum Sensitivity {
    /// The model without each study in turn.
    ///
    /// - Parameters:
    ///   - estimates: k study estimates.
    ///   - samplingVariances: k sampling variances.
    ///   - design: moderators; nil for the intercept alone.
    ///   - options: as in the full fit.
    /// - Returns: k fits, the i-th without study i.
    /// - Throws: `.tooFewStudies` for k < 2 and as the fit does, e.g. if a moderator does not vary
    ///   without a study.
    public static func leaveOneOut(
        estimates: [Double],
        samplingVariances: [Double],
        design: DesignMatrix? = nil,
        options: PoolingOptions = PoolingOptions()
    ) throws(MetaAnalysisError) -> [RandomEffectsFit] {
        guard estimates.count > 1 else {
            throw .tooFewStudies(needed: 2, found: estimates.count, why: "leaving one out")
        }
        let data = try PoolingData(
            estimates: estimates,
            samplingVariances: samplingVariances,
            design: design ?? .interceptOnly(count: estimates.count)
        )
        var fits: [RandomEffectsFit] = []
        for omitted in estimates.indices {
            let rows = estimates.indices.filter { $0 != omitted }
            fits.append(try RandomEffectsFit(data: data.selecting(rows), options: options))
        }
        return fits
    }

    /// The pooled value as studies are added one by one, in the order given.
    ///
    /// - Parameters:
    ///   - estimates: k study estimates.
    ///   - samplingVariances: k sampling variances.
    ///   - order: positions in the order of adding, e.g. by year; nil for the order given.
    ///   - options: method, test, level.
    /// - Returns: k fits, the i-th of the first i studies.
    /// - Throws: `.sizeMismatch` if the order has another length, `.notIdentifiable` if it does not hold
    ///   each position once; as the fit.
    public static func cumulative(
        estimates: [Double],
        samplingVariances: [Double],
        order: [Int]? = nil,
        options: PoolingOptions = PoolingOptions()
    ) throws(MetaAnalysisError) -> [RandomEffectsFit] {
        let data = try PoolingData(
            estimates: estimates,
            samplingVariances: samplingVariances,
            design: .interceptOnly(count: estimates.count)
        )
        let sequence = order ?? Array(estimates.indices)
        guard sequence.sorted() == Array(estimates.indices) else {
            guard sequence.count == estimates.count else {
                throw .sizeMismatch(
                    what: "order of the studies",
                    expected: estimates.count,
                    found: sequence.count
                )
            }
            throw .notIdentifiable("the order of the studies must hold each position once")
        }
        var fits: [RandomEffectsFit] = []
        for count in 1...sequence.count {
            let rows = Array(sequence.prefix(count))
            fits.append(try RandomEffectsFit(data: data.selecting(rows), options: options))
        }
        return fits
    }

    /// Influence of each study on the fit.
    ///
    /// - Parameters:
    ///   - estimates: k study estimates.
    ///   - samplingVariances: k sampling variances.
    ///   - design: moderators; nil for the intercept alone.
    ///   - options: as in the full fit.
    /// - Returns: k sets of diagnostics.
    /// - Throws: as `leaveOneOut`; `.notIdentifiable` for a singular covariance.
    /// - Reference: Viechtbauer & Cheung (2010), doi:10.1002/jrsm.11.
    public static func influence(
        estimates: [Double],
        samplingVariances: [Double],
        design: DesignMatrix? = nil,
        options: PoolingOptions = PoolingOptions()
    ) throws(MetaAnalysisError) -> [StudyInfluence] {
        let data = try PoolingData(
            estimates: estimates,
            samplingVariances: samplingVariances,
            design: design ?? .interceptOnly(count: estimates.count)
        )
        let full = try RandomEffectsFit(data: data, options: options)
        let reduced = try leaveOneOut(
            estimates: estimates,
            samplingVariances: samplingVariances,
            design: design,
            options: options
        )
        let (factor, scales) = try scaledFactor(full)
        var result: [StudyInfluence] = []
        for (study, without) in reduced.enumerated() {
            let row = data.design.columns.map { $0[study] }
            let predicted = zip(row, without.coefficients).reduce(0) { $0 + $1.0 * $1.1 }
            let total = samplingVariances[study] + without.tauSquared
            let residualVariance = total + quadraticForm(without.covariance, row)
            let shift = zip(full.coefficients, without.coefficients).map { $0 - $1 }
            let scaled = zip(shift, scales).map { $0 / $1 }
            let cook = zip(factor.solve(scaled), scaled).reduce(0) { $0 + $1.0 * $1.1 }
            let (reducedFactor, reducedScales) = try scaledFactor(without)
            let logRatio =
                reducedFactor.logDeterminant - factor.logDeterminant
                + 2 * zip(reducedScales, scales).reduce(0) { $0 + log($1.0 / $1.1) }
            result.append(
                StudyInfluence(
                    rStudent: (estimates[study] - predicted) / residualVariance.squareRoot(),
                    dfFits: (full.fitted[study] - predicted)
                        / (without.inflation * full.leverages[study] * total).squareRoot(),
                    cookDistance: cook,
                    covarianceRatio: exp(logRatio),
                    leverage: full.leverages[study],
                    weight: full.weights[study],
                    tauSquaredWithout: without.tauSquared,
                    cochranQWithout: without.cochranQ
                )
            )
        }
        return result
    }

    /// Best linear unbiased predictions of the true values of the studies.
    ///
    /// - Parameters:
    ///   - fit: fit of the same studies.
    ///   - estimates: k study estimates.
    ///   - samplingVariances: k sampling variances.
    ///   - design: the design of the fit; nil for the intercept alone.
    /// - Returns: k predictions.
    /// - Throws: `.sizeMismatch` if the fit is of other studies.
    /// - Reference: Raudenbush & Bryk (1985), doi:10.3102/10769986010002075.
    public static func shrunkenEstimates(
        of fit: RandomEffectsFit,
        estimates: [Double],
        samplingVariances: [Double],
        design: DesignMatrix? = nil
    ) throws(MetaAnalysisError) -> [ShrunkenEstimate] {
        let data = try PoolingData(
            estimates: estimates,
            samplingVariances: samplingVariances,
            design: design ?? .interceptOnly(count: estimates.count)
        )
        guard fit.studyCount == data.count, fit.coefficients.count == data.width else {
            throw .sizeMismatch(
                what: "studies of the fit",
                expected: fit.studyCount,
                found: data.count
            )
        }
        return estimates.indices.map { study in
            let variance = samplingVariances[study]
            let share = fit.tauSquared / (fit.tauSquared + variance)
            let row = data.design.columns.map { $0[study] }
            let model = quadraticForm(fit.covariance, row)
            return ShrunkenEstimate(
                estimate: share * estimates[study] + (1 - share) * fit.fitted[study],
                standardError: (share * variance + (1 - share) * (1 - share) * model)
                    .squareRoot()
            )
        }
    }

    private static func quadraticForm(_ matrix: [[Double]], _ vector: [Double]) -> Double {
        SymmetricMatrix(size: matrix.count) { matrix[$0][$1] }.quadraticForm(vector)
    }

    /// Cholesky factor of the correlation matrix of the coefficients, with their standard errors.
    private static func scaledFactor(
        _ fit: RandomEffectsFit
    ) throws(MetaAnalysisError) -> (CholeskyFactor, [Double]) {
        let scales = fit.standardErrors
        let correlation = SymmetricMatrix(size: scales.count) {
            fit.covariance[$0][$1] / (scales[$0] * scales[$1])
        }
        do {
            return (try CholeskyFactor(of: correlation), scales)
        } catch {
            throw .notIdentifiable("the covariance of the coefficients is singular (\(error))")
        }
    }
}

extension PoolingData {
    /// The data of some of the studies, in the order given.
    func selecting(_ rows: [Int]) throws(MetaAnalysisError) -> PoolingData {
        try PoolingData(
            estimates: rows.map { estimates[$0] },
            samplingVariances: rows.map { samplingVariances[$0] },
            design: design.selecting(rows)
        )
    }
}
