import ArgumentParser
import RiskOfBias
import Workbench

struct InstrumentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "instrument",
        abstract: "List appraisal instruments, print one as YAML, or check one of your own.",
        discussion: """
            Without a name the instruments that the program brings along are listed. With one it is \
            printed as YAML, a start for your own: change it, give it another id and name, check it, \
            and name the file under 'instruments' in review.yaml. See docs/appraisal.md.

            Example: consilience instrument quadas-2 > my-quadas.yaml
            """
    )

    @Argument(help: "Identifier or name of an instrument.")
    var name: String?
    @Option(help: "File of an instrument of your own (YAML).", completion: .file())
    var check: String?
    @OptionGroup var output: OutputOptions

    private struct Listed: Encodable {
        let id: String
        let name: String
        let version: String
        let appraises: String
        let domains: Int
        let questions: Int
        let doi: String

        init(_ instrument: Instrument) {
            id = instrument.id
            name = instrument.name
            version = instrument.version
            appraises = instrument.appraised.rawValue
            domains = instrument.domains.count
            questions = instrument.domains.reduce(0) { $0 + $1.questions.count }
            doi = instrument.citation.doi
        }
    }

    func validate() throws {
        if name != nil, check != nil {
            throw ValidationError("either a name or --check, not both")
        }
    }

    func run() throws {
        if let check {
            let file = Terminal.name(of: check)
            let instrument = try InstrumentFile.instrument(try Terminal.read(check), file: file)
            return try show([instrument])
        }
        guard let name else { return try show(InstrumentCatalogue.all) }
        guard let instrument = InstrumentCatalogue.instrument(named: name) else {
            throw InputRefused(
                file: name,
                "unknown instrument; one of "
                    + InstrumentCatalogue.all.map(\.id).joined(separator: ", ") + " expected"
            )
        }
        if output.json { return try Terminal.writeJSON(instrument) }
        Terminal.write(InstrumentFile.text(of: instrument))
    }

    private func show(_ instruments: [Instrument]) throws {
        let listed = instruments.map { Listed($0) }
        if output.json { return try Terminal.writeJSON(listed) }
        Terminal.write(
            Terminal.table(
                ["id", "name", "version", "appraises", "domains", "questions"],
                listed.map {
                    [
                        $0.id, $0.name, $0.version, $0.appraises, String($0.domains),
                        String($0.questions),
                    ]
                }
            )
        )
    }
}
