import ArgumentParser
import Workbench

/// The review folder that a command works on.
struct FolderArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Folder of the review.", valueName: "dir"),
        completion: .directory
    )
    var path: String

    var folder: ReviewFolder { ReviewFolder(path: path) }
}

/// Options of every command that prints a result.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print one JSON document on standard output.")
    var json = false
    @Flag(help: "No messages on standard error but errors.")
    var quiet = false

    func note(_ text: String) {
        if !quiet { Terminal.complain(text) }
    }
}

extension ReviewDraft {
    /// Writes the draft for the present user at the present time.
    func commit(progress: @escaping @Sendable (Int) -> Void = { _ in }) throws -> Int {
        try commit(actor: Program.actor(), clock: Program.now, progress: progress)
    }
}
