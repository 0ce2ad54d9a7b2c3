public import Screening

/// A ranking that people work from while it learns.
///
/// The next record is always taken from the last finished ranking, so nobody waits for a fit; the fit
/// runs on a copy of the ranker. Labels that come meanwhile are gathered for the fit after it.
public actor LiveRanking {
    private var ranker: Ranker
    private var ranking: [Int]
    private var waiting: [(record: Int, isRelevant: Bool?)] = []
    private var labelled: Set<Int>
    private var fit: Task<Void, Never>?

    /// Starts from a ranker, which is fitted to the labels it has.
    ///
    /// - Parameter ranker: documents, with or without labels.
    public init(_ ranker: Ranker) {
        var ranker = ranker
        ranker.fit()
        self.ranker = ranker
        ranking = ranker.ranking()
        labelled = Set(ranker.labels.indices.filter { ranker.labels[$0] != nil })
    }

    /// The likeliest record without a label.
    ///
    /// - Parameter isOpen: whether a record may be shown now, such as one nobody else has before them.
    /// - Returns: its number, or `nil` if none is left.
    public func next(where isOpen: @Sendable (Int) -> Bool = { _ in true }) -> Int? {
        ranking.first { !labelled.contains($0) && isOpen($0) }
    }

    /// Takes a settled decision, or takes one back; the ranking follows when it has learnt.
    ///
    /// - Parameters:
    ///   - isRelevant: the label, or `nil` to take it back.
    ///   - record: number of the record.
    public func settle(_ isRelevant: Bool?, of record: Int) {
        waiting.append((record, isRelevant))
        if isRelevant == nil {
            labelled.remove(record)
            if !ranking.contains(record) { ranking.append(record) }
        } else {
            labelled.insert(record)
        }
        learn()
    }

    /// Returns once all labels given so far are learnt.
    public func catchUp() async {
        while let fit { await fit.value }
    }

    private func learn() {
        guard fit == nil, !waiting.isEmpty else { return }
        let labels = waiting
        waiting = []
        let copy = ranker
        fit = Task.detached(priority: .utility) {
            var ranker = copy
            for (record, isRelevant) in labels { ranker.setLabel(isRelevant, of: record) }
            ranker.fit()
            await self.take(ranker)
        }
    }

    private func take(_ fitted: Ranker) {
        ranker = fitted
        ranking = fitted.ranking()
        // A label taken back since the fit began belongs into the ranking again.
        let known = Set(ranking)
        ranking += fitted.labels.indices.filter { !known.contains($0) && !labelled.contains($0) }
        fit = nil
        learn()
    }
}
