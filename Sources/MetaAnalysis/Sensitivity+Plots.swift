import Foundation
import Statistics

/// Where a study stands in a Baujat plot.
public struct BaujatPoint: Sendable, Equatable {
    /// Contribution to heterogeneity: the squared residual over vᵢ + τ².
    public let heterogeneity: Double
    /// Influence: squared change of the pooled value without the study, over its variance then.
    public let influence: Double
}

/// Where a study stands in a radial (Galbraith) plot.
public struct RadialPoint: Sendable, Equatable {
    /// Precision 1/√(vᵢ + τ²).
    public let precision: Double
    /// Standardised estimate yᵢ/√(vᵢ + τ²).
    public let standardised: Double
}

/// A regression line with its bands.
public struct BubbleLine: Sendable, Equatable {
    /// Values of the moderator.
    public let places: [Double]
    /// Fitted values on the analysis scale.
    public let fitted: [Double]
    /// Confidence intervals of the fitted values.
    public let confidence: [Interval]
    /// Intervals where the true value of a new study is expected.
    public let prediction: [Interval]
}

extension Sensitivity {
    /// Contribution to heterogeneity and influence of each study.
    ///
    /// With the common-effect model these are the axes of the original plot.
    ///
    /// - Parameters:
    ///   - estimates: k estimates, k ≥ 3.
    ///   - samplingVariances: k sampling variances.
    ///   - options: as in the full fit.
    /// - Returns: k points.
    /// - Throws: as a fit without one of the studies.
    /// - Reference: Baujat, Mahé, Pignon & Hill (2002), doi:10.1002/sim.1221.
    public static func baujat(
        estimates: [Double],
        samplingVariances: [Double],
        options: PoolingOptions = PoolingOptions()
    ) throws(MetaAnalysisError) -> [BaujatPoint] {
        let full = try RandomEffectsFit(
            estimates: estimates,
            samplingVariances: samplingVariances,
            options: options
        )
        let reduced = try leaveOneOut(
            estimates: estimates,
            samplingVariances: samplingVariances,
            options: options
        )
        return reduced.enumerated().map { study, without in
            let residual = estimates[study] - full.estimate
            let change = full.estimate - without.estimate
            return BaujatPoint(
                heterogeneity: residual * residual / (samplingVariances[study] + full.tauSquared),
                influence: change * change / (without.standardError * without.standardError)
            )
        }
    }

    /// Precision and standardised estimate of each study.
    ///
    /// - Parameters:
    ///   - estimates: k estimates.
    ///   - samplingVariances: k sampling variances.
    ///   - tauSquared: τ² of the model; 0 for the common effect.
    /// - Returns: k points.
    /// - Reference: Galbraith (1988), doi:10.1002/sim.4780070807.
    public static func radial(
        estimates: [Double],
        samplingVariances: [Double],
        tauSquared: Double
    ) -> [RadialPoint] {
        zip(estimates, samplingVariances).map { estimate, variance in
            let error = (variance + tauSquared).squareRoot()
            return RadialPoint(precision: 1 / error, standardised: estimate / error)
        }
    }

    /// The line of a meta-regression on one moderator.
    ///
    /// - Parameters:
    ///   - fit: intercept and one moderator.
    ///   - range: values of the moderator to cover.
    ///   - count: number of points, at least 2.
    /// - Returns: the line, or nil for a model of another shape.
    public static func bubbleLine(
        of fit: RandomEffectsFit,
        over range: Interval,
        count: Int = 61
    ) -> BubbleLine? {
        guard fit.coefficients.count == 2, count > 1 else { return nil }
        let quantile = CoefficientInference.quantile(
            level: fit.options.confidenceLevel,
            degrees: fit.degreesOfFreedom
        )
        let covariance = SymmetricMatrix(size: 2) { fit.covariance[$0][$1] }
        let places = (0..<count).map {
            range.lower + (range.upper - range.lower) * Double($0) / Double(count - 1)
        }
        let fitted = places.map { fit.coefficients[0] + fit.coefficients[1] * $0 }
        func band(_ extra: Double) -> [Interval] {
            zip(places, fitted).map { place, value in
                let variance = covariance.quadraticForm([1, place]) + extra
                let width = quantile * variance.squareRoot()
                return Interval(lower: value - width, upper: value + width)
            }
        }
        return BubbleLine(
            places: places,
            fitted: fitted,
            confidence: band(0),
            prediction: band(fit.tauSquared)
        )
    }
}
