public import BibliographicFormats
import Bibliography
public import Review
import ReviewStore

/// Imports an export into a review.
public struct ImportSearch: Sendable {
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

    /// Creates the use case.
    public init(file: String, kind: SearchImport.Kind = .database, database: String) {
        self.file = file
        self.kind = kind
        self.database = database
    }

    /// Adds the import to a draft; what is wrong with the file is noted as faults of the draft.
    ///
    /// - Parameters:
    ///   - draft: the review to add to.
    ///   - bytes: content of the file.
    /// - Returns: the reader's report, if the file could be read at all.
    @discardableResult
    public func run(on draft: inout ReviewDraft, bytes: [UInt8]) -> ImportReport? {
        let hash = sha256(bytes)
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
        let result: ReadResult
        do {
            result = try readRecords(bytes, fileName: file, format: format)
        } catch {
            draft.refuse([InputFault(file: file, what: "\(error)".withoutPrefix(file + ": "))])
            return nil
        }
        propose(result, hash: hash, bytes: bytes, to: &draft)
        return result.report
    }

    private func propose(
        _ result: ReadResult,
        hash: String,
        bytes: [UInt8],
        to draft: inout ReviewDraft
    ) {
        let report = result.report
        if result.records.isEmpty {
            draft.refuse([
                InputFault(file: file, what: "no record found (read as \(report.format.rawValue))")
            ])
        }
        if !allowsProblems {
            draft.refuse(
                report.problems.map { InputFault(file: file, line: $0.line, what: $0.what) }
            )
        }
        let name = unusedName(in: draft.state)
        let records = result.records.map { record in
            var record = record
            record.source.file = name
            return record
        }
        let hashes = records.compactMap { try? StoredRecord($0) }
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
                    recordsHash: StoredRecord.combinedHash(hashes),
                    problems: report.problems.map { "line \($0.line): \($0.what)" }
                )
            ),
            records: records,
            file: bytes
        )
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
