import ArgumentParser
import Workbench

/// The option of the commands that evaluate: a file for the filled reporting lists.
struct ChecklistOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "File for TRIPOD+AI and CLAIM, filled with what the data say.",
            valueName: "file.md|file.csv"
        ),
        completion: .file(extensions: ["md", "csv"])
    )
    var checklist: String?

    func validate() throws {
        if let checklist, !checklist.hasSuffix(".md"), !checklist.hasSuffix(".csv") {
            throw ValidationError(
                "--checklist \(checklist): a file that ends in .md or .csv expected"
            )
        }
    }

    /// Writes the lists if a file is named.
    func write(_ lists: @autoclosure () -> FilledChecklists) throws {
        guard let checklist else { return }
        let lists = lists()
        let text = checklist.hasSuffix(".md") ? lists.markdown : lists.csv
        try Terminal.write(Array(text.utf8), to: checklist)
    }
}
