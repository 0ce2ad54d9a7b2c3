import ArgumentParser
import Review
import Workbench

struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Take back an event; it stays in the journal.",
        discussion: """
            Without a number the last event that counts is taken back. What others depend on is not \
            taken back: the dependents are named.

            Example: consilience undo spine-review 7 --why "wrong file"
            """
    )

    @OptionGroup var target: FolderArgument
    @Argument(help: "Number of the event, as 'consilience log' shows it.")
    var event: Int?
    @Option(help: "Why it is taken back.")
    var why: String?
    @OptionGroup var output: OutputOptions

    func run() throws {
        var draft = try target.folder.draft()
        let undone = try UndoEvent(sequence: event, why: why).run(on: &draft)
        let sequence = try draft.commit()
        if output.json {
            return try Terminal.writeJSON(["event": sequence, "undone": undone.sequence])
        }
        Terminal.write("Event \(undone.sequence) taken back: \(undone.payload.summary)\n")
    }
}
