import ArgumentParser
import BibliographicFormats
import Workbench

struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Read exports of any format and write their records.",
        discussion: """
            Format and encoding are detected from the content. Nothing is dropped silently: what was \
            repaired or could not be read is told with its line.

            Example: consilience convert pubmed.nbib scopus.csv --to ris -o all.ris
            """
    )

    @Argument(help: "Files; '-' is standard input.", completion: .file())
    var files: [String]
    @Option(help: "Format to write: \(BibliographicFormat.written.joined(separator: ", ")).")
    var to: BibliographicFormat
    @Option(help: "Columns of a table (--to csv): generic, rayyan, asreview, covidence.")
    var dialect: TableDialect = .generic
    @Option(help: "Read the files in this format instead of detecting it.")
    var from: BibliographicFormat?
    @Option(
        name: [.customShort("o"), .long],
        help: "File to write; '-' is standard output.",
        completion: .file()
    )
    var out = "-"
    @Option(help: "File for a JSON report of what was found, read, repaired and missing.")
    var report: String?
    @Flag(help: "No messages on standard error but errors.")
    var quiet = false

    func validate() throws {
        if dialect != .generic, to != .csv {
            throw ValidationError("--dialect goes with --to csv only.")
        }
    }

    func run() throws {
        let inputs = try files.map {
            ConvertRecords.Input(name: Terminal.name(of: $0), bytes: try Terminal.read($0))
        }
        let result = try ConvertRecords(from: from, to: to, dialect: dialect)(inputs)
        if let report { try Terminal.write(try prettyJSON(result.reports), to: report) }
        try Terminal.write(result.bytes, to: out)
        if !quiet {
            for report in result.reports {
                Terminal.complain(
                    "\(report.file): \(report.format.rawValue), \(report.encoding), "
                        + "\(report.recordsRead) of \(report.recordsFound) records read, "
                        + "\(report.repaired.count) repaired"
                )
                for problem in report.problems {
                    Terminal.complain("\(report.file):\(problem.line): \(problem.what)")
                }
            }
        }
    }
}

extension BibliographicFormat {
    /// Names of the formats for the help of commands.
    static var written: [String] { allCases.filter(\.isWritable).map(\.rawValue) }
}
