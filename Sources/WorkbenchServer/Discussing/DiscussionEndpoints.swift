import Hummingbird
import Review
import Screening
import Workbench

/// Votes that disagree, and what people say about them.
enum DiscussionEndpoints {
    static var all: [Endpoint] { pages + values }

    private static var pages: [Endpoint] {
        [
            .get("/conflicts") { visit in
                let view = try await visit.view()
                let settled = try Settled(visit.query, in: view)
                return visit.page(ConflictsPage.page(view, settled, visit.frame))
            },
            .get("/conflicts/:stage/:id") { visit in
                let (stage, id) = (try visit.stage, try visit.record())
                let view = try await visit.view()
                let settled = try Settled(visit.query, in: view)
                return visit.page(
                    try ConflictPage.page(view, id, stage, settled: settled, visit.frame)
                )
            },
            .form("/conflicts/:stage/:id/remarks", .discuss, answer: say),
            .form("/conflicts/:stage/:id/remarks/:event/undo", .discuss) { visit in
                let (stage, id) = (try visit.stage, try visit.record())
                _ = try await takeBack(visit)
                return Answer.see(ConflictPage.address(stage, id) + "#discussion")
            },
        ]
    }

    private static var values: [Endpoint] {
        [
            .value(
                .get,
                "/conflicts",
                .read,
                Operation(
                    "getConflicts",
                    "The works on which votes disagree, as far as the caller may know, and how much was "
                        + "said about each.",
                    answer: .list(ConflictBody.schema)
                )
            ) { visit in
                let view = try await visit.view()
                return try Answer.json(
                    ConflictList(view.state).entries.map {
                        ConflictBody($0, title: view.row(of: $0.id).title)
                    }
                )
            },
            .value(
                .get,
                "/conflicts/:stage/:id/remarks",
                .read,
                Operation(
                    "getRemarks",
                    "What was said about the votes on a work, oldest first; nothing where the caller may "
                        + "not see all of the votes.",
                    answer: ThreadBody.schema
                )
            ) { visit in
                let (stage, id) = (try visit.stage, try visit.record())
                let view = try await visit.outline()
                guard let work = view.work(of: id) else {
                    throw RequestFault.notFound(RecordPage.missing)
                }
                let person = try visit.caller.person
                return try Answer.json(
                    ThreadBody(Discussion(onWork: work, at: stage, in: view, as: person))
                )
            },
            .value(
                .post,
                "/conflicts/:stage/:id/remarks",
                .discuss,
                body: .json(RemarkBody.schema),
                Operation(
                    "makeRemark",
                    "Says something about the votes on a work to all who may see them; the caller must be "
                        + "one of these. A remark that is sent again under the same name counts once.",
                    answer: .object([("event", .whole(least: 1)), ("isRepeated", .flag)])
                )
            ) { visit in
                let remark = try visit.decoded(RemarkBody.self).remark(
                    on: try visit.record(),
                    at: try visit.stage,
                    by: try visit.person
                )
                return try Answer.json(
                    try await visit.site.desk.remark(remark, by: try visit.caller.actor)
                )
            },
            .value(
                .post,
                "/remarks/:event/undo",
                .discuss,
                Operation(
                    "undoRemark",
                    "Takes back one of the caller's own remarks, as long as nobody has answered it.",
                    answer: .object([("event", .whole(least: 1))])
                )
            ) { visit in try Answer.json(["event": try await takeBack(visit)]) },
        ]
    }

    private static func takeBack(_ visit: Visit) async throws -> Int {
        guard let event = Int(try visit.part("event")) else {
            throw RequestFault.notFound(.noSuchEvent)
        }
        return try await visit.site.desk.takeBack(remark: event, by: try visit.caller.actor)
    }

    /// Takes a remark from the form; one that cannot be taken stays in it.
    private static func say(_ visit: Visit) async throws -> Response {
        let (stage, id) = (try visit.stage, try visit.record())
        let text = visit.form.raw("text") ?? ""
        let body = RemarkBody(id: try visit.form.required("remark"), text: text)
        do {
            let remark = try body.remark(on: id, at: stage, by: try visit.person)
            _ = try await visit.site.desk.remark(remark, by: try visit.caller.actor)
            return Answer.see(ConflictPage.address(stage, id) + "#discussion")
        } catch  where error is RemarkObjection || error is RequestFault {
            let report = FaultReport(error)
            let page = try ConflictPage.page(
                try await visit.view(),
                id,
                stage,
                unsent: .init(id: body.id, text: text, why: report.phrase),
                visit.frame
            )
            return visit.page(page, status: report.status, at: ConflictPage.address(stage, id))
        }
    }
}

/// A conflict that was settled on the page before, to be told on the next.
struct Settled: Sendable {
    /// Stage of screening.
    let stage: Stage
    /// Record by which it was settled.
    let id: RecordID

    /// Reads which conflict an address says was settled.
    ///
    /// - Returns: the conflict; `nil` if the address names none that is settled now.
    init?(_ query: Query, in view: ReviewView) {
        guard let stage = query["stage"].flatMap(Stage.init(rawValue:)),
            let id = query["settled"].flatMap({ RecordID($0) }), let work = view.work(of: id)
        else { return nil }
        switch view.state.outcome(ofWork: work, at: stage) {
        case .awaiting, .conflict: return nil
        case .included, .excluded, .notRetrieved: break
        }
        self.stage = stage
        self.id = id
    }

    /// The address that tells of a conflict that was settled.
    static func address(of page: String, _ stage: Stage, _ id: RecordID) -> String {
        page + Query.text([("stage", stage.rawValue), ("settled", id.description)])
    }
}
