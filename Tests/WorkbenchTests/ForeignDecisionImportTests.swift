import Review
import ReviewStore
import Screening
import Testing
import Workbench

/// Decisions that another tool wrote become decisions of people of the review, when that is asked for.
struct ForeignDecisionImportTests {
    private let rayyan = """
        title,authors,notes
        First title of four,"Lind, A","RAYYAN-INCLUSION: {""Emily""=>""Included"", ""Tom""=>""Excluded""} | RAYYAN-EXCLUSION-REASONS: too old"
        Second title of four,"Lind, A","RAYYAN-INCLUSION: {""Emily""=>""Maybe""}"
        Third title of four,"Lind, A",

        """

    @discardableResult
    private func take(
        _ text: String,
        into bench: ReviewBench,
        of names: [String]
    ) throws -> Int {
        try bench.commit { draft in
            var search = ImportSearch(file: "rayyan.csv", database: "Rayyan")
            search.decisionsOf = try ForeignReviewers(parsing: names, stage: .titleAbstract)
            try search.run(on: &draft, content: .bytes(Array(text.utf8)))
        }
    }

    @Test func eachNameBecomesItsReviewer() throws {
        let bench = try ReviewBench.sample()
        try bench.synchronise()
        let before = try bench.folder.read().state.decisions.count
        try take(rayyan, into: bench, of: ["Emily=Ann", "Tom=Bob"])
        let state = try bench.folder.read().state
        let taken = state.decisions.dropFirst(before).map(\.decision)
        #expect(taken.map(\.reviewer) == ["Ann", "Bob", "Ann"])
        #expect(taken.map(\.verdict) == [.include, .exclude, .maybe])
        #expect(taken.map { "\($0.record)" } == ["rayyan.csv:1", "rayyan.csv:1", "rayyan.csv:2"])
        // The reason is none of the protocol's, so it stays a remark.
        #expect(taken[1].reason == nil && taken[1].note == "from Rayyan: too old")
        #expect(taken.map(\.line) == [2, 2, 3])
    }

    @Test func nobodyIsGuessed() throws {
        let bench = try ReviewBench.sample()
        try bench.synchronise()
        let one = try bench.refusal { try take(rayyan, into: bench, of: ["Ann"]) }
        #expect(one.count == 1 && one[0].contains("'Emily', 'Tom'"), "\(one)")
        let half = try bench.refusal { try take(rayyan, into: bench, of: ["Emily=Ann"]) }
        #expect(half.count == 1 && half[0].contains("'Tom'"), "\(half)")
        let stranger = try bench.refusal {
            try take(rayyan, into: bench, of: ["Emily=Zoe", "Tom=Bob"])
        }
        #expect(stranger.contains { $0.contains("Zoe") }, "\(stranger)")
        let none = "title,authors\nA title,\"Lind, A\"\n"
        let empty = try bench.refusal { try take(none, into: bench, of: ["Ann"]) }
        #expect(empty.contains { $0.contains("no decision of another tool") }, "\(empty)")
        #expect(throws: InputRefused.self) {
            try ForeignReviewers(parsing: ["Ann", "Bob"], stage: .titleAbstract)
        }
        #expect(throws: InputRefused.self) {
            try ForeignReviewers(parsing: ["=Bob"], stage: .titleAbstract)
        }
    }

    @Test func withoutTheWishTheyStayNotes() throws {
        let bench = try ReviewBench.sample()
        try bench.synchronise()
        let before = try bench.folder.read().state.decisions.count
        try take(rayyan, into: bench, of: [])
        #expect(try bench.folder.read().state.decisions.count == before)
    }

    @Test func oneNameStandsForTheOnlyPersonOfTheFile() throws {
        let bench = try ReviewBench.sample()
        try bench.synchronise()
        let text = """
            title,asreview_label
            First title of three,1
            Second title of three,0
            Third title of three,

            """
        let before = try bench.folder.read().state.decisions.count
        try take(text, into: bench, of: ["Bob"])
        let taken = try bench.folder.read().state.decisions.dropFirst(before).map(\.decision)
        #expect(taken.map(\.verdict) == [.include, .exclude])
        #expect(Set(taken.map(\.reviewer)) == ["Bob"])
    }
}
