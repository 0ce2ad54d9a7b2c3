/// The end of screening titles and abstracts, with works that nobody looked at.
///
/// A ranking put them behind all others, and evidence says that hardly any of them would be
/// included. They count in the box "Records marked as ineligible by automation tools".
public struct ScreeningClosure: Sendable, Equatable, Codable {
    /// All records of the works that were left unscreened, in the order of the works.
    ///
    /// Not only the first record of each, so that a work stays put aside when its cluster falls
    /// apart.
    public var records: [RecordID]
    /// Number of those works.
    public var works: Int
    /// The evidence on which screening was stopped, as a sentence.
    public var evidence: String
    /// Who closed it.
    public var by: String

    /// Creates a closure.
    ///
    /// - Parameters:
    ///   - records: all records of the works left unscreened.
    ///   - works: number of those works.
    ///   - evidence: the evidence on which screening was stopped.
    ///   - by: who closed it.
    public init(records: [RecordID], works: Int, evidence: String, by: String) {
        self.records = records
        self.works = works
        self.evidence = evidence
        self.by = by
    }
}

/// A closure that counts, with the event it came from.
public struct StandingClosure: Sendable, Equatable {
    /// The closure.
    public var closure: ScreeningClosure
    /// Sequence number of the event.
    public var event: Int
    /// Time of the event.
    public var at: String
}
