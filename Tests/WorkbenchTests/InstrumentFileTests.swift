import Foundation
import Review
import RiskOfBias
import TestSupport
import Testing
import Workbench

/// Instruments as YAML files: printed, read, checked, and used by a review.
struct InstrumentFileTests {
    static let own = """
        id: small-tool
        name: Small tool
        version: "2026"
        citation:
          text: Our own three questions.
        appraises: study
        answers: [Y, N, {code: "?", name: cannot tell, meaning: uninformative}]
        domain_rule: unfavourable-answer-is-high
        overall_rule: worst-domain
        domains:
          - number: 1
            name: Patients
            applicability: Do they fit?
            questions:
              - {code: 1.1, prompt: Were all of them asked?}
              - {code: 1.2, prompt: Were they followed?}
          - number: 2
            name: Scans
            questions:
              - {code: 2.1, prompt: Read blind?}

        """

    private func read(_ text: String) throws(InputRefused) -> Instrument {
        try InstrumentFile.instrument(Array(text.utf8), file: "own.yaml")
    }

    private func faults(_ text: String) -> [String] {
        do throws(InputRefused) {
            _ = try read(text)
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    @Test(arguments: InstrumentCatalogue.all)
    func whatIsPrintedIsReadAgain(instrument: Instrument) throws {
        var copy = instrument
        copy.id = "copy"
        copy.name = "Copy: \"of\" a #tool\\"
        copy.domains[0].questions[0].guidance = "Yes: \"so\" #1\nNo: 'else' – {a: b}"
        copy.domains[0].questions[1].guidance = nil
        copy.domains[1].applicabilityGuidance = nil
        copy.domains[0].questions[0].prompt = "Tab\there, line\nthere, 100 % – yes: no"
        #expect(try read(InstrumentFile.text(of: copy)) == copy)
    }

    @Test func takesNoNameOfTheProgram() {
        let found = faults(InstrumentFile.text(of: .probast))
        #expect(found.count == 2)
        #expect(found.allSatisfy { $0.contains("brings along") })
    }

    @Test func readsAShortFile() throws {
        let instrument = try read(Self.own)
        #expect(instrument.answers.map(\.id) == ["Y", "N", "?"])
        #expect(instrument.judgements == [.low, .unclear, .high])
        #expect(instrument.domains.map { $0.questions.map(\.code) } == [["1.1", "1.2"], ["2.1"]])
        #expect(instrument.citation.doi.isEmpty)
        #expect(instrument.domains[0].applicabilityPrompt == "Do they fit?")
        #expect(!instrument.hasGuidance && instrument.guidanceSource == nil)
    }

    @Test(arguments: [
        ("id: small-tool", "id: Small Tool", "own.yaml:1: 'id' is 'Small Tool'"),
        ("version:", "edition:", "unknown key 'edition'"),
        ("appraises: study", "appraises: paper", "one of model, evaluation, study, estimate"),
        ("meaning: uninformative", "meaning: unsure", "'meaning' is 'unsure'"),
        ("[Y, N,", "[Y, Z,", "the answer 'Z' needs"), ("[Y, N,", "[Y, y,", "stands twice"),
        ("[Y, N,", "[Y, PY,", "no answer is unfavourable"),
        ("domain_rule: unfav", "domain_rule: fav", "'domain_rule' is"),
        ("overall_rule: worst-domain", "", "'overall_rule' is missing"),
        ("number: 2", "number: 3", "2 expected"), ("code: 1.2", "code: 1.1", "1.1 stands twice"),
        ("code: 2.1", "code: 1.3", "2.1, 2.2, … expected"),
        ("prompt: Read blind?", "not_applicable: true", "no answer means that"),
        ("prompt: Read blind?", "prompt: R, parts: [late]", "is not in 'parts'"),
        ("prompt: Read blind?", "prompt: R, strata: [A b]", "the stratum is 'A b'"),
        ("citation:", "judgements: [high, low]\ncitation:", "'judgements' should be"),
        ("prompt: Read blind?", "prompt: R, guidance: [a]", "'guidance' should be a text"),
        (
            "prompt: Read blind?", "prompt: R, guidance: \(String(repeating: "a", count: 2001))",
            "'guidance' has 2001 characters; at most 2000"
        ),
        ("applicability: Do", "applicability_guidance: Do", "without 'applicability'"),
        ("citation:", "guidance_source: {doi: 10.1/x}\ncitation:", "'text' is missing"),
        ("citation:", "part_required: true\ncitation:", "without any 'parts'"),
        ("citation:", "part_required: maybe\ncitation:", "true or false expected"),
    ])
    func faultsSayWhatIsExpected(found: String, given: String, message: String) {
        let text = Self.own.replacing(found, with: given, maxReplacements: 1)
        #expect(text != Self.own)
        #expect(faults(text).contains { $0.contains(message) }, "\(faults(text))")
    }

    @Test func allFaultsComeAtOnce() {
        let text = Self.own.replacing("number: 2", with: "number: 7")
            .replacing("appraises: study", with: "appraises: paper")
            .replacing("name: Scans", with: "title: Scans")
        #expect(faults(text).count == 4)
        #expect(faults("- a\n").count == 1)
        #expect(faults("").count == 1)
        #expect(faults(String(repeating: "#", count: 1 << 21)) == ["own.yaml: larger than 1 MiB"])
    }

    // MARK: In a review

    private static let answers = """
        study,assessor,item,answer,rationale
        Adams2020,Ann,1.1,Y,
        Adams2020,Ann,1.2,N,
        Adams2020,Ann,A1,low,
        Adams2020,Ann,2.1,?,

        """

    private func bench(instruments: String = "instruments: own.yaml\n") throws -> ReviewBench {
        let bench = try ReviewBench.sample()
        try bench.temporary.write(SampleReview.yaml + instruments, to: "review.yaml")
        try bench.temporary.write(Self.own, to: "own.yaml")
        try bench.temporary.write(Self.answers, to: "appraisals.csv")
        return bench
    }

    @Test func aReviewIsAppraisedWithItsOwnAndNeedsTheFileNoMore() throws {
        let bench = try bench()
        try bench.synchronise()
        try FileManager.default.removeItem(atPath: bench.temporary.path + "/own.yaml")
        let state = try bench.state()
        #expect(state.reviewProtocol?.instrument == "small-tool")
        #expect(state.reviewProtocol?.appraisalInstrument?.name == "Small tool")
        let appraisal = try #require(state.appraisals.first)
        #expect(appraisal.domains.map(\.judgement.judgement) == [.high, .unclear])
        #expect(appraisal.overall?.judgement == .high)
    }

    @Test func aChangedInstrumentIsAnEvent() throws {
        let bench = try bench()
        let before = try bench.synchronise()
        #expect(try bench.synchronise() == before)
        let changed = Self.own.replacing("Read blind?", with: "Read blindly?")
        try bench.temporary.write(changed, to: "own.yaml")
        #expect(try bench.synchronise() == before + 1)
        #expect(try bench.kinds().last == "protocol-set")
    }

    @Test func guidanceEntersTheJournalAndIsChangedLikeAnythingElse() throws {
        let bench = try bench()
        let before = try bench.synchronise()
        let changed = Self.own.replacing(
            "prompt: Read blind?",
            with: "prompt: Read blind?, guidance: Ask."
        )
        .replacing("domains:", with: "guidance_source: {text: Manual}\ndomains:")
        try bench.temporary.write(changed, to: "own.yaml")
        #expect(try bench.synchronise() == before + 1)
        try FileManager.default.removeItem(atPath: bench.temporary.path + "/own.yaml")
        let instrument = try #require(try bench.state().reviewProtocol?.appraisalInstrument)
        #expect(instrument.domains[1].questions[0].guidance == "Ask.")
        #expect(instrument.domains[0].questions[0].guidance == nil)
        #expect(instrument.guidanceSource?.text == "Manual")
    }

    @Test func faultsOfTheFileStopTheReview() throws {
        let bench = try bench()
        try bench.temporary.write("id: a b\n", to: "own.yaml")
        let error = #expect(throws: InputRefused.self) { try bench.synchronise() }
        #expect(error?.faults.contains { $0.file == "own.yaml" } == true)
        #expect(!bench.folder.hasJournal)
    }

    @Test func anUnknownNameListsTheOwnOnesToo() throws {
        let bench = try bench(instruments: "instruments: [own.yaml]\ninstrument: other\n")
        let error = #expect(throws: InputRefused.self) { try bench.synchronise() }
        #expect(error?.description.contains("quadas-3, small-tool expected") == true)
        let outside = try self.bench(instruments: "instruments: ../own.yaml\n")
        #expect(throws: InputRefused.self) { try outside.synchronise() }
    }

    // MARK: Tables for robvis

    @Test func robvisGoesOutAndComesBack() throws {
        let bench = try bench()
        try bench.synchronise()
        let files = try ExportReview(what: .appraisal).run(bench.folder.read())
        let table = try #require(files.first { $0.name == "robvis.csv" })
        #expect(
            String(decoding: table.bytes, as: UTF8.self)
                == "Study,D1,D2,Overall\nAdams2020,High,Some concerns,High\n"
        )
        try bench.commit {
            try RecordSheet(kind: .appraisals, file: "robvis.csv", assessor: "Bob")
                .run(on: &$0, bytes: table.bytes)
        }
        let appraisal = try #require(try bench.state().appraisals.first)
        #expect(appraisal.assessors == ["Ann", "Bob"])
        #expect(appraisal.domains.map(\.judgement.judgement) == [.high, .unclear])
    }

    @Test func aRobvisTableNeedsAPersonAndSaysAllItsFaults() throws {
        let bench = try bench()
        try bench.synchronise()
        func take(_ text: String, by assessor: String?) throws {
            try bench.commit {
                try RecordSheet(kind: .appraisals, file: "wide.csv", assessor: assessor)
                    .run(on: &$0, bytes: Array(text.utf8))
            }
        }
        let nobody = #expect(throws: InputRefused.self) {
            try take("Study,D1,D2,Overall\nAdams2020,Low,Low,Low\n", by: nil)
        }
        #expect(nobody?.description.contains("--assessor NAME") == true)
        let wrong = #expect(throws: InputRefused.self) {
            try take("Study,D1,D2,Overall\nAdams2020,Low\nAdams2020,Fair,Low,Low\n", by: "Bob")
        }
        #expect(wrong?.faults.map(\.line) == [2, 3])
        let column = #expect(throws: InputRefused.self) {
            try take("Study,D1,D9\nAdams2020,Low,Low\n", by: "Bob")
        }
        #expect(column?.faults.map(\.line) == [1])
    }
}
