public import Review

/// An entry of the log, for people.
public struct LogEntry: Sendable, Equatable, Codable {
    /// Sequence number.
    public var event: Int
    /// Time, UTC, ISO 8601.
    public var at: String
    /// Who.
    public var actor: String
    /// Kind of event.
    public var kind: String
    /// What happened.
    public var summary: String
    /// Whether the event was taken back.
    public var isUndone: Bool
}

/// Lists what happened in a review.
public struct ReadLog: Sendable {
    /// Only events at or after this time; a date or an ISO 8601 time.
    public var since: String?
    /// Only events at or before this time; of a date the whole day.
    public var until: String?
    /// Only events that this person caused.
    public var actor: String?
    /// Only events of this kind.
    public var kind: String?

    /// Creates the use case.
    ///
    /// - Throws: `InputRefused` if `since` or `until` is no date or time.
    public init(
        since: String? = nil,
        until: String? = nil,
        actor: String? = nil,
        kind: String? = nil
    ) throws(InputRefused) {
        for (option, text) in [("--since", since), ("--until", until)] {
            if let text, !isDate(text), !Self.isTime(text) {
                throw InputRefused(
                    file: option,
                    "'\(text)' found, YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ expected"
                )
            }
        }
        self.since = since
        self.until = until
        self.actor = actor
        self.kind = kind
    }

    /// Whether a text is `YYYY-MM-DDTHH:MM:SSZ`: no other form sorts as the times of the journal.
    private static func isTime(_ text: String) -> Bool {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, isDate(String(parts[0])), parts[1].hasSuffix("Z") else {
            return false
        }
        let clock = parts[1].dropLast().split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 3 else { return false }
        return zip(clock, [23, 59, 60]).allSatisfy { digits, highest in
            digits.count == 2 && digits.allSatisfy { $0.isASCII && $0.isNumber }
                && Int(digits).map { $0 <= highest } == true
        }
    }

    /// The entries, oldest first.
    ///
    /// - Parameters:
    ///   - snapshot: the review.
    ///   - viewer: who reads: of decisions that are hidden from them only the person is named; `nil` for
    ///     somebody from whom nothing is hidden.
    ///   - whole: the whole review, where `snapshot` has only what the viewer may see.
    /// - Returns: an entry an event.
    public func run(
        _ snapshot: ReviewSnapshot,
        viewer: String? = nil,
        whole: ReviewState? = nil
    ) -> [LogEntry] {
        entries(of: events(of: snapshot), snapshot, viewer: viewer, whole: whole)
    }

    /// The events that are asked for, oldest first.
    public func events(of snapshot: ReviewSnapshot) -> [Event] {
        // ISO 8601 in UTC sorts as text; of a day all times come before its tilde.
        let last = until.map { isDate($0) ? $0 + "~" : $0 }
        return snapshot.events.filter { event in
            event.at >= since ?? "" && last.map { event.at <= $0 } ?? true
                && actor.map { event.actor == $0 } ?? true
                && kind.map { event.payload.kind == $0 } ?? true
        }
    }

    /// The entries of events.
    ///
    /// - Parameters:
    ///   - events: the events.
    ///   - snapshot: the review.
    ///   - viewer: who reads; `nil` for somebody from whom nothing is hidden.
    ///   - whole: the whole review, where `snapshot` has only what the viewer may see.
    /// - Returns: an entry an event.
    public func entries(
        of events: [Event],
        _ snapshot: ReviewSnapshot,
        viewer: String?,
        whole: ReviewState?
    ) -> [LogEntry] {
        let whole = whole ?? snapshot.state
        return events.map { event in
            LogEntry(
                event: event.sequence,
                at: event.at,
                actor: event.actor,
                kind: event.payload.kind,
                summary: Self.account(of: event.payload, to: viewer, in: whole).text,
                isUndone: snapshot.state.undoneEvents.contains(event.sequence)
            )
        }
    }

    /// What the log tells of an event.
    public enum Account: Sendable, Equatable {
        /// What happened.
        case open(EventPayload)
        /// That somebody decided, and no more.
        case hiddenDecision
        /// That somebody said something, and no more.
        case hiddenRemark

        /// In one line.
        public var text: String {
            switch self {
            case .open(let payload): payload.summary
            case .hiddenDecision: "a decision that is hidden until yours is in"
            case .hiddenRemark: "a remark that is hidden until you may see all votes"
            }
        }
    }

    /// What the log tells somebody of an event.
    ///
    /// - Parameters:
    ///   - payload: the event's payload.
    ///   - viewer: who reads; `nil` for somebody from whom nothing is hidden.
    ///   - whole: the whole review.
    /// - Returns: the account.
    public static func account(
        of payload: EventPayload,
        to viewer: String?,
        in whole: ReviewState
    ) -> Account {
        guard let viewer else { return .open(payload) }
        switch payload {
        case .decisionCast(let cast) where cast.decision.reviewer != viewer:
            let isOpen =
                whole.workIndex[cast.decision.record].map {
                    whole.isRevealed(work: $0, at: cast.decision.stage, to: viewer)
                } ?? false
            return isOpen ? .open(payload) : .hiddenDecision
        case .remarkMade(let remark):
            let isOpen = whole.isDiscussionOpen(on: remark.record, at: remark.stage, to: viewer)
            return isOpen ? .open(payload) : .hiddenRemark
        default: return .open(payload)
        }
    }
}
