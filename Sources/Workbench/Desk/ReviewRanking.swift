import Bibliography
import Deduplication
import Review
import Screening

/// A ranking of a review's works that can learn from further decisions.
public struct ReviewRanking: Sendable {
    private let works: [RecordID]
    private var ranker: Ranker
    /// Sequence number of the event up to which it has learnt.
    private var sequence: Int

    /// Ranks the works of a desk's review and puts its queues into that order.
    ///
    /// Documents are read and counted anew only if the works have changed. Only settled works teach
    /// it, so nobody's single vote steers what another sees.
    ///
    /// - Parameters:
    ///   - earlier: the ranking before; `nil` for the first.
    ///   - desk: the desk.
    /// - Returns: the ranking, to go on from.
    /// - Throws: `JournalError`, `StatisticsError`.
    public static func next(
        after earlier: ReviewRanking?,
        on desk: ReviewDesk
    ) async throws -> ReviewRanking {
        let snapshot = try await desk.snapshot()
        let ids = snapshot.state.works.map(\.id)
        if let earlier, earlier.sequence == snapshot.state.sequence { return earlier }
        var ranking: ReviewRanking
        if let earlier, earlier.works == ids {
            ranking = earlier
        } else {
            ranking = try ReviewRanking(snapshot, works: ids)
        }
        ranking.learn(snapshot.state)
        await desk.take(ranking: ranking.ranker.orderOfAll)
        return ranking
    }

    private init(_ snapshot: ReviewSnapshot, works: [RecordID]) throws {
        let records = try snapshot.records()
        let documents = snapshot.state.works.map { work -> ScreeningDocument in
            let merged = mergeRecords(work.records.compactMap { records[$0] })
            return ScreeningDocument(title: merged.title ?? "", abstract: merged.abstract ?? "")
        }
        let question = snapshot.state.reviewProtocol.flatMap(RankReview.question)
        ranker = try Ranker(documents, model: .wordsAndTopics, question: question)
        self.works = works
        sequence = 0
    }

    private mutating func learn(_ state: ReviewState) {
        for (work, outcome) in state.titleAbstractOutcomes.enumerated() {
            switch outcome {
            case .included: ranker.setLabel(true, of: work)
            case .excluded: ranker.setLabel(false, of: work)
            case .awaiting, .conflict, .notRetrieved: ranker.setLabel(nil, of: work)
            }
        }
        ranker.fit()
        sequence = state.sequence
    }
}

extension Ranker {
    /// All documents by falling score, those with a label too.
    fileprivate var orderOfAll: [Int] {
        let scores = scores
        return scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
    }
}
