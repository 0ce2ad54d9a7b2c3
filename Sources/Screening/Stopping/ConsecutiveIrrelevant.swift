/// How many ranked records in a row were irrelevant.
///
/// The rule of thumb to stop after so many promises no rate of error: the number that is safe in one
/// review is far too small in another.
public struct ConsecutiveIrrelevant: Sendable, Equatable, Codable, StoppingEvidence {
    /// Ranked records screened since the last relevant record, however that was found.
    public let count: Int
    /// The same as a share of all records; 0 where there are none.
    public let shareOfTotal: Double
    /// Name of the criterion.
    public let name: String
    /// What it says.
    public let statement: String
    /// What it rests on.
    public let assumptions: [String]
    /// Nil: the rule makes no claim on recall.
    public let supportsTarget: Bool?

    /// Counts the run at the end of a sequence.
    ///
    /// Records drawn at random are passed over: they are not what the ranking put first.
    ///
    /// - Parameter sequence: labels in the order in which they were settled.
    public init(_ sequence: ScreeningSequence) {
        count = Self.run(in: sequence)
        shareOfTotal = sequence.total == 0 ? 0 : Double(count) / Double(sequence.total)
        name = "Irrelevant records in a row"
        statement =
            "\(RecallText.count(count, "ranked record")) (\(RecallText.percent(shareOfTotal)) of "
            + "all) in a row since the last relevant one. This promises no error rate."
        assumptions = [
            "That relevant records have become rare for good, and not for a while only. Nothing in "
                + "the number itself tells which."
        ]
        supportsTarget = nil
    }

    static func run(in sequence: ScreeningSequence) -> Int {
        sequence.labels.reversed().prefix { !$0.isRelevant }.count { $0.selection == .ranked }
    }
}
