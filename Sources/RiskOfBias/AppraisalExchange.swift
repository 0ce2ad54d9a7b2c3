extension AppraisalAnswer {
    /// The columns of the long form, one row an answer.
    public static let columns = [
        "study", "estimate", "assessor", "part", "item", "answer", "rationale",
    ]

    /// The cells of the row, in the order of ``columns``; absent values are empty.
    public var cells: [String] {
        [study, estimate ?? "", assessor, part ?? "", item, answer, rationale ?? ""]
    }

    /// Reads a row of the long form.
    ///
    /// - Parameters:
    ///   - cells: the cells by column name; a missing one counts as empty, which
    ///     ``validate(_:instrument:)`` reports where it matters.
    ///   - line: the row's line in its file.
    public init(cells: [String: String], line: Int? = nil) {
        func optional(_ column: String) -> String? {
            cells[column].map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 }
        }
        self.init(
            study: optional("study") ?? "",
            estimate: optional("estimate"),
            assessor: optional("assessor") ?? "",
            part: optional("part"),
            item: optional("item") ?? "",
            answer: optional("answer") ?? "",
            rationale: optional("rationale"),
            line: line
        )
    }
}

/// Appraisals in the wide form that the R package robvis reads: `Study,D1,…,Overall`.
public struct RobvisTable: Codable, Sendable, Equatable {
    /// The column names.
    public var header: [String]
    /// One row an appraisal, as wide as the header.
    public var rows: [[String]]
    /// What the wide form cannot say as the instrument says it, to be shown to the user.
    public var remarks: [String]

    /// Lays out appraisals of one instrument.
    ///
    /// robvis knows no "unclear", which becomes "Some concerns", and calls insufficient
    /// information "No information". A judgement that is missing or unresolved is left empty.
    ///
    /// - Parameters:
    ///   - appraisals: the appraisals, one row each, in this order.
    ///   - instrument: the instrument they were made with.
    public init(_ appraisals: [Appraisal], instrument: Instrument) {
        let hasOverall = instrument.overallRule != .notSummarised
        header =
            ["Study"] + instrument.domains.map(\.id) + (hasOverall ? ["Overall"] : [])
        rows = appraisals.map { appraisal in
            let subject = appraisal.subject
            let details = [subject.estimate, subject.part].compactMap(\.self)
            let label =
                details.isEmpty
                ? subject.study : "\(subject.study) (\(details.joined(separator: ", ")))"
            let judgements =
                appraisal.domains.map(\.judgement.judgement)
                + (hasOverall ? [appraisal.overall?.judgement] : [])
            return [label] + judgements.map { $0.map(Self.word) ?? "" }
        }
        remarks = []
        let cells = rows.flatMap { $0.dropFirst() }
        if cells.contains(Self.word(.unclear)) {
            remarks.append("robvis has no \"unclear\": it is written as \"Some concerns\"")
        }
        if cells.contains("") {
            remarks.append("judgements that are missing or unresolved are left empty")
        }
        if !hasOverall {
            remarks.append("\(instrument.name) has no overall judgement: no column Overall")
        }
    }

    private static func word(_ judgement: Judgement) -> String {
        switch judgement {
        case .low: "Low"
        case .unclear: "Some concerns"
        case .insufficientInformation: "No information"
        case .high: "High"
        }
    }

    /// Reads a wide table as answers: the judgements of the domains and of the whole.
    ///
    /// "Unclear", "Some concerns" and "No information" become the instrument's word for a
    /// judgement that cannot be made; any other word is passed on for
    /// ``validate(_:instrument:)`` to name. Empty cells give no answer.
    ///
    /// - Parameters:
    ///   - header: the column names, in any case; a column `Weight` is passed over.
    ///   - rows: the cells of each row.
    ///   - firstLine: the line of the first row in its file.
    ///   - assessor: whose judgements they are.
    ///   - part: the part of the instrument, where it has parts.
    ///   - instrument: the instrument.
    /// - Returns: One answer a filled cell, with the rationale that it was taken over.
    /// - Throws: `.missingColumn`, `.unknownColumn`, `.raggedRow`.
    public static func answers(
        header: [String],
        rows: [[String]],
        firstLine: Int = 2,
        assessor: String,
        part: String? = nil,
        instrument: Instrument
    ) throws(RobvisError) -> [AppraisalAnswer] {
        let names = header.map { $0.trimmed.lowercased() }
        guard let study = names.firstIndex(of: "study") else {
            throw .missingColumn("Study", found: header)
        }
        let hasOverall = instrument.overallRule != .notSummarised
        let known = instrument.domains.map(\.id) + (hasOverall ? ["overall"] : [])
        var items: [Int: String] = [:]
        for (column, name) in names.enumerated() where column != study && name != "weight" {
            guard let item = known.first(where: { $0.lowercased() == name }) else {
                throw .unknownColumn(header[column], known: ["Study"] + known + ["Weight"])
            }
            items[column] = item
        }
        var answers: [AppraisalAnswer] = []
        for (index, row) in rows.enumerated() {
            guard row.count == header.count else {
                throw .raggedRow(
                    line: firstLine + index,
                    cells: row.count,
                    expected: header.count
                )
            }
            for (column, item) in items.sorted(by: { $0.key < $1.key })
            where !row[column].trimmed.isEmpty {
                let undetermined = ["unclear", "some concerns", "no information"]
                let answer =
                    undetermined.contains(row[column].comparable)
                    ? instrument.undetermined.rawValue : row[column].trimmed
                answers.append(
                    AppraisalAnswer(
                        study: row[study].trimmed,
                        assessor: assessor,
                        part: part,
                        item: item,
                        answer: answer,
                        rationale: "taken over as \"\(row[column].trimmed)\" from a robvis table",
                        line: firstLine + index
                    )
                )
            }
        }
        return answers
    }
}

/// Why a robvis table cannot be read.
public enum RobvisError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A column is missing.
    case missingColumn(String, found: [String])
    /// A column is neither the study, a domain, the whole nor the weight.
    case unknownColumn(String, known: [String])
    /// A row is not as wide as the header.
    case raggedRow(line: Int, cells: Int, expected: Int)

    /// Says what is wrong and what was expected.
    public var description: String {
        switch self {
        case .missingColumn(let column, let found):
            "column \(column) is missing; found are \(found.joined(separator: ", "))"
        case .unknownColumn(let column, let known):
            "unknown column \(column); known are \(known.joined(separator: ", "))"
        case .raggedRow(let line, let cells, let expected):
            "line \(line): \(cells) cells; the header has \(expected)"
        }
    }
}
