import Foundation
import Hummingbird
import HummingbirdCore
import Review
import Workbench

/// Extraction for scripts and for the pages' own scripts.
enum ExtractionValues {
    /// Largest sheet, in bytes.
    static let largestSheet = 8 << 20

    static var all: [Endpoint] { studies + drafts + sheets + [FieldValues.list] }

    private static var studies: [Endpoint] {
        [
            .value(
                .get,
                "/extraction/studies",
                .read,
                Operation(
                    "getStudies",
                    "The studies with their evaluations, and where each row comes from.",
                    answer: .list(StudyBody.schema)
                )
            ) { visit in
                let view = try await visit.view()
                return try Answer.json(
                    view.state.studies.map {
                        StudyBody(
                            StandingStudy($0.row.id, in: view.state, events: view.snapshot.events)
                        )
                    }
                )
            },
            .value(
                .get,
                "/extraction/studies/:study",
                .read,
                Operation("getStudy", "A study with its evaluations.", answer: StudyBody.schema)
            ) { visit in
                let view = try await visit.view()
                return try Answer.json(
                    StudyBody(
                        try ExtractionEndpoints.standing(try visit.part("study"), view)
                    )
                )
            },
            .value(
                .post,
                "/extraction/studies",
                .extract,
                body: .json(RowsBody.schema),
                Operation(
                    "saveStudy",
                    "Records a study and all its evaluations, cohorts and models; what is left out is removed. "
                        + "Without 'cohorts' or 'models' these stay as they are.",
                    answer: savedSchema
                )
            ) { visit in
                let body = try visit.decoded(RowsBody.self)
                return try await saved(visit) {
                    try SaveStudy(body.rows, basis: body.basis).run(on: &$0)
                }
            },
            .value(
                .delete,
                "/extraction/studies/:study",
                .extract,
                Operation(
                    "removeStudy",
                    "Takes a study and its evaluations out of the review.",
                    query: [
                        .init(
                            "basis",
                            "Basis of what the caller saw.",
                            .whole(least: 0),
                            isRequired: true
                        )
                    ],
                    answer: savedSchema
                )
            ) { visit in
                let id = try visit.part("study")
                guard let basis = Int(try visit.query["basis"] ?? "") else {
                    throw RequestFault.badRequest("'basis' is no whole number.")
                }
                return try await saved(visit) {
                    try SaveStudy.remove(id, basis: basis, on: &$0)
                }
            },
            .value(
                .post,
                "/extraction/preview",
                .extract,
                body: .json(PreviewBody.schema),
                Operation(
                    "previewEvaluation",
                    "What the analyses would make of an evaluation: standard error of the AUC with "
                        + "its source, two-by-two table.",
                    answer: PreviewAnswer.schema
                )
            ) { visit in
                let body = try visit.decoded(PreviewBody.self)
                let fields = try await visit.view().state.fields(of: .evaluation)
                return try Answer.json(
                    PreviewAnswer(
                        EvaluationPreview(body.evaluation, fields: fields),
                        fields,
                        visit.language
                    )
                )
            },
        ]
    }

    private static var drafts: [Endpoint] {
        [
            .value(
                .get,
                "/extraction/drafts",
                .extract,
                Operation(
                    "getDrafts",
                    "Drafts of two extractors; what somebody else drafted is shown once both are there.",
                    answer: .list(DraftBody.schema)
                )
            ) { visit in
                let view = try await visit.view()
                let shown = Set(view.state.extractionDrafts.map(\.event))
                return try Answer.json(
                    view.whole.extractionDrafts.map {
                        DraftBody($0, isShown: shown.contains($0.event))
                    }
                )
            },
            .value(
                .post,
                "/extraction/drafts",
                .extract,
                body: .json(RowsBody.schema),
                Operation(
                    "draftStudy",
                    "Keeps the caller's draft of a study; it does not count.",
                    answer: savedSchema
                )
            ) { visit in
                let body = try visit.decoded(RowsBody.self)
                let person = try visit.person
                return try await saved(visit) {
                    try DraftExtraction(person, body.rows, basis: body.basis).run(on: &$0)
                }
            },
            .value(
                .get,
                "/extraction/consensus/:study",
                .extract,
                Operation(
                    "compareDrafts",
                    "Both drafts of a study, field by field.",
                    answer: ComparisonBody.schema
                )
            ) { visit in
                let view = try await visit.view()
                let drafts = try ExtractionEndpoints.comparison(try visit.part("study"), view)
                return try Answer.json(ComparisonBody(drafts))
            },
            .value(
                .post,
                "/extraction/consensus/:study",
                .extract,
                body: .json(RowsBody.schema),
                Operation(
                    "settleDrafts",
                    "Records what both extractors agreed on, whole; 'basis' is that of the comparison.",
                    answer: savedSchema
                )
            ) { visit in
                let body = try visit.decoded(RowsBody.self)
                guard body.rows.id == (try visit.part("study")) else {
                    throw RequestFault.badRequest("The body is about another study.")
                }
                return try await saved(visit) {
                    try SettleDrafts(body.rows, basis: body.basis).run(on: &$0)
                }
            },
        ]
    }

    private static var sheets: [Endpoint] {
        [
            .value(
                .get,
                "/extraction/sheets/:file",
                .read,
                Operation(
                    "getExtractionSheet",
                    "studies.csv, estimates.csv and, where any are described, cohorts.csv and models.csv, as "
                        + "'export --what extraction' writes them.",
                    answer: .text(),
                    type: "text/csv"
                )
            ) { visit in
                let name = try visit.part("file")
                let snapshot = try await visit.view().snapshot
                let files = try ExportReview(what: .extraction).run(snapshot)
                guard let file = files.first(where: { $0.name == name }) else {
                    throw RequestFault.notFound("There is no such sheet.")
                }
                return Answer.bytes(file.bytes, "text/csv; charset=utf-8")
            },
            .value(
                .post,
                "/extraction/sheets",
                .extract,
                body: .file,
                Operation(
                    "takeExtractionSheet",
                    "Takes up studies.csv, cohorts.csv, models.csv, estimates.csv or the JSON of an "
                        + "evaluation, as 'extract' does. "
                        + "A sheet of the same name replaces its earlier version.",
                    query: [
                        .init("name", "Name of the file.", .text(longest: 200), isRequired: true),
                        .init("study", "JSON: study that it belongs to.", .text(longest: 200)),
                        .init("model", "JSON: name of the model.", .text(longest: 200)),
                        .init(
                            "stage",
                            "JSON: stage of all figures.",
                            .text(oneOf: EvaluationStage.allCases.map(\.rawValue))
                        ),
                        .init("unit", "JSON: what a case is.", .text(longest: 200)),
                        .init(
                            "cohort",
                            "JSON: cohort that the evaluation was made on.",
                            .text(longest: 200)
                        ),
                        .init(
                            "point",
                            "JSON: which point gives sensitivity and specificity.",
                            .text(oneOf: PredictionEstimates.Point.allCases.map(\.rawValue))
                        ),
                    ],
                    answer: savedSchema
                ),
                answer: takeSheet
            ),
        ]
    }

    private static func takeSheet(_ visit: Visit) async throws -> Response {
        let query = try visit.query
        guard let name = query["name"] else {
            throw RequestFault.badRequest("'name' is missing.")
        }
        let buffer: ByteBuffer
        do {
            buffer = try await visit.request.body.collect(upTo: largestSheet)
        } catch {
            throw RequestFault.tooLarge
        }
        let bytes = Array(buffer.readableBytesView)
        let file = WorkbenchSheet.uploaded(name)
        var sheet = RecordSheet(kind: try ExtractionSheet.kind(of: bytes, file: name), file: file)
        if let study = query["study"], sheet.kind == .estimates, ExtractionSheet.isJSON(bytes) {
            let stage = query["stage"].flatMap(EvaluationStage.init(rawValue:))
            guard (query["stage"] == nil) == (stage == nil),
                let point = PredictionEstimates.Point(rawValue: query["point"] ?? "given")
            else { throw RequestFault.badRequest("'stage' or 'point' is none that is known.") }
            sheet.predictions = PredictionEstimates(
                study: study,
                model: query["model"],
                stage: stage,
                unit: query["unit"],
                cohort: query["cohort"],
                point: point
            )
        }
        let use = sheet
        return try await saved(visit) { try use.run(on: &$0, bytes: bytes) }
    }

    /// What is answered where something was saved: the number of the last event.
    static let savedSchema = Schema.object([("event", .whole(least: 0))])

    /// Changes the review and answers with the number of the last event.
    static func saved(
        _ visit: Visit,
        _ use: @Sendable (inout ReviewDraft) throws -> Void
    ) async throws -> Response {
        let done = try await visit.site.desk.change(by: try visit.caller.actor, use)
        return try Answer.json(["event": done.sequence])
    }
}
