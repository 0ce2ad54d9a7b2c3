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
    private let executor = ThreadExecutor(label: "consilience.desk")
    private var journal: Journal
    /// Reads records while the journal writes.
    private(set) var reading: Journal
    /// The journal's file when it was last followed, and how often others had written to it.
    private var followed: (file: FileMark?, version: Int)
    private(set) var live: LiveReview
    private var pending: [PendingDecision] = []
    private var watchers: [UUID: AsyncStream<Int>.Continuation] = [:]
    var queues = ScreeningQueues()
    var tally = ScreeningTally()

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
        reading = try Journal(path: folder.journalPath, mode: .reading)
        followed = (FileMark(path: folder.journalPath), try journal.foreignVersion())
        live = LiveReview(replaying: try journal.events())
    }

    /// A thread of its own: votes wait for the disk there, and for nothing else.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
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

    /// How many are being told of changes.
    public var listeners: Int { watchers.count }

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
            guard since.allSatisfy(\.payload.leavesDraftsAlone) else {
                throw JournalError.conflict(
                    basedOn: draft.basisSequence,
                    found: live.state.sequence
                )
            }
            draft = draft.rebased(onto: ReviewSnapshot(live, journal: journal))
        }
        let sequence = try draft.commit(actor: actor, clock: clock, journal: journal)
        try follow()
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
        return try write(.undone(Undo(sequence: sequence, why: nil)), by: actor)
    }

    private func writePending() {
        let batch = pending
        pending = []
        write(batch, attempts: 5)
    }

    private func write(_ batch: [PendingDecision], attempts: Int) {
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
            // The journal is the truth; where it cannot be read either, it is opened anew before anything
            // else is answered.
            followed.file = nil
            if let events = try? journal.events() { replay(events) }
            // Another program was a moment faster: its events are known now.
            if case JournalError.conflict = error, attempts > 1 {
                return write(batch, attempts: attempts - 1)
            }
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
        takeUp(
            Event(sequence: sequence, at: entry.at, actor: entry.actor, payload: entry.payload),
            into: &trial
        )
        entries.append(entry)
        return .success(DecisionReceipt(event: sequence, isRepeated: false))
    }

    /// Writes one event and takes it up.
    func write(_ payload: EventPayload, by actor: String) throws -> Int {
        let entry = JournalEntry(at: clock(), actor: actor, payload: payload)
        let last = try journal.append([entry], basedOn: live.state.sequence)
        try follow()
        return last
    }

    // MARK: Following the journal

    /// Takes up what other programs have written since.
    func catchUp() throws {
        let file = FileMark(path: folder.journalPath)
        if file?.number != followed.file?.number {
            journal = try Journal(path: folder.journalPath, mode: .creating)
            reading = try Journal(path: folder.journalPath, mode: .reading)
            replay(try journal.events())
            followed = (FileMark(path: folder.journalPath), try journal.foreignVersion())
            return announce()
        }
        let version = try journal.foreignVersion()
        guard file != followed.file || version != followed.version else { return }
        try follow()
        followed = (file, version)
    }

    /// Takes up all events of the journal that are not in memory yet.
    private func follow() throws {
        let last = try journal.lastSequence()
        guard last != live.state.sequence else { return }
        guard last > live.state.sequence else {
            replay(try journal.events())
            return announce()
        }
        let events = try journal.events(after: live.state.sequence)
        // Nothing else holds what is changed here, so that it is not copied first.
        var trial = live
        live = LiveReview(replaying: [])
        for event in events { takeUp(event, into: &trial) }
        live = trial
        announce()
    }

    private func replay(_ events: [Event]) {
        live = LiveReview(replaying: events)
        queues = ScreeningQueues()
        tally.reset()
    }

    /// Takes an event up in memory: the review, what it comes to, and who is to see what next.
    private func takeUp(_ event: Event, into trial: inout LiveReview) {
        // No vote, no place in a queue and no count depends on what people say about them.
        guard !event.payload.isDiscussion(in: trial) else { return trial.append(event) }
        let cast = event.payload.decision(in: trial)
        let work = cast.flatMap { trial.state.workIndex[$0.record] }
        let waited = work.map { trial.state.mayWait(work: $0, at: cast?.stage ?? .titleAbstract) }
        tally.following(work, in: &trial) { $0.append(event) }
        guard let cast, let work else { return queues.reconsider() }
        queues.decided(
            work: work,
            by: cast.reviewer,
            at: cast.stage,
            // What is taken back comes back.
            waited: waited == true && event.payload.isCastDecision,
            in: trial.state
        )
    }

    private func announce() {
        for watcher in watchers.values { watcher.yield(live.state.sequence) }
    }
}

extension EventPayload {
    /// Whether the event is a remark or takes one back.
    fileprivate func isDiscussion(in review: LiveReview) -> Bool {
        guard case .undone(let undo) = self else { return remark != nil }
        return review.event(undo.sequence)?.payload.remark != nil
    }

    /// The decision of the workbench that the event records or takes back; `nil` for any other event.
    fileprivate func decision(in review: LiveReview) -> Decision? {
        switch self {
        case .decisionCast(let cast): return cast.decision
        case .undone(let undo):
            guard case .decisionCast(let cast) = review.event(undo.sequence)?.payload else {
                return nil
            }
            return cast.decision
        default: return nil
        }
    }
}

extension Array {
    /// The elements at the end that fit, in their order.
    fileprivate func suffix(while fits: (Element) -> Bool) -> ArraySlice<Element> {
        self[(lastIndex { !fits($0) }.map { $0 + 1 } ?? startIndex)...]
    }
}
