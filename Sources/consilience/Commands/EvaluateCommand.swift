import ArgumentParser
import BibliographicFormats
import Figures
import Foundation
import ModelEvaluation
import Workbench

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Evaluate a model's own predictions, case by case.",
        discussion: """
            PREDICTIONS.csv has a row per case: its class, the score of one or more models (higher \
            speaks for the event), and perhaps a group (training, internal, external; a site) and a \
            cluster (the patient of a lesion). Scores from 0 to 1 are also taken as probabilities: \
            calibration and decision curve. See docs/evaluation.md.

            Example: consilience evaluate predictions.csv --label outcome --score model,reader --json
            """
    )

    @Argument(help: "Predictions (CSV); '-' is standard input.", completion: .file())
    var file: String
    @Option(help: ArgumentHelp("Column of the class.", valueName: "column"))
    var label: String
    @Option(
        help: ArgumentHelp("Columns of the scores, one a model.", valueName: "column,column…")
    )
    var score: String
    @Option(help: ArgumentHelp("Column of the group.", valueName: "column"))
    var group: String?
    @Option(
        help: ArgumentHelp(
            "Column of the cluster, such as the patient of a lesion.",
            valueName: "column"
        )
    )
    var cluster: String?
    @Option(
        help: ArgumentHelp(
            "Column of the fold of a cross-validation in which a case was predicted.",
            valueName: "column"
        )
    )
    var fold: String?
    @Option(
        help: ArgumentHelp(
            "The class that is the event; 1, true and yes need no name.",
            valueName: "class"
        )
    )
    var positive: String?
    @Option(help: "A threshold chosen beforehand: cases that score at least so high are positive.")
    var threshold: Double?
    @Option(help: "Read each curve where the sensitivity is at least this, 0 to 1.")
    var sensitivity: Double?
    @Option(help: "Read each curve where the specificity is at least this, 0 to 1.")
    var specificity: Double?
    @Option(help: "Prevalence for predictive values, above 0 and below 1.")
    var prevalence: Double?
    @Option(help: "Coverage of all intervals, above 0 and below 1.")
    var level = 0.95
    @Option(help: "File for the ROC curves (SVG, PNG or PDF).", completion: .file())
    var roc: String?
    @Option(help: "File for the calibration plot of scores from 0 to 1.", completion: .file())
    var calibration: String?
    @Option(
        help: "File for the decision curve of scores from 0 to 1; several groups get a file each.",
        completion: .file()
    )
    var decision: String?
    @OptionGroup var lists: ChecklistOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        for (name, value) in [("sensitivity", sensitivity), ("specificity", specificity)] {
            if let value, !(0...1).contains(value) {
                throw ValidationError("--\(name) \(value): a number from 0 to 1 expected")
            }
        }
        for (name, value) in [("prevalence", prevalence), ("level", level)] {
            if let value, !(value > 0 && value < 1) {
                throw ValidationError("--\(name) \(value): above 0 and below 1 expected")
            }
        }
        if let threshold, !threshold.isFinite {
            throw ValidationError("--threshold \(threshold): a finite number expected")
        }
        let scores = names
        if scores.isEmpty { throw ValidationError("--score names no column") }
        if Set(scores).count < scores.count {
            throw ValidationError("--score names a column twice")
        }
        if scores.contains(label) {
            throw ValidationError("--score names the column of the class, '\(label)'")
        }
    }

    private var names: [String] {
        score.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
    }

    func run() throws {
        let name = Terminal.name(of: file)
        let table = try PredictionTable(
            DelimitedTable(parsing: try Terminal.read(file), fileName: name),
            file: name,
            columns: PredictionColumns(
                label: label,
                scores: names,
                group: group,
                cluster: cluster,
                fold: fold,
                positive: positive
            )
        )
        let report: PredictionReport
        do throws(EvaluationError) {
            report = try EvaluatePredictions(
                threshold: threshold,
                sensitivity: sensitivity,
                specificity: specificity,
                prevalence: prevalence,
                level: level
            ).run(table)
        } catch {
            throw InputRefused(file: name, error.description)
        }
        try writeFigures(report)
        try lists.write(report.checklists)
        if output.json { return try Terminal.writeJSON(MarkedReport(.evaluate, report)) }
        if ![roc, calibration, decision].contains("-") { Terminal.write(report.text) }
    }

    private func writeFigures(_ report: PredictionReport) throws {
        var files: [(path: String, svg: String)] = []
        if let roc { files.append((roc, report.rocPlot().render())) }
        if calibration != nil || decision != nil, report.calibration.isEmpty {
            throw InputRefused(
                file: Terminal.name(of: file),
                "no score is a probability from 0 to 1: no calibration and no decision curve"
            )
        }
        if let calibration { files.append((calibration, report.calibrationPlot().render())) }
        if let decision {
            let groups = report.groups
            for (number, group) in groups.enumerated() {
                files.append(
                    (
                        groups.count == 1 ? decision : Self.numbered(decision, number + 1),
                        report.decisionPlot(group: group).render()
                    )
                )
            }
        }
        // All are drawn before the first is written.
        for (path, svg) in files { try Terminal.writeFigure(svg, to: path) }
    }

    /// `decision.svg` as `decision-2.svg`.
    private static func numbered(_ path: String, _ number: Int) -> String {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else {
            return "\(path)-\(number)"
        }
        return "\(path[..<dot])-\(number)\(path[dot...])"
    }
}

extension PredictionReport {
    /// The evaluation as tables for a terminal.
    var text: String {
        var text = "\(cases) cases\n\n" + areas + "\n" + chosenPoints
        if !comparisons.isEmpty { text += "\n" + differences }
        if !crossValidation.isEmpty { text += "\n" + validations }
        if !calibration.isEmpty { text += "\n" + calibrations }
        return text + (warnings.isEmpty ? "" : "\n")
            + warnings.map { $0 + "\n" }.joined()
    }

    private static func number(_ value: Figure, _ places: Int = 3) -> String {
        value.value.map { Terminal.decimal($0, places) } ?? ""
    }

    private static func interval(_ ends: [Figure], _ places: Int = 3) -> String {
        let values = ends.compactMap(\.value)
        guard values.count == 2 else { return "" }
        return "[\(Terminal.decimal(values[0], places)), \(Terminal.decimal(values[1], places))]"
    }

    private var areas: String {
        let percent = Terminal.decimal((curves.first?.level ?? 0.95) * 100, 0)
        return Terminal.table(
            [
                "score", "group", "n", "events", "AUC [\(percent) % CI]", "SE", "logit CI",
                "pAUC 0.9–1",
            ],
            curves.map { curve in
                [
                    curve.score, curve.group.value ?? "", String(curve.n), String(curve.events),
                    "\(Terminal.decimal(curve.auc)) \(Self.interval(curve.ci95))",
                    Self.number(curve.se, 4), Self.interval(curve.logitCI95),
                    Terminal.decimal(curve.partialAuc90to100spec, 4),
                ]
            }
        )
    }

    private var chosenPoints: String {
        let rows = curves.flatMap { curve in
            curve.points.map { point in
                [
                    curve.score, curve.group.value ?? "", point.rule,
                    Self.number(point.threshold, 4),
                    "\(Terminal.decimal(point.sensitivity)) \(Self.interval(point.sensitivityCI95))",
                    "\(Terminal.decimal(point.specificity)) \(Self.interval(point.specificityCI95))",
                    Terminal.decimal(point.measures.accuracy.estimate),
                    predictive(
                        point.atPrevalence.value?.positive,
                        point.measures.positivePredictiveValue
                    ),
                    predictive(
                        point.atPrevalence.value?.negative,
                        point.measures.negativePredictiveValue
                    ),
                    point.measures.f1.map { Terminal.decimal($0) } ?? "",
                    point.measures.matthews.map { Terminal.decimal($0) } ?? "",
                ]
            }
        }
        let stated = curves.first?.points.first?.atPrevalence.value?.prevalence
        let note =
            stated.map {
                "predictive values at a prevalence of \($0)\n"
            } ?? "predictive values at the prevalence of these cases\n"
        return Terminal.table(
            [
                "score", "group", "point", "threshold", "sensitivity [CI]", "specificity [CI]",
                "accuracy", "PPV", "NPV", "F1", "MCC",
            ],
            rows
        ) + note
    }

    private func predictive(_ stated: Double?, _ observed: BinomialProportion?) -> String {
        (stated ?? observed?.estimate).map { Terminal.decimal($0) } ?? ""
    }

    private var differences: String {
        Terminal.table(
            ["first", "second", "of", "difference [CI]", "z", "p"],
            comparisons.map { comparison in
                [
                    comparison.a, comparison.b,
                    comparison.paired
                        ? (comparison.group.value ?? "the same cases")
                        : (comparison.score.value ?? ""),
                    "\(Terminal.decimal(comparison.difference)) \(Self.interval(comparison.ci95))",
                    Self.number(comparison.z), Self.number(comparison.p, 4),
                ]
            }
        )
    }

    private var validations: String {
        Terminal.table(
            ["score", "group", "folds", "mean AUC [CI]", "SD", "least", "largest", "all cases"],
            crossValidation.map { found in
                let areas = found.area.folds.map(\.area)
                let mean = found.area.interval.map { text(found.area.mean, $0) }
                return [
                    found.score, found.group.value ?? "", String(areas.count),
                    mean ?? Terminal.decimal(found.area.mean),
                    found.area.standardDeviation.map { Terminal.decimal($0) } ?? "",
                    Terminal.decimal(areas.min() ?? 0), Terminal.decimal(areas.max() ?? 0),
                    Terminal.decimal(found.area.pooled),
                ]
            }
        )
    }

    private var calibrations: String {
        Terminal.table(
            [
                "score", "group", "intercept", "slope [CI]", "O:E [CI]", "Brier", "scaled", "ECE",
                "ICI",
            ],
            calibration.map { found in
                let model = found.model.value
                let ratio = model?.observedExpected
                return [
                    found.score, found.group.value ?? "",
                    model?.intercept.map { Terminal.decimal($0.estimate) } ?? "",
                    model?.slope.map { text($0.estimate, $0.interval) } ?? "",
                    ratio.map { text($0.ratio, $0.interval) } ?? "",
                    Terminal.decimal(found.brier.score, 4), Terminal.decimal(found.brier.scaled),
                    Terminal.decimal(found.expectedCalibrationError, 4),
                    found.smooth.value.map { Terminal.decimal($0.integratedIndex, 4) } ?? "",
                ]
            }
        )
    }

    private func text(_ value: Double, _ interval: ConfidenceInterval) -> String {
        "\(Terminal.decimal(value)) "
            + "[\(Terminal.decimal(interval.lower)), \(Terminal.decimal(interval.upper))]"
    }
}
