import Bibliography
import Review
import Synchronization
import Workbench

/// The records of a review, read once: they stay the same until something else is imported.
///
/// A large review takes seconds to read, and memory; pages that show no record do without.
final class RecordLibrary: Sendable {
    /// Events of the imports that it is read from.
    let imports: [Int]
    private let snapshot: ReviewSnapshot
    private let known = Mutex<[RecordID: Record]?>(nil)
    private let listed = Mutex<[RecordID: RecordRow]?>(nil)
    private let indexed = Mutex<RecordIndex?>(nil)

    /// Prepares the library of a review; nothing is read yet.
    init(_ snapshot: ReviewSnapshot) {
        imports = snapshot.state.imports.map(\.event)
        // Only the imports of it are needed: the decisions would be kept from being changed in place.
        self.snapshot = snapshot.ofImports
    }

    /// Reads the records, unless they have been read.
    ///
    /// - Returns: the imported records.
    /// - Throws: `JournalError`.
    func read() throws -> [RecordID: Record] {
        try known.withLock { known in
            if let known { return known }
            let fresh = try snapshot.records()
            known = fresh
            return fresh
        }
    }

    /// The imported records; none if they cannot be read, which `read` tells.
    var records: [RecordID: Record] { (try? read()) ?? [:] }

    /// The records as lists show them; made when somebody first looks at a list.
    var rows: [RecordID: RecordRow] {
        let records = records
        return listed.withLock { known in
            if let known { return known }
            var rows: [RecordID: RecordRow] = [:]
            rows.reserveCapacity(records.count)
            for (id, record) in records { rows[id] = RecordRow(id, record) }
            known = rows
            return rows
        }
    }

    /// Which records share words and authors; made when somebody first opens a record.
    var index: RecordIndex {
        indexed.withLock { known in
            if let known { return known }
            let index = RecordIndex(records)
            known = index
            return index
        }
    }
}
