import Statistics

/// What readers and cases stand for in an analysis of a reader study.
public enum ReaderInference: String, Codable, Sendable, Equatable, CaseIterable {
    /// Both are samples: results hold for readers and cases like these.
    case randomReadersRandomCases = "random-readers-random-cases"
    /// Results hold for cases like these, read by these readers.
    case fixedReadersRandomCases = "fixed-readers-random-cases"
    /// Results hold for readers like these, reading these cases.
    case randomReadersFixedCases = "random-readers-fixed-cases"
}

/// An area, or a difference of areas, with its uncertainty.
public struct ReaderEstimate: Codable, Sendable, Equatable {
    /// The estimate.
    public var estimate: Double
    /// Its standard error; absent where there is none to be had.
    public var standardError: Double?
    /// Degrees of freedom of t; absent where the normal distribution takes its place.
    public var degreesOfFreedom: Double?
    /// Estimate over standard error, t or z; differences only.
    public var statistic: Double?
    /// The two-sided p-value of the statistic.
    public var pValue: Double?
    /// Estimate ± quantile · SE, cut where areas and their differences end.
    public var interval: ConfidenceInterval?

    /// Variances below this are what rounding leaves of 0: a standard error of 10⁻⁸ would need
    /// 10¹⁴ cases.
    static let negligibleVariance = 1e-16

    /// An area with its interval.
    static func area(
        _ area: Double,
        variance: Double?,
        degreesOfFreedom: Double = .infinity,
        level: Double
    ) -> ReaderEstimate {
        ReaderEstimate(area, variance, degreesOfFreedom, level, limits: 0...1)
    }

    /// A difference of areas with its test and interval.
    static func difference(
        _ difference: Double,
        variance: Double?,
        degreesOfFreedom: Double = .infinity,
        level: Double
    ) -> ReaderEstimate {
        var found = ReaderEstimate(difference, variance, degreesOfFreedom, level, limits: -1...1)
        guard let error = found.standardError else { return found }
        let ratio = difference / error
        found.statistic = ratio
        found.pValue = StudentT(degreesOfFreedom: degreesOfFreedom).twoSided(ratio)
        return found
    }

    private init(
        _ estimate: Double,
        _ variance: Double?,
        _ degrees: Double,
        _ level: Double,
        limits: ClosedRange<Double>
    ) {
        self.estimate = estimate
        guard let variance, variance > Self.negligibleVariance else { return }
        let error = variance.squareRoot()
        let half = StudentT(degreesOfFreedom: degrees).upperQuantile((1 - level) / 2) * error
        standardError = error
        degreesOfFreedom = degrees.isFinite ? degrees : nil
        interval = ConfidenceInterval(
            lower: max(limits.lowerBound, estimate - half),
            upper: min(limits.upperBound, estimate + half)
        )
    }
}

/// The error term of an analysis: a mean square between readers, and what the cases add to it.
struct ReaderErrorTerm {
    /// Mean square plus the part of the cases.
    let value: Double
    /// Hillis' denominator degrees of freedom; infinite where the readers do not vary.
    let degreesOfFreedom: Double

    /// Adds the part of the cases.
    ///
    /// ddf = (MS + r · max(c, 0))² / (MS² / df).
    ///
    /// - Parameters:
    ///   - meanSquare: mean square between readers, or of the interaction.
    ///   - degrees: its degrees of freedom.
    ///   - readers: r, number of readers.
    ///   - covariance: c, Cov₂ or Cov₂ − Cov₃; counts as 0 where it is below 0.
    /// - Reference: Hillis (2007), doi:10.1002/sim.2532.
    init(meanSquare: Double, degrees: Int, readers: Int, covariance: Double) {
        value = meanSquare + Double(readers) * max(covariance, 0)
        let ratio = value / meanSquare
        degreesOfFreedom =
            meanSquare > ReaderEstimate.negligibleVariance
            ? Double(degrees) * ratio * ratio : .infinity
    }
}
