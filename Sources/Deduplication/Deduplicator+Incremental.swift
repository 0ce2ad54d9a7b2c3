public import Bibliography

/// Finds the duplicates of new records, among themselves and among records resolved before.
///
/// Candidates are pairs with at least one new record; of the known records only the pairs that were
/// found before are judged again. Identifiers, words and groups are those of all records, so the
/// clusters are those of a run over everything, except where a known pair became a candidate only
/// because the new records made its words rarer among all.
///
/// - Parameters:
///   - new: records that were not there before; in the result they follow the known ones.
///   - known: the records of the earlier result, in its order.
///   - pairs: the pairs of the earlier result.
///   - constraints: decisions of persons, as indices into the known records followed by the new;
///     they beat the machine as in `findDuplicates(_:constraints:options:)`.
///   - options: thresholds and policy.
/// - Returns: Pairs and clusters of all records, the known first, then the new.
public func findDuplicates(
    new: [Record],
    against known: [Record],
    pairs: [DuplicatePair],
    constraints: [PairConstraint] = [],
    options: DeduplicationOptions = DeduplicationOptions()
) -> DeduplicationResult {
    Deduplicator(known + new, options: options).result(
        firstNew: known.count,
        pairs: pairs,
        constraints: constraints
    )
}

extension Deduplicator {
    /// Runs all stages on pairs with at least one record from `firstNew` on.
    func result(
        firstNew: Int,
        pairs: [DuplicatePair],
        constraints: [PairConstraint]
    ) -> DeduplicationResult {
        arena.withView { view in
            let (found, comparisons) = search(view) { _, higher in higher >= firstNew }
            let known = judgedAgain(pairs.filter { max($0.a, $0.b) < firstNew }, view)
            return Resolution(self, view, constraints)
                .result(found + known.found, comparisons: comparisons + known.comparisons)
        }
    }

    /// Judges pairs of an earlier result; those out of range are ignored.
    private func judgedAgain(
        _ pairs: [DuplicatePair],
        _ view: ArenaView
    ) -> (found: [JudgedPair], comparisons: Int) {
        var judge = Judge(view, records, options, weights)
        var found: [JudgedPair] = []
        var comparisons = 0
        var seen: Set<[Int]> = []
        for pair in pairs {
            let (a, b) = (min(pair.a, pair.b), max(pair.a, pair.b))
            guard a >= 0, a < b, seen.insert([a, b]).inserted else { continue }
            comparisons += 1
            if let judged = judge.judged(a, b) { found.append(judged) }
        }
        return (found, comparisons)
    }
}
