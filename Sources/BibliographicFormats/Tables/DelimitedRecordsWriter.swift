import Bibliography

/// Writes records as a table that spreadsheets open and this program reads back.
enum DelimitedRecordsWriter {
    private static let columns = [
        "id", "type", "notices", "title", "authors", "editors", "year", "date", "journal",
        "volume", "issue", "pages", "doi", "pmid", "pmcid", "issn", "isbn", "abstract",
        "keywords", "urls", "language", "publisher", "accession", "database", "notes",
    ]

    /// All records in UTF-8; lists hold one entry a line, and fields of `extra` have columns of their own.
    ///
    /// A last column appears if a record holds what its columns cannot.
    static func bytes(of records: [Record]) -> [UInt8] {
        let tags = Set(records.flatMap { $0.extra.keys }).sorted()
        var header = columns + tags.map { "extra." + $0 }
        var rows = records.map { record in
            fields(of: record) + tags.map { lines(record.extra[$0] ?? []) }
        }
        let layout = DelimitedLayout(header: header.map(trimmedOfWhiteSpace))
        let remainders = zip(records, rows).map { record, row in
            let read = DelimitedTable.Row(line: 0, fields: row)
            let restored = DelimitedFields.record(from: read, layout: layout, source: record.source)
            return Remainder.text(of: record, restored: restored)
        }
        if remainders.contains(where: { $0 != nil }) {
            header.append("consilience")
            for index in rows.indices { rows[index].append(remainders[index] ?? "") }
        }
        return Array(DelimitedTextWriter.text(header: header, rows: rows).utf8)
    }

    private static func fields(of record: Record) -> [String] {
        let fields = [
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
        return fields.map { printable($0) }
    }

    /// One entry a line; line breaks inside an entry become blanks.
    private static func lines(_ values: [String]) -> String {
        values.map { printable($0.replacing("\n", with: " ")) }.joined(separator: "\n")
    }

    /// The text without control characters, which make a file binary; line feeds stay.
    private static func printable(_ text: String) -> String {
        func isControl(_ byte: UInt8) -> Bool { byte < 32 && byte != 10 || byte == 127 }
        guard text.utf8.contains(where: isControl) else { return text }
        return String(decoding: text.utf8.lazy.map { isControl($0) ? 32 : $0 }, as: UTF8.self)
    }
}
