import Review
import Screening
import Testing

/// The order in which works were settled, and how they came to be screened.
@Suite struct SequenceTests {
    private func events(_ payloads: [EventPayload]) -> [Event] {
        payloads.enumerated().map {
            Event(
                sequence: $0.offset + 1,
                at: "2026-03-01T10:00:00Z",
                actor: "tester",
                payload: $0.element
            )
        }
    }

    private func search(_ records: Int) -> EventPayload {
        .searchImported(
            SearchImport(
                source: "all.ris",
                file: "all.ris",
                sha256: "0",
                kind: .database,
                database: "D",
                platform: nil,
                searched: nil,
                query: nil,
                format: "ris",
                encoding: "utf-8",
                recordsFound: records,
                recordsRead: records,
                recordsHash: "0",
                problems: []
            )
        )
    }

    private func id(_ number: Int) -> RecordID { RecordID(source: "all.ris", position: number) }

    private func vote(_ works: [Int], include: Set<Int> = []) -> EventPayload {
        let rows = works.flatMap { work in
            ["Ann", "Bob"].map { reviewer in
                Decision(
                    record: id(work),
                    stage: .titleAbstract,
                    reviewer: reviewer,
                    verdict: include.contains(work) ? .include : .exclude,
                    reason: nil,
                    role: .vote,
                    note: nil,
                    line: 2
                )
            }
        }
        return .decisionsRecorded(Sheet(file: "d.csv", sha256: "0", rows: rows))
    }

    private func round(_ works: [Int]) -> EventPayload {
        .calibrationDrawn(
            CalibrationRound(
                name: "round \(works)",
                stage: .titleAbstract,
                seed: 1,
                records: works.map(id)
            )
        )
    }

    private var start: [EventPayload] {
        var plan = ReviewProtocol(title: "T")
        plan.reviewers = ["Ann", "Bob"]
        return [.protocolSet(plan), search(9)]
    }

    private func labels(_ payloads: [EventPayload]) throws -> [ScreeningSequence.Label] {
        try ReviewState(replaying: events(start + payloads)).screeningSequence().labels
    }

    @Test func orderIsThatOfTheLastDecision() throws {
        let changed = [vote([3, 1]), vote([2], include: [2]), vote([3], include: [3])]
        #expect(try labels(changed).map(\.isRelevant) == [false, true, true])
        let one = Decision(
            record: id(5),
            stage: .titleAbstract,
            reviewer: "Ann",
            verdict: .exclude,
            reason: nil,
            role: .vote,
            note: nil,
            line: 2
        )
        let half = EventPayload.decisionsRecorded(Sheet(file: "h", sha256: "0", rows: [one]))
        #expect(try labels([half, vote([4])]).count == 1)
    }

    @Test func firstRoundTrainsAndTheLastOneAudits() throws {
        let selections = try labels([
            round([7, 2]), vote([2, 7]), vote([1, 3]), round([5, 9]), vote([5, 9]),
        ]).map(\.selection)
        #expect(selections == [.random, .random, .ranked, .ranked, .audit, .audit])
    }

    @Test func anUnfinishedOrMixedRoundIsNoAudit() throws {
        let unfinished = try labels([vote([1]), round([5, 9]), vote([5])]).map(\.selection)
        #expect(unfinished == [.ranked, .random])
        let mixed = try labels([vote([1]), round([5, 9]), vote([5, 9]), vote([8])])
        #expect(mixed.map(\.selection) == [.ranked, .random, .random, .ranked])
    }
}
