public import Screening

/// A sample of works on which all reviewers vote, to see how far they agree before they go on.
public struct CalibrationRound: Sendable, Equatable, Codable {
    /// Name, unique in the review.
    public var name: String
    /// Stage of screening.
    public var stage: Stage
    /// Seed of the sample.
    public var seed: UInt64
    /// A record of each work, in the order of the works.
    public var records: [RecordID]

    /// Creates a round.
    ///
    /// - Parameters:
    ///   - name: name, unique in the review.
    ///   - stage: stage of screening.
    ///   - seed: seed of the sample.
    ///   - records: a record of each work.
    public init(name: String, stage: Stage, seed: UInt64, records: [RecordID]) {
        self.name = name
        self.stage = stage
        self.seed = seed
        self.records = records
    }
}

/// A round that counts, with the event it came from.
public struct StandingRound: Sendable, Equatable {
    /// The round.
    public var round: CalibrationRound
    /// Sequence number of the event.
    public var event: Int
}
