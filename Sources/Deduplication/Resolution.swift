import Bibliography
import Statistics

/// Turns judged pairs and the decisions of persons into clusters: stage 5.
struct Resolution {
    private let deduplicator: Deduplicator
    private let view: ArenaView
    private let constraints: [PairConstraint]
    /// What a person decided about a pair.
    private let decisions: [UInt64: Bool]

    init(_ deduplicator: Deduplicator, _ view: ArenaView, _ constraints: [PairConstraint]) {
        self.deduplicator = deduplicator
        self.view = view
        let indices = view.rows.indices
        let sane = constraints.filter {
            indices.contains($0.a) && indices.contains($0.b) && $0.a != $0.b
        }
        self.constraints = sane
        decisions = Dictionary(
            sane.map { (Self.pairKey($0.a, $0.b), $0.same) },
            uniquingKeysWith: { $1 }
        )
    }

    /// Joins the surest pairs first, and none that would join works which conflict.
    func result(_ found: [JudgedPair], comparisons: Int) -> DeduplicationResult {
        let (view, options) = (view, deduplicator.options)
        var judge = Judge(view, deduplicator.records, options, deduplicator.weights)
        var clustering = Clustering(labels: view.rows.map(\.comparisonHash)) { a, b in
            guard let pair = judge.judged(min(a, b), max(a, b)) else { return true }
            return pair.verdict.forbidsChains
        }
        for constraint in constraints where !constraint.same {
            clustering.separate(constraint.a, constraint.b)
        }
        var contradictions: [PairConstraint] = []
        for constraint in constraints where constraint.same {
            if !clustering.join(constraint.a, constraint.b, minding: false) {
                contradictions.append(constraint)
            }
        }
        let open = found.filter { decisions[Self.pairKey($0.a, $0.b)] == nil }
            .sorted(by: precedes)
        let outcomes = open.map { outcome(of: $0, &clustering) }
        var pairs = described(open, outcomes)
        let kept = constraints.filter { $0.same && !contradictions.contains($0) }
        pairs += kept.map(Self.decidedByPerson)
        pairs.sort { ($0.a, $0.b) < ($1.a, $1.b) }
        return DeduplicationResult(
            pairs: pairs,
            clusters: clustering.clusters(),
            comparisons: comparisons,
            contradictions: contradictions
        )
    }

    private enum Outcome: Sendable {
        case merged
        case cautioned
        /// Its clusters conflict.
        case weakLink
        case thin
    }

    /// Merges a pair if its score allows and the clusters do not conflict; else a person is asked.
    private func outcome(of pair: JudgedPair, _ clustering: inout Clustering) -> Outcome {
        if pair.verdict.caution != nil { return .cautioned }
        guard pair.verdict.score >= deduplicator.options.mergeThreshold else { return .thin }
        return clustering.join(pair.a, pair.b, minding: true) ? .merged : .weakLink
    }

    private func described(_ pairs: [JudgedPair], _ outcomes: [Outcome]) -> [DuplicatePair] {
        Parallel.map(
            pairs.count,
            inRangesOf: 4_096,
            isConcurrent: deduplicator.isConcurrent
        ) { range in
            range.map { Self.described(pairs[$0], outcomes[$0]) }
        }.flatMap { $0 }
    }

    private static func described(_ pair: JudgedPair, _ outcome: Outcome) -> DuplicatePair {
        var reasons = pair.evidence.reasons(caution: pair.verdict.caution)
        let rule: PairRule
        switch outcome {
        case .merged: rule = pair.verdict.rule
        case .cautioned: rule = pair.verdict.caution ?? pair.verdict.rule
        case .thin: rule = .thin
        case .weakLink:
            rule = .weakLink
            reasons.insert(.wouldJoinConflict, at: 0)
        }
        return DuplicatePair(
            a: pair.a,
            b: pair.b,
            score: pair.verdict.score,
            rule: rule.rawValue,
            reasons: reasons.map(\.description),
            decision: outcome == .merged ? .merge : .review
        )
    }

    private static func decidedByPerson(_ constraint: PairConstraint) -> DuplicatePair {
        DuplicatePair(
            a: min(constraint.a, constraint.b),
            b: max(constraint.a, constraint.b),
            score: 1,
            rule: PairRule.person.rawValue,
            reasons: [DuplicateReason.decidedByPerson.description],
            decision: .merge
        )
    }

    private static func pairKey(_ a: Int, _ b: Int) -> UInt64 {
        UInt64(min(a, b)) << 32 | UInt64(max(a, b))
    }

    /// Surest first; ties by content, so that the order of the input does not matter.
    private func precedes(_ left: JudgedPair, _ right: JudgedPair) -> Bool {
        if left.verdict.bits != right.verdict.bits { return left.verdict.bits > right.verdict.bits }
        let first = contentKey(left)
        let second = contentKey(right)
        return first == second ? (left.a, left.b) < (right.a, right.b) : first < second
    }

    private func contentKey(_ pair: JudgedPair) -> (UInt64, UInt64) {
        let (a, b) = (view.rows[pair.a].contentHash, view.rows[pair.b].contentHash)
        return (min(a, b), max(a, b))
    }
}
