import BibliographicFormats
public import Review

/// The sheet of counts that the R package PRISMA2020 reads and writes.
///
/// Reference: Haddaway et al. (2022), doi:10.1002/cl2.1230.
public enum PRISMACounts {
    static let header = ["data", "node", "box", "description", "boxtext", "tooltips", "url", "n"]

    /// Writes a flow as a sheet; counts that are not known are written as `NA`.
    public static func csv(_ flow: PRISMAFlow) -> String {
        let rows = boxes(of: flow).map { box in
            [
                box.key, box.node, box.box, box.text, box.text, box.text, box.key + ".html",
                box.value,
            ]
        }
        return DelimitedTextWriter.text(header: header, rows: rows)
    }

    private struct Box {
        let key: String
        let node: String
        let box: String
        let text: String
        let value: String
    }

    private static func boxes(of flow: PRISMAFlow) -> [Box] {
        func box(_ key: String, _ node: String, _ box: String, _ text: String, _ n: Int?) -> Box {
            Box(key: key, node: node, box: box, text: text, value: n.map(String.init) ?? "NA")
        }
        func list(
            _ key: String,
            _ node: String,
            _ name: String,
            _ text: String,
            _ parts: [PRISMAFlow.Part]
        ) -> Box {
            Box(key: key, node: node, box: name, text: text, value: encode(parts))
        }
        let other = flow.otherReports
        return [
            box("previous_studies", "node4", "prevstud", "Previous studies", flow.previousStudies),
            box("previous_reports", "", "prevstud", "Previous reports", flow.previousReports),
            box("register_results", "node6", "newstud", "Registers", flow.registerTotal),
            box("database_results", "node6", "newstud", "Databases", flow.databaseTotal),
            list(
                "database_specific_results",
                "node6",
                "newstud",
                "Records per database",
                flow.databases
            ),
            list(
                "register_specific_results",
                "node6",
                "newstud",
                "Records per register",
                flow.registers
            ),
            box("website_results", "node16", "othstud", "Websites", flow.websites),
            box("organisation_results", "node16", "othstud", "Organisations", flow.organisations),
            box("citations_results", "node16", "othstud", "Citation searching", flow.citations),
            box("duplicates", "node7", "box6", "Duplicate records", flow.duplicates),
            box(
                "excluded_automatic",
                "node7",
                "box6",
                "Records marked as ineligible by automation tools",
                flow.excludedAutomatic
            ),
            box(
                "excluded_other",
                "node7",
                "box6",
                "Records removed for other reasons",
                flow.excludedOther
            ),
            box("records_screened", "node8", "box7", "Records screened", flow.screened),
            box("records_excluded", "node9", "box8", "Records excluded", flow.excluded),
            box(
                "dbr_sought_reports",
                "node10",
                "box9",
                "Reports sought for retrieval",
                flow.reports.sought
            ),
            box(
                "dbr_notretrieved_reports",
                "node11",
                "box10",
                "Reports not retrieved",
                flow.reports.notRetrieved
            ),
            box(
                "other_sought_reports",
                "node17",
                "box12",
                "Reports sought for retrieval",
                other?.sought
            ),
            box(
                "other_notretrieved_reports",
                "node18",
                "box13",
                "Reports not retrieved",
                other?.notRetrieved
            ),
            box(
                "dbr_assessed",
                "node12",
                "box11",
                "Reports assessed for eligibility",
                flow.reports.assessed
            ),
            list("dbr_excluded", "node13", "box16", "Reports excluded", flow.reports.excluded),
            box(
                "other_assessed",
                "node19",
                "box14",
                "Reports assessed for eligibility",
                other?.assessed
            ),
            list("other_excluded", "node20", "box15", "Reports excluded", other?.excluded ?? []),
            box("new_studies", "node14", "box17", "New studies included", flow.newStudies),
            box("new_reports", "", "box17", "Reports of new studies included", flow.newReports),
            box("total_studies", "node15", "box18", "Studies included in all", flow.totalStudies),
            box("total_reports", "", "box18", "Reports included in all", flow.totalReports),
        ]
    }

    /// `Label, 12; Label, 3`; a label with a comma, semicolon or quote is quoted.
    private static func encode(_ parts: [PRISMAFlow.Part]) -> String {
        guard !parts.isEmpty else { return "NA" }
        return parts.map { part in
            let label = part.label
            let quoted =
                label.contains { ",;\"".contains($0) }
                ? "\"" + label.replacing("\"", with: "\"\"") + "\"" : label
            return "\(quoted), \(part.count)"
        }.joined(separator: "; ")
    }
}

extension PRISMACounts {
    static let keys = [
        "previous_studies", "previous_reports", "register_results", "database_results",
        "database_specific_results", "register_specific_results", "website_results",
        "organisation_results", "citations_results", "duplicates", "excluded_automatic",
        "excluded_other", "records_screened", "records_excluded", "dbr_sought_reports",
        "dbr_notretrieved_reports", "other_sought_reports", "other_notretrieved_reports",
        "dbr_assessed", "dbr_excluded", "other_assessed", "other_excluded", "new_studies",
        "new_reports", "total_studies", "total_reports",
    ]

    /// Reads a sheet of counts.
    ///
    /// - Parameters:
    ///   - bytes: content of the sheet; of its columns only `data` and `n` count.
    ///   - file: name for messages.
    /// - Returns: the flow; whether it adds up is not checked here.
    /// - Throws: `InputRefused` with every row that cannot be read.
    public static func read(_ bytes: [UInt8], file: String) throws(InputRefused) -> PRISMAFlow {
        var reader = SheetReader(
            bytes: bytes,
            file: file,
            columns: header,
            required: ["data", "n"]
        )
        var cells: [String: (text: String, line: Int)] = [:]
        for row in reader.rows {
            guard let key = reader.text("data", row), key != "NA" else { continue }
            if !keys.contains(key) {
                // The package's own template has rows that only carry the texts of boxes.
                if reader.text("n", row).map({ $0 != "NA" && $0 != "xxx" }) ?? false {
                    reader.fault(row.line, "unknown count '\(key)'", column: "data")
                }
                continue
            }
            if let first = cells[key] {
                reader.fault(row.line, "'\(key)' already stands on line \(first.line)")
            }
            cells[key] = cells[key] ?? (reader.text("n", row) ?? "", row.line)
        }
        let flow = flow(cells, &reader)
        guard reader.faults.isEmpty else { throw InputRefused(reader.faults) }
        return flow
    }

    private static func flow(
        _ cells: [String: (text: String, line: Int)],
        _ reader: inout SheetReader
    ) -> PRISMAFlow {
        func count(_ key: String) -> Int? {
            guard let cell = cells[key], !["", "NA", "xxx"].contains(cell.text) else { return nil }
            if let number = Int(cell.text), number >= 0 { return number }
            reader.fault(
                cell.line,
                "'\(cell.text)' found, a whole number of at least 0 or NA expected",
                column: key
            )
            return nil
        }
        func list(_ key: String) -> [PRISMAFlow.Part] {
            guard let cell = cells[key], !["", "NA", "xxx"].contains(cell.text) else { return [] }
            guard let parts = decode(cell.text) else {
                reader.fault(
                    cell.line,
                    "'\(cell.text)' found, 'Label, 12; Label, 3' expected; a label with "
                        + "a comma goes in quotes",
                    column: key
                )
                return []
            }
            return parts
        }
        var flow = PRISMAFlow()
        flow.previousStudies = count("previous_studies")
        flow.previousReports = count("previous_reports")
        flow.databaseTotal = count("database_results")
        flow.databases = list("database_specific_results")
        flow.registerTotal = count("register_results")
        flow.registers = list("register_specific_results")
        flow.websites = count("website_results")
        flow.organisations = count("organisation_results")
        flow.citations = count("citations_results")
        flow.duplicates = count("duplicates")
        flow.excludedAutomatic = count("excluded_automatic")
        flow.excludedOther = count("excluded_other")
        flow.screened = count("records_screened")
        flow.excluded = count("records_excluded")
        flow.reports = PRISMAFlow.Reports(
            sought: count("dbr_sought_reports"),
            notRetrieved: count("dbr_notretrieved_reports"),
            assessed: count("dbr_assessed"),
            excluded: list("dbr_excluded")
        )
        let other = PRISMAFlow.Reports(
            sought: count("other_sought_reports"),
            notRetrieved: count("other_notretrieved_reports"),
            assessed: count("other_assessed"),
            excluded: list("other_excluded")
        )
        flow.otherReports = other == PRISMAFlow.Reports() ? nil : other
        flow.newStudies = count("new_studies")
        flow.newReports = count("new_reports")
        flow.totalStudies = count("total_studies")
        flow.totalReports = count("total_reports")
        return flow
    }

    /// Reads `Label, 12; "Label, with comma", 3`; `nil` if an entry has no count.
    ///
    /// An entry with `NA` or the `xxx` of the package's template is left out: its count is not known.
    static func decode(_ text: String) -> [PRISMAFlow.Part]? {
        var entries: [String] = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == ";", !isQuoted {
                entries.append("")
            } else {
                entries[entries.count - 1].append(character)
            }
        }
        var parts: [PRISMAFlow.Part] = []
        for entry in entries where !entry.trimmed.isEmpty {
            guard let comma = entry.lastIndex(of: ",") else { return nil }
            let number = String(entry[entry.index(after: comma)...]).trimmed
            if ["NA", "xxx"].contains(number) { continue }
            guard let count = Int(number), count >= 0 else { return nil }
            var label = String(entry[..<comma]).trimmed
            if label.count >= 2, label.hasPrefix("\""), label.hasSuffix("\"") {
                label = String(label.dropFirst().dropLast()).replacing("\"\"", with: "\"")
            }
            parts.append(PRISMAFlow.Part(label: label, count: count))
        }
        return parts
    }
}
