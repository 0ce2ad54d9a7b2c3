/// A step of screening at which reviewers vote on a record.
public enum Stage: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Title and abstract.
    case titleAbstract = "title-abstract"
    /// The full report.
    case fullText = "full-text"

    /// Orders the stages as they follow each other.
    public static func < (left: Stage, right: Stage) -> Bool {
        left == .titleAbstract && right == .fullText
    }
}

/// What a reviewer says of a record at a stage.
public enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
    /// Goes on to the next stage, or into the review.
    case include
    /// Leaves the review.
    case exclude
    /// Undecided; at title and abstract it lets the record pass to the full text.
    case maybe
    /// The report could not be had; full text only.
    case notRetrieved = "not-retrieved"
}

/// In which capacity a verdict is given.
public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
    /// One reviewer's own vote.
    case vote
    /// The settlement of a conflict, by the reviewers together or by an arbiter.
    case consensus
}
