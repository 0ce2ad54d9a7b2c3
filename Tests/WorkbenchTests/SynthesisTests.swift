import BibliographicFormats
import Foundation
import MetaAnalysis
import Review
import TestSupport
import Testing
import Workbench

@Suite("Synthesis of chosen estimates")
struct SynthesisTests {
    private func builtState() throws -> ReviewState {
        let bench = try ReviewBench.built()
        return try withExtendedLifetime(bench) { try bench.folder.read().state }
    }

    @Test("A stage of a planned analysis gives the numbers of the report")
    func planned() throws {
        let state = try builtState()
        let plan = try #require(state.reviewProtocol?.analyses.first)
        let report = try #require(AnalysisReport(state).analyses.first)
        for stage in [EvaluationStage.training, .external] {
            let synthesis = Synthesis(SynthesisChoice(plan, at: stage), in: state)
            guard case .pooled(let pooled) = synthesis.outcome else {
                Issue.record("\(synthesis.outcome)")
                continue
            }
            let expected = try #require(
                report.stages.first { $0.stage == stage.rawValue }?.pooled
            )
            let found = try #require(pooled.backTransformed.value)
            #expect(pooled.k == expected.k)
            #expect(found.estimate.value == expected.estimate)
            #expect(found.ciLower.value == expected.ciLower)
            #expect(found.ciUpper.value == expected.ciUpper)
            #expect(pooled.fit.value?.tau2.value == expected.tau2)
            #expect(synthesis.chosen.map(\.label) == ["Adams 2020", "Dietrich 2022"])
        }
    }

    @Test("Without a stage the most telling one is taken")
    func defaultStage() throws {
        let state = try builtState()
        let synthesis = Synthesis(SynthesisChoice(), in: state)
        #expect(synthesis.choice.stages == [.external])
        #expect(synthesis.candidates.count == 4)
        #expect(synthesis.offered.count == 2)
        #expect(synthesis.arguments.first == "meta")
    }

    @Test("Filters and single estimates decide what is pooled")
    func filters() throws {
        let state = try builtState()
        var choice = SynthesisChoice()
        choice.modality = "PET"
        #expect(Synthesis(choice, in: state).chosen.map(\.row.study) == ["Dietrich2022"])
        choice.modality = SynthesisChoice.notStated
        let nothing = Synthesis(choice, in: state)
        #expect(nothing.outcome == .nothing)
        #expect(nothing.figures.isEmpty && nothing.script == nil && nothing.text == nil)
        choice.modality = nil
        let all = Synthesis(choice, in: state)
        choice.omitted = [try #require(all.offered.first?.id)]
        let fewer = Synthesis(choice, in: state)
        #expect(fewer.offered.count == 2 && fewer.chosen.count == 1)
        #expect(fewer.table.csv.split(separator: "\n").count == 2)
    }

    @Test("Stages together are compared, with their studies as clusters")
    func stages() throws {
        let state = try builtState()
        var choice = SynthesisChoice()
        choice.stages = [.training, .external]
        let synthesis = Synthesis(choice, in: state)
        #expect(synthesis.warnings.contains { $0.contains("mixes stages") })
        #expect(synthesis.command.hasSuffix("--subgroup stage --cluster study_id --stage stage"))
        guard case .pooled(let pooled) = synthesis.outcome else {
            Issue.record("\(synthesis.outcome)")
            return
        }
        let report = try #require(AnalysisReport(state).analyses.first)
        #expect(pooled.stages?.drops.first?.aucDrop.value == report.drops.first?.drop)
    }

    @Test(
        "Every measure is read by the command from the table that is handed out",
        arguments: SynthesisChoice.Measure.allCases
    )
    func tables(measure: SynthesisChoice.Measure) throws {
        let state = try builtState()
        let synthesis = Synthesis(SynthesisChoice(measure: measure), in: state)
        for figure in synthesis.figures {
            #expect(synthesis.svg(figure)?.contains("<svg") == true, "\(figure)")
        }
        switch synthesis.outcome {
        case .pooled(let pooled):
            #expect(pooled.k + pooled.notPoolable.count == synthesis.chosen.count)
            #expect(synthesis.script?.contains("metafor") == true)
            #expect(synthesis.text?.contains("k = \(pooled.k)") == true)
            if measure == .dice {
                #expect(pooled.k == 0)
                #expect(synthesis.weightedMean?.mean == 0.81)
            }
        case .accuracy(let result):
            #expect(result.k == 1)
            #expect(result.studies.first?.tp == 16)
        case .nothing, .refused: Issue.record("\(synthesis.outcome)")
        }
    }

    @Test("Identifiers stay when other estimates come or go, and differ between estimates")
    func identifiers() throws {
        let bench = try ReviewBench.built()
        func ids() throws -> [String: String] {
            let all = Synthesis(SynthesisChoice(), in: try bench.folder.read().state).candidates
            return Dictionary(
                uniqueKeysWithValues: all.map { ($0.row.key.joined(separator: "|"), $0.id) }
            )
        }
        let before = try ids()
        #expect(Set(before.values).count == 4)
        try bench.take(
            .estimates,
            "study,stage,auc,auc_se\nDietrich2022,internal,0.7,0.05\n",
            file: "more.csv"
        )
        let after = try ids()
        #expect(after.count == 5)
        for (key, id) in before { #expect(after[key] == id) }
    }
}
