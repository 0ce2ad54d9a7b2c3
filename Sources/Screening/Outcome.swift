/// One reviewer's standing verdict on one record of a work.
public struct Vote: Sendable, Equatable {
    /// Record voted on; a work may have several.
    public var record: String
    /// Reviewer's name.
    public var reviewer: String
    /// What the reviewer says.
    public var verdict: Verdict
    /// Reason of an exclusion, from the protocol's list.
    public var reason: String?
    /// A vote or a settlement.
    public var role: Role

    /// Creates a vote.
    public init(
        record: String,
        reviewer: String,
        verdict: Verdict,
        reason: String?,
        role: Role = .vote
    ) {
        self.record = record
        self.reviewer = reviewer
        self.verdict = verdict
        self.reason = reason
        self.role = role
    }
}

/// What the votes on a work at one stage come to.
public enum Outcome: Sendable, Equatable {
    /// Too few votes yet; the reviewers that have voted, sorted.
    case awaiting(voted: [String])
    /// The votes disagree.
    case conflict(Disagreement)
    /// Goes on.
    case included
    /// Leaves; the reason where one was agreed upon.
    case excluded(reason: String?)
    /// The report could not be had.
    case notRetrieved
}

/// Settles the votes on one work at one stage.
///
/// A settlement (`Role.consensus`) beats all votes. Otherwise `required` different reviewers must
/// have voted and agree. At title and abstract `maybe` counts as `include`: a record in doubt is
/// read in full. At full text `maybe` settles nothing, and two exclusions for different reasons are
/// a conflict, since PRISMA counts each report under one reason. A reviewer who voted differently
/// on two records of the same work is in conflict with himself: neither vote is dropped. A vote
/// `notRetrieved` at title and abstract, which no sheet may hold, settles nothing either.
///
/// - Parameters:
///   - votes: standing votes (the last of each reviewer, record and role), in any order.
///   - stage: stage of the votes.
///   - required: reviewers that must have voted, at least 1.
/// - Returns: the outcome; it does not depend on the order of the votes, but where several
///   settlements exist the last one in `votes` counts.
public func outcome(of votes: [Vote], at stage: Stage, required: Int) -> Outcome {
    if let settled = votes.last(where: { $0.role == .consensus }) {
        return settlement(settled, at: stage)
    }
    var byReviewer: [String: [Vote]] = [:]
    for vote in votes { byReviewer[vote.reviewer, default: []].append(vote) }
    let reviewers = byReviewer.keys.sorted()
    for reviewer in reviewers {
        let verdicts = Set((byReviewer[reviewer] ?? []).map { effective($0.verdict, at: stage) })
        if verdicts.count > 1 {
            return .conflict(.ownVotes(of: reviewer))
        }
    }
    let verdicts = Set(votes.map { effective($0.verdict, at: stage) })
    if verdicts.count > 1 {
        let sides = reviewers.map { reviewer in
            // Include and maybe are one side at title and abstract, so a reviewer may show both.
            let verdicts = Set((byReviewer[reviewer] ?? []).map(\.verdict))
            return Disagreement.Side(
                reviewer: reviewer,
                verdicts: verdicts.sorted { $0.rawValue < $1.rawValue }
            )
        }
        return .conflict(.verdicts(sides))
    }
    guard reviewers.count >= max(required, 1), let verdict = verdicts.first else {
        return .awaiting(voted: reviewers)
    }
    switch verdict {
    case .include: return .included
    case .notRetrieved: return unretrieved(at: stage)
    case .maybe: return .conflict(.undecided)
    case .exclude:
        let reasons = Set(votes.compactMap(\.reason)).sorted()
        if reasons.count > 1 {
            return stage == .fullText
                ? .conflict(.reasons(reasons))
                : .excluded(reason: nil)
        }
        return .excluded(reason: reasons.first)
    }
}

private func effective(_ verdict: Verdict, at stage: Stage) -> Verdict {
    stage == .titleAbstract && verdict == .maybe ? .include : verdict
}

/// A report is only sought after title and abstract; as an outcome there it would leave the flow
/// diagram between two boxes.
private func unretrieved(at stage: Stage) -> Outcome {
    stage == .fullText ? .notRetrieved : .conflict(.notRetrievedTooEarly)
}

private func settlement(_ vote: Vote, at stage: Stage) -> Outcome {
    switch effective(vote.verdict, at: stage) {
    case .include: .included
    case .exclude: .excluded(reason: vote.reason)
    case .notRetrieved: unretrieved(at: stage)
    case .maybe: .conflict(.undecided)
    }
}
