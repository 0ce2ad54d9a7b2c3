public import Bibliography
import Deduplication
public import Foundation
public import Review
public import Screening

/// A work as it is shown to somebody who screens.
public struct ScreeningItem: Sendable, Equatable {
    /// The first record of the work, which decisions cite.
    public var record: RecordID
    /// The work's records, merged.
    public var merged: Record
    /// Number of its records.
    public var copies: Int
    /// The full texts that are attached.
    public var fullTexts: [FullTextAttachment]
    /// The person's own vote that stands, if any.
    public var ownVote: Decision?
}

extension ReviewDesk {
    /// The works that a person is to screen next.
    ///
    /// - Parameters:
    ///   - count: how many at most.
    ///   - person: name of a present reviewer.
    ///   - stage: stage of screening.
    ///   - order: order of the works.
    ///   - skipped: works that the browser has already, by any of their records.
    ///   - now: the present time.
    /// - Returns: the works; fewer than asked for where no more are left.
    /// - Throws: `JournalError`.
    public func nextItems(
        _ count: Int,
        for person: String,
        at stage: Stage,
        order: ScreeningOrder,
        skipping skipped: [RecordID],
        now: Date
    ) throws -> [ScreeningItem] {
        let snapshot = try snapshot()
        let passed = Set(skipped.compactMap { snapshot.state.workIndex[$0] })
        let works = queues.next(
            count,
            for: person,
            at: stage,
            order: order,
            skipping: passed,
            in: snapshot.state,
            now: now
        )
        return try works.map { try item($0, for: person, at: stage, snapshot) }
    }

    /// A work as a person screens it, whether or not it waits for them.
    ///
    /// - Returns: the work; `nil` if the review has no such record.
    /// - Throws: `JournalError`.
    public func item(
        of record: RecordID,
        for person: String,
        at stage: Stage
    ) throws -> ScreeningItem? {
        let snapshot = try snapshot()
        return try snapshot.state.workIndex[record].map {
            try item($0, for: person, at: stage, snapshot)
        }
    }

    private func item(
        _ index: Int,
        for person: String,
        at stage: Stage,
        _ snapshot: ReviewSnapshot
    ) throws -> ScreeningItem {
        let work = snapshot.state.works[index]
        let records = try work.records.compactMap { try snapshot.record($0) }
        let own = live.decisions(onWork: index, at: stage).last {
            $0.decision.role == .vote && $0.decision.reviewer == person
        }
        return ScreeningItem(
            record: work.id,
            merged: mergeRecords(records),
            copies: work.records.count,
            fullTexts: stage == .fullText
                ? snapshot.state.fullTexts(ofWork: index).map(\.attachment) : [],
            ownVote: own?.decision
        )
    }

    /// The decisions that a person made in the workbench and that still count, newest first.
    ///
    /// - Parameters:
    ///   - person: name of the person.
    ///   - stage: stage of screening.
    ///   - count: how many at most.
    /// - Returns: the decisions.
    /// - Throws: `JournalError`.
    public func recentDecisions(
        of person: String,
        at stage: Stage,
        count: Int
    ) throws -> [StandingDecision] {
        _ = try sequence()
        var found: [StandingDecision] = []
        for standing in live.state.decisions.reversed() {
            if found.count == count { break }
            let decision = standing.decision
            if standing.file == nil, decision.stage == stage, decision.reviewer == person {
                found.append(standing)
            }
        }
        return found
    }

    /// The decisions on a work that a person may see, and the number of the newest of all.
    ///
    /// - Returns: `nil` if the review has no such record.
    /// - Throws: `JournalError`.
    public func visibleDecisions(
        on record: RecordID,
        at stage: Stage,
        for person: String
    ) throws -> (decisions: [StandingDecision], newest: Int)? {
        _ = try sequence()
        guard let work = live.state.workIndex[record] else { return nil }
        let all = live.decisions(onWork: work, at: stage)
        let isOpen = live.state.isRevealed(work: work, at: stage, to: person)
        let seen = all.filter { isOpen || $0.decision.reviewer == person }
        return (seen, all.map(\.event).max() ?? 0)
    }

    /// Puts the works that need votes into the order of a new ranking.
    ///
    /// - Parameter works: indices of all works, the likeliest first.
    func take(ranking works: [Int]) { queues.rank(works) }
}
