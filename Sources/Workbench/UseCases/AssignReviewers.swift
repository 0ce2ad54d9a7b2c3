public import Review
public import Screening

/// Distributes the works that are assigned to nobody among reviewers.
public struct AssignReviewers: Sendable {
    /// Stage of screening.
    public var stage: Stage
    /// Names of reviewers; `nil` for all present ones.
    public var reviewers: [String]?
    /// Votes that each work should come to; `nil` for what the protocol asks.
    public var perRecord: Int?
    /// The same seed gives the same distribution.
    public var seed: UInt64

    /// Creates the use case.
    ///
    /// - Parameters:
    ///   - stage: stage of screening.
    ///   - reviewers: names of reviewers; `nil` for all present ones.
    ///   - perRecord: votes that each work should come to; `nil` for what the protocol asks.
    ///   - seed: seed of the drawing.
    public init(stage: Stage, reviewers: [String]? = nil, perRecord: Int? = nil, seed: UInt64 = 1) {
        self.stage = stage
        self.reviewers = reviewers
        self.perRecord = perRecord
        self.seed = seed
    }

    /// Adds the assignments to a draft.
    ///
    /// - Parameter draft: the draft.
    /// - Returns: what was drawn.
    /// - Throws: `InputRefused` for names that the protocol does not know or that stand twice, more
    ///   votes than reviewers, records whose duplicates were not looked for, and if no work is left.
    @discardableResult
    public func run(on draft: inout ReviewDraft) throws(InputRefused) -> AssignmentDraw {
        let state = draft.state
        let known = state.reviewProtocol?.reviewers ?? []
        let names = reviewers ?? known
        var faults: [InputFault] = []
        func fault(_ option: String, _ what: String) {
            faults.append(InputFault(file: option, what: what))
        }
        if known.isEmpty { fault("review.yaml", "names no reviewers to assign works to") }
        for name in names where !known.contains(name) {
            fault(
                "--reviewers",
                "unknown reviewer '\(name)'; the protocol names "
                    + known.map { "'\($0)'" }.joined(separator: ", ")
            )
        }
        if Set(names).count < names.count { fault("--reviewers", "a name stands twice") }
        let votes = perRecord ?? min(state.votesPerRecord, max(1, names.count))
        if votes < 1 || votes > max(1, names.count) {
            fault(
                "--per-record",
                "is \(votes); a whole number from 1 to \(max(1, names.count)), the number of "
                    + "reviewers, expected"
            )
        }
        if !state.isDeduplicated {
            fault(
                draft.folder.journalPath,
                "duplicates were not looked for since the last import; run 'consilience dedupe' "
                    + "first, or the same work would be assigned twice"
            )
        }
        guard faults.isEmpty else { throw InputRefused(faults) }
        let draw = AssignmentDraw(
            stage: stage,
            reviewers: names,
            perRecord: votes,
            seed: seed,
            rows: state.drawAssignments(at: stage, among: names, perRecord: votes, seed: seed)
        )
        guard !draw.rows.isEmpty else {
            throw InputRefused(
                file: draft.folder.journalPath,
                "no work that needs votes at \(stage.rawValue) is left to assign"
            )
        }
        draft.propose(.assignmentsDrawn(draw))
        return draw
    }
}
