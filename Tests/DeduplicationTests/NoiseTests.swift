import Bibliography
import Foundation
import Testing

@testable import Deduplication

/// Damages records as exports, scanners and typists do; the same for a seed.
struct Damage {
    var generator: LinearCongruentialGenerator

    init(seed: UInt64) { generator = LinearCongruentialGenerator(state: seed &* 7_919 &+ 1) }

    mutating func happens(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &generator) < probability
    }

    private mutating func below(_ bound: Int) -> Int {
        Int.random(in: 0..<bound, using: &generator)
    }

    /// Noise in texts: nothing that tells two works apart is lost.
    mutating func garbled(_ record: Record, _ strength: Double) -> Record {
        var record = record
        if happens(strength), let title = record.title { record.title = garbled(title, record) }
        if happens(strength) {
            record.authors = record.authors.map { name in
                guard case .person(let family, let given?) = name else { return name }
                return .person(family: family.uppercased(), given: String(given.prefix(1)) + ".")
            }
        }
        if happens(strength), record.authors.count > 3 {
            record.authors = Array(record.authors.prefix(3))
        }
        if happens(strength), let journal = record.journal {
            // ISO 4 abbreviates long words and drops short ones.
            record.journal = journal.split(separator: " ")
                .filter { $0.count > 3 || $0.first?.isUppercase == true }
                .map { $0.count > 6 ? String($0.prefix(4)) + "." : String($0) }
                .joined(separator: " ")
        }
        return record
    }

    /// Noise in texts, and fields that are lost or, in the case of the year, wrong.
    mutating func damaged(_ whole: Record, _ strength: Double) -> Record {
        var record = garbled(whole, strength)
        if happens(strength) { record.year = nil }
        if happens(strength / 4), let year = record.year { record.year = year + 1 }
        if happens(strength) { record.doi = nil }
        if happens(strength) { record.pages = nil }
        if happens(strength) { record.volume = nil }
        if happens(strength) { record.issue = nil }
        if happens(strength) { record.journal = nil }
        if happens(strength / 2) { record.abstract = nil }
        if happens(strength / 4) { record.authors = [] }
        return record
    }

    private mutating func garbled(_ title: String, _ record: Record) -> String {
        var letters = Array(title)
        guard letters.count > 20 else { return title }
        switch below(6) {
        case 0: return ["ffi", "ff", "fi", "fl"].reduce(title) { $0.replacing($1, with: "") }
        case 1:
            return title.split(separator: " ")
                .map { $0.count > 8 ? $0.prefix(4) + "- " + $0.dropFirst(4) : $0 }
                .joined(separator: " ")
        case 2: return (record.journal ?? "Proceedings") + " " + title
        case 3: return title.uppercased() + "."
        case 4: return title.replacing(" of ", with: "of").replacing(" the ", with: " the")
        default:
            for _ in 0..<2 {
                let place = below(letters.count - 1)
                if letters[place].isLetter, letters[place + 1].isLetter {
                    letters.swapAt(place, place + 1)
                }
            }
            return String(letters)
        }
    }
}

@Suite("Noise", .enabled(if: ReferenceData.isPresent))
struct NoiseTests {
    private static let sets = ["asysd", "copper", "cytology", "stroke"]

    @Test("Garbled texts never make one work of two", arguments: [0.2, 0.6])
    func garbles(strength: Double) throws {
        var merged = 0
        for (number, name) in Self.sets.enumerated() {
            let set = try LabelledSet(name)
            var damage = Damage(seed: UInt64(number))
            let found = set.score(set.records.map { damage.garbled($0, strength) })
            #expect(found.falseMerges.isEmpty, "\(name): \(found.falseMerges)")
            merged += found.rightMerges
        }
        // Not by refusing to merge: identifiers and places are untouched.
        #expect(merged > 2_800, "\(merged) of 4,117 pairs")
    }

    @Test("Where fields are lost too, precision stays and persons are asked")
    func damages() throws {
        for strength in [0.1, 0.2] {
            var (wrong, right, lost, pairs) = (0, 0, 0, 0)
            for (number, name) in Self.sets.enumerated() {
                let set = try LabelledSet(name)
                var damage = Damage(seed: UInt64(100 + number))
                let found = set.score(set.records.map { damage.damaged($0, strength) })
                wrong += found.falseMerges.count
                right += found.rightMerges
                lost += found.lost
                pairs += set.pairs.count
            }
            print("damage \(strength): \(wrong) false, \(right) right, \(lost) lost of \(pairs)")
            #expect(Double(wrong) <= 0.001 * Double(right + wrong))
            #expect(Double(lost) <= 0.05 * Double(pairs))
        }
    }
}

/// A set with the truth about it.
struct LabelledSet {
    var name: String
    var records: [Record]
    /// Every pair of records of one work, the lower index first.
    var pairs: Set<[Int]>

    init(_ name: String) throws {
        self.name = name
        records = try ReferenceData.records(name + ".ris")
        let gold = try ReferenceData.rows(name + ".gold.csv")
        let cluster = Dictionary(gold.map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
        var members: [String: [Int]] = [:]
        for (index, record) in records.enumerated() {
            members[cluster[record.identifier ?? ""] ?? "\(index)", default: []].append(index)
        }
        pairs = Self.pairs(Array(members.values))
    }

    static func pairs(_ clusters: [[Int]]) -> Set<[Int]> {
        Set(
            clusters.flatMap { cluster in
                cluster.indices.flatMap { i in cluster[(i + 1)...].map { [cluster[i], $0] } }
            }
        )
    }

    /// What became of the pairs.
    struct Score {
        var falseMerges: Set<[Int]>
        var rightMerges: Int
        /// Pairs of one work that are neither merged nor reached by questions to a person.
        var lost: Int
    }

    /// Deduplicates other versions of the records, in the same order.
    func score(_ versions: [Record]) -> Score {
        let result = findDuplicates(versions)
        let found = Self.pairs(result.clusters)
        let asked = result.pairs.filter { pairs.contains([$0.a, $0.b]) }
            .map { PairConstraint(a: $0.a, b: $0.b, same: true) }
        var reached = Clustering(labels: [UInt64](repeating: 0, count: versions.count)) { _, _ in
            false
        }
        for pair in asked { _ = reached.join(pair.a, pair.b, minding: false) }
        for cluster in result.clusters {
            for member in cluster.dropFirst() {
                _ = reached.join(cluster[0], member, minding: false)
            }
        }
        let known = Self.pairs(reached.clusters())
        return Score(
            falseMerges: found.subtracting(pairs),
            rightMerges: found.intersection(pairs).count,
            lost: pairs.subtracting(known).count
        )
    }
}
