import ArgumentParser
import Review
import Screening
import Workbench

struct AssignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: "Say who is expected to vote on which record.",
        discussion: """
            With a sheet (columns \(SheetKind.assignments.columns.joined(separator: ", "))) its rows \
            are recorded. Without one, all works that need votes and are assigned to nobody are \
            distributed evenly; the same seed gives the same distribution.
            Anybody may vote on what is assigned to nobody; a vote on what is assigned to others is \
            accepted and counts.

            Example: consilience assign spine-review --reviewers Ann,Bob,Cem --per-record 2 --seed 7
            """
    )

    @OptionGroup var target: FolderArgument
    @Argument(help: "A sheet of assignments, as CSV.", completion: .file(extensions: ["csv"]))
    var file: String?
    @Option(help: "title-abstract (default) or full-text.")
    var stage: Stage?
    @Option(help: "Names between commas. Default: all reviewers of the protocol.")
    var reviewers: String?
    @Option(help: "Votes each work should come to. Default: votes_per_record.")
    var perRecord: Int?
    @Option(help: "Seed of the distribution. Default: 1.")
    var seed: UInt64?
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        let event: Int
        let assigned: [String: Int]
    }

    func validate() throws {
        let draws = stage != nil || reviewers != nil || perRecord != nil || seed != nil
        if file != nil, draws {
            throw ValidationError(
                "a sheet says itself who votes on what: --stage, --reviewers, --per-record and "
                    + "--seed go without one"
            )
        }
    }

    func run() throws {
        if let file {
            let bytes = try Terminal.read(file)
            return try SheetRecording(target: target, file: file, output: output)
                .record(.assignments, bytes)
        }
        var draft = try target.folder.draft()
        let names = reviewers.map { list in
            list.split(separator: ",", omittingEmptySubsequences: true)
                .map { $0.drop { $0 == " " } }
                .map { String($0.reversed().drop { $0 == " " }.reversed()) }
        }
        let use = AssignReviewers(
            stage: stage ?? .titleAbstract,
            reviewers: names,
            perRecord: perRecord,
            seed: seed ?? 1
        )
        let draw = try use.run(on: &draft)
        let event = try draft.commit()
        let counts = Dictionary(grouping: draw.rows, by: \.reviewer).mapValues(\.count)
        if output.json { return try Terminal.writeJSON(Result(event: event, assigned: counts)) }
        Terminal.write("Event \(event): \(draft.payloads.last?.summary ?? "")\n")
        Terminal.write(
            draw.reviewers.map { "  \($0): \(counts[$0] ?? 0) works\n" }.joined()
        )
    }
}
