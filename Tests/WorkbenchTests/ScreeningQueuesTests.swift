import Foundation
import Review
import Screening
import TestSupport
import Testing

@testable import Workbench

@Suite("Which work comes next for whom")
struct ScreeningQueuesTests {
    private static let start = Date(timeIntervalSince1970: 1_800_000_000)

    /// The sample review with three reviewers, of whom two vote on each record.
    ///
    /// - Parameter rows: the decisions that are in.
    /// - Returns: the review.
    /// - Throws: what writing or reading it throws.
    private func opened(_ rows: [String] = []) throws -> ReviewState {
        let folder = try TemporaryFolder()
        try SampleReview.write(to: folder)
        let yaml = SampleReview.yaml.replacing("  - Bob\n", with: "  - Bob\n  - Cy\n")
        try folder.write(yaml, to: "review.yaml")
        let header = "record,stage,reviewer,decision,reason,role,note\n"
        try folder.write(header + rows.map { $0 + "\n" }.joined(), to: "decisions.csv")
        for (name, kind) in [
            ("studies", SheetKind.studies), ("estimates", .estimates),
            ("appraisals", .appraisals),
        ] {
            try folder.write(kind.columns.joined(separator: ",") + "\n", to: name + ".csv")
        }
        let review = ReviewFolder(path: folder.path)
        var draft = try review.draft()
        try SynchroniseFolder().run(on: &draft)
        try draft.commit(actor: "Setup") { "2026-11-30T08:00:00Z" }
        return try review.read().state
    }

    private func next(
        _ queues: inout ScreeningQueues,
        _ count: Int = 3,
        for person: String,
        order: ScreeningOrder = .imported,
        skipping skipped: Set<Int> = [],
        in state: ReviewState,
        after seconds: TimeInterval = 0
    ) -> [Int] {
        queues.next(
            count,
            for: person,
            at: .titleAbstract,
            order: order,
            skipping: skipped,
            in: state,
            now: Self.start.addingTimeInterval(seconds)
        )
    }

    @Test("As imported, works come in their order, without those that the browser has")
    func imported() throws {
        let state = try opened()
        var queues = ScreeningQueues()
        #expect(next(&queues, for: "Ann", in: state) == [0, 1, 2])
        #expect(next(&queues, for: "Ann", skipping: [0, 1], in: state) == [2, 3])
    }

    @Test("A random order is everybody's own, has every work once, and is the same after a restart")
    func random() throws {
        let state = try opened()
        let all = state.works.count
        func order(_ person: String) -> [Int] {
            var queues = ScreeningQueues()
            return next(&queues, all, for: person, order: .random, in: state)
        }
        #expect(order("Ann").sorted() == Array(0..<all))
        #expect(order("Ann") == order("Ann"))
        #expect(order("Ann") != order("Bob"))
    }

    @Test("The likeliest come first once there is a ranking; until then as imported")
    func ranked() throws {
        let state = try opened()
        var queues = ScreeningQueues()
        #expect(next(&queues, for: "Ann", order: .ranked, in: state) == [0, 1, 2])
        queues.rank(Array(state.works.indices.reversed()))
        let last = state.works.count - 1
        #expect(
            next(&queues, for: "Ann", order: .ranked, in: state) == [last, last - 1, last - 2]
        )
        // A ranking of other works than there are is none.
        queues.rank([1, 0])
        #expect(next(&queues, for: "Ann", order: .ranked, in: state) == [0, 1, 2])
    }

    @Test("A work that came back is shown to those who had passed it, before all others")
    func returned() throws {
        let state = try opened()
        let votes = (0...1).map { "\(state.works[$0].id),title-abstract,Ann,include,,," }
        let voted = try opened(votes)
        var queues = ScreeningQueues()
        #expect(next(&queues, for: "Ann", in: voted) == [2, 3])
        // Both votes are taken back; a place once passed is not looked at again.
        #expect(next(&queues, for: "Ann", in: state) == [2, 3])
        queues.bringBack(1, at: .titleAbstract, in: state)
        queues.bringBack(1, at: .titleAbstract, in: state)
        #expect(next(&queues, for: "Ann", in: state) == [1, 2, 3])
        // Nobody sees twice what they had not passed yet.
        #expect(next(&queues, for: "Bob", in: state) == [0, 1, 2])
    }

    @Test(
        "A work shown to as many as it needs is kept from a third for a while, or until it alone is left"
    )
    func leases() throws {
        let state = try opened()
        var queues = ScreeningQueues()
        let all = state.works.count
        // Two votes a record: Ann and Bob hold the first ones.
        #expect(next(&queues, 2, for: "Ann", in: state) == [0, 1])
        #expect(next(&queues, 2, for: "Bob", in: state) == [0, 1])
        #expect(next(&queues, 2, for: "Cy", in: state) == [2, 3])
        #expect(next(&queues, 2, for: "Cy", in: state, after: 601) == [0, 1])
        #expect(next(&queues, all, for: "Cy", in: state).count == all)
    }
}
