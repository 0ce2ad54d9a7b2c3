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
                "\(ids.count - records.count) records are missing; run 'consilience verify'")
        }
        let result = findDuplicates(records, options: options)
        let resolution = DuplicateResolution(
            options: options, records: records.count,
            pairs: result.pairs.map { pair in
                DuplicateResolution.Pair(
                    first: ids[pair.a], second: ids[pair.b], score: pair.score, rule: pair.rule,
                    reasons: pair.reasons, decision: pair.decision)
            },
            clusters: result.clusters.filter { $0.count > 1 }.map { $0.map { ids[$0] } })
        guard !draft.state.isDeduplicated || draft.state.resolution != resolution else { return }
        draft.propose(.duplicatesResolved(resolution))
    }
}
