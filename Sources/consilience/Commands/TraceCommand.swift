import ArgumentParser
import Reporting
import Workbench

struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: "Show how a printed number came about, down to file and line.",
        discussion: """
            WHAT is a cell (table:row:column), a row, a table, a figure, a box of the flow diagram, an \
            analysis, a record (FILE:POSITION, doi:…, pmid:…), a study, or a number as printed. What \
            exists is listed where WHAT is not known. See docs/tracing.md.

            Example: consilience trace spine-review "results-auc:external:Pooled AUC"
            """
    )

    @OptionGroup var target: FolderArgument
    @Argument(help: "What to trace.")
    var what: String
    @Option(name: .customLong("as"), help: "Leave out what this reviewer should not see yet.")
    var viewer: String?
    @Flag(help: "Show long lists in full.")
    var all = false
    @OptionGroup var output: OutputOptions

    func run() throws {
        let answer = try TraceNumber(what, viewer: viewer).run(target.folder)
        if output.json { return try Terminal.writeJSON(answer) }
        Terminal.write(all ? answer.text(limit: nil) : answer.text())
    }
}
