import BibliographicFormats
public import ModelEvaluation

/// Predictions of models that were fitted anew to bootstrap samples of the cases.
///
/// A row is a case in a sample: `resample`, `case`, `times` (how often the case was drawn, 0 if not) and
/// `score` (of the model fitted to that sample). Each sample has a row for every case.
public struct RefitTable: Sendable, Equatable {
    /// The names of the columns.
    public static let columns = ["resample", "case", "times", "score"]

    /// The refits in the order in which their samples first stand in the table.
    public let refits: [RefittedModel]

    /// Reads the columns of a table.
    ///
    /// - Parameters:
    ///   - named: header and rows; further columns are left alone.
    ///   - predictions: the predictions of the model itself, with names of cases.
    ///   - file: name of their file, for messages.
    /// - Throws: `InputRefused` with every fault: missing columns, blank cells, numbers that are none, cases
    ///   that are unknown, twice in a sample or missing from one, cases whose name is no name.
    public init(
        _ named: NamedTable,
        of predictions: PredictionTable,
        file: String
    ) throws(InputRefused) {
        let cases = predictions.caseNames ?? []
        var cells = CellReader(named, Self.columns)
        var places: [String: Int] = [:]
        for (place, name) in cases.enumerated() {
            if places.updateValue(place, forKey: name) != nil {
                cells.faults.append(
                    InputFault(
                        file: file,
                        line: predictions.lines[place],
                        column: predictions.columns.caseName,
                        what: "'\(name)' stands on another row too; one row a case is expected"
                    )
                )
            }
        }
        guard cells.faults.isEmpty else {
            throw InputRefused(PredictionTable.cut(cells.faults, file: named.file))
        }
        var order: [String] = []
        var samples: [String: Sample] = [:]
        for row in named.table.rows {
            let resample = cells.text("resample", row)
            let name = cells.text("case", row)
            let times = cells.number("times", row)
            let score = cells.number("score", row)
            if let times, times < 0 || times != times.rounded() || times > 1e6 {
                cells.refuse(row, "times", "\(times) found, a whole number from 0 expected")
                continue
            }
            guard let resample, let name, let times, let score else { continue }
            guard let place = places[name] else {
                cells.refuse(row, "case", "'\(name)' is no case of \(file)")
                continue
            }
            if samples[resample] == nil {
                order.append(resample)
                samples[resample] = Sample(cases: cases.count)
            }
            let first = samples[resample]?.add(place, Int32(times), score, line: row.line)
            if let first {
                cells.refuse(
                    row,
                    "case",
                    "'\(name)' stands in resample '\(resample)' on line \(first) already"
                )
            }
        }
        // What a faulty row lacks is no second fault.
        if cells.faults.isEmpty {
            for name in order {
                guard let what = samples[name]?.missing(cases) else { continue }
                cells.faults.append(
                    InputFault(file: named.file, what: "resample '\(name)' \(what)")
                )
            }
            if order.isEmpty {
                cells.faults.append(InputFault(file: named.file, what: "no rows below the header"))
            }
        }
        guard cells.faults.isEmpty else {
            throw InputRefused(PredictionTable.cut(cells.faults, file: named.file))
        }
        refits = order.compactMap { samples[$0] }
            .map { RefittedModel(times: $0.times, scores: $0.scores) }
    }

    private struct Sample {
        var times: [Int32]
        var scores: [Double]
        /// Line of each case; 0 for none.
        var lines: [Int]

        init(cases: Int) {
            times = Array(repeating: 0, count: cases)
            scores = Array(repeating: 0, count: cases)
            lines = times.map { _ in 0 }
        }

        /// Adds a case; returns the line on which it stands already.
        mutating func add(_ place: Int, _ count: Int32, _ score: Double, line: Int) -> Int? {
            guard lines[place] == 0 else { return lines[place] }
            (times[place], scores[place], lines[place]) = (count, score, line)
            return nil
        }

        /// What the sample lacks; `nil` for nothing.
        func missing(_ cases: [String]) -> String? {
            let absent = lines.indices.filter { lines[$0] == 0 }
            guard let first = absent.first else {
                return times.contains { $0 > 0 } ? nil : "has drawn no case"
            }
            return "lacks \(absent.count) of \(cases.count) cases, first '\(cases[first])'"
        }
    }
}
