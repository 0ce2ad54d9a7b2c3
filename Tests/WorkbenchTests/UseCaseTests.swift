import Bibliography
import Foundation
import Review
import ReviewStore
import TestSupport
import Testing
import Workbench

@Suite("Importing exports")
struct ImportSearchTests {
    private func started() throws -> ReviewBench {
        let bench = try ReviewBench()
        try bench.temporary.write("title: T\n", to: "review.yaml")
        return bench
    }

    @Test func folderWithoutReviewIsRefused() throws {
        let bench = try ReviewBench()
        let found = try bench.refusal { try bench.take(export: SampleReview.pubmed, file: "a") }
        #expect(found.count == 1 && found[0].contains("consilience new"))
    }

    @Test func recordsAreKeptWithTheUntouchedFile() throws {
        let bench = try started()
        #expect(try bench.take(export: SampleReview.pubmed, file: "pubmed.nbib") == 1)
        let snapshot = try bench.folder.read()
        let search = try #require(snapshot.state.imports.first?.search)
        #expect(search.source == "pubmed.nbib")
        #expect(search.format == "nbib")
        #expect(search.recordsFound == 3)
        #expect(search.recordsRead == 3)
        #expect(try bench.folder.files.read(search.sha256) == Array(SampleReview.pubmed.utf8))
        let first = try snapshot.records()[RecordID(source: "pubmed.nbib", position: 1)]
        #expect(first?.pmid == "11110001")
        #expect(first?.doi == "10.1234/spine.2020.001")
        #expect(first?.year == 2020)
        #expect(first?.source.file == "pubmed.nbib")
    }

    @Test func sameFileTwiceIsRefusedUnderWhateverName() throws {
        let bench = try started()
        try bench.take(export: SampleReview.pubmed, file: "a.nbib")
        for name in ["a.nbib", "b.nbib"] {
            let found = try bench.refusal {
                try bench.take(export: SampleReview.pubmed, file: name)
            }
            expect(found, [(name, "imported already, as a.nbib at event 1")])
        }
    }

    @Test func sameFileTwiceInOneStepIsRefused() throws {
        let bench = try started()
        let found = try bench.refusal {
            try bench.commit { draft in
                for name in ["a.ris", "b.ris"] {
                    try ImportSearch(file: name, database: "D")
                        .run(on: &draft, content: .bytes(Array(SampleReview.embase.utf8)))
                }
            }
        }
        expect(found, [("b.ris", "imported already")])
    }

    @Test func secondFileOfTheSameNameIsNumbered() throws {
        let bench = try started()
        try bench.take(export: SampleReview.embase, file: "x.ris")
        for year in ["2015", "2016"] {
            let other = SampleReview.embase.replacing("PY  - 2022", with: "PY  - " + year)
            try bench.take(export: other, file: "x.ris")
        }
        let state = try bench.state()
        #expect(state.imports.map(\.search.source) == ["x.ris", "x.ris#2", "x.ris#3"])
        #expect(state.works.count == 6)
        try bench.undo(2)
        let again = SampleReview.embase.replacing("PY  - 2022", with: "PY  - 2014")
        try bench.take(export: again, file: "x.ris")
        let names = try bench.state().imports.map(\.search.source)
        #expect(Set(names).count == 3)
    }

    @Test(arguments: [("", "empty"), ("<html><p>Session expired</p></html>", "")])
    func whatIsNoExportIsRefused(text: String, word: String) throws {
        let bench = try started()
        let found = try bench.refusal { try bench.take(export: text, file: "a.ris") }
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.hasPrefix("a.ris:") })
    }

    @Test func truncatedExportIsRefusedWithItsLine() throws {
        let bench = try started()
        // Cut in the middle of the second record, before its end.
        let lines = SampleReview.embase.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.prefix(14).joined(separator: "\n")
        let found = try bench.refusal { try bench.take(export: text, file: "embase.ris") }
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.hasPrefix("embase.ris:1") }, "\(found)")
        try bench.take(export: text, file: "embase.ris", partial: true)
        let search = try #require(try bench.state().imports.first?.search)
        #expect(!search.problems.isEmpty)
        #expect(search.problems.allSatisfy { $0.hasPrefix("line 1") })
        #expect(search.recordsRead == (try bench.folder.read().records().count))
        #expect(search.recordsRead < 2 || search.recordsFound == 2)
    }

    @Test func dateOfTheSearchMustBeOne() throws {
        let bench = try started()
        let found = try bench.refusal {
            try bench.commit { draft in
                var search = ImportSearch(file: "a.ris", database: "D")
                search.searched = "31.1.2026"
                try search.run(on: &draft, content: .bytes(Array(SampleReview.embase.utf8)))
            }
        }
        expect(found, [("a.ris", "YYYY-MM-DD")])
    }
}

@Suite("Duplicates of a review")
struct DeduplicateReviewTests {
    @Test func secondRunAddsNothing() throws {
        let bench = try ReviewBench.built()
        let events = try bench.kinds().count
        #expect(try bench.state().works.count == 4)
        #expect(try bench.commit { try DeduplicateReview().run(on: &$0) } == events)
        #expect(try bench.kinds().count == events)
    }

    @Test func newImportAsksForAnotherRun() throws {
        let bench = try ReviewBench.built()
        let copy = SampleReview.pubmed.replacing("Jane", with: "J A")
        try bench.take(export: copy, file: "again.nbib")
        #expect(try !bench.state().isDeduplicated)
        #expect(try bench.state().works.count == 7)
        try bench.commit { try DeduplicateReview().run(on: &$0) }
        #expect(try bench.state().isDeduplicated)
        #expect(try bench.state().works.count == 4)
        #expect(try bench.state().prismaFlow().duplicates == 4)
        #expect(try bench.state().faults.isEmpty)
    }

    @Test func judgementOfAPersonBeatsTheMachine() throws {
        let bench = try ReviewBench.sample()
        try bench.temporary.write("title: T\nreviewers: [Ann]\n", to: "review.yaml")
        try bench.synchronise()
        try bench.take(export: SampleReview.pubmed, file: "pubmed.nbib")
        try bench.take(export: SampleReview.embase, file: "embase.ris")
        let header = "first,second,same,reviewer,note\n"
        let judgements = [
            ("pubmed.nbib:1,embase.ris:1,no,Ann,\n", 5),
            ("pubmed.nbib:1,embase.ris:1,no,Ann,\npubmed.nbib:2,pubmed.nbib:3,yes,Ann,\n", 4),
        ]
        for (rows, works) in judgements {
            try bench.commit { draft in
                try RecordSheet(kind: .duplicates, file: "d.csv")
                    .run(on: &draft, bytes: Array((header + rows).utf8))
                try DeduplicateReview().run(on: &draft)
            }
            #expect(try bench.state().works.count == works)
            #expect(try bench.state().faults.isEmpty)
        }
    }
}

@Suite("Undoing events")
struct UndoEventTests {
    @Test func lastEventThatCountsAndTheUndoItself() throws {
        let bench = try ReviewBench.built()
        let before = try bench.state()
        let last = before.sequence
        #expect(before.appraisalAnswers.count == 4)
        try bench.undo(nil)
        #expect(try bench.state().appraisalAnswers.isEmpty)
        #expect(try bench.state().undoneEvents == [last])
        // Undoing the undo brings the event back.
        try bench.undo(last + 1)
        #expect(try bench.state().appraisalAnswers == before.appraisalAnswers)
        #expect(try bench.state().undoneEvents == [last + 1])
        #expect(try bench.kinds().count == last + 2)
    }

    @Test func unknownAndRepeatedUndo() throws {
        let bench = try ReviewBench.built()
        let last = try bench.state().sequence
        let found = try bench.refusal { try bench.undo(99) }
        #expect(found.count == 1 && found[0].contains("there is no event 99"))
        try bench.undo(last)
        let again = try bench.refusal { try bench.undo(last) }
        #expect(again.count == 1 && again[0].contains("taken back before"))
    }

    @Test func nothingToUndo() throws {
        let bench = try ReviewBench()
        try bench.temporary.write("title: T\n", to: "review.yaml")
        let found = try bench.refusal { try bench.undo(nil) }
        #expect(found.count == 1 && found[0].contains("nothing to undo"))
    }

    @Test func importWithDecisionsNamesItsDependents() throws {
        let bench = try ReviewBench.built()
        let source = try #require(
            try bench.state().imports.first { $0.search.source == "embase.ris" }
        )
        let found = try bench.refusal { try bench.undo(source.event) }
        #expect(found.contains { $0.hasPrefix("decisions.csv:9:") && $0.contains("embase.ris:2") })
        #expect(found.contains { $0.hasPrefix("decisions.csv:15:") })
        // The study cites the report by its DOI and the other by a record of the import.
        #expect(found.contains { $0.hasPrefix("studies.csv:2:") && $0.contains("embase.ris:1") })
        #expect(found.contains { $0.hasPrefix("studies.csv:3:") && $0.contains("embase.ris:2") })
    }

    @Test func decisionsWithStudiesAreKept() throws {
        let bench = try ReviewBench.built()
        let events = try bench.folder.read().events
        let decided = try #require(events.first { $0.payload.kind == "decisions-recorded" })
        let found = try bench.refusal { try bench.undo(decided.sequence) }
        #expect(found.contains { $0.hasPrefix("studies.csv:2:") })
    }
}
