import Foundation
import Hummingbird
import Reporting
import Review
import Workbench

/// The addresses of the workbench: each parses its request, takes the review as it is now and renders
/// a page or a value.
struct Routes: Sendable {
    private let reader: ReviewReader
    private let builtReport: BuiltReport

    init(folder: ReviewFolder) { self.init(folder: folder, reader: ReviewReader(folder: folder)) }

    init(folder: ReviewFolder, reader: ReviewReader) {
        self.reader = reader
        builtReport = BuiltReport(folder: folder.reportPath)
    }

    /// The router with all routes behind the gate.
    func router() -> Router<BasicRequestContext> {
        let router = Router(options: .autoGenerateHeadEndpoints)
        router.add(middleware: Gate())
        addPages(to: router)
        addFiles(to: router)
        addValues(to: router)
        return router
    }

    private func addPages(to router: Router<BasicRequestContext>) {
        router.get("/") { _, _ in Answer.page(DashboardPage.page(try await reader.current())) }
        router.get("/records") { request, _ in
            let query = try RecordsPage.Filter(Query(request.uri.query))
            return Answer.page(try RecordsPage.page(try await reader.current(), query))
        }
        router.get("/records/:id") { request, _ in
            guard
                let id = WebAddress.lastPart(of: request.uri.path, after: "/records/")
                    .flatMap({ RecordID($0) })
            else { throw RequestFault.notFound(RecordPage.missing) }
            return Answer.page(try RecordPage.page(try await reader.current(), id))
        }
        router.get("/prisma") { _, _ in Answer.page(FlowPage.page(try await reader.current())) }
        router.get("/forest") { _, _ in
            Answer.page(ForestPage.list(try await reader.current()))
        }
        router.get("/forest/:analysis") { request, _ in
            guard let id = WebAddress.lastPart(of: request.uri.path, after: "/forest/") else {
                throw RequestFault.notFound(ForestPage.missing)
            }
            return Answer.page(try ForestPage.page(try await reader.current(), id))
        }
        router.get("/risk-of-bias") { _, _ in
            Answer.page(AppraisalPage.page(try await reader.current()))
        }
        router.get("/log") { request, _ in
            let query = try Query(request.uri.query)
            let log = try ReadLog(since: query["since"])
            let page = try query.page()
            return Answer.page(try LogPage.page(try await reader.current(), log, page: page))
        }
    }

    private func addFiles(to router: Router<BasicRequestContext>) {
        router.get("/style.css") { _, _ in Answer.text(Stylesheet.text, "text/css; charset=utf-8") }
        router.get("/icon.svg") { _, _ in Answer.text(Page.icon, "image/svg+xml") }
        router.get("/figures/:file") { request, _ in
            let name = WebAddress.lastPart(of: request.uri.path, after: "/figures/") ?? ""
            guard let figure = try await reader.current().figures[name] else {
                throw RequestFault.notFound("There is no such figure.")
            }
            return Answer.text(figure.svg, "image/svg+xml")
        }
        router.get("/report") { request, _ in
            // Links of the report are relative to its folder.
            guard request.uri.path.hasSuffix("/") else { return Answer.redirect(to: "/report/") }
            return try reportFile("")
        }
        router.get("/report/**") { request, _ in
            let path = String(request.uri.path.dropFirst("/report/".count))
            guard let name = path.removingPercentEncoding else {
                throw RequestFault.notFound("The report has no such file.")
            }
            return try reportFile(name)
        }
    }

    private func reportFile(_ name: String) throws -> Response {
        let file = try builtReport.file(name)
        return Answer.bytes(file.bytes, file.type, policy: .report)
    }

    private func addValues(to router: Router<BasicRequestContext>) {
        router.get("/api/v1/status") { _, _ in try Answer.json(try await reader.current().status) }
        router.get("/api/v1/analysis") { _, _ in
            try Answer.json(try await reader.current().analysis)
        }
        router.get("/api/v1/prisma") { _, _ in
            let flow = try await reader.current().report.flow
            return try Answer.json(FlowBody(flow: flow, brokenIdentities: flow.brokenIdentities))
        }
        router.get("/api/v1/log") { request, _ in
            let log = try ReadLog(since: Query(request.uri.query)["since"])
            return try Answer.json(log.run(try await reader.current().snapshot))
        }
    }
}

/// The flow as JSON, in the form of `consilience prisma --json`.
private struct FlowBody: Encodable, Sendable {
    let flow: PRISMAFlow
    let brokenIdentities: [PRISMAFlow.BrokenIdentity]
}
