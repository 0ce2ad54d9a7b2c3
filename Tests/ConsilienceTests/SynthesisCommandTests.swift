import Figures
import Foundation
import MetaAnalysis
import Review
import TestSupport
import Testing
import Workbench

@Suite("The command that the synthesis shows", .enabled(if: CommandLineProgram.isBuilt))
struct SynthesisCommandTests {
    private func state() throws -> ReviewState {
        let temporary = try TemporaryFolder()
        try SampleReview.write(to: temporary)
        let folder = ReviewFolder(path: temporary.path)
        var draft = try folder.draft()
        try SynchroniseFolder().run(on: &draft)
        try draft.commit(actor: "tester") { "2026-03-01T10:00:00Z" }
        return try folder.read().state
    }

    @Test(
        "It gives the same numbers from the table that is downloaded",
        arguments: SynthesisChoice.Measure.allCases
    )
    func sameNumbers(measure: SynthesisChoice.Measure) throws {
        let state = try state()
        var choice = SynthesisChoice(measure: measure)
        choice.method = .pauleMandel
        choice.test = .normal
        choice.level = 0.9
        choice.order = .estimate
        if measure == .auc { choice.stages = [.training, .external] }
        let synthesis = Synthesis(choice, in: state)
        let folder = try TemporaryFolder()
        try folder.write(synthesis.table.csv, to: synthesis.table.file)
        let outcome = try CommandLineProgram.run(synthesis.arguments + ["--json"], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        switch synthesis.outcome {
        case .pooled(let expected):
            let found = try JSONDecoder().decode(PoolResult.self, from: outcome.output)
            #expect(found == expected)
        case .accuracy(let expected):
            let found = try JSONDecoder().decode(DiagnosticResult.self, from: outcome.output)
            #expect(found == expected)
        case .nothing, .refused: Issue.record("\(synthesis.outcome)")
        }
        let text = try CommandLineProgram.run(synthesis.arguments, in: folder.path)
        #expect(text.text == synthesis.text)
    }
}
