import Review
import RiskOfBias
import TestSupport
import Testing
import Workbench

@Suite("Appraisals from the browser's form")
struct SaveAppraisalTests {
    private let bench: ReviewBench
    private let subject = AppraisalSubject(study: "Adams2020", part: "evaluation")

    init() throws { bench = try ReviewBench.built() }

    /// Answers to all questions of a part of PROBAST, with exceptions.
    private func answers(
        _ exceptions: [String: String] = [:],
        judgements: [TypedAnswer] = []
    ) throws -> [TypedAnswer] {
        let instrument = try #require(try bench.state().reviewProtocol?.appraisalInstrument)
        let questions = instrument.domains.flatMap { domain in
            domain.questions(in: subject.part).map(\.code)
        }
        let concerns = instrument.applicabilityDomains.map {
            TypedAnswer(item: "A\($0.number)", answer: "low")
        }
        return questions.map { TypedAnswer(item: $0, answer: exceptions[$0] ?? "Y") } + concerns
            + judgements
    }

    private func form(
        _ person: String,
        _ answers: [TypedAnswer],
        isConsensus: Bool = false
    ) throws -> SaveAppraisal {
        SaveAppraisal(
            subject,
            by: person,
            isConsensus: isConsensus,
            answers: answers,
            basis: SaveAppraisal.basis(
                subject,
                by: isConsensus ? nil : person,
                in: try bench.state()
            )
        )
    }

    @discardableResult
    private func save(_ form: SaveAppraisal) throws -> Int {
        try bench.commit { try form.run(on: &$0) }
    }

    private func appraisal() throws -> Appraisal? {
        try bench.state().appraisals.first { $0.subject == subject }
    }

    @Test func answersBecomeASheetAndAJudgement() throws {
        try save(form("Ann", answers(["4.1": "N"])))
        let rows = try bench.state().appraisalAnswers.filter { $0.row.isAbout(subject) }
        #expect(Set(rows.map(\.file)) == ["workbench/appraisals/Adams2020-Ann.csv"])
        let found = try #require(try appraisal())
        #expect(found.domains.map(\.judgement.judgement) == [.low, .low, .low, .high])
        #expect(found.overall?.judgement == .high)
        // Another subject of the same study stays in the sheet.
        let development = AppraisalSubject(study: "Adams2020", part: "development")
        let other = SaveAppraisal(
            development,
            by: "Ann",
            answers: [
                TypedAnswer(item: "1.1", answer: "PN"),
                TypedAnswer(item: "4.1", answer: "N", rationale: "few events"),
            ],
            basis: SaveAppraisal.basis(development, by: "Ann", in: try bench.state())
        )
        try save(other)
        #expect(try appraisal() == found)
        // Emptied again.
        try save(form("Ann", []))
        #expect(try appraisal() == nil)
    }

    @Test func anOverrideNeedsItsReason() throws {
        let silent = try answers(
            ["4.1": "N"],
            judgements: [TypedAnswer(item: "D4", answer: "low")]
        )
        let faults = try bench.refusal { try save(form("Ann", silent)) }
        #expect(faults.count == 1 && faults[0].contains("a rationale is required"))
        let preview = AppraisalPreview(try form("Ann", silent), in: try bench.state())
        #expect(preview.faults.count == 1)
        let told = try answers(
            ["4.1": "N"],
            judgements: [TypedAnswer(item: "D4", answer: "low", rationale: "few, but fixed model")]
        )
        try save(form("Ann", told))
        let domain = try #require(try appraisal()?.domains.last)
        #expect(domain.judgement.judgement == .low && domain.judgement.isOverride)
    }

    @Test func thePreviewIsWhatTheReportSays() throws {
        let typed = try answers(["1.1": "NI", "4.1": "N"])
        let preview = AppraisalPreview(try form("Ann", typed), in: try bench.state())
        try save(form("Ann", typed))
        let found = try #require(try appraisal())
        #expect(preview.judgements == AppraisalPreview.judgements(of: found))
        #expect(preview.open == [])
        let part = AppraisalPreview(
            try form("Ann", Array(typed.dropFirst(2))),
            in: try bench.state()
        )
        #expect(part.open == ["1.1", "1.2"])
    }

    @Test func nobodySeesAnotherBeforeTheirOwnAreComplete() throws {
        try save(form("Ann", answers()))
        func shown(to person: String) throws -> Set<String> {
            Set(
                try bench.state().seen(by: person).appraisalAnswers.map(\.row)
                    .filter { $0.isAbout(subject) }.map(\.assessor)
            )
        }
        #expect(try shown(to: "Bob") == [])
        #expect(try shown(to: "Eve") == [])
        try save(form("Bob", Array(answers().dropLast())))
        #expect(try shown(to: "Bob") == ["Bob"], "one item is open")
        #expect(try shown(to: "Ann") == ["Ann", "Bob"])
        #expect(try shown(to: "Eve") == [])
        // The judgements are counted from what one may see.
        let blinded = try bench.state().seen(by: "Bob").appraisals
        #expect(blinded.first { $0.subject == subject }?.assessors == ["Bob"])
        try save(form("Bob", answers(["2.1": "N"])))
        #expect(try shown(to: "Bob") == ["Ann", "Bob"])
        #expect(try shown(to: "Eve") == ["Ann", "Bob"])
    }

    @Test func aConsensusSettlesWhatDiffers() throws {
        try save(form("Ann", answers()))
        let settled = [TypedAnswer(item: "2.1", answer: "PN", rationale: "page 4")]
        let early = try bench.refusal { try save(form("Ann", settled, isConsensus: true)) }
        #expect(early.count == 1 && early[0].contains("there are 1"), "\(early)")
        try save(form("Bob", answers(["2.1": "N"])))
        #expect(try appraisal()?.disagreements.map(\.item) == ["2.1"])
        let preview = AppraisalPreview(
            try form("Bob", settled, isConsensus: true),
            in: try bench.state()
        )
        #expect(preview.open == [])
        let judged = try bench.refusal {
            try save(
                form(
                    "Bob",
                    settled + [TypedAnswer(item: "D2", answer: "low")],
                    isConsensus: true
                )
            )
        }
        #expect(judged.count == 1 && judged[0].contains("needs a reason"))
        try save(form("Bob", settled, isConsensus: true))
        let found = try #require(try appraisal())
        #expect(found.disagreements.isEmpty)
        #expect(found.domains[1].judgement.judgement == .high)
        let rows = try bench.state().appraisalAnswers.filter { $0.row.assessor == "consensus" }
        #expect(rows.map(\.file) == ["workbench/appraisals/Adams2020-consensus.csv"])
    }

    @Test func staleFormsAndReservedNames() throws {
        let old = try form("Ann", answers())
        try save(form("Ann", answers(["1.1": "PY"])))
        #expect(throws: StaleForm.self) { try save(old) }
        let faults = try bench.refusal { try save(form("Consensus", answers())) }
        #expect(faults.count == 1 && faults[0].contains("nobody answers"))
        let typed = [
            TypedAnswer(item: "9.9", answer: "Y"), TypedAnswer(item: "1.1", answer: "maybe"),
        ]
        #expect(try bench.refusal { try save(form("Bob", typed)) }.count == 2)
    }

    @Test func answersOfAnotherSheet() throws {
        let development = AppraisalSubject(study: "Adams2020", part: "development")
        func form(_ answers: [TypedAnswer]) throws -> SaveAppraisal {
            SaveAppraisal(
                development,
                by: "Ann",
                answers: answers,
                basis: SaveAppraisal.basis(development, by: "Ann", in: try bench.state())
            )
        }
        expect(
            try bench.refusal { try save(form([TypedAnswer(item: "1.1", answer: "Y")])) },
            [("appraisals.csv:3", "taken out in the sheet itself")]
        )
        let same = [
            TypedAnswer(item: "1.1", answer: "Y"),
            TypedAnswer(item: "4.1", answer: "N", rationale: "few events"),
        ]
        let before = try bench.kinds().count
        try save(form(same))
        #expect(try bench.kinds().count == before)
        try save(form([TypedAnswer(item: "1.1", answer: "PY"), same[1]]))
        let event = try bench.folder.read().state.sequence
        #expect(try bench.synchronise() == event)
        try bench.temporary.write(
            SampleReview.appraisals.replacing(
                "Adams2020,,Ann,development,1.1,Y",
                with: "Adams2020,,Ann,development,1.1,NI"
            ),
            to: "appraisals.csv"
        )
        expect(
            try bench.refusal { try bench.synchronise() },
            [("appraisals.csv:2", "changed in the browser since")]
        )
    }
}

@Suite("Appraisals of estimates that take over their study's answers")
struct InheritedAppraisalTests {
    @Test func answersOnTheStudyHoldForItsEstimates() throws {
        let bench = try ReviewBench.sample()
        let yaml =
            SampleReview.yaml.replacing("appraisals: appraisals.csv\n", with: "")
            + "instrument: quadas-3\nideal_trial: everybody, consecutively\n"
        try bench.temporary.write(yaml, to: "review.yaml")
        try bench.synchronise()
        let instrument = Instrument.quadas3
        let study = AppraisalSubject(study: "Adams2020")
        let estimate = AppraisalSubject(study: "Adams2020", estimate: "net, external")
        let all =
            instrument.domains.flatMap(\.questions).map { TypedAnswer(item: $0.code, answer: "Y") }
            + instrument.applicabilityDomains.map {
                TypedAnswer(item: "A\($0.number)", answer: "low")
            }
        func save(_ subject: AppraisalSubject, _ person: String, _ answers: [TypedAnswer]) throws {
            let form = SaveAppraisal(
                subject,
                by: person,
                answers: answers,
                basis: SaveAppraisal.basis(subject, by: person, in: try bench.state())
            )
            try bench.commit { try form.run(on: &$0) }
        }
        try save(study, "Ann", all)
        let flagged = [TypedAnswer(item: "1.1", answer: "N")]
        let form = SaveAppraisal(estimate, by: "Ann", answers: flagged, basis: 0)
        let preview = AppraisalPreview(form, in: try bench.state())
        // The domain is answered anew, the others are the study's.
        #expect(preview.open == ["1.2", "1.3", "1.4"])
        #expect(preview.judgements.first { $0.item == "D1" }?.source == .awaitingJudgement)
        #expect(preview.judgements.first { $0.item == "D2" }?.judgement == .low)
        let own = [
            TypedAnswer(item: "1.1", answer: "N"), TypedAnswer(item: "1.2", answer: "Y"),
            TypedAnswer(item: "1.3", answer: "Y"), TypedAnswer(item: "1.4", answer: "Y"),
            TypedAnswer(item: "D1", answer: "high", rationale: "two gates"),
        ]
        try save(estimate, "Ann", own)
        let state = try bench.state()
        #expect(state.appraisals.map(\.subject) == [estimate])
        #expect(state.appraisals.first?.overall?.judgement == .high)
        #expect(
            Set(state.appraisalAnswers.map(\.file))
                == ["workbench/appraisals/Adams2020-Ann.csv"]
        )
        // Who answered on the study has answered on the estimate as well.
        let before = state.seen(by: "Bob").appraisalAnswers
        #expect(before.isEmpty)
        try save(study, "Bob", all)
        #expect(
            try bench.state().seen(by: "Bob").appraisalAnswers.contains {
                $0.row.assessor == "Ann" && $0.row.isAbout(estimate)
            }
        )
    }
}
