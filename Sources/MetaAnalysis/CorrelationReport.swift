import Foundation

/// Scale on which correlations are pooled.
public enum CorrelationMeasure: String, Sendable, Codable, CaseIterable {
    /// Raw correlation.
    case raw = "COR"
    /// Fisher's z.
    case fisherZ = "ZCOR"
}

/// A correlation with its sample size.
public struct CorrelationReport: Sendable, Equatable {
    /// Pearson correlation.
    public var correlation: Double
    /// Number of pairs.
    public var pairs: Double

    /// A correlation from its value and size.
    public init(correlation: Double, pairs: Double) {
        self.correlation = correlation
        self.pairs = pairs
    }

    /// The estimate and its large-sample variance: (1 − r²)² / (n − 1) or 1 / (n − 3).
    ///
    /// - Parameter measure: scale.
    /// - Returns: estimate and variance.
    /// - Throws: `.faults` for |r| ≥ 1 or n below 4.
    /// - Reference: Fisher (1921), Metron 1, 3–32.
    public func estimate(
        _ measure: CorrelationMeasure
    ) throws(EffectMeasureError) -> EffectExtraction {
        var collector = FaultCollector()
        collector.require("ri", correlation, "a number above −1 and below 1") { abs($0) < 1 }
        collector.require("ni", pairs, "a number of at least 4") { $0 >= 4 }
        try collector.finish()
        let value = measure == .raw ? correlation : atanh(correlation)
        let unexplained = 1 - correlation * correlation
        let variance =
            measure == .raw ? unexplained * unexplained / (pairs - 1) : 1 / (pairs - 3)
        return .estimate(
            EffectEstimate(
                value: value,
                samplingVariance: variance,
                source: "Correlation and Sample Size"
            )
        )
    }
}
