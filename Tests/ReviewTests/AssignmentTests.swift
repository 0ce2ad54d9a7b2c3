import Review
import Screening
import Testing

/// Who is expected to vote on what.
@Suite struct AssignmentTests {
    private var history = History()

    /// Six works; two votes are needed.
    init() {
        var value = ReviewProtocol(title: "Assignments")
        value.reviewers = ["A", "B", "C"]
        history.add(.protocolSet(value))  // 1
        history.add(.searchImported(search("db", records: 6)))  // 2
    }

    private mutating func assign(_ rows: (String, String)..., at stage: Stage = .titleAbstract) {
        let rows = rows.enumerated().map { index, row in
            Assignment(
                record: history.id(row.0),
                stage: stage,
                reviewer: row.1,
                line: index + 2
            )
        }
        history.add(.assignmentsRecorded(Sheet(file: "a.csv", sha256: "", rows: rows)))
    }

    /// Names of those whom each work waits for.
    private func expected(_ stage: Stage = .titleAbstract) -> [String] {
        let state = history.state
        return state.works.indices.map { work in
            ["A", "B", "C"].filter { state.isExpected($0, onWork: work, at: stage) }.joined()
        }
    }

    /// Reviewer, assigned, done, left.
    private func loads(_ stage: Stage = .titleAbstract) -> [String] {
        history.state.workloads(at: stage).map {
            "\($0.reviewer) \($0.assigned) \($0.done) \($0.left)"
        }
    }

    @Test mutating func assignedWorksWaitForTheAssigned() {
        assign(("db:1", "A"), ("db:1", "B"), ("db:2", "C"), ("db:3", "A"), ("db:3", "B"))
        history.vote("db:1", .include, by: "A")
        history.vote("db:2", .include, by: "A")
        history.vote("db:3", .include, by: "C")
        // db:2 has a vote and C's to come; db:3 one vote too many to come.
        #expect(expected() == ["B", "C", "AB", "ABC", "ABC", "ABC"])
        #expect(loads() == ["A 2 1 1", "B 2 0 2", "C 1 0 1"])
        // A vote on what is assigned to others counts; what they settle is no longer left.
        history.vote("db:1", .include, by: "C")
        #expect(history.state.titleAbstractOutcomes[0] == .included)
        #expect(loads()[1] == "B 2 0 1")
        #expect(history.faults == [])
    }

    @Test mutating func tooFewAssignedLeaveTheRestToAnyone() {
        assign(("db:1", "A"))
        #expect(expected()[0] == "ABC")
        history.vote("db:1", .include, by: "B")
        #expect(expected()[0] == "A")
        // At full text nobody is expected before the work is sought.
        assign(("db:2", "A"), ("db:1", "C"), at: .fullText)
        #expect(expected(.fullText) == ["", "", "", "", "", ""])
        #expect(history.state.workloads(at: .fullText).map(\.left) == [1, 1])
        history.vote("db:2", .exclude, by: "A", "B")
        #expect(history.state.workloads(at: .fullText).map(\.left) == [0, 1])
    }

    @Test mutating func faults() {
        assign(("db:7", "A"), ("db:1", "Z"))
        #expect(
            history.faults == [
                "a.csv:2: unknown record db:7",
                "a.csv:3: db:1 is assigned to 'Z', whom the protocol does not name",
            ]
        )
    }

    @Test(arguments: [(2, 1), (3, 1), (3, 2), (4, 2), (5, 2), (5, 3), (7, 4), (3, 3)])
    func drawIsEven(people: Int, perRecord: Int) {
        let names = (0..<people).map { "R\($0)" }
        var value = ReviewProtocol(title: "Draw")
        value.reviewers = names
        var history = History()
        history.add(.protocolSet(value))
        history.add(.searchImported(search("db", records: 211)))
        let state = history.state
        let draw = state.drawAssignments(
            at: .titleAbstract,
            among: names,
            perRecord: perRecord,
            seed: 5
        )
        let teams = Dictionary(grouping: draw, by: \.record).mapValues { $0.map(\.reviewer) }
        #expect(teams.count == 211)
        #expect(teams.values.allSatisfy { Set($0).count == perRecord && $0.count == perRecord })
        let loads = names.map { name in draw.count { $0.reviewer == name } }
        #expect((loads.max() ?? 0) - (loads.min() ?? 0) <= 1, "\(loads)")
        if perRecord > 1 {
            var pairs: [Int] = []
            for (place, first) in names.enumerated() {
                for second in names[(place + 1)...] {
                    pairs.append(
                        teams.values.count { $0.contains(first) && $0.contains(second) }
                    )
                }
            }
            let mean = Double(pairs.reduce(0, +)) / Double(pairs.count)
            #expect(pairs.allSatisfy { abs(Double($0) - mean) <= 0.2 * mean + 2 }, "\(pairs)")
        }
        func again(_ seed: UInt64) -> [Assignment] {
            state.drawAssignments(
                at: .titleAbstract,
                among: names,
                perRecord: perRecord,
                seed: seed
            )
        }
        #expect(again(5) == draw)
        if perRecord < people { #expect(again(6) != draw) }
    }

    /// Only works that are assigned to nobody and need votes are drawn; votes that are there count.
    @Test mutating func drawRespectsWhatIsThere() {
        assign(("db:1", "A"))
        history.vote("db:2", .include, by: "A", "B")
        history.vote("db:3", .include, by: "A")
        let draw = history.state.drawAssignments(
            at: .titleAbstract,
            among: ["A", "B", "C"],
            perRecord: 2,
            seed: 1
        )
        let records = draw.map(\.record.description)
        #expect(records == ["db:3", "db:4", "db:4", "db:5", "db:5", "db:6", "db:6"])
        #expect(draw.first?.reviewer != "A")
        history.add(
            .assignmentsDrawn(
                AssignmentDraw(
                    stage: .titleAbstract,
                    reviewers: ["A", "B", "C"],
                    perRecord: 2,
                    seed: 1,
                    rows: draw
                )
            )
        )
        #expect(history.faults == [])
        let rest = history.state.drawAssignments(
            at: .titleAbstract,
            among: ["A", "B", "C"],
            perRecord: 2,
            seed: 2
        )
        #expect(rest == [])
    }

    /// The draw of a seed is part of the journal's meaning: it may not change with a release.
    @Test func drawOfASeedIsFixed() {
        let draw = history.state.drawAssignments(
            at: .titleAbstract,
            among: ["A", "B", "C"],
            perRecord: 2,
            seed: 1
        )
        let teams = Dictionary(grouping: draw, by: \.record.description)
            .mapValues { $0.map(\.reviewer).joined() }
        #expect(teams.sorted { $0.key < $1.key }.map(\.value) == Self.teamsOfSeedOne)
    }

    private static let teamsOfSeedOne = ["BC", "AB", "AC", "AB", "AC", "BC"]
}
