public import Bibliography

/// What happened while a file was read.
public struct ImportReport: Sendable, Equatable, Codable {
    /// Name of the file.
    public var file: String
    /// Format that was found or named.
    public var format: BibliographicFormat
    /// Encoding that was found.
    public var encoding: String
    /// Records that the file holds, readable or not.
    public var recordsFound: Int
    /// Records that were read.
    public var recordsRead: Int
    /// Deviations from the format that could be put right, in the order of their lines.
    public var repaired: [ImportFinding]
    /// What could not be read, or not in full, in the order of the lines.
    public var problems: [ImportFinding]
    /// Number of records without title, authors, year, journal, abstract or DOI; only counts above 0.
    public var missing: [String: Int]

    /// Creates a report.
    public init(
        file: String,
        format: BibliographicFormat,
        encoding: String,
        recordsFound: Int,
        recordsRead: Int,
        repaired: [ImportFinding],
        problems: [ImportFinding],
        missing: [String: Int]
    ) {
        self.file = file
        self.format = format
        self.encoding = encoding
        self.recordsFound = recordsFound
        self.recordsRead = recordsRead
        self.repaired = repaired
        self.problems = problems
        self.missing = missing
    }
}

/// One observation about a line of a file.
public struct ImportFinding: Sendable, Equatable, Codable {
    /// Line, from 1.
    public var line: Int
    /// What was found there.
    public var what: String

    /// Creates a finding.
    public init(line: Int, what: String) {
        self.line = line
        self.what = what
    }
}

/// Records of a file and how reading went.
public struct ReadResult: Sendable, Equatable {
    /// Records in the order of the file.
    public let records: [Record]
    /// What happened on the way.
    public let report: ImportReport

    /// Creates a result.
    public init(records: [Record], report: ImportReport) {
        self.records = records
        self.report = report
    }
}

/// Records and findings of one file while it is being read.
struct ImportResult {
    var records: [Record] = []
    var found = 0
    var repaired: [ImportFinding] = []
    var problems: [ImportFinding] = []
    /// Number of records that the file itself announces; 0 if it announces none.
    var announced = 0
    /// Lines of text that stand outside the records.
    private(set) var stray = StrayLines()

    mutating func addStray(_ content: ArraySlice<UInt8>, line: Int) {
        stray.add(content, line: line)
    }

    /// Says once what stands outside the records.
    mutating func reportStray() {
        let stray = stray
        stray.report(to: &self)
    }

    mutating func repair(_ line: Int, _ what: String) {
        repaired.append(ImportFinding(line: line, what: what))
    }

    mutating func problem(_ line: Int, _ what: String) {
        problems.append(ImportFinding(line: line, what: what))
    }

    /// How many records lack what a screener or a deduplication needs.
    static func missing(of records: [Record]) -> [String: Int] {
        var counts: [String: Int] = [:]
        for record in records {
            if record.title == nil { counts["title", default: 0] += 1 }
            if record.authors.isEmpty { counts["authors", default: 0] += 1 }
            if record.year == nil { counts["year", default: 0] += 1 }
            if record.journal == nil { counts["journal", default: 0] += 1 }
            if record.abstract == nil { counts["abstract", default: 0] += 1 }
            if record.doi == nil { counts["doi", default: 0] += 1 }
        }
        return counts
    }
}

/// Lines of text that stand outside the records; one finding tells of all.
struct StrayLines {
    private var first: (line: Int, text: String)?
    private var count = 0

    mutating func add(_ content: ArraySlice<UInt8>, line: Int) {
        count += 1
        if first == nil { first = (line, String(decoding: content.prefix(60), as: UTF8.self)) }
    }

    func report(to result: inout ImportResult) {
        guard let first else { return }
        let lines = count == 1 ? "a line" : "\(count) lines"
        result.repair(first.line, "\(lines) outside the records left out: \(first.text)")
    }
}
