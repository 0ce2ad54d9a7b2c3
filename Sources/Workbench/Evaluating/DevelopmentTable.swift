import BibliographicFormats

/// Which columns of a table of cases mean what, for a model that is made here.
public struct DevelopmentColumns: Sendable, Equatable {
    /// The class of each case.
    public var label: String
    /// The predictors.
    public var predictors: [String]
    /// Predictors whose values are names even where they look like numbers.
    public var categorical: Set<String>
    /// The cluster of each case, such as its hospital or patient.
    public var cluster: String?
    /// The label that means the event; may be left out for 1/0, true/false and yes/no.
    public var positive: String?

    /// Names the columns.
    public init(
        label: String,
        predictors: [String],
        categorical: Set<String> = [],
        cluster: String? = nil,
        positive: String? = nil
    ) {
        self.label = label
        self.predictors = predictors
        self.categorical = categorical
        self.cluster = cluster
        self.positive = positive
    }
}

/// Cases with their predictors and outcome.
public struct DevelopmentTable: Sendable, Equatable {
    /// A column of the regression: a predictor as it is, or one of its values against all others.
    public struct Column: Sendable, Equatable {
        /// The predictor, with `=value` for an indicator.
        public var name: String
        /// A number a case.
        public var values: [Double]
    }

    /// Whether each case had the event.
    public let events: [Bool]
    /// The cluster of each case; `nil` without a column for it.
    public let clusters: [String]?
    /// The columns of the regression.
    public let columns: [Column]
    /// The first value, by the alphabet, of each predictor that is no number: the others are held
    /// against it.
    public let references: [String: String]

    /// Words for a value that is missing.
    static let missingWords: Set<String> = ["na", "n/a", "nan", "null", "none", ".", "?", "-"]
    /// A predictor with more values than this is no category.
    static let mostLevels = 30

    /// Reads the columns of a table.
    ///
    /// - Parameters:
    ///   - named: header and rows; further columns are left alone.
    ///   - wanted: what is wanted.
    /// - Throws: `InputRefused` with every fault: missing columns, labels of other than two classes, missing
    ///   predictors (a case without one is refused, not left out), words among numbers, predictors that
    ///   are the same for all cases or have more values than a category has.
    public init(_ named: NamedTable, columns wanted: DevelopmentColumns) throws(InputRefused) {
        let (table, file) = (named.table, named.file)
        let names = [wanted.label] + wanted.predictors + [wanted.cluster].compactMap(\.self)
        var cells = CellReader(named, names)
        if table.rows.isEmpty {
            cells.faults.append(InputFault(file: file, what: "no cases below the header"))
        }
        guard cells.faults.isEmpty else { throw InputRefused(cells.faults) }
        let labels = table.rows.map { cells.text(wanted.label, $0) ?? "" }
        clusters = wanted.cluster.map { name in table.rows.map { cells.text(name, $0) ?? "" } }
        var found: [Column] = []
        var references: [String: String] = [:]
        for name in wanted.predictors {
            let texts = table.rows.map { cells.value(name, $0) }
            guard !texts.contains(nil) else { continue }
            let read = Self.columns(
                name,
                texts.compactMap(\.self),
                isCategorical: wanted.categorical.contains(name),
                rows: table.rows,
                headerLine: table.headerLine,
                &cells
            )
            found += read.columns
            references[name] = read.reference
        }
        events = PredictionTable.events(
            labels,
            table,
            file: file,
            columns: PredictionColumns(
                label: wanted.label,
                scores: [],
                positive: wanted.positive
            ),
            &cells.faults
        )
        guard cells.faults.isEmpty else {
            throw InputRefused(PredictionTable.cut(cells.faults, file: file))
        }
        columns = found
        self.references = references
    }

    /// The columns of a predictor, and the value that the others are held against.
    private static func columns(
        _ name: String,
        _ texts: [String],
        isCategorical: Bool,
        rows: [DelimitedTable.Row],
        headerLine: Int,
        _ cells: inout CellReader
    ) -> (columns: [Column], reference: String?) {
        let numbers = texts.map { Double($0).flatMap { $0.isFinite ? $0 : nil } }
        let words = numbers.count { $0 == nil }
        if !isCategorical, words == 0 {
            let values = numbers.compactMap(\.self)
            if values.allSatisfy({ $0 == values.first }) {
                cells.refuse(
                    line: headerLine,
                    name,
                    "all cases have \(texts[0]); it predicts nothing"
                )
            }
            return ([Column(name: name, values: values)], nil)
        }
        if !isCategorical, words < texts.count {
            let advice = "a number expected, or the column under --categorical"
            if words * 2 <= texts.count {
                for place in texts.indices where numbers[place] == nil {
                    cells.refuse(rows[place], name, "'\(texts[place])' found, \(advice)")
                }
            } else {
                let count = texts.count - words
                cells.refuse(
                    line: headerLine,
                    name,
                    "\(count) numbers found among words; name the column under --categorical"
                )
            }
            return ([], nil)
        }
        let levels = Set(texts).sorted()
        if levels.count < 2 {
            cells.refuse(
                line: headerLine,
                name,
                "all cases have '\(texts[0])'; it predicts nothing"
            )
        } else if levels.count > mostLevels {
            cells.refuse(
                line: headerLine,
                name,
                "\(levels.count) different values found, at most \(mostLevels) of a category expected"
            )
        }
        let indicators = levels.dropFirst().prefix(mostLevels).map { level in
            Column(name: "\(name)=\(level)", values: texts.map { $0 == level ? 1 : 0 })
        }
        return (indicators, levels.first)
    }
}

extension CellReader {
    /// The text of a predictor; a fault and `nil` if it is missing, by whatever word.
    fileprivate mutating func value(_ column: String, _ row: DelimitedTable.Row) -> String? {
        guard let text = text(column, row) else { return nil }
        guard DevelopmentTable.missingWords.contains(text.lowercased()) else { return text }
        refuse(
            row,
            column,
            "'\(text)' found, a value expected: a case without a predictor is refused"
        )
        return nil
    }
}
