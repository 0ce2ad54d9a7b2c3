import Bibliography
import Testing

@testable import Deduplication

@Suite("Blocking")
struct BlockingTests {
    /// Candidates of records that are all alike in the way named.
    private static let swarms: [(name: String, record: @Sendable (Int) -> Record)] = [
        ("one title, nothing else", { _ in titled("Editorial") }),
        ("no title, one year and journal", { _ in placed(titled(nil), volume: 7, page: nil) }),
        (
            "one title, journal, year and author",
            { _ in
                var record = placed(titled("Editorial"), volume: 7, page: nil)
                record.authors = [.person(family: "Grey", given: "H")]
                return record
            }
        ),
        ("one title, other pages", { placed(titled("Letter to the editor"), volume: 7, page: $0) }),
        (
            "one page, other titles",
            { number in
                placed(titled("Abstract \(number) on matter \(number / 3)"), volume: 7, page: 1)
            }
        ),
        (
            "one DOI for all",
            { number in
                var record = titled("Abstract \(number) of a meeting")
                record.doi = "10.1/supplement"
                return record
            }
        ),
        ("two words in every title", { titled("Randomised trial number \($0)") }),
        (
            "identical records",
            { _ in
                var record = placed(titled("Sleep and school performance"), volume: 27, page: 250)
                record.authors = [.person(family: "Cale", given: "H")]
                return record
            }
        ),
    ]

    private static func titled(_ title: String?) -> Record {
        var record = Record(type: .article)
        record.title = title
        return record
    }

    private static func placed(_ record: Record, volume: Int, page: Int?) -> Record {
        var record = record
        record.year = 2011
        record.journal = "Journal of Documentation"
        record.volume = String(volume)
        record.pages = page.map { String($0 + 2) }
        return record
    }

    @Test("Candidates grow with the records, whatever they have in common", arguments: 0..<8)
    func staysLinear(swarm: Int) {
        let (name, make) = Self.swarms[swarm]
        let counts = [1_000, 4_000].map { count -> Int in
            var candidates = 0
            RecordArena((0..<count).map(make)).withView { view in
                let blocking = Blocking(view, blockSize: 48)
                blocking.forEachCandidate(of: 0..<blocking.count) { _, _ in candidates += 1 }
            }
            return candidates
        }
        #expect(counts[1] <= 5 * counts[0] + 100, "\(name): \(counts)")
        #expect(counts[1] <= 4_000 * 100, "\(name): \(counts)")
    }

    @Test("Of identical records all come into one cluster, and of empty ones none")
    func joinsSwarms() {
        let same = (0..<3_000).map(Self.swarms[7].record)
        #expect(findDuplicates(same).clusters.count == 1)
        let empty = findDuplicates([Record](repeating: Record(), count: 3_000))
        #expect(empty.clusters.count == 3_000)
    }

    @Test("Each pair is listed once, the lower index first")
    func listsOnce() {
        let records = LabelledPair.all.flatMap { [$0.left, $0.right] }
        RecordArena(records).withView { view in
            let blocking = Blocking(view, blockSize: 4)
            var seen: Set<[Int]> = []
            blocking.forEachCandidate(of: 0..<blocking.count) { a, b in
                #expect(a < b && b < records.count)
                #expect(seen.insert([a, b]).inserted)
            }
            #expect(!seen.isEmpty)
        }
    }

    @Test("Every labelled pair of one work is a candidate", arguments: samePairs)
    func finds(pair: LabelledPair) {
        #expect(candidates([pair.left, pair.right]) == [[0, 1]])
    }

    @Test("Radix sort keeps the order of equal keys", arguments: [0, 1, 2, 1_000])
    func sorts(count: Int) {
        var generator = LinearCongruentialGenerator(state: 5)
        var values = (0..<count).map { place in
            UInt64.random(in: 0..<64, using: &generator) << 58
                | UInt64.random(in: 0..<8, using: &generator) << 32 | UInt64(place)
        }
        let expected = values.sorted()
        RadixSort.byUpperHalf(&values)
        #expect(values == expected)
    }
}
