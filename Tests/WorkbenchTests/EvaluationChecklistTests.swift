import BibliographicFormats
import Foundation
import ModelEvaluation
import Testing

@testable import Workbench

/// Reporting lists that evaluations fill.
struct EvaluationChecklistTests {
    private static func table(_ rows: [String]) throws -> DelimitedTable {
        try DelimitedTable(
            parsing: Array((rows.joined(separator: "\n") + "\n").utf8),
            fileName: "p.csv"
        )
    }

    /// Forty cases; scores overlap, clusters of two, two sets.
    private func report(
        group: Bool = false,
        cluster: Bool = false,
        fold: Bool = false,
        threshold: Double? = nil,
        sensitivity: Double? = nil,
        sharesClusters: Bool = false
    ) throws -> PredictionReport {
        let rows = (0..<40).map { index -> String in
            let isEvent = index % 3 == 0
            let score = Double((index * 37) % 40) / 80 + (isEvent ? 0.3 : 0)
            let patient = sharesClusters ? index % 20 : index / 2
            let set = index < 20 ? "internal" : "external"
            return "\(isEvent ? 1 : 0),\(score),\(score / 2),\(set),P\(patient),\(index / 2 % 2)"
        }
        let columns = PredictionColumns(
            label: "y",
            scores: ["net", "half"],
            group: group ? "set" : nil,
            cluster: cluster ? "patient" : nil,
            fold: fold ? "fold" : nil
        )
        let table = try PredictionTable(
            Self.table(["y,net,half,set,patient,fold"] + rows),
            file: "p.csv",
            columns: columns
        )
        return try EvaluatePredictions(threshold: threshold, sensitivity: sensitivity).run(table)
    }

    private func row(
        _ number: String,
        of list: EvaluationChecklist = .tripodAI,
        in filled: FilledChecklists
    ) throws -> FilledChecklists.Row {
        let rows = try #require(filled.lists.first { $0.list == list }?.rows)
        return try #require(rows.first { $0.number == number })
    }

    @Test(arguments: EvaluationChecklist.all)
    func listsAreSound(list: EvaluationChecklist) {
        #expect(Set(list.items.map(\.number)).count == list.items.count)
        #expect(list.reference.contains("doi:10."))
        #expect(list.items.allSatisfy { !$0.topic.isEmpty && !$0.number.isEmpty })
    }

    @Test func everyFactIsAskedForAndAsksInWords() {
        let asked = EvaluationChecklist.all.flatMap(\.items).map(\.fact)
        for fact in EvaluationFact.allCases {
            #expect(asked.contains(fact), "\(fact)")
            #expect(!fact.request.isEmpty && !fact.request.hasSuffix("."))
        }
    }

    @Test func numbersAreThoseOfTheEvaluation() throws {
        let report = try report(threshold: 0.5)
        let filled = report.checklists
        let curve = report.curves[0]
        let ends = curve.ci95.compactMap(\.value)
        let area = String(format: "AUC %.3f [95 %% CI %.3f to %.3f]", curve.auc, ends[0], ends[1])
        let performance = try row("23a", in: filled)
        #expect(performance.answer.contains("'net': \(area)"), "\(performance.answer)")
        #expect(performance.answer.contains("'net' at 0.5: sensitivity"))
        #expect(performance.answer.contains("Left to state: performance in important subgroups."))
        #expect(performance.status == .partly)
        let counts = try row("20a", in: filled).answer
        #expect(counts.hasPrefix("40 cases were evaluated, 14 with and 26 without the event."))
        #expect(try row("15", in: filled).answer.contains("given to the evaluation beforehand"))
        let uncertainty = try row("29", of: .claim2024, in: filled)
        #expect(uncertainty.answer.contains("DeLong's for independent cases"))
        #expect(uncertainty.status == .answered)
        #expect(try row("38", of: .claim2024, in: filled).status == .answered)
    }

    /// What the table does not hold is not claimed.
    @Test func silentDataAreNotMadeToSpeak() throws {
        let filled = try report().checklists
        for number in ["12a", "12d", "12g", "14", "16", "20b", "20c", "23b", "24"] {
            let row = try row(number, in: filled)
            #expect(row.status == .unanswered, "\(number)")
            #expect(row.answer.hasPrefix("Not answered by these data: state "))
        }
        for number in ["20", "30", "32", "33"] {
            #expect(try row(number, of: .claim2024, in: filled).status == .unanswered)
        }
        let thresholds = try row("15", in: filled).answer
        #expect(thresholds.hasPrefix("No threshold was given beforehand."))
        #expect(try row("23a", in: filled).answer.contains("were chosen on the same cases"))
        let accuracy = try row("38", of: .claim2024, in: filled)
        #expect(accuracy.answer.hasSuffix("the accuracy at a threshold chosen beforehand."))
    }

    @Test func askedPointsAreNamedByTheirRule() throws {
        let answer = try row("15", in: try report(sensitivity: 0.9).checklists).answer
        #expect(answer.contains("sensitivity at least 0.9") && !answer.contains("Youden"))
    }

    @Test func groupsClustersAndFoldsAreTold() throws {
        let filled = try report(group: true, cluster: true, fold: true).checklists
        #expect(
            try row("23b", in: filled).answer.contains("in 'internal' minus that in 'external'")
        )
        #expect(try row("12a", in: filled).answer.contains("2 folds of a cross-validation"))
        let disjoint = try row("20", of: .claim2024, in: filled).answer
        #expect(disjoint.contains("No cluster of the table stands in more than one group."))
        #expect(disjoint.contains("No cluster of the table stands in more than one fold."))
        #expect(try row("33", of: .claim2024, in: filled).answer.contains("'external': 20 cases"))
        #expect(try row("29", of: .claim2020, in: filled).answer.contains("Obuchowski's"))
        let leaking = try report(group: true, cluster: true, sharesClusters: true).checklists
        let told = try row("20", of: .claim2024, in: leaking).answer
        #expect(told.hasPrefix("20 of 20 clusters") && told.contains("the test leaks"))
    }

    @Test func classesSayWhichAreConfused() throws {
        let report = try EvaluateClasses(label: "k", scores: ["a", "b", "c"]).run(
            Self.table([
                "k,a,b,c", "a,0.8,0.1,0.1", "a,0.2,0.7,0.1", "a,0.3,0.6,0.1", "b,0.1,0.8,0.1",
                "b,0.6,0.3,0.1", "c,0.1,0.1,0.8", "c,0.2,0.1,0.7",
            ]),
            file: "p.csv"
        )
        let failures = try row("39", of: .claim2024, in: report.checklists).answer
        #expect(
            failures.hasPrefix(
                "3 of 7 cases were called a wrong class, most often 'a' called 'b' 2 times and 'b' "
                    + "called 'a' once."
            ),
            "\(failures)"
        )
        let accuracy = try row("36", of: .claim2020, in: report.checklists)
        #expect(accuracy.status == .partly && accuracy.answer.contains("(no interval)"))
        let performance = try row("23a", in: report.checklists).answer
        #expect(performance.contains(String(format: "Macro AUC %.3f", report.evaluation.macroArea)))
    }

    @Test func csvHasARowAnItemAndMarkdownATableAList() throws {
        let filled = try report().checklists
        let items = EvaluationChecklist.all.reduce(0) { $0 + $1.items.count }
        let table = try DelimitedTable(parsing: Array(filled.csv.utf8), fileName: "c.csv")
        #expect(table.header == ["list", "item", "topic", "status", "answer"])
        #expect(table.rows.count == items)
        for list in EvaluationChecklist.all {
            #expect(filled.markdown.contains("## \(list.title)\n"))
        }
        #expect(filled.markdown.split(separator: "\n").count { $0.hasPrefix("| ") } == items + 6)
    }
}
