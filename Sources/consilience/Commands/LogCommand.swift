import ArgumentParser
import Workbench

struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Show what happened in a review, when and by whom.",
        discussion: "Example: consilience log spine-review --since 2026-01-01"
    )

    @OptionGroup var target: FolderArgument
    @Option(help: "Only events from this date or time on (UTC).")
    var since: String?
    @OptionGroup var output: OutputOptions

    func run() throws {
        let entries = try ReadLog(since: since).run(target.folder.read())
        if output.json { return try Terminal.writeJSON(entries) }
        let rows = entries.map { entry in
            [
                String(entry.event), entry.at, entry.actor, entry.kind,
                entry.summary + (entry.isUndone ? " [taken back]" : ""),
            ]
        }
        Terminal.write(Terminal.table(["event", "time", "by", "kind", "what"], rows))
    }
}
