import ArgumentParser
import BibliographicFormats
import Figures
import Foundation
import ModelEvaluation
import Workbench

struct ReadersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "readers",
        abstract: "Compare readers without and with a model, or a model with readers.",
        discussion: """
            RATINGS.csv has a row per case, reader and modality: case, reader, modality, label and \
            score (higher speaks for the event). Every reader rates every case under every modality; \
            without a column of modalities there is one. With --ai the rows of one name are those of \
            a standalone model, a row per case. See docs/evaluation.md.

            Example: consilience readers ratings.csv --ai model --roc roc.svg
            """
    )

    @Argument(help: "Ratings (CSV); '-' is standard input.", completion: .file())
    var file: String
    @Option(help: ArgumentHelp("Column of the case.", valueName: "column"))
    var `case` = "case"
    @Option(help: ArgumentHelp("Column of the reader.", valueName: "column"))
    var reader = "reader"
    @Option(
        help: ArgumentHelp(
            "Column of the modality; default: modality, where the table has it.",
            valueName: "column"
        )
    )
    var modality: String?
    @Option(help: ArgumentHelp("Column of the class.", valueName: "column"))
    var label = "label"
    @Option(help: ArgumentHelp("Column of the rating.", valueName: "column"))
    var score = "score"
    @Option(
        help: ArgumentHelp(
            "Column of the cluster, such as the patient of a lesion.",
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
    @Option(
        help: ArgumentHelp(
            "Name, in the column of the reader, of a model that rated the cases on its own.",
            valueName: "name"
        )
    )
    var ai: String?
    @Option(help: "How the covariances of the areas are estimated: delong or jackknife.")
    var covariance = CovarianceMethod.deLong
    @Option(help: "Coverage of all intervals, above 0 and below 1.")
    var level = 0.95
    @Option(help: "File for the ROC curves (SVG, PNG or PDF).", completion: .file())
    var roc: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard level > 0, level < 1 else {
            throw ValidationError("--level \(level): above 0 and below 1 expected")
        }
    }

    func run() throws {
        let name = Terminal.name(of: file)
        let table = try ReaderTable(
            DelimitedTable(parsing: try Terminal.read(file), fileName: name),
            file: name,
            columns: ReaderColumns(
                caseName: self.case,
                reader: reader,
                modality: modality,
                label: label,
                score: score,
                cluster: cluster,
                positive: positive
            ),
            standalone: ai
        )
        let evaluate = EvaluateReaders(covariance: covariance, level: level)
        let report = try evaluate.run(table)
        if let roc {
            try Terminal.writeFigure(try evaluate.rocPlot(table, report).render(), to: roc)
        }
        if output.json { return try Terminal.writeJSON(report) }
        if roc != "-" { Terminal.write(report.text) }
    }
}

extension ReaderReport {
    /// The evaluation as tables for a terminal.
    var text: String {
        let groups = clusters.value.map { " in \($0) clusters" } ?? ""
        let named = modalities.count == 1 ? "1 modality" : "\(modalities.count) modalities"
        let who = readers.count == 1 ? "1 reader" : "\(readers.count) readers"
        let head =
            "\(cases) cases\(groups), \(events) with the event; \(who), \(named)\n"
            + "covariances: \(evaluation.covariance.rawValue); intervals: \(percent) %\n"
        var parts = [head, curves, means]
        if modalities.count > 1 { parts += [tests, differences, readerDifferences] }
        if !evaluation.standalone.isEmpty { parts += [standaloneMeans, standaloneReaders] }
        parts.append(components)
        return parts.joined(separator: "\n") + (warnings.isEmpty ? "" : "\n")
            + warnings.map { $0 + "\n" }.joined()
    }

    private var percent: String { Terminal.decimal(level * 100, 0) }
    private var level: Double { evaluation.level }
    private var system: String { standalone.value ?? "" }

    private static func interval(_ limits: ConfidenceInterval?) -> String {
        guard let limits else { return "" }
        return " [\(Terminal.decimal(limits.lower)), \(Terminal.decimal(limits.upper))]"
    }

    private static func number(_ value: Double?, _ places: Int = 3) -> String {
        value.map { Terminal.decimal($0, places) } ?? "–"
    }

    private static func pValue(_ value: Double?) -> String {
        value.map { $0 < 0.0001 ? "<0.0001" : Terminal.decimal($0, 4) } ?? "–"
    }

    private static func words(_ inference: ReaderInference) -> String {
        switch inference {
        case .randomReadersRandomCases: "such readers, such cases"
        case .fixedReadersRandomCases: "these readers, such cases"
        case .randomReadersFixedCases: "such readers, these cases"
        }
    }

    /// Difference with interval, standard error, degrees of freedom and p-value.
    private static func cells(_ one: ReaderEstimate) -> [String] {
        [
            Terminal.decimal(one.estimate) + interval(one.interval), number(one.standardError, 4),
            one.standardError == nil
                ? "–" : one.degreesOfFreedom.map { Terminal.decimal($0, 1) } ?? "∞",
            pValue(one.pValue),
        ]
    }

    private var curves: String {
        let rows = evaluation.curves.map { one in
            [
                one.modality, one.reader,
                Terminal.decimal(one.area.estimate)
                    + Self.interval(one.area.interval),
            ]
        }
        let own = evaluation.standaloneArea.map {
            [["", system, Terminal.decimal($0.estimate) + Self.interval($0.interval)]]
        }
        return Terminal.table(
            ["modality", "reader", "AUC [\(percent) % CI]"],
            rows + (own ?? [])
        )
    }

    private var means: String {
        Terminal.table(
            ["results for", "modality", "mean AUC [\(percent) % CI]", "df"],
            evaluation.analyses.flatMap { analysis in
                analysis.means.map { mean in
                    let cells = Self.cells(mean.area)
                    return [Self.words(analysis.inference), mean.modality, cells[0], cells[2]]
                }
            }
        )
    }

    private var tests: String {
        Terminal.table(
            ["results for", "test of equal AUC", "statistic", "df", "p"],
            evaluation.analyses.map { analysis in
                guard let test = analysis.test else {
                    return [Self.words(analysis.inference), "none: no variance", "–", "–", "–"]
                }
                let degrees =
                    [test.degreesOfFreedom, test.denominatorDegreesOfFreedom].compactMap(\.self)
                    .enumerated().map { Terminal.decimal($1, $0) }
                return [
                    Self.words(analysis.inference), test.distribution == .f ? "F" : "χ²",
                    Terminal.decimal(test.statistic), degrees.joined(separator: ", "),
                    Self.pValue(test.pValue),
                ]
            }
        )
    }

    private var differences: String {
        Terminal.table(
            ["results for", "first", "second", "difference [\(percent) % CI]", "SE", "df", "p"],
            evaluation.analyses.flatMap { analysis in
                analysis.differences.map {
                    [Self.words(analysis.inference), $0.first, $0.second]
                        + Self.cells($0.difference)
                }
            }
        )
    }

    private var readerDifferences: String {
        Terminal.table(
            ["reader", "first", "second", "difference [\(percent) % CI]", "SE", "df", "p"],
            evaluation.readerDifferences.map {
                [$0.reader ?? "", $0.first, $0.second] + Self.cells($0.difference)
            }
        )
    }

    private var standaloneMeans: String {
        Terminal.table(
            [
                "results for", "modality", "readers' mean AUC",
                "mean − \(system) [\(percent) % CI]", "SE", "df", "p",
            ],
            evaluation.standalone.flatMap { one in
                one.analyses.map {
                    [
                        Self.words($0.inference), one.modality, Terminal.decimal(one.readerMean),
                    ] + Self.cells($0.difference)
                }
            }
        )
    }

    private var standaloneReaders: String {
        Terminal.table(
            ["modality", "reader", "reader − \(system) [\(percent) % CI]", "SE", "df", "p"],
            evaluation.standalone.flatMap { one in
                one.readers.map { [one.modality, $0.reader] + Self.cells($0.difference) }
            }
        )
    }

    private var components: String {
        let found = evaluation.components
        let rows: [(String, Double?)] = [
            ("MS(modality)", found.meanSquareModality), ("MS(reader)", found.meanSquareReader),
            ("MS(modality × reader)", found.meanSquareInteraction), ("Var(error)", found.error),
            ("Cov1", found.cov1), ("Cov2", found.cov2), ("Cov3", found.cov3),
            ("Var(reader)", found.varianceReader),
            ("Var(modality × reader)", found.varianceInteraction),
        ]
        return Terminal.table(
            ["component", "estimate"],
            rows.compactMap { name, value in value.map { [name, Terminal.decimal($0, 8)] } }
        )
    }
}
