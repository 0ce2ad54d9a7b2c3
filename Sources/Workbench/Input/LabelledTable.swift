public import BibliographicFormats
public import Screening

/// Records with the label that reviewers gave them, for a simulation.
public struct LabelledTable: Sendable, Equatable {
    /// Identifiers, all different; the number of the row where the table has none.
    public let ids: [String]
    /// What a ranking reads of each record.
    public let documents: [ScreeningDocument]
    /// Whether each record was included.
    public let isRelevant: [Bool]

    /// Other names of the columns, after their own.
    private static let names = [
        "id": ["id", "record_id", "openalex_id", "pmid"],
        "title": ["title", "primary_title"],
        "abstract": ["abstract", "abstract note"],
        "included": [
            "included", "label_included", "asreview_label", "label", "relevant", "final_included",
        ],
    ]
    private static let labels = [
        "1": true, "yes": true, "true": true, "include": true, "included": true, "1.0": true,
        "0": false, "no": false, "false": false, "exclude": false, "excluded": false, "0.0": false,
    ]

    /// Reads a table with the columns `title`, `abstract` and `included`, and perhaps `id`.
    ///
    /// - Parameters:
    ///   - table: header and rows; further columns are left alone.
    ///   - file: name for messages.
    /// - Throws: `InputRefused` with every fault: a missing column, a label that is neither yes nor
    ///   no, an identifier that stands twice.
    public init(_ table: DelimitedTable, file: String) throws(InputRefused) {
        let header = table.header.map { $0.trimmed.lowercased() }
        func place(_ name: String) -> Int? {
            (Self.names[name] ?? []).lazy.compactMap { header.firstIndex(of: $0) }.first
        }
        var faults: [InputFault] = []
        for name in ["title", "included"] where place(name) == nil {
            faults.append(
                InputFault(
                    file: file,
                    line: table.headerLine,
                    what: "column '\(name)' is missing; found "
                        + table.header.joined(separator: ", ")
                )
            )
        }
        guard faults.isEmpty, let titles = place("title"), let included = place("included") else {
            throw InputRefused(faults)
        }
        let (abstracts, identifiers) = (place("abstract"), place("id"))
        func cell(_ row: DelimitedTable.Row, _ place: Int?) -> String {
            guard let place, place < row.fields.count else { return "" }
            return row.fields[place].trimmed
        }
        var ids: [String] = []
        var documents: [ScreeningDocument] = []
        var isRelevant: [Bool] = []
        var lines: [String: Int] = [:]
        for (number, row) in table.rows.enumerated() {
            let name = cell(row, identifiers)
            let id = name.isEmpty ? String(number + 1) : name
            if let line = lines[id] {
                faults.append(
                    InputFault(
                        file: file,
                        line: row.line,
                        what: "id '\(id)' stands on line \(line) too"
                    )
                )
            }
            lines[id] = lines[id] ?? row.line
            let label = cell(row, included)
            if Self.labels[label.lowercased()] == nil {
                faults.append(
                    InputFault(
                        file: file,
                        line: row.line,
                        column: table.header[included],
                        what: label.isEmpty
                            ? "no label; a simulation needs 0 or 1 for every record"
                            : "'\(label)'; expected 0 or 1"
                    )
                )
            }
            ids.append(id)
            documents.append(
                ScreeningDocument(title: cell(row, titles), abstract: cell(row, abstracts))
            )
            isRelevant.append(Self.labels[label.lowercased()] ?? false)
        }
        if ids.isEmpty {
            faults.append(InputFault(file: file, what: "no records below the header"))
        }
        guard faults.isEmpty else { throw InputRefused(faults) }
        self.ids = ids
        self.documents = documents
        self.isRelevant = isRelevant
    }
}
