/// The moderators of a meta-regression, with or without an intercept.
public struct DesignMatrix: Sendable, Equatable {
    /// Name of each column.
    public let names: [String]
    /// Values of each column, one for each study.
    public let columns: [[Double]]
    /// Whether the first column is the intercept.
    public let hasIntercept: Bool

    /// The model without moderators: one pooled value.
    ///
    /// - Parameter count: number of studies.
    /// - Returns: one column of ones.
    public static func interceptOnly(count: Int) -> DesignMatrix {
        DesignMatrix(count: count, moderators: [])
    }

    /// An intercept followed by moderators.
    ///
    /// - Parameters:
    ///   - count: number of studies, k.
    ///   - moderators: name and k values of each moderator; a fit throws if their number differs.
    public init(count: Int, moderators: [(name: String, values: [Double])]) {
        names = ["intercept"] + moderators.map(\.name)
        columns = [Array(repeating: 1, count: max(0, count))] + moderators.map(\.values)
        hasIntercept = true
    }

    /// Columns exactly as given, without an added intercept.
    ///
    /// - Parameter columns: name and values of each column.
    public init(withoutIntercept columns: [(name: String, values: [Double])]) {
        names = columns.map(\.name)
        self.columns = columns.map(\.values)
        hasIntercept = false
    }

    /// Indicator columns of a categorical moderator, the first level in sorted order left out.
    ///
    /// - Parameters:
    ///   - name: name of the moderator.
    ///   - levels: level of each study.
    /// - Returns: one column of 0 and 1 for each level but the first.
    public static func indicators(
        name: String,
        levels: [String]
    ) -> [(name: String, values: [Double])] {
        Set(levels).sorted().dropFirst().map { level in
            (name: "\(name) = \(level)", values: levels.map { $0 == level ? 1 : 0 })
        }
    }

    /// Number of columns, p.
    public var width: Int { columns.count }

    /// Whether there are no moderators.
    public var isInterceptOnly: Bool { hasIntercept && columns.count == 1 }

    /// The same columns for some of the studies.
    ///
    /// - Parameter rows: positions to keep, in the order wanted, each below the length of every column.
    /// - Returns: a design with as many rows as positions.
    public func selecting(_ rows: [Int]) -> DesignMatrix {
        DesignMatrix(
            names: names,
            columns: columns.map { column in rows.map { column[$0] } },
            hasIntercept: hasIntercept
        )
    }

    private init(names: [String], columns: [[Double]], hasIntercept: Bool) {
        self.names = names
        self.columns = columns
        self.hasIntercept = hasIntercept
    }
}
