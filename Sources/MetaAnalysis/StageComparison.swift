import Foundation
import Statistics

/// One performance figure of a model at one stage of validation.
public struct StageEstimate: Sendable, Equatable {
    /// The study it comes from; estimates of one study are correlated.
    public let study: String
    /// Position in the order of stages, for example 0 training, 1 internal, 2 external validation.
    public let stage: Int
    /// Logit of the AUC.
    public let logit: Double
    /// Sampling variance of the logit.
    public let samplingVariance: Double
    /// Number of patients, if reported.
    public let patients: Double?

    /// An estimate at one stage.
    public init(
        study: String,
        stage: Int,
        logit: Double,
        samplingVariance: Double,
        patients: Double? = nil
    ) {
        self.study = study
        self.stage = stage
        self.logit = logit
        self.samplingVariance = samplingVariance
        self.patients = patients
    }
}

/// The pooled performance at one stage.
public struct StageLevel: Sendable, Equatable {
    /// Name of the stage.
    public let name: String
    /// Number of estimates.
    public let estimates: Int
    /// Number of studies.
    public let studies: Int
    /// Patients behind the estimates that report a number.
    public let patients: Double
    /// Pooled logit.
    public let logit: Double
    /// Pooled AUC.
    public let auc: Double
    /// Robust confidence interval of the AUC.
    public let interval: Interval
    /// AUC averaged by patients over the estimates that report a number; nil if none does.
    public let weightedMean: WeightedMean?
}

/// The change from one stage to the next; positive values are a loss of performance.
public struct StageDrop: Sendable, Equatable {
    /// The earlier stage.
    public let from: String
    /// The later stage.
    public let to: String
    /// Studies that report both stages.
    public let studiesWithBoth: Int
    /// Studies that report either stage.
    public let studies: Int
    /// Patients behind the estimates of both stages that report a number.
    public let patients: Double
    /// Earlier minus later stage on the logit scale.
    public let logitDifference: Double
    /// Robust standard error of the difference (CR2) on the logit scale.
    public let standardError: Double
    /// Satterthwaite's degrees of freedom of the difference.
    public let degreesOfFreedom: Double
    /// Robust confidence interval of the difference.
    public let logitInterval: Interval
    /// Two-sided robust p value.
    public let pValue: Double
    /// The drop in AUC at the pooled level of the earlier stage, β: expit β − expit(β − d).
    public let aucDrop: Double
    /// The ends of the interval of d carried to the AUC at the same level.
    public let aucInterval: Interval
}

/// What happens to performance between training and external validation.
public struct StageComparison: Sendable, Equatable {
    /// Pooled levels in the order of stages; stages without estimates are left out.
    public let levels: [StageLevel]
    /// Changes between neighbouring stages that have estimates.
    public let drops: [StageDrop]
    /// The three-level model behind both, with one coefficient for each stage.
    public let fit: ThreeLevelFit
    /// What a reader must know, in words.
    public let remarks: [String]

    /// Compares stages with the three-level model, stage as moderator, study as cluster.
    ///
    /// - Parameters:
    ///   - estimates: performance figures on the logit scale.
    ///   - stageNames: names of the stages in their order.
    ///   - confidenceLevel: level of the robust intervals.
    /// - Throws: `.notIdentifiable` or `.tooFewStudies`, saying in words why the drop cannot be
    ///   estimated.
    public init(
        estimates: [StageEstimate],
        stageNames: [String],
        confidenceLevel: Double = 0.95
    ) throws(MetaAnalysisError) {
        let stages = try Self.comparableStages(estimates, stageNames)
        let design = DesignMatrix(
            withoutIntercept: stages.map { stage in
                (
                    name: stageNames[stage],
                    values: estimates.map { $0.stage == stage ? 1.0 : 0.0 }
                )
            }
        )
        let fit = try ThreeLevelFit(
            estimates: estimates.map(\.logit),
            samplingVariances: estimates.map(\.samplingVariance),
            clusters: estimates.map(\.study),
            design: design,
            confidenceLevel: confidenceLevel
        )
        guard let robust = fit.robustSmallSample ?? fit.robust else {
            throw .tooFewStudies(
                needed: stages.count + 1,
                found: fit.clusterCount,
                why: "a robust interval for \(stages.count) stages"
            )
        }
        self.fit = fit
        var levels: [StageLevel] = []
        var drops: [StageDrop] = []
        for (index, stage) in stages.enumerated() {
            let members = estimates.filter { $0.stage == stage }
            levels.append(
                try Self.level(
                    name: stageNames[stage],
                    members: members,
                    logit: fit.coefficients[index],
                    interval: robust.intervals[index]
                )
            )
            guard index > 0 else { continue }
            let before = stages[index - 1]
            drops.append(
                Self.drop(
                    names: (stageNames[before], stageNames[stage]),
                    members: (estimates.filter { $0.stage == before }, members),
                    positions: (index - 1, index),
                    fit: fit,
                    robust: robust
                )
            )
        }
        self.levels = levels
        self.drops = drops
        remarks = Self.remarks(levels, drops)
    }

    /// Stages that have estimates, in order, if there is enough to compare them.
    private static func comparableStages(
        _ estimates: [StageEstimate],
        _ stageNames: [String]
    ) throws(MetaAnalysisError) -> [Int] {
        for (position, estimate) in estimates.enumerated()
        where !stageNames.indices.contains(estimate.stage) {
            throw .invalidValue(
                what: "the stage must be one of \(stageNames.count)",
                study: position,
                found: Double(estimate.stage)
            )
        }
        let stages = Set(estimates.map(\.stage)).sorted()
        guard stages.count > 1 else {
            throw .notIdentifiable(
                "a drop needs estimates of at least two stages, found "
                    + (stages.first.map { "only '\(stageNames[$0])'" } ?? "none")
            )
        }
        let studyCount = Set(estimates.map(\.study)).count
        guard studyCount > stages.count else {
            throw .tooFewStudies(
                needed: stages.count + 1,
                found: studyCount,
                why: "a robust interval for \(stages.count) stages"
            )
        }
        return stages
    }

    private static func remarks(
        _ levels: [StageLevel],
        _ drops: [StageDrop]
    ) -> [String] {
        var result: [String] = []
        for level in levels where level.studies < 3 {
            let count = level.studies == 1 ? "one study" : "\(level.studies) studies"
            result.append("Stage '\(level.name)' rests on \(count) only.")
        }
        for drop in drops where drop.studiesWithBoth == 0 {
            result.append(
                "No study reports both '\(drop.from)' and '\(drop.to)': their difference "
                    + "compares different studies, not the same models."
            )
        }
        for drop in drops where drop.degreesOfFreedom < 4 {
            result.append(
                "The drop from '\(drop.from)' to '\(drop.to)' has only "
                    + "\(String(format: "%.1f", drop.degreesOfFreedom)) degrees of freedom: its "
                    + "robust interval is unreliable."
            )
        }
        return result
    }

    private static func level(
        name: String,
        members: [StageEstimate],
        logit: Double,
        interval: Interval
    ) throws(MetaAnalysisError) -> StageLevel {
        let counted = members.filter { $0.patients != nil }
        var mean: WeightedMean?
        if !counted.isEmpty {
            mean = try MetaAnalysis.weightedMean(
                values: counted.map { Transformation.logit.backTransformed($0.logit) },
                weights: counted.compactMap(\.patients)
            )
        }
        return StageLevel(
            name: name,
            estimates: members.count,
            studies: Set(members.map(\.study)).count,
            patients: counted.compactMap(\.patients).reduce(0, +),
            logit: logit,
            auc: Transformation.logit.backTransformed(logit),
            interval: Transformation.logit.backTransformed(interval),
            weightedMean: mean
        )
    }

    private static func drop(
        names: (String, String),
        members: ([StageEstimate], [StageEstimate]),
        positions: (Int, Int),
        fit: ThreeLevelFit,
        robust: RobustInference
    ) -> StageDrop {
        let (one, other) = positions
        let contrast = robust.contrast(
            fit.coefficients.indices.map { $0 == one ? 1 : $0 == other ? -1 : 0 }
        )
        let interval = contrast.interval
        let anchor = fit.coefficients[one]
        func inAUC(_ drop: Double) -> Double {
            Transformation.logit.backTransformed(anchor)
                - Transformation.logit.backTransformed(anchor - drop)
        }
        let (before, after) = (Set(members.0.map(\.study)), Set(members.1.map(\.study)))
        return StageDrop(
            from: names.0,
            to: names.1,
            studiesWithBoth: before.intersection(after).count,
            studies: before.union(after).count,
            patients: (members.0 + members.1).compactMap(\.patients).reduce(0, +),
            logitDifference: contrast.estimate,
            standardError: contrast.standardError,
            degreesOfFreedom: contrast.degreesOfFreedom,
            logitInterval: interval,
            pValue: contrast.pValue,
            aucDrop: inAUC(contrast.estimate),
            aucInterval: Interval(lower: inAUC(interval.lower), upper: inAUC(interval.upper))
        )
    }
}
