import Review
import Screening

/// How far a stage of screening is for somebody, as far as they may know.
public struct ScreeningProgress: Sendable, Equatable {
    /// Works that are at the stage.
    public var works = 0
    /// Works that are settled.
    public var settled = 0
    /// Works whose votes differ.
    public var conflicts = 0
    /// Works that wait for the person's vote.
    public var left = 0
    /// Works that the person has voted on.
    public var own = 0

    fileprivate mutating func add(_ other: ScreeningProgress, times factor: Int) {
        works += factor * other.works
        settled += factor * other.settled
        conflicts += factor * other.conflicts
        left += factor * other.left
        own += factor * other.own
    }
}

/// Counts the progress of screening for those who asked, and follows the decisions one by one.
///
/// The numbers are those of `ReviewStatus` as the person may see it, which counts everything anew.
struct ScreeningTally {
    private struct Key: Hashable {
        /// `nil` for somebody from whom nothing is hidden.
        let person: String?
        let stage: Stage
    }

    /// People who are kept up with at most; the team and some more.
    private static let most = 400

    private var counts: [Key: ScreeningProgress] = [:]

    /// Forgets everything: more than a decision has changed.
    mutating func reset() { counts = [:] }

    /// The progress of a stage for somebody.
    ///
    /// - Parameters:
    ///   - person: name of the person; `nil` for somebody from whom nothing is hidden.
    ///   - stage: stage of screening.
    ///   - review: the review.
    /// - Returns: the counts.
    mutating func progress(
        of person: String?,
        at stage: Stage,
        in review: LiveReview
    ) -> ScreeningProgress {
        let key = Key(person: person, stage: stage)
        if let known = counts[key] { return known }
        if counts.count >= Self.most { counts = [:] }
        var sum = ScreeningProgress()
        for work in review.state.works.indices {
            sum.add(Self.share(of: work, key, review), times: 1)
        }
        counts[key] = sum
        return sum
    }

    /// Follows a change of the decisions on one work.
    ///
    /// - Parameters:
    ///   - work: index of the work; `nil` for a change of anything else.
    ///   - review: the review.
    ///   - change: what changes it.
    mutating func following(
        _ work: Int?,
        in review: inout LiveReview,
        _ change: (inout LiveReview) -> Void
    ) {
        guard let work else {
            change(&review)
            return reset()
        }
        let keys = Array(counts.keys)
        let before = keys.map { Self.share(of: work, $0, review) }
        change(&review)
        for (key, old) in zip(keys, before) {
            let new = Self.share(of: work, key, review)
            guard new != old else { continue }
            counts[key]?.add(old, times: -1)
            counts[key]?.add(new, times: 1)
        }
    }

    /// What one work adds to the counts.
    private static func share(
        of work: Int,
        _ key: Key,
        _ review: LiveReview
    ) -> ScreeningProgress {
        let (state, stage) = (review.state, key.stage)
        var share = ScreeningProgress()
        if let person = key.person, state.hasVoted(person, onWork: work, at: stage) { share.own = 1 }
        let isAtStage =
            stage == .titleAbstract
            ? !state.isPutAside(work: work)
            : outcome(of: work, at: .titleAbstract, key.person, review) == .included
        guard isAtStage else { return share }
        share.works = 1
        switch outcome(of: work, at: stage, key.person, review) {
        case .included, .excluded, .notRetrieved: share.settled = 1
        case .conflict: share.conflicts = 1
        case .awaiting: break
        }
        if let person = key.person, state.reviewProtocol?.reviewers.contains(person) == true,
            state.needsVote(work: work, at: stage), state.isExpected(person, onWork: work, at: stage)
        {
            share.left = 1
        }
        return share
    }

    /// What the decisions that a person may see come to.
    private static func outcome(
        of work: Int,
        at stage: Stage,
        _ person: String?,
        _ review: LiveReview
    ) -> Outcome {
        guard let person, !review.state.isRevealed(work: work, at: stage, to: person) else {
            return review.state.outcome(ofWork: work, at: stage)
        }
        return review.outcome(ofWork: work, at: stage, byDecisionsOf: person)
    }
}
