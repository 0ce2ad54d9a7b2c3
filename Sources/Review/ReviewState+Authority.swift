import Screening

/// Finds decisions that were made by somebody who may no longer make them.
///
/// A decision is judged by the protocol of its time: what a reviewer said before leaving stands,
/// and so does what anybody settled before arbiters were named. A row that a changed sheet only
/// repeats was made when it was first recorded.
struct DecisionAuthority {
    private struct Key: Hashable {
        let record: RecordID
        let stage: Stage
        let reviewer: String
        let role: Role
        let verdict: Verdict
        let reason: String?

        init(_ decision: Decision) {
            record = decision.record
            stage = decision.stage
            reviewer = decision.reviewer
            role = decision.role
            verdict = decision.verdict
            reason = decision.reason
        }
    }

    private let current: ReviewProtocol?
    /// Event since which a former reviewer has been one.
    ///
    /// Who never was a reviewer of this journal left before it began, and whatever the sheets hold of
    /// them is old.
    private var leftAt: [String: Int] = [:]
    /// Event since which the arbiters are those of the protocol.
    private var arbitersSince = 0
    /// Event at which each decision was first recorded, taken back or not.
    private var firstRecorded: [Key: Int] = [:]

    init(events: [Event], undone: Set<Int>) {
        var last: ReviewProtocol?
        for event in events where !undone.contains(event.sequence) {
            guard case .protocolSet(let value) = event.payload else { continue }
            leftAt = leftAt.filter { value.formerReviewers.contains($0.key) }
            for name in value.formerReviewers where last?.reviewers.contains(name) == true {
                leftAt[name] = event.sequence
            }
            if let last, last.arbiters != value.arbiters { arbitersSince = event.sequence }
            last = value
        }
        current = last
        guard !leftAt.isEmpty || current?.arbiters.isEmpty == false else { return }
        for event in events {
            for row in event.payload.decisions {
                let key = Key(row)
                if firstRecorded[key] == nil { firstRecorded[key] = event.sequence }
            }
        }
    }

    /// Why the person may not have made a decision; `nil` if they may.
    func objection(to decision: Decision) -> String? {
        guard !firstRecorded.isEmpty else { return nil }
        let recorded = firstRecorded[Key(decision)]
        switch decision.role {
        case .vote:
            guard let left = leftAt[decision.reviewer], let recorded, recorded > left else {
                return nil
            }
            return "'\(decision.reviewer)' has left the review (event \(left)): votes from before "
                + "stand, new ones are not taken"
        case .consensus:
            let arbiters = current?.arbiters ?? []
            guard !arbiters.isEmpty, !arbiters.contains(decision.reviewer), let recorded,
                recorded > arbitersSince
            else { return nil }
            return "'\(decision.reviewer)' may not settle conflicts; the arbiters are "
                + arbiters.map { "'\($0)'" }.joined(separator: ", ")
        }
    }
}
