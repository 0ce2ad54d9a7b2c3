import Foundation
import Review
import RiskOfBias
import Screening
import TestSupport
import Testing
import Workbench

@Suite("Exporting, log and status")
struct ExportReviewTests {
    private func export(
        _ bench: ReviewBench,
        _ what: ExportReview.What
    ) throws -> [String: String] {
        let files = try ExportReview(what: what).run(bench.folder.read())
        return Dictionary(
            uniqueKeysWithValues: files.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) }
        )
    }

    /// What is left of a state without the places where its rows stood.
    private struct Content: Equatable {
        var titleAbstract: [Outcome]
        var fullText: [Outcome]
        var decisions: [Decision]
        var studies: [Study]
        var evaluations: [Evaluation]
        var answers: [AppraisalAnswer]
        var flow: PRISMAFlow

        init(_ state: ReviewState) {
            titleAbstract = state.titleAbstractOutcomes
            fullText = state.fullTextOutcomes
            decisions = state.decisions.map(\.decision)
            studies = state.studies.map(\.row)
            evaluations = state.evaluations.map(\.row)
            answers = state.appraisalAnswers.map(\.row)
            flow = state.prismaFlow()
            for index in decisions.indices { decisions[index].line = 0 }
            for index in studies.indices { studies[index].line = 0 }
            for index in evaluations.indices { evaluations[index].line = 0 }
            for index in answers.indices { answers[index].line = 0 }
        }
    }

    @Test func exportedSheetsMakeTheSameReview() throws {
        let bench = try ReviewBench.built()
        let sheets = try export(bench, .all)
        let fresh = try ReviewBench.sample()
        for name in ["decisions.csv", "studies.csv", "estimates.csv", "appraisals.csv"] {
            try fresh.temporary.write(try #require(sheets[name]), to: name)
        }
        try fresh.synchronise()
        #expect(Content(try fresh.state()) == Content(try bench.state()))
        // What the fresh review exports is the same text.
        #expect(try export(fresh, .all) == sheets)
    }

    @Test func exportedPairsAreTakenUpAgain() throws {
        let header = "first,second,same,reviewer,note\n"
        let bench = try ReviewBench.sample()
        let yaml = SampleReview.yaml + "duplicates: duplicates.csv\n"
        try bench.temporary.write(yaml, to: "review.yaml")
        let rows = "pubmed.nbib:2,pubmed.nbib:3,no,Ann,\"seen, and differ\"\n"
        try bench.temporary.write(header + rows, to: "duplicates.csv")
        try bench.synchronise()
        #expect(try export(bench, .decisions)["duplicates.csv"]?.contains(rows) == true)
    }

    @Test func everyWhatHasItsFiles() throws {
        let bench = try ReviewBench.built()
        let expected: [(ExportReview.What, [String])] = [
            (.records, ["records.csv", "records.ris"]),
            (.decisions, ["decisions.csv", "duplicates.csv"]),
            (.extraction, ["estimates.csv", "studies.csv"]),
            (.appraisal, ["appraisals.csv", "robvis.csv"]),
            (.prisma, ["prisma.csv"]),
        ]
        for (what, names) in expected {
            #expect(try export(bench, what).keys.sorted() == names)
        }
        #expect(
            try export(bench, .all).keys.sorted() == expected.flatMap(\.1).sorted()
        )
    }

    @Test func recordsStandWithTheirWorks() throws {
        let bench = try ReviewBench.built()
        let sheets = try export(bench, .records)
        let lines = (sheets["records.csv"] ?? "").split(whereSeparator: \.isNewline)
        #expect(lines.count == 6)
        #expect(lines[4].hasPrefix("embase.ris:1,pubmed.nbib:1,Embase,"))
        #expect(lines[1].contains("full text: included"))
        #expect(lines[3].contains("excluded: overview"))
        let ris = sheets["records.ris"] ?? ""
        #expect(ris.split(separator: "\n").count { $0.hasPrefix("TY  -") } == 4)
    }

    @Test func logTellsEveryEvent() throws {
        let bench = try ReviewBench.sample()
        try bench.synchronise(actor: "ann", at: "2026-03-01T10:00:00Z")
        try bench.commit(actor: "bob", at: "2026-04-02T09:00:00Z") {
            try UndoEvent(sequence: nil).run(on: &$0)
        }
        let snapshot = try bench.folder.read()
        let all = try ReadLog().run(snapshot)
        #expect(all.map(\.event) == Array(1...9))
        #expect(all.map(\.actor) == Array(repeating: "ann", count: 8) + ["bob"])
        #expect(all.map(\.isUndone) == Array(repeating: false, count: 7) + [true, false])
        #expect(all[1].summary.contains("PubMed") || all[1].summary.contains("pubmed"))
        #expect(try ReadLog(since: "2026-03-02").run(snapshot).map(\.event) == [9])
        #expect(try ReadLog(since: "2026-04-02T09:00:00Z").run(snapshot).map(\.event) == [9])
        #expect(try ReadLog(since: "2026-04-02T09:00:01Z").run(snapshot).isEmpty)
        #expect(try ReadLog(since: "2026-03-01").run(snapshot).count == 9)
    }

    @Test(arguments: ["yesterday", "2026-13-01", "2026-02-30", "2026-03-01 noon", "2026-03-01T25"])
    func sinceMustBeATime(text: String) {
        #expect(throws: InputRefused.self) { try ReadLog(since: text) }
    }

    @Test func statusOfAFinishedReview() throws {
        let status = ReviewStatus(try ReviewBench.built().state())
        #expect(status.title == "Small review")
        #expect(status.events == 8)
        #expect(status.records == 5)
        #expect(status.works == 4)
        #expect(status.isDeduplicated)
        #expect(status.stages.map(\.works) == [4, 3])
        #expect(status.stages.map(\.included) == [3, 2])
        #expect(status.stages.map(\.excluded) == [1, 1])
        #expect(status.stages.map(\.awaiting) == [0, 0])
        #expect(status.studies == 2)
        #expect(status.evaluations == 4)
        #expect(status.reportsWithoutStudy.isEmpty)
        #expect(status.studiesWithoutAppraisal.isEmpty)
        #expect(status.brokenIdentities.isEmpty)
    }

    @Test func statusSaysWhatWaits() throws {
        let bench = try ReviewBench.sample()
        let lines = SampleReview.decisions.split(separator: "\n").prefix(5)
        try bench.temporary.write(lines.joined(separator: "\n") + "\n", to: "decisions.csv")
        for name in ["studies", "estimates", "appraisals"] {
            let yaml = try bench.temporary.text("review.yaml")
            try bench.temporary.write(
                yaml.replacing("\(name): \(name).csv\n", with: ""),
                to: "review.yaml"
            )
        }
        try bench.synchronise()
        let status = ReviewStatus(try bench.state())
        let screening = try #require(status.stages.first)
        #expect(screening.included == 1)
        #expect(screening.conflicts.keys.sorted() == ["pubmed.nbib:2"])
        #expect(screening.awaiting == 2)
        #expect(screening.awaitingPerReviewer == ["Ann": 2, "Bob": 2])
        #expect(status.stages.last?.awaiting == 1)
        #expect(status.brokenIdentities.isEmpty)
    }
}
