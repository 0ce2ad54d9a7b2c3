import Foundation
import MetaAnalysis

/// The table behind a result as the script needs it.
struct PoolScriptTable {
    let file: String
    let options: PoolTableOptions
    let columns: PoolColumns
    /// Every row that was read, poolable or not.
    let read: [PoolRow]
    let studies: PoolStudies

    init(
        file: String,
        header: [String],
        rows: [(line: Int, fields: [String])],
        options: PoolTableOptions
    ) throws(PoolTableError) {
        var reader = PoolRowReader(file: file, header: header, options: options)
        reader.checkHeader()
        guard reader.faults.isEmpty else { throw .faults(reader.faults) }
        var read: [PoolRow] = []
        var studies = PoolStudies()
        for row in rows {
            guard let line = reader.read(line: row.line, fields: row.fields),
                let extraction = reader.extract(line)
            else { continue }
            read.append(line)
            studies.add(line, extraction, moderatorNames: options.moderators)
        }
        guard reader.faults.isEmpty else { throw .faults(reader.faults) }
        self.file = file
        self.options = options
        columns = PoolColumns(header: header)
        self.read = read
        self.studies = studies
    }

    var hasSubgroup: Bool { options.subgroup != nil }
    var hasCluster: Bool { options.cluster != nil }

    /// Whether a moderator is numeric: as in the model, only poolable rows decide.
    func isNumeric(moderator index: Int) -> Bool {
        studies.pooled.allSatisfy {
            $0.row.moderators[index].flatMap(PoolRowReader.number) != nil
        }
    }

    /// Levels of a categorical moderator in the order of the model, the reference first.
    func levels(moderator index: Int) -> [String] {
        Set(studies.pooled.compactMap { $0.row.moderators[index] }).sorted()
    }

    /// `~ m1 + m2`, nil without moderators.
    var formula: String? {
        options.moderators.isEmpty
            ? nil
            : "~ " + options.moderators.indices.map { "mod\($0 + 1)" }.joined(separator: " + ")
    }

    /// The figures as given, one vector for each column.
    func writeData(to program: inout RProgram) {
        program.section("Data")
        program.comment("The figures of \(RProgram.string(file)) as given. NA: not reported.")
        let items = (options.measure.requiredColumns + options.measure.optionalColumns).filter {
            $0 != "study"
        }
        var parts = [
            ("line", RProgram.numbers(read.map { Double($0.line) })),
            ("study", RProgram.strings(read.map(\.study))),
        ]
        for item in ["study"] + items where columns.position(of: item) != nil {
            program.comment("\(item): column \(RProgram.string(columns.title(of: item)))")
        }
        for item in items {
            parts.append((item, RProgram.numbers(read.map { $0.numbers[item] })))
        }
        for (index, name) in options.moderators.enumerated() {
            program.comment("mod\(index + 1): moderator, column \(RProgram.string(name))")
            let cells = read.map { $0.moderators[index] }
            let values =
                isNumeric(moderator: index)
                ? RProgram.numbers(cells.map { $0.flatMap(PoolRowReader.number) })
                : RProgram.strings(cells)
            parts.append(("mod\(index + 1)", values))
        }
        if let name = options.subgroup {
            program.comment("subgroup: column \(RProgram.string(name))")
            parts.append(("subgroup", RProgram.strings(read.map(\.subgroup))))
        }
        if let name = options.cluster {
            program.comment("cluster: column \(RProgram.string(name))")
            parts.append(("cluster", RProgram.strings(read.map(\.cluster))))
        }
        program.add("raw <- data.frame(")
        for (name, values) in parts {
            program.add(
                "    \(name) = \(values.replacingOccurrences(of: "\n", with: "\n    ")),"
            )
        }
        program.add("    stringsAsFactors = FALSE\n)")
    }

    /// Keeps the rows that can be pooled and compares them with ours.
    func writeSelection(_ result: PoolResult, to program: inout RProgram) {
        program.section("Studies that can be pooled")
        for omitted in result.notPoolable {
            let missing = omitted.missing.map(RProgram.string).joined(separator: ", ")
            program.comment("Not poolable: \(RProgram.string(omitted.study)), missing \(missing)")
        }
        program.add("keep <- is.finite(raw$y) & is.finite(raw$v) & raw$v > 0")
        for index in options.moderators.indices {
            program.add("keep <- keep & !is.na(raw$mod\(index + 1))")
        }
        program.add("dat <- raw[keep %in% TRUE, ]\ndat$row <- seq_len(nrow(dat))")
        program.check("Number of estimates", "nrow(dat)", Figure(Double(result.k)))
        guard result.k > 0 else { return }
        program.check("Lines", "dat$line", studies.pooled.map { Figure(Double($0.row.line)) })
        program.add("scale <- mean(dat$v) + mean((dat$y - mean(dat$y))^2)")
        program.check("yi", "dat$y", result.studies.map(\.yi), floor: "1e-12")
        program.check("vi", "dat$v", result.studies.map(\.vi), floor: "0")
        for index in options.moderators.indices where !isNumeric(moderator: index) {
            program.comment("The first level is the reference.")
            let levels = RProgram.strings(levels(moderator: index))
            program.add("dat$mod\(index + 1) <- factor(dat$mod\(index + 1), levels = \(levels))")
        }
    }
}
