import RiskOfBias
import Statistics
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

    /// Random answers to all that an instrument asks.
    private static func answers(
        _ instrument: Instrument,
        _ generator: inout SeededGenerator
    ) -> [AppraisalAnswer] {
        var rows: [AppraisalAnswer] = []
        let texts = ["", "plain", "a, \"quoted\" reason; and more", "größer als 5 %"]
        let parts: [String?] =
            instrument.parts.isEmpty ? [nil] : instrument.parts.map { Optional($0.id) }
        for (study, part) in ["Smith 2020", "O’Neil, 2021"].flatMap({ study in
            parts.map { (study, $0) }
        }) {
            func add(_ item: String, _ words: [String]) {
                let reason = texts.randomElement(using: &generator) ?? ""
                rows.append(
                    AppraisalAnswer(
                        study: study,
                        estimate: Bool.random(using: &generator) ? "external" : nil,
                        assessor: "A",
                        part: part,
                        item: item,
                        answer: words.randomElement(using: &generator) ?? "",
                        rationale: reason.isEmpty ? nil : reason
                    )
                )
            }
            let judgements = instrument.judgements.map(\.rawValue)
            for domain in instrument.domains {
                for question in domain.questions(in: part) {
                    add(question.code, instrument.allowedAnswers(to: question).map(\.id))
                }
                add(domain.id, judgements)
                if let item = domain.applicabilityID { add(item, judgements) }
            }
        }
        return rows
    }

    @Test(arguments: InstrumentCatalogue.all, 1...20)
    func theLongFormKeepsEveryAnswer(instrument: Instrument, seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        for answer in Self.answers(instrument, &generator) {
            let cells = Dictionary(uniqueKeysWithValues: zip(AppraisalAnswer.columns, answer.cells))
            #expect(AppraisalAnswer(cells: cells) == answer)
        }
    }

    @Test(arguments: InstrumentCatalogue.all, 1...20)
    func theWideFormKeepsEveryJudgement(instrument: Instrument, seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let part = instrument.parts.first?.id
        let rows = (1...5).map { number in
            ["Study \(number)"]
                + instrument.domains.map { _ in
                    (instrument.judgements.randomElement(using: &generator) ?? .low).rawValue
                }
        }
        let given = try RobvisTable.answers(
            header: ["Study"] + instrument.domains.map(\.id),
            rows: rows,
            assessor: "A",
            part: part,
            instrument: instrument
        )
        let first = appraise(given, instrument: instrument)
        #expect(
            first.map { $0.judgements.map { $0?.rawValue ?? "" } }
                == rows.map { Array($0.dropFirst()) }
        )
        let table = RobvisTable(first, instrument: instrument)
        let again = try RobvisTable.answers(
            header: table.header,
            rows: table.rows,
            assessor: "A",
            part: part,
            instrument: instrument
        )
        let second = appraise(again, instrument: instrument)
        #expect(second.map(\.judgements) == first.map(\.judgements))
        #expect(second.map(\.overall?.judgement) == first.map(\.overall?.judgement))
    }
}
