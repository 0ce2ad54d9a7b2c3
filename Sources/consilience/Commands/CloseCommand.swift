import ArgumentParser
import Review
import Workbench

struct CloseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close the screening of titles and abstracts; what is unscreened is put aside.",
        discussion: """
            For screening in the order of a ranking that is stopped before the end. The works that \
            nobody voted on count as 'marked as ineligible by automation tools'. Works with some \
            votes or a conflict refuse the closing and are listed. Records of later imports are not \
            closed; a later vote brings a work back; 'undo' opens screening again.

            Example: consilience close spine-review --reason "No inclusion among the last 400."
            """
    )

    @OptionGroup var target: FolderArgument
    @Option(help: "The evidence on which screening is stopped, as a sentence for the report.")
    var reason: String
    @Option(name: .customLong("as"), help: "Who closes it. Default: the present user.")
    var name: String?
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        let event: Int
        let putAside: Int
    }

    func run() throws {
        var draft = try target.folder.draft()
        let use = CloseScreening(evidence: reason, name: name ?? Program.actor())
        let closure = try use.run(on: &draft)
        let event = try draft.commit()
        if output.json {
            return try Terminal.writeJSON(Result(event: event, putAside: closure.works))
        }
        Terminal.write("Event \(event): screening closed, \(closure.works) works put aside\n")
        output.note("'consilience undo \(target.path) \(event)' opens it again.")
    }
}
