import ArgumentParser
import BibliographicFormats
import Review
import Screening
import Workbench

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import exports of a database into a review.",
        discussion: """
            Format and encoding are detected from the content. A file with records that cannot be \
            read is refused, with their lines; --partial takes the others all the same.

            Example: consilience import spine-review pubmed.nbib --database PubMed \
            --searched 2026-01-31 --query @query.txt
            """
    )

    @OptionGroup var target: FolderArgument
    @Argument(help: "Exports; '-' is standard input.", completion: .file())
    var files: [String]
    @Option(help: "Name of the database, register or website.")
    var database: String
    @Option(help: "Platform through which it was searched.")
    var platform: String?
    @Option(help: "Date of the search, YYYY-MM-DD.")
    var searched: String?
    @Option(help: "Query as typed, or @FILE that holds it.")
    var query: String?
    @Option(
        help: "How the records were found: database, register, website, organisation, citation."
    )
    var kind: SearchImport.Kind = .database
    @Option(help: "Read the files in this format instead of detecting it.")
    var from: BibliographicFormat?
    @Flag(help: "Take the readable records of a file although others cannot be read.")
    var partial = false
    @Option(
        name: .customLong("decisions-of"),
        help: ArgumentHelp(
            "Take up the decisions that Rayyan, ASReview, Covidence, Abstrackr or a column "
                + "'included' wrote into the file, as those of this reviewer; "
                + "NAME-IN-FILE=NAME tells several apart.",
            valueName: "name"
        )
    )
    var decisionsOf: [String] = []
    @Option(help: "Stage of those decisions: title-abstract or full-text.")
    var stage: Stage = .titleAbstract
    @OptionGroup var output: OutputOptions

    func run() throws {
        var draft = try target.folder.draft()
        var text = query
        if let query, query.hasPrefix("@") {
            let bytes = try Terminal.read(String(query.dropFirst()))
            text = String(decoding: bytes, as: UTF8.self)
        }
        let bar = ProgressBar(isQuiet: output.quiet)
        defer { bar.finish() }
        var reports: [ImportReport] = []
        for file in files {
            var search = ImportSearch(
                file: Terminal.name(of: file),
                kind: kind,
                database: database
            )
            search.platform = platform
            search.searched = searched
            search.query = text
            search.format = from
            search.allowsProblems = partial
            search.decisionsOf = try ForeignReviewers(parsing: decisionsOf, stage: stage)
            let report = try search.run(on: &draft, content: try Terminal.content(of: file)) {
                bar.show("Reading \(Terminal.name(of: file))", $0)
            }
            if let report { reports.append(report) }
        }
        let total = Double(max(1, reports.reduce(0) { $0 + $1.recordsRead }))
        let event = try draft.commit { bar.show("Writing records", Double($0) / total) }
        bar.finish()
        if output.json { return try Terminal.writeJSON(reports) }
        Terminal.write(ImportReport.table(reports))
        output.note("Recorded as event \(event). Next: 'consilience dedupe \(target.path)'.")
    }
}

extension ImportReport {
    /// A table of what was read, with what was repaired and what could not be read below it.
    static func table(_ reports: [ImportReport]) -> String {
        let rows = reports.map { report in
            [
                report.file, report.format.rawValue, report.encoding,
                String(report.recordsFound), String(report.recordsRead),
                String(report.repaired.count),
                report.missing.filter { $0.value > 0 }.sorted { $0.key < $1.key }
                    .map { "\($0.key) \($0.value)" }.joined(separator: ", "),
            ]
        }
        let header = ["file", "format", "encoding", "found", "read", "repaired", "missing"]
        let findings = reports.flatMap { report in
            report.problems.map { "\(report.file):\($0.line): \($0.what)\n" }
                + report.repaired.map { "\(report.file):\($0.line): repaired: \($0.what)\n" }
        }
        return Terminal.table(header, rows) + findings.joined()
    }
}
