import Screening
import Statistics
import Testing

/// Small screenings of known truth, always the same; `docs/stopping.md` has the large tables.
@Suite struct StoppingSimulationTests {
    private enum Ranking {
        case chance
        case good
        /// Good, but one relevant record in ten comes last of all.
        case hidden
    }

    /// Whether the records are relevant, in the order of a ranking.
    private func ranked(
        _ ranking: Ranking,
        total: Int,
        relevant: Int,
        using generator: inout SeededGenerator
    ) -> [Bool] {
        let hidden = ranking == .hidden ? relevant / 10 : 0
        let scores = (0..<total).map { record -> Double in
            let noise = generator.nextNormal()
            if record < hidden { return noise - 100 }
            return record < relevant && ranking != .chance ? noise + 2.5 : noise
        }
        return (0..<total).sorted { scores[$0] > scores[$1] }.map { $0 < relevant }
    }

    /// Ranked screening to a point fixed beforehand, then an audit planned for no finds.
    ///
    /// - Returns: whether the audit supports the target although it is missed.
    private func plannedAuditErrs(_ ranking: Ranking, seed: UInt64) throws -> Bool {
        var generator = SeededGenerator(seed: seed)
        let order = ranked(ranking, total: 400, relevant: 40, using: &generator)
        var labels = order.prefix(150).map { ScreeningSequence.Label(isRelevant: $0) }
        let found = labels.count { $0.isRelevant }
        let plan = try AuditPlan(available: 250, found: found)
        let sample = order.dropFirst(150).shuffled(using: &generator).prefix(plan.sampleSize)
        labels += sample.map { ScreeningSequence.Label(isRelevant: $0, selection: .audit) }
        let sequence = try ScreeningSequence(labels: labels, total: 400)
        let audit = try #require(RandomAudit(sequence))
        return audit.supportsTarget == true && sequence.found * 20 < 19 * 40
    }

    @Test func plannedAuditKeepsItsPromise() throws {
        for ranking in [Ranking.chance, .good, .hidden] {
            var errors = 0
            for replicate in 0..<400 where try plannedAuditErrs(ranking, seed: UInt64(replicate)) {
                errors += 1
            }
            // 5 % and two standard errors of 400.
            #expect(Double(errors) / 400 <= 0.05 + 0.022)
        }
    }

    /// The share of screenings that the ranked test would stop short of the target.
    private func rankedTestErrors(_ ranking: Ranking, replicates: Int) throws -> Double {
        var errors = 0
        for replicate in 0..<replicates {
            var generator = SeededGenerator(seed: UInt64(7_000 + replicate))
            let order = ranked(ranking, total: 400, relevant: 40, using: &generator)
            for screened in stride(from: 20, to: 400, by: 20) {
                let labels = Array(order.prefix(screened))
                let test = RankedRecallTest(try ScreeningSequence(ranked: labels, total: 400))
                guard test.supportsTarget == true else { continue }
                if labels.count(where: { $0 }) < 38 { errors += 1 }
                break
            }
        }
        return Double(errors) / Double(replicates)
    }

    @Test func rankedTestIsAsGoodAsTheRanking() throws {
        // Conservative where the ranking puts relevant records first, …
        #expect(try rankedTestErrors(.good, replicates: 100) <= 0.05)
        // … and blind to what sits at its end: no criterion on ranked records can see that.
        #expect(try rankedTestErrors(.hidden, replicates: 50) > 0.9)
    }

    @Test func fiftyInARowPromiseNothing() throws {
        var errors = 0
        for replicate in 0..<100 {
            var generator = SeededGenerator(seed: UInt64(9_000 + replicate))
            let order = ranked(.hidden, total: 600, relevant: 30, using: &generator)
            var run = 0
            var found = 0
            for isRelevant in order {
                run = isRelevant ? 0 : run + 1
                found += isRelevant ? 1 : 0
                if run == 50 { break }
            }
            if found * 20 < 19 * 30 { errors += 1 }
        }
        #expect(errors > 90)
    }
}
