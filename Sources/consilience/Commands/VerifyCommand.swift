import ArgumentParser
import Workbench

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check the journal's hash chain, the records, the source files and the report.",
        discussion: """
            Any later edit is found and named. Exit code 1 if anything is wrong.

            Example: consilience verify spine-review
            """
    )

    @OptionGroup var target: FolderArgument
    @OptionGroup var output: OutputOptions

    func run() throws {
        let found = try VerifyReview().run(target.folder)
        if output.json {
            try Terminal.writeJSON(found)
        } else if found.findings.isEmpty {
            Terminal.write(
                "\(target.path): \(found.events) events, \(found.records) records, \(found.files) "
                    + "source files: nothing was changed; report: \(found.report)\n"
            )
        } else {
            Terminal.write(found.findings.map { "\($0)\n" }.joined())
            Terminal.complain("\(target.path): \(found.findings.count) findings")
        }
        if !found.findings.isEmpty { throw ExitCode(1) }
    }
}
