import Screening
import Testing
import Workbench

@Suite struct LiveRankingTests {
    private static let documents = (0..<60).map { number in
        let subject = number % 6 == 0 ? "metastasis of the spine" : "sleep of adults at work"
        return ScreeningDocument(
            title: "Report \(number) on \(subject)",
            abstract: "A study of \(subject) in group \(number % 5)."
        )
    }

    /// A reader who answers at once sees every record once, whatever the fits are doing.
    @Test func everyRecordComesOnceWithoutWaiting() async throws {
        let live = LiveRanking(try Ranker(Self.documents))
        var seen: [Int] = []
        while let next = await live.next() {
            seen.append(next)
            await live.settle(next % 6 == 0, of: next)
        }
        #expect(seen.sorted() == Array(0..<60))
    }

    @Test func rankingIsThatOfARankerThatSawTheSame() async throws {
        let live = LiveRanking(try Ranker(Self.documents))
        var ranker = try Ranker(Self.documents)
        for record in [0, 1, 2, 12, 13] {
            await live.settle(record % 6 == 0, of: record)
            await live.catchUp()
            ranker.setLabel(record % 6 == 0, of: record)
            ranker.fit()
        }
        #expect(await live.next() == ranker.ranking().first)
        #expect(try #require(ranker.ranking().first) % 6 == 0)
    }

    @Test func recordsOthersHaveBeforeThemAreSkipped() async throws {
        let live = LiveRanking(try Ranker(Self.documents))
        let first = try #require(await live.next())
        let second = await live.next { $0 != first }
        #expect(second != first)
        #expect(await live.next { _ in false } == nil)
    }

    @Test func aDecisionTakenBackBringsTheRecordBack() async throws {
        let live = LiveRanking(try Ranker(Self.documents))
        for record in 0..<60 { await live.settle(false, of: record) }
        #expect(await live.next() == nil)
        await live.settle(nil, of: 7)
        #expect(await live.next() == 7)
        await live.catchUp()
        #expect(await live.next() == 7)
    }
}
