import Foundation
import Hummingbird
import Review
import Workbench

/// The protocol: `review.yaml` as text and as forms.
enum SettingsEndpoints {
    static var all: [Endpoint] { pages + values }

    private static var pages: [Endpoint] {
        [
            .get("/settings", .configure) { visit in
                let present = try ChangeReviewFile.present(in: visit.site.desk.folder)
                let plan = try await visit.site.desk.snapshot().state.reviewProtocol
                return visit.page(
                    SettingsPage.page(
                        present,
                        plan,
                        visit.frame,
                        isSaved: try visit.query["saved"] != nil
                    )
                )
            },
            .form("/settings/form", .configure) { visit in
                let present = try ChangeReviewFile.present(in: visit.site.desk.folder)
                let form = try ProtocolFields.form(visit.form)
                let basis = visit.form["basis"]
                // What was typed into an outdated form must not be put into another file.
                guard present?.stamp == basis else { throw ChangeReviewFile.Stale() }
                do {
                    let text = try present.map { try form.applied(to: $0.text) } ?? form.newFile
                    return try await preview(ChangeReviewFile(text: text, basis: basis), visit)
                } catch let refused as InputRefused {
                    let page = SettingsPage.refused(refused, form, basis, visit.frame)
                    return visit.page(page, status: .badRequest)
                }
            },
            .form("/settings/text", .configure) { visit in
                let present = try ChangeReviewFile.present(in: visit.site.desk.folder)
                let text = ChangeReviewFile.withLineEnds(
                    of: present?.text,
                    visit.form.raw("text") ?? ""
                )
                let change = ChangeReviewFile(text: text, basis: visit.form["basis"])
                do {
                    return try await preview(change, visit)
                } catch let refused as InputRefused {
                    let page = SettingsPage.refused(refused, change, visit.frame)
                    return visit.page(page, status: .badRequest)
                }
            },
            .form("/settings/save", .configure) { visit in
                let content = Data(base64Encoded: try visit.form.required("content"))
                guard let content, let text = String(validating: content, as: UTF8.self) else {
                    throw RequestFault.badRequest("The field 'content' is no text.")
                }
                let change = ChangeReviewFile(text: text, basis: visit.form["basis"])
                _ = try await visit.site.protocols.save(change, by: try visit.caller.actor)
                return Answer.see("/settings?saved=1")
            },
        ]
    }

    private static func preview(_ change: ChangeReviewFile, _ visit: Visit) async throws
        -> Response
    {
        let recorded = try await visit.site.protocols.preview(change)
        let before = try ChangeReviewFile.present(in: visit.site.desk.folder)?.text ?? ""
        return visit.page(SettingsPage.preview(change, before, recorded, visit.frame))
    }

    // MARK: For scripts

    private static let analysisSchema = Schema.object([
        ("id", .text()), ("title", .text()), ("measure", .text()), ("method", .text()),
        ("test", .text()), ("level", .text()),
    ])

    private static let formSchema = Schema.object([
        ("title", .text()), ("statement", .text()),
        ("question", .list(.object([("label", .text()), ("text", .text())]))),
        ("include", .list(.text())), ("exclude", .list(.text())), ("keyRecords", .list(.text())),
        ("includeTerms", .list(.text())), ("excludeTerms", .list(.text())),
        ("reviewers", .list(.text())), ("formerReviewers", .list(.text())),
        ("arbiters", .list(.text())), ("votesPerRecord", .text()),
        ("titleAbstractReasons", .list(.text())), ("fullTextReasons", .list(.text())),
        ("extraction?", SchemaFields.schema), ("instrument", .text()),
        ("analyses", .list(analysisSchema)),
    ])

    private static let changeSchema = Schema.object([
        ("recorded", .list(.text())), ("text", .text()), ("stamp?", .text()),
    ])

    private static var values: [Endpoint] {
        [
            .value(
                .get,
                "/protocol",
                .configure,
                Operation(
                    "getProtocol",
                    "review.yaml with its stamp, and what the forms offer of it.",
                    answer: .object([("text?", .text()), ("stamp?", .text()), ("form", formSchema)])
                )
            ) { visit in
                let present = try ChangeReviewFile.present(in: visit.site.desk.folder)
                let known = try await visit.site.desk.snapshot().state.reviewProtocol
                let plan =
                    present.flatMap { try? ReviewFile(parsing: $0.text).reviewProtocol } ?? known
                return try Answer.json(
                    ProtocolBody(
                        text: present?.text,
                        stamp: present?.stamp,
                        form: ProtocolForm(plan ?? ReviewProtocol(title: ""))
                    )
                )
            },
            .value(
                .put,
                "/protocol",
                .configure,
                body: .json(
                    .object([("text", .text()), ("basis?", .text()), ("isPreview?", .flag)])
                ),
                Operation(
                    "putProtocol",
                    "Replaces review.yaml and takes up what it declares. 'basis' is the stamp of the file "
                        + "that was read; with 'isPreview' nothing is written.",
                    answer: changeSchema
                )
            ) { visit in
                let body = try visit.decoded(TextBody.self)
                let change = ChangeReviewFile(text: body.text, basis: body.basis)
                return try await answer(change, isPreview: body.isPreview == true, visit)
            },
            .value(
                .patch,
                "/protocol",
                .configure,
                body: .json(
                    .object([("form", formSchema), ("basis?", .text()), ("isPreview?", .flag)])
                ),
                Operation(
                    "patchProtocol",
                    "Changes those keys of review.yaml in which the form differs from it; all else stays "
                        + "byte for byte. Without a review.yaml one is made.",
                    answer: changeSchema
                )
            ) { visit in
                let body = try visit.decoded(FormBody.self)
                let present = try ChangeReviewFile.present(in: visit.site.desk.folder)
                guard present?.stamp == body.basis else { throw ChangeReviewFile.Stale() }
                let text =
                    try present.map { try body.form.applied(to: $0.text) } ?? body.form.newFile
                let change = ChangeReviewFile(text: text, basis: body.basis)
                return try await answer(change, isPreview: body.isPreview == true, visit)
            },
        ]
    }

    private struct TextBody: Decodable {
        let text: String
        let basis: String?
        let isPreview: Bool?
    }

    private struct FormBody: Decodable {
        let form: ProtocolForm
        let basis: String?
        let isPreview: Bool?
    }

    private struct ProtocolBody: Encodable, Sendable {
        let text: String?
        let stamp: String?
        let form: ProtocolForm
    }

    private struct ChangeBody: Encodable, Sendable {
        let recorded: [String]
        let text: String
        let stamp: String?
    }

    private static func answer(
        _ change: ChangeReviewFile,
        isPreview: Bool,
        _ visit: Visit
    ) async throws -> Response {
        let service = visit.site.protocols
        let recorded =
            isPreview
            ? try await service.preview(change)
            : try await service.save(change, by: try visit.caller.actor)
        let stamp = try ChangeReviewFile.present(in: visit.site.desk.folder)?.stamp
        return try Answer.json(ChangeBody(recorded: recorded, text: change.text, stamp: stamp))
    }
}

/// The fields of the protocol's form.
enum ProtocolFields {
    /// Rows of labels and texts, or of analyses, that a form may have at most.
    static let mostRows = 60

    /// Reads the form.
    ///
    /// - Throws: `.badRequest` if the title is missing.
    static func form(_ form: Form) throws(RequestFault) -> ProtocolForm {
        func lines(_ name: String) -> [String] {
            (form.raw(name) ?? "").split(whereSeparator: \.isNewline)
                .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        }
        var result = ProtocolForm(ReviewProtocol(title: try form.required("title")))
        result.statement = form["statement"] ?? ""
        result.question = (0..<mostRows).compactMap { row in
            guard let label = form["q-label-\(row)"], let text = form["q-text-\(row)"] else {
                return nil
            }
            return .init(label: label, text: text)
        }
        result.include = lines("include")
        result.exclude = lines("exclude")
        result.keyRecords = lines("key-records")
        result.includeTerms = lines("include-terms")
        result.excludeTerms = lines("exclude-terms")
        result.reviewers = lines("reviewers")
        result.formerReviewers = lines("former-reviewers")
        result.arbiters = lines("arbiters")
        result.votesPerRecord = form["votes"] ?? ""
        result.titleAbstractReasons = lines("title-abstract-reasons")
        result.fullTextReasons = lines("full-text-reasons")
        result.extraction = SchemaFields.extraction(form)
        result.instrument = form["instrument"] ?? ""
        result.analyses = (0..<mostRows).compactMap { row in
            guard let id = form["a-id-\(row)"] else { return nil }
            return .init(
                id: id,
                title: form["a-title-\(row)"] ?? "",
                measure: form["a-measure-\(row)"] ?? "auc",
                method: form["a-method-\(row)"] ?? "",
                test: form["a-test-\(row)"] ?? "",
                level: form["a-level-\(row)"] ?? ""
            )
        }
        return result
    }
}
