import Synchronization

/// What a store answered a moment ago: a browser that is at work asks several times a second.
///
/// Answers are kept for seconds, and forgotten as soon as this program changes anything, so that only
/// what another program writes can be overlooked, and only so long.
final class RecentAnswers<Value: Sendable>: Sendable {
    private struct Entry {
        let value: Value
        let until: Double
    }

    private struct Content {
        var generation = 0
        var entries: [String: Entry] = [:]
    }

    /// Seconds for which an answer is kept.
    private static var time: Double { 5 }
    /// Answers that are kept at most.
    private static var most: Int { 2000 }

    private let content = Mutex(Content())

    /// An answer that was kept; `nil` if there is none, or it is too old.
    func value(of key: String, now: Double) -> Value? {
        content.withLock { content in
            guard let entry = content.entries[key], entry.until > now,
                entry.until <= now + Self.time
            else { return nil }
            return entry.value
        }
    }

    /// Counts how often everything was forgotten; read before the store is asked.
    var generation: Int { content.withLock(\.generation) }

    /// Keeps an answer, unless everything was forgotten since the store was asked.
    func keep(_ value: Value, of key: String, generation: Int, now: Double) {
        content.withLock { content in
            guard content.generation == generation else { return }
            if content.entries.count >= Self.most { content.entries = [:] }
            content.entries[key] = Entry(value: value, until: now + Self.time)
        }
    }

    /// Forgets everything: something has changed.
    func forget() {
        content.withLock { content in
            content.generation += 1
            content.entries = [:]
        }
    }
}
