import HTTPTypes
import Hummingbird
import Logging

/// What every request passes: checks before it reaches a route, errors and headers after it.
struct Gate: RouterMiddleware {
    /// Longest address, in bytes, with its query.
    static let longestAddress = 2048

    func handle(
        _ request: Request,
        context: BasicRequestContext,
        next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            try Self.check(request)
            response = try await next(request, context)
        } catch {
            response = Self.answer(to: error, request, context)
        }
        Self.addHeaders(to: &response)
        return request.method == .head ? response.createHeadResponse() : response
    }

    private static func check(_ request: Request) throws(RequestFault) {
        guard let authority = request.head.authority,
            LoopbackAddress.isNamed(byAuthority: authority)
        else { throw .misdirected }
        guard request.method == .get || request.method == .head else { throw .methodNotAllowed }
        guard request.uri.string.utf8.count <= longestAddress else { throw .addressTooLong }
    }

    private static func answer(
        to error: any Error,
        _ request: Request,
        _ context: BasicRequestContext
    ) -> Response {
        var report = FaultReport(error)
        if let error = error as? any HTTPResponseError, error.status == .notFound {
            report = FaultReport(RequestFault.notFound("There is no such page."))
        }
        // Only what the operator has to act upon; the page itself names no path.
        if report.isOurs { context.logger.error("\(error)") }
        var response = Self.answer(report, asJSON: request.uri.path.hasPrefix("/api/"))
        if report.status == .methodNotAllowed { response.headers[.allow] = "GET, HEAD" }
        return response
    }

    private static func answer(_ report: FaultReport, asJSON: Bool) -> Response {
        if asJSON, let response = try? Answer.json(FaultBody(report), status: report.status) {
            return response
        }
        return Answer.page(FaultPage.page(report), status: report.status)
    }

    /// The headers that every answer carries.
    private static func addHeaders(to response: inout Response) {
        for (name, value) in fixedHeaders where response.headers[name] == nil {
            response.headers[name] = value
        }
    }

    private static let fixedHeaders: [(HTTPField.Name, String)] = {
        let texts = [
            ("Content-Security-Policy", ContentPolicy.workbench.rules),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cache-Control", "no-store"),
        ]
        return texts.compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
    }()
}

/// An error as JSON.
struct FaultBody: Encodable, Sendable {
    /// The status.
    let status: Int
    /// What is wrong.
    let error: String

    init(_ report: FaultReport) {
        status = report.status.code
        error = report.text
    }
}
