import ArgumentParser
import Workbench

struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a review folder with a commented review.yaml.",
        discussion: "Example: consilience new spine-review"
    )

    @OptionGroup var target: FolderArgument
    @OptionGroup var output: OutputOptions

    func run() throws {
        let made = try NewReview().run(target.folder)
        if output.json {
            try Terminal.writeJSON(["folder": [target.path], "made": made])
        } else {
            Terminal.write("Made \(target.path):\n" + made.map { "  \($0)\n" }.joined())
            output.note(
                "Next: put the exports into \(target.path)/exports, fill in review.yaml, then "
                    + "'consilience build \(target.path)'."
            )
        }
    }
}
