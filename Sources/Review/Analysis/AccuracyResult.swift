public import MetaAnalysis

/// An evaluation with its two-by-two table, as an analysis of accuracy uses it.
public struct AnalysedTable: Sendable, Equatable {
    /// The evaluation, with the sheet and event it came from.
    public let source: Extracted<Evaluation>
    /// Name of the study, and of the model where the study has several.
    public let label: String
    /// The counts.
    public let counts: CrossTable
    /// Whether the counts are stated or restored.
    public let origin: CrossTableOrigin

    /// The counts as the models take them.
    public var table: DiagnosticTable {
        DiagnosticTable(
            truePositives: Double(counts.truePositives),
            falsePositives: Double(counts.falsePositives),
            falseNegatives: Double(counts.falseNegatives),
            trueNegatives: Double(counts.trueNegatives)
        )
    }
}

/// An evaluation that states sensitivity or specificity but gives no two-by-two table.
public struct OmittedEvaluation: Sendable, Equatable {
    /// The evaluation, with the sheet and event it came from.
    public let source: Extracted<Evaluation>
    /// Name of the study, and of the model where the study has several.
    public let label: String
    /// What is missing, in words.
    public let missing: [String]
}

/// What an analysis of accuracy finds at one stage.
public struct AccuracyStage: Sendable, Equatable {
    /// The stage.
    public let stage: EvaluationStage
    /// Evaluations with a two-by-two table, by label and line.
    public let evaluations: [AnalysedTable]
    /// Evaluations without one.
    public let omitted: [OmittedEvaluation]
    /// The bivariate model; `nil` if it cannot be fitted.
    public let fit: BivariateFit?
    /// Why there is no model.
    public let whyNotPooled: String?
    /// Deeks' test of small-study effects; `nil` where it cannot be run.
    public let deeks: DeeksTest?
    /// What a reader must mind, in words.
    public let warnings: [String]

    /// Number of studies with a two-by-two table.
    public var studyCount: Int { Set(evaluations.map(\.source.row.study)).count }
    /// Whether the model rests on more than one study.
    public var isPoolOfSeveralStudies: Bool { fit != nil && studyCount > 1 }
}

/// The result of a planned analysis of accuracy.
public struct AccuracyResult: Sendable, Equatable {
    /// The plan.
    public let plan: AccuracyPlan
    /// The stages that report sensitivity or specificity, in their order.
    public let stages: [AccuracyStage]
}
