import Foundation
import Hummingbird
import Review
import RiskOfBias
import Workbench

/// Appraising studies, each assessor for themselves, and settling what they differ on.
enum AppraisalEndpoints {
    static var all: [Endpoint] { pages + values }

    private static var pages: [Endpoint] {
        [
            .get("/appraisal") { visit in
                visit.page(AppraisalList.page(try await visit.view(), visit.frame))
            },
            .get("/appraisal/studies/:study") { visit in
                let view = try await visit.view()
                let query = try visit.query
                let subject = AppraisalSubject(
                    study: try visit.part("study"),
                    estimate: query["estimate"],
                    part: query["part"]
                )
                let form = try form(
                    subject,
                    isConsensus: query["consensus"] != nil,
                    view,
                    visit.frame
                )
                return visit.page(form.page())
            },
            .form("/appraisal/studies/:study", .appraise, answer: save),
        ]
    }

    /// The form of a subject.
    ///
    /// - Throws: `.notFound` if there is no such study or part; `.badRequest` for a consensus that
    ///   cannot be made yet.
    private static func form(
        _ subject: AppraisalSubject,
        isConsensus: Bool,
        _ view: ReviewView,
        _ frame: PageFrame
    ) throws(RequestFault) -> AppraisalForm {
        guard let instrument = view.state.reviewProtocol?.appraisalInstrument else {
            throw .notFound("The protocol names no instrument that is known.")
        }
        try check(subject, instrument, view)
        if isConsensus, !AppraisalList.isReady(subject, view, view.whole.appraisalProgress) {
            throw .badRequest(
                "A consensus needs two assessors with complete answers, and your own complete if you "
                    + "are one of them."
            )
        }
        return AppraisalForm(
            subject: subject,
            isConsensus: isConsensus,
            view: view,
            frame: frame,
            instrument: instrument
        )
    }

    private static func check(
        _ subject: AppraisalSubject,
        _ instrument: Instrument,
        _ view: ReviewView
    ) throws(RequestFault) {
        guard view.state.study(subject.study) != nil else {
            throw .notFound("The review has no study '\(subject.study.prefix(80))'.")
        }
        let parts = instrument.parts.map(\.id)
        if let part = subject.part, !parts.contains(part) {
            throw .notFound("\(instrument.name) has no part '\(part.prefix(80))'.")
        }
        if subject.part == nil, instrument.partIsRequired {
            throw .badRequest(
                "\(instrument.name) asks for a part: \(parts.joined(separator: ", "))."
            )
        }
    }

    private static func save(_ visit: Visit) async throws -> Response {
        let form = visit.form
        let subject = AppraisalSubject(
            study: try visit.part("study"),
            estimate: form["estimate"],
            part: form["part"]
        )
        let items = form.names.filter { $0.hasPrefix("a.") || $0.hasPrefix("r.") }
            .map { String($0.dropFirst(2)) }
        let answers = Set(items).sorted().map { item in
            TypedAnswer(
                item: item,
                answer: form["a.\(item)"] ?? "",
                rationale: form["r.\(item)"]
            )
        }
        let use = SaveAppraisal(
            subject,
            by: try visit.person,
            isConsensus: form["consensus"] != nil,
            answers: answers,
            basis: try form.number("basis")
        )
        do {
            _ = try await visit.site.desk.change(by: try visit.caller.actor) {
                try use.run(on: &$0)
            }
            return Answer.see("/appraisal")
        } catch let refused as InputRefused {
            var page = try Self.form(
                subject,
                isConsensus: use.isConsensus,
                try await visit.view(),
                visit.frame
            )
            page.sent = use
            page.faults = refused.faults.map { fault in
                [fault.column, fault.what].compactMap(\.self).joined(separator: ": ")
            }
            return visit.page(page.page(), status: .badRequest)
        }
    }

    // MARK: Values

    private static var values: [Endpoint] {
        [
            .value(
                .get,
                "/appraisal/instrument",
                .read,
                Operation(
                    "getInstrument",
                    "The protocol's instrument: domains, questions with guidance, answers, rules.",
                    answer: InstrumentSchema.whole
                )
            ) { visit in
                let plan = try await visit.view().state.reviewProtocol
                guard let instrument = plan?.appraisalInstrument else {
                    throw RequestFault.notFound("The protocol names no instrument that is known.")
                }
                return try Answer.json(instrument)
            },
            .value(
                .get,
                "/appraisal/subjects",
                .read,
                Operation(
                    "getAppraisals",
                    "What is appraised, how far the assessors are, and the judgements that the caller "
                        + "may see.",
                    answer: .list(SubjectBody.schema)
                )
            ) { visit in
                let view = try await visit.view()
                guard let instrument = view.state.reviewProtocol?.appraisalInstrument else {
                    return try Answer.json([SubjectBody]())
                }
                let found = view.state.appraisals
                let progress = view.whole.appraisalProgress
                return try Answer.json(
                    AppraisalList.subjects(of: view, instrument).map { subject in
                        SubjectBody(
                            subject,
                            progress,
                            found.first { $0.subject == subject }
                        )
                    }
                )
            },
            .value(
                .get,
                "/appraisal/studies/:study",
                .read,
                Operation(
                    "getAnswers",
                    "The answers on a subject that the caller may see.",
                    query: [
                        .init("estimate", "Estimate, model or evaluation.", .text(longest: 200)),
                        .init("part", "Part of the instrument.", .text(longest: 200)),
                    ],
                    answer: AnswersBody.schema
                )
            ) { visit in
                let view = try await visit.view()
                let query = try visit.query
                let subject = AppraisalSubject(
                    study: try visit.part("study"),
                    estimate: query["estimate"],
                    part: query["part"]
                )
                guard view.state.study(subject.study) != nil else {
                    throw RequestFault.notFound("The review has no such study.")
                }
                return try Answer.json(AnswersBody(subject, view))
            },
            .value(
                .post,
                "/appraisal/answers",
                .appraise,
                body: .json(AppraisalBody.schema),
                Operation(
                    "saveAnswers",
                    "Records the caller's answers about a subject, whole, or the consensus on it.",
                    answer: ExtractionValues.savedSchema
                )
            ) { visit in
                let body = try visit.decoded(AppraisalBody.self)
                let use = body.use(by: try visit.person)
                return try await ExtractionValues.saved(visit) { try use.run(on: &$0) }
            },
            .value(
                .post,
                "/appraisal/preview",
                .appraise,
                body: .json(AppraisalBody.schema),
                Operation(
                    "previewAppraisal",
                    "What follows from answers that are not saved: judgements by the instrument's rule, "
                        + "what is open, what is wrong.",
                    answer: JudgementsBody.schema
                )
            ) { visit in
                let body = try visit.decoded(AppraisalBody.self)
                let view = try await visit.view()
                let use = body.use(by: try visit.person)
                return try Answer.json(
                    JudgementsBody(
                        AppraisalPreview(use, in: view.state),
                        isConsensus: use.isConsensus,
                        visit.language
                    )
                )
            },
            .value(
                .get,
                "/appraisal/sheets/:file",
                .read,
                Operation(
                    "getAppraisalSheet",
                    "appraisals.csv or robvis.csv, as far as the caller may see the answers.",
                    answer: .text(),
                    type: "text/csv"
                )
            ) { visit in
                let name = try visit.part("file")
                let files = try ExportReview(what: .appraisal)
                    .run(try await visit.view().snapshot)
                guard let file = files.first(where: { $0.name == name }) else {
                    throw RequestFault.notFound("There is no such sheet.")
                }
                return Answer.bytes(file.bytes, "text/csv; charset=utf-8")
            },
        ]
    }
}
