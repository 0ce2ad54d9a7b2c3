import Bibliography
import Foundation
import Review

/// Which records share words and authors, for the pages of single records.
///
/// Made when somebody first opens a record; a word that many records have tells nothing about any and
/// is left out, so that a look-up touches few of them in a review of any size.
struct RecordIndex: Sendable {
    /// A word that more records have than this is not looked at.
    static let commonest = 400
    /// Words of a record that are looked up at most.
    static let mostWords = 40

    /// Records that share words with one, and the words.
    struct Related: Sendable, Equatable {
        /// The record.
        let id: RecordID
        /// The shared words, the rarest first.
        let words: [String]
        /// Sum of the weights of the words.
        let score: Double
    }

    private let ids: [RecordID]
    private let words: [String: [Int32]]
    private let authors: [String: [Int32]]
    private let places: [RecordID: Int32]

    init(_ records: [RecordID: Record]) {
        ids = records.keys.sorted { ($0.source, $0.position) < ($1.source, $1.position) }
        var words: [String: [Int32]] = [:]
        var authors: [String: [Int32]] = [:]
        var places: [RecordID: Int32] = [:]
        places.reserveCapacity(ids.count)
        for (place, id) in ids.enumerated() {
            let place = Int32(place)
            places[id] = place
            guard let record = records[id] else { continue }
            for word in Self.words(of: record) where words[word]?.count ?? 0 <= Self.commonest {
                words[word, default: []].append(place)
            }
            for name in Self.names(of: record) { authors[name, default: []].append(place) }
        }
        self.words = words
        self.authors = authors
        self.places = places
    }

    /// The records that share the rarest words with one, best first.
    ///
    /// - Parameters:
    ///   - record: the record.
    ///   - count: how many at most.
    ///   - isOther: whether a record may be named, which its own copies may not.
    /// - Returns: the records, each with the words that it shares.
    func related(to record: Record, count: Int, where isOther: (RecordID) -> Bool) -> [Related] {
        let known = Self.words(of: record).compactMap { word -> (String, [Int32])? in
            guard let found = words[word], found.count > 1, found.count <= Self.commonest else {
                return nil
            }
            return (word, found)
        }
        let rarest = known.sorted { ($0.1.count, $0.0) < ($1.1.count, $1.0) }.prefix(Self.mostWords)
        var scores: [Int32: (score: Double, words: [String])] = [:]
        for (word, found) in rarest {
            let weight = log(Double(ids.count + 1) / Double(found.count))
            for place in found {
                scores[place, default: (0, [])].score += weight
                scores[place]?.words.append(word)
            }
        }
        let best = scores.filter { $0.value.words.count > 1 }
            .sorted { ($1.value.score, $0.key) < ($0.value.score, $1.key) }
        return first(count, of: best.map { ($0.key, $0.value.words, $0.value.score) }, isOther)
    }

    /// Other records that bear one of a record's authors, with the names, those with most names first.
    func byAuthors(
        of record: Record,
        count: Int,
        where isOther: (RecordID) -> Bool
    ) -> [Related] {
        var shared: [Int32: [String]] = [:]
        for name in Self.names(of: record).sorted() {
            guard let found = authors[name], found.count <= Self.commonest else { continue }
            for place in found { shared[place, default: []].append(name) }
        }
        let best = shared.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        return first(count, of: best.map { ($0.key, $0.value, Double($0.value.count)) }, isOther)
    }

    private func first(
        _ count: Int,
        of candidates: [(place: Int32, words: [String], score: Double)],
        _ isOther: (RecordID) -> Bool
    ) -> [Related] {
        var found: [Related] = []
        for candidate in candidates {
            if found.count == count { break }
            let id = ids[Int(candidate.place)]
            guard isOther(id) else { continue }
            found.append(Related(id: id, words: candidate.words, score: candidate.score))
        }
        return found
    }

    /// Words of title and keywords, folded; short ones tell nothing.
    private static func words(of record: Record) -> Set<String> {
        let text = ([record.title ?? ""] + record.keywords).joined(separator: " ")
        var words: Set<String> = []
        for word in TextFolding.folded(text).split(whereSeparator: { !$0.isLetter && !$0.isNumber })
        where word.utf8.count > 3 && word.contains(where: \.isLetter) {
            words.insert(String(word))
        }
        return words
    }

    /// Family names with the first letter of the given name.
    private static func names(of record: Record) -> Set<String> {
        Set(
            record.authors.compactMap { name in
                guard case .person(let family, let given) = name else { return nil }
                let initial = given.flatMap { TextFolding.folded($0).first.map(String.init) } ?? ""
                return TextFolding.folded(family) + (initial.isEmpty ? "" : " " + initial)
            }
        )
    }
}
