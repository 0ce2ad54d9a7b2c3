public import ModelEvaluation

/// The evaluation of a reader study, as machines read it: the JSON of `readers`.
public struct ReaderReport: Sendable, Equatable, Codable {
    /// Number of cases.
    public var cases: Int
    /// Number of cases with the event.
    public var events: Int
    /// Number of clusters; null without clusters.
    public var clusters: Nullable<Int>
    /// Readers in the order of the table.
    public var readers: [String]
    /// Modalities in the order of the table; one without a name where the table has no column for it.
    public var modalities: [String]
    /// Name of the standalone system; null without one.
    public var standalone: Nullable<String>
    /// Areas, components of variance and comparisons; what does not exist is left out.
    public var evaluation: ReaderEvaluation
    /// What a careful reader would object to, in words.
    public var warnings: [String]
}
