/// Input from which no evidence for stopping can be computed.
public enum StoppingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// More records are labelled than there are.
    case moreLabelsThanRecords(labels: Int, total: Int)
    /// A number of records is below zero or above 2³¹ − 1.
    case countOutOfRange(name: String, value: Int)
    /// A target recall outside 0.01 to 1.
    case recallOutOfRange(Double)
    /// A confidence outside 0.5 to 0.9999.
    case confidenceOutOfRange(Double)
    /// A number of relevant records to be allowed in an audit outside 0 to 1,000.
    case allowanceOutOfRange(Int)
    /// A part is larger than the whole it belongs to.
    case partExceedsWhole(part: String, partCount: Int, whole: String, wholeCount: Int)

    /// What is wrong and what is allowed.
    public var description: String {
        switch self {
        case .moreLabelsThanRecords(let labels, let total):
            "\(labels) records are labelled but there are only \(total); the total must count the "
                + "screened records too"
        case .countOutOfRange(let name, let value):
            "\(name) is \(value); a number of records lies between 0 and 2,147,483,647"
        case .recallOutOfRange(let value):
            "a target recall of \(value) is outside 0.01 to 1 (95 % is written 0.95)"
        case .confidenceOutOfRange(let value):
            "a confidence of \(value) is outside 0.5 to 0.9999 (95 % is written 0.95)"
        case .allowanceOutOfRange(let value):
            "an audit cannot be planned for \(value) relevant records; allow 0 to 1,000"
        case .partExceedsWhole(let part, let partCount, let whole, let wholeCount):
            "\(part) (\(partCount)) cannot exceed \(whole) (\(wholeCount))"
        }
    }

    /// Throws unless a value can be a number of records.
    static func checkCount(_ value: Int, _ name: String) throws(StoppingError) {
        guard 0...Int(Int32.max) ~= value else {
            throw .countOutOfRange(name: name, value: value)
        }
    }
}
