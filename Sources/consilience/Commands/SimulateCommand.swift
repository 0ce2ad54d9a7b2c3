import ArgumentParser
import BibliographicFormats
import Figures
import Foundation
import Screening
import Workbench

struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Play a finished screening through as if the ranking had led it.",
        discussion: """
            LABELLED.csv has the columns id, title, abstract, included (0 or 1); further columns are \
            left alone. The model learns after every record. Priors are left out of all figures. \
            Loss is 0 for a perfect order and 0.5 for chance; see docs/prioritisation.md.

            Example: consilience simulate labelled.csv --priors 45,245 --json
            """
    )

    @Argument(help: "Labelled records (CSV); '-' is standard input.", completion: .file())
    var file: String
    @Option(
        help: ArgumentHelp(
            "Way to rank: "
                + RankingModel.allCases.map(\.rawValue).joined(separator: ", ") + ".",
            valueName: "name"
        )
    )
    var model = RankingModel.wordsAndTopics
    @Option(help: "Seed of the random priors.")
    var seed: UInt64 = 1
    @Option(help: "Relevant records labelled beforehand, drawn at random.")
    var priorIncluded: Int?
    @Option(help: "Irrelevant records labelled beforehand, drawn at random.")
    var priorExcluded: Int?
    @Option(help: ArgumentHelp("Records labelled beforehand, by id.", valueName: "id,id…"))
    var priors: String?
    @Option(
        help: """
            Question and criteria of the review; counts as one relevant record. With \
            --prior-included 0 --prior-excluded 0 the ranking starts from it alone.
            """
    )
    var question: String?
    @Option(
        help: "File for the recall curve with the places of stopping criteria (SVG).",
        completion: .file(extensions: ["svg"])
    )
    var curve: String?
    @OptionGroup var query: QueryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if priors != nil, priorIncluded != nil || priorExcluded != nil {
            throw ValidationError(
                "--priors names the records; --prior-included and --prior-excluded draw them: "
                    + "use one or the other"
            )
        }
        for (name, count) in [("included", priorIncluded), ("excluded", priorExcluded)] {
            if let count, count < 0 { throw ValidationError("--prior-\(name) \(count): below 0") }
        }
    }

    func run() throws {
        let name = Terminal.name(of: file)
        let table = try LabelledTable(
            DelimitedTable(parsing: try Terminal.read(file), fileName: name),
            file: name
        )
        let chosen: SimulateScreening.Priors =
            priors.map {
                .named(
                    $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
                )
            } ?? .random(included: priorIncluded ?? 1, excluded: priorExcluded ?? 1)
        let clock = ContinuousClock()
        let start = clock.now
        let result = try SimulateScreening(
            model: model,
            seed: seed,
            priors: chosen,
            question: question,
            strategy: try query.strategy(seed: seed)
        ).run(on: table, file: name) { (clock.now - start) / .seconds(1) }
        if let curve { try Terminal.writeFigure(result.recallCurve().render(), to: curve) }
        if output.json { return try Terminal.writeJSON(result) }
        if curve != "-" { Terminal.write(result.text) }
    }
}

/// Which record a ranking shows next.
struct QueryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Every N records, one at random from the rest: an unbiased sample of what is left.",
            valueName: "n"
        )
    )
    var randomEvery: Int?
    @Option(
        help: ArgumentHelp(
            "Every N records, the likeliest of the topic that was looked at least.",
            valueName: "n"
        )
    )
    var topicEvery: Int?

    func validate() throws {
        if randomEvery != nil, topicEvery != nil {
            throw ValidationError("--random-every and --topic-every: use one or the other")
        }
        for (name, every) in [("random", randomEvery), ("topic", topicEvery)] {
            if let every, every < 2 { throw ValidationError("--\(name)-every \(every): below 2") }
        }
    }

    func strategy(seed: UInt64) throws -> QueryStrategy {
        if let randomEvery { return .withRandomRecords(every: randomEvery, seed: seed) }
        if let topicEvery { return .acrossTopics(every: topicEvery) }
        return .mostRelevant
    }
}

extension ScreeningSimulation {
    var text: String {
        func line(_ name: String, _ figure: Figure) -> [String] {
            [name, figure.value.map { Terminal.decimal($0) } ?? "not defined"]
        }
        let head =
            "\(records) records, \(included) relevant; \(priors.count) labelled beforehand: "
            + priors.joined(separator: ", ") + "\n\n"
        let rows = [
            line("loss (0 perfect, 0.5 chance)", loss),
            line("work saved over sampling at 95 % recall", wss95),
            line("recall after 10 % of the records", recallAt10Percent),
            line("average time to discovery", atd),
        ]
        let figures = Terminal.table(["model \(model.rawValue)", "value"], rows)
        let end = "\(Terminal.decimal(seconds, 2)) s\n"
        return head + figures + end + warnings.map { "Note: \($0)\n" }.joined()
    }
}
