import ArgumentParser
import BibliographicFormats
import Figures
import Foundation
import Workbench

struct MetaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meta",
        abstract: "Pool the results of a table of studies.",
        discussion: """
            Columns by measure:
              generic     study, yi, vi or sei or ci_lower and ci_upper
              auc         study, auc, se, ci_lower, ci_upper, n, events
              oe          study, observed, expected, n
              proportion  study, events, n
              or rr rd peto   study, ai, bi, ci, di
              md smd rom  study, m1, sd1, n1, m2, sd2, n2
              zcor        study, ri, ni
              dta         study, tp, fp, fn, tn

            Example: consilience meta Examples/euroscore-ii/estimates.csv --measure auc
            """
    )

    @Argument(help: "Table as CSV; '-' is standard input.", completion: .file())
    var file: String
    @Option(help: "What the table holds.")
    var measure: String
    @Option(help: "Heterogeneity: EE, DL, HE, HS, SJ, ML, REML, EB, PM.")
    var method = "REML"
    @Option(help: "Intervals and tests: knha (Hartung–Knapp), adhoc, z.")
    var test = "knha"
    @Option(help: "Level of the intervals.")
    var level = 0.95
    @Option(help: "Columns that explain differences, separated by commas.")
    var moderators: String?
    @Option(help: "Column that names the subgroup.")
    var subgroup: String?
    @Option(help: "Column that names the cluster of dependent estimates.")
    var cluster: String?
    @Option(help: "auc: column that names the stage: training, internal, external.")
    var stage: String?
    @Option(help: "Share of events assumed where an AUC comes without them; marked in the output.")
    var assumePrevalence: Double?
    @Option(help: "Prediction interval by the distribution of the test, or by higgins: t on k − 2.")
    var prediction = "test"
    @Option(help: "auc: Newcombe's method for studies without an error or interval, 4 or 2.")
    var newcombe = 4
    @Option(help: "proportion: PLO (logit), PFT (double arcsine), PAS (arcsine), PR (raw).")
    var proportions = "PLO"
    @Option(help: "dta: adaptive quadrature with this many nodes instead of Laplace's method.")
    var nodes: Int?
    @Option(help: "dta: size of regions around the summary point by f (RevMan) or chi2 (mada).")
    var region = "f"
    @Option(help: "Order of the studies in the forest plot: given, estimate, weight, label.")
    var sort = ForestOrder.given
    @Option(
        help: "R program that repeats the analysis with metafor or lme4 and compares every number.",
        completion: .file(extensions: ["R"])
    )
    var rScript: String?
    @Flag(help: "Print the formulas and sources of what was computed, with this run's numbers.")
    var explain = false
    @OptionGroup(title: "Figures (SVG files; '-' is standard output)")
    var figures: MetaFigureOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let name = Terminal.name(of: file)
        let columns = (moderators ?? "").split(separator: ",").map {
            String($0).trimmingCharacters(in: .whitespaces)
        }
        let options = try PoolTableOptions(
            parsing: measure,
            method: method,
            test: test,
            level: level,
            moderators: columns,
            subgroup: subgroup,
            cluster: cluster,
            stage: stage,
            assumePrevalence: assumePrevalence,
            nodes: nodes,
            region: region,
            prediction: prediction,
            newcombe: newcombe,
            proportions: proportions
        )
        let table = try DelimitedTable(parsing: try Terminal.read(file), fileName: name)
        let rows = table.rows.map { (line: $0.line, fields: $0.fields) }
        if options.measure == .dta {
            return try runDiagnostic(name, header: table.header, rows: rows, options: options)
        }
        let result = try PoolTable.pool(
            file: name,
            header: table.header,
            rows: rows,
            options: options
        )
        try figures.write(result, options: options, level: level, order: sort.order)
        if let rScript {
            let program = try PoolScript.script(
                for: result,
                options: options,
                file: name,
                header: table.header,
                rows: rows
            )
            try Terminal.write(Array(program.utf8), to: rScript)
        }
        if output.json { return try Terminal.writeJSON(result) }
        show(result.text(level: level), explanation: result.explanation(options: options))
    }

    /// Text on standard output, unless a file already goes there.
    private func show(_ text: String, explanation: @autoclosure () -> String) {
        guard !figures.usesStandardOutput, rScript != "-" else { return }
        Terminal.write(explain ? text + explanation() : text)
    }

    private func runDiagnostic(
        _ name: String,
        header: [String],
        rows: [(line: Int, fields: [String])],
        options: PoolTableOptions
    ) throws {
        let result = try PoolDiagnosticTable.pool(
            file: name,
            header: header,
            rows: rows,
            options: options
        )
        try figures.write(result, level: level)
        if let rScript {
            try Terminal.write(
                Array(PoolScript.script(for: result, file: name).utf8),
                to: rScript
            )
        }
        if output.json { return try Terminal.writeJSON(result) }
        show(result.text(level: level), explanation: result.explanation(options: options))
    }
}
