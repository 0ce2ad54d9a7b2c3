/// The comparison of modalities, and of a standalone system, over readers and cases.
public struct ReaderEvaluation: Codable, Sendable, Equatable {
    /// A reader under a modality.
    public struct Curve: Codable, Sendable, Equatable {
        /// The modality.
        public var modality: String
        /// The reader.
        public var reader: String
        /// The area under the ROC curve; its variance is that of the cases.
        public var area: ReaderEstimate
    }

    /// The difference between two modalities, over all readers or of one.
    public struct Difference: Codable, Sendable, Equatable {
        /// The reader; absent for the mean over all.
        public var reader: String?
        /// The first modality.
        public var first: String
        /// The second modality.
        public var second: String
        /// First minus second.
        public var difference: ReaderEstimate
    }

    /// The mean area of a modality over the readers, from this modality's data alone.
    public struct Mean: Codable, Sendable, Equatable {
        /// The modality.
        public var modality: String
        /// The mean area.
        public var area: ReaderEstimate
    }

    /// The test of whether all modalities have the same area.
    public struct Test: Codable, Sendable, Equatable {
        /// Its distribution.
        public enum Distribution: String, Codable, Sendable, Equatable {
            /// Fisher's F.
            case f = "F"
            /// χ².
            case chiSquared = "chi-squared"
        }
        /// The distribution under equal areas.
        public var distribution: Distribution
        /// The statistic.
        public var statistic: Double
        /// Degrees of freedom, of the numerator for F.
        public var degreesOfFreedom: Double
        /// Degrees of freedom of the denominator; absent for χ².
        public var denominatorDegreesOfFreedom: Double?
        /// Probability of a larger statistic.
        public var pValue: Double
    }

    /// The modalities compared under one view of readers and cases.
    public struct Analysis: Codable, Sendable, Equatable {
        /// What readers and cases stand for.
        public var inference: ReaderInference
        /// The test of all modalities; absent for one modality, and without variance.
        public var test: Test?
        /// All pairs of modalities.
        public var differences: [Difference]
        /// The mean area of each modality.
        public var means: [Mean]
    }

    /// Mean squares, error variance and covariances.
    public struct Components: Codable, Sendable, Equatable {
        /// Mean square of the modalities, MS(T).
        public var meanSquareModality: Double?
        /// Mean square of the readers, MS(R).
        public var meanSquareReader: Double?
        /// Mean square of their interaction, MS(TR).
        public var meanSquareInteraction: Double?
        /// Mean variance of an area over cases.
        public var error: Double
        /// Mean covariance of a reader's areas under two modalities.
        public var cov1: Double?
        /// Mean covariance of two readers' areas under a modality.
        public var cov2: Double?
        /// Mean covariance of two readers' areas under two modalities.
        public var cov3: Double?
        /// Variance between readers; an estimate that can be below 0.
        public var varianceReader: Double?
        /// Variance of the interaction of readers and modalities; can be below 0.
        public var varianceInteraction: Double?
        /// Whether Cov₂ − Cov₃ was below 0 and counts as 0 in the tests.
        public var isFloored: Bool
    }

    /// How the covariances were estimated.
    public var covariance: CovarianceMethod
    /// The coverage of all intervals.
    public var level: Double
    /// Every reader under every modality.
    public var curves: [Curve]
    /// Mean squares, error variance and covariances.
    public var components: Components
    /// The modalities compared; analyses with random readers are absent for a single reader.
    public var analyses: [Analysis]
    /// Each reader's own differences between modalities, with the variance of the cases.
    public var readerDifferences: [Difference]
    /// The standalone system's area; absent without one.
    public var standaloneArea: ReaderEstimate?
    /// The standalone system against the readers, for each modality.
    public var standalone: [StandaloneComparison]
}

/// A standalone system against the average of the readers under a modality.
public struct StandaloneComparison: Codable, Sendable, Equatable {
    /// The mean difference under one view of readers and cases.
    public struct Analysis: Codable, Sendable, Equatable {
        /// What readers and cases stand for.
        public var inference: ReaderInference
        /// Mean area of the readers minus that of the system.
        public var difference: ReaderEstimate
    }

    /// One reader against the system.
    public struct Reader: Codable, Sendable, Equatable {
        /// The reader.
        public var reader: String
        /// The reader's area minus that of the system, with the variance of the cases.
        public var difference: ReaderEstimate
    }

    /// The modality.
    public var modality: String
    /// The mean area of the readers.
    public var readerMean: Double
    /// Mean square of the readers, MS(R); absent for a single reader.
    public var meanSquareReader: Double?
    /// Mean variance of a difference over cases.
    public var error: Double
    /// Mean covariance of two readers' differences.
    public var cov2: Double?
    /// Whether Cov₂ was below 0 and counts as 0.
    public var isFloored: Bool
    /// The mean difference; analyses with random readers are absent for a single reader.
    public var analyses: [Analysis]
    /// Each reader's difference.
    public var readers: [Reader]
}
