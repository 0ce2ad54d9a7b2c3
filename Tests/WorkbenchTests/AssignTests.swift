import Review
import Screening
import TestSupport
import Testing
import Workbench

@Suite struct AssignTests {
    /// The sample review without decisions and what rests on them, and with one more key.
    private func bench(_ keys: String = "") throws -> ReviewBench {
        let bench = try ReviewBench.sample()
        var yaml = SampleReview.yaml
        for kind in ["decisions", "studies", "estimates", "appraisals"] {
            yaml = yaml.replacing("\(kind): \(kind).csv\n", with: "")
        }
        try bench.temporary.write(yaml + keys, to: "review.yaml")
        return bench
    }

    @Test func declaredSheetIsTakenUpAndReplaced() throws {
        let bench = try bench("assignments: who.csv\n")
        try bench.temporary.write(
            "record,stage,reviewer\ndoi:10.1234/spine.2020.001,title-abstract,Ann\n"
                + "pubmed.nbib:3,Full-Text,Bob\n",
            to: "who.csv"
        )
        try bench.synchronise()
        #expect(try bench.kinds().last == "assignments-recorded")
        var status = ReviewStatus(try bench.state())
        #expect(
            status.stages.map { $0.workloads.map(\.reviewer) } == [["Ann"], ["Bob"]]
        )
        #expect(status.stages[0].awaitingPerReviewer == ["Ann": 4, "Bob": 4])
        try bench.temporary.write(
            "record,stage,reviewer\nembase.ris:1,title-abstract,Bob\n"
                + "embase.ris:1,title-abstract,Ann\n",
            to: "who.csv"
        )
        try bench.synchronise()
        status = ReviewStatus(try bench.state())
        #expect(status.stages.map { $0.workloads.count } == [2, 0])
        #expect(try bench.state().assignments.count == 2)
        let before = try bench.kinds()
        try bench.synchronise()
        #expect(try bench.kinds() == before)
        let exported = try ExportReview(what: .decisions).run(try bench.folder.read())
        let sheet = exported.first { $0.name == "assignments.csv" }
        #expect(
            String(decoding: sheet?.bytes ?? [], as: UTF8.self)
                == "record,stage,reviewer\nembase.ris:1,title-abstract,Bob\n"
                + "embase.ris:1,title-abstract,Ann\n"
        )
    }

    @Test func sheetFaults() throws {
        let bench = try bench()
        try bench.synchronise()
        let text = "record,stage,reviewer\npubmed.nbib:1,title-abstract,Zoe\n"
        let refused = try bench.refusal { try bench.take(.assignments, text) }
        expect(refused, [("assignments.csv:2", "'Zoe'")])
        expect(
            try bench.refusal {
                try bench.take(
                    .assignments,
                    "record,stage,reviewer\npubmed.nbib:9,title-abstract,Ann\n"
                        + "pubmed.nbib:1,abstract,Ann\npubmed.nbib:1,full-text,\n"
                        + "pubmed.nbib:1,full-text,Ann\npubmed.nbib:1,full-text,Ann\n"
                )
            },
            [
                ("assignments.csv:2", "unknown record"), ("assignments.csv:3", "'abstract'"),
                ("assignments.csv:4", "blank"), ("assignments.csv:6", "first on line 5"),
            ]
        )
    }

    @Test func drawnOnceAndNotTwice() throws {
        let bench = try bench()
        try bench.synchronise()
        func draw(_ names: [String]?, _ votes: Int?) throws -> Int {
            try bench.commit {
                try AssignReviewers(
                    stage: .titleAbstract,
                    reviewers: names,
                    perRecord: votes,
                    seed: 3
                ).run(on: &$0)
            }
        }
        #expect(try bench.refusal { try draw(["Ann", "Zoe"], nil) }.first?.contains("Zoe") == true)
        #expect(try bench.refusal { try draw(["Ann", "Ann"], 1) }.first?.contains("twice") == true)
        #expect(try bench.refusal { try draw(nil, 3) }.first?.contains("from 1 to 2") == true)
        _ = try draw(nil, 1)
        let loads = try bench.state().workloads(at: .titleAbstract)
        #expect(loads.map(\.assigned) == [2, 2])
        let again = try bench.refusal { try draw(nil, 1) }
        #expect(again.first?.contains("is left to assign") == true)
        try bench.undo(nil)
        #expect(try bench.state().assignments == [])
    }
}
