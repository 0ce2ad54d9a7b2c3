import Bibliography
import Deduplication
import Testing

@Suite("Labelled pairs")
struct LabelledPairTests {
    @Test("The table is there and its identifiers are unique")
    func isComplete() {
        #expect(samePairs.count >= 40)
        #expect(hardNegatives.count >= 60)
        #expect(Set(LabelledPair.all.map(\.id)).count == LabelledPair.all.count)
    }

    @Test("One work in two databases is merged", arguments: samePairs)
    func merges(pair: LabelledPair) {
        let result = findDuplicates([pair.left, pair.right])
        #expect(result.clusters == [[0, 1]], "\(result.pairs)")
        #expect(result.pairs.first?.decision == .merge)
        #expect(result.pairs.first?.reasons.isEmpty == false)
    }

    @Test("Works that look alike stay apart", arguments: hardNegatives)
    func keepsApart(pair: LabelledPair) {
        let result = findDuplicates([pair.left, pair.right])
        #expect(result.clusters == [[0], [1]], "\(result.pairs)")
        if pair.relation == .review {
            #expect(result.pairs.map(\.decision) == [.review])
        }
    }

    @Test("A pair is judged alike in either order", arguments: samePairs + hardNegatives)
    func isSymmetric(pair: LabelledPair) {
        let forward = findDuplicates([pair.left, pair.right]).pairs
        let backward = findDuplicates([pair.right, pair.left]).pairs
        #expect(forward.map(\.score) == backward.map(\.score))
        #expect(forward.map(\.rule) == backward.map(\.rule))
        #expect(forward.map(\.decision) == backward.map(\.decision))
    }

    @Test("All cases in one file: no case disturbs another")
    func holdsTogether() {
        let cases = samePairs + hardNegatives
        let records = cases.flatMap { [$0.left, $0.right] }
        let result = findDuplicates(records)
        var cluster = [Int](repeating: 0, count: records.count)
        for (number, members) in result.clusters.enumerated() {
            for member in members { cluster[member] = number }
        }
        for (index, item) in cases.enumerated() {
            let isJoined = cluster[2 * index] == cluster[2 * index + 1]
            #expect(isJoined == (item.relation == .same), "\(item.id)")
        }
    }

    @Test("Preprints are merged with their articles on request")
    func mergesPreprintsOnRequest() throws {
        let pair = try #require(hardNegatives.first { $0.id == "preprint-and-article" })
        var options = DeduplicationOptions()
        options.mergePreprints = true
        let asked = findDuplicates([pair.left, pair.right], options: options)
        #expect(asked.clusters == [[0, 1]])
    }

    @Test("A notice in one database keeps a comment at another page apart")
    func minds() {
        var comment = record(
            "Vitamin D and falls in homes for the elderly | Day, M | 2012 | J Gerontol | 67 | 9 | 999"
        )
        comment.notices = [.comment]
        let article = record(
            "Vitamin D and falls in homes for the elderly | Day, M | 2012 | J Gerontol | 67 | 3 | 301-308"
        )
        #expect(findDuplicates([comment, article]).clusters == [[0], [1]])
    }

    @Test("Whatever stands in the fields, every record comes out once", arguments: 1...20)
    func survivesAnything(seed: UInt64) {
        var generator = LinearCongruentialGenerator(state: seed)
        let pieces = [
            "(", ")", "[", "]", ":", " ", "-", "&#x;", "&", "<i", ">", "0", "7", "999999999999999",
            "e\u{301}", "α", "肺", "II", "part", "reply", "erratum:", ",", ";", "and", "van",
            "et al",
            "10.", "10.1/", ".pub2", "p", "S", "\u{0}", "retracted:",
            String(repeating: "x", count: 900),
        ]
        func text() -> String? {
            let count = Int.random(in: 0...9, using: &generator)
            let parts = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }
            return parts.isEmpty ? nil : parts.joined()
        }
        let records = (0..<40).map { _ in
            var record = Record(
                type: RecordType.allCases.randomElement(using: &generator) ?? .other
            )
            record.title = text()
            record.authors = [.literal(text() ?? ""), .person(family: text() ?? "", given: text())]
            record.journal = text()
            record.volume = text()
            record.issue = text()
            record.pages = text()
            record.doi = text()
            record.pmid = text()
            record.abstract = text()
            return record
        }
        let result = findDuplicates(records)
        #expect(result.clusters.joined().sorted() == Array(records.indices))
    }
}
