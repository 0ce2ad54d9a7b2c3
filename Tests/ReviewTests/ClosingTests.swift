import Deduplication
import Review
import Screening
import Testing

/// Closing of title-and-abstract screening, and what happens to the works put aside.
@Suite struct ClosingTests {
    private var history = History()

    /// Five records of a database, two of a citation search; `db:4` = `db:5`.
    init() {
        var value = ReviewProtocol(title: "Closing")
        value.reviewers = ["A", "B"]
        history.add(.protocolSet(value))  // 1
        history.add(.searchImported(search("db", records: 5)))  // 2
        history.add(.searchImported(search("cited", records: 2, kind: .citation)))  // 3
        history.resolve(7, [["db:4", "db:5"]])  // 4
        history.vote("db:1", .include, by: "A", "B")  // 5
        history.vote("db:2", .exclude, by: "A", "B")  // 6
    }

    /// Closes over what is left, as the program does.
    private mutating func close() {
        let state = history.state
        let left = state.unscreenedWorks
        history.add(
            .screeningClosed(
                ScreeningClosure(
                    records: left.flatMap { state.works[$0].records },
                    works: left.count,
                    evidence: "enough",
                    by: "A"
                )
            )
        )
    }

    private func counts(_ flow: PRISMAFlow) -> [Int?] {
        [flow.excludedAutomatic, flow.screened, flow.awaitingScreening]
    }

    @Test mutating func unscreenedWorksLeaveTheQueue() {
        #expect(counts(history.state.prismaFlow()) == [0, 2, 2])
        close()  // 7
        let state = history.state
        #expect(counts(state.prismaFlow()) == [2, 2, 0])
        #expect(state.prismaFlow().brokenIdentities == [])
        #expect(state.putAsideWorks.map { state.works[$0].id.description } == ["db:3", "db:4"])
        #expect(state.unscreenedWorks == [])
        #expect(state.faults == [])
        #expect(state.standing(ofWork: 2) == "title and abstract: closed unscreened")
        let cited = state.workIndex[history.id("cited:1")] ?? -1
        #expect(!state.isPutAside(work: cited), "no box for them in the other arm")
        history.undo(7)
        #expect(counts(history.state.prismaFlow()) == [0, 2, 2])
    }

    @Test mutating func aVoteBringsAWorkBack() {
        close()  // 7
        history.vote("db:5", .include, by: "A")  // 8
        var state = history.state
        #expect(counts(state.prismaFlow()) == [1, 2, 1])
        #expect(state.closures.map { state.putAside(by: $0) } == [1])
        history.vote("db:4", .include, by: "B")  // 9
        state = history.state
        #expect(counts(state.prismaFlow()) == [1, 3, 0])
        #expect(state.prismaFlow().reports.sought == 2)
        #expect(state.prismaFlow().brokenIdentities == [])
        #expect(state.faults == [])
        history.undo(9)
        history.undo(8)
        #expect(counts(history.state.prismaFlow()) == [2, 2, 0])
    }

    @Test mutating func laterRecordsAreNotClosed() {
        close()  // 7
        history.add(.searchImported(search("update", records: 2)))  // 8
        history.resolve(9, [["db:4", "db:5"], ["db:3", "update:1"]])
        let state = history.state
        #expect(counts(state.prismaFlow()) == [2, 2, 1], "a duplicate stays with its work")
        #expect(state.prismaFlow().duplicates == 2)
        #expect(state.unscreenedWorks.map { state.works[$0].id.description } == ["update:2"])
        close()
        #expect(counts(history.state.prismaFlow()) == [3, 2, 0])
        #expect(history.state.closures.map(\.closure.works) == [2, 1])
        #expect(history.state.prismaFlow().brokenIdentities == [])
    }

    @Test mutating func clustersMayFallApart() {
        close()  // 7
        history.undo(4)
        #expect(counts(history.state.prismaFlow()) == [3, 2, 0], "db:3, db:4, db:5")
        history.resolve(7, [["db:1", "db:3"], ["db:2", "db:4"]])
        #expect(counts(history.state.prismaFlow()) == [1, 2, 0], "merged with screened works")
        #expect(history.state.prismaFlow().brokenIdentities == [])
    }

    @Test mutating func halfScreenedWorksAreNamed() {
        history.vote("db:3", .include, by: "A")
        history.vote("cited:2", .include, by: "A")
        history.vote("cited:2", .exclude, by: "B")
        let state = history.state
        #expect(
            state.halfScreenedWorks.map { state.works[$0].id.description } == ["db:3", "cited:2"]
        )
    }

    /// A closing keeps its import: else its records would be those of another export, or none.
    @Test mutating func importOfClosedRecordsCannotGo() {
        close()  // 7
        history.undo(6)
        history.undo(5)
        history.undo(2)
        #expect(
            history.faults == [
                "event 7: screening was closed with db:3 and 2 more records left unscreened, which "
                    + "would no longer be there"
            ]
        )
        history.add(.searchImported(search("db", records: 5, hash: "other")))
        let faults = history.faults
        #expect(faults.count == 1)
        #expect(faults.first?.contains("the name belongs to another export") == true)
    }
}
