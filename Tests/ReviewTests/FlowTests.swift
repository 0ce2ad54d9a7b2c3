import Deduplication
import Review
import Screening
import TestSupport
import Testing

/// Boxes of the flow diagram, counted by hand for one small history.
@Suite struct FlowTests {
    private var events: [Event] = []

    init() {
        var value = ReviewProtocol(title: "Flow")
        value.reviewers = ["A", "B"]
        value.titleAbstractReasons = ["review", "animals"]
        value.fullTextReasons = ["no model", "no image"]
        add(.protocolSet(value))  // 1
        add(.searchImported(search("a", records: 4, database: "PubMed")))  // 2
        add(.searchImported(search("b", records: 3, database: "Embase")))  // 3
        add(.searchImported(search("r", records: 1, kind: .register, database: "ICTRP")))  // 4
        add(.searchImported(search("c", records: 3, kind: .citation, database: "lists")))  // 5
        // a:1 = b:1 = c:1, a:2 = b:2, c:2 = c:3: three works of many records.
        add(
            .duplicatesResolved(
                .init(
                    options: .init(),
                    records: 11,
                    pairs: [],
                    clusters: [
                        [id("a", 1), id("b", 1), id("c", 1)], [id("a", 2), id("b", 2)],
                        [id("c", 2), id("c", 3)],
                    ]
                )
            )
        )  // 6
    }

    private func id(_ source: String, _ position: Int) -> RecordID {
        RecordID(source: source, position: position)
    }

    private mutating func add(_ payload: EventPayload) {
        let sequence = events.count + 1
        events.append(Event(sequence: sequence, at: "t", actor: "x", payload: payload))
    }

    private mutating func decide(
        _ record: RecordID,
        _ stage: Stage,
        _ verdict: Verdict,
        _ reason: String? = nil,
        by reviewers: [String] = ["A", "B"]
    ) {
        let rows = reviewers.enumerated().map { index, reviewer in
            Decision(
                record: record,
                stage: stage,
                reviewer: reviewer,
                verdict: verdict,
                reason: reason,
                role: .vote,
                note: nil,
                line: index + 2
            )
        }
        add(.decisionsRecorded(Sheet(file: "d.csv", sha256: "", rows: rows)))
    }

    private var state: ReviewState { ReviewState(replaying: events) }

    @Test func beforeAnyDecision() {
        let flow = state.prismaFlow()
        #expect(
            flow.databases == [.init(label: "PubMed", count: 4), .init(label: "Embase", count: 3)]
        )
        #expect(flow.databaseTotal == 7)
        #expect(flow.registers == [.init(label: "ICTRP", count: 1)])
        #expect(flow.registerTotal == 1)
        #expect(flow.citations == 3)
        #expect(flow.websites == nil)
        #expect(flow.organisations == nil)
        // a:1 with b:1 and a:2 with b:2; the citation c:1 was never in the databases' count.
        #expect(flow.duplicates == 2)
        #expect(flow.screened == 0)
        #expect(flow.awaitingScreening == 6)
        #expect(flow.reports.sought == 0)
        #expect(flow.otherReports?.sought == 0)
        #expect(flow.newStudies == nil)
        #expect(flow.newReports == 0)
        #expect(flow.brokenIdentities == [])
        #expect(
            state.works.map(\.id.description) == ["a:1", "a:2", "a:3", "a:4", "b:3", "r:1", "c:2"]
        )
    }

    @Test mutating func countsOfBothArms() {
        decide(id("b", 1), .titleAbstract, .include)  // on the second record of a:1
        decide(id("a", 2), .titleAbstract, .include)
        decide(id("a", 3), .titleAbstract, .include)
        decide(id("a", 4), .titleAbstract, .exclude, "animals")
        decide(id("b", 3), .titleAbstract, .exclude, "review", by: ["A"])  // awaits B
        decide(id("r", 1), .titleAbstract, .exclude, "animals")
        decide(id("c", 3), .titleAbstract, .include)  // other methods
        var flow = state.prismaFlow()
        #expect(flow.screened == 5)
        #expect(flow.awaitingScreening == 1)
        #expect(flow.excluded == 2)
        #expect(flow.excludedReasons == [.init(label: "animals", count: 2)])
        #expect(flow.reports == .init(sought: 3, notRetrieved: 0, assessed: 0, awaiting: 3))
        #expect(flow.otherReports == .init(sought: 1, notRetrieved: 0, assessed: 0, awaiting: 1))

        decide(id("a", 1), .fullText, .include)
        decide(id("b", 2), .fullText, .exclude, "no image")
        decide(id("a", 3), .fullText, .notRetrieved)
        decide(id("c", 2), .fullText, .exclude, "no model")
        flow = state.prismaFlow(studiesInMetaAnalysis: 0)
        #expect(
            flow.reports
                == .init(
                    sought: 3,
                    notRetrieved: 1,
                    assessed: 2,
                    excluded: [.init(label: "no image", count: 1)]
                )
        )
        #expect(
            flow.otherReports
                == .init(
                    sought: 1,
                    notRetrieved: 0,
                    assessed: 1,
                    excluded: [.init(label: "no model", count: 1)]
                )
        )
        #expect(flow.newReports == 1)
        #expect(flow.totalReports == nil, "the box of totals is for updates")
        #expect(flow.brokenIdentities == [])
        #expect(state.includedWorks.map { state.works[$0].id } == [id("a", 1)])
        #expect(state.reportsWithoutStudy == [id("a", 1)])
    }

    /// Without the first database its works go on under the names of their other records, with the
    /// decisions that cite those.
    @Test mutating func worksShrinkWhenAnImportIsUndone() {
        decide(id("b", 1), .titleAbstract, .include)
        add(.undone(Undo(sequence: 2, why: "wrong query")))
        #expect(
            state.works.map { $0.records.map(\.description) } == [
                ["b:1", "c:1"], ["b:2"], ["b:3"], ["r:1"], ["c:2", "c:3"],
            ]
        )
        #expect(state.titleAbstractOutcomes[0] == .included)
        #expect(state.prismaFlow().duplicates == 0)
        #expect(state.prismaFlow().brokenIdentities == [])
        #expect(!state.isDeduplicated, "the resolution was for 11 records")
        // Without the second one, c:1 is the only record left and changes to the other arm.
        add(.undone(Undo(sequence: 3, why: nil)))
        let last = state
        #expect(last.works.map(\.id.description) == ["r:1", "c:1", "c:2"])
        #expect(last.works.map(\.isFromDatabases) == [true, false, false])
        #expect(last.prismaFlow().databaseTotal == 0)
        #expect(last.prismaFlow().otherReports != nil)
        #expect(last.prismaFlow().brokenIdentities == [])
    }

    /// The clusters speak of the records of their time, not of another export that has the same
    /// name later.
    @Test mutating func resolutionDoesNotBindLaterRecords() {
        add(.undone(Undo(sequence: 3, why: nil)))
        add(.searchImported(search("b", records: 3, database: "Embase", hash: "other")))
        #expect(
            state.works.map { $0.records.map(\.description) } == [
                ["a:1", "c:1"], ["a:2"], ["a:3"], ["a:4"], ["r:1"], ["c:2", "c:3"], ["b:1"],
                ["b:2"], ["b:3"],
            ]
        )
        #expect(!state.isDeduplicated)
    }

    /// Reasons stand in the order of the protocol; those that it does not list come after them.
    @Test mutating func reasonsInTheProtocolsOrder() {
        for (position, reason) in ["zebra", "animals", "review", "ape"].enumerated() {
            decide(id("a", position + 1), .titleAbstract, .exclude, reason)
        }
        #expect(
            state.prismaFlow().excludedReasons.map(\.label) == [
                "review", "animals", "ape", "zebra",
            ]
        )
    }

    /// A vote that no sheet can hold must not leave the work between two boxes.
    @Test mutating func impossibleVoteKeepsTheIdentities() {
        decide(id("a", 1), .titleAbstract, .notRetrieved)
        #expect(state.prismaFlow().brokenIdentities == [])
        #expect(state.prismaFlow().awaitingScreening == 6)
    }
}

@Suite struct UndoTests {
    private func event(_ sequence: Int, _ payload: EventPayload) -> Event {
        Event(sequence: sequence, at: "t", actor: "x", payload: payload)
    }

    private func undo(_ sequence: Int, at place: Int) -> Event {
        event(place, .undone(Undo(sequence: sequence, why: nil)))
    }

    private func titled(_ title: String, _ sequence: Int) -> Event {
        event(sequence, .protocolSet(ReviewProtocol(title: title)))
    }

    private func title(_ events: [Event]) -> String? {
        ReviewState(replaying: events).reviewProtocol?.title
    }

    @Test func chains() {
        var events = [titled("one", 1), titled("two", 2), undo(2, at: 3)]
        #expect(title(events) == "one")
        events.append(undo(3, at: 4))
        #expect(title(events) == "two", "undo of undo restores")
        events.append(undo(4, at: 5))
        #expect(title(events) == "one")
        #expect(ReviewState(replaying: events).undoneEvents == [2, 4])
        events.append(undo(5, at: 6))
        events.append(undo(2, at: 7))
        #expect(title(events) == "one", "restored and taken back once more")
        events.append(undo(1, at: 8))
        #expect(title(events) == nil)
    }

    /// An undo of itself, of what comes later or of nothing is without effect, and ends.
    @Test func undoOfNothingThatCameBefore() {
        let events = [
            titled("one", 1), undo(2, at: 2), undo(4, at: 3), titled("two", 4), undo(99, at: 5),
        ]
        #expect(title(events) == "two")
        #expect(ReviewState(replaying: events).undoneEvents == [])
    }
}
