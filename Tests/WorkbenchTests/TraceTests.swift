import Foundation
import Reporting
import Review
import ReviewStore
import TestSupport
import Testing
import Workbench

@Suite("Tracing what a report prints")
struct TraceTests {
    private let bench: ReviewBench

    init() throws { bench = try ReviewBench.built() }

    private func trace(_ what: String) throws -> TraceAnswer {
        try TraceNumber(what).run(bench.folder)
    }

    @Test func pooledFigureLeadsToSheetAndExportLines() throws {
        let answer = try trace("tables/results-auc.csv:2:Pooled AUC")
        let trace = try #require(answer.traces.first)
        #expect(answer.traces.count == 1)
        let lines = trace.lines
        // The two external evaluations stand on lines 3 and 5 of the sheet.
        let estimates = lines.filter { $0.file == "estimates.csv" }
        #expect(estimates.map(\.line) == [3, 5])
        #expect(estimates.allSatisfy { $0.column == "auc" })
        #expect(
            estimates.first?.text?.hasPrefix("Adams2020,net,external,patient,50,20,0.85") == true
        )
        #expect(estimates.first?.sha256 == sha256(Array(SampleReview.estimates.utf8)))
        let exports = lines.filter { $0.position != nil }
        #expect(exports.contains { $0.file == "exports/pubmed.nbib" && $0.position == 1 })
        #expect(exports.contains { $0.file == "exports/embase.ris" && $0.text == "TY  - JOUR" })
        #expect(lines.contains { $0.file == "studies.csv" && $0.line == 2 })
        let text = answer.text()
        #expect(text.contains("REML") && text.contains("knha") && text.contains("θ = Σwᵢyᵢ / Σwᵢ"))
        #expect(answer.events.map(\.sequence) == answer.events.map(\.sequence).sorted())
        #expect(answer.events.allSatisfy { $0.actor == "tester" })
    }

    @Test(arguments: [
        ("results-auc:External validation:Pooled AUC", "results-auc.csv, row 2"),
        ("results-auc.csv:external:10", "results-auc.csv, row 2"),
        ("tables/studies.csv:Adams 2020:Patients", "150"),
        ("prisma", "figures/prisma.svg"), ("figures/forest-auc.svg", "forest-auc"),
        ("screened", "Records screened"), ("duplicates", "Duplicate records removed"),
        ("excluded/no metastasis", ""), ("reports assessed", "Reports assessed"),
        ("excluded/wrong kind, or none", "wrong kind"), ("auc/external", "auc/external"),
        ("pubmed.nbib:2", "Radiomics"), ("doi:10.1234/nuclear.2022.5", "Segmentation"),
        ("pmid:11110001", "Detection"), ("Dietrich2022", "study Dietrich2022"),
    ])
    func everyKindOfNameIsFound(what: String, expected: String) throws {
        if expected.isEmpty {
            #expect(throws: InputRefused.self) { try TraceNumber(what).run(bench.folder) }
            return
        }
        let answer = try TraceNumber(what).run(bench.folder)
        #expect(answer.text().contains(expected))
        #expect(!answer.traces.flatMap(\.lines).isEmpty)
    }

    @Test func countOfTheFlowLeadsToVotes() throws {
        let trace = try #require(try trace("screened").traces.first)
        #expect(trace.value == "4")
        #expect(trace.steps.count == 4)
        let votes = trace.lines.filter { $0.file == "decisions.csv" }
        #expect(votes.compactMap(\.line) == [2, 3, 4, 5, 6, 7, 8, 9, 10])
        #expect(votes.allSatisfy { $0.text?.contains("title-abstract") == true })
    }

    @Test func numberIsFoundWhereverItStands() throws {
        // Patients of Adams 2020.
        let patients = try trace("150")
        let places = patients.traces.map(\.what)
        #expect(places.contains { $0.contains("studies.csv") && $0.contains("Patients") })
        #expect(places.contains { $0.contains("modalities.csv") })
        let report = try Report(BuildReport.input(for: bench.folder.read()))
        let pooled = try #require(report.results.first?.stages.last?.pooled)
        let printed = String(format: "%.3f", pooled.estimate)
        let found = try trace(printed).traces.map(\.what)
        #expect(found.contains { $0.contains("results-auc.csv") && $0.contains("Pooled AUC") })
        // As the sheet has it comes before what only rounds to it.
        let exact = try trace("0.95").traces
        #expect(exact.first?.value == "0.950, in full 0.95")
        #expect(throws: InputRefused.self) { try trace("0.123456") }
    }

    @Test func everyCellOfEveryTableIsTraceable() throws {
        let report = try Report(BuildReport.input(for: bench.folder.read()))
        let tracer = Tracer(report)
        for table in report.tables {
            for row in table.rows.indices {
                let columns = table.columns.filter { $0.place != .page }.count
                for column in 1...columns {
                    let answer = try tracer.trace("\(table.path):\(row + 1):\(column)")
                    #expect(answer.traces.count == 1)
                    let count = table.id == "prisma" ? Int(table.rows[row][2].exact) ?? 0 : 1
                    #expect(
                        count == 0 || table.id == "screening"
                            || !answer.events.isEmpty,
                        "\(table.id):\(row + 1):\(column)"
                    )
                }
            }
        }
    }

    @Test func unknownNameListsWhatExists() throws {
        func message(_ what: String) -> String {
            do {
                _ = try TraceNumber(what).run(bench.folder)
                return ""
            } catch { return "\(error)" }
        }
        let all = message("nonsense")
        for word in ["results-auc", "forest-auc", "screened", "Adams2020", "pubmed.nbib"] {
            #expect(all.contains(word))
        }
        #expect(message("results-auc:9:Pooled AUC").contains("rows: 1 to 2"))
        #expect(message("results-auc:1:Pooled").contains("Pooled AUC"))
    }

    @Test func jsonHoldsWhatTheTextCuts() throws {
        let answer = try trace("Adams2020")
        let cut = answer.text(limit: 1)
        #expect(cut.contains("(--all lists them)"))
        #expect(!answer.text(limit: nil).contains("--all"))
        let read = try JSONDecoder().decode(TraceAnswer.self, from: Data(try prettyJSON(answer)))
        #expect(read == answer)
    }

    @Test func changedSheetNamesTheLineOfTheNewOne() throws {
        let rows = SampleReview.estimates.split(separator: "\n").map(String.init)
        let sheet = [rows[0], rows[2].replacing("0.85", with: "0.86")].joined(separator: "\n")
        let event = try bench.take(.estimates, sheet, file: "later.csv")
        let lines = try TraceNumber("auc/external").run(bench.folder).traces.flatMap(\.lines)
        let later = lines.filter { $0.file == "later.csv" }
        #expect(later.map(\.line) == [2, 2])
        #expect(later.allSatisfy { $0.event == event && $0.text?.contains("0.86") == true })
    }

    @Test func votesHiddenFromAReviewerAreNotShown() throws {
        let header = String(SampleReview.decisions.prefix { $0 != "\n" })
        let bench = try ReviewBench.sample()
        try bench.temporary.write(header, to: "decisions.csv")
        for name in ["studies", "estimates", "appraisals"] {
            let text = try bench.temporary.text(name + ".csv")
            try bench.temporary.write(String(text.prefix { $0 != "\n" }), to: name + ".csv")
        }
        try bench.synchronise()
        let vote = "pubmed.nbib:1,title-abstract,Bob,include,,,"
        try bench.take(.decisions, header + "\n" + vote, file: "bob.csv")
        func files(_ viewer: String?) throws -> Set<String> {
            let answer = try TraceNumber("pubmed.nbib:1", viewer: viewer).run(bench.folder)
            return Set(answer.traces.flatMap(\.lines).map(\.file))
        }
        #expect(try files(nil).contains("bob.csv"))
        #expect(try files("Bob").contains("bob.csv"))
        #expect(try !files("Ann").contains("bob.csv"))
        #expect(throws: InputRefused.self) { try files("Zoe") }
    }
}
