import Foundation
import MetaAnalysis

/// The studies of a table of diagnostic accuracy.
struct DiagnosticStudies {
    private(set) var pooled: [(row: PoolRow, table: DiagnosticTable)] = []
    private(set) var omitted: [PoolResult.Omitted] = []

    var tables: [DiagnosticTable] { pooled.map(\.table) }
    var names: [String] { pooled.map(\.row.study) }

    private static let cells = ["tp", "fp", "fn", "tn"]

    /// Reads all rows and refuses the table with every fault at once.
    init(
        file: String,
        header: [String],
        rows: [(line: Int, fields: [String])],
        options: PoolTableOptions
    ) throws(PoolTableError) {
        var reader = PoolRowReader(file: file, header: header, options: options)
        reader.checkHeader()
        if !options.moderators.isEmpty {
            reader.note(
                nil,
                nil,
                "not supported: --moderators with measure dta",
                "--subgroup, which fits a model to each group"
            )
        }
        if options.cluster != nil {
            reader.note(nil, nil, "not supported: --cluster with measure dta", "one row per study")
        }
        guard reader.faults.isEmpty else { throw .faults(reader.faults) }
        if rows.isEmpty {
            reader.note(nil, nil, "no line below the header", "one line for each study")
        }
        for line in rows {
            guard let row = reader.read(line: line.line, fields: line.fields) else { continue }
            let missing = Self.cells.filter { row.numbers[$0] == nil }
            guard missing.isEmpty else {
                omitted.append(PoolResult.Omitted(study: row.study, missing: missing))
                continue
            }
            for cell in Self.cells {
                let count = row.numbers[cell] ?? 0
                if count < 0 || count != count.rounded() || count > 1e12 {
                    reader.note(
                        row.line,
                        reader.columns.title(of: cell),
                        "\(count)",
                        "a whole number of at least 0"
                    )
                }
            }
            let table = DiagnosticTable(
                truePositives: row.numbers["tp"] ?? 0,
                falsePositives: row.numbers["fp"] ?? 0,
                falseNegatives: row.numbers["fn"] ?? 0,
                trueNegatives: row.numbers["tn"] ?? 0
            )
            if table.participants == 0 {
                omitted.append(
                    PoolResult.Omitted(
                        study: row.study,
                        missing: ["participants (all cells are 0)"]
                    )
                )
            } else {
                pooled.append((row, table))
            }
        }
        guard reader.faults.isEmpty else { throw .faults(reader.faults) }
    }

    /// What happened to the studies, in words.
    var warnings: [String] {
        var result: [String] = []
        if !omitted.isEmpty {
            let list = omitted.map { "\($0.study) (\($0.missing.joined(separator: ", ")))" }
            result.append(
                "\(omitted.count) of \(omitted.count + pooled.count) studies cannot be pooled, missing: "
                    + list.joined(separator: "; ") + "."
            )
        }
        let twice = Dictionary(grouping: names, by: \.self).filter { $0.value.count > 1 }.keys
        if !twice.isEmpty {
            result.append(
                "Several rows carry the same study name (\(twice.sorted().joined(separator: ", "))) and "
                    + "are treated as independent."
            )
        }
        let reversed = pooled.filter {
            let accuracy = StudyAccuracy($0.table)
            return accuracy.sensitivity.value + accuracy.specificity.value < 1
        }
        if !reversed.isEmpty {
            result.append(
                "Sensitivity + specificity below 1, check for swapped cells: "
                    + reversed.map(\.row.study).joined(separator: ", ") + "."
            )
        }
        return result
    }
}
