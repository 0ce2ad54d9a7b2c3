/// The command that made an evaluation; the key `kind` of its JSON.
public enum EvaluationKind: String, Sendable, CaseIterable, Codable {
    /// Predictions of an event.
    case evaluate
    /// Predictions of several classes.
    case classes
    /// Marks on images.
    case lesions
    /// Label maps.
    case segmentation
}

/// An evaluation as it is written: its keys, and `kind` among them.
public struct MarkedReport<Report: Encodable & Sendable>: Encodable, Sendable {
    private enum Key: CodingKey { case kind }

    /// The command that made it.
    public var kind: EvaluationKind
    /// The evaluation; its JSON is an object.
    public var report: Report

    /// Marks an evaluation.
    public init(_ kind: EvaluationKind, _ report: Report) {
        self.kind = kind
        self.report = report
    }

    /// Writes the keys of the evaluation and `kind` into one object.
    public func encode(to encoder: any Encoder) throws {
        try report.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind, forKey: .kind)
    }
}
