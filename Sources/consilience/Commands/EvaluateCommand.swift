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
            "Column of the name of a case, by which --bootstrap and warnings know it.",
            valueName: "column"
        )
    )
    var `case`: String?
    @Option(
        help: """
            Predictions of models refitted to bootstrap samples (CSV: resample, case, times, score), to \
            correct the one model for optimism.
            """,
        completion: .file()
    )
    var bootstrap: String?
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
    @Option(
        help: """
            Samples of the cases, or of the clusters where there are any, for intervals by the \
            bootstrap, at least 100; 2000 are usual.
            """
    )
    var resamples: Int?
    @Option(help: "Start of the random numbers of --resamples.")
    var seed: UInt64 = 1
    @Option(
        help: """
            Band of the ROC curves: pointwise (of each sensitivity) or simultaneous (of the curve as a \
            whole); default: pointwise for a single curve.
            """
    )
    var band: ROCBand?
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
        if let resamples, !(100...100_000).contains(resamples) {
            throw ValidationError("--resamples \(resamples): 100 to 100000 expected")
        }
        if band != nil, roc == nil { throw ValidationError("--band goes with --roc") }
        if band == .simultaneous, cluster != nil, resamples == nil {
            throw ValidationError("--band simultaneous needs --resamples where there are clusters")
        }
        let scores = names
        if bootstrap != nil {
            if self.case == nil { throw ValidationError("--bootstrap needs --case") }
            if scores.count > 1 || group != nil {
                throw ValidationError("--bootstrap corrects one --score without --group")
            }
            if [file, bootstrap].count(where: { $0 == "-" }) > 1 {
                throw ValidationError("standard input can be one file only")
            }
        }
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
                caseName: self.case,
                positive: positive
            )
        )
        let refits = try bootstrap.map { path in
            let name = Terminal.name(of: path)
            let named = NamedTable(
                file: name,
                table: try DelimitedTable(parsing: try Terminal.read(path), fileName: name)
            )
            return try RefitTable(named, of: table, file: Terminal.name(of: file)).refits
        }
        let report: PredictionReport
        do throws(EvaluationError) {
            report = try EvaluatePredictions(
                threshold: threshold,
                sensitivity: sensitivity,
                specificity: specificity,
                prevalence: prevalence,
                level: level,
                resamples: resamples,
                seed: seed
            ).run(table, refits: refits)
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
        if let roc { files.append((roc, report.rocPlot(band: band).render())) }
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
