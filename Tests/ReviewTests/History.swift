import Deduplication
import Review
import Screening

/// A journal that a test writes event by event.
struct History {
    private(set) var events: [Event] = []

    var state: ReviewState { ReviewState(replaying: events) }
    var faults: [String] { state.faults.map(\.description) }

    mutating func add(_ payload: EventPayload) {
        let sequence = events.count + 1
        events.append(Event(sequence: sequence, at: "t", actor: "x", payload: payload))
    }

    mutating func undo(_ sequence: Int) {
        add(.undone(Undo(sequence: sequence, why: nil)))
    }

    /// A record by its text form, `SOURCE:POSITION`.
    func id(_ text: String) -> RecordID {
        RecordID(text) ?? RecordID(source: "not a record: " + text, position: 1)
    }

    mutating func resolve(_ records: Int, _ clusters: [[String]]) {
        add(
            .duplicatesResolved(
                DuplicateResolution(
                    options: .init(),
                    records: records,
                    pairs: [],
                    clusters: clusters.map { $0.map(id) }
                )
            )
        )
    }

    /// A vote of each reviewer, in one sheet.
    mutating func vote(
        _ record: String,
        _ verdict: Verdict,
        by reviewers: String...,
        at stage: Stage = .titleAbstract,
        reason: String? = nil
    ) {
        let rows = reviewers.enumerated().map { index, reviewer in
            Decision(
                record: id(record),
                stage: stage,
                reviewer: reviewer,
                verdict: verdict,
                reason: reason,
                role: .vote,
                note: nil,
                line: index + 2
            )
        }
        add(.decisionsRecorded(Sheet(file: "d.csv", sha256: "", rows: rows)))
    }
}
