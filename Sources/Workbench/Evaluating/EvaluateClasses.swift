public import BibliographicFormats
public import ModelEvaluation

/// The evaluation of a model of several classes, as machines read it: the JSON of `classes`.
public struct ClassReport: Sendable, Equatable, Codable {
    /// Number of cases.
    public var cases: Int
    /// Names of the classes, in the order of the rows and columns of the table.
    public var classes: [String]
    /// Areas, table and measures; what does not exist is left out.
    public var evaluation: ClassEvaluation
    /// What a careful reader would object to, in words.
    public var warnings: [String]
}

/// Evaluates a table with a column of probabilities for each class.
public struct EvaluateClasses: Sendable {
    /// Column of the class of each case.
    public var label: String
    /// Columns of the probabilities, one a class.
    public var scores: [String]
    /// Names of the classes in the order of the columns; by default the names of the columns.
    public var classes: [String]
    /// Coverage of the intervals.
    public var level: Double

    /// Creates the use case.
    public init(label: String, scores: [String], classes: [String]? = nil, level: Double = 0.95) {
        self.label = label
        self.scores = scores
        self.classes = classes ?? scores
        self.level = level
    }

    /// Evaluates.
    ///
    /// - Parameters:
    ///   - table: header and rows; further columns are left alone.
    ///   - file: name for messages.
    /// - Returns: The evaluation.
    /// - Throws: `InputRefused` with every fault: missing columns, labels that are no class, scores
    ///   that are no finite numbers, classes without cases.
    public func run(_ table: DelimitedTable, file: String) throws(InputRefused) -> ClassReport {
        guard classes.count == scores.count else {
            throw InputRefused(
                file: file,
                "\(classes.count) classes but \(scores.count) columns of probabilities"
            )
        }
        try checkNames(file)
        var cells = CellReader(NamedTable(file: file, table: table), [label] + scores)
        guard cells.faults.isEmpty else { throw InputRefused(LesionTable.cut(cells.faults)) }
        var truths: [Int] = []
        var unknown: Set<String> = []
        var columns = [[Double]](repeating: [], count: scores.count)
        for row in table.rows {
            if let name = cells.text(label, row) {
                if let place = classes.firstIndex(of: name) {
                    truths.append(place)
                } else {
                    unknown.insert(name)
                    cells.refuse(
                        row,
                        label,
                        "'\(name)' found, one of \(classes.joined(separator: ", ")) expected"
                    )
                }
            }
            for (place, column) in scores.enumerated() {
                if let score = cells.number(column, row) { columns[place].append(score) }
            }
        }
        if truths.isEmpty, !unknown.isEmpty {
            // Most likely the columns are not called as the classes are: one fault, not one a row.
            let listed = unknown.sorted().prefix(8).map { "'\($0)'" }.joined(separator: ", ")
            let fault = InputFault(
                file: file,
                line: table.headerLine,
                column: label,
                what:
                    "\(listed) found, none of them one of \(classes.joined(separator: ", ")); name the "
                    + "classes in the order of the columns with --classes"
            )
            let others = cells.faults.filter { $0.column != label }
            throw InputRefused(LesionTable.cut([fault] + others))
        }
        guard cells.faults.isEmpty else { throw InputRefused(LesionTable.cut(cells.faults)) }
        do throws(EvaluationError) {
            let predictions = try ClassPredictions(
                classes: classes,
                probabilities: columns,
                truths: truths
            )
            let evaluation = try predictions.evaluation(level: level)
            return ClassReport(
                cases: predictions.count,
                classes: classes,
                evaluation: evaluation,
                warnings: warnings(predictions, evaluation, lines: table.rows.map(\.line))
            )
        } catch {
            throw InputRefused(file: file, error.description)
        }
    }

    /// Faults of the names of classes and columns, before any row is read.
    private func checkNames(_ file: String) throws(InputRefused) {
        guard scores.count > 1 else {
            throw InputRefused(
                file: file,
                "\(scores.count) column of probabilities found, one for each of two or more classes "
                    + "expected"
            )
        }
        for (what, names) in [("column", scores), ("class", classes)] {
            for (index, name) in names.enumerated() where names[..<index].contains(name) {
                throw InputRefused(file: file, "the \(what) '\(name)' is named twice")
            }
        }
    }

    /// Where the scores are first no probabilities, and what they add up to.
    private func firstImproper(_ predictions: ClassPredictions, _ lines: [Int]) -> String {
        for (index, line) in zip(predictions.truths.indices, lines) {
            let values = predictions.probabilities.map { $0[index] }
            let sum = values.reduce(0, +)
            guard abs(sum - 1) > 0.01 || values.contains(where: { $0 < 0 || $0 > 1 }) else {
                continue
            }
            return " (line \(line): their sum is \((sum * 1000).rounded() / 1000))"
        }
        return ""
    }

    private func warnings(
        _ predictions: ClassPredictions,
        _ evaluation: ClassEvaluation,
        lines: [Int]
    ) -> [String] {
        var warnings: [String] = []
        let few = evaluation.classes.filter { $0.cases < 100 }
        if !few.isEmpty {
            let names = few.map { "\($0.name) (\($0.cases))" }.joined(separator: ", ")
            warnings.append("Fewer than 100 cases of a class: \(names). Intervals are wide.")
        }
        if !predictions.areProbabilities {
            warnings.append(
                "The scores are no probabilities that add up to 1 in every case"
                    + firstImproper(predictions, lines) + ": no Brier score and no log loss."
            )
        }
        let ties = predictions.truths.indices.count { index in
            let values = predictions.probabilities.map { $0[index] }
            let most = values.max()
            return values.count { $0 == most } > 1
        }
        if ties > 0 {
            warnings.append(
                "\(ties) cases have the same largest score for several classes: they are called the "
                    + "first of these."
            )
        }
        let uncalled = evaluation.classes.filter { $0.positivePredictiveValue == nil }.map(\.name)
        if !uncalled.isEmpty {
            warnings.append("No case was called \(uncalled.joined(separator: ", ")).")
        }
        return warnings
    }
}
