import Foundation

/// What a threshold is worth, beyond sensitivity and specificity.
public struct ClassificationMeasures: Codable, Sendable, Equatable {
    /// Right calls among all cases, with Wilson's interval.
    public var accuracy: BinomialProportion
    /// Mean of sensitivity and specificity, with an interval from both binomial variances.
    public var balancedAccuracy: Double
    /// Its interval; absent where a variance is 0.
    public var balancedAccuracyInterval: ConfidenceInterval?
    /// Events among cases called positive, at the prevalence of these cases, with Wilson's
    /// interval; absent where none is called positive.
    public var positivePredictiveValue: BinomialProportion?
    /// Cases without event among those called negative, at the prevalence of these cases; absent
    /// where none is called negative.
    public var negativePredictiveValue: BinomialProportion?
    /// Sensitivity / (1 − specificity); absent without false positives.
    public var positiveLikelihoodRatio: Double?
    /// Its interval, on the log scale.
    public var positiveLikelihoodRatioInterval: ConfidenceInterval?
    /// (1 − sensitivity) / specificity; absent without true negatives.
    public var negativeLikelihoodRatio: Double?
    /// Its interval, on the log scale.
    public var negativeLikelihoodRatioInterval: ConfidenceInterval?
    /// 2 TP / (2 TP + FP + FN); absent where all three are 0.
    public var f1: Double?
    /// Matthews' correlation coefficient; absent where a row or column of the table is empty.
    public var matthews: Double?
}

/// Predictive values at a prevalence that is not that of the cases.
public struct PredictiveValues: Codable, Sendable, Equatable {
    /// The prevalence, above 0 and below 1.
    public var prevalence: Double
    /// Probability of the event after a positive call; absent where none is called positive.
    public var positive: Double?
    /// Its interval, from that of the likelihood ratio.
    public var positiveInterval: ConfidenceInterval?
    /// Probability of no event after a negative call; absent where none is called negative.
    public var negative: Double?
    /// Its interval, from that of the likelihood ratio.
    public var negativeInterval: ConfidenceInterval?
}

extension OperatingPoint {
    /// Measures of the two-by-two table at the threshold.
    ///
    /// - Parameter level: coverage of the intervals.
    /// - Returns: the measures; what the counts do not define is absent.
    /// - Throws: `.invalidLevel`.
    /// - Reference: Simel, Samsa & Matchar (1991), doi:10.1016/0895-4356(91)90128-V, for the
    ///   intervals of likelihood ratios; Matthews (1975), doi:10.1016/0005-2795(75)90109-9.
    public func measures(level: Double = 0.95) throws(EvaluationError) -> ClassificationMeasures {
        let quantile = try normalQuantile(level: level)
        let (tp, fp) = (truePositives, falsePositives)
        let (fn, tn) = (falseNegatives, trueNegatives)
        let total = tp + fp + fn + tn
        let (se, sp) = (sensitivity.estimate, specificity.estimate)
        let variance =
            (se * (1 - se) / Double(tp + fn) + sp * (1 - sp) / Double(fp + tn)) / 4
        let balanced = (se + sp) / 2
        let half = quantile * variance.squareRoot()
        let positive = Self.ratio(
            (tp, tp + fn),
            over: (fp, fp + tn),
            normalQuantile: quantile
        )
        let negative = Self.ratio(
            (fn, tp + fn),
            over: (tn, fp + tn),
            normalQuantile: quantile
        )
        let sides = [tp + fp, tp + fn, tn + fp, tn + fn].map(Double.init)
        let product = sides.reduce(1, *)
        let twice = 2 * tp + fp + fn
        return ClassificationMeasures(
            accuracy: BinomialProportion(tp + tn, of: total, normalQuantile: quantile),
            balancedAccuracy: balanced,
            balancedAccuracyInterval: variance > 0
                ? ConfidenceInterval(
                    lower: max(0, balanced - half),
                    upper: min(1, balanced + half)
                ) : nil,
            positivePredictiveValue: tp + fp > 0
                ? BinomialProportion(tp, of: tp + fp, normalQuantile: quantile) : nil,
            negativePredictiveValue: tn + fn > 0
                ? BinomialProportion(tn, of: tn + fn, normalQuantile: quantile) : nil,
            positiveLikelihoodRatio: positive?.value,
            positiveLikelihoodRatioInterval: positive?.interval,
            negativeLikelihoodRatio: negative?.value,
            negativeLikelihoodRatioInterval: negative?.interval,
            f1: twice > 0 ? Double(2 * tp) / Double(twice) : nil,
            matthews: product > 0
                ? (Double(tp) * Double(tn) - Double(fp) * Double(fn)) / product.squareRoot() : nil
        )
    }

    /// Predictive values where the event is as frequent as stated, by Bayes' theorem.
    ///
    /// - Parameters:
    ///   - prevalence: probability of the event before the call, above 0 and below 1.
    ///   - level: coverage of the intervals, which take sensitivity and specificity as uncertain
    ///     and the prevalence as known.
    /// - Returns: both values with intervals from those of the likelihood ratios.
    /// - Throws: `.invalidLevel`, `.invalidThreshold` for a prevalence out of range.
    public func predictiveValues(
        atPrevalence prevalence: Double,
        level: Double = 0.95
    ) throws(EvaluationError) -> PredictiveValues {
        guard prevalence > 0, prevalence < 1 else { throw .invalidThreshold(prevalence) }
        let measures = try measures(level: level)
        let odds = prevalence / (1 - prevalence)
        func after(_ ratio: Double) -> Double { odds * ratio / (1 + odds * ratio) }
        let (se, sp) = (sensitivity.estimate, specificity.estimate)
        let called = se * prevalence + (1 - sp) * (1 - prevalence)
        let passed = (1 - se) * prevalence + sp * (1 - prevalence)
        return PredictiveValues(
            prevalence: prevalence,
            positive: called > 0 ? se * prevalence / called : nil,
            positiveInterval: measures.positiveLikelihoodRatioInterval.map {
                ConfidenceInterval(lower: after($0.lower), upper: after($0.upper))
            },
            negative: passed > 0 ? sp * (1 - prevalence) / passed : nil,
            negativeInterval: measures.negativeLikelihoodRatioInterval.map {
                ConfidenceInterval(lower: 1 - after($0.upper), upper: 1 - after($0.lower))
            }
        )
    }

    /// A ratio of two proportions with its interval on the log scale; no interval with a count of 0.
    private static func ratio(
        _ upper: (part: Int, whole: Int),
        over lower: (part: Int, whole: Int),
        normalQuantile quantile: Double
    ) -> (value: Double, interval: ConfidenceInterval?)? {
        guard lower.part > 0 else { return nil }
        let shares = [upper, lower].map { Double($0.part) / Double($0.whole) }
        let value = shares[0] / shares[1]
        guard upper.part > 0 else { return (value, nil) }
        let variance = zip([upper, lower], shares).reduce(0) {
            $0 + (1 - $1.1) / Double($1.0.part)
        }
        let half = quantile * variance.squareRoot()
        return (
            value, ConfidenceInterval(lower: value * exp(-half), upper: value * exp(half))
        )
    }
}

extension ROCCurve {
    /// The point with the greatest specificity among those of at least a sensitivity.
    ///
    /// - Parameter sensitivity: 0 to 1.
    /// - Returns: the point; the one that calls all positive has sensitivity 1.
    public func point(atSensitivity sensitivity: Double) -> OperatingPoint? {
        points.last { $0.sensitivity.estimate >= sensitivity }
    }

    /// The point with the greatest sensitivity among those of at least a specificity.
    ///
    /// - Parameter specificity: 0 to 1.
    /// - Returns: the point; the one that calls none positive has specificity 1.
    public func point(atSpecificity specificity: Double) -> OperatingPoint? {
        points.first { $0.specificity.estimate >= specificity }
    }
}
