import MetaAnalysis
import Review

extension Report {
    /// All extracted evaluations with all their figures.
    public var evaluationsTable: Table {
        let measures = PerformanceMeasure.allCases
        return Table(
            id: "evaluations",
            title: "All extracted evaluations",
            columns: evaluationColumns
                + measures.map { .init($0.title, isNumeric: true) }
                + [
                    .init("AUC interval as reported", place: .page),
                    .init("AUC standard error", place: .file), .init("AUC lower", place: .file),
                    .init("AUC upper", place: .file), .init("tp", place: .file),
                    .init("fp", place: .file), .init("fn", place: .file),
                    .init("tn", place: .file),
                ] + fieldColumns(of: .evaluation) + [.init("Note"), .init("Sheet")],
            rows: state.evaluations.map { source in
                let row = source.row
                let table = row.crossTable
                let figures = measures.map { Table.Cell(proportion: row.values[$0]) }
                let counts = [
                    table?.truePositives, table?.falsePositives, table?.falseNegatives,
                    table?.trueNegatives,
                ]
                return evaluationCells(source, name: library.studyNames[row.study] ?? row.study)
                    + figures
                    + [
                        .init(reported(row)), .init(exact: row.aucStandardError),
                        .init(exact: row.aucLower), .init(exact: row.aucUpper),
                    ] + counts.map { .init(count: $0) } + fieldCells(row.fields, of: .evaluation)
                    + [.init(row.note ?? ""), .init("\(source.file):\(row.line)")]
            },
            emptyText: "No evaluation has been extracted yet."
        )
    }

    /// Figures of an evaluation that do not fit together, with the row that says so.
    public var contradictionsTable: Table {
        Table(
            id: "contradictions",
            title: "Figures that do not fit together",
            columns: evaluationColumns + [.init("Contradiction"), .init("Sheet")],
            rows: state.evaluations.flatMap { source in
                let name = library.studyNames[source.row.study] ?? source.row.study
                return source.row.contradictions.map { contradiction in
                    evaluationCells(source, name: name)
                        + [
                            .init(contradiction.description),
                            .init("\(source.file):\(source.row.line)"),
                        ]
                }
            },
            emptyText: "Nothing contradicts itself."
        )
    }

    private func reported(_ row: Evaluation) -> String {
        if let lower = row.aucLower, let upper = row.aucUpper {
            return "\(NumberText.proportion(lower)) to \(NumberText.proportion(upper))"
        }
        return row.aucStandardError.map { "SE \(NumberText.proportion($0))" } ?? ""
    }

    /// The evaluations of an analysis, pooled or not.
    func analysedTable(_ index: Int) -> Table {
        let result = results[index]
        let level = NumberText.level(result.plan.level)
        return Table(
            id: "evaluations-\(slug(index))",
            title: "Evaluations with \(result.plan.measure.article)",
            columns: evaluationColumns + [
                .init(result.plan.measure.title, isNumeric: true),
                .init("\(level) CI used", place: .page), .init("CI lower", place: .file),
                .init("CI upper", place: .file), .init("Logit", place: .file),
                .init("Sampling variance", place: .file), .init("Standard error from"),
                .init("Weight, percent", isNumeric: true), .init("Sheet"),
            ],
            rows: result.stages.flatMap(\.evaluations).map { row in
                evaluationCells(row.source, name: row.label) + [
                    .init(proportion: row.value), .init(NumberText.proportions(row.interval)),
                    .init(exact: row.interval?.lower), .init(exact: row.interval?.upper),
                    .init(exact: row.estimate?.value),
                    .init(exact: row.estimate?.samplingVariance),
                    .init(row.estimate?.source ?? "not poolable"),
                    .init(
                        NumberText.fixed(row.weight, decimals: 1),
                        exact: NumberText.exact(row.weight)
                    ),
                    .init("\(row.source.file):\(row.source.row.line)"),
                ]
            },
            note: "Weights are shares of the pool of their stage.",
            emptyText: Self.noFigure(result)
        )
    }

    /// The evaluations of an analysis that lack what a standard error needs.
    func notPooledTable(_ index: Int) -> Table {
        let result = results[index]
        let rows = result.stages.flatMap(\.evaluations).filter { $0.estimate == nil }
        return Table(
            id: "not-pooled-\(slug(index))",
            title: "Evaluations that could not be pooled",
            columns: evaluationColumns + [
                .init(result.plan.measure.title, isNumeric: true), .init("Missing"), .init("Sheet"),
            ],
            rows: rows.map { row in
                evaluationCells(row.source, name: row.label) + [
                    .init(proportion: row.value),
                    .init(row.missing.joined(separator: "; ")),
                    .init("\(row.source.file):\(row.source.row.line)"),
                ]
            },
            emptyText: result.stages.isEmpty
                ? Self.noFigure(result) : "All evaluations could be pooled."
        )
    }

    /// Columns that name an evaluation.
    var evaluationColumns: [Table.Column] {
        [
            .init("Study"), .init("Identifier", place: .file), .init("Model"), .init("Stage"),
            .init("Unit"),
        ] + (namesCohorts ? [.init("Cohort")] : []) + [
            .init("Sample size", isNumeric: true), .init("With outcome", isNumeric: true),
        ]
    }

    /// Cells that name an evaluation, in the order of `evaluationColumns`.
    func evaluationCells(_ source: Extracted<Evaluation>, name: String) -> [Table.Cell] {
        let row = source.row
        return [
            .init(name), .init(row.study), .init(row.model ?? ""),
            .init(row.stage.title, exact: row.stage.rawValue), .init(row.unit ?? ""),
        ] + (namesCohorts ? [.init(row.cohort ?? "")] : []) + [
            .init(count: row.size), .init(count: row.events),
        ]
    }
}
