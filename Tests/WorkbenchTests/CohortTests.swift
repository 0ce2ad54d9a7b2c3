import MetaAnalysis
import Review
import ReviewStore
import TestSupport
import Testing
import Workbench

@Suite("One model evaluated on several cohorts")
struct CohortTests {
    /// The sample review, its network evaluated externally in two hospitals.
    static let estimates = """
        study,model,stage,unit,cohort,n,events,auc,auc_se
        Adams2020,net,external,patient,hospital A,50,20,0.85,0.05
        Adams2020,net,external,patient,"hospital B, 2018–2020",80,30,0.79,0.05
        Dietrich2022,net,external,patient,,30,12,0.8,0.07

        """

    private func bench() throws -> ReviewBench {
        let bench = try ReviewBench.sample()
        try bench.temporary.write(Self.estimates, to: "estimates.csv")
        try bench.synchronise()
        return bench
    }

    @Test func bothArePooledUnderOneNameAndToldApart() throws {
        let state = try bench().state()
        #expect(state.evaluations.map(\.row.model) == ["net", "net", "net"])
        let stage = try #require(state.results.first?.stages.first)
        #expect(
            stage.evaluations.map(\.label) == [
                "Adams 2020 (net, patient, hospital A)",
                "Adams 2020 (net, patient, hospital B, 2018–2020)", "Dietrich 2022",
            ]
        )
        #expect(stage.pooled?.fit.weights.count == 3)
        #expect(stage.studyCount == 2)
        // The same word as ever: two estimates of one study are not independent.
        #expect(stage.warnings.contains { $0.contains("'Adams2020' enters with 2 evaluations") })
    }

    @Test func theSameCohortTwiceIsRefused() throws {
        let bench = try ReviewBench.sample()
        try bench.temporary.write(
            Self.estimates.replacing("\"hospital B, 2018–2020\"", with: "hospital A"),
            to: "estimates.csv"
        )
        expect(
            try bench.refusal { try bench.synchronise() },
            [("estimates.csv:3", "stage, unit and cohort stand on line 2")]
        )
    }

    @Test func exportsAndIdentifiersStayAsTheyWereWithoutCohorts() throws {
        let plain = try ReviewBench.built()
        let files = try ExportReview(what: .extraction).run(try plain.folder.read())
        let sheet = String(decoding: files[1].bytes, as: UTF8.self)
        #expect(sheet.hasPrefix("study,model,stage,unit,n,events,auc,"))
        let row = try #require(try plain.state().evaluations.first?.row)
        #expect(row.key == ["Adams2020", "net", "training", "patient"])
        let payloads = try plain.folder.read().events.map(\.payload)
        #expect(payloads.allSatisfy { $0.version == 1 })
        let events = payloads.filter { $0.kind == "evaluations-recorded" }
        #expect(try events.allSatisfy { !(try $0.canonicalJSON().contains("cohort")) })
    }

    @Test func exportsComeBackWithCohorts() throws {
        let bench = try bench()
        let files = try ExportReview(what: .extraction).run(try bench.folder.read())
        let sheet = String(decoding: files[1].bytes, as: UTF8.self)
        #expect(sheet.hasPrefix("study,model,stage,unit,cohort,n,events,auc,"))
        #expect(
            sheet.contains("Adams2020,net,external,patient,\"hospital B, 2018–2020\",80,30,0.79")
        )
        let before = try bench.state().evaluations.map(\.row)
        let event = try #require(
            try bench.folder.read().events.last { $0.payload.kind == "evaluations-recorded" }
        )
        // Older programs must not read two cohorts as one evaluation.
        #expect(event.payload.version == 2)
        try bench.take(.estimates, sheet)
        #expect(try bench.state().evaluations.map(\.row) == before)
        #expect(try VerifyReview().run(bench.folder).findings.isEmpty)
    }

    @Test func theFormTellsThemApart() throws {
        let bench = try bench()
        let snapshot = try bench.folder.read()
        let standing = StandingStudy("Adams2020", in: snapshot.state, events: snapshot.events)
        var rows = try #require(standing.rows)
        #expect(rows.evaluations.map { $0["cohort"] } == ["hospital A", "hospital B, 2018–2020"])
        rows.evaluations[1]["auc"] = "0.78"
        try bench.commit { try SaveStudy(rows, basis: standing.basis).run(on: &$0) }
        let state = try bench.state()
        #expect(state.evaluations.map(\.row.values[.auc]) == [0.85, 0.78, 0.8])
        #expect(state.evaluations[1].file == "workbench/estimates/Adams2020.csv")
        rows.evaluations[1]["cohort"] = "hospital A"
        let later = try bench.folder.read()
        let basis = StandingStudy("Adams2020", in: later.state, events: later.events).basis
        let faults = try bench.refusal {
            try bench.commit { try SaveStudy(rows, basis: basis).run(on: &$0) }
        }
        #expect(faults.contains { $0.contains("same model, stage, unit and cohort") })
    }

    @Test func theTableOfTheSynthesisNamesThem() throws {
        let bench = try bench()
        var choice = SynthesisChoice()
        choice.stages = [.external]
        let result = Synthesis(choice, in: try bench.state())
        #expect(result.table.csv.contains("model_family,cohort,source"))
        #expect(result.command.contains("--cluster study_id"))
        #expect(Set(result.chosen.map(\.id)).count == 3)
    }
}
