public import Bibliography
import Foundation
import GRDB
public import Review

/// The journal of a review on disk: an SQLite file that is only ever added to.
///
/// Every event carries the SHA-256 of its own canonical bytes and of the event before it, so that
/// `verify` finds any later edit. An append is one transaction with a full `fsync`: after it returns
/// the events survive a crash, and before it returns none of them is there.
public final class Journal: Sendable {
    /// Path of the file.
    public let path: String
    let queue: DatabaseQueue

    /// How a journal is opened.
    public enum Mode: Sendable {
        /// To read and append; the file must exist.
        case existing
        /// To read and append; the file is made if there is none.
        case creating
        /// To read only.
        case reading
    }

    /// Opens a journal.
    ///
    /// - Parameters:
    ///   - path: path of the SQLite file.
    ///   - mode: whether it must exist and may be written.
    ///   - patience: seconds to wait for another writer.
    /// - Throws: `JournalError`.
    public convenience init(
        path: String,
        mode: Mode,
        patience: Double = 5
    ) throws(JournalError) {
        try self.init(path: path, mode: mode, patience: patience, maximumPages: nil)
    }

    /// Opens a journal that may grow to a number of pages at most: how tests fill a disk.
    init(
        path: String,
        mode: Mode,
        patience: Double,
        maximumPages: Int?
    ) throws(JournalError) {
        let exists = FileManager.default.fileExists(atPath: path)
        if !exists, mode != .creating { throw .notFound(path: path) }
        self.path = path
        queue = try translating(path) {
            var configuration = Configuration()
            configuration.busyMode = .timeout(patience)
            configuration.foreignKeysEnabled = true
            configuration.readonly = mode == .reading
            configuration.label = "journal"
            configuration.prepareDatabase { database in
                try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON")
                if let maximumPages {
                    try database.execute(sql: "PRAGMA max_page_count = \(maximumPages)")
                }
            }
            if mode == .reading { Self.rollBackRemains(path, configuration) }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            if mode != .reading, try queue.read(Self.isBlank) { try Self.fill(queue) }
            try queue.read { try Self.checkFormat($0, path: path) }
            return queue
        }
    }

    /// Whether the file has no tables yet.
    ///
    /// It is new, or left by a program that was killed while it made the journal: a journal without
    /// events.
    static func isBlank(_ database: Database) throws -> Bool {
        try Int.fetchOne(database, sql: "PRAGMA application_id") == 0
            && Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
    }

    /// Rolls back what a program left that was killed while it made the journal.
    ///
    /// Until the file is in WAL mode SQLite keeps a rollback journal beside it, which a connection that
    /// may only read cannot apply: it refuses the file. One that cannot write either leaves it as it
    /// is, and the refusal is told.
    private static func rollBackRemains(_ path: String, _ configuration: Configuration) {
        guard FileManager.default.fileExists(atPath: path + "-journal") else { return }
        var writing = configuration
        writing.readonly = false
        let queue = try? DatabaseQueue(path: path, configuration: writing)
        _ = try? queue?.read(isBlank)
    }

    private static func fill(_ queue: DatabaseQueue) throws {
        try queue.inDatabase { database in
            // Records of a few kilobytes fit whole into pages of this size; of the usual 4096 bytes each
            // would waste most of a page.
            try database.execute(sql: "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL")
        }
        try queue.write { database in
            // Two programs may create the same file at the same time; the second finds the tables.
            guard try isBlank(database) else { return }
            try JournalSchema.create(in: database)
            try database.execute(
                sql: """
                    PRAGMA application_id = \(JournalSchema.applicationID);
                    PRAGMA user_version = \(JournalSchema.format);
                    """
            )
        }
    }

    private static func checkFormat(_ database: Database, path: String) throws {
        if try isBlank(database) { return }
        let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        guard application == JournalSchema.applicationID else {
            throw JournalError.notAJournal(
                path: path,
                what: "it is an SQLite file of another program"
            )
        }
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard found <= JournalSchema.format else {
            throw JournalError.newerFormat(
                path: path,
                found: found,
                supported: JournalSchema.format
            )
        }
    }

    /// All events in their order, or those after one that the caller has.
    ///
    /// - Parameter sequence: sequence number of the last event that the caller has, 0 for none.
    /// - Returns: the events.
    /// - Throws: `.unreadable` for an event that this program cannot decode.
    public func events(after sequence: Int = 0) throws(JournalError) -> [Event] {
        let rows = try translating(path) {
            try queue.read { database in
                try Self.isBlank(database)
                    ? []
                    : EventRow.fetchAll(
                        database,
                        sql: EventRow.selectAfter,
                        arguments: [sequence]
                    )
            }
        }
        do {
            return try rows.map { row throws(EventCodingError) in try row.event() }
        } catch {
            throw .unreadable(error.description)
        }
    }

    /// The records of an import, in the order of its file.
    ///
    /// - Parameter event: sequence number of the import.
    /// - Returns: the records; empty if the event is no import.
    /// - Throws: `JournalError` if they cannot be read.
    public func records(ofImport event: Int) throws(JournalError) -> [Bibliography.Record] {
        try translating(path) {
            try queue.read { database in
                let decoder = JSONDecoder()
                let cursor = try String.fetchCursor(
                    database,
                    sql: "SELECT content FROM imported_record WHERE event = ? ORDER BY position",
                    arguments: [event]
                )
                var records: [Bibliography.Record] = []
                while let json = try cursor.next() {
                    records.append(
                        try decoder.decode(Bibliography.Record.self, from: Data(json.utf8))
                    )
                }
                return records
            }
        }
    }

    /// A record of an import.
    ///
    /// - Parameters:
    ///   - position: its position in the file, from 1.
    ///   - event: sequence number of the import.
    /// - Returns: the record; `nil` if there is none.
    /// - Throws: `JournalError` if it cannot be read.
    public func record(
        at position: Int,
        ofImport event: Int
    ) throws(JournalError) -> Bibliography.Record? {
        try translating(path) {
            // One statement is consistent by itself.
            let json = try queue.unsafeRead { database in
                try String.fetchOne(
                    database.cachedStatement(
                        sql: "SELECT content FROM imported_record WHERE event = ? AND position = ?"
                    ),
                    arguments: [event, position]
                )
            }
            return try json.map {
                try JSONDecoder().decode(Bibliography.Record.self, from: Data($0.utf8))
            }
        }
    }

    /// Sequence number of the last event; 0 for none.
    ///
    /// - Throws: `JournalError` if it cannot be read.
    public func lastSequence() throws(JournalError) -> Int {
        try translating(path) {
            try queue.read { database in
                try Self.isBlank(database)
                    ? 0 : Int.fetchOne(database, sql: "SELECT max(seq) FROM event") ?? 0
            }
        }
    }

    /// Appends events, all or none.
    ///
    /// - Parameters:
    ///   - payloads: what happened, in order.
    ///   - records: stored records of the imports among the payloads, by index into `payloads`.
    ///   - progress: is told now and then how many records have been written.
    ///   - actor: who caused it.
    ///   - at: time, UTC, ISO 8601.
    ///   - sequence: sequence number of the last event that the caller has seen, 0 for none.
    /// - Returns: sequence number of the last event.
    /// - Throws: `.conflict` if the journal has grown since; `.busy`, `.diskFull`, `.refused`.
    @discardableResult
    public func append(
        _ payloads: [EventPayload],
        records: [Int: StoredRecords] = [:],
        progress: @escaping @Sendable (Int) -> Void = { _ in },
        actor: String,
        at: String,
        basedOn sequence: Int
    ) throws(JournalError) -> Int {
        try append(
            payloads.map { JournalEntry(at: at, actor: actor, payload: $0) },
            records: records,
            progress: progress,
            basedOn: sequence
        )
    }

    /// Appends events of several people, all or none.
    ///
    /// - Parameters:
    ///   - entries: what happened, in order.
    ///   - records: stored records of the imports among the entries, by index.
    ///   - progress: is told now and then how many records have been written.
    ///   - sequence: sequence number of the last event that the caller has seen, 0 for none.
    /// - Returns: sequence number of the last event.
    /// - Throws: `.conflict` if the journal has grown since; `.busy`, `.diskFull`, `.refused`.
    @discardableResult
    public func append(
        _ entries: [JournalEntry],
        records: [Int: StoredRecords] = [:],
        progress: @escaping @Sendable (Int) -> Void = { _ in },
        basedOn sequence: Int
    ) throws(JournalError) -> Int {
        try translating(path) {
            let encoded = try entries.map { entry in
                (entry: entry, json: try entry.payload.canonicalJSON())
            }
            return try queue.writeWithoutTransaction { database in
                var last = 0
                try database.inTransaction(.immediate) {
                    last = try Self.insert(
                        encoded,
                        records,
                        progress,
                        basedOn: sequence,
                        database
                    )
                    return .commit
                }
                return last
            }
        }
    }

    private static func insert(
        _ encoded: [(entry: JournalEntry, json: String)],
        _ records: [Int: StoredRecords],
        _ progress: (Int) -> Void,
        basedOn sequence: Int,
        _ database: Database
    ) throws -> Int {
        let newest = try EventRow.fetchOne(database, sql: EventRow.selectLast)
        let found = newest?.seq ?? 0
        guard found == sequence else {
            throw JournalError.conflict(basedOn: sequence, found: found)
        }
        // An older program can read the file until there is something that it does not know.
        if encoded.contains(where: { $0.entry.payload.isCastDecision }) {
            try JournalSchema.upgrade(database)
        }
        var previous = newest?.hash ?? EventRow.genesis
        var last = found
        for (index, item) in encoded.enumerated() {
            last += 1
            let row = EventRow(
                seq: last,
                at: item.entry.at,
                actor: item.entry.actor,
                kind: item.entry.payload.kind,
                version: item.entry.payload.version,
                payload: item.json,
                previousHash: previous
            )
            try row.insert(into: database)
            previous = row.hash
            let statement = try database.cachedStatement(
                sql: """
                    INSERT INTO imported_record(event, position, content, hash)
                    VALUES (?, ?, ?, ?)
                    """
            )
            var position = 0
            try records[index]?.handOn { record in
                position += 1
                try statement.execute(arguments: [last, position, record.json, record.hash])
                if position.isMultiple(of: 1000) { progress(position) }
            }
        }
        return last
    }
}

/// Runs SQLite work and turns its errors into those of a journal, in one place.
func translating<Value>(
    _ path: String,
    _ work: () throws -> Value
) throws(JournalError) -> Value {
    do {
        return try work()
    } catch let error as JournalError {
        throw error
    } catch let error as DatabaseError {
        let what = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: throw .busy(path: path)
        case .SQLITE_FULL: throw .diskFull(path: path)
        case .SQLITE_NOTADB: throw .notAJournal(path: path, what: what)
        case .SQLITE_CORRUPT: throw .damaged(path: path, what: what)
        default: throw .refused(path: path, what: what)
        }
    } catch {
        throw .refused(path: path, what: "\(error)")
    }
}
