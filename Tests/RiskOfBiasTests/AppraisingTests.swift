import Foundation
import RiskOfBias
import Testing

@Suite struct AppraisingTests {
    private let probast = Instrument.probast

    private func only(_ rows: [AppraisalAnswer], _ instrument: Instrument = .probast) throws
        -> Appraisal
    {
        let appraisals = appraise(rows, instrument: instrument)
        #expect(appraisals.count == 1)
        return try #require(appraisals.first)
    }

    @Test(
        arguments: [
            ([:], [.low, .low, .low, .low], .low),
            (["4.3": "PY"], [.low, .low, .low, .low], .low),
            (["4.3": "NI"], [.low, .low, .low, .unclear], .unclear),
            (["2.2": "PN", "4.3": "NI"], [.low, .high, .low, .unclear], .high),
            (["3.6": "N", "3.5": "NI"], [.low, .low, .high, .low], .high),
        ] as [([String: String], [Judgement], Judgement)]
    )
    func followsTheRuleOfPROBAST(
        changes: [String: String],
        domains: [Judgement],
        overall: Judgement
    ) throws {
        let result = try only(sheet(probast, part: "development", changing: changes))
        #expect(result.judgements == domains)
        #expect(result.overall?.judgement == overall)
        #expect(result.overall?.source == .computed)
        #expect(result.overallApplicability?.judgement == .low)
        #expect(result.isComplete)
        #expect(result.concern == "risk of bias")
    }

    @Test func doesNotMissDevelopmentQuestionsInAnEvaluation() throws {
        let result = try only(sheet(probast, part: "evaluation"))
        #expect(
            result.domains[3].answers.map(\.item) == ["4.1", "4.2", "4.3", "4.4", "4.6", "4.7"]
        )
        #expect(result.overall?.judgement == .low)
    }

    @Test func missesThemInAnUndividedForm() throws {
        let result = try only(sheet(probast).without("4.5", "4.8", "4.9"))
        #expect(result.gaps == ["4.5", "4.8", "4.9"])
        #expect(result.judgements == [.low, .low, .low, .unclear])
        #expect(result.faults.map(\.isRemark) == [true])
    }

    @Test func countsUnansweredLikeNoInformationAndListsIt() throws {
        let result = try only(sheet(probast, part: "evaluation").without("1.2", "A2"))
        #expect(result.gaps == ["1.2", "A2"])
        #expect(result.domains[0].judgement.judgement == .unclear)
        #expect(result.domains[0].answers[1].source == .unanswered)
        #expect(result.overall?.judgement == .unclear)
        #expect(result.overallApplicability?.judgement == nil)
        #expect(result.overallApplicability?.source == .unanswered)
        #expect(!result.isComplete)
    }

    @Test func keepsHighApplicabilityConcernWhileOthersAreMissing() throws {
        let rows = sheet(probast, part: "evaluation", changing: ["A1": "high"]).without("A3")
        #expect(try only(rows).overallApplicability?.judgement == .high)
    }

    @Test func takesWhatBothAnswerAlike() throws {
        let rows =
            sheet(probast, part: "evaluation", assessor: "B", changing: ["1.1": "PN"])
            + sheet(probast, part: "evaluation", assessor: "A", changing: ["1.1": "PN"])
        let result = try only(rows)
        #expect(result.assessors == ["A", "B"])
        #expect(result.domains[0].answers[0].source == .agreement)
        #expect(result.domains[0].flags == ["1.1"])
        #expect(result.judgements == [.high, .low, .low, .low])
        #expect(result.isComplete)
    }

    @Test func neverChoosesBetweenAssessors() throws {
        let rows =
            sheet(probast, part: "evaluation", assessor: "A")
            + sheet(
                probast,
                part: "evaluation",
                assessor: "B",
                changing: ["1.1": "N", "A2": "high"]
            )
        let result = try only(rows)
        #expect(result.disagreements.map(\.item) == ["1.1", "A2"])
        #expect(result.disagreements[0].answers.map(\.answer) == ["Y", "N"])
        #expect(result.domains[0].answers[0].answer == nil)
        #expect(result.domains[0].judgement.judgement == nil)
        #expect(result.domains[0].judgement.source == .unresolved)
        #expect(result.overall?.judgement == nil)
        #expect(result.overall?.source == .unresolved)
        #expect(result.domains[1].applicability?.judgement == nil)
        #expect(result.overallApplicability?.source == .unresolved)
    }

    @Test func keepsTheWholeHighWhateverAnOpenDomainMayBecome() throws {
        let rows =
            sheet(probast, part: "evaluation", assessor: "A", changing: ["4.1": "N"])
            + sheet(
                probast,
                part: "evaluation",
                assessor: "B",
                changing: ["1.1": "NI", "4.1": "N"]
            )
        let result = try only(rows)
        #expect(result.judgements == [nil, .low, .low, .high])
        #expect(result.overall?.judgement == .high)
    }

    @Test func letsTheConsensusSettle() throws {
        let part = "evaluation"
        let rows =
            sheet(probast, part: part, assessor: "A")
            + sheet(probast, part: part, assessor: "B", changing: ["1.1": "N"])
            + [row("1.1", "N", by: "CONSENSUS", part: part)]
        let result = try only(rows)
        #expect(result.disagreements.isEmpty)
        #expect(result.domains[0].answers[0].source == .consensus)
        #expect(result.domains[0].answers[0].given.map(\.assessor) == ["A", "B", "consensus"])
        #expect(result.overall?.judgement == .high)
        #expect(result.assessors == ["A", "B"])
        let confirmed = try only(rows + [row("D1", "high", by: "consensus", part: part)])
        #expect(confirmed.domains[0].judgement.source == .consensus)
    }

    @Test func letsTheConsensusOutvoteAgreement() throws {
        let part = "evaluation"
        let rows =
            sheet(probast, part: part, assessor: "A") + sheet(probast, part: part, assessor: "B")
            + [row("4.4", "N", by: "consensus", part: part)]
        #expect(try only(rows).domains[3].judgement.judgement == .high)
    }

    @Test func listsWhatOnlyOneOfTwoAnswered() throws {
        let part = "evaluation"
        let rows =
            sheet(probast, part: part, assessor: "A")
            + sheet(probast, part: part, assessor: "B").without("3.3")
        let result = try only(rows)
        #expect(result.answeredOnce == ["3.3"])
        #expect(result.domains[2].judgement.judgement == .low)
        #expect(try only(sheet(probast, part: part)).answeredOnce.isEmpty)
    }

    @Test func overridesWithARationale() throws {
        let rows =
            sheet(probast, part: "evaluation", changing: ["4.1": "N"])
            + [row("D4", "low", part: "evaluation", because: "80 events, one predictor")]
        let outcome = try only(rows).domains[3].judgement
        #expect(outcome.judgement == .low && outcome.computed == .high)
        #expect(outcome.isOverride && outcome.source == .single)
        #expect(outcome.given.map(\.rationale) == ["80 events, one predictor"])
        #expect(try only(rows).overall?.judgement == .low)
    }

    @Test func takesASilentAssessorToStandByTheirAnswers() throws {
        let part = "evaluation"
        let rows =
            sheet(probast, part: part, assessor: "A", changing: ["4.1": "N"])
            + sheet(probast, part: part, assessor: "B", changing: ["4.1": "N"])
            + [row("D4", "low", by: "A", part: part, because: "many events")]
        let open = try only(rows)
        #expect(open.domains[3].judgement.judgement == nil)
        #expect(open.disagreements.map(\.item) == ["D4"])
        #expect(open.disagreements[0].answers.map(\.isComputed) == [false, true])

        let both = rows + [row("D4", "low", by: "B", part: part, because: "so many")]
        #expect(try only(both).domains[3].judgement.judgement == .low)
        #expect(try only(both).domains[3].judgement.source == .agreement)

        let settled = rows + [row("D4", "high", by: "consensus", part: part)]
        #expect(try only(settled).domains[3].judgement.judgement == .high)
        #expect(try only(settled).disagreements.isEmpty)
    }

    @Test func doesNotReopenWhatTheConsensusOnAQuestionSettled() throws {
        let part = "evaluation"
        let rows =
            sheet(probast, part: part, assessor: "A", changing: ["4.1": "N"])
            + sheet(probast, part: part, assessor: "B")
            + [row("D4", "high", by: "A", part: part)]
        #expect(try only(rows).disagreements.map(\.item) == ["4.1", "D4"])
        let settled = try only(rows + [row("4.1", "N", by: "consensus", part: part)])
        #expect(settled.disagreements.isEmpty)
        #expect(settled.domains[3].judgement.source == .computed)
        #expect(settled.overall?.judgement == .high)
        let against = try only(rows + [row("4.1", "Y", by: "consensus", part: part)])
        #expect(against.disagreements.map(\.item) == ["D4"])
        #expect(against.domains[3].judgement.judgement == nil)
    }

    @Test func raisesADevelopmentWithoutExternalValidation() throws {
        let rows =
            sheet(probast, part: "development")
            + [row("overall", "high", part: "development", because: "31 events, not validated")]
        let result = try only(rows)
        #expect(result.judgements == [.low, .low, .low, .low])
        #expect(result.overall?.judgement == .high && result.overall?.computed == .low)
        #expect(result.isComplete)
    }

    @Test func waitsForAJudgementWhereTheRuleOnlyFlags() throws {
        let form = sheet(.probastAI, part: "development", changing: ["4.1": "N", "4.4": "NA"])
        let open = try only(form, .probastAI)
        #expect(open.awaitingJudgement == ["D4"])
        #expect(open.judgements == [.low, .low, .low, nil])
        #expect(open.overall?.source == .awaitingJudgement)
        #expect(open.concern == "concern about quality")
        let judged = form + [row("D4", "low", part: "development", because: "penalised")]
        #expect(try only(judged, .probastAI).overall?.judgement == .low)
    }

    @Test func countsTheStrataThatWereAnswered() throws {
        let form = sheet(.probastAI, part: "evaluation").without("4.2", "4.3")
        let rows =
            form + [
                row("4.2/internal", "Y", part: "evaluation"),
                row("4.2/external", "NI", part: "evaluation"),
            ]
        let result = try only(rows, .probastAI)
        #expect(
            result.domains[3].answers.map(\.item)
                == ["4.1", "4.2/internal", "4.2/external", "4.3", "4.4", "4.5", "4.6", "4.7"]
        )
        #expect(result.gaps == ["4.3"])
        #expect(result.domains[3].judgement.judgement == .unclear)
    }

    @Test func hasNoSummaryWhereTheInstrumentHasNone() throws {
        let result = try only(sheet(.quadas2), .quadas2)
        #expect(result.overall == nil && result.overallApplicability == nil)
        #expect(result.judgements == [.low, .low, .low, .low])
    }

    @Test func handsAStudysAnswersToItsEstimates() throws {
        let rows =
            sheet(.quadas3, changing: ["2.4": "NI"])
            + sheet(.quadas3, estimate: "reader", changing: ["4.3": "NI"])
            .filter { $0.item.hasPrefix("4.") } + [row("A1", "low", estimate: "algorithm")]
        let results = appraise(rows, instrument: .quadas3)
        #expect(results.map(\.subject.estimate) == ["algorithm", "reader"])
        #expect(
            results[0].judgements == [.low, .insufficientInformation, .low, .low]
        )
        #expect(
            results[1].judgements
                == [.low, .insufficientInformation, .low, .insufficientInformation]
        )
        #expect(results[1].domains.map(\.isInherited) == [true, true, true, false])
        #expect(results[1].overall?.judgement == .insufficientInformation)
        #expect(results.allSatisfy { $0.gaps.isEmpty && $0.faults.isEmpty })
    }

    @Test func handsAJudgementOnOnlyWithTheAnswersItJudged() throws {
        let rows =
            sheet(.quadas3)
            + [row("D4", "high", because: "split by lesion"), row("9.9", "Y", line: 77)]
            + sheet(.quadas3, estimate: "again").filter { $0.item.hasPrefix("4.") }
            + [
                row("A1", "high", estimate: "as study"),
                row("D1", "high", estimate: "as study", because: "another gate"),
            ]
        let results = appraise(rows, instrument: .quadas3)
        #expect(results.map(\.subject.estimate) == ["again", "as study"])
        #expect(results[0].judgements == [.low, .low, .low, .low])
        #expect(results[1].judgements == [.high, .low, .low, .high])
        #expect(results[0].overallApplicability?.judgement == .low)
        #expect(results[1].overallApplicability?.judgement == .high)
        #expect(results.allSatisfy { $0.faults.map(\.line) == [77] })
    }

    @Test func judgesAStudyWithoutEstimatesItself() throws {
        #expect(try only(sheet(.quadas3), .quadas3).overall?.judgement == .low)
    }

    @Test func loseNoAnswerSilently() throws {
        let rows =
            sheet(probast, part: "evaluation") + [row("9.9", "Y", part: "evaluation", line: 80)]
        #expect(try only(rows).faults.map(\.line) == [80])
        let unreadable = appraise([row("1.1", "Y", line: 3)], instrument: .probastAI)
        #expect(unreadable.map { $0.faults.map(\.line) } == [[3]])
        #expect(unreadable[0].gaps.contains("1.1"))
    }

    @Test func treatsAnAssessorsContradictionAsOpen() throws {
        let rows = sheet(probast, part: "evaluation") + [row("1.1", "N", part: "evaluation")]
        let result = try only(rows)
        #expect(result.disagreements.map(\.item) == ["1.1"])
        #expect(result.judgements[0] == nil)
        #expect(result.faults.count == 1)
    }

    @Test func doesNotDependOnTheOrderOfRows() {
        let part = "evaluation"
        let rows =
            sheet(probast, study: "b", part: part, changing: ["1.1": "N"])
            + sheet(probast, study: "a", part: part, assessor: "B")
            + sheet(probast, study: "a", part: part, changing: ["4.4": "NI"])
            + sheet(probast, study: "a", part: "development")
        let forward = appraise(rows, instrument: probast)
        #expect(forward == appraise(rows.reversed(), instrument: probast))
        #expect(forward.map(\.subject.study) == ["a", "a", "b"])
        #expect(forward.map(\.subject.part) == ["development", "evaluation", "evaluation"])
    }

    @Test func survivesJSON() throws {
        let rows =
            sheet(probast, part: "evaluation", changing: ["1.1": "N"])
            + [row("9.9", "Y", part: "evaluation")]
        let results = appraise(rows, instrument: probast)
        let data = try JSONEncoder().encode(results)
        #expect(try JSONDecoder().decode([Appraisal].self, from: data) == results)
        let answers = try JSONEncoder().encode(rows)
        #expect(try JSONDecoder().decode([AppraisalAnswer].self, from: answers) == rows)
    }
}
