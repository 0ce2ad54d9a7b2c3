import Bibliography

/// Makes records as several databases would hold them, with known duplicates; the same for a seed.
///
/// Titles draw their words from a vocabulary with Zipf's distribution, a third of them from the
/// words of one of many topics, so that different works share words as they do in a real search.
/// Each work appears in one to four databases, each of which writes it in its own style, with slips.
/// Some works are made to be taken for others: part II of a study, next year's report, an erratum,
/// the congress abstract of an article.
struct RecordGenerator {
    private var random: SplitMix
    private let vocabulary: Vocabulary
    private let people: Vocabulary
    private let journals: [JournalNames]

    init(seed: UInt64) {
        random = SplitMix(state: seed)
        var source = SplitMix(state: 0x5EED)
        vocabulary = Vocabulary(size: 24_000, syllables: 2...5, exponent: 1.05, &source)
        people = Vocabulary(size: 9_000, syllables: 2...3, exponent: 0.7, &source)
        let words = vocabulary
        journals = (0..<900).map { _ in JournalNames(words, &source) }
    }

    /// Makes records; about 40 % of them repeat an earlier one as another database has it.
    ///
    /// - Parameters:
    ///   - count: number of records.
    ///   - abstractWords: words of each abstract; 0 for none.
    /// - Returns: the records in random order, and the work of each.
    mutating func records(_ count: Int, abstractWords: Int) -> (records: [Record], works: [Int]) {
        var records: [Record] = []
        var works: [Int] = []
        records.reserveCapacity(count)
        works.reserveCapacity(count)
        var work = 0
        var last: Record?
        while records.count < count {
            var original = original(work, abstractWords: abstractWords)
            if let last, random.below(100) < 4 { original = lookalike(of: last, as: original) }
            let databases = [1, 1, 1, 1, 1, 2, 2, 2, 3, 4][random.below(10)]
            let first = random.below(Style.allCases.count)
            for number in 0..<databases where records.count < count {
                let style = Style.allCases[(first + number) % Style.allCases.count]
                records.append(written(original, in: style))
                works.append(work)
            }
            last = original
            work += 1
        }
        shuffle(&records, &works)
        for index in records.indices {
            records[index].source = RecordSource(
                file: "generated",
                position: index + 1,
                line: index + 1
            )
        }
        return (records, works)
    }

    private mutating func shuffle(_ records: inout [Record], _ works: inout [Int]) {
        for index in stride(from: records.count - 1, to: 0, by: -1) {
            let other = random.below(index + 1)
            records.swapAt(index, other)
            works.swapAt(index, other)
        }
    }

    // MARK: Works

    private mutating func original(_ work: Int, abstractWords: Int) -> Record {
        var record = Record(type: .article)
        // Works of a topic share a handful of words; topics differ in size.
        let topic = random.below(1 + random.below(2_000))
        record.title = title(topic)
        for _ in 0..<(1 + random.below(1 + random.below(12))) {
            let family = people.word(&random)
            let middle = random.below(2) == 0 ? " " + String(capital()) + "." : ""
            record.authors.append(
                .person(
                    family: family.prefix(1).uppercased() + family.dropFirst(),
                    given: Self.given[random.below(Self.given.count)] + middle
                )
            )
        }
        let year = 1985 + random.below(20) + random.below(20)
        record.year = year
        record.date = String(year)
        let journal = random.below(1 + random.below(journals.count))
        record.journal = String(journal)
        record.volume = String(max(1, year - 1960 + journal % 40))
        record.issue = String(1 + random.below(12))
        let page = 1 + random.below(3_000)
        record.pages = "\(page)-\(page + 3 + random.below(14))"
        record.doi = "10.\(1_000 + journal)/j\(journal).\(year).\(work)"
        record.pmid = String(10_000_000 + work)
        if abstractWords > 0 {
            let words = (0..<abstractWords).map { _ in vocabulary.word(&random) }
            record.abstract = words.joined(separator: " ")
        }
        return record
    }

    private static let given = [
        "Anna", "Ben", "Carla", "David", "Emma", "Felix", "Gao", "Hana", "Ivan", "Jun", "Karin",
        "Luis", "Mei", "Nadia", "Oskar", "Petra", "Qing", "Rosa", "Sven", "Tariq", "Uma", "Wei",
    ]

    private static let functionWords = ["of", "in", "the", "and", "for", "with", "after", "on"]

    private static let designs = [
        "a randomised controlled trial", "a systematic review", "a cohort study",
        "results of a pilot study", "a case report", "a cross-sectional survey",
        "a retrospective analysis", "a qualitative study", "protocol of a trial",
    ]

    private mutating func capital() -> Character {
        Character(Unicode.Scalar(UInt8(0x41 + random.below(26))))
    }

    private mutating func title(_ topic: Int) -> String {
        var words: [String] = []
        for place in 0..<(5 + random.below(8)) {
            if place > 0, random.below(3) == 0 {
                words.append(Self.functionWords[random.below(Self.functionWords.count)])
            }
            if random.below(3) == 0 {
                words.append(vocabulary[(topic * 37 + random.below(9) * 911) % vocabulary.count])
            } else {
                words.append(vocabulary.word(&random))
            }
        }
        var title = words.joined(separator: " ")
        title = title.prefix(1).uppercased() + title.dropFirst()
        if random.below(2) == 0 { title += ": " + Self.designs[random.below(Self.designs.count)] }
        return title
    }

    /// Another work with the title and the people of a work: what must not be merged.
    private mutating func lookalike(of known: Record, as fresh: Record) -> Record {
        var record = fresh
        let title = known.title ?? ""
        record.authors = known.authors
        record.journal = known.journal
        switch random.below(4) {
        case 0:
            record.title = title + " part II"
            record.year = known.year
            record.volume = known.volume
        case 1: record.title = "Erratum: " + title
        case 2:
            record.title = title
            record.journal = fresh.journal
            record.year = known.year.map { $0 + 1 }
            record.pages = "S" + String(1 + random.below(400))
        default:
            record.title =
                (title.split(separator: ":").first.map(String.init) ?? "")
                + " in " + vocabulary.word(&random) + " " + vocabulary.word(&random)
        }
        record.date = record.year.map(String.init)
        return record
    }

    // MARK: Databases

    private mutating func written(_ work: Record, in style: Style) -> Record {
        var record = work
        let names = journals[Int(work.journal ?? "") ?? 0]
        record.database = style.rawValue
        record.journal = style.abbreviatesJournals ? names.abbreviated : names.full
        record.authors = work.authors.map { style.written($0) }
        switch style {
        case .pubMed:
            record.pages = Self.shortened(work.pages)
            record.title = work.title.map { $0 + "." }
            if random.below(3) == 0 { record.doi = nil }
        case .embase:
            record.issue = random.below(4) == 0 ? nil : work.issue
            if random.below(2) == 0 { record.pmid = nil }
            if random.below(3) == 0 { record.doi = nil }
        case .scopus:
            record.pmid = nil
            if random.below(8) == 0 { record.pages = work.pages.map { Self.firstPage($0) } }
        case .webOfScience:
            record.pmid = nil
            if random.below(2) == 0 { record.title = work.title?.uppercased() }
            if random.below(6) == 0 { record.year = work.year.map { $0 + 1 } }
        case .scholar:
            record.doi = nil
            record.pmid = nil
            record.issue = nil
            record.abstract = nil
            record.authors = Array(record.authors.prefix(4))
            if random.below(4) == 0 { record.volume = nil }
            if random.below(4) == 0 { record.pages = nil }
        }
        if random.below(25) == 0 { record.title = misspelt(record.title ?? "") }
        record.date = record.year.map(String.init)
        return record
    }

    private static func firstPage(_ pages: String) -> String { String(pages.prefix { $0 != "-" }) }

    /// `221-228` as PubMed writes it: `221-8`.
    private static func shortened(_ pages: String?) -> String? {
        guard let pages else { return nil }
        let parts = pages.split(separator: "-").map(String.init)
        guard parts.count == 2, parts[0].count == parts[1].count else { return pages }
        let shared = zip(parts[0], parts[1]).prefix { $0 == $1 }.count
        return parts[0] + "-" + parts[1].dropFirst(min(shared, parts[1].count - 1))
    }

    private mutating func misspelt(_ title: String) -> String {
        var letters = Array(title)
        guard letters.count > 12 else { return title }
        let place = 6 + random.below(letters.count - 8)
        letters.swapAt(place, place + 1)
        return String(letters)
    }
}
