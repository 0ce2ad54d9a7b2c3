import Bibliography
import Deduplication
import Review
public import Screening

/// Orders the works that still need votes at title and abstract by how likely they are relevant.
///
/// The ranking learns from settled works only: with two reviewers a single vote teaches nothing, so
/// that nobody's opinion steers what the other sees; and a queue made for somebody learns from nothing
/// that person may not see yet. Works that wait for their last votes come first, since settling them
/// is what the ranking learns from.
public struct RankReview: Sendable {
    /// Way to rank.
    public var model: RankingModel
    /// Reviewer for whom the queue is made; `nil` makes it for anybody.
    public var reviewer: String?
    /// What is to be claimed when screening stops.
    public var target: StoppingTarget

    /// Creates the use case.
    public init(
        model: RankingModel = .wordsAndTopics,
        reviewer: String? = nil,
        target: StoppingTarget = .standard
    ) {
        self.model = model
        self.reviewer = reviewer
        self.target = target
    }

    /// Ranks.
    ///
    /// - Parameter snapshot: the review.
    /// - Returns: the queue.
    /// - Throws: `InputRefused` if nobody of that name is a reviewer, `JournalError`,
    ///   `StatisticsError`.
    public func run(_ snapshot: ReviewSnapshot) throws -> ScreeningQueue {
        let state = snapshot.state
        let reviewers = state.reviewProtocol?.reviewers ?? []
        if let reviewer, !reviewers.isEmpty, !reviewers.contains(reviewer) {
            throw InputRefused(
                file: "--as",
                "unknown reviewer '\(reviewer)'; the protocol names "
                    + reviewers.map { "'\($0)'" }.joined(separator: ", ")
            )
        }
        let visible = reviewer.map(state.seen(by:)) ?? state
        let records = try snapshot.records()
        let documents = state.works.map { work -> ScreeningDocument in
            let merged = mergeRecords(work.records.compactMap { records[$0] })
            return ScreeningDocument(title: merged.title ?? "", abstract: merged.abstract ?? "")
        }
        let question = state.reviewProtocol.flatMap(Self.question)
        var ranker = try Ranker(documents, model: model, question: question)
        for (work, outcome) in visible.titleAbstractOutcomes.enumerated() {
            switch outcome {
            case .included: ranker.setLabel(true, of: work)
            case .excluded: ranker.setLabel(false, of: work)
            case .awaiting, .conflict, .notRetrieved: break
            }
        }
        let isConverged = ranker.fit()
        return ScreeningQueue(
            model: model,
            reviewer: reviewer,
            relevant: ranker.labels.count { $0 == true },
            irrelevant: ranker.labels.count { $0 == false },
            usesQuestion: question != nil,
            isConverged: isConverged,
            queue: entries(state, ranker, documents),
            stopping: try JudgeStopping(target: target).run(visible, records: records)
        )
    }

    /// The words by which the ranking may start: title, question and criteria of inclusion.
    ///
    /// What the criteria of exclusion name is not what is looked for.
    static func question(of plan: ReviewProtocol) -> String? {
        let parts = [plan.title] + plan.question.map(\.text) + plan.inclusionCriteria
        let text = parts.filter { !$0.isEmpty }.joined(separator: ". ")
        return text.isEmpty ? nil : text
    }

    private func entries(
        _ state: ReviewState,
        _ ranker: Ranker,
        _ documents: [ScreeningDocument]
    ) -> [ScreeningQueue.Entry] {
        let people = reviewer.map { [$0] } ?? state.reviewProtocol?.reviewers ?? []
        let waiting = state.works.indices.filter { work in
            people.contains { state.isExpected($0, onWork: work, at: .titleAbstract) }
                || people.isEmpty && state.needsVote(work: work, at: .titleAbstract)
        }
        .map { (work: $0, votes: state.voters(ofWork: $0, at: .titleAbstract).count) }
        let ordered = waiting.sorted { one, other in
            (other.votes, ranker.scores[other.work], one.work)
                < (one.votes, ranker.scores[one.work], other.work)
        }
        return ordered.enumerated().map { place, entry in
            ScreeningQueue.Entry(
                rank: place + 1,
                record: state.works[entry.work].id.description,
                votes: entry.votes,
                score: Double(ranker.scores[entry.work]),
                title: documents[entry.work].title
            )
        }
    }
}

/// The works that need votes, in the order in which they are best screened.
public struct ScreeningQueue: Sendable, Equatable, Codable {
    /// A work of the queue.
    public struct Entry: Sendable, Equatable, Codable {
        /// Place in the queue, from 1.
        public let rank: Int
        /// Name of the work.
        public let record: String
        /// Votes that it has; how they went is nobody's business yet.
        public let votes: Int
        /// Score; only the order means anything.
        public let score: Double
        /// Title.
        public let title: String
    }

    /// Way of ranking.
    public let model: RankingModel
    /// Reviewer for whom the queue was made.
    public let reviewer: String?
    /// Settled works that were included.
    public let relevant: Int
    /// Settled works that were excluded.
    public let irrelevant: Int
    /// Whether the protocol has words to start from.
    public let usesQuestion: Bool
    /// Whether the model converged.
    public let isConverged: Bool
    /// The works.
    public let queue: [Entry]
    /// The evidence on whether screening may stop.
    public let stopping: StoppingPanel
}
