import Bibliography
import Deduplication
import Testing

@Suite("Clusters")
struct ClusteringTests {
    private let full = record(
        "Screening for lung cancer with sputum cytology and imaging | Day, M / Fox, L | 2012 | Chest | 140 | 3 | 301-308 | 10.1/a | 111"
    )
    private let other = record(
        "Screening for lung cancer with sputum cytology and imaging | Day, M / Fox, L | 2012 | Thorax | 66 | 9 | 999-1003 | 10.1/b | 222"
    )
    private let thin = record(
        "Screening for lung cancer with sputum cytology and imaging | Day, M / Fox, L | 2012"
    )

    @Test("A weak middle does not join two works that conflict")
    func keepsChainsApart() throws {
        for records in [[full, thin, other], [thin, other, full], [other, full, thin]] {
            let result = findDuplicates(records)
            let chest = try #require(records.firstIndex { $0.journal == "Chest" })
            let thorax = try #require(records.firstIndex { $0.journal == "Thorax" })
            #expect(!result.clusters.contains { $0.contains(chest) && $0.contains(thorax) })
            #expect(result.clusters.joined().sorted() == [0, 1, 2])
            #expect(result.pairs.contains { $0.decision == .review })
        }
        // Without the conflict the middle record would have been merged.
        #expect(findDuplicates([full, thin]).clusters == [[0, 1]])
        #expect(findDuplicates([thin, other]).clusters == [[0, 1]])
    }

    @Test("A person's decision beats the machine's, both ways")
    func obeysPersons() {
        let apart = findDuplicates([full, full], constraints: [.init(a: 1, b: 0, same: false)])
        #expect(apart.clusters == [[0], [1]])
        #expect(apart.pairs.isEmpty)
        let joined = findDuplicates([full, other], constraints: [.init(a: 0, b: 1, same: true)])
        #expect(joined.clusters == [[0, 1]])
        #expect(joined.pairs.map(\.rule) == ["person"])
    }

    @Test("No chain gets round a person's 'not the same'")
    func keepsSeparatedThroughChains() {
        let records = [full, full, full]
        let result = findDuplicates(records, constraints: [.init(a: 0, b: 2, same: false)])
        #expect(!result.clusters.contains { $0.contains(0) && $0.contains(2) })
        #expect(result.clusters.count == 2)
    }

    @Test("Contradicting decisions are named and 'not the same' holds")
    func namesContradictions() {
        let constraints = [
            PairConstraint(a: 0, b: 1, same: true), PairConstraint(a: 1, b: 2, same: true),
            PairConstraint(a: 0, b: 2, same: false), PairConstraint(a: 7, b: 2, same: true),
        ]
        let result = findDuplicates([full, other, thin], constraints: constraints)
        #expect(result.contradictions.count == 1)
        #expect(!result.clusters.contains { $0.contains(0) && $0.contains(2) })
    }

    @Test("The order of the records does not matter")
    func isIndependentOfOrder() {
        let records =
            (samePairs + hardNegatives).flatMap { [$0.left, $0.right] } + [full, thin, other]
        let expected = Self.partition(findDuplicates(records), Array(records.indices))
        var generator = LinearCongruentialGenerator(state: 20)
        for _ in 0..<12 {
            let order = records.indices.shuffled(using: &generator)
            let result = findDuplicates(order.map { records[$0] })
            #expect(Self.partition(result, order) == expected)
        }
    }

    /// Clusters in terms of the original places.
    private static func partition(_ result: DeduplicationResult, _ order: [Int]) -> Set<Set<Int>> {
        Set(result.clusters.map { Set($0.map { order[$0] }) })
    }

    @Test("Every record is in exactly one cluster; pairs are sorted", arguments: [0, 1, 2, 50])
    func coversEveryRecord(count: Int) {
        let records = (samePairs + hardNegatives).flatMap { [$0.right, $0.left] }.prefix(count)
        let result = findDuplicates(Array(records))
        #expect(result.clusters.joined().sorted() == Array(0..<count))
        #expect(result.clusters.allSatisfy { $0 == $0.sorted() })
        #expect(result.pairs.allSatisfy { $0.a < $0.b && $0.score >= 0.5 && $0.score <= 1 })
        #expect(
            result.pairs.map { [$0.a, $0.b] }
                == result.pairs.map { [$0.a, $0.b] }
                .sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
        )
    }

    @Test("Between two clusters a person is asked once")
    func asksOnce() {
        var first = full
        first.pmid = nil
        var second = other
        second.pmid = nil
        let result = findDuplicates([first, first, second, second])
        #expect(result.clusters == [[0, 1], [2, 3]])
        #expect(result.openQuestions.count == 1)
        #expect(result.pairs.filter { $0.decision == .review }.count == 4)
    }
}

/// A small generator with a fixed course (Numerical Recipes' constants).
struct LinearCongruentialGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 33)
    }
}
