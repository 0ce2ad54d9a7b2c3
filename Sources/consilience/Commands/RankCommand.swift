import ArgumentParser
import BibliographicFormats
import Screening
import Workbench

struct RankCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rank",
        abstract: "Order the records that need votes by how likely they are relevant.",
        discussion: """
            Learns from settled decisions at title and abstract; before there are any, from the \
            title, the question and the criteria of the protocol. Records that wait for their last \
            vote come first. Below the queue stands the evidence on whether screening may stop \
            (docs/stopping.md). Nothing is written to the review.

            Example: consilience rank spine-review --as Ada --csv queue.csv
            """
    )

    @OptionGroup var target: FolderArgument
    @Option(
        help: ArgumentHelp(
            "Way to rank: "
                + RankingModel.allCases.map(\.rawValue).joined(separator: ", ") + ".",
            valueName: "name"
        )
    )
    var model = RankingModel.wordsAndTopics
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "Leave out the records on which this reviewer has voted.",
            valueName: "reviewer"
        )
    )
    var reviewer: String?
    @Option(help: "Records to show; the files have all of them.")
    var limit = 20
    @Option(help: "File for the whole queue.", completion: .file(extensions: ["csv"]))
    var csv: String?
    @Option(help: "Recall that is to be claimed when screening stops.")
    var recall = 0.95
    @Option(help: "Confidence of that claim.")
    var confidence = 0.95
    @Flag(help: "Print what each stopping criterion rests on.")
    var explain = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        do {
            _ = try StoppingTarget(recall: recall, confidence: confidence)
        } catch {
            throw ValidationError("\(error)")
        }
    }

    func run() throws {
        let queue = try RankReview(
            model: model,
            reviewer: reviewer,
            target: try StoppingTarget(recall: recall, confidence: confidence)
        ).run(try target.folder.read())
        if let csv { try Terminal.write(Array(queue.csv.utf8), to: csv) }
        if output.json { return try Terminal.writeJSON(queue) }
        guard csv != "-" else { return }
        let panel = queue.stopping.lines(withAssumptions: explain).joined(separator: "\n")
        Terminal.write(queue.text(limit: max(0, limit)) + "\nMay screening stop?\n" + panel + "\n")
    }
}

extension ScreeningQueue {
    fileprivate var csv: String {
        DelimitedTextWriter.text(
            header: ["rank", "record", "votes", "score", "title"],
            rows: queue.map {
                [String($0.rank), $0.record, String($0.votes), "\($0.score)", $0.title]
            }
        )
    }

    fileprivate func text(limit: Int) -> String {
        var text = "\(queue.count) records need votes"
        text += reviewer.map { " of \($0)" } ?? ""
        text += "; learnt from \(relevant) included and \(irrelevant) excluded"
        text += usesQuestion && relevant < 5 ? " and the words of the protocol\n" : "\n"
        if !isConverged {
            text += "Note: the fit did not converge; its ranking is shown as it is.\n"
        }
        guard !queue.isEmpty, limit > 0 else { return text }
        let rows = queue.prefix(limit).map {
            [String($0.rank), $0.record, String($0.votes), String($0.title.prefix(70))]
        }
        text += "\n" + Terminal.table(["rank", "record", "votes", "title"], rows)
        if queue.count > limit { text += "… and \(queue.count - limit) more\n" }
        return text
    }
}
