/// What the ranking reads of a record.
public struct ScreeningDocument: Sendable, Equatable {
    /// Title; may be empty.
    public var title: String
    /// Abstract; empty where the export has none.
    public var abstract: String

    /// Creates a document.
    public init(title: String, abstract: String) {
        self.title = title
        self.abstract = abstract
    }
}
