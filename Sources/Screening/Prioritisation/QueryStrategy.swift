import Statistics

/// Which of the unlabelled records is shown next.
public enum QueryStrategy: Sendable, Equatable {
    /// The likeliest.
    case mostRelevant
    /// The one the model is least sure of; for training, not for screening.
    case mostUncertain
    /// The likeliest, but every so many records one drawn at random from the rest, whose labels then
    /// tell without bias how much is left.
    case withRandomRecords(every: Int, seed: UInt64)
    /// The likeliest, but every so many records the likeliest of the topic that was looked at least
    /// so far for its size, so that the ranking does not lock on one sub-topic.
    case acrossTopics(every: Int)
}

/// The record that comes next.
public struct NextRecord: Sendable, Equatable {
    /// Number of the record, from 0.
    public let record: Int
    /// Whether it was drawn at random from all unlabelled records.
    public let isRandom: Bool
}

/// Applies a strategy, record after record.
public struct Query: Sendable {
    private let strategy: QueryStrategy
    private var generator: SeededGenerator
    private var asked = 0

    /// Starts a strategy.
    public init(_ strategy: QueryStrategy) {
        self.strategy = strategy
        if case .withRandomRecords(_, let seed) = strategy {
            generator = SeededGenerator(seed: seed)
        } else {
            generator = SeededGenerator(seed: 0)
        }
    }

    /// The next record; the same on every machine, among equals the earlier record.
    ///
    /// - Parameter ranker: fitted.
    /// - Returns: the record, or `nil` if all are labelled.
    public mutating func next(_ ranker: Ranker) -> NextRecord? {
        asked += 1
        switch strategy {
        case .mostRelevant:
            break
        case .mostUncertain:
            return best(ranker) { -abs(ranker.scores[$0]) }
        case .withRandomRecords(let every, _):
            if asked % max(1, every) == 0 {
                let left = ranker.labels.indices.filter { ranker.labels[$0] == nil }
                return left.randomElement(using: &generator).map {
                    NextRecord(record: $0, isRandom: true)
                }
            }
        case .acrossTopics(let every):
            if asked % max(1, every) == 0, let topic = leastSeenTopic(ranker) {
                return best(ranker) {
                    ranker.topics[$0] == topic ? ranker.scores[$0] : -.infinity
                }
            }
        }
        return best(ranker) { ranker.scores[$0] }
    }

    private func best(_ ranker: Ranker, _ value: (Int) -> Float) -> NextRecord? {
        var best: (record: Int, value: Float)?
        for record in ranker.labels.indices where ranker.labels[record] == nil {
            let value = value(record)
            if value > (best?.value ?? -.infinity) || best == nil { best = (record, value) }
        }
        return best.map { NextRecord(record: $0.record, isRandom: false) }
    }

    /// Of the topics with unlabelled records, the one with the smallest labelled fraction.
    private func leastSeenTopic(_ ranker: Ranker) -> Int? {
        var seen: [Int: (labelled: Int, all: Int)] = [:]
        for (record, topic) in ranker.topics.enumerated() {
            seen[topic, default: (0, 0)].all += 1
            if ranker.labels[record] != nil { seen[topic, default: (0, 0)].labelled += 1 }
        }
        return seen.filter { $0.value.labelled < $0.value.all }
            .min { first, second in
                let left = first.value.labelled * second.value.all
                let right = second.value.labelled * first.value.all
                return (left, first.key) < (right, second.key)
            }?.key
    }
}
