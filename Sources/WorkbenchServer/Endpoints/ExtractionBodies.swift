import Review
import Workbench

/// A study and its evaluations as a script sends them.
struct RowsBody: Decodable, Sendable {
    let rows: StudyRows
    let basis: Int

    private enum CodingKeys: String, CodingKey {
        case study, evaluations, cohorts, models, basis
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        rows = StudyRows(
            study: try container.decode(SheetRow.self, forKey: .study),
            evaluations: try container.decode([SheetRow].self, forKey: .evaluations),
            cohorts: try container.decodeIfPresent([SheetRow].self, forKey: .cohorts),
            models: try container.decodeIfPresent([SheetRow].self, forKey: .models)
        )
        basis = try container.decodeIfPresent(Int.self, forKey: .basis) ?? 0
    }

    static let schema = Schema.object([
        ("study", cells(.studies)), ("evaluations", .list(cells(.estimates))),
        ("cohorts?", .list(cells(.cohorts))), ("models?", .list(cells(.models))),
        ("basis?", .whole(least: 0)),
    ])

    /// The cells of a row, as texts by column.
    static func cells(_ kind: SheetKind) -> Schema {
        .object(kind.columns.map { (name: $0 + "?", schema: .text(longest: 5000)) })
    }
}

/// A row with where it comes from.
struct RowBody: Encodable, Sendable {
    let cells: SheetRow
    let file: String
    let line: Int
    let event: Int
    /// Place of the row of another sheet that it replaces.
    let replaces: String?

    static func schema(_ kind: SheetKind) -> Schema {
        .object([
            ("cells", RowsBody.cells(kind)), ("file", .text()), ("line", .whole(least: 0)),
            ("event", .whole(least: 1)), ("replaces?", .text()),
        ])
    }
}

/// A study as it stands.
struct StudyBody: Encodable, Sendable {
    let id: String
    let basis: Int
    let study: RowBody?
    let evaluations: [RowBody]
    let cohorts: [RowBody]
    let models: [RowBody]

    init(_ standing: StandingStudy) {
        func parts(_ kind: StudyPart.Kind) -> [RowBody] {
            standing.parts.filter { $0.row.kind == kind }.map { part in
                RowBody(
                    cells: SheetRow(part.row),
                    file: part.file,
                    line: part.row.line,
                    event: part.event,
                    replaces: standing.otherParts[part.row.key].flatMap {
                        $0.event == part.event ? nil : "\($0.file):\($0.row.line)"
                    }
                )
            }
        }
        cohorts = parts(.cohort)
        models = parts(.model)
        id = standing.id
        basis = standing.basis
        study = standing.study.map { row in
            RowBody(
                cells: SheetRow(row.row),
                file: row.file,
                line: row.row.line,
                event: row.event,
                replaces: standing.otherStudy.flatMap {
                    $0.event == row.event ? nil : "\($0.file):\($0.row.line)"
                }
            )
        }
        evaluations = standing.evaluations.map { row in
            RowBody(
                cells: SheetRow(row.row),
                file: row.file,
                line: row.row.line,
                event: row.event,
                replaces: standing.otherEvaluations[row.row.key].flatMap {
                    $0.event == row.event ? nil : "\($0.file):\($0.row.line)"
                }
            )
        }
    }

    static let schema = Schema.object([
        ("id", .text()), ("basis", .whole(least: 0)), ("study?", RowBody.schema(.studies)),
        ("evaluations", .list(RowBody.schema(.estimates))),
        ("cohorts", .list(RowBody.schema(.cohorts))), ("models", .list(RowBody.schema(.models))),
    ])
}

/// An evaluation that is typed just now.
struct PreviewBody: Decodable, Sendable {
    let evaluation: SheetRow

    static let schema = Schema.object([("evaluation", RowsBody.cells(.estimates))])
}

/// What the analyses would make of it, as numbers and in words.
struct PreviewAnswer: Encodable, Sendable {
    let values: EvaluationPreview
    let text: [String]

    init(_ preview: EvaluationPreview, _ fields: ExtractionFields, _ language: Language) {
        values = preview
        text = PreviewText.lines(preview, fields, language)
    }

    static let schema = Schema.object([
        (
            "values",
            .object([
                ("faults", .list(.object([("column?", .text()), ("what", .text())]))),
                (
                    "discrimination?",
                    .object([
                        ("auc", .number), ("standardError", .number),
                        ("logitStandardError", .number), ("source", .text()),
                    ])
                ),
                ("missingForStandardError", .list(.text())),
                (
                    "table?",
                    .object([
                        ("tp", .whole(least: 0)), ("fp", .whole(least: 0)),
                        ("fn", .whole(least: 0)), ("tn", .whole(least: 0)),
                        ("origin", .text(oneOf: ["stated", "restored"])),
                    ])
                ), ("missingForTable", .list(.text())),
            ])
        ), ("text", .list(.text())),
    ])
}

/// A draft; what it says only for those who may see it.
struct DraftBody: Encodable, Sendable {
    let study: String
    let extractor: String
    let event: Int
    let rows: StudyRows?

    init(_ standing: StandingDraft, isShown: Bool) {
        study = standing.draft.study.id
        extractor = standing.draft.extractor
        event = standing.event
        rows = isShown ? StudyRows(standing.draft) : nil
    }

    static let schema = Schema.object([
        ("study", .text()), ("extractor", .text()), ("event", .whole(least: 1)),
        (
            "rows?",
            .object([
                ("study", RowsBody.cells(.studies)),
                ("evaluations", .list(RowsBody.cells(.estimates))),
                ("cohorts?", .list(RowsBody.cells(.cohorts))),
                ("models?", .list(RowsBody.cells(.models))),
            ])
        ),
    ])
}

/// Two drafts side by side.
struct ComparisonBody: Encodable, Sendable {
    struct Field: Encodable, Sendable {
        let column: String
        let first: String
        let second: String
        let isSame: Bool
    }

    struct Pair: Encodable, Sendable {
        let name: String
        let onlyBy: String?
        let fields: [Field]
    }

    let extractors: [String]
    let basis: Int
    let study: [Field]
    let evaluations: [Pair]
    let cohorts: [Pair]
    let models: [Pair]

    init(_ drafts: DraftComparison) {
        func fields(_ fields: [DraftComparison.Field]) -> [Field] {
            fields.map {
                Field(column: $0.column, first: $0.first, second: $0.second, isSame: $0.isSame)
            }
        }
        extractors = drafts.extractors
        basis = drafts.basis
        study = fields(drafts.study)
        func pairs(_ pairs: [DraftComparison.Pair]) -> [Pair] {
            pairs.map { pair in
                Pair(
                    name: pair.name,
                    onlyBy: pair.only.map { drafts.extractors[$0] },
                    fields: fields(pair.fields)
                )
            }
        }
        evaluations = pairs(drafts.evaluations)
        cohorts = pairs(drafts.cohorts)
        models = pairs(drafts.models)
    }

    private static let fields = Schema.list(
        .object([
            ("column", .text()), ("first", .text()), ("second", .text()), ("isSame", .flag),
        ])
    )

    static let schema = Schema.object([
        ("extractors", .list(.text())), ("basis", .whole(least: 1)), ("study", fields),
        ("evaluations", pairs), ("cohorts", pairs), ("models", pairs),
    ])

    private static let pairs = Schema.list(
        .object([("name", .text()), ("onlyBy?", .text()), ("fields", fields)])
    )
}
