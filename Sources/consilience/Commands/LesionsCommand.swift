import ArgumentParser
import BibliographicFormats
import Figures
import Foundation
import ModelEvaluation
import Workbench

struct LesionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lesions",
        abstract: "Evaluate marks on images against lesions: FROC and AFROC.",
        discussion: """
            MARKS.csv has a row per mark: case, x, y, for volumes z, and score. TRUTHS.csv has a row \
            per lesion: case, x, y, z; a row with a blank place names a case without lesion. Give one \
            of --tolerance, --radius and --overlap. See docs/evaluation.md.

            Example: consilience lesions marks.csv --truth truths.csv --tolerance 5 --froc froc.svg
            """
    )

    @Argument(help: "Marks (CSV); '-' is standard input.", completion: .file())
    var file: String
    @Option(help: "Lesions and cases without (CSV).", completion: .file())
    var truth: String
    @Option(help: "List of all cases (CSV with the column of the case).", completion: .file())
    var cases: String?
    @Option(
        help: "A mark hits within this distance of a lesion's centre, in the unit of the places."
    )
    var tolerance: Double?
    @Flag(help: "A mark hits within the radius of the lesion (column radius of the truths).")
    var radius = false
    @Option(
        help: """
            A mark hits if its box and the lesion's (columns width, height, depth around the place) \
            have an intersection over union of at least this, above 0 and at most 1.
            """
    )
    var overlap: Double?
    @Option(help: ArgumentHelp("Column of the score.", valueName: "column"))
    var score = "score"
    @Option(help: ArgumentHelp("Column of the case, in all files.", valueName: "column"))
    var `case` = "case"
    @Option(
        help: ArgumentHelp(
            "Column of the reader or model that made the mark; all are compared.",
            valueName: "column"
        )
    )
    var reader: String?
    @Option(help: "Further marks on a lesion that is hit already: ignored or false-positives.")
    var further = FurtherMarks.ignored
    @Flag(help: "Read the sensitivity between points on a straight line, as LUNA16's script does.")
    var interpolate = false
    @Option(help: "Start of the random numbers of the intervals.")
    var seed: UInt64 = 1
    @Option(help: "Samples of the cases for the intervals, at least 100.")
    var resamples = 2000
    @Option(help: "Coverage of all intervals, above 0 and below 1.")
    var level = 0.95
    @Option(help: "File for the FROC curves (SVG, PNG or PDF).", completion: .file())
    var froc: String?
    @Flag(help: "Draw the false positives per case on a linear axis.")
    var linear = false
    @OptionGroup var lists: ChecklistOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        let rules = [tolerance != nil, radius, overlap != nil].count { $0 }
        if rules != 1 {
            throw ValidationError("give one of --tolerance, --radius and --overlap")
        }
        if let tolerance, !(tolerance > 0 && tolerance.isFinite) {
            throw ValidationError("--tolerance \(tolerance): a finite number above 0 expected")
        }
        if let overlap, !(overlap > 0 && overlap <= 1) {
            throw ValidationError("--overlap \(overlap): above 0 and at most 1 expected")
        }
        if !(level > 0 && level < 1) {
            throw ValidationError("--level \(level): above 0 and below 1 expected")
        }
        if resamples < 100 {
            throw ValidationError("--resamples \(resamples): at least 100 expected")
        }
        if [file, truth, cases].count(where: { $0 == "-" }) > 1 {
            throw ValidationError("standard input can be one file only")
        }
    }

    private var matching: LesionMatching {
        if let tolerance { return .distance(tolerance) }
        return overlap.map { .overlap($0) } ?? .radius
    }

    func run() throws {
        func table(_ path: String) throws -> NamedTable {
            let name = Terminal.name(of: path)
            return NamedTable(
                file: name,
                table: try DelimitedTable(parsing: try Terminal.read(path), fileName: name)
            )
        }
        let lesions = try LesionTable(
            marks: try table(file),
            truths: try table(truth),
            cases: try cases.map(table),
            columns: LesionColumns(caseName: self.case, score: score, reader: reader),
            matching: matching
        )
        let report = try EvaluateLesions(
            matching: matching,
            furtherMarks: further,
            reading: interpolate ? .interpolated : .attained,
            resamples: resamples,
            seed: seed,
            level: level
        ).run(lesions)
        if let froc {
            let plot = report.frocPlot(scale: linear ? .linear : .log)
            try Terminal.writeFigure(plot.render(), to: froc)
        }
        try lists.write(report.checklists)
        if output.json { return try Terminal.writeJSON(MarkedReport(.lesions, report)) }
        if froc != "-" { Terminal.write(report.text) }
    }
}

extension LesionReport {
    /// The evaluation as tables for a terminal.
    var text: String {
        let head =
            "\(cases) cases, \(normalCases) without lesion; \(lesions) lesions\n"
            + "a mark hits a lesion: \(matching); further marks on it: \(furtherMarks.rawValue)\n"
        let parts = [counts, rates, estimates] + (comparisons.isEmpty ? [] : [differences])
        return ([head] + parts).joined(separator: "\n") + (warnings.isEmpty ? "" : "\n")
            + warnings.map { $0 + "\n" }.joined()
    }

    private static func interval(_ limits: ConfidenceInterval?) -> String {
        guard let limits else { return "" }
        return " [\(Terminal.decimal(limits.lower)), \(Terminal.decimal(limits.upper))]"
    }

    private var percent: String { Terminal.decimal(level * 100, 0) }

    private var counts: String {
        Terminal.table(
            [
                "reader", "marks", "hits", "false positives", "further", "sensitivity",
                "FP per case",
            ],
            readers.map { reader in
                [
                    reader.name.value ?? "", String(reader.marks), String(reader.hits),
                    String(reader.falsePositives), String(reader.furtherMarks),
                    Terminal.decimal(Double(reader.hits) / Double(lesions)),
                    Terminal.decimal(Double(reader.falsePositives) / Double(cases)),
                ]
            }
        )
    }

    private var rates: String {
        Terminal.table(
            ["reader", "FP per case", "threshold", "sensitivity [\(percent) % CI]"],
            readers.flatMap { reader in
                reader.sensitivities.map { rate in
                    [
                        reader.name.value ?? "", Terminal.decimal(rate.falsePositivesPerCase),
                        rate.threshold.value.map { Terminal.decimal($0, 4) } ?? "",
                        Terminal.decimal(rate.sensitivity) + Self.interval(rate.interval.value),
                    ]
                }
            }
        )
    }

    private var estimates: String {
        Terminal.table(
            ["reader", "figure", "estimate [\(percent) % CI]"],
            readers.flatMap { reader in
                reader.figures.map { one in
                    [
                        reader.name.value ?? "", one.figure,
                        Terminal.decimal(one.estimate) + Self.interval(one.interval.value),
                    ]
                }
            }
        )
    }

    private var differences: String {
        Terminal.table(
            ["first", "second", "figure", "difference [\(percent) % CI]"],
            comparisons.map { one in
                [
                    one.a, one.b, one.figure,
                    Terminal.decimal(one.difference) + Self.interval(one.interval.value),
                ]
            }
        )
    }
}
