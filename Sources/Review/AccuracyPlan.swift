/// A planned analysis of diagnostic accuracy: sensitivity and specificity pooled together, per
/// stage of validation.
public struct AccuracyPlan: Sendable, Equatable, Codable {
    /// Short identifier, unique among all planned analyses; names the files of the analysis.
    public var id: String
    /// Title as printed.
    public var title: String
    /// Bivariate model.
    public var model: AccuracyModel
    /// Level of intervals and regions, between 0 and 1.
    public var level: Double

    /// Creates a plan.
    public init(
        id: String,
        title: String,
        model: AccuracyModel = .binomialNormal,
        level: Double = 0.95
    ) {
        self.id = id
        self.title = title
        self.model = model
        self.level = level
    }
}

/// Bivariate models of sensitivity and specificity, by their field codes.
public enum AccuracyModel: String, Sendable, Hashable, Codable, CaseIterable {
    /// Exact binomial likelihood within studies, normal logits between them (Laplace).
    case binomialNormal = "GLMM"
    /// Linear model of empirical logits by restricted maximum likelihood.
    case restrictedLinear = "REML"
    /// Linear model of empirical logits by maximum likelihood.
    case linear = "ML"
}
