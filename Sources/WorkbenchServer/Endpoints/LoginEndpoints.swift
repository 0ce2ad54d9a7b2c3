import Foundation
import Hummingbird
import ReviewStore

/// Entering and leaving.
enum LoginEndpoints {
    static var all: [Endpoint] {
        [
            .get("/enter", nil, answer: enter),
            .get("/closed", nil) { visit in
                visit.page(LoginPages.closed(visit.frame), status: .unauthorized)
            },
            .get("/log-in", nil) { visit in
                guard visit.site.options.isTeam else { return Answer.see("/closed") }
                return visit.page(LoginPages.logIn(visit.frame))
            },
            .form("/log-in", nil, answer: logIn),
            .form("/log-out", .read, answer: logOut),
            .get("/invitation/:secret", nil, answer: invitation),
            .form("/invitation/:secret", nil, answer: accept),
            .form("/language", nil, answer: language),
        ]
    }

    private static func enter(_ visit: Visit) async throws -> Response {
        guard let secret = try visit.site.enter(key: visit.query["key"] ?? "") else {
            // The key holds once; a browser that used it is in already.
            if visit.knownCaller != nil { return Answer.see("/") }
            return visit.page(LoginPages.closed(visit.frame), status: .unauthorized)
        }
        return welcome(secret, visit)
    }

    private static func welcome(_ secret: String, _ visit: Visit) -> Response {
        var response = visit.page(LoginPages.welcome(visit.frame))
        response.setCookie(Door.cookie(secret, visit.site.options))
        return response
    }

    private static func logIn(_ visit: Visit) async throws -> Response {
        let (site, form) = (visit.site, visit.form)
        let name = form["name"] ?? ""
        let password = form.raw("password") ?? ""
        let address = visit.address
        let now = Date()
        let wait = await site.throttle.attempt(name: name, address: address, now: now)
        guard wait == 0 else { throw RequestFault.tooManyAttempts(wait) }
        let accounts = site.accounts
        let found = try await site.hashing.run {
            try accounts.account(name: name, password: password)
        }
        guard let account = found else {
            let page = LoginPages.logIn(
                visit.frame,
                message: visit.text(.wrongLogin),
                name: name
            )
            return visit.page(page, status: .unauthorized)
        }
        await site.throttle.succeed(name: name, address: address)
        // A session that an attacker may have planted is not gone on with.
        if let old = visit.knownCaller?.session { try accounts.end(old) }
        return welcome(try start(account, visit), visit)
    }

    private static func start(_ account: Account, _ visit: Visit) throws -> String {
        try visit.site.accounts.startSession(
            for: account,
            person: account.name,
            now: Date().timeIntervalSince1970
        )
    }

    private static func logOut(_ visit: Visit) async throws -> Response {
        if let session = try visit.caller.session { try visit.site.accounts.end(session) }
        var response = Answer.see(visit.site.options.isTeam ? "/log-in" : "/closed")
        response.setCookie(Door.noCookie(visit.site.options))
        return response
    }

    private static func invitation(_ visit: Visit) async throws -> Response {
        let secret = try visit.part("secret")
        let now = Date().timeIntervalSince1970
        guard let found = try visit.site.accounts.invitation(secret, now: now) else {
            throw RequestFault.notFound(visit.text(.invitationOver))
        }
        return visit.page(
            LoginPages.invitation(visit.frame, found, path: "/invitation/" + secret)
        )
    }

    private static func accept(_ visit: Visit) async throws -> Response {
        let secret = try visit.part("secret")
        let (accounts, now) = (visit.site.accounts, Date().timeIntervalSince1970)
        guard let found = try accounts.invitation(secret, now: now) else {
            throw RequestFault.notFound(visit.text(.invitationOver))
        }
        let password = visit.form.raw("password") ?? ""
        func refused(_ phrase: Phrase) -> Response {
            visit.page(
                LoginPages.invitation(
                    visit.frame,
                    found,
                    path: "/invitation/" + secret,
                    message: visit.text(phrase)
                ),
                status: .badRequest
            )
        }
        guard password == visit.form.raw("again") else { return refused(.passwordsDiffer) }
        do {
            let account = try await visit.site.hashing.run {
                try accounts.accept(secret, password: password, now: now)
            }
            return welcome(try start(account, visit), visit)
        } catch AccountError.badPassword {
            return refused(.passwordTooShort)
        }
    }

    private static func language(_ visit: Visit) async throws -> Response {
        guard let language = Language(rawValue: try visit.form.required("to")) else {
            throw RequestFault.badRequest("'to' is no language of the workbench.")
        }
        var response = Answer.see(visit.ownPath(visit.form["back"]))
        response.setCookie(
            Cookie(
                name: Language.cookie,
                value: language.rawValue,
                maxAge: 365 * 24 * 3600,
                path: "/",
                secure: visit.site.options.isSecure,
                httpOnly: true,
                sameSite: .lax
            )
        )
        return response
    }
}

extension Visit {
    /// Where the request comes from, for slowing down guesses.
    var address: String {
        // What a proxy adds last is what it saw itself.
        if site.options.isBehindProxy, let chain = request.headers[.forwardedFor],
            let last = chain.split(separator: ",").last
        {
            return last.trimmingCharacters(in: .whitespaces)
        }
        return context.remoteAddress ?? "unknown"
    }

    /// A path of the workbench that a form asks to go back to; the overview for anything else, such
    /// as the address of another site.
    func ownPath(_ text: String?) -> String {
        guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return "/" }
        return text
    }
}
