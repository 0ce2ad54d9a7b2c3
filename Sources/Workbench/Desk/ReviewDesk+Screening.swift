public import Bibliography
import Deduplication
public import Foundation
public import Review
import ReviewStore
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

/// A work that is to be shown, before its records have been read.
private struct ItemOutline: Sendable {
    var item: ScreeningItem
    /// Imports and positions of its records.
    var records: [(event: Int, position: Int)]
    var journal: Journal

    /// Reads the records, which nobody has to wait for but the one who asked.
    func read() throws -> ScreeningItem {
        var item = item
        item.merged = mergeRecords(
            try records.compactMap { try journal.record(at: $0.position, ofImport: $0.event) }
        )
        return item
    }
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
    public nonisolated func nextItems(
        _ count: Int,
        for person: String,
        at stage: Stage,
        order: ScreeningOrder,
        skipping skipped: [RecordID],
        now: Date
    ) async throws -> [ScreeningItem] {
        try await outlines(count, person, stage, order, skipped, now).map { try $0.read() }
    }

    private func outlines(
        _ count: Int,
        _ person: String,
        _ stage: Stage,
        _ order: ScreeningOrder,
        _ skipped: [RecordID],
        _ now: Date
    ) throws -> [ItemOutline] {
        _ = try sequence()
        let works = queues.next(
            count,
            for: person,
            at: stage,
            order: order,
            skipping: Set(skipped.compactMap { live.state.workIndex[$0] }),
            in: live.state,
            now: now
        )
        return works.map { outline($0, for: person, at: stage) }
    }

    /// A work as a person screens it, whether or not it waits for them.
    ///
    /// - Returns: the work; `nil` if the review has no such record.
    /// - Throws: `JournalError`.
    public nonisolated func item(
        of record: RecordID,
        for person: String,
        at stage: Stage
    ) async throws -> ScreeningItem? {
        try await outline(of: record, for: person, at: stage)?.read()
    }

    private func outline(
        of record: RecordID,
        for person: String,
        at stage: Stage
    ) throws -> ItemOutline? {
        _ = try sequence()
        return live.state.workIndex[record].map { outline($0, for: person, at: stage) }
    }

    private func outline(_ index: Int, for person: String, at stage: Stage) -> ItemOutline {
        let state = live.state
        let work = state.works[index]
        let own = live.decisions(onWork: index, at: stage).last {
            $0.decision.role == .vote && $0.decision.reviewer == person
        }
        let item = ScreeningItem(
            record: work.id,
            merged: Record(type: .other),
            copies: work.records.count,
            fullTexts: stage == .fullText ? state.fullTexts(ofWork: index).map(\.attachment) : [],
            ownVote: own?.decision
        )
        let records = work.records.compactMap { record in
            state.imports.first { $0.search.source == record.source }
                .map { (event: $0.event, position: record.position) }
        }
        return ItemOutline(item: item, records: records, journal: reading)
    }

    /// How far a stage is for somebody, as far as they may know.
    ///
    /// - Parameters:
    ///   - person: name of the person; `nil` for somebody from whom nothing is hidden.
    ///   - stage: stage of screening.
    /// - Returns: the counts.
    /// - Throws: `JournalError`.
    public func progress(of person: String?, at stage: Stage) throws -> ScreeningProgress {
        _ = try sequence()
        return tally.progress(of: person, at: stage, in: live)
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
