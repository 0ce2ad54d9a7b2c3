public import Screening

extension ReviewState {
    /// The remarks on a work at a stage, in the order they were made.
    ///
    /// - Parameters:
    ///   - index: index of the work in `works`.
    ///   - stage: stage of screening.
    /// - Returns: those that count.
    public func remarks(onWork index: Int, at stage: Stage) -> [StandingRemark] {
        remarks.filter { $0.remark.stage == stage && workIndex[$0.remark.record] == index }
    }

    /// Whether a person may see what is said about a record at a stage.
    ///
    /// The rule is that of the votes, since remarks quote them; it holds for own remarks too, which may
    /// have been written when more was known.
    ///
    /// - Parameters:
    ///   - record: the record that a remark names.
    ///   - stage: stage of screening.
    ///   - viewer: name of the person.
    /// - Returns: whether remarks are shown to the person, and taken from them.
    public func isDiscussionOpen(on record: RecordID, at stage: Stage, to viewer: String) -> Bool {
        workIndex[record].map { isRevealed(work: $0, at: stage, to: viewer) } ?? false
    }

    /// Leaves out the remarks on works whose votes a person may not see now.
    mutating func hideRemarks(from viewer: String, now present: ReviewState) {
        guard !remarks.isEmpty else { return }
        remarks = remarks.filter {
            present.isDiscussionOpen(on: $0.remark.record, at: $0.remark.stage, to: viewer)
        }
    }

    /// A remark speaks of a record: the review must have it, and it must be the same one still.
    var remarkFaults: [ReviewFault] {
        remarks.compactMap { standing in
            let record = standing.remark.record
            let what =
                workIndex[record] == nil
                ? "the remark of \(standing.remark.author) names the unknown record \(record)"
                : replacement(of: record, citedBy: standing.event)
            return what.map { ReviewFault(event: standing.event, what: $0) }
        }
    }
}
