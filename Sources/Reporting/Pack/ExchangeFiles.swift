import BibliographicFormats
import Bibliography
import Deduplication
import Review
import Screening

extension Report {
    /// Tables as a workbook, references, and files for RevMan.
    var exchangeAttachments: [ReportAttachment] {
        [
            ReportAttachment(
                path: "tables.xlsx",
                purpose: "All tables with rows as one Excel workbook, with all digits.",
                content: { $0.report.workbook }
            )
        ] + referenceAttachments + revManAttachments
    }

    // MARK: Workbook

    private var workbook: [UInt8] {
        let all = tables
        let shown = all.filter { !$0.rows.isEmpty }
        var sheets = shown.map(\.sheet)
        let names = WorkbookWriter.names(
            of: [WorkbookSheet(name: "Contents", header: [], rows: [])] + sheets
        )
        let contents = WorkbookSheet(
            name: "Contents",
            header: ["Sheet", "Table", "Rows", "CSV file", "Note"],
            rows: zip(names.dropFirst(), shown).map { name, table in
                [
                    .text(name), .text(table.title), .number(Double(table.rows.count)),
                    .text(table.path), .text(table.note ?? ""),
                ]
            }
                + all.filter(\.rows.isEmpty).map { table in
                    [
                        .text("no sheet"), .text(table.title), .number(0), .text(table.path),
                        .text(table.emptyText),
                    ]
                }
        )
        sheets.insert(contents, at: 0)
        return WorkbookWriter.bytes(of: sheets)
    }

    // MARK: References

    private var referenceAttachments: [ReportAttachment] {
        let groups: [(name: String, what: String, works: [(work: Int, note: String?)])] = [
            ("included", "Included reports", state.includedWorks.map { ($0, nil) }),
            (
                "excluded", "Reports excluded at full text, with the reason as a note",
                excludedAtFullText
            ),
            ("not-retrieved", "Reports not retrieved", notRetrieved),
        ]
        return groups.filter { !$0.works.isEmpty }.flatMap { group in
            [(BibliographicFormat.ris, "ris", "RIS"), (.bibtex, "bib", "BibTeX")].map {
                format,
                ending,
                name in
                ReportAttachment(
                    path: "references/\(group.name).\(ending)",
                    purpose: "\(group.what), as \(name).",
                    // Both formats can be written, which is all that writing can fail of.
                    content: {
                        (try? writeRecords($0.report.references(of: group.works), as: format)) ?? []
                    }
                )
            }
        }
    }

    private var excludedAtFullText: [(work: Int, note: String?)] {
        state.works.indices.compactMap { work in
            guard state.isSought(work: work),
                case .excluded(let reason) = state.outcome(ofWork: work, at: .fullText)
            else { return nil }
            let stated = reason ?? reasonsGiven(work, .fullText) ?? "none given"
            return (work, "Excluded at full text: \(stated)")
        }
    }

    private var notRetrieved: [(work: Int, note: String?)] {
        state.works.indices.filter {
            state.isSought(work: $0) && state.outcome(ofWork: $0, at: .fullText) == .notRetrieved
        }.map { ($0, nil) }
    }

    /// One merged record a work; a work whose records are missing is named by its place, as in the
    /// tables, so that the files hold as many references as the tables have rows.
    private func references(of works: [(work: Int, note: String?)]) -> [Record] {
        works.map { work, note in
            var record = mergeRecords(state.works[work].records.compactMap { input.records[$0] })
            if record.title == nil { record.title = library.citation(ofWork: work).title }
            if let note { record.notes.insert(note, at: 0) }
            return record
        }
    }
}

extension Table {
    /// The table as a sheet of a workbook: the columns of its file, numbers as numbers.
    ///
    /// Cells made from numbers, and those of columns of numbers, hold numbers; all other text stays
    /// text, a PMID or a title `1984` too.
    var sheet: WorkbookSheet {
        let shown = columns.indices.filter { columns[$0].place != .page }
        return WorkbookSheet(
            name: id,
            header: shown.map { columns[$0].name },
            rows: rows.map { row in
                shown.map { index in
                    guard row.indices.contains(index) else { return .text("") }
                    let cell = row[index]
                    guard cell.isNumber || columns[index].isNumeric,
                        let number = Double(cell.exact), number.isFinite
                    else { return .text(cell.exact) }
                    return .number(number)
                }
            }
        )
    }
}
