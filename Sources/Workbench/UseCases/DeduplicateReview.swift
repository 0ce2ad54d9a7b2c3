import Bibliography
public import Deduplication
import Review

/// Finds the duplicates among the records of a review.
public struct DeduplicateReview: Sendable {
    /// Thresholds and policies.
    public var options: DeduplicationOptions

    /// Creates the use case.
    public init(options: DeduplicationOptions = DeduplicationOptions()) {
        self.options = options
    }

    /// Adds the resolution to a draft, unless it is what the review already has.
    ///
    /// - Throws: `JournalError` if the records cannot be read.
    public func run(on draft: inout ReviewDraft) throws {
        let stored = try draft.records()
        let ids = draft.state.imports.flatMap(\.recordIDs)
        let records = ids.compactMap { stored[$0] }
        guard records.count == ids.count else {
            throw InputRefused(
                file: draft.folder.journalPath,
                "\(ids.count - records.count) records are missing; run 'consilience verify'"
            )
        }
        let places = Dictionary(
            uniqueKeysWithValues: ids.enumerated().map { ($0.element, $0.offset) }
        )
        let constraints = draft.state.pairJudgements.compactMap { judged -> PairConstraint? in
            guard let a = places[judged.row.first], let b = places[judged.row.second] else {
                return nil
            }
            return PairConstraint(a: min(a, b), b: max(a, b), same: judged.row.isSame)
        }
        let result = findDuplicates(records, constraints: constraints, options: options)
        let merges = result.pairs.filter { $0.decision == .merge }
        let open = unjudged(result, constraints)
        let pairs = (merges + open).sorted { ($0.a, $0.b) < ($1.a, $1.b) }
        let resolution = DuplicateResolution(
            options: options,
            records: records.count,
            judgements: draft.state.pairJudgements.map(\.row),
            pairs: pairs.map { pair in
                DuplicateResolution.Pair(
                    first: ids[pair.a],
                    second: ids[pair.b],
                    score: pair.score,
                    rule: pair.rule,
                    reasons: pair.reasons,
                    decision: pair.decision
                )
            },
            clusters: result.clusters.filter { $0.count > 1 }.map { $0.map { ids[$0] } }
        )
        guard !draft.state.isDeduplicated || draft.state.resolution != resolution else { return }
        draft.propose(.duplicatesResolved(resolution))
    }

    /// The questions that are still open: a person who told two works apart by one pair of their
    /// records need not be asked about another.
    private func unjudged(
        _ result: DeduplicationResult,
        _ constraints: [PairConstraint]
    ) -> [DuplicatePair] {
        var cluster: [Int: Int] = [:]
        for (number, members) in result.clusters.enumerated() {
            for record in members { cluster[record] = number }
        }
        func works(_ a: Int, _ b: Int) -> Set<Int?> { [cluster[a], cluster[b]] }
        let toldApart = Set(constraints.filter { !$0.same }.map { works($0.a, $0.b) })
        return result.openQuestions.filter { !toldApart.contains(works($0.a, $0.b)) }
    }
}
