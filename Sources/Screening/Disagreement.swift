/// On what the votes on a work disagree.
public enum Disagreement: Sendable, Equatable, CustomStringConvertible {
    /// What one reviewer says of a work.
    public struct Side: Sendable, Equatable {
        /// Reviewer's name.
        public var reviewer: String
        /// The verdicts, sorted; several where they voted on several records of the work.
        public var verdicts: [Verdict]

        /// Creates a side.
        public init(reviewer: String, verdicts: [Verdict]) {
            self.reviewer = reviewer
            self.verdicts = verdicts
        }
    }

    /// One reviewer contradicts themselves on two records of the work.
    case ownVotes(of: String)
    /// The reviewers' verdicts differ.
    case verdicts([Side])
    /// All exclude, for different reasons.
    case reasons([String])
    /// `maybe` settles nothing at full text.
    case undecided
    /// A report is only sought after title and abstract.
    case notRetrievedTooEarly

    /// The disagreement in a few words.
    public var description: String {
        switch self {
        case .ownVotes(let reviewer): "\(reviewer) voted differently on two records of this work"
        case .verdicts(let sides):
            sides.map { side in
                "\(side.reviewer): " + side.verdicts.map(\.rawValue).joined(separator: "/")
            }.joined(separator: ", ")
        case .reasons(let reasons): "different reasons: " + reasons.joined(separator: " / ")
        case .undecided: "undecided at full text"
        case .notRetrievedTooEarly: "'not-retrieved' at title and abstract"
        }
    }
}
