import MetaAnalysis
import Review

extension Report {
    /// The tables of all planned analyses of accuracy: summary, counts, what could not be pooled.
    public var accuracyTables: [Table] {
        accuracy.indices.flatMap { index in
            [accuracyTable(index), countsTable(index), withoutCountsTable(index)]
        }
    }

    /// The summary of each stage.
    func accuracyTable(_ index: Int) -> Table {
        let result = accuracy[index]
        let level = NumberText.level(result.plan.level)
        func ends(_ name: String) -> [Table.Column] {
            [
                .init("\(name) [\(level) CI]", place: .page), .init(name, place: .file),
                .init("\(name) lower", place: .file), .init("\(name) upper", place: .file),
            ]
        }
        let names = [
            "Sensitivity", "Specificity", "Positive likelihood ratio",
            "Negative likelihood ratio", "Diagnostic odds ratio",
        ]
        return Table(
            id: "accuracy-\(accuracySlug(index))",
            title: "Sensitivity and specificity per stage of validation",
            columns: [
                .init("Stage"), .init("Studies", isNumeric: true),
                .init("Evaluations", isNumeric: true), .init("With condition", isNumeric: true),
                .init("Without condition", isNumeric: true),
            ] + names.flatMap(ends) + [
                .init("Heterogeneity", place: .page),
                .init("Logit sensitivity", place: .file),
                .init("Logit specificity", place: .file),
                .init("Standard error, logit sensitivity", place: .file),
                .init("Standard error, logit specificity", place: .file),
                .init("Covariance", place: .file),
                .init("Variance between studies, logit sensitivity", place: .file),
                .init("Variance between studies, logit specificity", place: .file),
                .init("Correlation between studies", place: .file),
                .init("Area under the summary curve", place: .file),
                .init("Deeks p value", place: .file), .init("Model", place: .file),
                .init("Rung", place: .file), .init("Not pooled because", place: .file),
                .init("Sheet"),
            ],
            rows: result.stages.map(accuracyRow),
            note:
                "Summary point of \(result.plan.model.method.name); intervals on the logit scale, "
                + "those of ratios by the delta method.",
            emptyText: Self.noAccuracy
        )
    }

    static var noAccuracy: String {
        "No evaluation with sensitivity and specificity has been extracted yet."
    }

    private func accuracyRow(_ stage: AccuracyStage) -> [Table.Cell] {
        let fit = stage.fit
        let counts = stage.evaluations.map(\.counts)
        let estimates: [(IntervalEstimate?, decimals: Int)] = [
            (fit?.sensitivity, 3), (fit?.specificity, 3), (fit?.positiveLikelihoodRatio, 2),
            (fit?.negativeLikelihoodRatio, 2), (fit?.diagnosticOddsRatio, 1),
        ]
        let variances = fit?.knownBetweenVariances
        let why: Markup = stage.whyNotPooled.map { "–<br/><small>\($0)</small>" } ?? "–"
        var cells: [Table.Cell] = [
            .init(stage.stage.title, exact: stage.stage.rawValue),
            .init(count: stage.studyCount), .init(count: stage.evaluations.count),
            .init(count: counts.reduce(0) { $0 + $1.diseased }),
            .init(count: counts.reduce(0) { $0 + $1.healthy }),
        ]
        for (place, (estimate, decimals)) in estimates.enumerated() {
            let text = estimate.map { Self.text($0, decimals: decimals) } ?? "–"
            let isWhy = place == 0 && estimate == nil
            cells += [
                .init(text, markup: isWhy ? why : "<span class=\"line\">\(text)</span>"),
                .init(exact: estimate?.value), .init(exact: estimate?.interval.lower),
                .init(exact: estimate?.interval.upper),
            ]
        }
        cells.append(.init("", markup: spreadMarkup(fit, variances)))
        let exact: [Double?] = [
            fit?.logitSensitivity, fit?.logitSpecificity, fit?.sensitivityStandardError,
            fit?.specificityStandardError, fit?.covariance[0][1], variances?[0], variances?[1],
            fit?.correlation, fit?.summaryROC?.area, stage.deeks?.pValue,
        ]
        cells += exact.map { .init(exact: $0) }
        return cells + [
            .init("", exact: fit?.method.name ?? ""), .init("", exact: fit?.rung.rawValue ?? ""),
            .init("", exact: stage.whyNotPooled ?? ""),
            .init(SheetLines.text(stage.evaluations.map { ($0.source.file, $0.source.row.line) })),
        ]
    }

    static func text(_ estimate: IntervalEstimate, decimals: Int) -> String {
        func printed(_ value: Double) -> String { NumberText.fixed(value, decimals: decimals) }
        return "\(printed(estimate.value)) [\(printed(estimate.interval.lower)) to "
            + "\(printed(estimate.interval.upper))]"
    }

    private func spreadMarkup(_ fit: BivariateFit?, _ variances: [Double]?) -> Markup {
        guard let fit, fit.studyCount > 1, let variances else { return "–" }
        func known(_ value: Double) -> String {
            value.isFinite ? NumberText.tauSquared(value) : "not known"
        }
        let lines = [
            "τ² sensitivity \(known(variances[0]))", "τ² specificity \(known(variances[1]))",
            fit.correlation.map { "correlation \(NumberText.coefficient($0))" },
        ].compactMap(\.self)
        return lines.map { "<span class=\"line\">\($0)</span>" as Markup }.joined("<br/>")
    }

    /// The two-by-two tables of an analysis.
    func countsTable(_ index: Int) -> Table {
        let result = accuracy[index]
        let level = NumberText.level(result.plan.level)
        return Table(
            id: "counts-\(accuracySlug(index))",
            title: "Two-by-two tables of the evaluations",
            columns: evaluationColumns + [
                .init("TP", isNumeric: true), .init("FP", isNumeric: true),
                .init("FN", isNumeric: true), .init("TN", isNumeric: true),
                .init("Counts"), .init("Sensitivity [\(level) CI]", place: .page),
                .init("Sensitivity", place: .file), .init("Sensitivity lower", place: .file),
                .init("Sensitivity upper", place: .file),
                .init("Specificity [\(level) CI]", place: .page),
                .init("Specificity", place: .file), .init("Specificity lower", place: .file),
                .init("Specificity upper", place: .file), .init("Sheet"),
            ],
            rows: result.stages.flatMap(\.evaluations).map { row in
                countsRow(row, level: result.plan.level)
            },
            note: "Intervals by Wilson's method.",
            emptyText: "No evaluation gives a two-by-two table."
        )
    }

    private func countsRow(_ row: AnalysedTable, level: Double) -> [Table.Cell] {
        let (counts, table) = (row.counts, row.table)
        let accuracy = StudyAccuracy(table, confidenceLevel: level)
        let estimates = [
            table.diseased > 0 ? accuracy.sensitivity : nil,
            table.healthy > 0 ? accuracy.specificity : nil,
        ]
        return evaluationCells(row.source, name: row.label)
            + [
                counts.truePositives, counts.falsePositives, counts.falseNegatives,
                counts.trueNegatives,
            ].map { .init(count: $0) }
            + [.init(row.origin.rawValue)]
            + estimates.flatMap { estimate -> [Table.Cell] in
                [
                    .init(estimate.map { Self.text($0, decimals: 3) } ?? ""),
                    .init(exact: estimate?.value), .init(exact: estimate?.interval.lower),
                    .init(exact: estimate?.interval.upper),
                ]
            }
            + [.init("\(row.source.file):\(row.source.row.line)")]
    }

    /// The evaluations of an analysis without a two-by-two table.
    func withoutCountsTable(_ index: Int) -> Table {
        let result = accuracy[index]
        return Table(
            id: "without-counts-\(accuracySlug(index))",
            title: "Evaluations without a two-by-two table",
            columns: evaluationColumns + [
                .init("Sensitivity", isNumeric: true), .init("Specificity", isNumeric: true),
                .init("Missing"), .init("Sheet"),
            ],
            rows: result.stages.flatMap(\.omitted).map { row in
                evaluationCells(row.source, name: row.label) + [
                    .init(proportion: row.source.row.values[.sensitivity]),
                    .init(proportion: row.source.row.values[.specificity]),
                    .init(row.missing.joined(separator: "; ")),
                    .init("\(row.source.file):\(row.source.row.line)"),
                ]
            },
            emptyText: result.stages.isEmpty
                ? Self.noAccuracy : "All evaluations give a two-by-two table."
        )
    }
}
