import Foundation
import Screening
import Statistics
import Testing

@Suite struct StoppingPanelTests {
    private func sequence(_ seed: UInt64, total: Int = 600, screened: Int = 400) throws
        -> ScreeningSequence
    {
        var generator = SeededGenerator(seed: seed)
        let labels = (0..<screened).map { index in
            ScreeningSequence.Label(
                isRelevant: generator.nextUniform() < 0.6 / (1 + Double(index) / 15),
                selection: index < 12 ? .random : (index >= 330 ? .audit : .ranked)
            )
        }
        return try ScreeningSequence(labels: labels, total: total)
    }

    @Test func survivesJSON() throws {
        for seed in 1...5 {
            let panel = StoppingPanel(try sequence(UInt64(seed)))
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            let data = try encoder.encode(panel)
            let again = try JSONDecoder().decode(StoppingPanel.self, from: data)
            #expect(again == panel)
            #expect(try encoder.encode(again) == data)
        }
    }

    @Test func sameLabelsSamePanel() throws {
        let first = StoppingPanel(try sequence(3))
        #expect(first == StoppingPanel(try sequence(3)))
        #expect(first.lines() == StoppingPanel(try sequence(3)).lines())
    }

    @Test func holdsEveryCriterion() throws {
        let panel = StoppingPanel(try sequence(2))
        #expect(panel.evidence.count == 6)
        #expect(panel.audit?.sampled == 70)
        let text = panel.lines().joined(separator: "\n")
        for item in panel.evidence {
            #expect(text.contains(item.name))
            #expect(text.contains(item.statement))
            #expect(!item.assumptions.isEmpty)
            for assumption in item.assumptions { #expect(text.contains(assumption)) }
        }
        #expect(text.contains("No criterion decides by itself"))
        let short = panel.lines(withAssumptions: false)
        #expect(short.count < panel.lines().count)
    }

    /// Every short sequence of few records: nothing traps, and what is claimed holds together.
    @Test func everyShortSequence() throws {
        for total in 0...7 {
            for screened in 0...total {
                for bits in 0..<(1 << screened) {
                    for selection in ScreeningSequence.Selection.allCases {
                        let labels = (0..<screened).map {
                            ScreeningSequence.Label(
                                isRelevant: bits >> $0 & 1 == 1,
                                selection: selection
                            )
                        }
                        let panel = StoppingPanel(
                            try ScreeningSequence(labels: labels, total: total)
                        )
                        let missed = panel.rankedTest.bound.missedAtMost
                        #expect(0...(total - screened) ~= missed)
                        if screened == total {
                            #expect(panel.rankedTest.supportsTarget == true)
                            #expect(panel.sequentialBound.bound?.missedAtMost == 0)
                            #expect(panel.auditPlan == nil)
                        } else {
                            #expect(panel.auditPlan != nil)
                        }
                    }
                }
            }
        }
    }

    @Test func impossibleInputIsRefused() {
        #expect(throws: StoppingError.moreLabelsThanRecords(labels: 2, total: 1)) {
            try ScreeningSequence(ranked: [true, false], total: 1)
        }
        #expect(throws: StoppingError.self) { try ScreeningSequence(ranked: [], total: -1) }
        #expect(throws: StoppingError.recallOutOfRange(95)) { try StoppingTarget(recall: 95) }
        #expect(throws: StoppingError.recallOutOfRange(0)) { try StoppingTarget(recall: 0) }
        #expect(throws: StoppingError.confidenceOutOfRange(1)) {
            try StoppingTarget(recall: 0.95, confidence: 1)
        }
        #expect(throws: StoppingError.self) { try StoppingTarget(recall: .nan) }
        #expect(throws: StoppingError.allowanceOutOfRange(5_000)) {
            try AuditPlan(available: 10_000, found: 3, relevantAllowed: 5_000)
        }
        for error in [
            StoppingError.moreLabelsThanRecords(labels: 2, total: 1),
            .recallOutOfRange(95), .confidenceOutOfRange(1), .allowanceOutOfRange(5_000),
            .countOutOfRange(name: "the sample", value: -1),
        ] {
            #expect(!error.description.isEmpty)
        }
    }

    @Test func lowerLimitsAreNotRoundedUp() throws {
        // 1,999 of 2,001 found at most two missing: 99.9 %, never 100 %.
        let labels = [Bool](repeating: true, count: 1_999)
        let panel = StoppingPanel(try ScreeningSequence(ranked: labels, total: 2_001))
        #expect(panel.rankedTest.bound.missedAtMost == 2)
        let text = panel.lines().joined(separator: "\n")
        #expect(text.contains("2,001 records screened (99.9 %)") || text.contains("99.9 %"))
        #expect(!text.contains("(100 %)"))
    }
}
