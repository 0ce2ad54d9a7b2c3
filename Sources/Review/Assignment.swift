public import Screening

/// Says that a reviewer is expected to vote on a record at a stage.
public struct Assignment: Sendable, Equatable, Codable {
    /// Record to be voted on; the assignment holds for the whole work.
    public var record: RecordID
    /// Stage of screening.
    public var stage: Stage
    /// Reviewer's name.
    public var reviewer: String
    /// Line of the sheet; `nil` if it was drawn.
    public var line: Int?

    /// Creates an assignment.
    public init(record: RecordID, stage: Stage, reviewer: String, line: Int? = nil) {
        self.record = record
        self.stage = stage
        self.reviewer = reviewer
        self.line = line
    }
}

/// Assignments that the program distributed.
public struct AssignmentDraw: Sendable, Equatable, Codable {
    /// Stage of screening.
    public var stage: Stage
    /// Reviewers among whom the works were distributed, in the order given.
    public var reviewers: [String]
    /// Votes that each work should come to.
    public var perRecord: Int
    /// Seed of the drawing.
    public var seed: UInt64
    /// What was drawn, in the order of the works and reviewers.
    public var rows: [Assignment]

    /// Creates a draw.
    ///
    /// - Parameters:
    ///   - stage: stage of screening.
    ///   - reviewers: reviewers among whom the works were distributed.
    ///   - perRecord: votes that each work should come to.
    ///   - seed: seed of the drawing.
    ///   - rows: what was drawn.
    public init(
        stage: Stage,
        reviewers: [String],
        perRecord: Int,
        seed: UInt64,
        rows: [Assignment]
    ) {
        self.stage = stage
        self.reviewers = reviewers
        self.perRecord = perRecord
        self.seed = seed
        self.rows = rows
    }
}

/// An assignment that counts, with the event it came from.
public struct StandingAssignment: Sendable, Equatable {
    /// The assignment.
    public var assignment: Assignment
    /// File of the sheet; `nil` if it was drawn.
    public var file: String?
    /// Sequence number of the event.
    public var event: Int
}

/// How much of what was assigned to a reviewer at a stage is done.
public struct Workload: Sendable, Equatable, Codable {
    /// Reviewer's name.
    public var reviewer: String
    /// Works assigned.
    public var assigned: Int
    /// Those that the reviewer has voted on.
    public var done: Int
    /// Those that still need the reviewer's vote; what others settled meanwhile is neither done
    /// nor left.
    public var left: Int
}
