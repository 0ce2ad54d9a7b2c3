import RiskOfBias
import Statistics
import Testing

@Suite struct AssessorAgreementTests {
    private let part = "evaluation"

    private func line(_ item: String, _ tables: [AssessorAgreement]) throws -> ItemAgreement {
        let table = try #require(tables.first)
        return try #require(table.items.first { $0.item == item })
    }

    @Test func comparesOwnAnswersAndJudgementsBeforeConsensus() throws {
        var rows: [AppraisalAnswer] = []
        for (study, change) in [("a", [:]), ("b", ["4.1": "N"]), ("c", ["4.1": "PY"])] {
            rows += sheet(.probast, study: study, part: part, assessor: "A")
            rows += sheet(.probast, study: study, part: part, assessor: "B", changing: change)
            rows += sheet(.probast, study: study, part: part, assessor: "consensus")
        }
        let tables = try assessorAgreement(rows, instrument: .probast)
        #expect(tables.map(\.first) == ["A"] && tables.map(\.second) == ["B"])
        #expect(try line("4.1", tables).agreement?.agreed == 1)
        #expect(try line("4.1", tables).categories == ["Y", "PY", "PN", "N", "NI"])
        #expect(try line("D4", tables).agreement?.agreed == 2)
        #expect(try line("D4", tables).scope == .domain)
        #expect(
            try line("overall", tables).agreement?.table == [[2, 0, 1], [0, 0, 0], [0, 0, 0]]
        )
        #expect(try line("A1", tables).agreement?.agreed == 3)
        #expect(tables[0].items.count == 17 + 4 + 3 + 2)

        let coarse = try assessorAgreement(rows, instrument: .probast, comparison: .meaning)
        #expect(try line("4.1", coarse).agreement?.agreed == 2)
    }

    @Test func leavesOutWhatOnlyOneAnswered() throws {
        let rows =
            sheet(.probast, study: "a", part: part, assessor: "A")
            + sheet(.probast, study: "a", part: part, assessor: "B").without("1.1")
            + sheet(.probast, study: "b", part: part, assessor: "A")
        let tables = try assessorAgreement(rows, instrument: .probast)
        #expect(try line("1.1", tables).agreement == nil)
        #expect(try line("1.2", tables).subjects.map(\.study) == ["a"])
    }

    @Test func makesATableForEveryPair() throws {
        let rows = ["C", "A", "B"].flatMap {
            sheet(.probast, study: "a", part: part, assessor: $0)
        }
        let tables = try assessorAgreement(rows, instrument: .probast)
        #expect(tables.map { $0.first + $0.second } == ["AB", "AC", "BC"])
    }

    @Test func countsAnswersHandedDownOnce() throws {
        let rows =
            ["A", "B"].flatMap { assessor in
                sheet(.quadas3, assessor: assessor)
                    + ["x", "y"].flatMap {
                        sheet(.quadas3, estimate: $0, assessor: assessor)
                            .filter { $0.item.hasPrefix("4.") }
                    }
            }
        let tables = try assessorAgreement(rows, instrument: .quadas3)
        #expect(try line("1.1", tables).agreement?.subjects == 1)
        #expect(try line("4.1", tables).agreement?.subjects == 2)
        #expect(try line("D1", tables).agreement?.subjects == 1)
        #expect(try line("D4", tables).agreement?.subjects == 2)
        #expect(try line("A1", tables).agreement?.subjects == 1)
    }

    @Test func hasNothingToSayAboutOneAssessor() throws {
        let rows = sheet(.probast, part: part) + sheet(.probast, part: part, assessor: "consensus")
        #expect(try assessorAgreement(rows, instrument: .probast).isEmpty)
    }
}
