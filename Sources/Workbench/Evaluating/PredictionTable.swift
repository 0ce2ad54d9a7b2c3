public import BibliographicFormats

/// Which columns of a table of predictions mean what.
public struct PredictionColumns: Sendable, Equatable {
    /// The class of each case.
    public var label: String
    /// The scores of one model a column.
    public var scores: [String]
    /// The group of each case (training, internal, external; a site).
    public var group: String?
    /// The cluster of each case, such as the patient of a lesion: cases of one cluster depend on
    /// each other.
    public var cluster: String?
    /// The fold of a cross-validation in which each case was predicted.
    public var fold: String?
    /// The name of each case, by which tables of further predictions refer to it.
    public var caseName: String?
    /// The label that means the event; may be left out for 1/0, true/false and yes/no.
    public var positive: String?

    /// Names the columns.
    public init(
        label: String,
        scores: [String],
        group: String? = nil,
        cluster: String? = nil,
        fold: String? = nil,
        caseName: String? = nil,
        positive: String? = nil
    ) {
        self.caseName = caseName
        self.label = label
        self.scores = scores
        self.group = group
        self.cluster = cluster
        self.fold = fold
        self.positive = positive
    }
}

/// Predictions of one or more models for cases whose outcome is known.
public struct PredictionTable: Sendable, Equatable {
    /// Whether each case had the event.
    public let events: [Bool]
    /// The scores of each model, in the order of the columns asked for.
    public let scores: [[Double]]
    /// The group of each case; `nil` without a column for it.
    public let groups: [String]?
    /// The cluster of each case; `nil` without a column for it.
    public let clusters: [String]?
    /// The fold of each case; `nil` without a column for it.
    public let folds: [String]?
    /// The name of each case; `nil` without a column for it.
    public let caseNames: [String]?
    /// The line of each case in the file.
    public let lines: [Int]
    /// The columns.
    public let columns: PredictionColumns

    private static let positiveWords: Set<String> = ["1", "1.0", "true", "yes"]
    private static let negativeWords: Set<String> = ["0", "0.0", "false", "no"]

    /// Reads the columns of a table.
    ///
    /// - Parameters:
    ///   - table: header and rows; further columns are left alone.
    ///   - file: name for messages.
    ///   - columns: what is wanted.
    /// - Throws: `InputRefused` with every fault: missing columns, labels of other than two classes,
    ///   scores that are no finite numbers, blank groups, clusters or cases, rows too short.
    public init(
        _ table: DelimitedTable,
        file: String,
        columns: PredictionColumns
    ) throws(InputRefused) {
        var faults: [InputFault] = []
        let wanted =
            [columns.label] + columns.scores
            + [columns.group, columns.cluster, columns.fold, columns.caseName].compactMap(\.self)
        var places: [String: Int] = [:]
        for name in wanted where places[name] == nil {
            if let place = table.header.firstIndex(where: { $0.trimmed == name }) {
                places[name] = place
                let named = NamedTable(file: file, table: table)
                if let fault = CellReader.ambiguity(of: name, in: named) { faults.append(fault) }
            } else {
                faults.append(
                    InputFault(
                        file: file,
                        line: table.headerLine,
                        what: "column '\(name)' is missing; found "
                            + table.header.joined(separator: ", ")
                    )
                )
            }
        }
        if table.rows.isEmpty {
            faults.append(InputFault(file: file, what: "no cases below the header"))
        }
        faults += CellReader.shapeFaults(of: NamedTable(file: file, table: table))
        guard faults.isEmpty else { throw InputRefused(Self.cut(faults, file: file)) }

        func cells(_ name: String, _ what: String) -> [Substring] {
            let place = places[name] ?? 0
            return table.rows.map { row in
                let text = place < row.fields.count ? row.fields[place].trimmed[...] : ""
                if text.isEmpty {
                    faults.append(
                        InputFault(
                            file: file,
                            line: row.line,
                            column: name,
                            what: "\(what) is blank"
                        )
                    )
                }
                return text
            }
        }
        let labels = cells(columns.label, "the label").map(String.init)
        var scores: [[Double]] = []
        for name in columns.scores {
            let texts = cells(name, "the score")
            var values: [Double] = []
            values.reserveCapacity(texts.count)
            for (text, row) in zip(texts, table.rows) {
                let value = Double(text)
                if let value, value.isFinite {
                    values.append(value)
                } else if !text.isEmpty {
                    faults.append(
                        InputFault(
                            file: file,
                            line: row.line,
                            column: name,
                            what: "score " + CellReader.noNumber(String(text))
                        )
                    )
                }
            }
            scores.append(values)
        }
        groups = columns.group.map { cells($0, "the group").map(String.init) }
        clusters = columns.cluster.map { cells($0, "the cluster").map(String.init) }
        folds = columns.fold.map { cells($0, "the fold").map(String.init) }
        caseNames = columns.caseName.map { cells($0, "the case").map(String.init) }
        lines = table.rows.map(\.line)
        events = Self.events(labels, table, file: file, columns: columns, &faults)
        guard faults.isEmpty else { throw InputRefused(Self.cut(faults, file: file)) }
        self.scores = scores
        self.columns = columns
    }

    /// A file of a million bad rows is not answered with a million lines.
    static func cut(_ faults: [InputFault], file: String) -> [InputFault] {
        let limit = 200
        guard faults.count > limit else { return faults }
        let rest = InputFault(file: file, what: "\(faults.count - limit) more faults of this kind")
        return Array(faults.prefix(limit)) + [rest]
    }

    /// Which labels mean the event; labels that do not tell are a fault.
    static func events(
        _ labels: [String],
        _ table: DelimitedTable,
        file: String,
        columns: PredictionColumns,
        _ faults: inout [InputFault]
    ) -> [Bool] {
        var first: [String: Int] = [:]
        for (label, row) in zip(labels, table.rows) where !label.isEmpty && first[label] == nil {
            first[label] = row.line
        }
        let found = first.keys.sorted()
        func refuse(_ what: String) {
            faults.append(
                InputFault(file: file, line: table.headerLine, column: columns.label, what: what)
            )
        }
        let listed =
            found.prefix(8).map {
                "'\($0)'" + (found.count > 2 ? " in line \(first[$0] ?? 0)" : "")
            }
            .joined(separator: ", ")
            + (found.count > 8 ? " and \(found.count - 8) more" : "")
        if let positive = columns.positive {
            if found.count > 2 {
                refuse("\(found.count) classes found (\(listed)), two expected")
            } else if !found.contains(positive) {
                refuse("no case is labelled '\(positive)'; found \(listed)")
            }
            return labels.map { $0 == positive }
        }
        let meanings = labels.map { label -> Bool? in
            let word = label.lowercased()
            return positiveWords.contains(word)
                ? true : negativeWords.contains(word) ? false : nil
        }
        let isUnclear = zip(labels, meanings).contains { !$0.isEmpty && $1 == nil }
        if found.count > 2, isUnclear {
            refuse(
                "\(found.count) classes found (\(listed)), two expected; 'consilience "
                    + "classes' evaluates more than two"
            )
        } else if isUnclear {
            refuse("classes \(listed) found; name the one that means the event with --positive")
        }
        return meanings.map { $0 ?? false }
    }
}
