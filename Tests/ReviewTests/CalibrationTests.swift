import Review
import Screening
import Statistics
import Testing

/// Samples on which all reviewers vote.
@Suite struct CalibrationTests {
    private var history = History()

    /// Three reviewers, of whom two must vote; twelve works.
    init() {
        var value = ReviewProtocol(title: "Calibration")
        value.reviewers = ["A", "B", "C"]
        history.add(.protocolSet(value))  // 1
        history.add(.searchImported(search("db", records: 12)))  // 2
    }

    private func round(_ records: String..., name: String = "pilot") -> EventPayload {
        .calibrationDrawn(
            CalibrationRound(
                name: name,
                stage: .titleAbstract,
                seed: 1,
                records: records.map(history.id)
            )
        )
    }

    private func sample(_ count: Int, seed: UInt64 = 3) -> [RecordID] {
        history.state.drawSample(of: count, at: .titleAbstract, seed: seed)
    }

    @Test mutating func onlyWorksWithoutVotesAreDrawn() {
        history.vote("db:1", .include, by: "A")
        history.vote("db:2", .exclude, by: "A", "B")
        history.add(round("db:3", "db:4"))
        let drawn = sample(8)
        #expect(drawn.map(\.position) == [5, 6, 7, 8, 9, 10, 11, 12])
        #expect(sample(9).count == 8)
        #expect(sample(0) == [])
        let four = sample(4)
        #expect(four.count == 4)
        #expect(Set(four).isSubset(of: Set(drawn)))
        #expect(four == four.sorted { $0.position < $1.position })
        #expect(sample(4) == four)
        #expect((1...5).contains { sample(4, seed: $0) != four })
    }

    @Test mutating func everySampleIsAsLikely() {
        var counts = [Int](repeating: 0, count: 13)
        for seed in 1...1200 {
            for record in sample(3, seed: UInt64(seed)) { counts[record.position] += 1 }
        }
        // 1200 × 3 / 12 = 300 each; the standard deviation is 15.
        #expect(counts[1...].allSatisfy { abs($0 - 300) < 75 }, "\(counts)")
    }

    @Test mutating func allReviewersAreExpected() {
        history.add(round("db:1", "db:2"))
        history.vote("db:1", .include, by: "A", "B")
        let state = history.state
        #expect(state.titleAbstractOutcomes[0] == .included, "votes count as usual")
        #expect(state.isExpected("C", onWork: 0, at: .titleAbstract))
        let pilot = state.rounds[0].round
        #expect(["A", "B", "C"].map { state.left(of: pilot, for: $0) } == [1, 1, 2])
        history.vote("db:1", .exclude, by: "C")
        history.vote("db:2", .exclude, by: "A", "B", "C")
        history.vote("db:3", .exclude, by: "A", "B")
        let done = history.state
        #expect(["A", "B", "C"].map { done.left(of: pilot, for: $0) } == [0, 0, 0])
        let pairs = done.agreements(in: pilot)
        #expect(pairs.map { "\($0.first)\($0.second)" } == ["AB", "AC", "BC"])
        #expect(pairs.map(\.works) == [2, 2, 2])
        #expect(pairs.map { $0.agreement?.agreed } == [2, 1, 1])
        #expect(done.agreements.first?.works == 3, "all works, elsewhere")
        #expect(done.faults == [])
    }

    @Test mutating func faults() {
        history.add(round("db:1"))  // 3
        history.add(round("db:2"))  // 4
        #expect(history.faults == ["event 4: the name 'pilot' belongs to the round of event 3"])
        history.undo(4)
        history.undo(2)
        #expect(history.faults == ["event 3: the calibration round 'pilot' would lose db:1"])
    }

    /// A closing leaves nobody waiting for what was put aside.
    @Test mutating func closingEndsARound() {
        history.add(round("db:1", "db:2"))
        history.vote("db:1", .include, by: "A", "B")
        let left = history.state.unscreenedWorks
        history.add(
            .screeningClosed(
                ScreeningClosure(
                    records: left.map { history.state.works[$0].id },
                    works: left.count,
                    evidence: "enough",
                    by: "A"
                )
            )
        )
        let pilot = history.state.rounds[0].round
        #expect(["A", "B", "C"].map { history.state.left(of: pilot, for: $0) } == [0, 0, 1])
    }
}
