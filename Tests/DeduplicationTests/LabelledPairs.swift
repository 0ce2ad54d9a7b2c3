import Bibliography
import Foundation

/// What two records are to each other.
enum Relation: String, Decodable {
    /// One work, and the program must say so.
    case same
    /// Two works, or too little to tell: never merged.
    case apart
    /// Not merged, and shown to a person.
    case review
}

/// Two records of our own making with their relation.
struct LabelledPair: CustomStringConvertible, Decodable {
    var id: String
    var relation: Relation
    var left: Record
    var right: Record
    var description: String { id }

    private enum CodingKeys: String, CodingKey {
        case id, relation, left, right
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.decode(String.self, forKey: .id)
        relation = try values.decode(Relation.self, forKey: .relation)
        left = try values.decode(WrittenRecord.self, forKey: .left).record
        right = try values.decode(WrittenRecord.self, forKey: .right).record
    }

    /// `LabelledPairs/pairs.json`, beside this file.
    static let all: [LabelledPair] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("LabelledPairs/pairs.json")
        do {
            return try JSONDecoder().decode([LabelledPair].self, from: Data(contentsOf: file))
        } catch {
            print("\(file.path): \(error)")
            return []
        }
    }()
}

/// A record as it is written in the table: only what a comparison reads.
private struct WrittenRecord: Decodable {
    var type: RecordType?
    var title: String?
    /// "Family, Given", or a name that nobody took apart.
    var authors: [String]?
    var year: Int?
    var journal: String?
    var volume: String?
    var issue: String?
    var pages: String?
    var doi: String?
    var pmid: String?
    var abstract: String?

    var record: Record {
        var record = Record(type: type ?? .article)
        record.title = title
        record.authors = (authors ?? []).map(name)
        record.year = year
        record.journal = journal
        record.volume = volume
        record.issue = issue
        record.pages = pages
        record.doi = doi
        record.pmid = pmid
        record.abstract = abstract
        return record
    }
}

private func name(_ text: String) -> Name {
    let parts = text.split(separator: ",", maxSplits: 1).map {
        $0.split(separator: " ").joined(separator: " ")
    }
    return parts.count == 2
        ? .person(family: parts[0], given: parts[1]) : .literal(parts.first ?? "")
}

/// Writes a record in one line: `title | authors | year | journal | volume | issue | pages | doi |
/// pmid`.
///
/// Authors are divided by " / ", each "Family, Given"; an empty field is absent.
func record(_ line: String, type: RecordType = .article) -> Record {
    let fields = line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.split(separator: " ").joined(separator: " ")
    }
    func field(_ index: Int) -> String? {
        index < fields.count && !fields[index].isEmpty ? fields[index] : nil
    }
    var record = Record(type: type)
    record.title = field(0)
    record.authors = (field(1) ?? "").split(separator: "/").map { name(String($0)) }
    record.year = field(2).flatMap { Int($0) }
    record.journal = field(3)
    record.volume = field(4)
    record.issue = field(5)
    record.pages = field(6)
    record.doi = field(7)
    record.pmid = field(8)
    return record
}

/// One work as different databases write it.
let samePairs = LabelledPair.all.filter { $0.relation == .same }

/// Works that look alike, or records that say too little.
let hardNegatives = LabelledPair.all.filter { $0.relation != .same }
