/// How something that the report prints came about: a tree whose leaves are lines of the kept source
/// files and events of the journal.
public struct Trace: Sendable, Equatable, Codable {
    /// What is traced, in words.
    public var what: String
    /// Its value as printed; `nil` where it has none.
    public var value: String?
    /// The formula or rule that gave the value, with the options that were used.
    public var how: String?
    /// What it was made from.
    public var steps: [TraceStep]

    /// Creates a trace.
    ///
    /// - Parameters:
    ///   - what: what is traced, in words.
    ///   - value: its value as printed.
    ///   - how: the formula or rule that gave the value.
    ///   - steps: what it was made from.
    public init(
        _ what: String,
        value: String? = nil,
        how: String? = nil,
        steps: [TraceStep] = []
    ) {
        self.what = what
        self.value = value
        self.how = how
        self.steps = steps
    }
}

/// Something that a value was made from.
public enum TraceStep: Sendable, Equatable {
    /// A value that has a trace of its own.
    case derived(Trace)
    /// A line of a source file.
    case line(SourceLine)
    /// An event of the journal that was read from no file.
    case event(TracedEvent)
}

/// A place in a source file that the review keeps under the hash of its bytes.
public struct SourceLine: Sendable, Hashable, Codable {
    /// Name of the file, as it was given.
    public var file: String
    /// SHA-256 of the file, lower-case hexadecimal.
    public var sha256: String
    /// Line, from 1; `nil` where the format has no lines.
    public var line: Int?
    /// Position of the record in the export, from 1; `nil` for a sheet.
    public var position: Int?
    /// Sequence number of the event that took the file up.
    public var event: Int
    /// Column of the sheet that holds the value; `nil` for the whole row.
    public var column: String?
    /// The line as it stands in the kept file; `nil` until the file was read, and where it has no
    /// text.
    public var text: String?
    /// Whether `text` holds only the beginning of a very long line.
    public var isCut: Bool

    /// Creates a place.
    public init(
        file: String,
        sha256: String,
        line: Int?,
        position: Int? = nil,
        event: Int,
        column: String? = nil
    ) {
        self.file = file
        self.sha256 = sha256
        self.line = line
        self.position = position
        self.event = event
        self.column = column
        isCut = false
    }
}

/// An event, as a trace names it.
public struct TracedEvent: Sendable, Hashable, Codable {
    /// Sequence number.
    public var sequence: Int
    /// Name of the kind in the journal.
    public var kind: String
    /// Time, UTC, ISO 8601.
    public var at: String
    /// Who caused it.
    public var actor: String
    /// What happened, in one line.
    public var summary: String
}

/// The answer to a question about the report.
public struct TraceAnswer: Sendable, Equatable, Codable {
    /// What was asked for.
    public var query: String
    /// The traces; of a number one for each place where it stands, the most exact first.
    public var traces: [Trace]
    /// All events that the traces name, in their order.
    public var events: [TracedEvent]
}

extension TraceStep: Codable {
    private enum CodingKeys: String, CodingKey {
        case derived, line, event
    }

    /// Writes an object with one key, the kind of the step.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .derived(let trace): try container.encode(trace, forKey: .derived)
        case .line(let line): try container.encode(line, forKey: .line)
        case .event(let event): try container.encode(event, forKey: .event)
        }
    }

    /// Reads the form that `encode` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let trace = try container.decodeIfPresent(Trace.self, forKey: .derived) {
            self = .derived(trace)
        } else if let line = try container.decodeIfPresent(SourceLine.self, forKey: .line) {
            self = .line(line)
        } else {
            self = .event(try container.decode(TracedEvent.self, forKey: .event))
        }
    }
}

extension Trace {
    /// All source lines of the tree, from the root down.
    public var lines: [SourceLine] {
        steps.flatMap { step -> [SourceLine] in
            switch step {
            case .derived(let trace): trace.lines
            case .line(let line): [line]
            case .event: []
            }
        }
    }

    /// Sequence numbers of all events that the tree names.
    public var eventNumbers: Set<Int> {
        steps.reduce(into: []) { numbers, step in
            switch step {
            case .derived(let trace): numbers.formUnion(trace.eventNumbers)
            case .line(let line): numbers.insert(line.event)
            case .event(let event): numbers.insert(event.sequence)
            }
        }
    }

    /// The tree with its source lines replaced.
    ///
    /// - Parameter change: gives the line that stands in the place of another.
    /// - Returns: the tree, otherwise the same.
    public func mappingLines(_ change: (SourceLine) -> SourceLine) -> Trace {
        var trace = self
        trace.steps = steps.map { step in
            switch step {
            case .derived(let inner): .derived(inner.mappingLines(change))
            case .line(let line): .line(change(line))
            case .event: step
            }
        }
        return trace
    }
}
