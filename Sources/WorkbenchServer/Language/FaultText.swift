import ReviewStore
import Workbench

/// What a request is refused with: a phrase of the catalogue, or a text that is there in English only.
struct FaultText: Sendable, Equatable {
    /// The text.
    let phrase: Phrase

    /// A text of the catalogue.
    init(_ phrase: Phrase) { self.phrase = phrase }

    /// A text that is there in English only.
    init(english: String) { phrase = Phrase(english, de: english) }
}

extension FaultText {
    static let noSuchPage = FaultText(
        Phrase("There is no such page.", de: "Diese Seite gibt es nicht.")
    )
    static let noSuchRecord = FaultText(
        Phrase("The review has no such record.", de: "Die Übersicht hat keinen solchen Nachweis.")
    )
    static let noSuchEvent = FaultText(
        Phrase("There is no such event.", de: "Dieses Ereignis gibt es nicht.")
    )
    static let noSuchAnalysis = FaultText(
        Phrase(
            "No analysis of this name is planned.",
            de: "Keine Analyse dieses Namens ist geplant."
        )
    )
}

extension Phrase {
    static let toOverview = Phrase("To the overview", de: "Zur Übersicht")
    static let somethingWrong = Phrase("That did not work", de: "Das ging nicht")
    static let notUnderstood = Phrase(
        "The request cannot be understood.",
        de: "Die Anfrage ist nicht zu verstehen."
    )
    static let ourFault = Phrase(
        "Something went wrong in the workbench. Its terminal says what.",
        de: "Am Arbeitsplatz ist etwas schiefgegangen. Sein Terminal sagt, was."
    )
    static let changedMeanwhile = Phrase(
        "Somebody else changed the review in the same moment. Load the page again.",
        de: "Jemand anderes hat die Übersicht im selben Moment geändert. Laden Sie die Seite neu."
    )
    static let journalBusy = Phrase(
        "Another program is writing to the review. Try again in a moment.",
        de:
            "Ein anderes Programm schreibt gerade in die Übersicht. Versuchen Sie es gleich noch einmal."
    )
    static let journalBroken = Phrase(
        "The journal of the review cannot be read. 'consilience verify' says why.",
        de: "Das Journal der Übersicht ist nicht zu lesen. „consilience verify“ sagt, warum."
    )
}

extension RequestFault {
    /// What was asked for is not there, in English only.
    static func notFound(_ text: String) -> RequestFault { .notFound(FaultText(english: text)) }
    /// What was sent cannot be understood, in English only.
    static func badRequest(_ text: String) -> RequestFault { .badRequest(FaultText(english: text)) }
    /// What was shown is no longer so, in English only.
    static func stale(_ text: String) -> RequestFault { .stale(FaultText(english: text)) }

    /// What is wrong, for the reader of the page.
    var phrase: Phrase {
        switch self {
        case .notFound(let what), .badRequest(let what), .stale(let what): what.phrase
        case .notLoggedIn: Phrase("Log in first.", de: "Melden Sie sich zuerst an.")
        case .blinded:
            Phrase(
                "The report tells how others voted on records that still wait for votes; it can be read "
                    + "once they are in.",
                de:
                    "Der Bericht sagt, wie andere über Nachweise abgestimmt haben, die noch auf Stimmen "
                    + "warten; zu lesen ist er, sobald sie abgegeben sind."
            )
        case .forbidden:
            Phrase("Your account may not do this.", de: "Ihr Konto darf das nicht.")
        case .nobody:
            Phrase(
                "Say first under which name you decide: it stands at the top of every page.",
                de:
                    "Sagen Sie zuerst, unter welchem Namen Sie entscheiden: er steht oben auf jeder Seite."
            )
        case .otherPerson(let name):
            Phrase(
                "This browser decides as '\(name)' by now; the decision was made by somebody else.",
                de:
                    "Dieser Browser entscheidet inzwischen als „\(name)“; die Entscheidung hat jemand "
                    + "anderes getroffen."
            )
        case .forged:
            Phrase(
                "The form was not sent by a page of this session. Load the page again, then send it "
                    + "again.",
                de:
                    "Das Formular kam von keiner Seite dieser Sitzung. Laden Sie die Seite neu, und senden "
                    + "Sie es dann noch einmal."
            )
        case .tooManyAttempts(let seconds):
            Phrase(
                "Too many failures to log in. Try again in \(seconds) seconds.",
                de:
                    "Zu viele misslungene Anmeldungen. Versuchen Sie es in \(seconds) Sekunden noch einmal."
            )
        case .tooLarge: Phrase("What was sent is too large.", de: "Das Gesendete ist zu groß.")
        case .badRange(let size):
            Phrase("The file has \(size) bytes only.", de: "Die Datei hat nur \(size) Bytes.")
        case .noRoom:
            Phrase(
                "There is no room for the file on the server's disk.",
                de: "Auf der Platte des Servers ist kein Platz für die Datei."
            )
        case .methodNotAllowed(let methods):
            Phrase(
                "This address answers to \(methods.joined(separator: ", ")) only.",
                de: "Diese Adresse antwortet nur auf \(methods.joined(separator: ", "))."
            )
        case .misdirected:
            Phrase(
                "The workbench answers to localhost, 127.0.0.1 and [::1] only.",
                de: "Der Arbeitsplatz antwortet nur auf localhost, 127.0.0.1 und [::1]."
            )
        case .addressTooLong:
            Phrase(
                "The address is longer than \(Gate.longestAddress) bytes.",
                de: "Die Adresse ist länger als \(Gate.longestAddress) Bytes."
            )
        }
    }
}
