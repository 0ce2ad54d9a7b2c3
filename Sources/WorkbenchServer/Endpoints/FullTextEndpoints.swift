import Foundation
import HTTPTypes
import Hummingbird
import Review
import ReviewStore
import Workbench

/// Gathering full texts, and reading them.
enum FullTextEndpoints {
    static var all: [Endpoint] { pages + values }

    private static var pages: [Endpoint] {
        [
            .get("/full-texts") { visit in
                let filter = try FullTextsPage.Filter(visit.query)
                return visit.page(
                    try FullTextsPage.page(try await visit.view(), filter, visit)
                )
            },
            .get("/full-texts/:sha256", answer: document),
            .form("/full-texts/attachments/:event/undo", .importRecords) { visit in
                do {
                    _ = try await undo(visit)
                    return Answer.see("/full-texts")
                } catch let refused as InputRefused {
                    let page = try FullTextsPage.page(
                        try await visit.view(),
                        try FullTextsPage.Filter(Query(nil)),
                        visit,
                        refused: refused.forReaders
                    )
                    return visit.page(page, status: .conflict)
                }
            },
        ]
    }

    private static var values: [Endpoint] {
        [
            .value(
                .get,
                "/full-texts",
                .read,
                Operation(
                    "listFullTexts",
                    "The works that passed title and abstract, as far as the caller may know, with their "
                        + "full texts.",
                    answer: .list(FullTextBody.schema)
                )
            ) { visit in
                let view = try await visit.view()
                return try Answer.json(view.fullTexts.map { FullTextBody($0, view) })
            },
            .value(
                .get,
                "/full-texts/:sha256",
                .read,
                Operation(
                    "getFullText",
                    "A full text that is attached; takes one range of bytes.",
                    answer: .any,
                    type: "application/pdf"
                ),
                answer: document
            ),
            .value(
                .post,
                "/records/:id/full-texts",
                .importRecords,
                body: .file,
                Operation(
                    "attachFullText",
                    "Attaches a PDF to the work of a record.",
                    query: [.init("name", "Name of the file.", .text(longest: 200))],
                    answer: AttachedBody.schema
                ),
                answer: attach
            ),
            .value(
                .post,
                "/full-texts/attachments/:event/undo",
                .importRecords,
                Operation(
                    "removeFullText",
                    "Takes an attachment back; the file stays in the folder of the review.",
                    answer: .object([("sequence", .whole(least: 1))])
                )
            ) { visit in
                do {
                    return try Answer.json(["sequence": try await undo(visit)])
                } catch let refused as InputRefused {
                    throw refused.forReaders
                }
            },
        ]
    }

    private static func attach(_ visit: Visit) async throws -> Response {
        let (site, caller, record) = (visit.site, try visit.caller, try visit.record())
        guard try await visit.view().whole.workIndex[record] != nil else {
            throw RequestFault.notFound(RecordPage.missing)
        }
        let name = Upload.plainName(try visit.query["name"], fallback: "full-text.pdf")
        let upload = try await site.uploads.take(
            visit.request,
            name: name,
            owner: caller.account.name,
            limit: site.options.largestFullText
        )
        do {
            let useCase = AttachFullText(
                record: record.description,
                name: upload.name,
                by: caller.actor
            )
            let attachment = try await site.changeAside(by: caller.actor) { draft in
                try useCase.run(on: &draft, content: .file(path: upload.path))
            }.value
            await site.uploads.remove(upload.id)
            let state = try await site.desk.snapshot().state
            let standing = state.attachments.last {
                $0.attachment.record == record
                    && (attachment == nil || $0.attachment == attachment)
            }
            return try Answer.json(
                AttachedBody(
                    isNew: attachment != nil,
                    event: standing?.event,
                    sha256: standing?.attachment.sha256,
                    bytes: upload.bytes,
                    name: upload.name
                )
            )
        } catch {
            await site.uploads.remove(upload.id)
            if let refused = error as? InputRefused { throw refused.forReaders }
            throw error
        }
    }

    private static func undo(_ visit: Visit) async throws -> Int {
        guard let event = Int(try visit.part("event")),
            try await visit.site.desk.snapshot().state.attachments.contains(where: {
                $0.event == event
            })
        else { throw RequestFault.notFound("No attachment that counts has this number.") }
        return try await visit.site.changeAside(by: try visit.caller.actor) { draft in
            try UndoEvent(sequence: event).run(on: &draft)
        }.sequence
    }

    /// A full text, if an attachment that counts names it: what is asked for is never used as a path.
    private static func document(_ visit: Visit) async throws -> Response {
        let hash = try visit.part("sha256")
        let state = try await visit.view().state
        guard
            let attachment = state.attachments.last(where: { $0.attachment.sha256 == hash })?
                .attachment
        else { throw RequestFault.notFound("There is no such full text.") }
        let path = visit.site.desk.folder.fullTexts.path(of: attachment.sha256)
        guard let file = StoredFile(path: path, bytes: attachment.bytes) else {
            throw RequestFault.notFound("The file is missing from the folder of the review.")
        }
        return try file.answer(visit.request, name: attachment.name, type: "application/pdf")
    }
}

/// A work with its full texts, as JSON.
struct FullTextBody: Encodable, Sendable {
    /// A file of it.
    struct File: Encodable, Sendable {
        let event: Int
        let sha256: String
        let bytes: Int
        let name: String
        let by: String
    }

    let record: String
    let title: String?
    let standing: String
    let files: [File]
    let studies: [String]

    init(_ row: FullTextRow, _ view: ReviewView) {
        record = row.record.description
        title = view.row(of: row.record).title
        standing = row.standing.rawValue
        files = row.files.map { attached in
            let attachment = attached.attachment
            return File(
                event: attached.event,
                sha256: attachment.sha256,
                bytes: attachment.bytes,
                name: attachment.name,
                by: attachment.by
            )
        }
        studies = row.studies
    }

    static let schema = Schema.object([
        ("record", .text()), ("title?", .text()),
        ("standing", .text(oneOf: FullTextRow.Standing.allCases.map(\.rawValue))),
        (
            "files",
            .list(
                .object([
                    ("event", .whole(least: 1)), ("sha256", .text(longest: 64)),
                    ("bytes", .whole(least: 1)), ("name", .text()), ("by", .text()),
                ])
            )
        ),
        ("studies", .list(.text())),
    ])
}

/// What came of attaching a full text.
struct AttachedBody: Encodable, Sendable {
    /// Whether the work did not have this very file.
    let isNew: Bool
    let event: Int?
    let sha256: String?
    let bytes: Int
    let name: String

    static let schema = Schema.object([
        ("isNew", .flag), ("event?", .whole(least: 1)), ("sha256?", .text(longest: 64)),
        ("bytes", .whole(least: 1)), ("name", .text()),
    ])
}
