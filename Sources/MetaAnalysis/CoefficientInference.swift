import Foundation
import Statistics

/// Standard errors, tests and intervals of the coefficients of one fit.
struct CoefficientInference {
    let coefficients: [Double]
    let matrix: SymmetricMatrix
    let standardErrors: [Double]
    let statistics: [Double]
    let pValues: [Double]
    let intervals: [Interval]
    /// Nil for normal theory.
    let degrees: Double?

    init(
        fit: WeightedLeastSquares,
        inflation: Double,
        test: InferenceTest,
        degrees: Double,
        level: Double
    ) {
        self.init(
            coefficients: fit.coefficients,
            matrix: fit.inverseInformation.scaled(by: inflation),
            degrees: test == .normal ? nil : degrees,
            level: level
        )
    }

    init(coefficients: [Double], matrix: SymmetricMatrix, degrees: Double?, level: Double) {
        self.coefficients = coefficients
        self.matrix = matrix
        self.degrees = degrees
        standardErrors = matrix.diagonal.map { $0.squareRoot() }
        let statistics = zip(coefficients, standardErrors).map { $0 / $1 }
        self.statistics = statistics
        pValues = statistics.map { Self.twoSided($0, degrees: degrees) }
        let quantile = Self.quantile(level: level, degrees: degrees)
        intervals = zip(coefficients, standardErrors).map {
            Interval(lower: $0 - quantile * $1, upper: $0 + quantile * $1)
        }
    }

    var covariance: [[Double]] {
        (0..<matrix.size).map { row in (0..<matrix.size).map { matrix[row, $0] } }
    }

    /// Two-sided p value from the normal (nil degrees) or the t distribution.
    static func twoSided(_ statistic: Double, degrees: Double?) -> Double {
        if let degrees { return StudentT(degreesOfFreedom: degrees).twoSided(statistic) }
        return NormalDistribution.twoSided(statistic)
    }

    /// Quantile for a two-sided interval.
    static func quantile(level: Double, degrees: Double?) -> Double {
        let tail = (1 - level) / 2
        if let degrees { return StudentT(degreesOfFreedom: degrees).upperQuantile(tail) }
        return NormalDistribution.upperQuantile(tail)
    }

    /// Joint test of all coefficients but the intercept; of the intercept if it stands alone.
    func omnibus(
        design: DesignMatrix
    ) throws(MetaAnalysisError) -> (statistic: Double, pValue: Double) {
        let tested =
            design.hasIntercept && design.width > 1
            ? Array(1..<design.width) : Array(0..<design.width)
        let block = SymmetricMatrix(size: tested.count) { matrix[tested[$0], tested[$1]] }
        // Scaled to a correlation matrix, so that units of moderators do not decide about rank.
        let scales = block.diagonal.map { $0.squareRoot() }
        guard scales.allSatisfy({ $0 > 0 }) else { return (.infinity, 0) }
        let correlation = SymmetricMatrix(size: tested.count) {
            block[$0, $1] / (scales[$0] * scales[$1])
        }
        let standardised = zip(tested, scales).map { coefficients[$0] / $1 }
        let chiSquared: Double
        do {
            let solved = try CholeskyFactor(of: correlation).solve(standardised)
            chiSquared = zip(solved, standardised).reduce(0) { $0 + $1.0 * $1.1 }
        } catch {
            throw .collinearModerators(design.names[tested[tested.count - 1]])
        }
        let width = Double(tested.count)
        guard let degrees else {
            return (chiSquared, ChiSquared(degreesOfFreedom: width).upperTail(chiSquared))
        }
        let statistic = chiSquared / width
        let distribution = FDistribution(numerator: width, denominator: degrees)
        return (statistic, distribution.upperTail(statistic))
    }

    /// Estimate ± q √(τ² + SE²); nil where a single new study has no defined value.
    func prediction(
        design: DesignMatrix,
        options: PoolingOptions,
        tauSquared: Double,
        count: Int
    ) -> Interval? {
        guard design.isInterceptOnly, options.method != .commonEffect else { return nil }
        let degreesForPrediction: Double?
        switch options.predictionDistribution {
        case .sameAsTest: degreesForPrediction = degrees
        case .higgins:
            guard count > 2 else { return nil }
            degreesForPrediction = Double(count - 2)
        }
        let quantile = Self.quantile(
            level: options.confidenceLevel,
            degrees: degreesForPrediction
        )
        let width = quantile * (tauSquared + matrix[0, 0]).squareRoot()
        return Interval(lower: coefficients[0] - width, upper: coefficients[0] + width)
    }
}

extension PoolingData {
    /// I², H², Q and their intervals.
    ///
    /// I² = 100 τ² / (τ² + s²) with the typical sampling variance s² = (k − p) / tr P; for the
    /// common effect the form from Q.
    ///
    /// - Reference: Higgins & Thompson (2002), doi:10.1002/sim.1186; Viechtbauer (2007),
    ///   doi:10.1002/sim.2514.
    func heterogeneityMeasures(
        method: HeterogeneityMethod,
        tauSquared: Double,
        level: Double
    ) throws(MetaAnalysisError) -> (
        iSquared: Double, hSquared: Double, cochranQ: Double, interval: HeterogeneityInterval?
    ) {
        let degrees = Double(residualDegreesOfFreedom)
        let (cochranQ, trace): (Double, Double)
        if design.isInterceptOnly {
            let sums = moments(tauSquared: 0)
            (cochranQ, trace) = (sums.cochranQ, sums.projectionTrace)
        } else {
            let fit = try regression(tauSquared: 0)
            (cochranQ, trace) = (fit.residualSumOfSquares, fit.projectionTrace)
        }
        guard degrees >= 1 else { return (0, 1, residualDegreesOfFreedom == 0 ? 0 : cochranQ, nil) }
        if method == .commonEffect {
            let iSquared = cochranQ > 0 ? max(0, 100 * (cochranQ - degrees) / cochranQ) : 0
            return (iSquared, cochranQ / degrees, cochranQ, nil)
        }
        let typical = degrees / trace
        func iSquared(_ value: Double) -> Double { 100 * value / (value + typical) }
        func hSquared(_ value: Double) -> Double { value / typical + 1 }
        let limit = max(100, 10 * tauSquared)
        let distribution = ChiSquared(degreesOfFreedom: degrees)
        let tail = (1 - level) / 2
        let lower = try solveGeneralisedQ(equals: distribution.upperQuantile(tail), upTo: limit)
        let upper = try solveGeneralisedQ(equals: distribution.quantile(tail), upTo: limit)
        let interval = HeterogeneityInterval(
            tauSquared: Interval(lower: lower.value, upper: upper.value),
            iSquared: Interval(lower: iSquared(lower.value), upper: iSquared(upper.value)),
            hSquared: Interval(lower: hSquared(lower.value), upper: hSquared(upper.value)),
            upperIsSearchLimit: upper.value == limit
        )
        return (iSquared(tauSquared), hSquared(tauSquared), cochranQ, interval)
    }

    /// Percentage of τ² explained by the moderators.
    ///
    /// For the common effect the adjusted R² of the weighted regression. Nil without moderators and
    /// where there is nothing to explain.
    func rSquared(
        method: HeterogeneityMethod,
        tauSquared: Double
    ) throws(MetaAnalysisError) -> Double? {
        guard design.hasIntercept, design.width > 1 else { return nil }
        let empty = try PoolingData(
            estimates: estimates,
            samplingVariances: samplingVariances,
            design: .interceptOnly(count: count)
        )
        if method == .commonEffect {
            let residual = try generalisedQ(tauSquared: 0) / Double(residualDegreesOfFreedom)
            let total = try empty.generalisedQ(tauSquared: 0) / Double(count - 1)
            return total > 0 ? max(0, 100 * (1 - residual / total)) : nil
        }
        let before = try empty.tauSquared(method: method).value
        return before > 0 ? max(0, 100 * (before - tauSquared) / before) : nil
    }
}
