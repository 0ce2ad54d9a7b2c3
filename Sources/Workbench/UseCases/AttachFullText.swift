import Foundation
public import Review
public import ReviewStore

/// Attaches the full text of a report: the file is kept in the review folder under its hash.
public struct AttachFullText: Sendable {
    /// Most bytes that a file may have.
    public static let maximumSize = 256 << 20

    /// The record, as a sheet would name it.
    public var record: String
    /// Name of the file, for the journal.
    public var name: String
    /// Who attaches it.
    public var by: String

    /// Creates the use case.
    ///
    /// - Parameters:
    ///   - record: the record: `FILE:POSITION`, `doi:…` or `pmid:…`.
    ///   - name: name of the file.
    ///   - by: who attaches it.
    public init(record: String, name: String, by: String) {
        self.record = record
        self.name = name
        self.by = by
    }

    /// Adds the attachment to a draft; the file is copied when the draft is committed.
    ///
    /// - Parameters:
    ///   - draft: the draft.
    ///   - content: the file.
    /// - Returns: the attachment; `nil` if the work has this very file already.
    /// - Throws: `InputRefused` if the record is unknown, or the file no PDF or too large;
    ///   `JournalError` if the file or the records cannot be read.
    @discardableResult
    public func run(
        on draft: inout ReviewDraft,
        content: FileContent
    ) throws -> FullTextAttachment? {
        let resolver = RecordResolver(state: draft.state, records: try draft.records())
        let found: RecordID
        switch resolver.resolve(record) {
        case .found(let id): found = id
        case .failed(let what): throw InputRefused(file: "RECORD", what)
        }
        guard !by.trimmed.isEmpty else {
            throw InputRefused(file: "--as", "is blank; a name expected")
        }
        try draft.folder.checkFullTextFolder()
        let (hash, size) = try inspect(content)
        if let work = draft.state.workIndex[found],
            draft.state.fullTexts(ofWork: work).contains(where: { $0.attachment.sha256 == hash })
        {
            return nil
        }
        let attachment = FullTextAttachment(
            record: found,
            sha256: hash,
            bytes: size,
            name: name,
            by: by.trimmed
        )
        draft.propose(.fullTextAttached(attachment), fullText: content)
        return attachment
    }

    /// Hash and size of a file that is a PDF of a bearable size.
    private func inspect(_ content: FileContent) throws -> (hash: String, size: Int) {
        var size = 0
        var start: [UInt8] = []
        let hash = try content.sha256 { block in
            size += block.count
            guard size <= Self.maximumSize else {
                throw InputRefused(file: name, "larger than \(Self.maximumSize >> 20) MiB")
            }
            start += block.prefix(max(0, 1024 - start.count))
            // What is no PDF need not be read to its end.
            guard start.count < 1024 || Self.isPDF(start) else { throw notAPDF }
        }
        guard Self.isPDF(start) else { throw notAPDF }
        return (hash, size)
    }

    private var notAPDF: InputRefused {
        InputRefused(
            file: name,
            "is not a PDF ('%PDF-' should stand in its first 1024 bytes); a page of the publisher "
                + "may have been saved in its place"
        )
    }

    /// The mark need not be the first byte: readers take it anywhere in the first 1024 (Adobe, PDF
    /// Reference 1.7, appendix H, note 13).
    private static func isPDF(_ start: [UInt8]) -> Bool {
        let mark = Array("%PDF-".utf8)
        guard start.count >= mark.count else { return false }
        return (0...(start.count - mark.count)).contains { place in
            start[place..<(place + mark.count)].elementsEqual(mark)
        }
    }
}

extension ReviewFolder {
    /// Store of the full texts.
    public var fullTexts: FileStore { FileStore(folder: path + "/fulltext", suffix: ".pdf") }

    /// Refuses a `fulltext` that is a link to elsewhere, or no folder.
    func checkFullTextFolder() throws(InputRefused) {
        let root = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let target = URL(fileURLWithPath: fullTexts.folder).resolvingSymlinksInPath().path
        guard target == (root == "/" ? "/" : root + "/") + "fulltext" else {
            throw InputRefused(file: "fulltext", "leads out of the review folder")
        }
    }
}

/// The bytes of a regular file that a user named, to be read in blocks.
///
/// - Parameters:
///   - path: path of the file; links are followed.
///   - name: name for messages.
/// - Returns: the file.
/// - Throws: `InputRefused` if there is no such file, or it is a folder, device or pipe, whose end may
///   never come.
public func regularFile(_ path: String, named name: String) throws(InputRefused) -> FileContent {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    _ = try fileContent(target, named: name)
    let attributes = try? FileManager.default.attributesOfItem(atPath: target)
    guard attributes?[.type] as? FileAttributeType == .typeRegular else {
        throw InputRefused(file: name, "is not a regular file")
    }
    return .file(path: target)
}
