import Foundation
import Hummingbird
import Reporting
import Review
import Workbench

/// Looking at the review.
enum ReadingEndpoints {
    static var all: [Endpoint] { pages + files + values }

    private static var pages: [Endpoint] {
        [
            .get("/") { visit in
                visit.page(DashboardPage.page(try await visit.outline(), visit.frame))
            },
            .get("/records") { visit in
                let filter = try RecordsPage.Filter(visit.query)
                return visit.page(try RecordsPage.page(try await visit.view(), filter, visit.frame))
            },
            .get("/records/:id") { visit in
                let id = try visit.record()
                return visit.page(try RecordPage.page(try await visit.view(), id, visit.frame))
            },
            .get("/prisma") { visit in
                let view = try await visit.view()
                guard let event = try visit.pastEvent else {
                    return visit.page(FlowPage.page(view, visit.frame))
                }
                return visit.page(try FlowPage.page(view, asOf: event, visit.frame))
            },
            .get("/forest") { visit in
                visit.page(ForestPage.list(try await visit.view(), visit.frame))
            },
            .get("/forest/:analysis") { visit in
                let id = try visit.part("analysis")
                return visit.page(try ForestPage.page(try await visit.view(), id, visit.frame))
            },
            .get("/risk-of-bias") { visit in
                visit.page(AppraisalPage.page(try await visit.view(), visit.frame))
            },
            .get("/log") { visit in
                let filter = try LogPage.Filter(visit.query)
                return visit.page(try LogPage.page(try await visit.outline(), filter, visit.frame))
            },
            .get("/log/:event") { visit in
                let event = try visit.event
                let view = try await visit.outline()
                return visit.page(try LogPage.page(view, event: event, visit.frame))
            },
            .form("/log/:event/undo", .configure) { visit in
                let event = try visit.event
                do {
                    _ = try await undo(event, why: visit.form["why"], visit)
                    return Answer.see("/log")
                } catch let refused as InputRefused {
                    let page = try LogPage.page(
                        try await visit.outline(),
                        event: event,
                        visit.frame,
                        refused: refused
                    )
                    return visit.page(page, status: .badRequest)
                }
            },
        ]
    }

    /// Takes back any event, unless something that counts depends on it.
    private static func undo(_ event: Int, why: String?, _ visit: Visit) async throws -> Int {
        try await visit.site.desk.change(by: try visit.caller.actor) { draft in
            _ = try UndoEvent(sequence: event, why: why).run(on: &draft)
        }.sequence
    }

    private static var files: [Endpoint] {
        [
            .get("/figures/:file") { visit in
                let name = try visit.part("file")
                guard let figure = try await visit.view().figures[name] else {
                    throw RequestFault.notFound("There is no such figure.")
                }
                return Answer.text(figure.svg, "image/svg+xml")
            },
            .get("/report") { visit in
                // Links of the report are relative to its folder.
                guard visit.request.uri.path.hasSuffix("/") else {
                    return Answer.redirect(to: "/report/")
                }
                return try await reportFile("", visit)
            },
            .get("/report/**") { visit in
                let path = String(visit.request.uri.path.dropFirst("/report/".count))
                guard let name = path.removingPercentEncoding else {
                    throw RequestFault.notFound("The report has no such file.")
                }
                return try await reportFile(name, visit)
            },
        ]
    }

    private static func reportFile(_ name: String, _ visit: Visit) async throws -> Response {
        try await visit.checkReportIsOpen()
        let report = BuiltReport(folder: visit.site.desk.folder.reportPath)
        let file = try report.file(name)
        return Answer.bytes(file.bytes, file.type, policy: .report)
    }

    private static var values: [Endpoint] {
        [
            .value(
                .get,
                "/status",
                .read,
                Operation("getStatus", "How far the review has come, as 'status --json' tells it.")
            ) { visit in try Answer.json(try await visit.outline().status) },
            .value(
                .get,
                "/analysis",
                .read,
                Operation("getAnalysis", "Results of the planned analyses.")
            ) { visit in try Answer.json(try await visit.outline().analysis) },
            .value(
                .get,
                "/prisma",
                .read,
                Operation(
                    "getFlow",
                    "Counts of the PRISMA flow diagram, as they are or as they were after an event.",
                    query: [.init("as-of", "Number of an event.", .whole(least: 1))]
                )
            ) { visit in
                let flow: PRISMAFlow
                if let past = try visit.pastEvent {
                    flow = try FlowPage.report(try await visit.view(), asOf: past).flow
                } else {
                    flow = try await visit.outline().flow
                }
                return try Answer.json(
                    FlowBody(flow: flow, brokenIdentities: flow.brokenIdentities)
                )
            },
            .value(
                .get,
                "/log",
                .read,
                Operation(
                    "getLog",
                    "Who did what when, oldest first.",
                    query: [
                        .init(
                            "since",
                            "Only events at or after this date or time.",
                            .text(longest: 20)
                        ),
                        .init(
                            "until",
                            "Only events at or before this date or time.",
                            .text(longest: 20)
                        ),
                        .init("by", "Only events that this person caused.", .text(longest: 200)),
                        .init("kind", "Only events of this kind.", .text(longest: 200)),
                    ],
                    answer: .list(
                        .object([
                            ("event", .whole(least: 1)), ("at", .text()), ("actor", .text()),
                            ("kind", .text()), ("summary", .text()), ("isUndone", .flag),
                        ])
                    )
                )
            ) { visit in
                let log = try LogPage.Filter(visit.query).log
                let view = try await visit.outline()
                return try Answer.json(
                    log.run(view.snapshot, viewer: view.person, whole: view.whole)
                )
            },
            .value(
                .post,
                "/events/:event/undo",
                .configure,
                body: .json(.object([("why?", .text(longest: 300))])),
                Operation(
                    "undoEvent",
                    "Takes back any event; where something depends on it, that is named and nothing done. "
                        + "To take back an event that took another one back restores that one.",
                    answer: .object([("event", .whole(least: 1))])
                )
            ) { visit in
                struct Body: Decodable { let why: String? }
                let body = try visit.decoded(Body.self)
                return try Answer.json(
                    ["event": try await undo(try visit.event, why: body.why, visit)]
                )
            },
            .value(
                .get,
                "/records/:id/neighbours",
                .read,
                Operation(
                    "getNeighbours",
                    "Other works of the review that share words or authors with a record, best first.",
                    answer: .object([
                        ("related", .list(NeighbourBody.schema)),
                        ("byAuthors", .list(NeighbourBody.schema)),
                    ])
                )
            ) { visit in
                let id = try visit.record()
                let found = try RecordNeighbours.all(of: id, try await visit.view())
                return try Answer.json([
                    "related": found.related.map(NeighbourBody.init),
                    "byAuthors": found.byAuthors.map(NeighbourBody.init),
                ])
            },
        ]
    }
}

/// The flow as JSON, in the form of `consilience prisma --json`.
private struct FlowBody: Encodable, Sendable {
    let flow: PRISMAFlow
    let brokenIdentities: [PRISMAFlow.BrokenIdentity]
}

/// A record that shares something with another.
private struct NeighbourBody: Encodable, Sendable {
    let record: String
    let shared: [String]

    init(_ related: RecordIndex.Related) {
        record = related.id.description
        shared = related.words
    }

    static let schema = Schema.object([("record", .text()), ("shared", .list(.text()))])
}

extension Visit {
    /// The event that the address names.
    ///
    /// - Throws: `.notFound`.
    fileprivate var event: Int {
        get throws(RequestFault) {
            guard let event = Int(try part("event")) else {
                throw .notFound(.noSuchEvent)
            }
            return event
        }
    }

    /// The event after which the review is to be shown; `nil` for the present.
    ///
    /// - Throws: `.badRequest`.
    fileprivate var pastEvent: Int? {
        get throws(RequestFault) {
            guard let text = try query["as-of"] else { return nil }
            guard let event = Int(text) else {
                throw .badRequest("'as-of' is the number of an event.")
            }
            return event
        }
    }
}
