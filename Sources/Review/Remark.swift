public import Screening

/// What somebody says to the others about the votes on a work.
public struct Remark: Sendable, Equatable, Codable {
    /// Longest text, in Unicode scalars, as JSON Schema counts.
    public static let longestText = 5000

    /// Name that the sender gave the remark, unique in the review: one that is sent twice counts once.
    public var id: String
    /// Record that it is on; it counts for the whole work.
    public var record: RecordID
    /// Stage of screening.
    public var stage: Stage
    /// Who says it.
    public var author: String
    /// What is said, with its line breaks.
    public var text: String

    /// Creates a remark.
    public init(id: String, record: RecordID, stage: Stage, author: String, text: String) {
        self.id = id
        self.record = record
        self.stage = stage
        self.author = author
        self.text = text
    }

    /// The beginning of the text on one line, without what would steer a terminal.
    public var excerpt: String {
        let words = text.unicodeScalars.split {
            $0.properties.isWhitespace || $0.properties.generalCategory == .control
        }
        let line = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
        return line.count > 80 ? line.prefix(79) + "…" : line
    }
}

/// A remark that counts.
public struct StandingRemark: Sendable, Equatable {
    /// The remark.
    public var remark: Remark
    /// Event that holds it.
    public var event: Int
    /// When it was made, UTC, ISO 8601.
    public var at: String

    /// Creates a standing remark.
    public init(remark: Remark, event: Int, at: String) {
        self.remark = remark
        self.event = event
        self.at = at
    }
}

extension EventPayload {
    /// The remark that the event holds; `nil` for any other event.
    public var remark: Remark? {
        if case .remarkMade(let remark) = self { remark } else { nil }
    }

    /// Whether the event changes nothing that a use case builds upon: a decision of the workbench or a
    /// remark.
    public var leavesDraftsAlone: Bool { isCastDecision || remark != nil }
}
