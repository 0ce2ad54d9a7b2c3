/// Data or a model that cannot be pooled.
public enum MetaAnalysisError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Inputs that belong together differ in length.
    case sizeMismatch(what: String, expected: Int, found: Int)
    /// A number that cannot take part: not finite, or a variance that is not above zero.
    case invalidValue(what: String, study: Int, found: Double)
    /// Fewer studies than the model has parameters to estimate.
    case tooFewStudies(needed: Int, found: Int, why: String)
    /// A moderator that is a linear combination of the others.
    case collinearModerators(String)
    /// The iteration stopped before its tolerance.
    case noConvergence(String)
    /// The data cannot tell the parameters of the model apart.
    case notIdentifiable(String)

    /// What happened, where, and what was expected.
    public var description: String {
        switch self {
        case .sizeMismatch(let what, let expected, let found):
            "\(what): expected \(expected) values, found \(found)"
        case .invalidValue(let what, let study, let found):
            "study \(study + 1): \(what), found \(found)"
        case .tooFewStudies(let needed, let found, let why):
            "too few studies: \(why) needs at least \(needed), found \(found)"
        case .collinearModerators(let name):
            "moderator '\(name)' is constant or a linear combination of the moderators before it"
        case .noConvergence(let task): "no convergence: \(task)"
        case .notIdentifiable(let why): "the model cannot be estimated: \(why)"
        }
    }
}
