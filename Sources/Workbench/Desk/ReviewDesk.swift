import Foundation
import Review
import ReviewStore
import Screening

/// The review as several people work on it at the same time: the only one that writes to its journal
/// while the workbench is served.
///
/// The state is kept in memory and follows the journal. Decisions that come together are written
/// together, each as an event of its own, and are acknowledged once they are on the disk. What other
/// programs append meanwhile is taken up before anything is answered.
public actor ReviewDesk {
    /// The folder.
    public nonisolated let folder: ReviewFolder
    private let clock: @Sendable () -> String
    private var journal: Journal
    private var fileNumber: Int?
    private(set) var live: LiveReview
    private var pending: [PendingDecision] = []
    private var watchers: [UUID: AsyncStream<Int>.Continuation] = [:]
    var queues = ScreeningQueues()

    /// A decision that waits to be written.
    private struct PendingDecision {
        let request: DecisionRequest
        let actor: String
        let continuation: CheckedContinuation<DecisionReceipt, any Error>
    }

    /// Opens the review in a folder; a folder that has only a `review.yaml` gets an empty journal.
    ///
    /// - Parameters:
    ///   - folder: the folder.
    ///   - clock: gives the time, UTC, ISO 8601.
    /// - Throws: `InputRefused` if the folder is no review folder, `JournalError`.
    public init(
        folder: ReviewFolder,
        clock: @escaping @Sendable () -> String = Program.now
    ) throws {
        // Whether it is a review folder at all.
        if !folder.hasJournal { _ = try folder.draft() }
        self.folder = folder
        self.clock = clock
        journal = try Journal(path: folder.journalPath, mode: .creating)
        fileNumber = Self.fileNumber(folder.journalPath)
        live = LiveReview(replaying: try journal.events())
    }

    /// The review as its journal has it now.
    ///
    /// - Throws: `JournalError`.
    public func snapshot() throws -> ReviewSnapshot {
        try catchUp()
        return ReviewSnapshot(live, journal: journal)
    }

    /// Sequence number of the last event.
    ///
    /// - Throws: `JournalError`.
    public func sequence() throws -> Int {
        try catchUp()
        return live.state.sequence
    }

    /// Changes the review by a use case: all of it, or nothing.
    ///
    /// The use case runs on a copy while others go on deciding; decisions that came meanwhile do not
    /// stand in its way, any other change does, and then it runs again.
    ///
    /// - Parameters:
    ///   - actor: who causes it.
    ///   - body: adds to a draft; it may run more than once.
    /// - Returns: what the use case returns, and the sequence number of the last event.
    /// - Throws: `InputRefused` with every fault, `JournalError`, what the use case throws.
    public nonisolated func change<Value: Sendable>(
        by actor: String,
        _ body: @Sendable (inout ReviewDraft) throws -> Value
    ) async throws -> (value: Value, sequence: Int) {
        var attempts = 0
        while true {
            var draft = ReviewDraft(folder: folder, snapshot: try await snapshot())
            do {
                let value = try body(&draft)
                try draft.check()
                return (value, try await commit(draft, by: actor))
            } catch JournalError.conflict where attempts < 4 {
                attempts += 1
            } catch let refused as InputRefused {
                throw refused.within(folder)
            }
        }
    }

    /// The numbers of new last events, one for each change of the review from now on.
    public func changes() -> AsyncStream<Int> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Int.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        let id = UUID()
        watchers[id] = continuation
        continuation.onTermination = { [weak self] _ in
            guard let self else { return }
            Task { await self.forget(id) }
        }
        return stream
    }

    /// Ends all streams of changes, so that their connections close.
    public func endChanges() {
        for watcher in watchers.values { watcher.finish() }
        watchers = [:]
    }

    private func forget(_ id: UUID) { watchers[id] = nil }

    private func commit(_ draft: ReviewDraft, by actor: String) throws -> Int {
        try catchUp()
        var draft = draft
        if draft.basisSequence != live.state.sequence {
            let since = live.events.suffix { $0.sequence > draft.basisSequence }
            guard since.allSatisfy(\.payload.isCastDecision) else {
                throw JournalError.conflict(
                    basedOn: draft.basisSequence,
                    found: live.state.sequence
                )
            }
            draft = draft.rebased(onto: ReviewSnapshot(live, journal: journal))
        }
        let sequence = try draft.commit(actor: actor, clock: clock, journal: journal)
        try catchUp()
        return sequence
    }

    // MARK: Decisions

    /// Records a decision; it is on the disk when this returns.
    ///
    /// A decision that comes again under the same name is not recorded again.
    ///
    /// - Parameters:
    ///   - request: the decision.
    ///   - actor: who made it.
    /// - Returns: the event that holds it.
    /// - Throws: `DecisionRefused` with the reasons, `JournalError`.
    public func decide(
        _ request: DecisionRequest,
        by actor: String
    ) async throws -> DecisionReceipt {
        try await withCheckedThrowingContinuation { continuation in
            pending.append(
                PendingDecision(request: request, actor: actor, continuation: continuation)
            )
            // The writer stands behind all decisions that have come by now, and takes them together.
            if pending.count == 1 { Task { self.writePending() } }
        }
    }

    /// Takes back a decision of the workbench.
    ///
    /// - Parameters:
    ///   - sequence: number of its event.
    ///   - actor: who made it; nobody takes back what another decided.
    /// - Returns: number of the event that takes it back.
    /// - Throws: `DecisionRefused`, `JournalError`.
    public func takeBack(decision sequence: Int, by actor: String) throws -> Int {
        try catchUp()
        guard let event = live.event(sequence), event.payload.isCastDecision
        else { throw DecisionRefused(["event \(sequence) is no decision of the workbench"]) }
        guard event.actor == actor else {
            throw DecisionRefused(["event \(sequence) is a decision of \(event.actor)"])
        }
        let objections = live.objections(toUndoing: sequence)
        guard objections.isEmpty else { throw DecisionRefused(objections) }
        let payload = EventPayload.undone(Undo(sequence: sequence, why: nil))
        return try write([JournalEntry(at: clock(), actor: actor, payload: payload)])
    }

    private func writePending() {
        let batch = pending
        pending = []
        do {
            try catchUp()
        } catch {
            for item in batch { item.continuation.resume(throwing: error) }
            return
        }
        // What is taken up here is thrown away again if it cannot be written.
        var trial = live
        live = LiveReview(replaying: [])
        var entries: [JournalEntry] = []
        var answers: [(PendingDecision, Result<DecisionReceipt, any Error>)] = []
        for item in batch {
            answers.append((item, take(item, into: &trial, &entries)))
        }
        do {
            let basis = trial.state.sequence - entries.count
            if !entries.isEmpty { try journal.append(entries, basedOn: basis) }
            live = trial
            for (item, answer) in answers { item.continuation.resume(with: answer) }
            if !entries.isEmpty { announce() }
        } catch {
            // The journal is the truth.
            if let events = try? journal.events() { live = LiveReview(replaying: events) }
            for (item, _) in answers { item.continuation.resume(throwing: error) }
        }
    }

    /// Takes a decision up in memory and notes what is to be written.
    private func take(
        _ item: PendingDecision,
        into trial: inout LiveReview,
        _ entries: inout [JournalEntry]
    ) -> Result<DecisionReceipt, any Error> {
        let request = item.request
        if let event = trial.receipt(ofDecision: request.id) {
            guard trial.event(event)?.payload == .decisionCast(request.cast) else {
                return .failure(
                    DecisionRefused(["event \(event) is another decision of this name"])
                )
            }
            return .success(DecisionReceipt(event: event, isRepeated: true))
        }
        let objections = request.objections(in: trial)
        guard objections.isEmpty else { return .failure(DecisionRefused(objections)) }
        let entry = JournalEntry(
            at: clock(),
            actor: item.actor,
            payload: .decisionCast(request.cast)
        )
        let sequence = trial.state.sequence + 1
        trial.append(
            Event(sequence: sequence, at: entry.at, actor: entry.actor, payload: entry.payload)
        )
        queues.forget(work: trial.state.workIndex[request.cast.decision.record], request)
        entries.append(entry)
        return .success(DecisionReceipt(event: sequence, isRepeated: false))
    }

    private func write(_ entries: [JournalEntry]) throws -> Int {
        let last = try journal.append(entries, basedOn: live.state.sequence)
        try catchUp()
        return last
    }

    // MARK: Following the journal

    private func catchUp() throws {
        let number = Self.fileNumber(folder.journalPath)
        if number != fileNumber {
            journal = try Journal(path: folder.journalPath, mode: .creating)
            fileNumber = number
            live = LiveReview(replaying: try journal.events())
            queues = ScreeningQueues()
            return announce()
        }
        let last = try journal.lastSequence()
        guard last != live.state.sequence else { return }
        guard last > live.state.sequence else {
            live = LiveReview(replaying: try journal.events())
            queues = ScreeningQueues()
            return announce()
        }
        for event in try journal.events(after: live.state.sequence) {
            live.append(event)
            if case .undone = event.payload { queues.rewind() }
            if !event.payload.isCastDecision { queues.reconsider() }
        }
        announce()
    }

    private func announce() {
        for watcher in watchers.values { watcher.yield(live.state.sequence) }
    }

    private static func fileNumber(_ path: String) -> Int? {
        let facts = try? FileManager.default.attributesOfItem(atPath: path)
        return facts?[.systemFileNumber] as? Int
    }
}

extension Array {
    /// The elements at the end that fit, in their order.
    fileprivate func suffix(while fits: (Element) -> Bool) -> ArraySlice<Element> {
        self[(lastIndex { !fits($0) }.map { $0 + 1 } ?? startIndex)...]
    }
}
