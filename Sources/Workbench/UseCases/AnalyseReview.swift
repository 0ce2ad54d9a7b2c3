import MetaAnalysis
public import Review

/// The results of a review's planned analyses, as machines read them.
///
/// Figures are proportions from 0 to 1; τ² is on the logit scale, I² in percent.
public struct AnalysisReport: Sendable, Equatable, Codable {
    /// An interval.
    public struct Range: Sendable, Equatable, Codable {
        /// Lower end.
        public var lower: Double
        /// Upper end.
        public var upper: Double
    }

    /// A random-effects estimate.
    public struct Pooled: Sendable, Equatable, Codable {
        /// Number of evaluations.
        public var k: Int
        /// Pooled figure.
        public var estimate: Double
        /// Lower end of the confidence interval.
        public var ciLower: Double
        /// Upper end of the confidence interval.
        public var ciUpper: Double
        /// Prediction interval; absent for a single evaluation.
        public var predictionInterval: Range?
        /// Variance between studies, logit scale.
        public var tau2: Double
        /// Share of the variance that lies between studies, percent.
        public var i2: Double
        /// Cochran's Q.
        public var q: Double
        /// p value of Q.
        public var qPValue: Double
        /// Estimator of τ².
        public var method: String
        /// Test and interval.
        public var test: String
    }

    /// A mean weighted by sample size.
    public struct Weighted: Sendable, Equatable, Codable {
        /// The mean.
        public var mean: Double
        /// Evaluations behind it.
        public var evaluations: Int
        /// Sum of the sample sizes.
        public var size: Double
    }

    /// An evaluation.
    public struct Row: Sendable, Equatable, Codable {
        /// Identifier of the study.
        public var study: String
        /// Label as printed.
        public var label: String
        /// The figure.
        public var value: Double
        /// Sample size, in units.
        public var size: Int?
        /// Interval from the standard error.
        public var interval: Range?
        /// Where the standard error comes from.
        public var standardErrorSource: String?
        /// What is missing for pooling.
        public var missing: [String]
        /// Weight in the pool, percent.
        public var weight: Double?
        /// File and line of the sheet.
        public var source: String
    }

    /// A stage.
    public struct Stage: Sendable, Equatable, Codable {
        /// Name of the stage.
        public var stage: String
        /// Studies that report the figure.
        public var studies: Int
        /// Weighted mean.
        public var weightedMean: Weighted?
        /// Pooled estimate.
        public var pooled: Pooled?
        /// Why there is no pooled estimate.
        public var whyNotPooled: String?
        /// Evaluations.
        public var evaluations: [Row]
        /// Warnings.
        public var warnings: [String]
    }

    /// A change between neighbouring stages.
    public struct Drop: Sendable, Equatable, Codable {
        /// The earlier stage.
        public var from: String
        /// The later stage.
        public var to: String
        /// Loss on the scale of the figure, at the pooled level of the earlier stage.
        public var drop: Double
        /// Robust interval of the loss.
        public var interval: Range
        /// Robust p value.
        public var pValue: Double
        /// Studies that report both stages.
        public var studiesWithBoth: Int
    }

    /// An analysis.
    public struct Analysis: Sendable, Equatable, Codable {
        /// Identifier of the plan.
        public var id: String
        /// Title.
        public var title: String
        /// Measure.
        public var measure: String
        /// Stages.
        public var stages: [Stage]
        /// Changes between stages.
        public var drops: [Drop]
        /// Differences between the weighted means of neighbouring stages; descriptive.
        public var weightedDrops: [WeightedDrop]
        /// Why there are none.
        public var whyNotCompared: String?
        /// Warnings on the changes.
        public var remarks: [String]
    }

    /// The statement of the protocol that goes with every result.
    public var statement: String?
    /// Description of the studies.
    public var description: StudyDescription
    /// The analyses.
    public var analyses: [Analysis]
    /// The analyses of accuracy; absent where none is planned.
    public var accuracy: [AccuracyReport]?

    /// Runs all planned analyses.
    public init(_ state: ReviewState) {
        statement = state.reviewProtocol?.statement
        description = state.studyDescription
        analyses = state.results.map(Self.analysis)
        let together = state.accuracyResults
        accuracy = together.isEmpty ? nil : together.map(AccuracyReport.init)
    }

    private static func analysis(_ result: PlannedResult) -> Analysis {
        let drops = (result.comparison?.drops ?? []).map { drop in
            Drop(
                from: drop.from,
                to: drop.to,
                drop: drop.aucDrop,
                interval: Range(drop.aucInterval),
                pValue: drop.pValue,
                studiesWithBoth: drop.studiesWithBoth
            )
        }
        return Analysis(
            id: result.plan.id,
            title: result.plan.title,
            measure: result.plan.measure.rawValue,
            stages: result.stages.map(stage),
            drops: drops,
            weightedDrops: result.weightedDrops,
            whyNotCompared: result.whyNotCompared,
            remarks: result.comparison?.remarks ?? []
        )
    }

    private static func stage(_ summary: StageSummary) -> Stage {
        Stage(
            stage: summary.stage.rawValue,
            studies: summary.studyCount,
            weightedMean: summary.weightedMean.map {
                Weighted(mean: $0.mean, evaluations: $0.studies, size: $0.patients)
            },
            pooled: summary.pooled.map(pooled),
            whyNotPooled: summary.whyNotPooled,
            evaluations: summary.evaluations.map(row),
            warnings: summary.warnings
        )
    }

    private static func pooled(_ pooled: PooledStage) -> Pooled {
        Pooled(
            k: pooled.fit.studyCount,
            estimate: pooled.estimate,
            ciLower: pooled.interval.lower,
            ciUpper: pooled.interval.upper,
            predictionInterval: pooled.predictionInterval.map(Range.init),
            tau2: pooled.fit.tauSquared,
            i2: pooled.fit.iSquared,
            q: pooled.fit.cochranQ,
            qPValue: pooled.fit.cochranQPValue,
            method: pooled.fit.options.method.rawValue,
            test: pooled.fit.options.test.rawValue
        )
    }

    private static func row(_ evaluation: AnalysedEvaluation) -> Row {
        let source = evaluation.source
        return Row(
            study: source.row.study,
            label: evaluation.label,
            value: evaluation.value,
            size: source.row.size,
            interval: evaluation.interval.map(Range.init),
            standardErrorSource: evaluation.estimate?.source,
            missing: evaluation.missing,
            weight: evaluation.weight,
            source: "\(source.file):\(source.row.line)"
        )
    }
}

extension AnalysisReport.Range {
    init(_ interval: Interval) {
        self.init(lower: interval.lower, upper: interval.upper)
    }
}
