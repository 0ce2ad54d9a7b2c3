import Bibliography
import Review
import Synchronization

/// The records of a review, read once: they stay the same until something else is imported.
final class RecordLibrary: Sendable {
    /// Events of the imports that it was read from.
    let imports: [Int]
    /// The imported records.
    let records: [RecordID: Record]
    private let listed = Mutex<[RecordID: RecordRow]?>(nil)
    private let indexed = Mutex<RecordIndex?>(nil)

    init(imports: [Int], records: [RecordID: Record]) {
        self.imports = imports
        self.records = records
    }

    /// The records as lists show them; made when somebody first looks at a list.
    var rows: [RecordID: RecordRow] {
        listed.withLock { known in
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
