import ArgumentParser
import Figures
import Foundation
import Review
import Workbench

struct PRISMACommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prisma",
        abstract: "PRISMA 2020 flow of a review or of a sheet of counts.",
        discussion: """
            The sheet has the form of the R package PRISMA2020. The counts of a review are derived \
            from its journal; those of a sheet are checked: an identity that does not hold is named, \
            with exit code 1.

            Example: consilience prisma spine-review --svg flow.svg
            """
    )

    @Argument(help: "Review folder, or a sheet of counts; '-' is standard input.")
    var input: String
    @Option(help: "File for the diagram as SVG.", completion: .file(extensions: ["svg"]))
    var svg: String?
    @Option(help: "File for the counts as CSV.", completion: .file(extensions: ["csv"]))
    var csv: String?
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        let flow: PRISMAFlow
        let brokenIdentities: [PRISMAFlow.BrokenIdentity]
    }

    func run() throws {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: input, isDirectory: &isFolder)
        let state =
            exists && isFolder.boolValue ? try ReviewFolder(path: input).read().state : nil
        let flow =
            try state.map { $0.plannedFlow }
            ?? PRISMACounts.read(try Terminal.read(input), file: Terminal.name(of: input))
        let broken = flow.brokenIdentities
        if let svg {
            try Terminal.writeFigure(PRISMAFlowDiagram(flow: flow).render(), to: svg)
        }
        if let csv { try Terminal.write(Array(PRISMACounts.csv(flow).utf8), to: csv) }
        if output.json {
            try Terminal.writeJSON(Result(flow: flow, brokenIdentities: broken))
        } else if svg != "-", csv != "-" {
            Terminal.write(flow.line + "\n")
        }
        if !broken.isEmpty {
            Terminal.complain(
                broken.map { "\(Terminal.name(of: input)): does not add up: \($0)" }
                    .joined(separator: "\n")
            )
            throw ExitCode(1)
        }
    }
}
