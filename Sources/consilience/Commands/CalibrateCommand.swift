import ArgumentParser
import Review
import Screening
import Workbench

struct CalibrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Draw works on which all reviewers vote, to see how far they agree.",
        discussion: """
            The works are drawn among those without any vote; the same seed gives the same sample. \
            Votes of the round count like all others. 'status' shows who has works left and the \
            agreement within the round.

            Example: consilience calibrate spine-review --records 50 --seed 1 --name pilot
            """
    )

    @OptionGroup var target: FolderArgument
    @Option(help: "Number of works.")
    var records: Int
    @Option(help: "Seed of the sample. Default: 1.")
    var seed: UInt64 = 1
    @Option(help: "Name of the round. Default: 'round 1', 'round 2' …")
    var name: String?
    @Option(help: "title-abstract (default) or full-text.")
    var stage: Stage = .titleAbstract
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        let event: Int
        let name: String
        let records: [RecordID]
    }

    func run() throws {
        var draft = try target.folder.draft()
        let use = CalibrateReviewers(count: records, stage: stage, name: name, seed: seed)
        let round = try use.run(on: &draft)
        let event = try draft.commit()
        if output.json {
            return try Terminal.writeJSON(
                Result(event: event, name: round.name, records: round.records)
            )
        }
        Terminal.write(
            "Event \(event): round '\(round.name)', to be voted on by all reviewers:\n"
                + round.records.map { "  \($0)\n" }.joined()
        )
    }
}
