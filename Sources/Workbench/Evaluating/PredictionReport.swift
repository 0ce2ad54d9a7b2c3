public import ModelEvaluation

/// The evaluation of predictions, as machines read it: the JSON of `evaluate`.
///
/// Keys of a curve are those of pROC's reference values; what does not exist is `null`.
public struct PredictionReport: Sendable, Equatable, Codable {
    /// A point of a curve that was chosen, with all that its two-by-two table gives.
    public struct Point: Sendable, Equatable, Codable {
        /// How it was chosen, in words.
        public var rule: String
        /// Cases that score at least this are called positive; null where all or none are.
        public var threshold: Figure
        /// The counts.
        public var tp: Int
        /// False positives.
        public var fp: Int
        /// False negatives.
        public var fn: Int
        /// True negatives.
        public var tn: Int
        /// True positives among cases with the event.
        public var sensitivity: Double
        /// Wilson's interval.
        public var sensitivityCI95: [Figure]
        /// True negatives among cases without it.
        public var specificity: Double
        /// Wilson's interval.
        public var specificityCI95: [Figure]
        /// Accuracy, balanced accuracy, predictive values, likelihood ratios, F1, MCC.
        public var measures: ClassificationMeasures
        /// Predictive values at the stated prevalence.
        public var atPrevalence: Nullable<PredictiveValues>
        /// What samples of the cases say, with the threshold held; absent without resampling.
        public var resampled: [ResampledEstimate]?
    }

    /// How cases were drawn for `resampled`.
    public struct Resampling: Sendable, Equatable, Codable {
        /// Number of samples.
        public var resamples: Int
        /// Start of the random numbers.
        public var seed: UInt64
        /// What is drawn: `cases` or `clusters`, as many as there are, whatever their class.
        public var units: String
    }

    /// The best point by Youden's index.
    public struct Youden: Sendable, Equatable, Codable {
        /// Cases that score at least this are called positive.
        public var threshold: Figure
        /// Sensitivity.
        public var sensitivity: Double
        /// Specificity.
        public var specificity: Double
    }

    /// One model on one group of cases.
    public struct Curve: Sendable, Equatable, Codable {
        /// Column of the scores.
        public var score: String
        /// Group; null without groups.
        public var group: Nullable<String>
        /// Number of cases.
        public var n: Int
        /// Number of cases with the event.
        public var events: Int
        /// Number of clusters; null without clusters.
        public var clusters: Nullable<Int>
        /// Area under the ROC curve.
        public var auc: Double
        /// DeLong's variance, cases taken as independent.
        public var delongVariance: Figure
        /// Obuchowski's variance for clusters; null without clusters.
        public var clusteredVariance: Figure
        /// Standard error that the intervals use: for clusters where there are any.
        public var se: Figure
        /// Interval on the plain scale, cut at 0 and 1.
        public var ci95: [Figure]
        /// Interval on the logit scale.
        public var logitCI95: [Figure]
        /// Level of all intervals.
        public var level: Double
        /// Area over specificities of 0.9 to 1.
        public var partialAuc90to100spec: Double
        /// The same, standardised to ½ for chance and 1 for a perfect model.
        public var standardisedPartialAuc90to100spec: Double
        /// Thresholds midway between scores, ascending; null at both ends.
        public var thresholds: [Figure]
        /// Sensitivity at each threshold.
        public var sensitivity: [Double]
        /// Wilson's limits of the sensitivity at each threshold.
        public var sensitivityLimits: [[Double]]
        /// Specificity at each threshold.
        public var specificity: [Double]
        /// The point with the greatest sum of sensitivity and specificity.
        public var youden: Youden
        /// Chosen points.
        public var points: [Point]
        /// What samples of the cases say about the area; absent without resampling.
        public var resampled: [ResampledEstimate]?
        /// A band for the curve as a whole; absent for clusters without resampling.
        public var simultaneousBand: SimultaneousBand?
    }

    /// The difference between two areas.
    public struct Comparison: Sendable, Equatable, Codable {
        /// First model, or first group.
        public var a: String
        /// Second model, or second group.
        public var b: String
        /// Whether both are models on the same cases; groups are of different cases.
        public var paired: Bool
        /// Column of the scores, where groups are compared.
        public var score: Nullable<String>
        /// Group, where models are compared within one.
        public var group: Nullable<String>
        /// Difference over its standard error.
        public var z: Figure
        /// Two-sided p value.
        public var p: Figure
        /// First minus second area.
        public var difference: Double
        /// Its interval.
        public var ci95: [Figure]
        /// Differences in samples of the cases; absent without resampling.
        public var resampled: [ResampledEstimate]?
    }

    /// Agreement of predicted probabilities with what happened.
    public struct CalibrationOf: Sendable, Equatable, Codable {
        /// Column of the scores.
        public var score: String
        /// Group; null without groups.
        public var group: Nullable<String>
        /// Intercept, slope, O:E; null where a prediction of exactly 0 or 1 has no logit.
        public var model: Nullable<Calibration>
        /// Smooth curve with ICI, E50, E90; null as `model`, or where it has no maximum.
        public var smooth: Nullable<SmoothCalibration>
        /// Brier score.
        public var brier: BrierScore
        /// Mean |observed − predicted| over ten groups of equal width.
        public var expectedCalibrationError: Double
        /// Ten groups of about equal size.
        public var groups: [CalibrationGroup]
        /// Predictions of cases with the event, counted over 50 stretches of equal width.
        public var eventHistogram: [Int]
        /// The same of cases without it.
        public var nonEventHistogram: [Int]
        /// Decision curve at thresholds of 0.01 to 0.99.
        public var decision: [NetBenefit]
        /// What samples of the cases say; absent without resampling.
        public var resampled: [ResampledEstimate]?
        /// Percentile intervals of the net benefit at the thresholds of `decision`; absent without
        /// resampling, null where all samples agree.
        public var decisionBand: [ConfidenceInterval?]?
    }

    /// A model over the folds of a cross-validation.
    public struct Validation: Sendable, Equatable, Codable {
        /// Column of the scores.
        public var score: String
        /// Group; null without groups.
        public var group: Nullable<String>
        /// Areas of the folds, their mean and interval, the area of all cases together.
        public var area: CrossValidatedArea
    }

    /// Number of cases.
    public var cases: Int
    /// Models and groups, by the order of the columns, then of the groups in the file.
    public var curves: [Curve]
    /// All pairs of models within each group, then all pairs of groups for each model.
    public var comparisons: [Comparison]
    /// Models whose scores are probabilities.
    public var calibration: [CalibrationOf]
    /// Models over the folds; empty without a column of folds.
    public var crossValidation: [Validation]
    /// How cases were drawn; absent without resampling.
    public var resampling: Resampling?
    /// Performance corrected by refits of the model; absent without them.
    public var internalValidation: InternalValidation?
    /// What a careful reader would object to, in words.
    public var warnings: [String]
}
