import Deduplication
public import Review

/// The pairs of records of a review that may be duplicates, as people look at them.
///
/// What people judged counts at once here, also before duplicates are looked for again.
public struct DuplicatePairs: Sendable {
    /// The pairs that are left for a person, the likeliest first.
    public let open: [DuplicateResolution.Pair]
    /// What people said, in the order in which the pairs were first judged.
    public let judged: [Extracted<PairJudgement>]
    /// Pairs that the program merged and nobody has judged, in the order of the records.
    public let merged: [DuplicateResolution.Pair]

    private let judgements: [Set<RecordID>: Extracted<PairJudgement>]
    private let pairs: [Set<RecordID>: DuplicateResolution.Pair]

    /// Gathers the pairs.
    ///
    /// - Parameter state: the review.
    public init(_ state: ReviewState) {
        judged = state.pairJudgements
        var judgements: [Set<RecordID>: Extracted<PairJudgement>] = [:]
        var decided: Set<Set<Int>> = []
        for extracted in judged {
            let row = extracted.row
            judgements[[row.first, row.second]] = extracted
            // Who told two works apart, or joined them, need not be asked by other records of theirs.
            if let first = state.workIndex[row.first], let second = state.workIndex[row.second],
                first != second
            {
                decided.insert([first, second])
            }
        }
        let known = (state.resolution?.pairs ?? []).filter {
            state.workIndex[$0.first] != nil && state.workIndex[$0.second] != nil
        }
        let left = known.filter { pair in
            guard judgements[[pair.first, pair.second]] == nil else { return false }
            guard pair.decision == .review, let first = state.workIndex[pair.first],
                let second = state.workIndex[pair.second]
            else { return pair.decision == .merge }
            return first != second && !decided.contains([first, second])
        }
        open = left.filter { $0.decision == .review }.enumerated()
            .sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
            .map(\.element)
        merged = left.filter { $0.decision == .merge }
        self.judgements = judgements
        pairs = Dictionary(
            known.map { ([$0.first, $0.second], $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// What somebody said of two records; `nil` if nobody has.
    public func judgement(_ first: RecordID, _ second: RecordID) -> Extracted<PairJudgement>? {
        judgements[[first, second]]
    }

    /// What the program found of two records; `nil` if it did not compare them, or nothing speaks for
    /// one work.
    public func pair(_ first: RecordID, _ second: RecordID) -> DuplicateResolution.Pair? {
        pairs[[first, second]]
    }
}
