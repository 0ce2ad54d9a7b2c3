import RiskOfBias
import Testing

@Suite struct AnswerValidationTests {
    private let probast = Instrument.probast

    @Test func findsNothingInACompleteForm() {
        #expect(validate(sheet(probast, part: "development"), instrument: probast).isEmpty)
        #expect(validate(sheet(probast, part: "Evaluation"), instrument: probast).isEmpty)
        #expect(
            validate(sheet(.quadas2, changing: ["1.1": "unclear"]), instrument: .quadas2).isEmpty
        )
        #expect(validate(sheet(.quadas3), instrument: .quadas3).isEmpty)
        for part in ["development", "evaluation"] {
            let rows = sheet(.probastAI, part: part, changing: ["4.4": "NA"])
            #expect(validate(rows, instrument: .probastAI).isEmpty)
        }
    }

    @Test func acceptsAnswersInWords() {
        let rows = [
            row("1.1", "Probably yes", part: "development"),
            row("1.2", "no_information", part: "development"),
            row("A1", "HIGH", part: "development"),
        ]
        #expect(validate(rows, instrument: probast).isEmpty)
        let quadas3 = [row("A1", "Insufficient-information")]
        #expect(validate(quadas3, instrument: .quadas3).isEmpty)
    }

    @Test func namesEveryFaultAtOnceWithItsLine() {
        let rows = [
            row("5.1", "Y", part: "evaluation", line: 2),
            row("1.1", "maybe", part: "evaluation", line: 3),
            row("1.2", "NA", part: "evaluation", line: 4),
            row("4.5", "Y", part: "evaluation", line: 5),
            row("A1", "some concerns", part: "evaluation", line: 6),
            row("2.1", "Y", part: "training", line: 7),
            row("2.1", "", part: "evaluation", line: 8),
            row("2.2", "Y", part: "evaluation", line: 9),
            row("2.2", "N", part: "evaluation", line: 10),
        ]
        let faults = validate(rows, instrument: probast)
        #expect(faults.map(\.line) == [2, 3, 4, 5, 6, 7, 8, 10])
        let options = ["Y", "PY", "PN", "N", "NI"]
        #expect(
            faults[1].kind == .answerNotAllowed(item: "1.1", answer: "maybe", allowed: options)
        )
        #expect(faults[2].kind == .answerNotAllowed(item: "1.2", answer: "NA", allowed: options))
        #expect(
            faults[3].kind == .notInPart(item: "4.5", part: "evaluation", asking: ["development"])
        )
        #expect(
            faults[4].kind
                == .answerNotAllowed(
                    item: "A1",
                    answer: "some concerns",
                    allowed: ["low", "unclear", "high"]
                )
        )
        #expect(
            faults[5].kind
                == .unknownPart(part: "training", known: ["development", "evaluation"])
        )
        #expect(faults[6].kind == .blank(column: "answer"))
        #expect(
            faults[7].kind
                == .answeredTwice(item: "2.2", firstLine: 9, firstAnswer: "Y", answer: "N")
        )
        guard case .unknownItem("5.1", let known) = faults[0].kind else {
            Issue.record("\(faults[0])")
            return
        }
        #expect(!known.contains("4.5") && known.contains("4.6") && known.contains("overall"))
        #expect(faults.allSatisfy { $0.description.hasPrefix("line \($0.line ?? 0): ") })
    }

    @Test func asksForAPartOnlyWhereCodesDependOnIt() {
        let faults = validate([row("1.1", "Y", line: 2)], instrument: .probastAI)
        #expect(faults.map(\.kind) == [.partMissing(known: ["development", "evaluation"])])
        #expect(!faults[0].isRemark)

        let remarks = validate(sheet(probast), instrument: probast)
        #expect(remarks.map(\.kind) == [.partAssumedWhole(onlyInOnePart: ["4.5", "4.8", "4.9"])])
        #expect(remarks[0].isRemark)

        let given = validate([row("1.1", "Y", part: "evaluation")], instrument: .quadas2)
        #expect(given.map(\.kind) == [.unknownPart(part: "evaluation", known: [])])
    }

    @Test func wantsARationaleForWhatTheAnswersDoNotGive() {
        let form = sheet(probast, part: "evaluation", changing: ["4.1": "N"])
        let agreeing = form + [row("D4", "high", part: "evaluation", line: 90)]
        #expect(validate(agreeing, instrument: probast).isEmpty)

        let bare = form + [row("D4", "low", part: "evaluation", line: 90)]
        #expect(
            validate(bare, instrument: probast)
                == [
                    AppraisalFault(
                        kind: .judgementWithoutRationale(
                            item: "D4",
                            given: .low,
                            computed: .high
                        ),
                        study: "Smith 2020",
                        assessor: "A",
                        line: 90
                    )
                ]
        )
        let blank = form + [row("D4", "low", part: "evaluation", because: "  ", line: 90)]
        #expect(validate(blank, instrument: probast).count == 1)
        let reasoned = form + [row("D4", "low", part: "evaluation", because: "large n")]
        #expect(validate(reasoned, instrument: probast).isEmpty)
    }

    @Test func wantsARationaleForRaisingTheWhole() {
        let form = sheet(probast, part: "development")
        let raised = form + [row("overall", "high", part: "development", line: 30)]
        #expect(
            validate(raised, instrument: probast).map(\.kind)
                == [.judgementWithoutRationale(item: "overall", given: .high, computed: .low)]
        )
        let applicability = form + [row("overall-applicability", "low", part: "development")]
        #expect(validate(applicability, instrument: probast).isEmpty)
    }

    @Test func wantsARationaleWhereTheRuleOnlyFlags() {
        let rows =
            sheet(.quadas2, changing: ["1.2": "N"])
            + [row("D1", "high", line: 40), row("D2", "low", line: 41)]
        #expect(
            validate(rows, instrument: .quadas2).map(\.kind)
                == [.judgementWithoutRationale(item: "D1", given: .high, computed: nil)]
        )
    }

    @Test func judgesTheConsensusByTheAnswersThatHold() {
        let part = "evaluation"
        let rows =
            sheet(probast, part: part, assessor: "A")
            + sheet(probast, part: part, assessor: "B", changing: ["4.1": "N"])
            + [row("4.1", "N", by: "Consensus", part: part)]
        let high = rows + [row("D4", "high", by: "consensus", part: part)]
        #expect(validate(high, instrument: probast).isEmpty)
        let low = rows + [row("D4", "low", by: "consensus", part: part)]
        #expect(
            validate(low, instrument: probast).map(\.kind)
                == [.judgementWithoutRationale(item: "D4", given: .low, computed: .high)]
        )
    }

    @Test func allowsAConsensusNobodyNeeded() {
        let rows =
            sheet(probast, part: "evaluation")
            + [row("1.1", "Y", by: "consensus", part: "evaluation")]
        #expect(validate(rows, instrument: probast).isEmpty)
    }

    @Test func readsStudiesAndEstimatesApart() {
        let rows = [
            row("1.1", "Y", part: "evaluation", estimate: "a"),
            row("1.1", "N", part: "evaluation", estimate: "b"),
            row("1.1", "N", by: "B", part: "evaluation", estimate: "b"),
            row("1.1", "N", part: "development", estimate: "b"),
        ]
        #expect(validate(rows, instrument: probast).isEmpty)
    }
}
