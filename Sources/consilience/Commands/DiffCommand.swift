import ArgumentParser
import Review
import Workbench

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what moved between two moments of a review, or between two built reports.",
        discussion: """
            With --from (a date, a time, an event number; 0 is the empty review) a review is compared \
            with itself: searches, duplicates, decisions, inclusions, studies, estimates, appraisals, \
            flow and pooled results. With two folders of built reports their tables are compared cell \
            by cell. See docs/tracing.md.

            Example: consilience diff spine-review --from 2026-01-31
            """
    )

    @Argument(help: "Folder of the review, or two folders of reports.", completion: .directory)
    var folders: [String]
    @Option(help: "Earlier moment: date, time, event number.")
    var from: String?
    @Option(help: "Later moment: date, time, event number or 'now'.")
    var to: String?
    @Option(name: .customLong("as"), help: "Leave out what this reviewer should not see yet.")
    var viewer: String?
    @Flag(help: "Show long lists in full.")
    var all = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        switch folders.count {
        case 1 where from == nil:
            throw ValidationError("--from names the earlier moment; or give two folders of reports")
        case 1: break
        case 2 where from != nil || to != nil || viewer != nil:
            throw ValidationError("--from, --to and --as are of one review, not of two reports")
        case 2: break
        default: throw ValidationError("one review folder or two folders of reports expected")
        }
    }

    func run() throws {
        guard folders.count == 1, let from else {
            let found = try DiffReports(before: folders[0], after: folders[1]).run()
            if output.json { return try Terminal.writeJSON(found) }
            return Terminal.write(all ? found.text(limit: nil) : found.text())
        }
        let found = try DiffReview(
            from: try ReviewMoment(from, option: "--from"),
            to: try ReviewMoment(to ?? "now", option: "--to"),
            viewer: viewer
        ).run(ReviewFolder(path: folders[0]).read())
        if output.json { return try Terminal.writeJSON(found) }
        Terminal.write(all ? found.text(limit: nil) : found.text())
    }
}
