/// A numerical task that could not be finished.
public enum StatisticsError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The function has the same sign at both ends of the interval.
    case notBracketed(lower: Double, upper: Double)
    /// The iteration limit was reached before the tolerance.
    case noConvergence(task: String, iterations: Int)
    /// A matrix is not positive definite; `row` is where the factorisation broke down.
    case notPositiveDefinite(row: Int)
    /// A column of a design matrix is a linear combination of those before it.
    case collinear(column: Int)
    /// Two inputs that belong together differ in length.
    case sizeMismatch(expected: Int, found: Int)

    /// What happened, where, and what was expected.
    public var description: String {
        switch self {
        case .notBracketed(let lower, let upper):
            "no root can be bracketed between \(lower) and \(upper): "
                + "the function has the same sign at both ends"
        case .noConvergence(let task, let iterations):
            "\(task) did not converge within \(iterations) iterations"
        case .notPositiveDefinite(let row):
            "matrix is not positive definite (pivot of row \(row + 1) is not above zero)"
        case .collinear(let column):
            "column \(column + 1) of the design is a linear combination of the columns before it"
        case .sizeMismatch(let expected, let found):
            "expected \(expected) values, found \(found)"
        }
    }
}
