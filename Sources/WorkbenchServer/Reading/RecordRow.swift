import Bibliography
import Foundation
import Review
import Screening

/// How far a work has come in the review.
enum Standing: String, Sendable, CaseIterable {
    /// Votes on title and abstract are missing.
    case awaitingScreening = "awaiting-screening"
    /// Screening was closed before anybody voted.
    case putAside = "put-aside"
    /// The votes on title and abstract differ.
    case conflictAtScreening = "conflict-at-screening"
    /// Excluded at title and abstract.
    case excludedAtScreening = "excluded-at-screening"
    /// Votes on the full text are missing.
    case awaitingFullText = "awaiting-full-text"
    /// The votes on the full text differ.
    case conflictAtFullText = "conflict-at-full-text"
    /// The report could not be had.
    case notRetrieved = "not-retrieved"
    /// Excluded at full text.
    case excludedAtFullText = "excluded-at-full-text"
    /// In the review.
    case included

    /// Name as printed.
    var title: Phrase {
        switch self {
        case .awaitingScreening: .awaitingScreening
        case .putAside: .putAside
        case .conflictAtScreening: .conflictAtScreening
        case .excludedAtScreening: .excludedAtScreening
        case .awaitingFullText: .awaitingFullText
        case .conflictAtFullText: .conflictAtFullText
        case .notRetrieved: .notRetrieved
        case .excludedAtFullText: .excludedAtFullText
        case .included: .includedColumn
        }
    }

    /// Class of the badge.
    var tone: String {
        switch self {
        case .included: "good"
        case .conflictAtScreening, .conflictAtFullText: "bad"
        case .awaitingScreening, .awaitingFullText: "open"
        case .excludedAtScreening, .putAside, .excludedAtFullText, .notRetrieved: "plain"
        }
    }

    /// The standing of a work, with the reason or the difference where there is one.
    static func of(work: Int, in state: ReviewState) -> (standing: Standing, detail: Detail?) {
        if state.isPutAside(work: work) { return (.putAside, nil) }
        switch state.outcome(ofWork: work, at: .titleAbstract) {
        case .awaiting(let voted): return (.awaitingScreening, voters(voted))
        case .conflict(let what): return (.conflictAtScreening, .disagreement(what))
        case .excluded(let reason): return (.excludedAtScreening, reason.map { .reason($0) })
        case .notRetrieved: return (.notRetrieved, nil)
        case .included: break
        }
        switch state.outcome(ofWork: work, at: .fullText) {
        case .awaiting(let voted): return (.awaitingFullText, voters(voted))
        case .conflict(let what): return (.conflictAtFullText, .disagreement(what))
        case .excluded(let reason): return (.excludedAtFullText, reason.map { .reason($0) })
        case .notRetrieved: return (.notRetrieved, nil)
        case .included: return (.included, nil)
        }
    }

    private static func voters(_ names: [String]) -> Detail? {
        names.isEmpty ? nil : .voted(names)
    }

    /// What there is to say of a standing.
    enum Detail: Sendable, Equatable {
        /// Who has voted, where votes are missing.
        case voted([String])
        /// Why a work was excluded.
        case reason(String)
        /// On what votes disagree.
        case disagreement(Disagreement)

        /// The detail in words.
        var phrase: Phrase {
            switch self {
            case .voted(let names):
                let list = names.joined(separator: ", ")
                return Phrase("voted: " + list, de: "abgestimmt: " + list)
            case .reason(let reason): return Phrase(reason, de: reason)
            case .disagreement(let what): return what.phrase
            }
        }
    }
}

/// A record as a list shows it, without what people say of it.
struct RecordRow: Sendable {
    /// The record.
    let id: RecordID
    /// Title; `nil` if the record has none.
    let title: String?
    /// First authors, year and journal.
    let byline: String
    /// What a filter searches, folded.
    private let searched: String

    init(_ id: RecordID, _ record: Record?) {
        self.id = id
        title = record?.title
        let names = (record?.authors ?? []).map(\.displayed)
        let first = names.prefix(3).joined(separator: "; ") + (names.count > 3 ? "; et al." : "")
        byline = [first, record?.year.map(String.init) ?? "", record?.journal ?? ""]
            .filter { !$0.isEmpty }.joined(separator: " · ")
        let texts =
            [id.description, record?.title, record?.journal, record?.doi, record?.pmid]
            .compactMap { $0 } + names + (record?.year.map { [String($0)] } ?? [])
        searched = Self.folded(texts.joined(separator: "\n"))
    }

    /// Whether the row has every word of a text, whatever their case and accents.
    func matches(_ words: [String]) -> Bool { words.allSatisfy { searched.contains($0) } }

    /// The words of a text as `matches` takes them.
    static func words(of text: String) -> [String] {
        folded(text).split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static func folded(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }
}

extension Name {
    /// The name as lists show it, family name first.
    var displayed: String {
        switch self {
        case .person(let family, let given): given.map { "\(family), \($0)" } ?? family
        case .literal(let text): text
        }
    }
}
