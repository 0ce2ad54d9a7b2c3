public import Bibliography
public import Review

/// All that a report is made from.
///
/// Times, actors and sequence numbers of the events do not enter the report: a journal that is
/// rebuilt from the same sheets gives the same bytes.
public struct ReportInput: Sendable {
    /// The review, folded from `events`.
    public var state: ReviewState
    /// The imported records; a record that is missing here is named by its place only.
    public var records: [RecordID: Record]
    /// The journal's events in their order.
    public var events: [Event]
    /// Digest of the content, lower-case hexadecimal.
    public var contentDigest: String
    /// Name and version of the program (`Consilience 0.1.0`).
    public var program: String

    /// Creates an input.
    public init(
        state: ReviewState,
        records: [RecordID: Record],
        events: [Event],
        contentDigest: String,
        program: String
    ) {
        self.state = state
        self.records = records
        self.events = events
        self.contentDigest = contentDigest
        self.program = program
    }
}

/// A file of the report.
public struct ReportFile: Sendable, Equatable {
    /// Place below the folder of the report, parts separated by `/`.
    public let path: String
    /// Content.
    public let bytes: [UInt8]

    /// Creates a file.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// Renders the report of a review: `index.html`, the figures as SVG and the tables as CSV.
///
/// Pure: equal input gives equal bytes.
///
/// - Parameter input: the review and what belongs to it.
/// - Returns: the files, sorted by path.
public func renderReport(_ input: ReportInput) -> [ReportFile] { Report(input).files }
