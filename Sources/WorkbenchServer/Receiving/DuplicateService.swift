import Foundation
import Review
import Workbench

/// Looks for duplicates anew after people have judged pairs: once for several judgements in a row, since
/// every resolution is an event that holds all pairs.
actor DuplicateService {
    /// What came of looking.
    struct Outcome: Sendable, Equatable {
        /// Number of works.
        let works: Int
        /// Pairs that are left for a person.
        let open: Int
    }

    /// Seconds without a judgement after which duplicates are looked for.
    static let pause: Double = 10
    /// Seconds that a judgement waits at most.
    static let longestWait: Double = 120

    private let desk: ReviewDesk
    private let worker: HeavyWork
    private let pause: Double
    private var waiting: Task<Void, Never>?
    private var since: Date?
    /// Why the last resolution that was due could not be recorded; `nil` if it could.
    private(set) var failure: String?

    init(desk: ReviewDesk, worker: HeavyWork, pause: Double = DuplicateService.pause) {
        self.desk = desk
        self.worker = worker
        self.pause = pause
    }

    /// Notes that a judgement waits for a resolution.
    ///
    /// - Parameter actor: who judged.
    func wait(by actor: String) {
        let first = since ?? Date()
        since = first
        waiting?.cancel()
        let left = Self.longestWait - Date().timeIntervalSince(first)
        let delay = max(0, min(pause, left))
        waiting = Task {
            try? await Task.sleep(for: .seconds(delay))
            guard !Task.isCancelled else { return }
            _ = try? await self.resolve(by: actor)
        }
    }

    /// Looks for duplicates now, if anything has changed since they were looked for.
    ///
    /// - Returns: what came of it.
    /// - Throws: `InputRefused` if the works would not fit together, `JournalError`.
    @discardableResult
    func resolve(by actor: String) async throws -> Outcome {
        waiting?.cancel()
        waiting = nil
        since = nil
        do {
            let (desk, worker) = (desk, worker)
            let outcome = try await withTaskExecutorPreference(worker) {
                try await desk.change(by: actor) { draft in
                    if !draft.state.isDeduplicated { try DeduplicateReview().run(on: &draft) }
                    return Outcome(draft.state)
                }.value
            }
            failure = nil
            return outcome
        } catch {
            failure = FaultReport(error).text
            throw error
        }
    }
}

extension DuplicateService.Outcome {
    /// Counts the works of a review and the pairs that are left for a person.
    init(_ state: ReviewState) {
        self.init(works: state.works.count, open: DuplicatePairs(state).open.count)
    }
}
