import ArgumentParser
import Review
import Workbench

struct AttachCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: "Attach the full text of a report (PDF).",
        discussion: """
            The file is copied into the folder's fulltext/ under the SHA-256 of its bytes; 'verify' \
            checks it. A record is named as FILE:POSITION, doi:… or pmid:….

            Example: consilience attach spine-review doi:10.1234/spine.2020.001 adams2020.pdf
            """
    )

    @OptionGroup var target: FolderArgument
    @Argument(help: "Record of the report.")
    var record: String
    @Argument(help: "The full text, as PDF.", completion: .file(extensions: ["pdf"]))
    var file: String
    @Option(name: .customLong("as"), help: "Who attaches it. Default: the present user.")
    var name: String?
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        let event: Int?
        let sha256: String?
    }

    func run() throws {
        var draft = try target.folder.draft()
        let use = AttachFullText(
            record: record,
            name: Terminal.name(of: file),
            by: name ?? Program.actor()
        )
        let content = try regularFile(file, named: file)
        guard let attachment = try use.run(on: &draft, content: content) else {
            if output.json { return try Terminal.writeJSON(Result(event: nil, sha256: nil)) }
            return Terminal.write("\(use.name): nothing new\n")
        }
        let event = try draft.commit()
        if output.json {
            return try Terminal.writeJSON(Result(event: event, sha256: attachment.sha256))
        }
        Terminal.write("Event \(event): \(draft.payloads.last?.summary ?? "")\n")
    }
}
