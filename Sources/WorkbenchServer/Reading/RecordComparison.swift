import Bibliography
import Reporting
import Review

/// Two records, field by field.
struct RecordComparison: Sendable {
    /// A field of both.
    struct Field: Sendable {
        /// How the sides of a field stand to each other.
        enum Standing: String, Sendable {
            case same
            case differs
            case oneSided = "one-sided"
        }

        /// Name as printed, as on the page of a record.
        let name: Phrase
        /// Short name for scripts.
        let key: String
        /// The first record's text; empty if it has none.
        let first: String
        /// The second record's text; empty if it has none.
        let second: String
        /// Whether single words are compared, rather than the whole.
        let isProse: Bool

        /// The sides as markup, with what differs marked.
        var sides: (standing: Standing, first: Markup, second: Markup) {
            if first.isEmpty || second.isEmpty { return (.oneSided, "\(first)", "\(second)") }
            if first == second { return (.same, "\(first)", "\(second)") }
            guard isProse else {
                return (
                    .differs, "<mark class=\"differs\">\(first)</mark>",
                    "<mark class=\"differs\">\(second)</mark>"
                )
            }
            let difference = WordDifference(first, second)
            return (
                difference.isDifferent ? .differs : .same,
                WordDifference.markup(difference.first), WordDifference.markup(difference.second)
            )
        }
    }

    /// The fields that at least one of the records has.
    let fields: [Field]

    /// Compares two records.
    init(_ first: Record, _ second: Record) {
        let names = { (record: Record) in record.authors.map(\.displayed).joined(separator: "; ") }
        let list: [(Phrase, String, Bool, (Record) -> String?)] = [
            (Phrase("Title", de: "Titel"), "title", true, \.title),
            (Phrase("Authors", de: "Autoren"), "authors", true, names),
            (Phrase("Year", de: "Jahr"), "year", false, { $0.year.map(String.init) }),
            (Phrase("Date", de: "Datum"), "date", false, \.date),
            (Phrase("Journal or book", de: "Zeitschrift oder Buch"), "journal", true, \.journal),
            (Phrase("Volume", de: "Band"), "volume", false, \.volume),
            (Phrase("Issue", de: "Heft"), "issue", false, \.issue),
            (Phrase("Pages", de: "Seiten"), "pages", false, \.pages),
            (Phrase("DOI", de: "DOI"), "doi", false, \.doi),
            (Phrase("PubMed", de: "PubMed"), "pmid", false, \.pmid),
            (Phrase("Kind", de: "Art"), "type", false, { $0.type.rawValue }),
            (
                Phrase("Notices", de: "Vermerke"), "notices", false,
                { $0.notices.map(\.rawValue).joined(separator: "; ") }
            ),
            (Phrase("Language", de: "Sprache"), "language", false, \.language),
            (Phrase("ISSN", de: "ISSN"), "issn", false, { $0.issn.joined(separator: "; ") }),
            (Phrase("ISBN", de: "ISBN"), "isbn", false, { $0.isbn.joined(separator: "; ") }),
            (
                Phrase("Accession number", de: "Zugangsnummer"), "accession", false, \.accession
            ),
            (Phrase("Abstract", de: "Abstract"), "abstract", true, \.abstract),
        ]
        fields = list.map { name, key, isProse, text in
            Field(
                name: name,
                key: key,
                first: text(first) ?? "",
                second: text(second) ?? "",
                isProse: isProse
            )
        }.filter { !$0.first.isEmpty || !$0.second.isEmpty }
    }
}
