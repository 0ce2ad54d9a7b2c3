import Statistics
import Testing

@testable import Screening

@Suite("Ranking and simulation") struct SimulatedScreeningTests {
    @Test(arguments: RankingModel.allCases)
    func everyModelFindsTheSubject(model: RankingModel) throws {
        let screening = GeneratedScreening(160, relevant: 20, seed: 11)
        let simulated = SimulatedScreening(
            try Ranker(screening.documents, model: model),
            isRelevant: screening.isRelevant,
            priors: screening.priors
        )
        #expect(simulated.failedFits == 0)
        #expect((simulated.order + simulated.priors).sorted() == Array(0..<160))
        #expect(try #require(simulated.performance.loss) < 0.1)
    }

    @Test func sameOnOneSpaceAsOnTheOther() throws {
        let screening = GeneratedScreening(120, relevant: 15, seed: 12)
        let model = RankingModel.wordsAndTopics
        let orders = try [0, 1_000].map { limit in
            let ranker = try Ranker(
                screening.documents,
                model: model,
                parameters: model.parameters,
                gramLimit: limit
            )
            return SimulatedScreening(
                ranker,
                isRelevant: screening.isRelevant,
                priors: screening.priors
            ).performance.loss ?? 1
        }
        #expect(abs(orders[0] - orders[1]) < 0.01)
    }

    @Test func startsFromTheQuestionAlone() throws {
        let screening = GeneratedScreening(160, relevant: 20, seed: 13)
        let ranker = try Ranker(
            screening.documents,
            question: "Detection of metastasis of the spine by imaging"
        )
        let simulated = SimulatedScreening(ranker, isRelevant: screening.isRelevant, priors: [])
        #expect(try #require(simulated.performance.loss) < 0.1)
        let blind = SimulatedScreening(
            try Ranker(screening.documents),
            isRelevant: screening.isRelevant,
            priors: []
        )
        #expect(blind.order.first == 0)
    }

    @Test func equalsComeInTheirOrder() throws {
        let document = ScreeningDocument(title: "Same words", abstract: "in every one of them")
        var ranker = try Ranker([ScreeningDocument](repeating: document, count: 30))
        #expect(ranker.ranking() == Array(0..<30))
        ranker.setLabel(true, of: 3)
        ranker.setLabel(false, of: 5)
        let isConverged = ranker.fit()
        #expect(isConverged)
        #expect(ranker.ranking() == Array(0..<30).filter { $0 != 3 && $0 != 5 })
    }

    @Test func labelsTakenBackLeaveNoTrace() throws {
        let screening = GeneratedScreening(60, relevant: 10, seed: 14)
        var ranker = try Ranker(screening.documents)
        for record in 0..<40 { ranker.setLabel(record % 2 == 0, of: record) }
        ranker.fit()
        for record in 0..<40 { ranker.setLabel(nil, of: record) }
        ranker.fit()
        #expect(ranker.ranking() == Array(0..<60))
    }

    @Test func emptyAndTinyReviews() throws {
        for count in 0..<4 {
            let documents = [ScreeningDocument](
                repeating: ScreeningDocument(title: "", abstract: ""),
                count: count
            )
            let labels = (0..<count).map { $0 == 1 }
            let simulated = SimulatedScreening(
                try Ranker(documents),
                isRelevant: labels,
                priors: []
            )
            #expect(simulated.order == Array(0..<count))
        }
    }

    @Test func randomRecordsComeWhereTheyShould() throws {
        let screening = GeneratedScreening(50, relevant: 8, seed: 15)
        var ranker = try Ranker(screening.documents)
        var query = Query(.withRandomRecords(every: 5, seed: 3))
        var random: [Bool] = []
        while let next = query.next(ranker) {
            random.append(next.isRandom)
            ranker.setLabel(screening.isRelevant[next.record], of: next.record)
        }
        #expect(random == (1...50).map { $0 % 5 == 0 })
    }

    @Test func everyTopicIsLookedAt() throws {
        let screening = GeneratedScreening(200, relevant: 20, seed: 16)
        var ranker = try Ranker(screening.documents)
        for prior in screening.priors {
            ranker.setLabel(screening.isRelevant[prior], of: prior)
        }
        func topicsSeen(_ strategy: QueryStrategy) -> Int {
            var ranker = ranker
            var query = Query(strategy)
            for _ in 0..<30 {
                ranker.fit()
                guard let next = query.next(ranker) else { break }
                ranker.setLabel(screening.isRelevant[next.record], of: next.record)
            }
            let seen = ranker.labels.indices.filter { ranker.labels[$0] != nil }
            return Set(seen.map { ranker.topics[$0] }).count
        }
        #expect(topicsSeen(.acrossTopics(every: 2)) == Set(ranker.topics).count)
        #expect(topicsSeen(.mostRelevant) < topicsSeen(.acrossTopics(every: 2)))
    }

    @Test func uncertainRecordsHaveScoresNearZero() throws {
        let screening = GeneratedScreening(80, relevant: 20, seed: 17)
        var ranker = try Ranker(screening.documents)
        for record in 0..<40 { ranker.setLabel(screening.isRelevant[record], of: record) }
        ranker.fit()
        var query = Query(.mostUncertain)
        let uncertain = query.next(ranker)
        let next = try #require(uncertain)
        let least = (40..<80).map { abs(ranker.scores[$0]) }.min()
        #expect(abs(ranker.scores[next.record]) == least)
    }
}

@Suite("Figures of a simulation") struct ScreeningPerformanceTests {
    @Test func knownOrders() throws {
        let perfect = ScreeningPerformance([true, true] + [Bool](repeating: false, count: 18))
        #expect(perfect.loss == 0)
        #expect(perfect.recallAt10Percent == 1)
        #expect(abs(try #require(perfect.averageTimeToDiscovery) - 0.075) < 1e-12)
        #expect(abs(try #require(perfect.workSaved95) - 0.85) < 1e-12)
        let worst = ScreeningPerformance([Bool](repeating: false, count: 18) + [true, true])
        #expect(worst.loss == 1)
        #expect(abs(try #require(worst.workSaved95) + 0.05) < 1e-12)
        #expect(worst.recallAt10Percent == 0)
    }

    @Test func undefinedWhereNothingCanBeFoundOrMissed() {
        #expect(ScreeningPerformance([]).loss == nil)
        #expect(ScreeningPerformance([false, false]).averageTimeToDiscovery == nil)
        #expect(ScreeningPerformance([true, true]).loss == nil)
        #expect(ScreeningPerformance([true, true]).recallAt10Percent == 0)
    }

    /// The loss by its definition as areas under step curves.
    @Test func lossIsTheMissingArea() throws {
        var generator = SeededGenerator(seed: 21)
        for _ in 0..<200 {
            let found = (0..<Int.random(in: 2..<40, using: &generator)).map { _ in
                Int.random(in: 0..<3, using: &generator) == 0
            }
            let relevant = found.count { $0 }
            guard relevant > 0, relevant < found.count else { continue }
            func area(_ found: [Bool]) -> Int {
                var (count, sum) = (0, 0)
                for isRelevant in found {
                    count += isRelevant ? 1 : 0
                    sum += count
                }
                return sum
            }
            let best = area(found.sorted { $0 && !$1 })
            let worst = area(found.sorted { !$0 && $1 })
            let expected = Double(best - area(found)) / Double(best - worst)
            #expect(abs(try #require(ScreeningPerformance(found).loss) - expected) < 1e-12)
        }
    }
}
