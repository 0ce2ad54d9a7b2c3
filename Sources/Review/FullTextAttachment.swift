/// The full text of a report, kept beside the journal under the SHA-256 of its bytes.
public struct FullTextAttachment: Sendable, Equatable, Codable {
    /// Record of the report; the file belongs to the whole work.
    public var record: RecordID
    /// SHA-256 of the file, lower-case hexadecimal.
    public var sha256: String
    /// Number of its bytes.
    public var bytes: Int
    /// Name under which the file was given.
    public var name: String
    /// Who attached it.
    public var by: String

    /// Creates an attachment.
    ///
    /// - Parameters:
    ///   - record: record of the report.
    ///   - sha256: SHA-256 of the file, lower-case hexadecimal.
    ///   - bytes: number of its bytes.
    ///   - name: name under which the file was given.
    ///   - by: who attached it.
    public init(record: RecordID, sha256: String, bytes: Int, name: String, by: String) {
        self.record = record
        self.sha256 = sha256
        self.bytes = bytes
        self.name = name
        self.by = by
    }
}

/// An attachment that counts, with the event it came from.
public struct StandingAttachment: Sendable, Equatable {
    /// The attachment.
    public var attachment: FullTextAttachment
    /// Sequence number of the event.
    public var event: Int
}
