public import MetaAnalysis

/// An evaluation as an analysis uses it.
public struct AnalysedEvaluation: Sendable, Equatable {
    /// The evaluation, with the sheet and event it came from.
    public let source: Extracted<Evaluation>
    /// Name of the study, and of the model where the study has several.
    public let label: String
    /// The figure, from 0 to 1.
    public let value: Double
    /// Estimate on the logit scale with its sampling variance, or what is missing for it.
    public let extraction: EffectExtraction
    /// Interval on the scale of the figure that the standard error gives; `nil` without one.
    public let interval: Interval?
    /// Share of the weight in the pooled estimate, percent; `nil` if it is not pooled.
    public var weight: Double?

    /// The estimate, if there is enough information for one.
    public var estimate: EffectEstimate? {
        if case .estimate(let estimate) = extraction { estimate } else { nil }
    }

    /// What is missing for pooling.
    public var missing: [String] {
        if case .notPoolable(let missing) = extraction { missing } else { [] }
    }
}

/// The pooled result of a stage, on the scale of the figure.
public struct PooledStage: Sendable, Equatable {
    /// The fit on the logit scale.
    public let fit: RandomEffectsFit
    /// Pooled figure.
    public let estimate: Double
    /// Confidence interval.
    public let interval: Interval
    /// Prediction interval; `nil` for a single study.
    public let predictionInterval: Interval?
}

/// What an analysis finds at one stage.
public struct StageSummary: Sendable, Equatable {
    /// The stage.
    public let stage: EvaluationStage
    /// Evaluations that report the figure, by study and model.
    public let evaluations: [AnalysedEvaluation]
    /// Mean of the figure weighted by sample size, over the evaluations that state one.
    public let weightedMean: WeightedMean?
    /// Random-effects estimate over the evaluations with a standard error.
    public let pooled: PooledStage?
    /// Why there is no pooled estimate, if there is none.
    public let whyNotPooled: String?
    /// What a reader must mind, in words.
    public let warnings: [String]

    /// Number of studies that report the figure.
    public var studyCount: Int { Set(evaluations.map(\.source.row.study)).count }
    /// Whether the pooled estimate rests on more than one study.
    public var isPoolOfSeveralStudies: Bool {
        pooled != nil && Set(poolable.map(\.source.row.study)).count > 1
    }
    /// Evaluations that could be pooled.
    public var poolable: [AnalysedEvaluation] { evaluations.filter { $0.estimate != nil } }
    /// Egger's test on the logit scale; `nil` where it cannot be run, as with fewer than three
    /// evaluations.
    public var egger: EggerTest? {
        let estimates = poolable.compactMap(\.estimate)
        return try? SmallStudyEffects.egger(
            estimates: estimates.map(\.value),
            samplingVariances: estimates.map(\.samplingVariance)
        )
    }
}

/// The result of a planned analysis.
public struct PlannedResult: Sendable, Equatable {
    /// The plan.
    public let plan: AnalysisPlan
    /// The stages that report the figure, in their order.
    public let stages: [StageSummary]
    /// The change between stages; `nil` if it cannot be estimated.
    public let comparison: StageComparison?
    /// Why the change cannot be estimated.
    public let whyNotCompared: String?

    /// Differences between the weighted means of neighbouring stages.
    ///
    /// A description only: the means come from different studies and sizes, and have no interval.
    public var weightedDrops: [WeightedDrop] {
        let known = stages.filter { $0.stage != .unclear && $0.weightedMean != nil }
        return zip(known, known.dropFirst()).compactMap { earlier, later in
            guard let before = earlier.weightedMean, let after = later.weightedMean else {
                return nil
            }
            return WeightedDrop(
                from: earlier.stage,
                to: later.stage,
                difference: before.mean - after.mean
            )
        }
    }
}

/// The difference between the weighted means of two stages.
public struct WeightedDrop: Sendable, Equatable, Codable {
    /// The earlier stage.
    public let from: EvaluationStage
    /// The later stage.
    public let to: EvaluationStage
    /// Earlier minus later mean; positive is a loss.
    public let difference: Double
}
