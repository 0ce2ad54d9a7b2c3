import Foundation
import Statistics

/// Which quantile draws a region around the summary point.
public enum RegionDistribution: String, Sendable, Codable, CaseIterable {
    /// 2F on 2 and k − 2 degrees of freedom, as RevMan and metandi draw it: the default.
    case f
    /// χ² on 2 degrees of freedom, as mada draws it.
    case chiSquared
}

extension BivariateFit {
    /// Summary positive likelihood ratio with its interval by the delta method on the log scale.
    public var positiveLikelihoodRatio: IntervalEstimate {
        let (a, b) = (sensitivity.value, specificity.value)
        return ratio(a / (1 - b), gradient: [1 - a, b])
    }

    /// Summary negative likelihood ratio with its interval by the delta method on the log scale.
    public var negativeLikelihoodRatio: IntervalEstimate {
        let (a, b) = (sensitivity.value, specificity.value)
        return ratio((1 - a) / b, gradient: [-a, b - 1])
    }

    /// Summary diagnostic odds ratio with its interval.
    public var diagnosticOddsRatio: IntervalEstimate {
        ratio(exp(logitSensitivity + logitSpecificity), gradient: [1, 1])
    }

    /// A ratio whose logarithm has the given derivatives in both logits.
    private func ratio(_ value: Double, gradient: [Double]) -> IntervalEstimate {
        let matrix = SymmetricMatrix(size: 2) { covariance[$0][$1] }
        let isExact = logitSensitivity.isFinite && logitSpecificity.isFinite
        let quantile = NormalDistribution.upperQuantile((1 - confidenceLevel) / 2)
        let width = isExact ? quantile * matrix.quadraticForm(gradient).squareRoot() : .nan
        return IntervalEstimate(
            value: value,
            interval: Interval(lower: value * exp(-width), upper: value * exp(width))
        )
    }

    /// Outline of the confidence region of the summary point in ROC space.
    ///
    /// - Parameters:
    ///   - distribution: quantile that sets its size.
    ///   - count: number of points.
    /// - Returns: a closed outline; empty where it is not defined (no finite summary point; fewer than
    ///   3 studies with the F quantile).
    /// - Reference: Harbord et al. (2007), doi:10.1093/biostatistics/kxl004.
    public func confidenceRegion(
        _ distribution: RegionDistribution = .f,
        count: Int = 128
    ) -> [(falsePositiveRate: Double, sensitivity: Double)] {
        region(SymmetricMatrix(size: 2) { covariance[$0][$1] }, distribution, count)
    }

    /// Outline of the region where the true accuracy of a new study is expected.
    ///
    /// - Parameters:
    ///   - distribution: quantile that sets its size.
    ///   - count: number of points.
    /// - Returns: a closed outline; empty where it is not defined.
    /// - Reference: Harbord et al. (2007), doi:10.1093/biostatistics/kxl004.
    public func predictionRegion(
        _ distribution: RegionDistribution = .f,
        count: Int = 128
    ) -> [(falsePositiveRate: Double, sensitivity: Double)] {
        region(
            SymmetricMatrix(size: 2) { covariance[$0][$1] + betweenCovariance[$0][$1] },
            distribution,
            count
        )
    }

    /// Radius of a region in units of the Mahalanobis distance; nil where it is not defined.
    ///
    /// - Parameter distribution: quantile that sets it.
    /// - Returns: the radius, > 0.
    public func regionRadius(_ distribution: RegionDistribution) -> Double? {
        switch distribution {
        case .chiSquared:
            return ChiSquared(degreesOfFreedom: 2).quantile(confidenceLevel).squareRoot()
        case .f:
            guard studyCount > 2 else { return nil }
            let f = FDistribution(numerator: 2, denominator: Double(studyCount - 2))
            return (2 * f.quantile(confidenceLevel)).squareRoot()
        }
    }

    private func region(
        _ matrix: SymmetricMatrix,
        _ distribution: RegionDistribution,
        _ count: Int
    ) -> [(falsePositiveRate: Double, sensitivity: Double)] {
        guard logitSensitivity.isFinite, logitSpecificity.isFinite, count > 2, rung != .separate,
            let radius = regionRadius(distribution), matrix[0, 0] > 0, matrix[1, 1] > 0
        else { return [] }
        let first = matrix[0, 0].squareRoot()
        let cross = matrix[0, 1] / first
        let second = max(0, matrix[1, 1] - cross * cross).squareRoot()
        let scale = Transformation.logit
        return (0..<count).map { index in
            let angle = 2 * Double.pi * Double(index) / Double(count)
            let (u, v) = (radius * cos(angle), radius * sin(angle))
            return (
                scale.backTransformed(-(logitSpecificity + cross * u + second * v)),
                scale.backTransformed(logitSensitivity + first * u)
            )
        }
    }

    /// What a careful reader would object to, in words.
    ///
    /// - Parameter tables: the studies, for what their cells say.
    /// - Returns: sentences; none if there is nothing to object to.
    public func warnings(tables: [DiagnosticTable]) -> [String] {
        var result = remarks
        if studyCount > 1, studyCount < 10 {
            result.append(
                "Few studies (\(studyCount)): intervals from normal theory hold the truth less often than "
                    + "they say, and the covariance between studies and the prediction region are very "
                    + "uncertain."
            )
        }
        let total = tables.reduce(0) { $0 + $1.diseased }
        if studyCount > 2, let largest = tables.map(\.diseased).max(), largest > total / 2 {
            result.append("One study holds more than half of all diseased.")
        }
        if let correlation, rung == .unrestricted, correlation > 0.2 {
            result.append(
                "Sensitivity and specificity rise together (correlation "
                    + "\(String(format: "%.2f", correlation))): studies differ by more than their "
                    + "thresholds, e.g. in the spectrum of patients; the curve is hard to interpret."
            )
        }
        if let curve = summaryROC, curve.slope.isFinite, curve.slope < 0.2 || curve.slope > 5 {
            result.append(
                "The summary ROC curve is very asymmetric; outside the observed false positive rates it "
                    + "is extrapolation."
            )
        }
        return result
    }
}

extension BivariateFit {
    /// Variances between studies of both logits; NaN where a group without a random effect leaves
    /// heterogeneity unknown, which is not the same as none.
    public var knownBetweenVariances: [Double] {
        (0..<2).map { side in
            let variance = betweenCovariance[side][side]
            return rung == .separate && variance == 0 ? .nan : variance
        }
    }
}
