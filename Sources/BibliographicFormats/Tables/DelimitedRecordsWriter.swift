import Bibliography

/// Writes records as a table that spreadsheets open and this program reads back.
enum DelimitedRecordsWriter {
    private static let columns = [
        "id", "type", "notices", "title", "authors", "editors", "year", "date", "journal",
        "volume", "issue", "pages", "doi", "pmid", "pmcid", "issn", "isbn", "abstract",
        "keywords", "urls", "language", "publisher", "accession", "database", "notes",
    ]

    /// All records in UTF-8; lists hold one entry a line, and fields of `extra` have columns of their own.
    static func bytes(of records: [Record]) -> [UInt8] {
        let tags = Set(records.flatMap { $0.extra.keys }).sorted()
        let header = columns + tags.map { "extra." + $0 }
        let rows = records.map { record in
            fields(of: record) + tags.map { lines(record.extra[$0] ?? []) }
        }
        return Array(DelimitedTextWriter.text(header: header, rows: rows).utf8)
    }

    private static func fields(of record: Record) -> [String] {
        [
            record.identifier ?? "", record.type.rawValue,
            record.notices.map(\.rawValue).joined(separator: "; "), record.title ?? "",
            lines(record.authors.map(\.text)), lines(record.editors.map(\.text)),
            record.year.map(String.init) ?? "", record.date ?? "", record.journal ?? "",
            record.volume ?? "", record.issue ?? "", record.pages ?? "", record.doi ?? "",
            record.pmid ?? "", record.pmcid ?? "", record.issn.joined(separator: "; "),
            record.isbn.joined(separator: "; "), record.abstract ?? "", lines(record.keywords),
            lines(record.urls), record.language ?? "", record.publisher ?? "",
            record.accession ?? "", record.database ?? "", lines(record.notes),
        ]
    }

    /// One entry a line; line breaks inside an entry become blanks.
    private static func lines(_ values: [String]) -> String {
        values.map { $0.replacing("\n", with: " ") }.joined(separator: "\n")
    }
}
