extension PrintedNumber {
    /// Returns an estimate or a limit; infinite ones print as signs.
    static func limit(_ value: Double, decimals: Int) -> String {
        if value == .infinity { return "∞" }
        if value == -.infinity { return "\u{2212}∞" }
        return fixed(value, decimals: decimals)
    }

    /// Returns an interval in brackets, which never breaks over two lines: it would read as two
    /// numbers.
    static func interval(_ interval: ForestPlot.Interval, decimals: Int) -> String {
        "[\(limit(interval.lower, decimals: decimals)),\u{00A0}"
            + "\(limit(interval.upper, decimals: decimals))]"
    }
}
