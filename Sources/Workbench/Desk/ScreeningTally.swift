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
        let state = review.state
        let isReviewer = Self.isReviewer(person, state)
        // Most works of a large review nobody has looked at yet: they are the same for everybody.
        let isPlain = state.assignments.isEmpty && state.rounds.isEmpty && state.closures.isEmpty
        let (outcomes, texts) = (state.titleAbstractOutcomes, state.fullTextOutcomes)
        var sum = ScreeningProgress()
        for work in outcomes.indices {
            if isPlain, Self.isUntouched(work, at: stage, outcomes, texts) {
                guard stage == .titleAbstract else { continue }
                sum.works += 1
                if isReviewer { sum.left += 1 }
            } else {
                sum.add(Self.share(of: work, key, isReviewer, review, state), times: 1)
            }
        }
        counts[key] = sum
        return sum
    }

    /// Whether nobody has said anything of a work yet, as far as a stage counts it.
    private static func isUntouched(
        _ work: Int,
        at stage: Stage,
        _ outcomes: [Outcome],
        _ texts: [Outcome]
    ) -> Bool {
        guard outcomes[work] == .awaiting(voted: []) else { return false }
        return stage == .titleAbstract || texts[work] == .awaiting(voted: [])
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
        guard !keys.isEmpty else { return change(&review) }
        let before = Self.shares(of: work, keys, review)
        change(&review)
        for (index, new) in Self.shares(of: work, keys, review).enumerated()
        where new != before[index] {
            counts[keys[index]]?.add(before[index], times: -1)
            counts[keys[index]]?.add(new, times: 1)
        }
    }

    private static func isReviewer(_ person: String?, _ state: ReviewState) -> Bool {
        person.map { state.reviewProtocol?.reviewers.contains($0) == true } ?? false
    }

    private static func shares(
        of work: Int,
        _ keys: [Key],
        _ review: LiveReview
    ) -> [ScreeningProgress] {
        // Taken out once: it is large, and let go of before anything changes it.
        let state = review.state
        let reviewers = Set(state.reviewProtocol?.reviewers ?? [])
        return keys.map { key in
            share(of: work, key, key.person.map(reviewers.contains) ?? false, review, state)
        }
    }

    /// What one work adds to the counts.
    private static func share(
        of work: Int,
        _ key: Key,
        _ isReviewer: Bool,
        _ review: LiveReview,
        _ state: ReviewState
    ) -> ScreeningProgress {
        let stage = key.stage
        var share = ScreeningProgress()
        if let person = key.person, state.hasVoted(person, onWork: work, at: stage) {
            share.own = 1
        }
        let isAtStage =
            stage == .titleAbstract
            ? !state.isPutAside(work: work)
            : outcome(of: work, at: .titleAbstract, key.person, review, state) == .included
        guard isAtStage else { return share }
        share.works = 1
        switch outcome(of: work, at: stage, key.person, review, state) {
        case .included, .excluded, .notRetrieved: share.settled = 1
        case .conflict: share.conflicts = 1
        case .awaiting: break
        }
        if isReviewer, let person = key.person, state.needsVote(work: work, at: stage),
            state.isExpected(person, onWork: work, at: stage)
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
        _ review: LiveReview,
        _ state: ReviewState
    ) -> Outcome {
        let whole = state.outcome(ofWork: work, at: stage)
        if case .awaiting(let voted) = whole, voted.isEmpty { return whole }
        guard let person, !state.isRevealed(work: work, at: stage, to: person) else { return whole }
        return review.outcome(ofWork: work, at: stage, byDecisionsOf: person)
    }
}
