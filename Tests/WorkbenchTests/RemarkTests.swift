import Foundation
import Review
import ReviewStore
import Screening
import TestSupport
import Testing

@testable import Workbench

@Suite("Remarks at the desk, in exports and in the log")
struct RemarkTests {
    private let record = RecordID(source: "a.ris", position: 1)

    private func opened(_ folder: TemporaryFolder) throws -> ReviewDesk {
        try folder.write(
            """
            title: Talk
            reviewers: [Ann, Ben]
            votes_per_record: 2
            sources:
              - file: a.ris
                database: A

            """,
            to: "review.yaml"
        )
        try folder.write("TY  - JOUR\nTI  - Lung nodules\nPY  - 2020\nER  - \n", to: "a.ris")
        let review = ReviewFolder(path: folder.path)
        var draft = try review.draft()
        try SynchroniseFolder().run(on: &draft)
        try draft.commit(actor: "Setup") { "2026-11-30T08:00:00Z" }
        return try ReviewDesk(folder: review) { "2026-11-30T09:00:00Z" }
    }

    private func vote(_ verdict: Verdict, by person: String, on desk: ReviewDesk) async throws
        -> Int
    {
        let decision = Decision(
            record: record,
            stage: .titleAbstract,
            reviewer: person,
            verdict: verdict,
            reason: nil,
            role: .vote,
            note: nil,
            line: 0
        )
        let cast = CastDecision(
            id: "\(person)-\(verdict.rawValue)",
            decision: decision,
            decidedAt: "2026-11-30T08:30:00Z"
        )
        return try await desk.decide(DecisionRequest(cast), by: person).event
    }

    private func remark(_ text: String, by author: String, id: String) -> Remark {
        Remark(id: id, record: record, stage: .titleAbstract, author: author, text: text)
    }

    @Test("A remark is on the disk, once; it neither disturbs a draft nor a settlement")
    func desk() async throws {
        let folder = try TemporaryFolder()
        let desk = try opened(folder)
        let first = try await vote(.include, by: "Ann", on: desk)
        await #expect(throws: RemarkObjection.closed) {
            try await desk.remark(remark("Early", by: "Ann", id: "1"), by: "Ann")
        }
        let second = try await vote(.exclude, by: "Ben", on: desk)
        let said = remark("So,\n\"so\"", by: "Ann", id: "1")
        let receipt = try await desk.remark(said, by: "Ann")
        #expect(receipt == DecisionReceipt(event: second + 1, isRepeated: false))
        #expect(try await desk.remark(said, by: "Ann").isRepeated)
        await #expect(throws: RemarkObjection.otherOfThisName(second + 1)) {
            try await desk.remark(remark("Other", by: "Ann", id: "1"), by: "Ann")
        }
        await #expect(throws: RemarkObjection.ofAnother(second + 1, author: "Ann")) {
            try await desk.takeBack(remark: second + 1, by: "Ben")
        }
        await #expect(throws: RemarkObjection.noRemark(first)) {
            try await desk.takeBack(remark: first, by: "Ann")
        }
        // A use case that began before the answer came is put on top of it, and runs once.
        let runs = Counter()
        let answer = remark("No", by: "Ben", id: "2")
        _ = try await desk.change(by: "Ann") { draft in
            runs.increase()
            let done = DispatchSemaphore(value: 0)
            Task {
                _ = try? await desk.remark(answer, by: "Ben")
                done.signal()
            }
            done.wait()
            draft.propose(
                .screeningClosed(
                    ScreeningClosure(records: [], works: 0, evidence: "None.", by: "Ann")
                )
            )
        }
        #expect(runs.value == 1)
        let state = try await desk.snapshot().state
        #expect(state.remarks.map(\.remark) == [said, answer])
        let journal = try Journal(path: folder.path + "/review.sqlite", mode: .reading)
        #expect(ReviewState(replaying: try journal.events()) == state)
        let verified = try VerifyReview().run(ReviewFolder(path: folder.path))
        #expect(verified.findings.isEmpty)
    }

    @Test("Exports, log and comparison have remarks, for those who may see them")
    func reading() async throws {
        let folder = try TemporaryFolder()
        let desk = try opened(folder)
        _ = try await vote(.include, by: "Ann", on: desk)
        let last = try await vote(.exclude, by: "Ben", on: desk)
        _ = try await desk.remark(remark("So,\n\"so\"", by: "Ann", id: "1"), by: "Ann")
        func sheet(_ viewer: String?) async throws -> String? {
            try ExportReview(what: .decisions, viewer: viewer).run(await desk.snapshot())
                .first { $0.name == "remarks.csv" }.map {
                    String(decoding: $0.bytes, as: UTF8.self)
                }
        }
        let rows =
            "record,stage,author,at,text\n"
            + "a.ris:1,title-abstract,Ann,2026-11-30T09:00:00Z,\"So,\n\"\"so\"\"\"\n"
        #expect(try await sheet("Ben")?.replacing("\r\n", with: "\n") == rows)
        func log(_ viewer: String?) async throws -> String {
            try ReadLog().run(await desk.snapshot(), viewer: viewer).last {
                $0.kind == "remark-made"
            }?
            .summary ?? ""
        }
        #expect(try await log("Ben") == "remark of Ann on a.ris:1 at title-abstract: So, \"so\"")
        let before = try await desk.snapshot().state
        _ = try await desk.takeBack(decision: last, by: "Ben")
        #expect(try await sheet("Ben") == nil)
        #expect(try await sheet(nil) != nil)
        #expect(try await log("Ann") == "a remark that is hidden until you may see all votes")
        let after = try await desk.snapshot().state
        let shown = ReviewDifference(
            from: ReviewState(replaying: []).seen(by: "Ann", now: after),
            to: before.seen(by: "Ann", now: after)
        )
        #expect(shown.conduct.allSatisfy { !"\($0)".contains("remark") })
        let whole = ReviewDifference(from: ReviewState(replaying: []), to: before)
        #expect(whole.conduct.contains { "\($0)".contains("remark of Ann") })
    }
}

/// Counts across threads.
private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    var value: Int { lock.withLock { count } }

    func increase() { lock.withLock { count += 1 } }
}
