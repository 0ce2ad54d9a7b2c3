import Bibliography

/// Entry types of BibTeX and BibLaTeX and the kinds of documents they stand for.
///
/// - Reference: Kime, Wemheuer & Lehman, The biblatex package, section 2.1.
enum BibTeXEntryType {
    /// Kind of document of an entry type; `nil` for a type that says nothing (`misc`) or is not known.
    static func type(of kind: String) -> RecordType? {
        switch kind {
        case "article", "suppperiodical", "periodical", "review": .article
        case "inproceedings", "conference": .conferencePaper
        case "book", "booklet", "mvbook", "collection", "mvcollection", "reference", "mvreference",
            "proceedings", "mvproceedings", "bookinbook":
            .book
        case "incollection", "inbook", "suppbook", "suppcollection", "inreference": .chapter
        case "phdthesis", "mastersthesis", "masterthesis", "bathesis", "thesis": .thesis
        case "techreport", "report", "manual", "standard": .report
        case "unpublished", "preprint": .preprint
        case "dataset", "software": .dataset
        case "online", "electronic", "www", "webpage": .webPage
        default: nil
        }
    }

    /// The entry type that is written for a kind of document.
    static func kind(of type: RecordType) -> String {
        switch type {
        case .article: "article"
        case .conferencePaper: "inproceedings"
        case .book: "book"
        case .chapter: "incollection"
        case .thesis: "phdthesis"
        case .report: "techreport"
        case .preprint: "unpublished"
        case .dataset: "dataset"
        case .webPage: "online"
        case .trialRegistration, .other: "misc"
        }
    }

    /// Whether an entry type says no more than the kind of document it stands for.
    static func isCommon(_ kind: String) -> Bool {
        kind == "misc" || kind == "conference" || kind == "inbook" || kind == "thesis"
            || kind == "report" || type(of: kind).map { self.kind(of: $0) == kind } ?? false
    }
}
