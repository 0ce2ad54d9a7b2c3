import Foundation
import Statistics

/// A proportion of the sum of all studies, for where no random-effects model holds.
struct StudyTotal {
    /// Successes and size of each study that has the group at all.
    private let studies: [(successes: Double, size: Double)]
    private let successes: Double
    private let size: Double

    init(tables: [DiagnosticTable], isSensitivity: Bool) {
        studies = tables.filter { $0.participants > 0 }.map {
            (isSensitivity ? $0.truePositives : $0.trueNegatives, $0.participants)
        }
        successes = studies.reduce(0) { $0 + $1.successes }
        size = studies.reduce(0) { $0 + $1.size }
    }

    /// Logit of the proportion; infinite at 0 and 1.
    var logit: Double { log(successes / (size - successes)) }

    /// The larger of the binomial variance of the logit and of that from the differences between
    /// studies.
    var logitVariance: Double {
        let share = successes / size
        let information = size * share * (1 - share)
        let binomial = 1 / information
        guard studies.count > 1 else { return binomial }
        let count = Double(studies.count)
        let squares = studies.reduce(0) { sum, study in
            let residual = study.successes - study.size * share
            return sum + residual * residual
        }
        return max(binomial, squares / (information * information) * count / (count - 1))
    }

    /// The proportion with the wider of two intervals: the exact binomial one of Clopper & Pearson
    /// (1934), doi:10.1093/biomet/26.4.404, and one on the logit scale from the differences between
    /// studies, with t on k − 1 degrees of freedom.
    func pooled(level: Double) -> IntervalEstimate {
        let tail = (1 - level) / 2
        let failures = size - successes
        var lower = successes == 0 ? 0 : Self.beta(successes, failures + 1, tail)
        var upper = failures == 0 ? 1 : Self.beta(successes + 1, failures, 1 - tail)
        if logit.isFinite, studies.count > 1 {
            let quantile = StudentT(degreesOfFreedom: Double(studies.count - 1)).upperQuantile(tail)
            let width = quantile * logitVariance.squareRoot()
            lower = min(lower, Transformation.logit.backTransformed(logit - width))
            upper = max(upper, Transformation.logit.backTransformed(logit + width))
        }
        return IntervalEstimate(
            value: successes / size,
            interval: Interval(lower: lower, upper: upper)
        )
    }

    /// Beta quantile, from that of F with 2a and 2b degrees of freedom.
    private static func beta(_ a: Double, _ b: Double, _ p: Double) -> Double {
        let f = FDistribution(numerator: 2 * a, denominator: 2 * b).quantile(p)
        return a * f / (a * f + b)
    }

    func remark(name: String, isUniform: Bool) -> String {
        if studies.count == 1 {
            return "\(name): one study; its exact interval is shown, heterogeneity is unknown."
        }
        if isUniform {
            return
                "\(name) is \(successes == 0 ? 0 : 100) % in every study: its logit is infinite; the "
                + "exact interval of the sum of all studies is shown."
        }
        return
            "\(name): the counts are too sparse for a random-effects model; the proportion of the sum "
            + "of all studies is shown, with an interval that allows for differences between them."
    }
}
