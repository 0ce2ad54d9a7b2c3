import HTTPTypes
import Hummingbird
import Logging

/// What every request passes: checks before it reaches a route, errors and headers after it.
struct Gate: RouterMiddleware {
    typealias Context = WorkContext

    /// Longest address, in bytes, with its query.
    static let longestAddress = 2048

    /// How the workbench is served.
    let options: ServingOptions
    /// Which methods an address takes.
    let addresses: AddressBook

    func handle(
        _ request: Request,
        context: WorkContext,
        next: (Request, WorkContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            try check(request)
            response = try await next(request, context)
        } catch {
            response = answer(to: error, request, context)
        }
        addHeaders(to: &response)
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func check(_ request: Request) throws(RequestFault) {
        // A name of another site that resolves to this machine (DNS rebinding) gets nothing. A team's
        // workbench has names of its own, which its cookies are bound to.
        guard let authority = request.head.authority,
            options.isTeam || LoopbackAddress.isNamed(byAuthority: authority)
        else { throw .misdirected }
        let known = addresses.methods(of: request.uri.path)
        let allowed = known.isEmpty ? ["GET", "HEAD"] : known
        guard allowed.contains(request.method.rawValue) else { throw .methodNotAllowed(allowed) }
        guard request.uri.string.utf8.count <= Self.longestAddress else { throw .addressTooLong }
    }

    private func answer(
        to error: any Error,
        _ request: Request,
        _ context: WorkContext
    ) -> Response {
        var report = FaultReport(error)
        if let error = error as? any HTTPResponseError {
            if error.status == .notFound {
                report = FaultReport(RequestFault.notFound(.noSuchPage))
            } else if error.status == .contentTooLarge {
                report = FaultReport(RequestFault.tooLarge)
            }
        }
        let isValue = request.uri.path.hasPrefix("/api/")
        if error as? RequestFault == .notLoggedIn, !isValue, request.method == .get {
            return Answer.see(options.isTeam ? "/log-in" : "/closed")
        }
        // Only what the operator has to act upon; the page itself names no path.
        if report.isOurs { context.logger.error("\(error)") }
        var response = Self.answer(report, to: request, asJSON: isValue)
        switch error as? RequestFault {
        case .methodNotAllowed(let methods):
            response.headers[.allow] = methods.joined(separator: ", ")
        case .badRange(let size): response.headers[.contentRange] = "bytes */\(size)"
        case .tooManyAttempts(let seconds): response.headers[.retryAfter] = String(seconds)
        default: break
        }
        return response
    }

    private static func answer(
        _ report: FaultReport,
        to request: Request,
        asJSON: Bool
    ) -> Response {
        if asJSON, let response = try? Answer.json(FaultBody(report), status: report.status) {
            return response
        }
        var frame = PageFrame.plain
        frame.language = .preferred(by: request)
        return Answer.page(FaultPage.page(report, frame), in: frame, status: report.status)
    }

    /// The headers that every answer carries.
    private func addHeaders(to response: inout Response) {
        for (name, value) in Self.fixedHeaders where response.headers[name] == nil {
            response.headers[name] = value
        }
        if options.isSecure {
            response.headers[.strictTransportSecurity] = "max-age=31536000"
        }
    }

    private static let fixedHeaders: [(HTTPField.Name, String)] = {
        let texts = [
            ("Content-Security-Policy", ContentPolicy.workbench.rules),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            // With `no-referrer` browsers send forms from the origin `null`, as others may.
            ("Referrer-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
            ("Cache-Control", "no-store"),
        ]
        return texts.compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
    }()
}

/// Which methods the addresses of the workbench take.
struct AddressBook: Sendable {
    private let entries: [(parts: [Substring], method: String)]

    init(_ endpoints: [Endpoint]) {
        entries = endpoints.map { ($0.path.split(separator: "/"), $0.method.rawValue) }
    }

    /// The methods that an address takes, sorted; empty if there is none.
    func methods(of path: String) -> [String] {
        let parts = path.split(separator: "/")
        var found: Set<String> = []
        for entry in entries where Self.fits(parts, entry.parts) {
            found.insert(entry.method)
            if entry.method == "GET" { found.insert("HEAD") }
        }
        return found.sorted()
    }

    private static func fits(_ parts: [Substring], _ pattern: [Substring]) -> Bool {
        for (place, expected) in pattern.enumerated() {
            if expected == "**" { return parts.count > place }
            guard place < parts.count, expected.hasPrefix(":") || expected == parts[place] else {
                return false
            }
        }
        return parts.count == pattern.count
    }
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
