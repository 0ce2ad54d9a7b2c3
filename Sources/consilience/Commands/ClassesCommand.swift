import ArgumentParser
import BibliographicFormats
import Foundation
import ModelEvaluation
import Workbench

struct ClassesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classes",
        abstract: "Evaluate a model's own predictions of several classes.",
        discussion: """
            PREDICTIONS.csv has a row per case: its class and a column of probabilities for each \
            class. Each class is told from all others, and all from each other. See \
            docs/evaluation.md.

            Example: consilience classes predictions.csv --label kind --scores lytic,blastic,mixed
            """
    )

    @Argument(help: "Predictions (CSV); '-' is standard input.", completion: .file())
    var file: String
    @Option(help: ArgumentHelp("Column of the class.", valueName: "column"))
    var label: String
    @Option(
        help: ArgumentHelp(
            "Columns of the probabilities, one a class.",
            valueName: "column,column…"
        )
    )
    var scores: String
    @Option(
        help: ArgumentHelp(
            "The classes in the order of the columns; default: the names of the columns.",
            valueName: "class,class…"
        )
    )
    var classes: String?
    @Option(help: "Coverage of all intervals, above 0 and below 1.")
    var level = 0.95
    @OptionGroup var lists: ChecklistOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard level > 0, level < 1 else {
            throw ValidationError("--level \(level): above 0 and below 1 expected")
        }
        if list(scores).count < 2 {
            throw ValidationError("--scores \(scores): columns of two or more classes expected")
        }
        if list(scores).contains(label) {
            throw ValidationError("--scores names the column of the class, '\(label)'")
        }
    }

    private func list(_ text: String) -> [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
    }

    func run() throws {
        let name = Terminal.name(of: file)
        let table = try DelimitedTable(parsing: try Terminal.read(file), fileName: name)
        let report = try EvaluateClasses(
            label: label,
            scores: list(scores),
            classes: classes.map(list),
            level: level
        ).run(table, file: name)
        try lists.write(report.checklists)
        if output.json { return try Terminal.writeJSON(MarkedReport(.classes, report)) }
        Terminal.write(report.text)
    }
}

extension ClassReport {
    /// The evaluation as tables for a terminal.
    var text: String {
        func number(_ value: Double?) -> String { value.map { Terminal.decimal($0) } ?? "–" }
        func interval(_ found: ConfidenceInterval?) -> String {
            found.map { " [\(Terminal.decimal($0.lower)), \(Terminal.decimal($0.upper))]" } ?? ""
        }
        let rows = evaluation.classes.map { found in
            [
                found.name, String(found.cases),
                number(found.area.area) + interval(found.area.plainInterval),
                number(found.sensitivity.estimate) + interval(found.sensitivity.interval),
                number(found.specificity.estimate), number(found.positivePredictiveValue?.estimate),
                number(found.f1),
            ]
        }
        let table = zip(classes, evaluation.confusion).map { name, row in
            [name] + row.map(String.init)
        }
        let whole: [(String, String)] = [
            (
                "macro AUC",
                number(evaluation.macroArea) + interval(evaluation.macroAreaInterval)
            ),
            ("weighted AUC", number(evaluation.weightedArea)),
            ("M (Hand & Till)", number(evaluation.handTill)),
            (
                "accuracy",
                number(evaluation.accuracy.estimate) + interval(evaluation.accuracy.interval)
            ),
            ("balanced accuracy", number(evaluation.balancedAccuracy)),
            ("macro F1", number(evaluation.macroF1)), ("Cohen κ", number(evaluation.kappa)),
            ("MCC", number(evaluation.matthews)), ("Brier", number(evaluation.brier)),
            ("log loss", number(evaluation.logLoss)),
        ]
        let head = [
            "class", "n", "AUC against all others", "sensitivity", "specificity", "PPV", "F1",
        ]
        return "\(cases) cases\n\n" + Terminal.table(head, rows) + "\n"
            + Terminal.table(["true \\ called"] + classes, table) + "\n"
            + Terminal.table(["figure", "estimate"], whole.map { [$0.0, $0.1] })
            + (warnings.isEmpty ? "" : "\n") + warnings.map { $0 + "\n" }.joined()
    }
}
