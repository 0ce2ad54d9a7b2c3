/// How sure the program must be, and what it takes for one work.
public struct DeduplicationOptions: Sendable, Equatable, Codable {
    /// Least score from 0 to 1 at which two records are merged without asking.
    public var mergeThreshold = 0.99
    /// Least score from 0 to 1 at which a person is asked.
    public var reviewThreshold = 0.5
    /// Merges a preprint with the article it became; otherwise the pair is shown for review.
    public var mergePreprints = false
    /// Largest group of records sharing a key that is compared in full; larger groups are compared
    /// with their neighbours only, which keeps the work proportional to the number of records.
    public var blockSize = 48

    /// Creates the default options.
    public init() {}
}

/// What the program does with a pair.
public enum PairDecision: String, Sendable, Hashable, Codable, CaseIterable {
    /// The two records describe one work.
    case merge
    /// A person has to look.
    case review
}

/// Two records that describe one work, or may do so.
public struct DuplicatePair: Sendable, Equatable, Codable {
    /// Index of the first record; less than `b`.
    public var a: Int
    /// Index of the second record.
    public var b: Int
    /// Probability-like score from 0 to 1.
    public var score: Double
    /// Short name of what decided.
    public var rule: String
    /// What agrees and what differs, in words.
    public var reasons: [String]
    /// What follows.
    public var decision: PairDecision

    /// Creates a pair.
    public init(
        a: Int,
        b: Int,
        score: Double,
        rule: String,
        reasons: [String],
        decision: PairDecision
    ) {
        self.a = a
        self.b = b
        self.score = score
        self.rule = rule
        self.reasons = reasons
        self.decision = decision
    }
}

/// What a person decided about two records; it always beats the machine.
public struct PairConstraint: Sendable, Equatable, Codable {
    /// Index of one record.
    public var a: Int
    /// Index of the other record.
    public var b: Int
    /// True when they describe one work.
    public var same: Bool

    /// Creates a constraint.
    public init(a: Int, b: Int, same: Bool) {
        self.a = a
        self.b = b
        self.same = same
    }
}

/// Which records describe one work.
public struct DeduplicationResult: Sendable, Equatable {
    /// Pairs that were merged or need a person, sorted by `a`, then `b`.
    public var pairs: [DuplicatePair]
    /// Every record exactly once; members ascending, clusters by their first member.
    public var clusters: [[Int]]
    /// Number of pairs that were compared, of the n(n − 1)/2 possible.
    public var comparisons: Int
    /// Constraints that contradict others and could not be kept; empty in a sane review.
    public var contradictions: [PairConstraint]

    /// What a person has to decide: of all pairs in review between two clusters the surest one.
    ///
    /// A decision on it decides about the clusters, so the others need not be asked.
    public var openQuestions: [DuplicatePair] {
        var cluster: [Int: Int] = [:]
        for (number, members) in clusters.enumerated() {
            for record in members { cluster[record] = number }
        }
        var best: [[Int]: DuplicatePair] = [:]
        for pair in pairs where pair.decision == .review {
            guard let a = cluster[pair.a], let b = cluster[pair.b], a != b else { continue }
            let key = [min(a, b), max(a, b)]
            if let known = best[key], known.score >= pair.score { continue }
            best[key] = pair
        }
        return best.values.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    }

    /// Creates a result.
    public init(
        pairs: [DuplicatePair],
        clusters: [[Int]],
        comparisons: Int,
        contradictions: [PairConstraint]
    ) {
        self.pairs = pairs
        self.clusters = clusters
        self.comparisons = comparisons
        self.contradictions = contradictions
    }
}
