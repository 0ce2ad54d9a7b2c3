import Foundation
import HTTPTypes
import Hummingbird
import ReviewStore
import Workbench

/// What stands before every endpoint: who comes, whether they may, and whether a form is their own.
struct Door: Sendable {
    /// Name of the session's cookie; browsers bind the first form to this very host and to HTTPS.
    static func cookieName(_ options: ServingOptions) -> String {
        options.isSecure ? "__Host-consilience" : "consilience"
    }

    /// Largest body of a form or of JSON, in bytes.
    static let largestBody = 2 << 20

    let site: Site

    /// Lets a request through to an endpoint, or not.
    ///
    /// - Throws: `RequestFault`, what the endpoint throws.
    func enter(_ endpoint: Endpoint, _ request: Request, _ context: WorkContext) async throws
        -> Response
    {
        let caller = try caller(of: request)
        if let permission = endpoint.permission {
            guard let caller else { throw RequestFault.notLoggedIn }
            guard caller.may(permission) else { throw RequestFault.forbidden(permission) }
        }
        var request = request
        var form = try Form("")
        var content: [UInt8] = []
        if endpoint.method != .get {
            try checkOrigin(of: request)
            switch endpoint.body {
            case .none, .file: break
            case .form:
                content = try await body(of: &request)
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw RequestFault.badRequest("The form is no UTF-8 text.")
                }
                form = try Form(text)
            case .json:
                content = try await body(of: &request)
            }
            try checkToken(of: request, form, caller)
        }
        let visit = Visit(
            request: request,
            context: context,
            site: site,
            knownCaller: caller,
            form: form,
            content: content
        )
        guard !endpoint.isInstant else { return try await endpoint.answer(visit) }
        return try await withTaskExecutorPreference(site.pages) {
            try await endpoint.answer(visit)
        }
    }

    private func body(of request: inout Request) async throws -> [UInt8] {
        let buffer = try await request.collectBody(upTo: Self.largestBody)
        return Array(buffer.readableBytesView)
    }

    private func caller(of request: Request) throws -> Caller? {
        let now = Date().timeIntervalSince1970
        if let header = request.headers[.authorization] {
            let parts = header.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer",
                let account = try site.accounts.account(ofToken: String(parts[1]), now: now)
            else { throw RequestFault.notLoggedIn }
            // Alone, only a browser's session says under which name somebody decides.
            let person = site.options.isTeam ? account.name : nil
            return Caller(account: account, session: nil, person: person)
        }
        guard let secret = request.cookies[Self.cookieName(site.options)]?.value,
            let session = try site.accounts.session(secret, now: now)
        else { return nil }
        return Caller(
            account: session.account,
            session: session,
            person: site.options.isTeam ? session.account.name : session.person
        )
    }

    /// Refuses what a browser says comes from another site.
    private func checkOrigin(of request: Request) throws(RequestFault) {
        if let site = request.headers[.fetchSite], site != "same-origin", site != "none" {
            throw .forged
        }
        if let origin = request.headers[.origin] {
            let host = origin.split(separator: "/", maxSplits: 1).last.map {
                $0.drop { $0 == "/" }
            }
            guard let host, host == request.head.authority ?? "" else { throw .forged }
        }
    }

    /// Refuses a form that was not made for the session: what a cookie alone brings is not enough.
    private func checkToken(
        of request: Request,
        _ form: Form,
        _ caller: Caller?
    ) throws(RequestFault) {
        guard let session = caller?.session else { return }
        let token = request.headers[.formToken] ?? form.raw(Form.tokenName)
        guard token == session.formToken else { throw .forged }
    }

    /// The cookie that makes a browser known.
    static func cookie(_ secret: String, _ options: ServingOptions) -> Cookie {
        Cookie(
            name: cookieName(options),
            value: secret,
            maxAge: Int(AccountStore.longestSession),
            path: "/",
            secure: options.isSecure,
            httpOnly: true,
            sameSite: .strict
        )
    }

    /// The cookie that makes a browser forget it.
    static func noCookie(_ options: ServingOptions) -> Cookie {
        Cookie(
            name: cookieName(options),
            value: "",
            maxAge: 0,
            path: "/",
            secure: options.isSecure,
            httpOnly: true,
            sameSite: .strict
        )
    }
}
