import Foundation

/// A mean weighted by sample size, as reviews report it beside the pooled value.
public struct WeightedMean: Sendable, Equatable {
    /// Σ wᵢxᵢ / Σ wᵢ, on the scale of the values given.
    public let mean: Double
    /// Number of estimates behind it.
    public let studies: Int
    /// Sum of the weights: number of patients where weights are sample sizes.
    public let patients: Double
}

/// Averages values by weight.
///
/// This is a description, not an estimate: it has no valid standard error, because weights by
/// sample size ignore the variance between studies.
///
/// - Parameters:
///   - values: k values on the scale to be averaged (AUC itself, not its logit).
///   - weights: k sample sizes, each > 0.
/// - Returns: the mean with the studies and patients behind it.
/// - Throws: `.tooFewStudies` for no values; `.sizeMismatch`; `.invalidValue`.
public func weightedMean(
    values: [Double],
    weights: [Double]
) throws(MetaAnalysisError) -> WeightedMean {
    guard values.count == weights.count else {
        throw .sizeMismatch(what: "weights", expected: values.count, found: weights.count)
    }
    guard !values.isEmpty else {
        throw .tooFewStudies(needed: 1, found: 0, why: "a weighted mean")
    }
    for (study, value) in values.enumerated() where !value.isFinite {
        throw .invalidValue(what: "the value must be a finite number", study: study, found: value)
    }
    for (study, weight) in weights.enumerated() where !(weight > 0 && weight.isFinite) {
        throw .invalidValue(what: "the weight must be above 0", study: study, found: weight)
    }
    let total = weights.reduce(0, +)
    let sum = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return WeightedMean(mean: sum / total, studies: values.count, patients: total)
}
