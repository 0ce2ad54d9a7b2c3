import Foundation
import Review
import Testing
import Workbench

@testable import WorkbenchServer

@Suite("Reading the journal")
struct ReadingTests {
    @Test("A journal that does not change is read once")
    func readsOnce() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try age(review)
        let reader = ReviewReader(folder: review.folder)
        for _ in 1...5 { _ = try await reader.current() }
        #expect(await reader.readings == 1)
    }

    @Test("A journal that grew is read again, and the pages show it")
    func readsAgain() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try age(review)
        let reader = ReviewReader(folder: review.folder)
        let before = try await reader.current().snapshot.events.count
        try review.write(
            HostileReview.decisions + "first.ris#2:2,title-abstract,Ann,include,,vote,\n",
            to: "decisions.csv"
        )
        try review.record()
        let after = try await reader.current()
        #expect(after.snapshot.events.count == before + 2)
        #expect(await reader.readings == 2)
        #expect(after.status.stages[0].awaitingPerReviewer["Ann"] == nil)
    }

    @Test("A change within one tick of the clock is not missed")
    func sameTick() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let reader = ReviewReader(folder: review.folder)
        for round in 1...4 {
            let seen = try await reader.current().snapshot.events.count
            var draft = try review.folder.draft()
            try UndoEvent(sequence: draft.state.sequence, why: "\(round)").run(on: &draft)
            try draft.commit(actor: "Tester") { "2026-11-23T08:00:0\(round)Z" }
            #expect(try await reader.current().snapshot.events.count == seen + 1)
        }
    }

    /// Makes the journal's files look as if nobody had written for a minute.
    private func age(_ review: HostileReview) throws {
        let date = Date(timeIntervalSinceNow: -60)
        for name in ["", "-wal"].map({ review.folder.journalPath + $0 })
        where FileManager.default.fileExists(atPath: name) {
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: name)
        }
    }
}
