import Statistics

/// A ready-made estimate with a variance, a standard error or a confidence interval.
public struct GenericReport: Sendable, Equatable {
    /// Estimate on the analysis scale.
    public var estimate: Double?
    /// Sampling variance.
    public var samplingVariance: Double?
    /// Standard error.
    public var standardError: Double?
    /// Lower confidence limit on the analysis scale.
    public var lowerLimit: Double?
    /// Upper confidence limit on the analysis scale.
    public var upperLimit: Double?

    /// A report; items that are not reported are nil.
    public init(
        estimate: Double? = nil,
        samplingVariance: Double? = nil,
        standardError: Double? = nil,
        lowerLimit: Double? = nil,
        upperLimit: Double? = nil
    ) {
        self.estimate = estimate
        self.samplingVariance = samplingVariance
        self.standardError = standardError
        self.lowerLimit = lowerLimit
        self.upperLimit = upperLimit
    }

    /// The estimate with the variance from the first item reported: v, SE, interval.
    ///
    /// An interval is taken as symmetric on the analysis scale: give the logarithms of the ends of a
    /// ratio, not the ends. Only its width is used.
    ///
    /// - Parameter reportedLevel: level of the reported interval, between 0 and 1.
    /// - Returns: estimate and variance, or the names of what is missing.
    /// - Throws: `.faults` for figures outside their range or contradicting each other.
    public func extraction(
        reportedLevel: Double = 0.95
    ) throws(EffectMeasureError) -> EffectExtraction {
        var collector = FaultCollector()
        collector.require("reported level", reportedLevel, "a number between 0 and 1") {
            $0 > 0 && $0 < 1
        }
        collector.require("yi", estimate, "a finite number") { _ in true }
        collector.require("vi", samplingVariance, "a number above 0") { $0 > 0 }
        collector.require("sei", standardError, "a number above 0") { $0 > 0 }
        if let lowerLimit, let upperLimit {
            collector.require("ci_lower", lowerLimit, "less than ci_upper (\(upperLimit))") {
                $0 < upperLimit
            }
        }
        if let estimate {
            collector.require("ci_lower", lowerLimit, "at most yi (\(estimate))") {
                $0 <= estimate
            }
            collector.require("ci_upper", upperLimit, "at least yi (\(estimate))") {
                $0 >= estimate
            }
        }
        try collector.finish()
        guard let estimate else { return .notPoolable(missing: ["yi"]) }
        if let samplingVariance {
            return .estimate(
                EffectEstimate(
                    value: estimate,
                    samplingVariance: samplingVariance,
                    source: "Sampling Variance"
                )
            )
        }
        if let standardError {
            return .estimate(
                EffectEstimate(
                    value: estimate,
                    samplingVariance: standardError * standardError,
                    source: "Standard Error"
                )
            )
        }
        if let lowerLimit, let upperLimit {
            let quantile = NormalDistribution.upperQuantile((1 - reportedLevel) / 2)
            let error = (upperLimit - lowerLimit) / (2 * quantile)
            // A tenth allows for rounding in print; the interval of an untransformed ratio exceeds it.
            let shift = abs(estimate - (lowerLimit + upperLimit) / 2)
            let isSymmetric = shift <= 0.1 * (upperLimit - lowerLimit)
            return .estimate(
                EffectEstimate(
                    value: estimate,
                    samplingVariance: error * error,
                    source: isSymmetric
                        ? "Confidence Interval" : "Confidence Interval, not symmetric"
                )
            )
        }
        let items: [(String, Double?)] = [
            ("vi", samplingVariance), ("sei", standardError), ("ci_lower", lowerLimit),
            ("ci_upper", upperLimit),
        ]
        return .notPoolable(missing: items.filter { $0.1 == nil }.map(\.0))
    }
}
