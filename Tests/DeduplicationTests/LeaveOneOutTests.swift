import Bibliography
import Foundation
import Testing

@testable import Deduplication

@Suite("Leaving one set out", .enabled(if: ReferenceData.isPresent))
struct LeaveOneOutTests {
    private static let names = ["asysd", "copper", "cytology", "stroke"]

    /// Counts of a finding among pairs of one work and of two works.
    private struct Tally {
        var one = 0.5
        var two = 0.5
        var ones = 1.0
        var twos = 1.0

        /// log₂(m / u), the half counts keeping it finite.
        var bits: Double { log2((one / ones) / (two / twos)) }
    }

    @Test("Weights counted on three sets keep the fourth right", arguments: names)
    func holds(name: String) throws {
        var weights = Weights.standard
        let others = try Self.names.filter { $0 != name }.map(LabelledSet.init)
        Self.fit(&weights, to: others)
        let set = try LabelledSet(name)
        let result = Deduplicator(set.records, options: DeduplicationOptions(), weights: weights)
            .result(constraints: [])
        let found = LabelledSet.pairs(result.clusters)
        let wrong = found.subtracting(set.pairs)
        let missed = set.pairs.subtracting(found)
        print(
            "left out: \(name), \(found.count) merged, \(wrong.count) false,",
            "\(missed.count) of \(set.pairs.count) missed"
        )
        #expect(Double(wrong.count) <= 0.001 * Double(found.count), "\(wrong)")
        #expect(Double(missed.count) <= 0.02 * Double(set.pairs.count), "\(missed.count)")
    }

    /// Replaces every weight that can be counted by what candidates of the sets show.
    private static func fit(_ weights: inout Weights, to sets: [LabelledSet]) {
        var tallies: [String: Tally] = [:]
        for set in sets {
            RecordArena(set.records).withView { view in
                let blocking = Blocking(view, blockSize: 48)
                var comparer = Comparer(view, .standard)
                var evidences: [(Evidence, Bool)] = []
                blocking.forEachCandidate(of: 0..<blocking.count) { a, b in
                    evidences.append((comparer.evidence(a, b), set.pairs.contains([a, b])))
                }
                for (evidence, isOne) in evidences { count(evidence, isOne, in: &tallies) }
            }
        }
        func bits(_ name: String) -> Double { tallies[name]?.bits ?? 0 }
        weights.journalSame = bits("journal same")
        weights.journalDifferent = bits("journal different")
        weights.volumeSame = bits("volume same")
        weights.volumeDifferent = bits("volume different")
        weights.issueSame = bits("issue same")
        weights.issueDifferent = bits("issue different")
        weights.firstPageSame = bits("first page same")
        weights.firstPageDifferent = bits("first page different")
        weights.lastPageSame = bits("last page same")
        weights.lastPageDifferent = bits("last page different")
        weights.yearSame = bits("year 0")
        weights.yearNear = bits("year 1")
        weights.yearTwo = bits("year 2")
        weights.yearFar = bits("year 3")
        weights.doiDifferent = bits("doi different")
    }

    private static func count(
        _ evidence: Evidence,
        _ isOne: Bool,
        in tallies: inout [String: Tally]
    ) {
        func add(_ field: String, _ finding: String, of findings: [String]) {
            for possible in findings {
                var tally = tallies[field + " " + possible] ?? Tally()
                if isOne { tally.ones += 1 } else { tally.twos += 1 }
                if possible == finding, isOne { tally.one += 1 }
                if possible == finding, !isOne { tally.two += 1 }
                tallies[field + " " + possible] = tally
            }
        }
        let fields = [
            ("journal", evidence.journal), ("volume", evidence.volume), ("issue", evidence.issue),
            ("first page", evidence.firstPage), ("last page", evidence.lastPage),
            ("doi", evidence.doi),
        ]
        for (field, agreement) in fields where agreement != .unknown {
            add(field, agreement == .different ? "different" : "same", of: ["same", "different"])
        }
        if let gap = evidence.yearGap {
            add("year", String(min(gap, 3)), of: ["0", "1", "2", "3"])
        }
    }
}
