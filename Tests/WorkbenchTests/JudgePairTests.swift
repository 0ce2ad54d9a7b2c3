import Review
import TestSupport
import Testing
import Workbench

@Suite("Judgements of single pairs")
struct JudgePairTests {
    private let bench: ReviewBench

    init() throws {
        bench = try ReviewBench()
        _ = try bench.temporary.write("title: Pairs\n", to: "review.yaml")
        let titles = ["Alpha of the spine", "Beta of the liver", "Gamma of the lung"]
        func export(_ titles: [String]) -> String {
            titles.map {
                "TY  - JOUR\nTI  - \($0) in a study of many patients\nAU  - Doe, J\nPY  - 2021\n"
                    + "JO  - Journal\nVL  - 3\nSP  - 12\nER  - \n"
            }.joined()
        }
        try bench.take(export: export(titles), file: "a.ris")
        try bench.take(export: export([titles[0]]) + "\n", file: "b.ris")
        try bench.commit { try DeduplicateReview().run(on: &$0) }
    }

    private func id(_ text: String) throws -> RecordID { try #require(RecordID(text)) }

    private func judge(_ first: String, _ second: String, _ isSame: Bool, basis: Int? = nil) throws
    {
        var judgement = JudgePair(
            try id(first),
            try id(second),
            isSame: isSame,
            reviewer: "Ann",
            name: "\(first)-\(second)"
        )
        judgement.basis = basis
        let useCase = judgement
        try bench.commit { try useCase.run(on: &$0) }
    }

    private var state: ReviewState { get throws { try bench.folder.read().state } }

    @Test("Records of two works that are judged one wait for the works to be found anew")
    func waits() throws {
        let before = try bench.folder.read().events.count
        try #require(try state.works.count == 3)
        try judge("a.ris:1", "a.ris:2", true, basis: 0)
        #expect(try bench.folder.read().events.count == before + 1)
        #expect(try !state.isDeduplicated && state.works.count == 3)
        try bench.commit { try DeduplicateReview().run(on: &$0) }
        #expect(try state.isDeduplicated && state.works.count == 2)
    }

    @Test("What was merged and is judged two works is taken apart at once")
    func takesApart() throws {
        try #require(try state.workIndex[id("a.ris:1")] == state.workIndex[id("b.ris:1")])
        try judge("a.ris:1", "b.ris:1", false)
        #expect(try state.isDeduplicated && state.works.count == 4)
    }

    @Test("The same judgement again records nothing; another replaces it")
    func again() throws {
        try judge("a.ris:1", "a.ris:2", true)
        let before = try bench.folder.read().events.count
        try judge("a.ris:1", "a.ris:2", true)
        #expect(try bench.folder.read().events.count == before)
        try judge("a.ris:2", "a.ris:1", false)
        #expect(try state.pairJudgements.map(\.row.isSame) == [false])
        let pairs = DuplicatePairs(try state)
        #expect(pairs.judgement(try id("a.ris:1"), try id("a.ris:2"))?.row.isSame == false)
    }

    @Test("Contradictions of judgements that wait are found, also around a corner")
    func contradictions() throws {
        try judge("a.ris:1", "a.ris:2", true)
        try judge("a.ris:2", "a.ris:3", true)
        #expect(throws: InputRefused.self) { try judge("a.ris:1", "a.ris:3", false) }
        #expect(try state.pairJudgements.count == 2)
        try bench.commit { try DeduplicateReview().run(on: &$0) }
        #expect(try state.works.count == 1)
        // What only the program joined gives way to what a person says.
        try judge("b.ris:1", "a.ris:3", false)
        #expect(try state.isDeduplicated && state.works.count == 2)
    }

    @Test("A judgement on what has changed since is refused")
    func stale() throws {
        try judge("a.ris:1", "a.ris:2", true, basis: 0)
        #expect(throws: DecisionRefused.self) { try judge("a.ris:1", "a.ris:2", false, basis: 0) }
        let event = try #require(try state.pairJudgements.first?.event)
        try judge("a.ris:1", "a.ris:2", false, basis: event)
        #expect(try state.pairJudgements.map(\.row.isSame) == [false])
    }

    @Test("A record with more text than any database holds is refused")
    func oversized() throws {
        let text = "TY  - JOUR\nTI  - " + String(repeating: "a", count: 3 << 20) + "\nER  - \n"
        let refused = #expect(throws: InputRefused.self) {
            try bench.take(export: text, file: "c.ris")
        }
        #expect(refused?.description.contains("more than 2 MiB of text") == true)
        #expect(try state.imports.count == 2)
    }
}
