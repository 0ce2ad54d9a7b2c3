public import Review

/// What `review.yaml` says: the protocol, and the files of the folder that feed the journal.
public struct ReviewFile: Sendable, Equatable {
    /// A declared export.
    public struct Source: Sendable, Equatable {
        /// Path of the file, below the folder.
        public var file: String
        /// How the records were found.
        public var kind: SearchImport.Kind
        /// Database, register or website.
        public var database: String
        /// Platform through which it was searched.
        public var platform: String?
        /// Date of the search, `YYYY-MM-DD`.
        public var searched: String?
        /// Query, as typed.
        public var query: String?
        /// Line of `review.yaml`.
        public var line: Int
    }

    /// A declared sheet.
    public struct SheetFile: Sendable, Equatable {
        /// Path of the file, below the folder.
        public var file: String
        /// Line of `review.yaml`.
        public var line: Int
    }

    /// The declared name of the instrument.
    struct InstrumentName: Sendable, Equatable {
        var text: String
        var line: Int?
    }

    /// The protocol.
    public var reviewProtocol: ReviewProtocol
    /// Files of the review's own instruments.
    public var instruments: [SheetFile] = []
    var instrumentName: InstrumentName?
    /// Exports, in the order of their import.
    public var sources: [Source] = []
    /// Sheets of judgements on pairs that may be duplicates.
    public var duplicates: [SheetFile] = []
    /// Sheets of assignments.
    public var assignments: [SheetFile] = []
    /// Sheets of decisions.
    public var decisions: [SheetFile] = []
    /// Sheets of studies.
    public var studies: [SheetFile] = []
    /// Sheets of cohorts.
    public var cohorts: [SheetFile] = []
    /// Sheets of models.
    public var models: [SheetFile] = []
    /// Sheets of evaluations.
    public var estimates: [SheetFile] = []
    /// Sheets of appraisals.
    public var appraisals: [SheetFile] = []
}
