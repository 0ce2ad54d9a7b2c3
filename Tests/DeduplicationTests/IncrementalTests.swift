import Bibliography
import Testing

@testable import Deduplication

@Suite("New records against known ones")
struct IncrementalTests {
    /// The table twice, and a labelled set where there is one.
    private func records() throws -> [Record] {
        let table = LabelledPair.all.flatMap { [$0.left, $0.right] }
        return try ReferenceData.isPresent ? table + ReferenceData.records("stroke.ris") : table
    }

    private func partition(_ result: DeduplicationResult, _ order: [Int]) -> Set<Set<Int>> {
        Set(result.clusters.map { Set($0.map { order[$0] }) })
    }

    @Test("Importing in two parts gives the clusters of one run", arguments: 1...2)
    func agreesWithFullRun(seed: UInt64) throws {
        let all = try records()
        var generator = LinearCongruentialGenerator(state: seed)
        let order = all.indices.shuffled(using: &generator)
        let shuffled = order.map { all[$0] }
        let full = findDuplicates(shuffled)
        for share in [0, 40, 95] {
            let count = all.count * share / 100
            let (known, new) = (Array(shuffled[..<count]), Array(shuffled[count...]))
            let before = findDuplicates(known)
            let after = findDuplicates(new: new, against: known, pairs: before.pairs)
            #expect(partition(after, order) == partition(full, order), "\(share) % known")
            #expect(after.comparisons <= full.comparisons + before.pairs.count)
        }
    }

    @Test("Few new records cost few comparisons")
    func comparesOnlyNew() throws {
        let all = try records()
        let (known, new) = (Array(all.dropLast(5)), Array(all.suffix(5)))
        let before = findDuplicates(known)
        let after = findDuplicates(new: new, against: known, pairs: before.pairs)
        #expect(after.comparisons - before.pairs.count < 500)
        #expect(after.clusters.joined().sorted() == Array(all.indices))
    }

    @Test("Decisions of persons hold when records come in")
    func obeysPersons() {
        let work = record(
            "Screening for lung cancer with sputum cytology | Day, M / Fox, L | 2012 | Chest | 140 | 3 | 301-308"
        )
        let other = record(
            "Quite another matter of kidneys in sheep | Orr, P / Ash, Q | 2001 | Vet J | 9 | 1 | 1-9"
        )
        let constraints = [
            PairConstraint(a: 0, b: 2, same: false), PairConstraint(a: 1, b: 2, same: true),
        ]
        let before = findDuplicates([work, other])
        let after = findDuplicates(
            new: [work],
            against: [work, other],
            pairs: before.pairs,
            constraints: constraints
        )
        #expect(after.clusters == [[0], [1, 2]])
        #expect(after.pairs.map(\.rule) == ["person"])
    }

    @Test("Pairs out of range are ignored; no records give no clusters")
    func survivesNonsense() {
        let pair = DuplicatePair(
            a: 4,
            b: -1,
            score: 1,
            rule: "x",
            reasons: [],
            decision: .merge
        )
        let single = Record(type: .article)
        let found = findDuplicates(new: [single], against: [single], pairs: [pair])
        #expect(found.clusters == [[0], [1]])
        #expect(findDuplicates(new: [], against: [], pairs: []).clusters.isEmpty)
    }
}
