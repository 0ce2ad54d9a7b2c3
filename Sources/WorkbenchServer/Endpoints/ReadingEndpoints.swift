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
                visit.page(DashboardPage.page(try await visit.view(), visit.frame))
            },
            .get("/records") { visit in
                let filter = try RecordsPage.Filter(visit.query)
                return visit.page(try RecordsPage.page(try await visit.view(), filter))
            },
            .get("/records/:id") { visit in
                let id = try visit.record()
                return visit.page(try RecordPage.page(try await visit.view(), id))
            },
            .get("/prisma") { visit in visit.page(FlowPage.page(try await visit.view())) },
            .get("/forest") { visit in visit.page(ForestPage.list(try await visit.view())) },
            .get("/forest/:analysis") { visit in
                let id = try visit.part("analysis")
                return visit.page(try ForestPage.page(try await visit.view(), id))
            },
            .get("/risk-of-bias") { visit in
                visit.page(AppraisalPage.page(try await visit.view()))
            },
            .get("/log") { visit in
                let query = try visit.query
                let log = try ReadLog(since: query["since"])
                let page = try query.page()
                return visit.page(try LogPage.page(try await visit.view(), log, page: page))
            },
        ]
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
            ) { visit in try Answer.json(try await visit.view().status) },
            .value(
                .get,
                "/analysis",
                .read,
                Operation("getAnalysis", "Results of the planned analyses.")
            ) { visit in try Answer.json(try await visit.view().analysis) },
            .value(
                .get,
                "/prisma",
                .read,
                Operation("getFlow", "Counts of the PRISMA flow diagram.")
            ) { visit in
                let flow = try await visit.view().report.flow
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
                        Operation.Parameter(
                            "since",
                            "Only events at or after this date or time.",
                            .text(longest: 20)
                        )
                    ],
                    answer: .list(
                        .object([
                            ("event", .whole(least: 1)), ("at", .text()), ("actor", .text()),
                            ("kind", .text()), ("summary", .text()), ("isUndone", .flag),
                        ])
                    )
                )
            ) { visit in
                let log = try ReadLog(since: visit.query["since"])
                let view = try await visit.view()
                return try Answer.json(
                    log.run(view.snapshot, viewer: view.person, whole: view.whole)
                )
            },
        ]
    }
}

/// The flow as JSON, in the form of `consilience prisma --json`.
private struct FlowBody: Encodable, Sendable {
    let flow: PRISMAFlow
    let brokenIdentities: [PRISMAFlow.BrokenIdentity]
}
