import Foundation
import Screening
import Statistics

/// How often criteria for stopping say that 95 % are found when they are not, and what they save.
///
/// Each replicate has its own random numbers, so the tables do not depend on the number of threads.
enum StoppingSimulation {
    /// Ways to decide when to stop.
    enum Rule: String, CaseIterable {
        case auditPlanned = "planned audit"
        case sequential = "sequential bound"
        case auditPeeking = "audit, a look at every draw"
        case rankedRepeated = "ranked test, repeated"
        case rankedOnce = "ranked test, once"
        case curve = "curve"
        case safe = "SAFE"
        case consecutive = "50 in a row"
    }

    private struct Outcome: Sendable {
        let wrong: Bool
        let saved: Double
    }

    /// Prints the tables as Markdown.
    ///
    /// - Parameter replicates: screenings of each scenario.
    static func run(replicates: Int) {
        let error = 100 * (0.05 * 0.95 / Double(replicates)).squareRoot()
        print(
            "\(replicates) screenings each, ± \(String(format: "%.1f", error)) percentage points "
                + "(one standard error of 5 %).\n"
        )
        let head = "| ranking | records | relevant | "
        let names = Rule.allCases.map(\.rawValue).joined(separator: " | ")
        let rule = "|---|---|---|" + Rule.allCases.map { _ in "---|" }.joined()
        var wrong = [head + names + " |", rule]
        var saved = [head + names + " |", rule]
        var covered = [
            "| ranking | records | relevant | a quarter screened | half screened |",
            "|---|---|---|---|---|",
        ]
        var scenario: UInt64 = 9_000
        for ranker in SimulatedScreening.Ranker.allCases {
            for total in [500, 2_000, 10_000] {
                for prevalence in [0.005, 0.02, 0.1] where total > 500 || prevalence > 0.01 {
                    scenario += 1
                    let start = scenario
                    @Sendable func screening(_ replicate: Int) -> SimulatedScreening {
                        SimulatedScreening(
                            total: total,
                            prevalence: prevalence,
                            ranker: ranker,
                            seed: start &* 1_000_003 &+ UInt64(replicate)
                        )
                    }
                    let outcomes = Parallel.map(replicates, inRangesOf: 5) { range in
                        range.map { replicate in
                            Rule.allCases.map { outcome($0, screening(replicate), replicate) }
                        }
                    }.flatMap { $0 }
                    let limits = Parallel.map(replicates, inRangesOf: 5) { range in
                        range.map { replicate in
                            [0.25, 0.5].map { curveHolds(screening(replicate), share: $0) }
                        }
                    }.flatMap { $0 }
                    let row = "| \(ranker.rawValue) | \(total) | \(screening(0).relevant) |"
                    wrong.append(row + cells(outcomes) { $0.wrong ? 100 : 0 })
                    saved.append(row + cells(outcomes) { $0.saved * 100 })
                    covered.append(
                        row
                            + (0..<2).map { item in " \(share(limits.map { $0[item] })) |" }
                            .joined()
                    )
                }
            }
        }
        print("Stopped with a recall below 95 %, percent of screenings:\n")
        print(wrong.joined(separator: "\n"))
        print("\nRecords left unscreened, mean percent:\n")
        print(saved.joined(separator: "\n"))
        print(
            "\nThe upper limit of the curve holds what is left, percent of the screenings with a curve "
                + "that fits, and how many these are:\n"
        )
        print(covered.joined(separator: "\n"))
    }

    private static func cells(_ outcomes: [[Outcome]], _ value: (Outcome) -> Double) -> String {
        Rule.allCases.indices.map { index in
            let sum = outcomes.reduce(0) { $0 + value($1[index]) }
            return String(format: " %.1f |", sum / Double(outcomes.count))
        }.joined()
    }

    private static func share(_ hits: [Bool?]) -> String {
        let known = hits.compactMap(\.self)
        guard !known.isEmpty else { return "–" }
        return String(
            format: "%.1f (of %.0f)",
            100 * Double(known.count { $0 }) / Double(known.count),
            100 * Double(known.count) / Double(hits.count)
        )
    }

    private static func outcome(
        _ rule: Rule,
        _ screening: SimulatedScreening,
        _ replicate: Int
    ) -> Outcome {
        var screening = screening
        let stopped =
            switch rule {
            case .auditPlanned: auditPlanned(&screening)
            case .sequential: sequential(&screening, seed: UInt64(replicate))
            case .auditPeeking: auditPeeking(&screening)
            case .rankedRepeated:
                look(&screening) { $0.found > 0 && test($0)?.supportsTarget == true }
            case .rankedOnce: rankedOnce(&screening)
            case .curve: look(&screening) { curveSays($0) }
            case .safe: safe(&screening)
            case .consecutive: consecutive(50, &screening)
            }
        let stoppedEarly = stopped && !screening.isComplete
        return Outcome(
            wrong: stoppedEarly && screening.recall < 0.95,
            saved: stoppedEarly
                ? 1 - Double(screening.screened) / Double(screening.total) : 0
        )
    }

    private static func test(_ screening: SimulatedScreening) -> RankedRecallTest? {
        screening.sequence.map { RankedRecallTest($0) }
    }

    private static func curve(_ screening: SimulatedScreening) -> RecallCurve? {
        screening.sequence.map { RecallCurve($0) }
    }

    private static func curveSays(_ screening: SimulatedScreening) -> Bool {
        guard let estimate = curve(screening)?.estimate, estimate.isUsable else { return false }
        return estimate.recallLimits.lowerBound >= 0.95
    }

    /// A look after every per cent of the records, ten at least.
    private static func isLook(_ screening: SimulatedScreening) -> Bool {
        screening.screened.isMultiple(of: max(10, screening.total / 100))
    }

    /// Screens by rank and looks again and again.
    private static func look(
        _ screening: inout SimulatedScreening,
        _ says: (SimulatedScreening) -> Bool
    ) -> Bool {
        while !screening.isComplete {
            screening.screenRanked()
            if isLook(screening), says(screening) { return true }
        }
        return false
    }

    private static func rankedOnce(_ screening: inout SimulatedScreening) -> Bool {
        for _ in 0..<(screening.total / 2) { screening.screenRanked() }
        return test(screening)?.supportsTarget == true
    }

    /// Screens by rank until so many in a row are irrelevant.
    private static func consecutive(_ wanted: Int, _ screening: inout SimulatedScreening) -> Bool {
        while !screening.isComplete {
            screening.screenRanked()
            if screening.run >= wanted { return true }
        }
        return false
    }

    /// When ranked screening ends and the audit begins: a twentieth of all records in a row, 50 at
    /// least.
    private static func longRun(_ screening: SimulatedScreening) -> Int {
        max(50, screening.total / 20)
    }

    /// A long run, then an audit of the size that allows the claim if it finds nothing.
    private static func auditPlanned(_ screening: inout SimulatedScreening) -> Bool {
        guard consecutive(longRun(screening), &screening),
            let plan = try? AuditPlan(
                available: screening.total - screening.screened,
                found: screening.found
            )
        else { return false }
        for _ in 0..<plan.sampleSize { screening.screenRandom(.audit) }
        guard plan.sampleSize > 0 else { return true }
        return screening.sequence.flatMap { RandomAudit($0) }?.supportsTarget == true
    }

    /// A long run, then an audit that goes on until it supports the claim.
    private static func auditPeeking(_ screening: inout SimulatedScreening) -> Bool {
        guard consecutive(longRun(screening), &screening) else { return false }
        while !screening.isComplete {
            screening.screenRandom(.audit)
            if screening.sequence.flatMap({ RandomAudit($0) })?.supportsTarget == true {
                return true
            }
        }
        return false
    }

    /// One record in ten at random until a long run of ranked ones is irrelevant, then all at
    /// random, with a look after every per cent.
    private static func sequential(_ screening: inout SimulatedScreening, seed: UInt64) -> Bool {
        var coin = SeededGenerator(seed: seed &+ 77)
        while !screening.isComplete {
            if screening.run >= longRun(screening) {
                screening.screenRandom(.audit)
            } else if coin.nextUniform() < 0.1 {
                screening.screenRandom(.random)
            } else {
                screening.screenRanked()
            }
            if isLook(screening), let sequence = screening.sequence,
                SequentialRecallBound(sequence).supportsTarget == true
            {
                return true
            }
        }
        return false
    }

    /// Phases 1 and 2, with three key papers; the random part is extended to one relevant record.
    private static func safe(_ screening: inout SimulatedScreening) -> Bool {
        while !screening.isComplete,
            screening.found == 0 || screening.screened * 100 < screening.total
        {
            screening.screenRandom(.random)
        }
        while !screening.isComplete {
            screening.screenRanked()
            guard screening.run >= 50, isLook(screening),
                let sequence = try? ScreeningSequence(
                    labels: screening.labels,
                    total: screening.total,
                    keyPapers: screening.keyPapers
                )
            else { continue }
            if SAFEChecklist(sequence).isActiveLearningDone { return true }
        }
        return false
    }

    /// Whether what is left is within the upper limit of the curve; nil without an estimate.
    private static func curveHolds(_ screening: SimulatedScreening, share: Double) -> Bool? {
        var screening = screening
        for _ in 0..<Int(Double(screening.total) * share) { screening.screenRanked() }
        guard let estimate = curve(screening)?.estimate, estimate.isUsable else { return nil }
        return screening.relevant - screening.found <= estimate.missedLimits.upperBound
    }
}
