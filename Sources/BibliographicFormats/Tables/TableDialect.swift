public import Bibliography

/// Tables that screening tools read.
public enum TableDialect: String, Sendable, CaseIterable {
    /// Every field, in columns of our own; reads back to the same records.
    case generic
    /// The columns of Rayyan.
    case rayyan
    /// The columns of ASReview.
    case asReview = "asreview"
    /// The columns of Covidence.
    case covidence

    /// Names of the columns; empty for the generic table, whose columns depend on the records.
    var columns: [String] {
        switch self {
        case .generic: []
        case .rayyan:
            [
                "key", "title", "year", "month", "day", "journal", "issn", "volume", "issue",
                "pages", "authors", "url", "language", "publisher", "location", "abstract",
                "notes", "doi", "keywords", "pubmed_id", "pmc_id",
            ]
        case .asReview:
            ["title", "abstract", "authors", "keywords", "doi", "url", "included"]
        case .covidence:
            [
                "Title", "Authors", "Abstract", "Published Year", "Published Month", "Journal",
                "Volume", "Issue", "Pages", "Accession Number", "DOI", "Ref", "Covidence #",
                "Study", "Notes", "Tags",
            ]
        }
    }
}

/// Writes records as a table that a screening tool reads.
///
/// A dialect holds what its tool has columns for, and no more; only the generic table holds everything.
/// Decisions that the records carry from another tool fill ASReview's `included` (1 or 0).
///
/// - Parameters:
///   - records: records in the order of the rows.
///   - dialect: columns and their forms.
/// - Returns: The table in UTF-8, comma-separated (RFC 4180).
public func writeTable(_ records: [Record], dialect: TableDialect) -> [UInt8] {
    if dialect == .generic { return DelimitedRecordsWriter.bytes(of: records) }
    let rows = records.enumerated().map { index, record in
        let values = DialectValues(record: record, position: index + 1)
        return dialect.columns.map { values.value(of: $0, in: dialect) }
    }
    return Array(DelimitedTextWriter.text(header: dialect.columns, rows: rows).utf8)
}

/// What a record says in the columns of screening tools.
private struct DialectValues {
    let record: Record
    let position: Int

    func value(of column: String, in dialect: TableDialect) -> String {
        let key = DelimitedColumn.key(of: column)
        switch key {
        case "key": return "rayyan-\(position)"
        case "title": return record.title ?? ""
        case "abstract": return record.abstract ?? ""
        case "authors": return authors(in: dialect)
        case "year", "publishedyear": return record.year.map(String.init) ?? ""
        case "month", "publishedmonth": return date?.month.map(String.init) ?? ""
        case "day": return date?.day.map(String.init) ?? ""
        case "journal": return record.journal ?? ""
        case "issn": return (record.issn + record.isbn).joined(separator: "; ")
        case "volume": return record.volume ?? ""
        case "issue": return record.issue ?? ""
        case "pages": return record.pages ?? ""
        case "url": return record.urls.first ?? ""
        case "language": return record.language ?? ""
        case "publisher": return record.publisher ?? ""
        case "location": return record.extra["CY"]?.first ?? ""
        case "notes": return record.notes.joined(separator: " | ")
        case "doi": return record.doi ?? ""
        case "keywords": return record.keywords.joined(separator: "; ")
        case "pubmedid": return record.pmid ?? ""
        case "pmcid": return record.pmcid ?? ""
        case "accessionnumber": return record.accession ?? ""
        case "ref": return record.identifier ?? ""
        case "study": return study
        case "included": return included
        default: return ""
        }
    }

    private var date: PartialDate? { record.date.flatMap { PartialDate(parsing: $0) } }

    /// Rayyan joins names by `and`, the others by semicolons.
    private func authors(in dialect: TableDialect) -> String {
        record.authors.map(\.text).joined(separator: dialect == .rayyan ? " and " : "; ")
    }

    /// `Yang 2024`, as Covidence names a study.
    private var study: String {
        let first: String? =
            switch record.authors.first {
            case .person(let family, _): family
            case .literal(let name): name
            case nil: nil
            }
        return [first, record.year.map(String.init)].compactMap { $0 }.joined(separator: " ")
    }

    /// 1 or 0 if everybody who decided in another tool agrees; blank otherwise.
    private var included: String {
        let verdicts = Set(foreignDecisions(in: record).map(\.verdict))
        return verdicts == [.include] ? "1" : verdicts == [.exclude] ? "0" : ""
    }
}
