import RiskOfBias
import Testing

@Suite struct AppraisalExchangeTests {
    @Test func keepsEveryCellOfTheLongForm() {
        let full = row(
            "D4",
            "low",
            part: "evaluation",
            estimate: "external",
            because: "many, many events"
        )
        let bare = row("1.1", "Y")
        for answer in [full, bare] {
            let cells = Dictionary(
                uniqueKeysWithValues: zip(AppraisalAnswer.columns, answer.cells)
            )
            #expect(AppraisalAnswer(cells: cells) == answer)
        }
        let blank = AppraisalAnswer(cells: ["study": " "], line: 7)
        #expect(validate([blank], instrument: .probast).map(\.line) == [7, 7, 7, 7])
    }

    @Test func writesWhatRobvisReads() {
        let rows =
            sheet(.probast, part: "evaluation", changing: ["4.1": "N", "3.1": "NI"])
            + sheet(.probast, part: "development", assessor: "A")
            + sheet(.probast, part: "development", assessor: "B", changing: ["1.1": "N"])
        let table = RobvisTable(
            appraise(rows, instrument: .probast),
            instrument: .probast
        )
        #expect(table.header == ["Study", "D1", "D2", "D3", "D4", "Overall"])
        #expect(
            table.rows == [
                ["Smith 2020 (development)", "", "Low", "Low", "Low", ""],
                ["Smith 2020 (evaluation)", "Low", "Low", "Some concerns", "High", "High"],
            ]
        )
        #expect(table.remarks.count == 2)

        let quadas2 = RobvisTable(
            appraise(sheet(.quadas2), instrument: .quadas2),
            instrument: .quadas2
        )
        #expect(quadas2.header.last == "D4" && quadas2.remarks.count == 1)
        let quadas3 = RobvisTable(
            appraise(sheet(.quadas3, changing: ["1.1": "NI"]), instrument: .quadas3),
            instrument: .quadas3
        )
        #expect(quadas3.rows[0][1] == "No information" && quadas3.remarks.isEmpty)
    }

    @Test func readsARobvisTable() throws {
        let answers = try RobvisTable.answers(
            header: ["Study", "D1", "D2", "d3", "D4", "Overall", "Weight"],
            rows: [["Smith 2020", "Low", "Unclear", "High", "", "Critical", "1.5"]],
            assessor: "A",
            part: "evaluation",
            instrument: .probast
        )
        #expect(answers.map(\.item) == ["D1", "D2", "D3", "overall"])
        #expect(answers.map(\.answer) == ["Low", "unclear", "High", "Critical"])
        let faults = validate(answers, instrument: .probast)
        #expect(
            faults.map(\.kind) == [
                .answerNotAllowed(
                    item: "overall",
                    answer: "Critical",
                    allowed: ["low", "unclear", "high"]
                )
            ]
        )
        let result = try #require(appraise(answers, instrument: .probast).first)
        #expect(result.judgements == [.low, .unclear, .high, .unclear])
        #expect(result.overall?.judgement == .high)
    }

    @Test func saysWhatItCannotRead() {
        #expect(throws: RobvisError.missingColumn("Study", found: ["D1"])) {
            try RobvisTable.answers(
                header: ["D1"],
                rows: [],
                assessor: "A",
                instrument: .quadas2
            )
        }
        #expect(throws: RobvisError.self) {
            try RobvisTable.answers(
                header: ["Study", "D5"],
                rows: [],
                assessor: "A",
                instrument: .quadas2
            )
        }
        #expect(throws: RobvisError.raggedRow(line: 2, cells: 1, expected: 2)) {
            try RobvisTable.answers(
                header: ["Study", "D1"],
                rows: [["x"]],
                assessor: "A",
                instrument: .quadas2
            )
        }
    }
}
