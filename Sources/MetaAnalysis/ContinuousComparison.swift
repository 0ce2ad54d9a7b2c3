import Foundation
import Statistics

/// Effect measure of two means.
public enum ContinuousMeasure: String, Sendable, Codable, CaseIterable {
    /// Mean difference.
    case meanDifference = "MD"
    /// Standardised mean difference, Hedges' g with the exact correction.
    case standardisedMeanDifference = "SMD"
    /// Log ratio of means.
    case ratioOfMeans = "ROM"
}

/// A study that compares two groups on a continuous outcome.
public struct ContinuousComparison: Sendable, Equatable {
    /// Mean of the first group.
    public var firstMean: Double
    /// Standard deviation of the first group.
    public var firstDeviation: Double
    /// Size of the first group.
    public var firstSize: Double
    /// Mean of the second group.
    public var secondMean: Double
    /// Standard deviation of the second group.
    public var secondDeviation: Double
    /// Size of the second group.
    public var secondSize: Double

    /// A comparison from the moments of both groups.
    public init(
        firstMean: Double,
        firstDeviation: Double,
        firstSize: Double,
        secondMean: Double,
        secondDeviation: Double,
        secondSize: Double
    ) {
        self.firstMean = firstMean
        self.firstDeviation = firstDeviation
        self.firstSize = firstSize
        self.secondMean = secondMean
        self.secondDeviation = secondDeviation
        self.secondSize = secondSize
    }

    /// The estimate and its large-sample variance.
    ///
    /// - Parameter measure: effect measure.
    /// - Returns: estimate and variance, or what stands in the way.
    /// - Throws: `.faults` for deviations below 0, groups under 2, means of opposite sign for ROM.
    /// - Reference: Hedges (1981), doi:10.3102/10769986006002107; Hedges, Gurevitch & Curtis
    ///   (1999), doi:10.1890/0012-9658(1999)080[1150:TMAORR]2.0.CO;2 for the ratio of means.
    public func estimate(
        _ measure: ContinuousMeasure
    ) throws(EffectMeasureError) -> EffectExtraction {
        try check(measure)
        let firstVariance = firstDeviation * firstDeviation
        let secondVariance = secondDeviation * secondDeviation
        let value: Double
        let variance: Double
        switch measure {
        case .meanDifference:
            value = firstMean - secondMean
            variance = firstVariance / firstSize + secondVariance / secondSize
        case .ratioOfMeans:
            value = log(firstMean / secondMean)
            variance =
                firstVariance / (firstSize * firstMean * firstMean)
                + secondVariance / (secondSize * secondMean * secondMean)
        case .standardisedMeanDifference:
            let degrees = firstSize + secondSize - 2
            let pooled =
                ((firstSize - 1) * firstVariance + (secondSize - 1) * secondVariance) / degrees
            let correction =
                exp(
                    GammaFunctions.logGamma(degrees / 2)
                        - GammaFunctions.logGamma((degrees - 1) / 2)
                ) / (degrees / 2).squareRoot()
            value = correction * (firstMean - secondMean) / pooled.squareRoot()
            variance =
                1 / firstSize + 1 / secondSize + value * value / (2 * (firstSize + secondSize))
        }
        guard value.isFinite, variance.isFinite, variance > 0 else {
            return .notPoolable(missing: ["a standard deviation above 0"])
        }
        return .estimate(
            EffectEstimate(
                value: value,
                samplingVariance: variance,
                source: "Means and Deviations"
            )
        )
    }

    private func check(_ measure: ContinuousMeasure) throws(EffectMeasureError) {
        var collector = FaultCollector()
        collector.require("m1", firstMean, "a finite number") { _ in true }
        collector.require("m2", secondMean, "a finite number") { _ in true }
        collector.require("sd1", firstDeviation, "a number of at least 0") { $0 >= 0 }
        collector.require("sd2", secondDeviation, "a number of at least 0") { $0 >= 0 }
        collector.require("n1", firstSize, "a number of at least 2") { $0 >= 2 }
        collector.require("n2", secondSize, "a number of at least 2") { $0 >= 2 }
        if measure == .ratioOfMeans {
            collector.require("m1", firstMean, "a mean other than 0") { $0 != 0 }
            collector.require("m2", secondMean, "a mean of the same sign as m1") {
                $0 * firstMean > 0
            }
        }
        try collector.finish()
    }
}
