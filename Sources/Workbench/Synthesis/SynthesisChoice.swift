public import Figures
public import MetaAnalysis
public import Review

/// What is pooled, and how: all that a page of a synthesis lets somebody choose.
public struct SynthesisChoice: Sendable, Hashable {
    /// A figure that is pooled.
    public enum Measure: String, Sendable, Codable, CaseIterable {
        /// Area under the ROC curve.
        case auc
        /// Sensitivity alone.
        case sensitivity
        /// Specificity alone.
        case specificity
        /// Right classifications among all.
        case accuracy
        /// Overlap of segmentations: described, never pooled, since no report gives its error.
        case dice
        /// Sensitivity and specificity together.
        case dta

        /// The figure of an evaluation; `nil` for both at once.
        public var figure: PerformanceMeasure? { PerformanceMeasure(rawValue: rawValue) }
    }

    /// The word by which a filter asks for what is not stated.
    public static let notStated = "-"

    /// The figure.
    public var measure: Measure
    /// Stages of validation; empty for the one that counts most among those there are.
    public var stages: Set<EvaluationStage>
    /// Imaging modality of the study; `nil` for any.
    public var modality: String?
    /// What was counted; `nil` for anything.
    public var unit: String?
    /// Family of the model; `nil` for any.
    public var modelFamily: String?
    /// Estimates that are left out, by their identifiers.
    public var omitted: Set<String>
    /// Estimator of τ².
    public var method: HeterogeneityMethod
    /// Test and interval.
    public var test: InferenceTest
    /// Level of the intervals, between 0 and 1.
    public var level: Double
    /// Order of the studies in the forest plot.
    public var order: ForestPlot.RowOrder

    /// Creates a choice with the defaults of the field.
    public init(measure: Measure = .auc) {
        self.measure = measure
        stages = []
        omitted = []
        method = .restrictedMaximumLikelihood
        test = .hartungKnapp
        level = 0.95
        order = .asGiven
    }

    /// The choice that repeats a stage of a planned analysis.
    public init(_ plan: AnalysisPlan, at stage: EvaluationStage) {
        self.init(measure: Measure(rawValue: plan.measure.rawValue) ?? .auc)
        stages = [stage]
        method = HeterogeneityMethod(rawValue: plan.method) ?? .restrictedMaximumLikelihood
        test = InferenceTest(rawValue: plan.test) ?? .hartungKnapp
        level = plan.level
    }

    /// The choice that repeats a stage of a planned analysis of accuracy.
    public init(_ plan: AccuracyPlan, at stage: EvaluationStage) {
        self.init(measure: .dta)
        stages = [stage]
        level = plan.level
    }
}

extension ForestPlot.RowOrder {
    /// The word by which the command `meta` knows the order.
    public var word: String { self == .asGiven ? "given" : rawValue }

    /// The order of a word; `nil` if there is none.
    public init?(word: String) {
        guard let order = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = order
    }
}
