/// The result of pooling a table; encodes to the JSON of the `meta` command.
///
/// Every key is there unless said otherwise; what is missing, NaN or infinite is `null`.
public struct PoolResult: Codable, Sendable, Equatable {
    /// One study that was pooled.
    public struct Study: Codable, Sendable, Equatable {
        /// Name.
        public let study: String
        /// Estimate on the analysis scale.
        public let yi: Figure
        /// Sampling variance on the analysis scale.
        public let vi: Figure
        /// Weight in percent.
        public let weight: Figure
        /// Estimate on the scale of the measure.
        public let estimate: Figure
        /// Lower limit on the scale of the measure, from the sampling variance alone.
        public let ciLower: Figure
        /// Upper limit on the scale of the measure.
        public let ciUpper: Figure
        /// Where the variance comes from.
        public let source: String
        /// Subgroup, where one was asked for; the key is absent otherwise.
        public let group: String?
        /// Cells of the moderators in the order asked for; the key is absent without any.
        public let moderators: [String]?
    }

    /// One study that could not be pooled.
    public struct Omitted: Codable, Sendable, Equatable {
        /// Name.
        public let study: String
        /// Each item that is missing or unusable.
        public let missing: [String]
    }

    /// The pooled value on the scale of the measure.
    public struct BackTransformed: Codable, Sendable, Equatable {
        /// Pooled value.
        public let estimate: Figure
        /// Lower confidence limit.
        public let ciLower: Figure
        /// Upper confidence limit.
        public let ciUpper: Figure
        /// Lower prediction limit.
        public let piLower: Figure
        /// Upper prediction limit.
        public let piUpper: Figure
    }

    /// Measure as asked for.
    public let measure: String
    /// Analysis scale.
    public let scale: String
    /// Number of estimates pooled.
    public let k: Int
    /// Studies pooled, in the order of the table.
    public let studies: [Study]
    /// Studies not pooled, with what is missing.
    public let notPoolable: [Omitted]
    /// The model; null if no study can be pooled.
    public let fit: Nullable<FitSection>
    /// The pooled value; null with moderators.
    public let backTransformed: Nullable<BackTransformed>
    /// Tests for small-study effects, of the model without moderators.
    public let smallStudyEffects: Nullable<SmallStudySection>
    /// Refits without each study, of the model without moderators.
    public let leaveOneOut: Nullable<LeaveOneOutSection>
    /// Refits as studies are added in the order of the table, of the model without moderators.
    public let cumulative: Nullable<CumulativeSection>
    /// Influence of each study.
    public let influence: Nullable<InfluenceSection>
    /// Predictions of the true values.
    public let blup: Nullable<ShrunkenSection>
    /// Comparison of subgroups.
    public let subgroups: Nullable<SubgroupSection>
    /// Three-level model.
    public let multilevel: Nullable<MultilevelSection>
    /// The drop between stages of validation; the key is absent unless stages were asked for.
    public let stages: StageSection?
    /// What a careful reader would object to, in words.
    public let warnings: [String]
}
