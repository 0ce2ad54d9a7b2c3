/// Why two records are, or may be, the same work.
///
/// Tables and journals hold the English words; `init(_:)` reads them back, so that a page can say the same
/// in another language.
public enum DuplicateReason: Sendable, Equatable, LosslessStringConvertible {
    /// A field in which two records can agree.
    public enum Field: String, Sendable, Equatable, CaseIterable {
        /// PubMed identifier.
        case pmid = "PubMed identifier"
        /// Digital object identifier.
        case doi = "DOI"
        /// Accession number of a database.
        case accession = "accession number"
        /// Journal.
        case journal
        /// Volume.
        case volume
        /// Issue.
        case issue
        /// First page.
        case firstPage = "first page"
        /// Last page.
        case lastPage = "last page"
        /// Abstract.
        case abstract
    }

    /// How two fields relate.
    public enum Relation: String, Sendable, Equatable, CaseIterable {
        /// They agree.
        case same
        /// They differ as databases write the same.
        case similar
        /// They differ.
        case different
    }

    /// How two titles relate.
    public enum Title: Sendable, Equatable {
        /// One of them is missing.
        case missing
        /// They agree.
        case same
        /// Only their spelling differs.
        case spelling
        /// One is the beginning of the other.
        case shortened
        /// One has so many more words.
        case extended(words: Int)
        /// They share so many per cent of their words.
        case reworded(percent: Int)
        /// They differ.
        case different
    }

    /// What else is odd about two titles.
    public enum TitleDifference: String, Sendable, Equatable, CaseIterable {
        /// Their numbers contradict each other.
        case numbersDiffer = "their numbers differ"
        /// One has a number and the other none.
        case numberOnOneSide = "only one has a number"
        /// One is a notice about another work.
        case isNotice = "one is a notice about another work"
    }

    /// How two lists of authors relate.
    public enum Authors: Sendable, Equatable {
        /// A collective signs both.
        case sameCollective
        /// At least one list is empty.
        case missing
        /// They share nobody.
        case noneInCommon
        /// They are the same, so many.
        case same(Int)
        /// So many of a shorter and a longer list are on both.
        case common(Int, shorter: Int, longer: Int)
    }

    /// A person is asked, because of a rule.
    case forPerson(PairRule)
    /// A person is asked, since merging would join two works that conflict.
    case wouldJoinConflict
    /// A person decided.
    case decidedByPerson
    /// How a field relates.
    case field(Relation, Field)
    /// How the titles relate.
    case title(Title, [TitleDifference])
    /// How the authors relate.
    case authors(Authors)
    /// So many years lie between them; `nil` where a year is missing.
    case years(Int?)
    /// One is marked as a notice about another work.
    case isNotice
}

extension DuplicateReason {
    /// The reason in English words.
    public var description: String {
        switch self {
        case .forPerson(let rule): "for a person: \(rule.rawValue)"
        case .wouldJoinConflict: "for a person: merging would join two works that conflict"
        case .decidedByPerson: "decided by a person"
        case .field(let relation, let field): "\(relation.rawValue) \(field.rawValue)"
        case .title(let title, let differences):
            ([title.description] + differences.map(\.rawValue)).joined(separator: ", ")
        case .authors(let authors): authors.description
        case .years(nil): "a year is missing"
        case .years(0): "same year"
        case .years(1): "years one apart"
        case .years(let gap?): "years \(gap) apart"
        case .isNotice: "one is marked as a notice about another work"
        }
    }

    /// Reads the words back; `nil` for words of another program.
    ///
    /// - Parameter text: what `description` gives.
    public init?(_ text: String) {
        if let fixed = Self.fixed[text] {
            self = fixed
        } else if let found = text.wholeMatch(of: /years (\d+) apart/), let gap = Int(found.1) {
            self = .years(gap)
        } else if let authors = Authors(text) {
            self = .authors(authors)
        } else {
            // Few titles have anything odd about them, and each oddity has its place.
            var rest = text
            var differences: [TitleDifference] = []
            for difference in TitleDifference.allCases.reversed() {
                let suffix = ", " + difference.rawValue
                guard rest.hasSuffix(suffix) else { continue }
                rest.removeLast(suffix.count)
                differences.insert(difference, at: 0)
            }
            guard let title = Title(rest) else { return nil }
            self = .title(title, differences)
        }
    }

    private static let fixed: [String: DuplicateReason] = {
        let fields = Field.allCases.flatMap { field in
            Relation.allCases.map { DuplicateReason.field($0, field) }
        }
        let all =
            PairRule.allCases.map(DuplicateReason.forPerson) + fields
            + [
                .wouldJoinConflict, .decidedByPerson, .years(nil), .years(0), .years(1), .isNotice,
            ]
        return Dictionary(all.map { ($0.description, $0) }, uniquingKeysWith: { first, _ in first })
    }()
}

extension DuplicateReason.Title: LosslessStringConvertible {
    /// How the titles relate, in English words.
    public var description: String {
        switch self {
        case .missing: "a title is missing"
        case .same: "same title"
        case .spelling: "same title but for spelling"
        case .shortened: "one title is the beginning of the other"
        case .extended(let words): "one title has \(words) more words"
        case .reworded(let percent): "titles share \(percent) % of their words"
        case .different: "different titles"
        }
    }

    /// Reads the words back.
    public init?(_ text: String) {
        let plain: [Self] = [.missing, .same, .spelling, .shortened, .different]
        if let known = plain.first(where: { $0.description == text }) {
            self = known
        } else if let found = text.wholeMatch(of: /one title has (\d+) more words/),
            let words = Int(found.1)
        {
            self = .extended(words: words)
        } else if let found = text.wholeMatch(of: /titles share (\d+) % of their words/),
            let percent = Int(found.1)
        {
            self = .reworded(percent: percent)
        } else {
            return nil
        }
    }
}

extension DuplicateReason.Authors: LosslessStringConvertible {
    /// How the lists of authors relate, in English words.
    public var description: String {
        switch self {
        case .sameCollective: "same collective author"
        case .missing: "authors are missing"
        case .noneInCommon: "no author in common"
        case .same(1): "same author"
        case .same(let count): "same \(count) authors"
        case .common(let count, let shorter, let longer):
            "\(count) of \(shorter) and \(longer) authors in common"
        }
    }

    /// Reads the words back.
    public init?(_ text: String) {
        let plain: [Self] = [.sameCollective, .missing, .noneInCommon, .same(1)]
        if let known = plain.first(where: { $0.description == text }) {
            self = known
        } else if let found = text.wholeMatch(of: /same (\d+) authors/), let count = Int(found.1) {
            self = .same(count)
        } else if let found = text.wholeMatch(of: /(\d+) of (\d+) and (\d+) authors in common/),
            let count = Int(found.1), let shorter = Int(found.2), let longer = Int(found.3)
        {
            self = .common(count, shorter: shorter, longer: longer)
        } else {
            return nil
        }
    }
}
