import Reporting
import ReviewStore

/// The pages before somebody is known.
enum LoginPages {
    /// The form to log in.
    static func logIn(_ frame: PageFrame, message: String? = nil, name: String = "") -> Page {
        Page(
            place: nil,
            title: frame.text(.logIn),
            scripts: ["kept"],
            content: """
                \(alert(message))<form class="sheet" method="post" action="/log-in">
                <label>\(frame.text(.accountName)) <input name="name" value="\(name)" required \
                autocomplete="username" autocapitalize="none" maxlength="80"></label>
                <label>\(frame.text(.password)) <input name="password" type="password" required \
                autocomplete="current-password" maxlength="256"></label>
                <button>\(frame.text(.logIn))</button>
                </form>

                """
        )
    }

    /// The form by which an invitation is taken up.
    static func invitation(
        _ frame: PageFrame,
        _ invitation: Invitation,
        path: String,
        message: String? = nil
    ) -> Page {
        Page(
            place: nil,
            title: frame.text(.setPassword),
            content: """
                <p>\(frame.text(.invitedAs)) <b>\(invitation.name)</b> \
                (\(frame.text(invitation.role.title))).</p>
                \(alert(message))<form class="sheet" method="post" action="\(path)">
                <input type="hidden" name="name" value="\(invitation.name)" autocomplete="username">
                \(newPassword(frame))<button>\(frame.text(.save))</button>
                </form>

                """
        )
    }

    /// Both fields of a new password.
    static func newPassword(_ frame: PageFrame) -> Markup {
        let least = Account.shortestPassword
        return """
            <label>\(frame.text(.newPassword)) <input name="password" type="password" required \
            autocomplete="new-password" minlength="\(least)" maxlength="256" \
            aria-describedby="password-rule"></label>
            <p id="password-rule" class="note">\(frame.text(.passwordRule))</p>
            <label>\(frame.text(.repeatPassword)) <input name="again" type="password" required \
            autocomplete="new-password" minlength="\(least)" maxlength="256"></label>

            """
    }

    /// What a browser sees that is not let in, where one person works alone.
    static func closed(_ frame: PageFrame) -> Page {
        Page(
            place: nil,
            title: frame.text(.closedTitle),
            content: "<p>\(frame.text(.closedText))</p>\n"
        )
    }

    /// A page that leads on: a cookie that was set just now is not sent along with a redirection that
    /// began at another site.
    static func welcome(_ frame: PageFrame) -> Page {
        Page(
            place: nil,
            title: frame.text(.welcome),
            scripts: ["enter"],
            content: """
                <p><a id="enter" href="/">\(frame.text(.continueOn))</a></p>

                """
        )
    }

    /// A message about what went wrong; nothing without one.
    static func alert(_ message: String?) -> Markup {
        message.map { "<p class=\"warning\" role=\"alert\">\($0)</p>\n" } ?? ""
    }
}

extension AccountRole {
    /// Name as printed.
    var title: Phrase {
        switch self {
        case .admin: Phrase("runs the review", de: "leitet die Übersicht")
        case .reviewer: Phrase("reviewer", de: "Gutachterin oder Gutachter")
        case .arbiter: Phrase("arbiter", de: "Schiedsperson")
        case .observer: Phrase("observer", de: "Beobachtung")
        }
    }
}

extension Phrase {
    static let accountName = Phrase("Name", de: "Name")
    static let password = Phrase("Password", de: "Passwort")
    static let newPassword = Phrase("New password", de: "Neues Passwort")
    static let repeatPassword = Phrase("The same again", de: "Noch einmal dasselbe")
    static let passwordRule = Phrase(
        "12 to 256 characters; several words are easier to remember than odd signs.",
        de: "12 bis 256 Zeichen; mehrere Wörter merken sich leichter als seltsame Zeichen."
    )
    static let setPassword = Phrase("Set a password", de: "Passwort festlegen")
    static let invitedAs = Phrase("You are invited as", de: "Sie sind eingeladen als")
    static let wrongLogin = Phrase(
        "Name and password do not belong together.",
        de: "Name und Passwort gehören nicht zusammen."
    )
    static let passwordsDiffer = Phrase(
        "The two passwords differ.",
        de: "Die beiden Passwörter sind verschieden."
    )
    static let passwordTooShort = Phrase(
        "The password is too short or too long.",
        de: "Das Passwort ist zu kurz oder zu lang."
    )
    static let invitationOver = Phrase(
        "The invitation is unknown, has been used or is too old. Ask for a new one.",
        de: "Die Einladung ist unbekannt, benutzt oder zu alt. Bitten Sie um eine neue."
    )
    static let welcome = Phrase("Welcome", de: "Willkommen")
    static let closedTitle = Phrase("This door is closed", de: "Diese Tür ist zu")
    static let closedText = Phrase(
        "The terminal in which the workbench was started shows the address that opens it, once. "
            + "Start it again for a new one.",
        de:
            "Das Fenster, in dem der Arbeitsplatz gestartet wurde, zeigt die Adresse, die ihn einmal "
            + "öffnet. Für eine neue starten Sie ihn neu."
    )
}
