/// A document as the review sees it: the records of one work that several databases may hold.
///
/// At the stage of title and abstract PRISMA calls it a record (without duplicates), at full text a
/// report.
public struct Work: Sendable, Equatable {
    /// The first of its records; names the work.
    public var id: RecordID
    /// All its records, in the order of their imports.
    public var records: [RecordID]
    /// Whether at least one record came from a database or register.
    public var isFromDatabases: Bool
}

/// A decision that counts, with the event it came from.
public struct StandingDecision: Sendable, Equatable {
    /// The decision.
    public var decision: Decision
    /// File of the sheet it was read from; `nil` if it was made in the workbench.
    public var file: String?
    /// Sequence number of the event.
    public var event: Int
    /// Time of the event.
    public var at: String

    /// Where the decision stands: `FILE:LINE` of its sheet, or the event that holds it.
    public var place: String { file.map { "\($0):\(decision.line)" } ?? "event \(event)" }
}

/// A row of an extraction or appraisal sheet that counts, with the event it came from.
public struct Extracted<Row: Sendable & Equatable>: Sendable, Equatable {
    /// The row.
    public var row: Row
    /// File of the sheet.
    public var file: String
    /// Sequence number of the event.
    public var event: Int

    /// Creates a row with where it comes from.
    public init(row: Row, file: String, event: Int) {
        self.row = row
        self.file = file
        self.event = event
    }
}

/// An import that counts, with the event it came from.
public struct ImportedSource: Sendable, Equatable {
    /// The import.
    public var search: SearchImport
    /// Sequence number of the event.
    public var event: Int
    /// Time of the event.
    public var at: String

    /// Identifiers of the records, in the order of the file.
    public var recordIDs: [RecordID] {
        guard search.recordsRead > 0 else { return [] }
        return (1...search.recordsRead).map { RecordID(source: search.source, position: $0) }
    }
}
