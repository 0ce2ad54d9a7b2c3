import GRDB

extension Journal {
    /// A number that changes when somebody else has written to the file, and never by what this
    /// journal appends itself: what is cheaper to ask than the last event.
    ///
    /// - Returns: the number; it means nothing beside another number of the same journal.
    /// - Throws: `JournalError` if the file cannot be read.
    public func foreignVersion() throws(JournalError) -> Int {
        try translating(path) {
            // No transaction: the pragma looks at the head of the file only.
            try queue.unsafeRead { database in
                try Int.fetchOne(database.cachedStatement(sql: "PRAGMA data_version")) ?? 0
            }
        }
    }
}
