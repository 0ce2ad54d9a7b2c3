import Bibliography
import Testing

@testable import Deduplication

@Suite("Comparing")
struct ComparingTests {
    @Test("Edit distance within a limit agrees with the whole table", arguments: 1...3)
    func measuresDistance(limit: Int) {
        var generator = LinearCongruentialGenerator(state: UInt64(limit))
        for _ in 0..<4_000 {
            let left = Self.word(&generator)
            var right = Bool.random(using: &generator) ? Self.word(&generator) : left
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                Self.slip(&right, &generator)
            }
            let expected = Self.distance(left, right) <= limit
            let found = left.withUnsafeBufferPointer { a in
                right.withUnsafeBufferPointer { b in EditDistance.isWithin(limit, a, b) }
            }
            #expect(found == expected, "\(left) \(right)")
        }
    }

    private static func word(_ generator: inout LinearCongruentialGenerator) -> [UInt8] {
        (0..<Int.random(in: 0...9, using: &generator)).map { _ in
            UInt8.random(in: 0x61...0x64, using: &generator)
        }
    }

    private static func slip(
        _ word: inout [UInt8],
        _ generator: inout LinearCongruentialGenerator
    ) {
        let place = Int.random(in: 0...word.count, using: &generator)
        switch Int.random(in: 0...3, using: &generator) {
        case 0: word.insert(0x65, at: place)
        case 1 where place < word.count: word.remove(at: place)
        case 2 where place < word.count: word[place] = 0x66
        default: if place + 1 < word.count { word.swapAt(place, place + 1) }
        }
    }

    /// Optimal string alignment, as defined.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count { table[i][0] = i }
        for j in 0...b.count { table[0][j] = j }
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        for i in 1...a.count {
            for j in 1...b.count {
                let cost = a[i - 1] == b[j - 1] ? 0 : 1
                table[i][j] = min(
                    table[i - 1][j] + 1,
                    table[i][j - 1] + 1,
                    table[i - 1][j - 1] + cost
                )
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
                }
            }
        }
        return table[a.count][b.count]
    }

    @Test("Cheap rejection rejects nothing that the full comparison would keep")
    func rejectsSafely() throws {
        var records = LabelledPair.all.flatMap { [$0.left, $0.right] }
        if ReferenceData.isPresent { records += try ReferenceData.records("stroke.ris") }
        let options = DeduplicationOptions()
        RecordArena(records).withView { view in
            let blocking = Blocking(view, blockSize: 400)
            var judge = Judge(view, records, options, .standard)
            var (compared, kept) = (0, 0)
            blocking.forEachCandidate(of: 0..<blocking.count) { a, b in
                let full = judge.judgedInFull(a, b)
                let quick = judge.judged(a, b)
                compared += 1
                if full.verdict.score >= options.reviewThreshold { kept += 1 }
                #expect((quick != nil) == (full.verdict.score >= options.reviewThreshold))
                if let quick { #expect(quick.evidence == full.evidence) }
            }
            #expect(compared > kept && kept > 40)
        }
    }

    @Test("British and American spelling give one hash; opposites do not")
    func hashesSpelling() {
        func same(_ a: String, _ b: String) -> Bool {
            spellingHash(of: Array(a.utf8)) == spellingHash(of: Array(b.utf8))
        }
        let pairs = [
            ("oestrogen", "estrogen"), ("labour", "labor"), ("randomised", "randomized"),
            ("modelling", "modeling"), ("centre", "center"), ("anaemia", "anemia"),
            ("catalyse", "catalyze"),
        ]
        for (british, american) in pairs { #expect(same(british, american), "\(british)") }
        for (left, right) in [
            ("hyper", "hypo"), ("il66", "il6"), ("four", "for"), ("men", "women"),
        ] {
            #expect(!same(left, right))
        }
    }

    @Test("One processor or many: the result is the same")
    func isDeterministic() throws {
        var records = LabelledPair.all.flatMap { [$0.left, $0.right] }
        if ReferenceData.isPresent { records += try ReferenceData.records("asysd.ris") }
        // More than one chunk in every stage.
        records += (0..<5_000).map {
            record("Soil sample \($0 / 3) of plot \($0 / 5) | Day, M | 2012")
        }
        let options = DeduplicationOptions()
        let one = Deduplicator(records, options: options, isConcurrent: false)
            .result(constraints: [])
        for _ in 0..<3 {
            #expect(Deduplicator(records, options: options).result(constraints: []) == one)
        }
    }
}

@Suite("Thresholds and long lists")
struct ExtremeTests {
    private let pair = [
        record(
            "Quiet nights in coronary care units | Day, M / Fox, L | 2012 | Chest | 1 | 2 | 3-9 | 10.1/a | 7"
        ),
        record(
            "Quiet nights in coronary care units | Day M / Fox L | 2012 | Chest | 1 | 2 | 3-9 | 10.1/a | 7"
        ),
    ]

    @Test("No threshold breaks the search", arguments: [0.0, 0.5, 0.999, 1.0, 2.0, -1.0])
    func accepts(threshold: Double) {
        var options = DeduplicationOptions()
        options.reviewThreshold = threshold
        let result = findDuplicates(pair, options: options)
        #expect(result.clusters.joined().sorted() == [0, 1])
        #expect(threshold > 1 || result.clusters == [[0, 1]])
    }

    @Test("Lists in several fields of many names are cut, not counted twice")
    func cutsLists() {
        func names(_ field: Int) -> Name {
            .literal((0..<60).map { "Fam\(field)x\($0), A" }.joined(separator: "; "))
        }
        var long = pair[0]
        long.authors = (0..<5).map(names)
        RecordArena([long, pair[1]]).withView { view in
            var comparer = Comparer(view, .standard)
            let authors = comparer.evidence(0, 0).authors
            #expect(authors.matched == 40 && authors.isComplete)
            #expect(comparer.evidence(0, 1).authors.matched == 0)
        }
    }
}
