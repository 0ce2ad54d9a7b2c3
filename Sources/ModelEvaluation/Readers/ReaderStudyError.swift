/// Why a reader study cannot be evaluated.
public enum ReaderStudyError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no reader or no modality.
    case nothingToCompare
    /// A reader or modality is named twice.
    case nameTwice(String)
    /// Ratings are missing or too many: the design is not fully crossed.
    case notCrossed(expected: Int, found: Int)
    /// A class has a single case, so that no variance exists.
    case classTooSmall(positives: Int, negatives: Int)
    /// All cases of a class are in one cluster, so that no variance exists.
    case oneCluster
    /// The ratings of a reader are no predictions.
    case ratings(EvaluationError)

    /// Says what is wrong and what was expected.
    public var description: String {
        switch self {
        case .nothingToCompare:
            "no reader or no modality; at least one of each is expected"
        case .nameTwice(let name):
            "'\(name)' is named twice"
        case .notCrossed(let expected, let found):
            "\(found) ratings; \(expected) are expected, one a case, reader and modality"
        case .classTooSmall(let positives, let negatives):
            "\(positives) cases with and \(negatives) without the event; two or more of each are "
                + "expected"
        case .oneCluster:
            "all cases of a class are in one cluster; each class is expected in two or more"
        case .ratings(let error):
            error.description
        }
    }
}
