public import Bibliography

/// Finds the records that describe one work.
///
/// The stages are normalising, blocking, comparing, deciding and clustering. What a person decided
/// is kept whatever the machine thinks. The result depends on the records and not on their order.
///
/// - Parameters:
///   - records: all records, of every source.
///   - constraints: decisions of persons; indices out of range are ignored.
///   - options: thresholds and policy.
/// - Returns: Pairs with their reasons, and clusters that hold every record exactly once.
public func findDuplicates(
    _ records: [Record],
    constraints: [PairConstraint] = [],
    options: DeduplicationOptions = DeduplicationOptions()
) -> DeduplicationResult {
    let deduplicator = Deduplicator(records, options: options)
    return deduplicator.result(constraints: constraints)
}

/// Holds the normalised records while the stages run.
struct Deduplicator {
    let records: [Record]
    let normalised: [NormalisedRecord]
    let options: DeduplicationOptions

    init(_ records: [Record], options: DeduplicationOptions) {
        self.records = records
        self.options = options
        normalised = NormalisedRecord.all(records)
    }

    /// A compared pair that is at least worth a look.
    private struct Found {
        var a: Int
        var b: Int
        var evidence: Evidence
        var verdict: Verdict
    }

    func result(constraints: [PairConstraint]) -> DeduplicationResult {
        let candidates = Blocking(blockSize: options.blockSize).pairs(normalised)
        let decided = constraints.filter {
            records.indices.contains($0.a) && records.indices.contains($0.b) && $0.a != $0.b
        }
        var found: [Found] = []
        for candidate in candidates {
            let (a, b) = (Int(candidate >> 32), Int(candidate & 0xFFFF_FFFF))
            let (evidence, verdict) = judged(a, b)
            if verdict.score >= options.reviewThreshold {
                found.append(Found(a: a, b: b, evidence: evidence, verdict: verdict))
            }
        }
        return clustered(found, decided, comparisons: candidates.count)
    }

    /// Compares two records; reads the abstracts only when they can change the decision.
    func judged(_ a: Int, _ b: Int) -> (Evidence, Verdict) {
        var evidence = Evidence(normalised[a], normalised[b])
        var verdict = Verdict(evidence, mergePreprints: options.mergePreprints)
        let canChange =
            verdict.caution == nil || verdict.caution == .thin
            || verdict.caution == .otherIdentifier
        let isOpen =
            canChange && verdict.bits + Weights.abstractSame > Weights.priorBits
            && !verdict.isConflict
        if isOpen, verdict.score < options.mergeThreshold {
            evidence.abstract = AbstractComparison.agreement(records[a], records[b])
            verdict = Verdict(evidence, mergePreprints: options.mergePreprints)
        }
        return (evidence, verdict)
    }

    private func clustered(
        _ found: [Found],
        _ constraints: [PairConstraint],
        comparisons: Int
    ) -> DeduplicationResult {
        var clustering = Clustering(count: records.count) { a, b in
            let verdict = judged(a, b).1
            return verdict.isConflict || verdict.score < options.reviewThreshold
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
        let person = Dictionary(
            constraints.map { (Self.pairKey($0.a, $0.b), $0.same) },
            uniquingKeysWith: { $1 }
        )
        let open = found.filter { person[Self.pairKey($0.a, $0.b)] == nil }
        var pairs = open.sorted(by: precedes).map { decided($0, &clustering) }
        let kept = constraints.filter { $0.same && !contradictions.contains($0) }
        pairs += kept.map { constraint in
            DuplicatePair(
                a: min(constraint.a, constraint.b),
                b: max(constraint.a, constraint.b),
                score: 1,
                rule: Rule.person.rawValue,
                reasons: ["decided by a person"],
                decision: .merge
            )
        }
        pairs.sort { ($0.a, $0.b) < ($1.a, $1.b) }
        return DeduplicationResult(
            pairs: pairs,
            clusters: clustering.clusters(),
            comparisons: comparisons,
            contradictions: contradictions
        )
    }

    /// Merges a pair if its score allows and the clusters do not conflict; else leaves it to a person.
    private func decided(_ item: Found, _ clustering: inout Clustering) -> DuplicatePair {
        var rule = item.verdict.caution ?? item.verdict.rule
        var decision = PairDecision.review
        var reasons = item.evidence.reasons(caution: item.verdict.caution)
        if item.verdict.caution == nil, item.verdict.score >= options.mergeThreshold {
            if clustering.join(item.a, item.b, minding: true) {
                decision = .merge
            } else {
                rule = .weakLink
                reasons.insert("for a person: merging would join two works that conflict", at: 0)
            }
        } else if item.verdict.caution == nil {
            rule = .thin
        }
        return DuplicatePair(
            a: item.a,
            b: item.b,
            score: item.verdict.score,
            rule: rule.rawValue,
            reasons: reasons,
            decision: decision
        )
    }

    private static func pairKey(_ a: Int, _ b: Int) -> UInt64 {
        UInt64(min(a, b)) << 32 | UInt64(max(a, b))
    }

    /// Surest first; ties by content, so that the order of the input does not matter.
    private func precedes(_ left: Found, _ right: Found) -> Bool {
        if left.verdict.bits != right.verdict.bits { return left.verdict.bits > right.verdict.bits }
        let first = contentKey(left)
        let second = contentKey(right)
        return first == second ? (left.a, left.b) < (right.a, right.b) : first < second
    }

    private func contentKey(_ found: Found) -> (UInt64, UInt64) {
        let (a, b) = (normalised[found.a].contentHash, normalised[found.b].contentHash)
        return (min(a, b), max(a, b))
    }
}
