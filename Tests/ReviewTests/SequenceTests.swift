import Review
import Screening
import TestSupport
import Testing

/// The order in which works were settled, and how they came to be screened.
@Suite struct SequenceTests {
    private var history = History()

    init() {
        var plan = ReviewProtocol(title: "T")
        plan.reviewers = ["Ann", "Bob"]
        history.add(.protocolSet(plan))
        history.add(.searchImported(search("a", records: 9, database: "D")))
    }

    private mutating func settle(_ works: Int..., as verdict: Verdict = .exclude) {
        for work in works { history.vote("a:\(work)", verdict, by: "Ann", "Bob") }
    }

    private mutating func draw(_ works: Int...) {
        let round = CalibrationRound(
            name: "round \(works)",
            stage: .titleAbstract,
            seed: 1,
            records: works.map { history.id("a:\($0)") }
        )
        history.add(.calibrationDrawn(round))
    }

    private func selections() throws -> [ScreeningSequence.Selection] {
        try history.state.screeningSequence().labels.map(\.selection)
    }

    @Test mutating func orderIsThatOfTheLastDecision() throws {
        settle(3, 1)
        settle(2, as: .include)
        settle(3, as: .include)
        history.vote("a:5", .exclude, by: "Ann")
        let sequence = try history.state.screeningSequence()
        #expect(sequence.labels.map(\.isRelevant) == [false, true, true])
        #expect(sequence.total == 9)
    }

    @Test mutating func firstRoundTrainsAndTheLastOneAudits() throws {
        draw(7, 2)
        settle(2, 7, 1, 3)
        draw(5, 9)
        settle(5, 9)
        #expect(try selections() == [.random, .random, .ranked, .ranked, .audit, .audit])
    }

    @Test mutating func anUnfinishedRoundIsNoAudit() throws {
        settle(1)
        draw(5, 9)
        settle(5)
        #expect(try selections() == [.ranked, .random])
    }

    @Test mutating func aRoundWithOtherWorksSinceIsNoAudit() throws {
        settle(1)
        draw(5, 9)
        settle(5, 9, 8)
        #expect(try selections() == [.ranked, .random, .random, .ranked])
    }

    /// Works of an earlier round that nobody has settled were not in the second drawing, which then is
    /// no sample of all that was left.
    @Test mutating func aRoundBesideAnUnfinishedOneIsNoAudit() throws {
        draw(7, 2)
        settle(7, 1)
        draw(5, 9)
        settle(5, 9)
        #expect(try selections() == [.random, .ranked, .random, .random])
    }
}
