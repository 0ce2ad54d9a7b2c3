import Bibliography
import GRDB
import Review
import Screening
import TestSupport
import Testing

@testable import ReviewStore

/// The SQL views for people say the same as the fold, undo of undo included.
@Suite struct ViewTests {
    private func record(_ id: RecordID) -> Bibliography.Record {
        var record = Record(
            type: .article,
            source: RecordSource(file: id.source, position: id.position, line: id.position)
        )
        record.title = "Title of \(id)"
        record.year = 2000 + id.position
        record.doi = "10.1/\(id)"
        return record
    }

    /// Writes a history with a record for every position of its imports.
    private func write(_ events: [Event], to scratch: Scratch) throws {
        let journal = try Journal(path: scratch.journal, mode: .creating)
        for event in events {
            var payload = event.payload
            var records: [Int: StoredRecords] = [:]
            if case .searchImported(var search) = payload {
                let stored = try StoredRecords(
                    (1...search.recordsRead).map {
                        record(RecordID(source: search.source, position: $0))
                    }
                )
                search.recordsHash = stored.combinedHash
                payload = .searchImported(search)
                records[0] = stored
            }
            try journal.append(
                [payload],
                records: records,
                actor: event.actor,
                at: event.at,
                basedOn: event.sequence - 1
            )
        }
    }

    /// The cells of all rows as text, NULL as `-`.
    private func rows(_ scratch: Scratch, _ query: String) throws -> [[String]] {
        try DatabaseQueue(path: scratch.journal).read { database in
            try Row.fetchAll(database, sql: query).map { row in
                row.databaseValues.map { $0.isNull ? "-" : "\($0.storage.value ?? "-")" }
            }
        }
    }

    private func cells(_ values: (any CustomStringConvertible)?...) -> [String] {
        values.map { $0?.description ?? "-" }
    }

    private func check(_ events: [Event]) throws {
        let scratch = try Scratch()
        try write(events, to: scratch)
        let stored = try Journal(path: scratch.journal, mode: .reading).events()
        let state = ReviewState(replaying: stored)
        #expect(
            try rows(scratch, "SELECT seq FROM standing_event ORDER BY seq")
                == stored.map(\.sequence).filter { !state.undoneEvents.contains($0) }
                .map { cells($0) }
        )
        #expect(
            try rows(
                scratch,
                "SELECT record, stage, role, reviewer, decision, reason, note, at, event "
                    + "FROM current_decision"
            ).sorted { $0.lexicographicallyPrecedes($1) }
                == state.decisions.map { standing in
                    let row = standing.decision
                    return cells(
                        row.record,
                        row.stage.rawValue,
                        row.role.rawValue,
                        row.reviewer,
                        row.verdict.rawValue,
                        row.reason,
                        row.note,
                        standing.at,
                        standing.event
                    )
                }.sorted { $0.lexicographicallyPrecedes($1) }
        )
        #expect(
            try rows(
                scratch,
                "SELECT event, at, source, kind, \"database\", records FROM source ORDER BY event"
            )
                == state.imports.map { source in
                    cells(
                        source.event,
                        source.at,
                        source.search.source,
                        source.search.kind.rawValue,
                        source.search.database,
                        source.search.recordsRead
                    )
                }
        )
        #expect(
            try rows(
                scratch,
                "SELECT record, source, position, title, year, journal, doi, pmid FROM record"
            ).sorted { $0.lexicographicallyPrecedes($1) }
                == state.imports.flatMap(\.recordIDs).map { id in
                    let record = record(id)
                    return cells(
                        id,
                        id.source,
                        id.position,
                        record.title,
                        record.year,
                        record.journal,
                        record.doi,
                        record.pmid
                    )
                }.sorted { $0.lexicographicallyPrecedes($1) }
        )
    }

    @Test(arguments: 1...12)
    func agreeWithTheFold(seed: Int) throws {
        var history = RandomReview(seed: UInt64(seed))
        for _ in 0..<50 { history.step() }
        try check(history.events)
    }

    /// Rows of one sheet count in its order, beyond the ninth, too.
    @Test func lastRowOfALongSheetCounts() throws {
        var history = RandomReview(seed: 1)
        while ReviewState(replaying: history.events).imports.isEmpty { history.step() }
        let imports = ReviewState(replaying: history.events).imports
        let record = try #require(imports.first?.recordIDs.first)
        let rows = (2...14).map { line in
            Decision(
                record: record,
                stage: .titleAbstract,
                reviewer: "A",
                verdict: line == 12 ? .exclude : .include,
                reason: line == 12 ? "review" : nil,
                role: line < 12 ? .vote : .consensus,
                note: "line \(line)",
                line: line
            )
        }
        let sheet = Sheet(file: "d.csv", sha256: "", rows: rows)
        let sequence = history.events.count + 1
        let event = Event(
            sequence: sequence,
            at: "t",
            actor: "x",
            payload: .decisionsRecorded(sheet)
        )
        try check(history.events + [event])
    }

    /// An undo of itself, of a later event or of none has no effect, and the view ends.
    @Test func strangeUndos() throws {
        var history = RandomReview(seed: 5)
        while history.events.count < 6 { history.step() }
        var events = Array(history.events.prefix(6))
        for target in [7, 9, 9, 99, 7] {
            let sequence = events.count + 1
            events.append(
                Event(
                    sequence: sequence,
                    at: "t",
                    actor: "x",
                    payload: .undone(Undo(sequence: target, why: nil))
                )
            )
        }
        try check(events)
    }
}
