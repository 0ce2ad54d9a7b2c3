import Deduplication
import Review
import RiskOfBias
import Screening
import Testing

/// Each thing that may not fit together is named once, with file and line.
@Suite struct FaultTests {
    private struct History {
        var events: [Event] = []

        init() {
            var value = ReviewProtocol(title: "Faults")
            value.reviewers = ["A", "B"]
            value.votesPerRecord = 1
            value.titleAbstractReasons = ["review"]
            value.fullTextReasons = ["no model"]
            add(.protocolSet(value))
            add(.searchImported(search("a.ris", records: 4)))
        }

        mutating func add(_ payload: EventPayload) {
            let sequence = events.count + 1
            events.append(Event(sequence: sequence, at: "t", actor: "x", payload: payload))
        }

        mutating func decide(_ rows: Decision...) {
            add(.decisionsRecorded(Sheet(file: "d.csv", sha256: "", rows: rows)))
        }

        mutating func include(_ positions: Int...) {
            let rows = positions.flatMap { position in
                Stage.allCases.map { row(position, $0, .include) }
            }
            add(.decisionsRecorded(Sheet(file: "d.csv", sha256: "", rows: rows)))
        }

        mutating func extract(_ studies: Study...) {
            add(.studiesRecorded(Sheet(file: "s.csv", sha256: "", rows: studies)))
        }

        var faults: [String] { ReviewState(replaying: events).faults.map(\.description) }
    }

    private static func id(_ position: Int, _ source: String = "a.ris") -> RecordID {
        RecordID(source: source, position: position)
    }

    private static func row(
        _ position: Int,
        _ stage: Stage,
        _ verdict: Verdict,
        _ reason: String? = nil,
        by reviewer: String = "A",
        role: Role = .vote,
        line: Int = 7
    ) -> Decision {
        Decision(
            record: id(position),
            stage: stage,
            reviewer: reviewer,
            verdict: verdict,
            reason: reason,
            role: role,
            note: nil,
            line: line
        )
    }

    @Test func soundReviewHasNone() {
        var history = History()
        history.include(1, 2)
        history.extract(Study(id: "S", reports: [Self.id(1)], line: 2))
        #expect(history.faults == [])
    }

    @Test(arguments: [
        (row(9, .titleAbstract, .include), "d.csv:7: unknown record a.ris:9"),
        (
            row(1, .titleAbstract, .include, by: "Z"),
            "d.csv:7: unknown reviewer 'Z'; the protocol names 'A', 'B'"
        ),
        (
            row(1, .titleAbstract, .notRetrieved),
            "d.csv:7: 'not-retrieved' is possible at full text only"
        ),
        (
            row(1, .titleAbstract, .exclude, "no model"),
            "d.csv:7: unknown reason 'no model' at title-abstract; the protocol lists 'review'"
        ),
        (
            row(1, .titleAbstract, .include, "review"),
            "d.csv:7: reason 'review' goes with 'exclude' only"
        ),
        (
            row(1, .fullText, .include),
            "d.csv:7: full-text decision on a.ris:1, which title and abstract has not included "
                + "(no vote yet)"
        ),
    ])
    func faultOfADecision(decision: Decision, expected: String) {
        var history = History()
        history.decide(decision)
        #expect(history.faults == [expected])
    }

    @Test func exclusionAtFullTextNeedsItsReason() {
        var history = History()
        history.decide(
            Self.row(1, .titleAbstract, .include),
            Self.row(1, .fullText, .exclude, line: 8)
        )
        #expect(
            history.faults == ["d.csv:8: an exclusion at full text needs a reason: 'no model'"]
        )
    }

    /// A settlement carries whatever name the team likes; its verdict and reason are checked all
    /// the same.
    @Test func settlementIsCheckedButForItsName() {
        var history = History()
        history.decide(Self.row(1, .titleAbstract, .include, by: "all of us", role: .consensus))
        #expect(history.faults == [])
        history.decide(
            Self.row(2, .titleAbstract, .exclude, "dull", by: "all of us", role: .consensus)
        )
        #expect(history.faults.count == 1)
    }

    @Test func replacedDecisionIsNoFaultAnyMore() {
        var history = History()
        history.decide(Self.row(1, .titleAbstract, .notRetrieved))
        #expect(history.faults.count == 1)
        history.decide(Self.row(1, .titleAbstract, .include))
        #expect(history.faults == [])
    }

    @Test func allFaultsAtOnceInTheirOrder() {
        var history = History()
        history.decide(
            Self.row(9, .titleAbstract, .include, line: 2),
            Self.row(1, .titleAbstract, .include, "review", by: "Z", line: 3),
            Self.row(2, .fullText, .exclude, line: 4)
        )
        #expect(
            history.faults.map { $0.prefix(8) } == ["d.csv:2:", "d.csv:3:", "d.csv:3:"]
                + ["d.csv:4:", "d.csv:4:"]
        )
    }

    @Test func sourceNameUsedTwice() {
        var history = History()
        history.add(.searchImported(search("a.ris", records: 1)))
        #expect(
            history.faults == ["event 3: the source name 'a.ris' is used by an earlier import"]
        )
    }

    private func judge(_ pairs: (Int, Int, Bool)...) -> EventPayload {
        let rows = pairs.enumerated().map { index, pair in
            PairJudgement(
                first: Self.id(pair.0),
                second: Self.id(pair.1),
                isSame: pair.2,
                reviewer: "A",
                note: nil,
                line: index + 2
            )
        }
        return .pairsJudged(Sheet(file: "p.csv", sha256: "", rows: rows))
    }

    @Test func judgementOfAnUnknownRecord() {
        var history = History()
        history.add(judge((1, 9, true)))
        #expect(history.faults == ["p.csv:2: unknown record a.ris:9"])
    }

    @Test func judgementThatTheWorksDoNotKeep() {
        var history = History()
        history.add(judge((1, 2, true), (3, 4, false)))
        let judgements = ReviewState(replaying: history.events).pairJudgements.map(\.row)
        #expect(history.faults == [], "duplicates have not been looked for since")
        history.add(
            .duplicatesResolved(
                .init(
                    options: .init(),
                    records: 4,
                    judgements: judgements,
                    pairs: [],
                    clusters: [[Self.id(3), Self.id(4)]]
                )
            )
        )
        #expect(
            history.faults == [
                "p.csv:2: a.ris:1 and a.ris:2 are judged the same work, which contradicts another "
                    + "judgement",
                "p.csv:3: a.ris:3 and a.ris:4 are judged different works, which contradicts "
                    + "another judgement",
            ]
        )
    }

    @Test func faultsOfStudies() {
        var history = History()
        history.include(1, 2)
        history.decide(Self.row(3, .titleAbstract, .exclude, "review"))
        history.extract(
            Study(id: "none", reports: [], line: 2),
            Study(id: "far", reports: [Self.id(9)], line: 3),
            Study(id: "out", reports: [Self.id(3)], line: 4),
            Study(id: "first", reports: [Self.id(1), Self.id(2)], line: 5),
            Study(id: "second", reports: [Self.id(2)], line: 6)
        )
        #expect(
            history.faults == [
                "s.csv:2: study 'none' names no report",
                "s.csv:3: study 'far': unknown record a.ris:9",
                "s.csv:4: study 'out': a.ris:3 is not an included report "
                    + "(title and abstract: excluded: review)",
                "s.csv:6: study 'second': a.ris:2 already belongs to study 'first'",
            ]
        )
    }

    @Test func rowsOfAnUnknownStudy() {
        var history = History()
        history.add(
            .evaluationsRecorded(
                Sheet(
                    file: "e.csv",
                    sha256: "",
                    rows: [Evaluation(study: "S", stage: .external, line: 4)]
                )
            )
        )
        let answer = AppraisalAnswer(study: "S", assessor: "A", item: "1.1", answer: "Y", line: 5)
        history.add(
            .appraisalsRecorded(Sheet(file: "q.csv", sha256: "", rows: [answer]))
        )
        #expect(history.faults == ["e.csv:4: unknown study 'S'", "q.csv:5: unknown study 'S'"])
        history.include(1)
        history.extract(Study(id: "S", reports: [Self.id(1)], line: 2))
        #expect(history.faults == [])
    }

    /// After an import was taken back another export may come under its name.
    ///
    /// Decisions that are then restored would count for records that nobody has seen.
    @Test func decisionsOnAnotherExportOfTheSameName() {
        var history = History()
        history.include(1)  // 3
        history.extract(Study(id: "S", reports: [Self.id(1)], line: 2))  // 4
        for event in [4, 3, 2] { history.add(.undone(Undo(sequence: event, why: nil))) }  // 5 6 7
        #expect(history.faults == [])
        history.add(.searchImported(search("a.ris", records: 4, hash: "other")))  // 8
        #expect(history.faults == [])
        history.add(.undone(Undo(sequence: 6, why: "restored")))  // 9: event 3 counts again
        let meaning =
            "a.ris:1 was a record of the import of event 2; since event 8 the name belongs to "
            + "another export"
        #expect(history.faults == ["d.csv:7: \(meaning)", "d.csv:7: \(meaning)"])
        history.add(.undone(Undo(sequence: 5, why: "restored")))  // 10: event 4 counts again
        #expect(history.faults.last == "s.csv:2: study 'S': \(meaning)")
        history.add(.undone(Undo(sequence: 8, why: nil)))
        history.add(.undone(Undo(sequence: 7, why: nil)))
        #expect(history.faults == [], "the first import is back, and all that cites it fits again")
    }

    /// Describing an import anew takes it back and imports the same records: nothing is replaced.
    @Test func importDescribedAnewKeepsItsDecisions() {
        var history = History()
        history.include(1)
        history.add(.undone(Undo(sequence: 2, why: nil)))
        history.add(.searchImported(search("a.ris", records: 4)))
        #expect(history.faults == [])
        #expect(ReviewState(replaying: history.events).includedWorks.count == 1)
    }
}

/// An import of a database, with nothing known but the number of its records.
func search(
    _ source: String,
    records: Int,
    kind: SearchImport.Kind = .database,
    database: String = "DB",
    hash: String = "same"
) -> SearchImport {
    SearchImport(
        source: source,
        file: source,
        sha256: "",
        kind: kind,
        database: database,
        platform: nil,
        searched: nil,
        query: nil,
        format: "ris",
        encoding: "UTF-8",
        recordsFound: records,
        recordsRead: records,
        recordsHash: hash,
        problems: []
    )
}
