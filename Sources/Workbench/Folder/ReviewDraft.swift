import Bibliography
public import Review
public import ReviewStore

/// Changes to a review that are not written yet.
///
/// Use cases add what should happen and the faults they find; `commit` writes all of it in one
/// append, or nothing if anything is wrong.
public struct ReviewDraft: Sendable {
    /// The folder.
    public let folder: ReviewFolder
    /// The review as it would be with the changes.
    public private(set) var state: ReviewState
    /// What is wrong with the input so far.
    public internal(set) var faults: [InputFault] = []
    /// What should happen, in order.
    public private(set) var payloads: [EventPayload] = []

    private let basis: ReviewSnapshot
    private var newRecords: [Int: StoredRecords] = [:]
    private var newFiles: [(content: FileContent, sha256: String?)] = []
    private var newFullTexts: [(content: FileContent, sha256: String)] = []

    init(folder: ReviewFolder, snapshot: ReviewSnapshot) {
        self.folder = folder
        basis = snapshot
        state = snapshot.state
    }

    /// Whether there is anything to write.
    public var isEmpty: Bool { payloads.isEmpty }

    /// All events, with those that are not written yet.
    ///
    /// Time and actor of the new ones are set by `commit`.
    var events: [Event] {
        let last = basis.events.last?.sequence ?? 0
        return basis.events
            + payloads.enumerated().map { index, payload in
                Event(sequence: last + index + 1, at: "", actor: "", payload: payload)
            }
    }

    /// The events that the changes would take back, each with the number of the event that does it.
    public var takenBack: [(event: Event, by: Int)] {
        let events = events
        return events.suffix(payloads.count).flatMap { change -> [(event: Event, by: Int)] in
            guard case .undone(let undo) = change.payload else { return [] }
            return events.filter { $0.sequence == undo.sequence }.map { ($0, change.sequence) }
        }
    }

    /// Adds something that should happen.
    ///
    /// - Parameters:
    ///   - payload: what should happen.
    ///   - records: records of an import.
    ///   - file: bytes of the file that it was read from, to be kept.
    ///   - fullText: the full text that it attaches.
    mutating func propose(
        _ payload: EventPayload,
        records: StoredRecords? = nil,
        file: FileContent? = nil,
        fullText: FileContent? = nil
    ) {
        if let records { newRecords[payloads.count] = records }
        if let file { newFiles.append((file, payload.sourceFile?.sha256)) }
        if let fullText, case .fullTextAttached(let attachment) = payload {
            newFullTexts.append((fullText, attachment.sha256))
        }
        payloads.append(payload)
        state = ReviewState(replaying: events)
    }

    /// The same changes on a review that has grown meanwhile.
    ///
    /// - Parameter snapshot: the review as it is now.
    /// - Returns: the draft; its faults are to be checked again.
    func rebased(onto snapshot: ReviewSnapshot) -> ReviewDraft {
        var draft = ReviewDraft(folder: folder, snapshot: snapshot)
        draft.faults = faults
        draft.payloads = payloads
        draft.newRecords = newRecords
        draft.newFiles = newFiles
        draft.newFullTexts = newFullTexts
        draft.state = ReviewState(replaying: draft.events)
        return draft
    }

    /// Sequence number of the event that the draft builds on, 0 for none.
    var basisSequence: Int { basis.events.last?.sequence ?? 0 }

    /// Notes what is wrong with the input.
    mutating func refuse(_ found: [InputFault]) {
        faults += found
    }

    /// The records of all imports that count, with those that are not written yet.
    func records() throws(JournalError) -> [RecordID: Record] {
        var all = try basis.records()
        let last = basis.events.last?.sequence ?? 0
        for source in state.imports where source.event > last {
            let records = try newRecords[source.event - last - 1]?.records() ?? []
            for (id, record) in zip(source.recordIDs, records) { all[id] = record }
        }
        return all
    }

    /// Writes everything, or nothing.
    ///
    /// - Parameters:
    ///   - actor: who causes it.
    ///   - clock: gives the time, UTC, ISO 8601.
    ///   - journal: the journal, if the caller has it open.
    ///   - progress: is told now and then how many records of an import have been written.
    /// - Returns: sequence number of the last event.
    /// - Throws: `InputRefused` with every fault of the input and of the review that would result;
    ///   `JournalError` if it cannot be written.
    @discardableResult
    public func commit(
        actor: String,
        clock: @Sendable () -> String,
        journal: Journal? = nil,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws -> Int {
        try check()
        let sequence = basis.events.last?.sequence ?? 0
        guard !isEmpty else { return sequence }
        for file in newFiles { try folder.files.put(file.content, expected: file.sha256) }
        for text in newFullTexts {
            try folder.fullTexts.put(text.content, expected: text.sha256)
        }
        let journal = try journal ?? Journal(path: folder.journalPath, mode: .creating)
        return try journal.append(
            payloads,
            records: newRecords,
            progress: progress,
            actor: actor,
            at: clock(),
            basedOn: sequence
        )
    }

    /// Refuses the draft if anything is wrong with the input or with the review that would result.
    ///
    /// - Throws: `InputRefused`.
    public func check() throws(InputRefused) {
        // A row that is wrong itself may make others wrong that are right: leave those out. When an
        // event is taken back, nothing new is wrong, and all that depends on it is named.
        let last = basis.events.last?.sequence ?? 0
        let review = reviewFaults
        let isRowWrong = !faults.isEmpty || review.contains { !$0.mayFollow && $0.event > last }
        let found = faults + review.filter { !$0.mayFollow || !isRowWrong }.map(\.input)
        guard found.isEmpty else { throw InputRefused(found) }
    }

    private var reviewFaults: [ReviewFault] { isEmpty ? [] : state.faults }
}

extension ReviewFault {
    fileprivate var input: InputFault {
        InputFault(
            file: file ?? "event \(event)",
            line: file == nil ? nil : line,
            what: what
        )
    }
}
