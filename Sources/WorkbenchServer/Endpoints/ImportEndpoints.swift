import BibliographicFormats
import Foundation
import HTTPTypes
import Hummingbird
import Review
import ReviewStore
import Screening
import Workbench

/// Importing exports, and taking imports back.
enum ImportEndpoints {
    static var all: [Endpoint] { pages + values }

    private static var pages: [Endpoint] {
        [
            .get("/import") { visit in
                visit.page(ImportPage.page(try await visit.view(), visit))
            },
            .form("/import/:event/undo", .importRecords) { visit in
                do {
                    try await undo(visit, why: visit.form["why"])
                    return Answer.see("/import")
                } catch let refused as InputRefused {
                    let page = ImportPage.page(
                        try await visit.view(),
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
                "/imports",
                .read,
                Operation(
                    "listImports",
                    "The imports that count, in their order.",
                    answer: .list(StandingImportBody.schema)
                )
            ) { visit in
                try Answer.json(try await visit.view().whole.imports.map(StandingImportBody.init))
            },
            .value(
                .post,
                "/uploads",
                .importRecords,
                body: .file,
                Operation(
                    "uploadExport",
                    "Takes in an export, which waits until it is imported or removed, for six hours at "
                        + "most.",
                    query: [.init("name", "Name of the file.", .text(longest: 200))],
                    answer: UploadBody.schema
                ),
                answer: upload
            ),
            .value(
                .post,
                "/uploads/:id/remove",
                .importRecords,
                Operation(
                    "removeUpload",
                    "Removes an export that waits.",
                    answer: .object([("removed", .flag)])
                )
            ) { visit in
                let (uploads, owner) = (visit.site.uploads, try visit.caller.account.name)
                let found = try await uploads.upload(try visit.part("id"), of: owner)
                await uploads.remove(found.id)
                return try Answer.json(["removed": true])
            },
            .value(
                .post,
                "/imports",
                .importRecords,
                body: .json(ImportBody.schema),
                Operation(
                    "importExport",
                    "Imports an export that was sent before, and looks for duplicates. It is refused with "
                        + "all that is wrong with it; 'partial' takes the records that can be read.",
                    answer: ImportReceipt.schema
                ),
                answer: importExport
            ),
            .value(
                .post,
                "/imports/:event/undo",
                .importRecords,
                Operation(
                    "undoImport",
                    "Takes an import back; refused with all that depends on it.",
                    answer: .object([("sequence", .whole(least: 1))])
                )
            ) { visit in
                do {
                    return try Answer.json(["sequence": try await undo(visit, why: nil)])
                } catch let refused as InputRefused {
                    throw refused.forReaders
                }
            },
        ]
    }

    private static func upload(_ visit: Visit) async throws -> Response {
        let name = Upload.plainName(try visit.query["name"], fallback: "export")
        let upload = try await visit.site.uploads.take(
            visit.request,
            name: name,
            owner: try visit.caller.account.name,
            limit: visit.site.options.largestImport
        )
        return try Answer.json(UploadBody(upload))
    }

    private static func importExport(_ visit: Visit) async throws -> Response {
        let body = try visit.decoded(ImportBody.self)
        let caller = try visit.caller
        let site = visit.site
        let upload = try await site.uploads.upload(body.upload, of: caller.account.name)
        let search = try body.search(file: upload.name)
        if search.decisionsOf != nil, !caller.may(.configure) { try checkOwn(search, visit) }
        do {
            let (report, name) = try await site.changeAside(by: caller.actor) { draft in
                let report = try search.run(on: &draft, content: .file(path: upload.path))
                guard draft.faults.isEmpty, let report else {
                    throw ImportRefused(
                        faults: draft.faults,
                        canBePartial: !search.allowsProblems && (report?.recordsRead ?? 0) > 0
                            && draft.faults.count == report?.problems.count
                    )
                }
                if body.deduplicate ?? true { try DeduplicateReview().run(on: &draft) }
                return (report, draft.state.imports.last?.search.source)
            }.value
            await site.uploads.remove(upload.id)
            let state = try await site.desk.snapshot().state
            guard let source = state.imports.last(where: { $0.search.source == name }) else {
                throw RequestFault.stale("The import was taken back in the same moment.")
            }
            return try Answer.json(ImportReceipt(report, source, state))
        } catch let refused as ImportRefused {
            return try Answer.json(ImportRefusalBody(refused), status: .badRequest)
        } catch let refused as InputRefused {
            let hidden = refused.forReaders
            return try Answer.json(
                ImportRefusalBody(ImportRefused(faults: hidden.faults, canBePartial: false)),
                status: .badRequest
            )
        }
    }

    /// In a team nobody but an admin brings votes in the name of others.
    private static func checkOwn(_ search: ImportSearch, _ visit: Visit) throws(RequestFault) {
        let person = try visit.person
        let names = Set(
            (search.decisionsOf?.byName.values).map(Array.init) ?? []
        ).union([search.decisionsOf?.only].compactMap { $0 })
        guard names.isSubset(of: [person]) else { throw .forbidden(.configure) }
    }

    @discardableResult
    private static func undo(_ visit: Visit, why: String?) async throws -> Int {
        guard let event = Int(try visit.part("event")),
            try await visit.site.desk.snapshot().state.imports.contains(where: {
                $0.event == event
            })
        else { throw RequestFault.notFound("No import that counts has this number.") }
        let actor = try visit.caller.actor
        return try await visit.site.changeAside(by: actor) { draft in
            try UndoEvent(sequence: event, why: why).run(on: &draft)
        }.sequence
    }
}
