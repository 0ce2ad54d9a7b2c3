import Bibliography

/// Publication types of MEDLINE, as `PT` and the XML of PubMed state them.
enum MEDLINEWords {
    /// Kind of document that a publication type in small letters means; `nil` if it tells nothing.
    static func type(ofLowercased text: String) -> RecordType? {
        switch text {
        case "preprint": .preprint
        case "dataset": .dataset
        case "book", "books": .book
        case "book chapter", "chapter": .chapter
        case "congress", "congresses", "meeting abstract", "conference paper": .conferencePaper
        case "academic dissertation", "dissertations/theses": .thesis
        case "technical report": .report
        case "trial registration": .trialRegistration
        case "webcast": .webPage
        case "other": .other
        default: nil
        }
    }

    /// The publication type that is written for a kind of document.
    static func word(for type: RecordType) -> String {
        switch type {
        case .article: "Journal Article"
        case .conferencePaper: "Congress"
        case .book: "Book"
        case .chapter: "Book Chapter"
        case .thesis: "Academic Dissertation"
        case .report: "Technical Report"
        case .preprint: "Preprint"
        case .dataset: "Dataset"
        case .trialRegistration: "Trial Registration"
        case .webPage: "Webcast"
        case .other: "Other"
        }
    }

    /// The publication type that is written for a notice.
    static func word(for notice: Notice) -> String {
        switch notice {
        case .comment: "Comment"
        case .erratum: "Published Erratum"
        case .retraction: "Retraction of Publication"
        case .retracted: "Retracted Publication"
        }
    }

    /// Whether a publication type says no more than the record's type and notices do.
    static func isImplied(_ text: String, by type: RecordType) -> Bool {
        text == word(for: type) || Notice.allCases.contains { text == word(for: $0) }
    }
}
