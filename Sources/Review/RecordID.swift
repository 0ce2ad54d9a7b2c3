/// Identifies an imported record within a review: the source's name and the position in its file.
///
/// The text form is `SOURCE:POSITION` (`pubmed.nbib:12`), so that a person can find the entry in
/// the untouched export.
public struct RecordID: Sendable, Hashable {
    /// Name of the source, unique in the review.
    public let source: String
    /// Position of the record in the file, from 1.
    public let position: Int

    /// Creates an identifier.
    public init(source: String, position: Int) {
        self.source = source
        self.position = position
    }

    /// Reads the text form; `nil` if it is not `SOURCE:POSITION` with a position of at least 1.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), colon > text.startIndex,
            let position = Int(text[text.index(after: colon)...]), position > 0
        else { return nil }
        self.init(source: String(text[..<colon]), position: position)
    }
}

extension RecordID: CustomStringConvertible {
    /// The text form, `SOURCE:POSITION`.
    public var description: String { "\(source):\(position)" }
}

extension RecordID: Codable {
    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let identifier = RecordID(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text)' is not SOURCE:POSITION"
            )
        }
        self = identifier
    }
}
