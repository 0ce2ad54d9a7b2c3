import ArgumentParser
import Review
import Workbench

struct AnalyseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyse",
        abstract: "Run the planned analyses and print their results.",
        discussion: "Example: consilience analyse spine-review --json"
    )

    @OptionGroup var target: FolderArgument
    @OptionGroup var output: OutputOptions

    func run() throws {
        let report = AnalysisReport(try target.folder.read().state)
        if output.json { return try Terminal.writeJSON(report) }
        Terminal.write(report.text)
    }
}

extension AnalysisReport {
    /// The results as tables for a terminal.
    var text: String {
        var text = statement.map { $0 + "\n\n" } ?? ""
        text +=
            "\(description.all.studies) studies; \(description.all.patients) patients in the "
            + "\(description.all.studiesWithPatients) that state their number\n"
        for analysis in analyses {
            text += "\n\(analysis.title) (\(analysis.measure))\n" + Self.text(of: analysis)
        }
        for analysis in accuracy ?? [] { text += "\n" + Self.text(of: analysis) }
        if analyses.isEmpty, accuracy == nil { text += "No analysis is planned in review.yaml.\n" }
        return text
    }

    private static func text(of analysis: AccuracyReport) -> String {
        func printed(_ value: AccuracyReport.Estimate?) -> String {
            value.map {
                "\(Terminal.decimal($0.value)) [\(Terminal.decimal($0.ciLower)), "
                    + "\(Terminal.decimal($0.ciUpper))]"
            } ?? ""
        }
        let rows = analysis.stages.map { stage in
            [
                stage.stage, String(stage.studies), String(stage.k),
                printed(stage.sensitivity), printed(stage.specificity),
                printed(stage.positiveLikelihoodRatio), printed(stage.negativeLikelihoodRatio),
                stage.correlation.map { Terminal.decimal($0) } ?? "",
            ]
        }
        let header = [
            "stage", "studies", "k", "sensitivity [CI]", "specificity [CI]", "LR+ [CI]",
            "LR− [CI]", "correlation",
        ]
        var text =
            "\(analysis.title) (dta, \(analysis.model))\n" + Terminal.table(header, rows)
        for stage in analysis.stages {
            if let why = stage.whyNotPooled { text += "\(stage.stage): not pooled: \(why)\n" }
            for omitted in stage.notPoolable {
                text +=
                    "\(stage.stage): \(omitted.label) (\(omitted.source)) has no two-by-two table; "
                text += "missing: \(omitted.missing.joined(separator: "; "))\n"
            }
            for warning in stage.warnings { text += "\(stage.stage): \(warning)\n" }
        }
        return text
    }

    private static func text(of analysis: Analysis) -> String {
        let rows = analysis.stages.map { stage -> [String] in
            let pooled = stage.pooled
            return [
                stage.stage, String(stage.studies),
                stage.weightedMean.map {
                    "\(Terminal.decimal($0.mean)) (n = \(Int($0.size)), k = \($0.evaluations))"
                } ?? "",
                pooled.map { String($0.k) } ?? "",
                pooled.map {
                    "\(Terminal.decimal($0.estimate)) [\(Terminal.decimal($0.ciLower)), "
                        + "\(Terminal.decimal($0.ciUpper))]"
                } ?? "",
                pooled?.predictionInterval.map {
                    "[\(Terminal.decimal($0.lower)), \(Terminal.decimal($0.upper))]"
                } ?? "",
                pooled.flatMap { $0.k > 1 ? Terminal.decimal($0.i2, 1) + " %" : nil } ?? "",
                pooled.flatMap { $0.k > 1 ? Terminal.decimal($0.tau2, 4) : nil } ?? "",
            ]
        }
        let header = [
            "stage", "studies", "weighted mean", "pooled k", "estimate [CI]", "prediction", "I²",
            "τ²",
        ]
        var text = Terminal.table(header, rows)
        for drop in analysis.drops {
            text +=
                "drop \(drop.from) → \(drop.to): \(Terminal.decimal(drop.drop)) "
                + "[\(Terminal.decimal(drop.interval.lower)), "
                + "\(Terminal.decimal(drop.interval.upper))]\n"
        }
        for drop in analysis.weightedDrops {
            text +=
                "weighted means, \(drop.from.rawValue) − \(drop.to.rawValue): "
                + "\(Terminal.decimal(drop.difference)) (a description: different studies, no interval)\n"
        }
        if let why = analysis.whyNotCompared { text += "no drop between stages: \(why)\n" }
        for stage in analysis.stages {
            if let why = stage.whyNotPooled { text += "\(stage.stage): not pooled: \(why)\n" }
            for warning in stage.warnings { text += "\(stage.stage): \(warning)\n" }
        }
        return text + analysis.remarks.map { $0 + "\n" }.joined()
    }
}
