public import ModelEvaluation

/// The evaluation of marks, as machines read it: the JSON of `lesions`.
///
/// What does not exist is `null`, such as the interval of a figure on which all samples agree.
public struct LesionReport: Sendable, Equatable, Codable {
    /// A point of a FROC curve.
    public struct Point: Sendable, Equatable, Codable {
        /// Marks that score at least this are shown; null where none is.
        public var threshold: Figure
        /// Lesions hit.
        public var hits: Int
        /// False positives.
        public var falsePositives: Int
        /// Lesions hit over lesions (LLF).
        public var sensitivity: Double
        /// False positives over cases (NLF).
        public var falsePositivesPerCase: Double
    }

    /// The sensitivity at a rate of false positives.
    public struct Rate: Sendable, Equatable, Codable {
        /// False positives over cases.
        public var falsePositivesPerCase: Double
        /// Threshold at which it is attained; null where it is interpolated, or where no mark may
        /// be shown.
        public var threshold: Figure
        /// Lesions hit over lesions.
        public var sensitivity: Double
        /// Percentile interval.
        public var interval: Nullable<ConfidenceInterval>
    }

    /// An estimate with its interval.
    public struct Estimate: Sendable, Equatable, Codable {
        /// CPM, AFROC, wAFROC, AFROC1, wAFROC1 or ROC.
        public var figure: String
        /// The estimate.
        public var estimate: Double
        /// Percentile interval.
        public var interval: Nullable<ConfidenceInterval>
    }

    /// Limits of the sensitivity at a rate, for the band of the figure.
    public struct Band: Sendable, Equatable, Codable {
        /// False positives over cases.
        public var falsePositivesPerCase: Double
        /// Percentile interval of the sensitivity.
        public var interval: ConfidenceInterval
    }

    /// One reader or model.
    public struct Reader: Sendable, Equatable, Codable {
        /// Its name; null where there is one only.
        public var name: Nullable<String>
        /// Number of marks.
        public var marks: Int
        /// Lesions hit by any mark.
        public var hits: Int
        /// False positives at the lowest threshold.
        public var falsePositives: Int
        /// Marks left out since their lesions were hit already.
        public var furtherMarks: Int
        /// Points of the FROC curve by falling threshold.
        public var froc: [Point]
        /// Sensitivity at 1/8, 1/4, 1/2, 1, 2, 4 and 8 false positives per case.
        public var sensitivities: [Rate]
        /// Their mean (CPM), and the areas that exist.
        public var figures: [Estimate]
        /// Points of the AFROC curve from (0, 0) to (1, 1); empty without normal cases.
        public var afroc: [AFROCCurve.Point]
        /// Band of the FROC curve.
        public var band: [Band]
    }

    /// The difference between two readers on the same samples of cases.
    public struct Comparison: Sendable, Equatable, Codable {
        /// First reader.
        public var a: String
        /// Second reader.
        public var b: String
        /// CPM, AFROC, wAFROC, AFROC1, wAFROC1 or ROC.
        public var figure: String
        /// First minus second.
        public var difference: Double
        /// Percentile interval.
        public var interval: Nullable<ConfidenceInterval>
    }

    /// Number of cases.
    public var cases: Int
    /// Number of cases without lesion.
    public var normalCases: Int
    /// Number of lesions.
    public var lesions: Int
    /// When a mark hits a lesion, in words.
    public var matching: String
    /// What becomes of further marks on a lesion.
    public var furtherMarks: FurtherMarks
    /// How the sensitivity is read between points.
    public var reading: FROCReading
    /// Coverage of all intervals.
    public var level: Double
    /// Number of samples of the cases.
    public var resamples: Int
    /// Start of the random numbers.
    public var seed: UInt64
    /// Highest rate of false positives in the figure.
    public var highestRate: Double
    /// Readers in the order of the file.
    public var readers: [Reader]
    /// All pairs of readers.
    public var comparisons: [Comparison]
    /// What a careful reader would object to, in words.
    public var warnings: [String]
}
