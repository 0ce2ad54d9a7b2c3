/// One thing that is wrong with the input of a meta-analysis.
public struct PoolFault: Sendable, Equatable, CustomStringConvertible {
    /// File name as given.
    public let file: String
    /// Line in the file, counted from 1; nil for faults of options.
    public let line: Int?
    /// Column as named in the file; nil for faults of whole lines or options.
    public let column: String?
    /// What was found.
    public let found: String
    /// What was expected.
    public let expected: String

    /// A fault with its place.
    public init(file: String, line: Int?, column: String?, found: String, expected: String) {
        self.file = file
        self.line = line
        self.column = column
        self.found = found
        self.expected = expected
    }

    /// `FILE:LINE: column 'C': found …, expected …`.
    public var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        let cell = column.map { " column '\($0)':" } ?? ""
        return "\(place):\(cell) found \(found), expected \(expected)"
    }
}

/// Input that a meta-analysis refuses.
public enum PoolTableError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Everything that is wrong with the table or the options.
    case faults([PoolFault])
    /// The table is sound but the model cannot be fitted to it.
    case analysis(String)

    /// One line for each fault.
    public var description: String {
        switch self {
        case .faults(let faults): faults.map(\.description).joined(separator: "\n")
        case .analysis(let reason): reason
        }
    }
}
