import ArgumentParser
import BibliographicFormats
import Foundation
import ModelEvaluation
import Workbench

struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Make a logistic model and correct its performance for optimism.",
        discussion: """
            DATA.csv has a row per case: its class and the predictors, numbers as they are, words as \
            indicators of each value but the first. The model is fitted anew to bootstrap samples and \
            without each fold of a cross-validation. See docs/evaluation.md.

            Example: consilience validate data.csv --label died --predictors age,stage,marker
            """
    )

    @Argument(help: "Cases with predictors (CSV); '-' is standard input.", completion: .file())
    var file: String
    @Option(help: ArgumentHelp("Column of the class.", valueName: "column"))
    var label: String
    @Option(help: ArgumentHelp("Columns of the predictors.", valueName: "column,column…"))
    var predictors: String
    @Option(
        help: ArgumentHelp(
            "Predictors whose values are names even where they look like numbers.",
            valueName: "column,column…"
        )
    )
    var categorical: String?
    @Option(
        help: ArgumentHelp(
            "Column of the cluster, such as the hospital; clusters are drawn and folded whole.",
            valueName: "column"
        )
    )
    var cluster: String?
    @Option(
        help: ArgumentHelp(
            "The class that is the event; 1, true and yes need no name.",
            valueName: "class"
        )
    )
    var positive: String?
    @Option(help: "Bootstrap samples to which the model is fitted anew, at least 20.")
    var resamples = 500
    @Option(help: "Start of the random numbers.")
    var seed: UInt64 = 1
    @Option(help: "Folds of the cross-validation, at least 2.")
    var folds = 10
    @Option(help: "How often cases are put into folds anew.")
    var repeats = 1
    @Option(help: "Coverage of all intervals, above 0 and below 1.")
    var level = 0.95
    @OptionGroup var output: OutputOptions

    func validate() throws {
        let names = list(predictors)
        if names.isEmpty { throw ValidationError("--predictors names no column") }
        if Set(names).count < names.count {
            throw ValidationError("--predictors names a column twice")
        }
        if names.contains(label) {
            throw ValidationError("--predictors names '\(label)', the column of the class")
        }
        if let stranger = list(categorical ?? "").first(where: { !names.contains($0) }) {
            throw ValidationError("--categorical names '\(stranger)', which is no predictor")
        }
        for (name, value, least) in [
            ("resamples", resamples, 20), ("folds", folds, 2), ("repeats", repeats, 1),
        ] where value < least {
            throw ValidationError("--\(name) \(value): at least \(least) expected")
        }
        for (name, value) in [("resamples", resamples), ("repeats", repeats)]
        where value > 100_000 {
            throw ValidationError("--\(name) \(value): at most 100000 expected")
        }
        guard level > 0, level < 1 else {
            throw ValidationError("--level \(level): above 0 and below 1 expected")
        }
    }

    private func list(_ text: String) -> [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
    }

    func run() throws {
        let name = Terminal.name(of: file)
        let table = try DevelopmentTable(
            NamedTable(
                file: name,
                table: try DelimitedTable(parsing: try Terminal.read(file), fileName: name)
            ),
            columns: DevelopmentColumns(
                label: label,
                predictors: list(predictors),
                categorical: Set(list(categorical ?? "")),
                cluster: cluster,
                positive: positive
            )
        )
        let report = try ValidateModel(
            resamples: resamples,
            seed: seed,
            folds: folds,
            repeats: repeats,
            level: level
        ).run(table, file: name)
        if output.json { return try Terminal.writeJSON(report) }
        Terminal.write(report.text)
    }
}

extension ModelReport {
    /// The validation as tables for a terminal.
    var text: String {
        var text = "\(cases) cases, \(events) with the event"
        if let clusters = clusters.value { text += ", \(clusters) clusters" }
        text += "; \(Terminal.decimal(eventsPerParameter, 1)) of the rarer class a coefficient\n\n"
        text += Terminal.table(
            ["coefficient", "log odds", "SE"],
            coefficients.map {
                [
                    $0.name, Terminal.decimal($0.logOdds, 4),
                    $0.se.value.map { Terminal.decimal($0, 4) } ?? "",
                ]
            }
        )
        for (name, value) in references.sorted(by: { $0.key < $1.key }) {
            text += "\(name) is held against '\(value)'\n"
        }
        text += "\n" + bootstrap.text
        if let shrinkage = shrinkage.value {
            text += "shrinkage factor \(Terminal.decimal(shrinkage)): the corrected slope\n"
        }
        text += "\n" + folds
        return text + (warnings.isEmpty ? "" : "\n") + warnings.map { $0 + "\n" }.joined()
    }

    private var folds: String {
        let repeats = crossValidation.repeats == 1 ? "" : ", \(crossValidation.repeats) times"
        let interval = crossValidation.areas.first?.interval
        let percent = Terminal.decimal(level * 100, 0)
        return "cross-validation, \(crossValidation.folds) folds\(repeats)\n"
            + Terminal.table(
                ["figure", "mean", "SD of repeats", "\(percent) % CI (first)"],
                crossValidation.figures.map { found in
                    let ends = found.figure == .area ? interval : nil
                    return [
                        found.figure.rawValue, Terminal.decimal(found.mean, 4),
                        found.standardDeviation.map { Terminal.decimal($0, 4) } ?? "",
                        ends.map {
                            "[\(Terminal.decimal($0.lower, 4)), \(Terminal.decimal($0.upper, 4))]"
                        } ?? "",
                    ]
                }
            )
    }
}
