import Foundation
import GRDB
import Review

/// Something that `verify` found wrong with a journal.
public struct IntegrityFinding: Sendable, Equatable, Codable, CustomStringConvertible {
    /// Where: `event 12`, `record pubmed.nbib:3`, `file …`, `schema`.
    public let place: String
    /// What is wrong.
    public let what: String

    /// `place: what`.
    public var description: String { "\(place): \(what)" }

    /// Creates a finding.
    public init(place: String, what: String) {
        self.place = place
        self.what = what
    }
}

extension Journal {
    /// Checks the whole file: SQLite's own structure, the tables' definitions, the hash chain, the
    /// records of each import, the source files.
    ///
    /// - Parameter files: store of the source files.
    /// - Returns: what was found wrong, in the order of the journal; empty if nothing was.
    public func verify(files: FileStore) -> [IntegrityFinding] {
        do {
            return try queue.read { database in
                if try Self.isBlank(database) { return [] }
                var findings = try structureFindings(database)
                findings += try schemaFindings(database)
                let rows = try EventRow.fetchAll(database, sql: EventRow.selectAll)
                findings += chainFindings(rows)
                findings += try endFindings(rows, database)
                findings += try recordFindings(rows, database)
                findings += try orphanFindings(rows, database)
                findings += fileFindings(rows, files)
                return findings
            }
        } catch let error as DatabaseError {
            return [
                IntegrityFinding(
                    place: path,
                    what: "SQLite cannot read it: \(error.message ?? "damaged")"
                )
            ]
        } catch {
            return [IntegrityFinding(place: path, what: "\(error)")]
        }
    }

    private func structureFindings(_ database: Database) throws -> [IntegrityFinding] {
        try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            .map { IntegrityFinding(place: path, what: $0) }
    }

    /// Compares the definitions with those of a new journal: a dropped trigger is an edit too.
    private func schemaFindings(_ database: Database) throws -> [IntegrityFinding] {
        let query = "SELECT name, coalesce(sql, '') FROM sqlite_master ORDER BY name"
        func definitions(_ database: Database) throws -> [String: String] {
            var all: [String: String] = [:]
            for row in try Row.fetchAll(database, sql: query) {
                let name: String = try row.decode(String.self, atIndex: 0)
                all[name] = try row.decode(String.self, atIndex: 1)
            }
            return all
        }
        let found = try definitions(database)
        let format = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let expected = try DatabaseQueue().write { fresh in
            try JournalSchema.create(in: fresh, format: format)
            return try definitions(fresh)
        }
        let names = Set(found.keys).union(expected.keys).sorted()
        return names.filter { found[$0] != expected[$0] }.map { name in
            let what =
                found[name] == nil
                ? "is missing" : expected[name] == nil ? "was added" : "was changed"
            return IntegrityFinding(place: "schema", what: "'\(name)' \(what)")
        }
    }

    private func chainFindings(_ rows: [EventRow]) -> [IntegrityFinding] {
        var findings: [IntegrityFinding] = []
        var previous = EventRow.genesis
        var expectedSequence = 1
        for row in rows {
            let place = "event \(row.seq)"
            if row.seq != expectedSequence {
                findings.append(
                    IntegrityFinding(
                        place: place,
                        what: "event \(expectedSequence) is missing before it"
                    )
                )
            }
            if row.hash != row.expectedHash {
                findings.append(
                    IntegrityFinding(
                        place: place,
                        what: "its content (\(row.kind), \(row.actor), \(row.at)) was changed: the "
                            + "hash is \(row.hash), the content gives \(row.expectedHash)"
                    )
                )
            }
            if row.previousHash != previous {
                findings.append(
                    IntegrityFinding(
                        place: place,
                        what: "does not follow the event before it: the chain is cut"
                    )
                )
            }
            do throws(EventCodingError) {
                _ = try row.event()
            } catch {
                findings.append(IntegrityFinding(place: place, what: error.description))
            }
            previous = row.hash
            expectedSequence = row.seq + 1
        }
        return findings
    }

    /// The chain holds without its last events; SQLite's count of the numbers given does not.
    private func endFindings(
        _ rows: [EventRow],
        _ database: Database
    ) throws -> [IntegrityFinding] {
        let last = rows.last?.seq ?? 0
        // A schema without the count is a finding of its own.
        guard try database.tableExists("sqlite_sequence") else { return [] }
        let given =
            try Int.fetchOne(database, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'event'")
        guard given ?? 0 != last else { return [] }
        return [
            IntegrityFinding(
                place: "event \(last)",
                what: "is the last, but \(given ?? 0) were written: the end was cut off"
            )
        ]
    }

    /// Records whose event is not there.
    private func orphanFindings(
        _ rows: [EventRow],
        _ database: Database
    ) throws -> [IntegrityFinding] {
        let known = Set(rows.map(\.seq))
        let query = "SELECT DISTINCT event FROM imported_record ORDER BY event"
        return try Int.fetchAll(database, sql: query).filter { !known.contains($0) }.map { event in
            IntegrityFinding(
                place: "event \(event)",
                what: "is missing, but the records of its import are there"
            )
        }
    }

    private func recordFindings(
        _ rows: [EventRow],
        _ database: Database
    ) throws -> [IntegrityFinding] {
        var findings: [IntegrityFinding] = []
        for row in rows {
            let stored = try Row.fetchAll(
                database,
                sql: """
                    SELECT position, content, hash FROM imported_record
                    WHERE event = ? ORDER BY position
                    """,
                arguments: [row.seq]
            )
            guard case .searchImported(let search) = try? row.event().payload else {
                if !stored.isEmpty {
                    findings.append(
                        IntegrityFinding(
                            place: "event \(row.seq)",
                            what: "has records but is no import"
                        )
                    )
                }
                continue
            }
            var hashes: [String] = []
            for record in stored {
                let position = try record.decode(Int.self, atIndex: 0)
                let hash = try record.decode(String.self, atIndex: 2)
                hashes.append(hash)
                if sha256([UInt8](try record.decode(String.self, atIndex: 1).utf8)) != hash {
                    findings.append(
                        IntegrityFinding(
                            place: "record \(search.source):\(position)",
                            what: "its content was changed after the import"
                        )
                    )
                }
            }
            if hashes.count != search.recordsRead
                || RecordsDigest.of(hashes) != search.recordsHash
            {
                findings.append(
                    IntegrityFinding(
                        place: "event \(row.seq)",
                        what: "the records of \(search.source) are not those that were imported "
                            + "(\(hashes.count) stored, \(search.recordsRead) imported)"
                    )
                )
            }
        }
        return findings
    }

    private func fileFindings(_ rows: [EventRow], _ files: FileStore) -> [IntegrityFinding] {
        var findings: [IntegrityFinding] = []
        for row in rows {
            guard let file = (try? row.event().payload)?.sourceFile else { continue }
            let place = "file \(file.name) (event \(row.seq))"
            if let bytes = try? files.read(file.sha256) {
                if sha256(bytes) != file.sha256 {
                    findings.append(
                        IntegrityFinding(place: place, what: "was changed after it was stored")
                    )
                }
            } else {
                findings.append(
                    IntegrityFinding(
                        place: place,
                        what: "is missing: \(files.path(of: file.sha256))"
                    )
                )
            }
        }
        return findings
    }
}
