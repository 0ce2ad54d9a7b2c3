import Deduplication
import Testing

@Suite("Overlap of sources")
struct SourceOverlapTests {
    /// PubMed 0 1 2, Embase 3 4 5 (4 and 5 are one work), Scopus 6.
    private let sources = ["PubMed", "PubMed", "PubMed", "Embase", "Embase", "Embase", "Scopus"]
    private let clusters = [[0, 3, 6], [1], [2], [4, 5]]

    @Test("Counts works held alone, shared and repeated within")
    func counts() {
        let overlap = SourceOverlap(clusters: clusters, sources: sources)
        #expect(overlap.works == 4)
        #expect(overlap.sources.map(\.name) == ["PubMed", "Embase", "Scopus"])
        #expect(overlap.sources.map(\.records) == [3, 3, 1])
        #expect(overlap.sources.map(\.works) == [3, 2, 1])
        #expect(overlap.sources.map(\.worksHeldAlone) == [2, 1, 0])
        #expect(overlap.sources.map(\.worksShared) == [1, 1, 1])
        #expect(overlap.sources.map(\.duplicatesWithin) == [0, 1, 0])
    }

    @Test("Intersections are exclusive and add up to all works")
    func intersects() {
        let overlap = SourceOverlap(clusters: clusters, sources: sources)
        #expect(
            overlap.intersections == [
                .init(sources: [0], works: 2), .init(sources: [1], works: 1),
                .init(sources: [0, 1, 2], works: 1),
            ]
        )
        #expect(overlap.worksHeld(byBoth: 0, and: 1) == 1)
        #expect(overlap.worksHeld(byBoth: 0, and: 0) == 3)
        #expect(overlap.worksHeld(byBoth: 0, and: 9) == 0)
    }

    @Test("Figures add up for any clusters", arguments: 1...20)
    func addsUp(seed: UInt64) {
        var generator = LinearCongruentialGenerator(state: seed)
        let count = Int.random(in: 0...60, using: &generator)
        let names = (0..<count).map { _ in "S\(Int.random(in: 0..<5, using: &generator))" }
        let works = (0..<count).map { _ in Int.random(in: 0..<25, using: &generator) }
        let clusters = Dictionary(grouping: 0..<count) { works[$0] }.values.map { $0 }
        let overlap = SourceOverlap(clusters: clusters, sources: names)
        #expect(overlap.works == clusters.count)
        #expect(overlap.intersections.reduce(0) { $0 + $1.works } == overlap.works)
        #expect(overlap.sources.reduce(0) { $0 + $1.records } == count)
        for (place, source) in overlap.sources.enumerated() {
            #expect(source.works == overlap.worksHeld(byBoth: place, and: place))
            #expect(source.works + source.duplicatesWithin == source.records)
            let alone = overlap.intersections.filter { $0.sources == [place] }
            #expect(source.worksHeldAlone == alone.reduce(0) { $0 + $1.works })
        }
        #expect(SourceOverlap(clusters: clusters.reversed(), sources: names) == overlap)
    }

    @Test("Records without a source are left out")
    func leavesOut() {
        let overlap = SourceOverlap(clusters: [[0, 7], [8]], sources: ["A"])
        #expect(overlap.works == 1)
        #expect(overlap.sources.map(\.works) == [1])
    }
}
