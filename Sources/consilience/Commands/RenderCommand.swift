import ArgumentParser
import Foundation
import Workbench

struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Turn figures into PNG or PDF, and the texts of a report into Word documents.",
        discussion: """
            IN is an SVG file or the folder of a built report, all of whose figures are rendered into \
            REPORT-png or REPORT-pdf beside it: the report itself stays as it was built. Needs \
            rsvg-convert (librsvg2-bin). With --to docx the methods, checklists and tables of a \
            report become Word documents in REPORT-docx. Needs pandoc.

            Example: consilience render spine-review/report --to png --dpi 600
            """
    )

    @Argument(help: "SVG files and folders of reports.", completion: .file())
    var inputs: [String]
    @Option(help: "png, pdf or docx.")
    var to: Target
    @Option(help: "Points per inch of a PNG, 36 to 2400.")
    var dpi = 600
    @Option(
        name: [.customShort("o"), .long],
        help: "Folder of the rendered files.",
        completion: .directory
    )
    var out: String?
    @OptionGroup var output: OutputOptions

    /// What is written.
    enum Target: String, CaseIterable, ExpressibleByArgument {
        case png, pdf, docx
    }

    private struct Rendered: Encodable {
        let files: [String]
        let dpi: Int?
        let warnings: [String]
    }

    func run() throws {
        let files = try rendered()
        for file in files {
            let parent = URL(fileURLWithPath: file.path).deletingLastPathComponent()
            do {
                try FileManager.default.createDirectory(
                    at: parent,
                    withIntermediateDirectories: true
                )
            } catch {
                throw InputRefused(
                    file: parent.path,
                    "cannot be made: \(error.localizedDescription)"
                )
            }
            try Terminal.write(file.bytes, to: file.path)
        }
        let remarks = to == .docx ? [] : RenderFigures.fontRemark.map { [$0] } ?? []
        if output.json {
            return try Terminal.writeJSON(
                Rendered(
                    files: files.map(\.path),
                    dpi: to == .png ? dpi : nil,
                    warnings: remarks
                )
            )
        }
        for remark in remarks { Terminal.complain(remark) }
        Terminal.write(files.map { $0.path + "\n" }.joined())
    }

    private func rendered() throws -> [PrintReport.Output] {
        guard let format = FigureFormat(rawValue: to.rawValue) else {
            guard inputs.count == 1 else {
                throw ValidationError("--to docx takes the folder of one report")
            }
            return try WriteDocuments().render(inputs[0], into: out)
        }
        return try PrintReport().render(
            inputs,
            into: out,
            with: RenderFigures(format: format, dotsPerInch: dpi)
        )
    }
}
