/// One thing that is wrong with what a user gave, with its place.
public struct InputFault: Sendable, Equatable, Codable, CustomStringConvertible {
    /// File, as the user named it.
    public let file: String
    /// Line of the file, from 1.
    public let line: Int?
    /// Column of the line, by number or by the name of the header.
    public let column: String?
    /// What was found and what was expected.
    public let what: String

    /// Creates a fault.
    public init(file: String, line: Int? = nil, column: String? = nil, what: String) {
        self.file = file
        self.line = line
        self.column = column
        self.what = what
    }

    /// `FILE:LINE: column C: what`.
    public var description: String {
        var text = file
        if let line { text += ":\(line)" }
        if let column { text += ": \(column)" }
        return text + ": " + what
    }
}

/// All that is wrong with an input; nothing of it was used.
public struct InputRefused: Error, Equatable, Sendable, CustomStringConvertible {
    /// The faults, in the order of the files and lines.
    public let faults: [InputFault]

    /// Creates the error; the faults of each file are brought into the order of their lines.
    public init(_ faults: [InputFault]) {
        var places: [String: Int] = [:]
        for fault in faults where places[fault.file] == nil { places[fault.file] = places.count }
        let order = faults.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            return (places[a.file] ?? 0, a.line ?? 0, left.offset)
                < (places[b.file] ?? 0, b.line ?? 0, right.offset)
        }
        self.faults = order.map(\.element)
    }

    /// Creates the error for a single fault.
    public init(file: String, line: Int? = nil, _ what: String) {
        self.init([InputFault(file: file, line: line, what: what)])
    }

    /// One fault a line, and their number if there are several.
    public var description: String {
        let lines = faults.map(\.description).joined(separator: "\n")
        return faults.count > 1 ? lines + "\n\(faults.count) faults; nothing was written" : lines
    }
}
