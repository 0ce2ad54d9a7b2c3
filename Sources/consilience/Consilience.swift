import ArgumentParser
import Foundation
import Workbench

/// The command line; its contract is docs/commands.md.
struct Consilience: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consilience",
        abstract: "Systematic reviews of AI and prediction-model performance.",
        discussion: """
            A review is a folder: 'consilience new DIR' makes one, 'consilience build DIR' carries it \
            from the exports of the databases to report/index.html.

            Exit codes: 0 done, 1 the input was refused, 2 wrong usage.
            """,
        version: Program.name,
        groupedSubcommands: [
            CommandGroup(
                name: "With a review folder",
                subcommands: [
                    NewCommand.self, ImportCommand.self, UndoCommand.self, RankCommand.self,
                    DecideCommand.self, ExtractCommand.self, AppraiseCommand.self,
                    AnalyseCommand.self,
                    BuildCommand.self, ExportCommand.self, LogCommand.self, StatusCommand.self,
                    VerifyCommand.self, ServeCommand.self,
                    CloseCommand.self, AssignCommand.self, CalibrateCommand.self,
                    AttachCommand.self, TraceCommand.self,
                ]
            ),
            CommandGroup(
                name: "On files, or with a review folder",
                subcommands: [
                    DedupeCommand.self, PRISMACommand.self, ConvertCommand.self, MetaCommand.self,
                    SimulateCommand.self, EvaluateCommand.self, ValidateCommand.self,
                    LesionsCommand.self,
                    RenderCommand.self,
                    DiffCommand.self, InstrumentCommand.self,
                    SegmentationCommand.self, ClassesCommand.self, ReadersCommand.self,
                ]
            ),
        ]
    )
}

@main
enum Main {
    /// Parses and runs; the only place where errors become exit codes.
    static func main() async {
        do {
            var command = try Consilience.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            switch Consilience.exitCode(for: error) {
            case .success:
                print(Consilience.fullMessage(for: error))
                exit(0)
            case .validationFailure:
                Terminal.complain(Consilience.fullMessage(for: error))
                exit(2)
            default:
                // `ExitCode` says that the message was printed already.
                if let code = error as? ExitCode { exit(code.rawValue) }
                Terminal.complain("\(error)")
                exit(1)
            }
        }
    }
}
