import Foundation
import Reporting
import Review
import TestSupport
import Testing
import Workbench

@Suite("Differences of a living review")
struct DiffTests {
    /// The sample review, built in January; in June an estimate moves and a decision changes.
    private func living() throws -> ReviewBench {
        let bench = try ReviewBench.sample()
        try bench.synchronise(at: "2026-01-31T10:00:00Z")
        let estimates = SampleReview.estimates.replacing("0.85,,0.74,0.96", with: "0.88,,0.80,0.96")
        try bench.temporary.write(estimates, to: "estimates.csv")
        let decisions = SampleReview.decisions.replacing(
            "pubmed.nbib:3,title-abstract,Ann,exclude,overview,,",
            with: "pubmed.nbib:3,title-abstract,Ann,include,,,"
        )
        try bench.temporary.write(decisions, to: "decisions.csv")
        try bench.synchronise(at: "2026-06-30T10:00:00Z")
        return bench
    }

    private func moment(_ text: String) throws -> ReviewMoment {
        try ReviewMoment(text, option: "--from")
    }

    @Test func whatMovedBetweenTwoDatesIsNamed() throws {
        let bench = try living()
        let snapshot = try bench.folder.read()
        let difference = try DiffReview(from: moment("2026-02-01"), to: .now).run(snapshot)
        #expect(difference.from == 8)
        #expect(difference.to == snapshot.events.count)
        let changes = difference.evaluations.flatMap(\.changes)
        #expect(changes.contains(.init(what: "auc", before: "0.85", after: "0.88")))
        #expect(difference.evaluations.map(\.place) == ["estimates.csv:3"])
        #expect(difference.decisions.map(\.before) == ["exclude: overview"])
        #expect(difference.decisions.map(\.after) == ["include"])
        #expect(difference.flow.contains { $0.what == "records awaiting screening" })
        #expect(difference.results.map(\.stage) == [.external])
        let text = difference.text()
        #expect(text.contains("auc/external, auc: 0.821 ["))
        #expect(
            text.contains("Evaluations\n  ~ Adams2020, net, external, patient (estimates.csv:3)")
        )
        #expect(!text.contains("Studies\n"))
    }

    @Test func asOfADateIsTheReplayOfItsPrefix() throws {
        let bench = try living()
        let snapshot = try bench.folder.read()
        let difference = try DiffReview(from: .event(0), to: moment("2026-03-31")).run(snapshot)
        let prefix = ReviewState(replaying: snapshot.events.filter { $0.at < "2026-04" })
        #expect(difference == ReviewDifference(from: ReviewState(replaying: []), to: prefix))
        #expect(try DiffReview(from: .now).run(snapshot).isEmpty)
        #expect(try DiffReview(from: .now).run(snapshot).text().contains("nothing that counts"))
    }

    @Test(arguments: ["2026-13-01", "yesterday", "-1", "", "2026-01-01 10:00"])
    func otherMomentsAreRefused(text: String) {
        #expect(throws: InputRefused.self) { try ReviewMoment(text, option: "--from") }
    }

    @Test func momentsInTheWrongOrderOrUnknownAreRefused() throws {
        let bench = try living()
        let snapshot = try bench.folder.read()
        #expect(throws: InputRefused.self) {
            try DiffReview(from: .now, to: .event(2)).run(snapshot)
        }
        #expect(throws: InputRefused.self) { try DiffReview(from: .event(99)).run(snapshot) }
        #expect(throws: InputRefused.self) {
            try DiffReview(from: .event(1), viewer: "Zoe").run(snapshot)
        }
    }

    @Test func votesHiddenFromAReviewerStayHidden() throws {
        let bench = try ReviewBench.sample()
        let all = SampleReview.decisions.split(separator: "\n").map(String.init)
        try bench.temporary.write(all[0], to: "decisions.csv")
        for name in ["studies", "estimates", "appraisals"] {
            let text = try bench.temporary.text(name + ".csv")
            let header = String(text.prefix { $0 != "\n" })
            try bench.temporary.write(header, to: name + ".csv")
        }
        let start = try bench.synchronise()
        try bench.take(.decisions, [all[0], all[2]].joined(separator: "\n"), file: "bob.csv")
        let snapshot = try bench.folder.read()
        let open = try DiffReview(from: .event(start)).run(snapshot)
        #expect(open.decisions.map(\.reviewer) == ["Bob"])
        let blind = try DiffReview(from: .event(start), viewer: "Ann").run(snapshot)
        #expect(blind.decisions.isEmpty)
        #expect(blind.works.isEmpty)
    }

    @Test func builtReportsAreComparedCellByCell() throws {
        let (old, new) = (try ReviewBench.built(), try living())
        let folders = (old.temporary.path + "/report", new.temporary.path + "/report")
        for bench in [old, new] {
            let report = BuildReport()
            try report.write(report.render(bench.folder.read()), to: bench.folder.reportPath)
        }
        let same = try DiffReports(before: folders.0, after: folders.0).run()
        #expect(same.isEmpty)
        let difference = try DiffReports(before: folders.0, after: folders.1).run()
        #expect(difference.changedFiles.contains("figures/forest-auc.svg"))
        let results = try #require(
            difference.tables.first { $0.path == "tables/results-auc.csv" }
        )
        #expect(results.newRows.isEmpty && results.goneRows.isEmpty)
        let cell = try #require(results.cells.first { $0.column == "Pooled AUC" })
        #expect(cell.row.hasPrefix("external"))
        #expect(cell.before.hasPrefix("0.82") && cell.after > cell.before)
        #expect(difference.text().contains("tables/results-auc.csv\n"))
        let excluded = try #require(
            difference.tables.first { $0.path == "tables/excluded-records.csv" }
        )
        #expect(excluded.goneRows.count == 1)
        // A table that somebody changed is not compared as if the program had made it.
        try new.temporary.write("Stage\r\n", to: "report/tables/results-auc.csv")
        #expect(throws: InputRefused.self) {
            try DiffReports(before: folders.0, after: folders.1).run()
        }
        #expect(throws: InputRefused.self) {
            try DiffReports(before: old.temporary.path, after: folders.1).run()
        }
    }
}
