import Foundation
import Hummingbird
import Reporting
import Review
import ReviewStore
import Workbench

/// One's own account, and the people of a team.
enum AccountEndpoints {
    static var all: [Endpoint] {
        [
            .get("/account") { visit in
                visit.page(try await AccountPage.page(visit))
            },
            .form("/account/person", .read, answer: choosePerson),
            .form("/account/password", .read, answer: changePassword),
            .form("/account/keys", .read, answer: makeKey),
            .form("/account/keys/:id/remove", .read) { visit in
                guard let id = Int(try visit.part("id")) else {
                    throw RequestFault.notFound("There is no such key.")
                }
                try visit.site.accounts.removeToken(id, of: try visit.caller.account)
                return Answer.see("/account")
            },
            .get("/people", .managePeople) { visit in
                visit.page(try await PeoplePage.page(visit))
            },
            .form("/people/invite", .managePeople, answer: invite),
            .form("/people/change", .managePeople, answer: change),
        ]
    }

    private static func choosePerson(_ visit: Visit) async throws -> Response {
        guard !visit.site.options.isTeam, let session = try visit.caller.session else {
            throw RequestFault.badRequest("In a team everybody decides under their own name.")
        }
        let name = visit.form["person"]
        let plan = try await visit.site.desk.snapshot().state.reviewProtocol
        let known = (plan?.reviewers ?? []) + (plan?.arbiters ?? [])
        if let name, !known.contains(name) {
            throw RequestFault.badRequest("The protocol names no '\(name.prefix(80))'.")
        }
        try visit.site.accounts.setPerson(name, of: session)
        return Answer.see(visit.ownPath(visit.form["back"]))
    }

    private static func changePassword(_ visit: Visit) async throws -> Response {
        let (accounts, caller, form) = (visit.site.accounts, try visit.caller, visit.form)
        guard visit.site.options.isTeam, caller.session != nil else {
            throw RequestFault.badRequest("There is no password where one person works alone.")
        }
        let old = form.raw("old") ?? ""
        let new = form.raw("password") ?? ""
        func refused(_ phrase: Phrase) async throws -> Response {
            visit.page(
                try await AccountPage.page(visit, message: visit.text(phrase)),
                status: .badRequest
            )
        }
        guard new == form.raw("again") else { return try await refused(.passwordsDiffer) }
        let wait = await visit.site.throttle.attempt(
            name: caller.account.name,
            address: visit.address,
            now: Date()
        )
        guard wait == 0 else { throw RequestFault.tooManyAttempts(wait) }
        let isRight = try await visit.site.hashing.run {
            try accounts.account(name: caller.account.name, password: old) != nil
        }
        guard isRight else { return try await refused(.wrongOldPassword) }
        await visit.site.throttle.succeed(name: caller.account.name, address: visit.address)
        do {
            try await visit.site.hashing.run {
                try accounts.setPassword(new, of: caller.account.name)
            }
        } catch AccountError.badPassword {
            return try await refused(.passwordTooShort)
        }
        // All sessions have ended; this browser gets a new one.
        let secret = try accounts.startSession(
            for: caller.account,
            person: caller.account.name,
            now: Date().timeIntervalSince1970
        )
        var response = Answer.see("/account")
        response.setCookie(Door.cookie(secret, visit.site.options))
        return response
    }

    private static func makeKey(_ visit: Visit) async throws -> Response {
        let secret = try visit.site.accounts.makeToken(
            for: try visit.caller.account,
            label: try visit.form.required("label"),
            now: Date().timeIntervalSince1970
        )
        return visit.page(try await AccountPage.page(visit, newKey: secret))
    }

    private static func invite(_ visit: Visit) async throws -> Response {
        guard visit.site.options.isTeam else {
            throw RequestFault.badRequest("Only a team (--team) invites people.")
        }
        guard let role = AccountRole(rawValue: try visit.form.required("role")) else {
            throw RequestFault.badRequest("'role' is admin, reviewer, arbiter or observer.")
        }
        let name = try visit.form.required("name")
        let secret = try visit.site.accounts.invite(
            name,
            role: role,
            by: try visit.caller.account.name,
            now: Date().timeIntervalSince1970
        )
        let address = visit.ownOrigin + "/invitation/" + secret
        return visit.page(try await PeoplePage.page(visit, invitation: (name, address)))
    }

    private static func change(_ visit: Visit) async throws -> Response {
        guard let role = AccountRole(rawValue: try visit.form.required("role")) else {
            throw RequestFault.badRequest("'role' is admin, reviewer, arbiter or observer.")
        }
        try visit.site.accounts.change(
            try visit.form.required("name"),
            role: role,
            isDisabled: visit.form["disabled"] != nil
        )
        return Answer.see("/people")
    }
}

extension Visit {
    /// How browsers reach the workbench, for links that people send each other.
    var ownOrigin: String {
        let scheme = site.options.isSecure ? "https" : "http"
        return "\(scheme)://\(request.head.authority ?? "")"
    }
}

/// One's own account.
enum AccountPage {
    /// Renders the account of whoever asks.
    static func page(
        _ visit: Visit,
        message: String? = nil,
        newKey: String? = nil
    ) async throws -> Page {
        let frame = visit.frame
        let caller = try visit.caller
        let plan = try await visit.site.desk.snapshot().state.reviewProtocol
        let names = (plan?.reviewers ?? []) + (plan?.arbiters ?? [])
        let parts: [Markup] = [
            LoginPages.alert(message),
            visit.site.options.isTeam
                ? "<p>\(caller.account.name), \(frame.text(caller.account.role.title))</p>\n"
                : person(names, caller, frame),
            visit.site.options.isTeam ? password(frame) : "",
            try keys(visit, caller, newKey),
        ]
        return Page(
            place: nil,
            title: frame.text(.account),
            review: plan?.title,
            content: parts.joined("")
        )
    }

    private static func person(
        _ names: [String],
        _ caller: Caller,
        _ frame: PageFrame
    ) -> Markup {
        guard !names.isEmpty else { return "<p>\(frame.text(.noReviewersYet))</p>\n" }
        var seen: Set<String> = []
        let options = names.filter { seen.insert($0).inserted }.map { name -> Markup in
            "<option\(name == caller.person ? " selected" : "" as Markup)>\(name)</option>"
        }
        return """
            <form class="sheet" method="post" action="/account/person">\(tokenField(frame))
            <label>\(frame.text(.decideAs)) <select name="person">
            <option value="">\(frame.text(.nobodyYet))</option>\(options)</select></label>
            <p class="note">\(frame.text(.decideAsNote))</p>
            <button>\(frame.text(.save))</button></form>

            """
    }

    private static func password(_ frame: PageFrame) -> Markup {
        """
        <h2>\(frame.text(.password))</h2>
        <form class="sheet" method="post" action="/account/password">\(tokenField(frame))
        <label>\(frame.text(.oldPassword)) <input name="old" type="password" required \
        autocomplete="current-password" maxlength="256"></label>
        \(LoginPages.newPassword(frame))<button>\(frame.text(.save))</button></form>

        """
    }

    private static func keys(
        _ visit: Visit,
        _ caller: Caller,
        _ newKey: String?
    ) throws -> Markup {
        let frame = visit.frame
        let made: Markup =
            newKey.map {
                "<p class=\"mind\" role=\"status\">\(frame.text(.newKeyNote)) <code>\($0)</code></p>\n"
            } ?? ""
        let rows = try visit.site.accounts.tokens(of: caller.account).map { key -> [Markup] in
            let date = Date(timeIntervalSince1970: key.created)
                .formatted(.iso8601.year().month().day())
            return [
                "\(key.label)", "\(date)",
                """
                <form method="post" action="/account/keys/\(key.id)/remove">\(tokenField(frame))\
                <button class="plain">\(frame.text(.remove))</button></form>
                """,
            ]
        }
        return """
            <h2>\(frame.text(.keysForScripts))</h2>
            <p>\(frame.text(.keysForScriptsText)) <a href="/api/v1/openapi.json">OpenAPI</a></p>
            \(made)\(table(
                frame.text(.keysForScripts),
                [frame.text(.label), frame.text(.made), frame.text(.remove)],
                rows,
                empty: frame.text(.noKeys)
            ))<form class="sheet" method="post" action="/account/keys">\(tokenField(frame))
            <label>\(frame.text(.label)) <input name="label" required maxlength="80"></label>
            <button>\(frame.text(.makeKey))</button></form>

            """
    }
}

/// The people of a team.
enum PeoplePage {
    /// Renders all accounts and invitations.
    static func page(
        _ visit: Visit,
        invitation: (name: String, address: String)? = nil
    ) async throws -> Page {
        let frame = visit.frame
        let accounts = try visit.site.accounts.accounts()
        let waiting = try visit.site.accounts.invitations(now: Date().timeIntervalSince1970)
        let made: Markup =
            invitation.map { name, address in
                """
                <p class="mind" role="status">\(frame.text(.invitationFor)) \(name): \
                <code>\(address)</code><br><small>\(frame.text(.invitationNote))</small></p>

                """
            } ?? ""
        let rows = accounts.map { account -> [Markup] in
            [
                "\(account.name)",
                """
                <form class="row" method="post" action="/people/change">\(tokenField(frame))\
                <input type="hidden" name="name" value="\(account.name)">\
                <select name="role" aria-label="\(frame.text(.role))">\
                \(roles(account.role, frame))</select>
                <label><input type="checkbox" name="disabled"\
                \(account.isDisabled ? " checked" : "" as Markup)> \(frame.text(.disabled))</label>
                <button class="plain">\(frame.text(.save))</button></form>
                """,
            ]
        }
        return Page(
            place: .settings,
            title: frame.text(.people),
            review: try await visit.site.desk.snapshot().state.reviewProtocol?.title,
            content: """
                \(made)\(table(
                    frame.text(.people), [frame.text(.accountName), frame.text(.role)], rows,
                    empty: frame.text(.noAccounts)
                ))\(bullets(waiting.map { "\(frame.text(.invited)): \($0.name)" }))
                <h2>\(frame.text(.invite))</h2>
                <form class="sheet" method="post" action="/people/invite">\(tokenField(frame))
                <label>\(frame.text(.accountName)) <input name="name" required maxlength="80"></label>
                <label>\(frame.text(.role)) <select name="role">\(roles(.reviewer, frame))</select>
                </label>
                <p class="note">\(frame.text(.inviteNote))</p>
                <button>\(frame.text(.invite))</button></form>

                """
        )
    }

    private static func roles(_ chosen: AccountRole, _ frame: PageFrame) -> Markup {
        AccountRole.allCases.map { role -> Markup in
            """
            <option value="\(role.rawValue)"\(role == chosen ? " selected" : "" as Markup)>\
            \(frame.text(role.title))</option>
            """
        }.joined("")
    }
}

extension Phrase {
    static let account = Phrase("Your account", de: "Ihr Konto")
    static let people = Phrase("People", de: "Personen")
    static let role = Phrase("Role", de: "Rolle")
    static let disabled = Phrase("may not log in", de: "darf sich nicht anmelden")
    static let invite = Phrase("Invite", de: "Einladen")
    static let invited = Phrase("Invited", de: "Eingeladen")
    static let noAccounts = Phrase("Nobody has an account yet.", de: "Noch hat niemand ein Konto.")
    static let inviteNote = Phrase(
        "The name must be the one the protocol has among its reviewers or arbiters. Inviting somebody "
            + "who has an account lets them set a new password.",
        de:
            "Der Name muss so im Protokoll unter den Gutachtenden oder Schiedspersonen stehen. Wer schon "
            + "ein Konto hat, kann mit einer Einladung ein neues Passwort festlegen."
    )
    static let invitationFor = Phrase("Invitation for", de: "Einladung für")
    static let invitationNote = Phrase(
        "Send the address to the person. It holds once, for seven days, and is not shown again.",
        de:
            "Senden Sie der Person die Adresse. Sie gilt einmal, sieben Tage lang, und wird nicht noch "
            + "einmal gezeigt."
    )
    static let decideAs = Phrase("You decide as", de: "Sie entscheiden als")
    static let decideAsNote = Phrase(
        "From then on you see of others' votes only what that person may see.",
        de: "Von da an sehen Sie von den Stimmen anderer nur, was diese Person sehen darf."
    )
    static let nobodyYet = Phrase(
        "nobody: look at everything, decide nothing",
        de: "niemand: alles ansehen, nichts entscheiden"
    )
    static let noReviewersYet = Phrase(
        "The protocol names no reviewers yet: add them under Settings.",
        de: "Das Protokoll nennt noch keine Gutachtenden: ergänzen Sie sie unter Einstellungen."
    )
    static let oldPassword = Phrase("Present password", de: "Jetziges Passwort")
    static let wrongOldPassword = Phrase(
        "The present password is not right.",
        de: "Das jetzige Passwort stimmt nicht."
    )
    static let keysForScripts = Phrase("Keys for scripts", de: "Schlüssel für Skripte")
    static let keysForScriptsText = Phrase(
        "A script that sends a key in the header Authorization (Bearer …) has your rights.",
        de:
            "Ein Skript, das einen Schlüssel im Kopf Authorization sendet (Bearer …), hat Ihre Rechte."
    )
    static let newKeyNote = Phrase(
        "The new key; it is not shown again:",
        de: "Der neue Schlüssel; er wird nicht noch einmal gezeigt:"
    )
    static let noKeys = Phrase("There are none.", de: "Es gibt keine.")
    static let label = Phrase("What for", de: "Wofür")
    static let made = Phrase("Made", de: "Angelegt")
    static let makeKey = Phrase("Make a key", de: "Schlüssel anlegen")
    static let remove = Phrase("Remove", de: "Entfernen")
}
