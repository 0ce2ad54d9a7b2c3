import ArgumentParser
import Review
import Workbench

struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Carry the review from what review.yaml declares to its report.",
        discussion: """
            Imports, duplicates, decisions, extraction and appraisals that are new or changed are \
            recorded, then the report is written: index.html, figures, tables and manifest.json. A \
            second build writes the same bytes.

            Example: consilience build spine-review
            """
    )

    @OptionGroup var target: FolderArgument
    @Option(
        name: [.customShort("o"), .long],
        help: "Folder of the report, instead of DIR/report.",
        completion: .directory
    )
    var out: String?
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        let report: String
        let events: Int
        let contentDigest: String
        let prisma: PRISMAFlow
        let results: AnalysisReport
    }

    func run() throws {
        let folder = target.folder
        var draft = try folder.draft()
        if folder.declaresItself {
            output.note("Reading \(folder.reviewFilePath)")
            try SynchroniseFolder().run(on: &draft)
            let recorded = draft.payloads.map(\.summary)
            try draft.check()
            _ = try draft.commit()
            for summary in recorded { output.note("  recorded: \(summary)") }
        }
        let snapshot = try folder.read()
        let build = BuildReport()
        let files = try build.render(snapshot)
        let place = out ?? folder.reportPath
        try build.write(files, to: place)
        let results = AnalysisReport(snapshot.state)
        let flow = snapshot.state.plannedFlow
        if output.json {
            return try Terminal.writeJSON(
                Result(
                    report: place + "/index.html",
                    events: snapshot.events.count,
                    contentDigest: snapshot.contentDigest,
                    prisma: flow,
                    results: results
                )
            )
        }
        Terminal.write(results.text + "\n" + flow.line + "\n")
        Terminal.write("Report: \(place)/index.html (\(files.count) files)\n")
    }
}

extension PRISMAFlow {
    /// The flow in one line.
    var line: String {
        func count(_ value: Int?) -> String { value.map(String.init) ?? "?" }
        var parts = [
            "\(count(identified)) identified", "\(count(duplicates)) duplicates",
            "\(count(screened)) screened", "\(count(excluded)) excluded",
            "\(count(reports.sought)) sought", "\(count(reports.notRetrieved)) not retrieved",
            "\(count(reports.assessed)) assessed", "\(reports.excludedTotal) excluded",
            "\(count(newReports)) reports of \(count(newStudies)) studies included",
        ]
        if awaitingScreening > 0 { parts.insert("\(awaitingScreening) awaiting screening", at: 3) }
        if reports.awaiting > 0 { parts.insert("\(reports.awaiting) awaiting assessment", at: 7) }
        if let excludedAutomatic, excludedAutomatic > 0 {
            parts.insert("\(excludedAutomatic) put aside by automation", at: 2)
        }
        let broken = brokenIdentities
        return "PRISMA: " + parts.joined(separator: ", ")
            + (broken.isEmpty
                ? "" : "\nbroken: " + broken.map(\.description).joined(separator: "; "))
    }
}
