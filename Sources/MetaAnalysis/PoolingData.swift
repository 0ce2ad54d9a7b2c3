import Foundation
import Statistics

/// Checked input of a fit: estimates, variances and design of the same length.
struct PoolingData {
    let estimates: [Double]
    let samplingVariances: [Double]
    let design: DesignMatrix

    var count: Int { estimates.count }
    var width: Int { design.width }
    var residualDegreesOfFreedom: Int { count - width }

    init(
        estimates: [Double],
        samplingVariances: [Double],
        design: DesignMatrix
    ) throws(MetaAnalysisError) {
        guard !estimates.isEmpty else {
            throw .tooFewStudies(needed: 1, found: 0, why: "pooling")
        }
        guard samplingVariances.count == estimates.count else {
            throw .sizeMismatch(
                what: "sampling variances",
                expected: estimates.count,
                found: samplingVariances.count
            )
        }
        for (study, value) in estimates.enumerated() where !value.isFinite {
            throw .invalidValue(
                what: "the estimate must be a finite number",
                study: study,
                found: value
            )
        }
        for (study, value) in samplingVariances.enumerated() where !(value > 0 && value.isFinite) {
            throw .invalidValue(
                what: "the sampling variance must be above 0",
                study: study,
                found: value
            )
        }
        for (name, column) in zip(design.names, design.columns) {
            guard column.count == estimates.count else {
                throw .sizeMismatch(
                    what: "moderator '\(name)'",
                    expected: estimates.count,
                    found: column.count
                )
            }
            for (study, value) in column.enumerated() where !value.isFinite {
                throw .invalidValue(
                    what: "moderator '\(name)' must be a finite number",
                    study: study,
                    found: value
                )
            }
        }
        self.estimates = estimates
        self.samplingVariances = samplingVariances
        self.design = design
    }

    /// Least squares with the given weights.
    func regression(weights: [Double]) throws(MetaAnalysisError) -> WeightedLeastSquares {
        do {
            return try WeightedLeastSquares(
                response: estimates,
                columns: design.columns,
                weights: weights
            )
        } catch {
            if case .collinear(let column) = error {
                throw .collinearModerators(design.names[column])
            }
            throw .noConvergence("least squares: \(error)")
        }
    }

    /// Least squares with weights 1 / (vᵢ + τ²).
    func regression(tauSquared: Double) throws(MetaAnalysisError) -> WeightedLeastSquares {
        try regression(weights: samplingVariances.map { 1 / ($0 + tauSquared) })
    }

    /// Generalised Q statistic Σ (yᵢ − xᵢβ)² / (vᵢ + τ²), falling in τ².
    func generalisedQ(tauSquared: Double) throws(MetaAnalysisError) -> Double {
        if design.isInterceptOnly { return moments(tauSquared: tauSquared).cochranQ }
        return try regression(tauSquared: tauSquared).residualSumOfSquares
    }

    /// log |X′X|, which makes the restricted likelihood independent of the scale of moderators.
    func designLogDeterminant() throws(MetaAnalysisError) -> Double {
        if design.isInterceptOnly { return log(Double(count)) }
        return try regression(weights: Array(repeating: 1, count: count)).logDeterminant
    }

    /// Log-likelihood that a fit by a method reports: restricted for REML only.
    func maximum(
        method: HeterogeneityMethod,
        at tauSquared: Double
    ) throws(MetaAnalysisError) -> Double {
        let restricted = method == .restrictedMaximumLikelihood
        return try logLikelihood(
            tauSquared: tauSquared,
            restricted: restricted,
            designLogDeterminant: restricted ? try designLogDeterminant() : 0
        )
    }

    /// Log-likelihood of τ² with β at its optimum, restricted or not.
    func logLikelihood(
        tauSquared: Double,
        restricted: Bool,
        designLogDeterminant: Double
    ) throws(MetaAnalysisError) -> Double {
        let (squares, logDeterminant): (Double, Double)
        if design.isInterceptOnly {
            let sums = moments(tauSquared: tauSquared)
            (squares, logDeterminant) = (sums.cochranQ, log(sums.sum))
        } else {
            let fit = try regression(tauSquared: tauSquared)
            (squares, logDeterminant) = (fit.residualSumOfSquares, fit.logDeterminant)
        }
        let size = Double(restricted ? residualDegreesOfFreedom : count)
        let variances = samplingVariances.reduce(0) { $0 + log($1 + tauSquared) }
        let plain = -0.5 * (size * log(2 * Double.pi) + variances + squares)
        return restricted ? plain + 0.5 * (designLogDeterminant - logDeterminant) : plain
    }
}
