public import BibliographicFormats
import Bibliography
public import Review
public import ReviewStore

/// Imports an export into a review.
public struct ImportSearch: Sendable {
    /// Most bytes that the texts of one record may have; a database's records have a few thousand.
    public static let largestRecord = 2 << 20

    /// Name of the file, without its folder.
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
    /// Format to read the file in; detected from the content if `nil`.
    public var format: BibliographicFormat?
    /// Whether the readable records of a file are taken although others could not be read.
    public var allowsProblems = false
    /// Whose decisions the file holds from another tool; `nil` leaves them alone.
    public var decisionsOf: ForeignReviewers?

    /// Creates the use case.
    public init(file: String, kind: SearchImport.Kind = .database, database: String) {
        self.file = file
        self.kind = kind
        self.database = database
    }

    /// Adds the import to a draft; what is wrong with the file is noted as faults of the draft.
    ///
    /// The file is read in blocks, twice: first to know it, then to take its records.
    ///
    /// - Parameters:
    ///   - draft: the review to add to.
    ///   - content: the file.
    ///   - progress: is told now and then how much has been read, 0 to 1.
    /// - Returns: the reader's report, if the file could be read at all.
    /// - Throws: `JournalError` if the file cannot be read from the disk, or the disk is full.
    @discardableResult
    public func run(
        on draft: inout ReviewDraft,
        content: FileContent,
        progress: (Double) -> Void = { _ in }
    ) throws -> ImportReport? {
        var census = TextCensus()
        let hash = try content.sha256 { census.add($0) }
        if let earlier = draft.state.imports.first(where: { $0.search.sha256 == hash }) {
            draft.refuse([
                InputFault(
                    file: file,
                    what: "was imported already, as \(earlier.search.source) at event "
                        + "\(earlier.event); its records would count twice"
                )
            ])
            return nil
        }
        if let searched, !isDate(searched) {
            draft.refuse([
                InputFault(
                    file: file,
                    what: "date of search '\(searched)': YYYY-MM-DD expected"
                )
            ])
        }
        let name = unusedName(in: draft.state)
        let records = StoredRecords()
        do {
            var sheet = decisionsOf.map { reviewers in
                let reasons = draft.state.reviewProtocol?.reasons(at: reviewers.stage) ?? []
                return ForeignDecisionSheet(reviewers: reviewers, protocolReasons: reasons)
            }
            var oversized: [InputFault] = []
            let report = try read(content, census, as: name, progress) { record, id in
                sheet?.take(record, as: id)
                if record.textSize > Self.largestRecord {
                    let what =
                        "a record has more than \(Self.largestRecord >> 20) MiB of text; is its end "
                        + "missing?"
                    oversized.append(
                        InputFault(file: file, line: record.source.line, what: what)
                    )
                }
            } store: {
                // What is refused need not be kept.
                if oversized.isEmpty { try records.append($0) }
            }
            draft.refuse(oversized)
            propose(report, records, name: name, hash: hash, content: content, to: &draft)
            if let sheet { propose(sheet, hash: hash, to: &draft) }
            return report
        } catch let error as BibliographicFormatError {
            draft.refuse([InputFault(file: file, what: "\(error)".withoutPrefix(file + ": "))])
            return nil
        }
    }

    private func read(
        _ content: FileContent,
        _ census: TextCensus,
        as name: String,
        _ progress: (Double) -> Void,
        each look: (Record, RecordID) -> Void,
        store: ([Record]) throws -> Void
    ) throws -> ImportReport {
        var stream = try RecordStream(fileName: file, format: format, census: census)
        let size = Double(max(content.size, 1))
        var done = 0
        func take(_ found: [Record]) throws {
            var found = found
            for index in found.indices {
                found[index].source.file = name
                let position = found[index].source.position
                look(found[index], RecordID(source: name, position: position))
            }
            try store(found)
        }
        try content.forEachBlock { block in
            try take(try stream.read(block))
            done += block.count
            progress(Double(done) / size)
        }
        try take(try stream.finish())
        return stream.report
    }

    private func propose(
        _ report: ImportReport,
        _ records: StoredRecords,
        name: String,
        hash: String,
        content: FileContent,
        to draft: inout ReviewDraft
    ) {
        if report.recordsRead == 0 {
            draft.refuse([
                InputFault(file: file, what: "no record found (read as \(report.format.rawValue))")
            ])
        }
        if !allowsProblems {
            draft.refuse(
                report.problems.map { InputFault(file: file, line: $0.line, what: $0.what) }
            )
        }
        draft.propose(
            .searchImported(
                SearchImport(
                    source: name,
                    file: file,
                    sha256: hash,
                    kind: kind,
                    database: database,
                    platform: platform,
                    searched: searched,
                    query: query,
                    format: report.format.rawValue,
                    encoding: report.encoding,
                    recordsFound: report.recordsFound,
                    recordsRead: records.count,
                    recordsHash: records.combinedHash,
                    problems: report.problems.map { "line \($0.line): \($0.what)" }
                )
            ),
            records: records,
            file: content
        )
    }

    private func propose(
        _ sheet: ForeignDecisionSheet,
        hash: String,
        to draft: inout ReviewDraft
    ) {
        if let fault = sheet.fault {
            draft.refuse([InputFault(file: file, what: fault)])
        } else {
            draft.propose(
                .decisionsRecorded(Sheet(file: file, sha256: hash, rows: sheet.rows))
            )
        }
    }

    /// The file's name, numbered if an earlier source has it: records are cited by it for ever.
    private func unusedName(in state: ReviewState) -> String {
        let taken = Set(state.imports.map(\.search.source))
        // Lists of records are separated by semicolons in the sheets.
        let plain = file.split(separator: "/").last.map(String.init) ?? file
        let base = plain.map { $0 == ";" || $0.isNewline ? "_" : String($0) }.joined()
        guard taken.contains(base) else { return base }
        var number = 2
        while taken.contains("\(base)#\(number)") { number += 1 }
        return "\(base)#\(number)"
    }
}

extension String {
    func withoutPrefix(_ prefix: String) -> String {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
    }
}

extension Record {
    /// Bytes of the longest texts.
    fileprivate var textSize: Int {
        let single = [title, abstract, journal, publisher, language].compactMap { $0?.utf8.count }
        let several = [keywords, notes, urls, extra.values.flatMap { $0 }].joined()
        return single.reduce(0, +) + several.reduce(0) { $0 + $1.utf8.count }
    }
}
