import ArgumentParser
import Foundation
import Workbench

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write what the review holds as sheets.",
        discussion: """
            With --as a reviewer sees the votes of others only where all required votes are in; \
            without it everything is written.

            Example: consilience export spine-review --what decisions -o exported
            """
    )

    @OptionGroup var target: FolderArgument
    @Option(help: "records, decisions, extraction, appraisal, prisma or all.")
    var what: ExportReview.What
    @Option(
        name: [.customShort("o"), .long],
        help: "Folder to write to; '-' prints the first sheet. Default: DIR/export.",
        completion: .directory
    )
    var out: String?
    @Option(name: .customLong("as"), help: "Leave out what this reviewer should not see yet.")
    var viewer: String?
    @OptionGroup var output: OutputOptions

    func run() throws {
        let files = try ExportReview(what: what, viewer: viewer).run(target.folder.read())
        if out == "-" { return Terminal.write(files.first?.bytes ?? []) }
        let folder = out ?? target.folder.path + "/export"
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
        } catch {
            throw InputRefused(file: folder, "cannot be made: \(error.localizedDescription)")
        }
        for file in files { try Terminal.write(file.bytes, to: folder + "/" + file.name) }
        let paths = files.map { folder + "/" + $0.name }
        if output.json { return try Terminal.writeJSON(["written": paths]) }
        Terminal.write(paths.map { $0 + "\n" }.joined())
    }
}
