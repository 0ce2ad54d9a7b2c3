/// Texts of screening and of settling conflicts.
extension Phrase {
    static let titleAbstract = Phrase("Title and abstract", de: "Titel und Abstract")
    static let fullText = Phrase("Full text", de: "Volltext")
    static let stages = Phrase("Stages", de: "Stufen")
    static let recordToScreen = Phrase("Record to screen", de: "Zu sichtender Nachweis")
    static let sayWhoYouAre = Phrase(
        "Say first under which name you decide.",
        de: "Sagen Sie zuerst, unter welchem Namen Sie entscheiden."
    )
    static let noReviewer = Phrase(
        "The protocol does not name you among the reviewers, so you do not vote.",
        de: "Das Protokoll nennt Sie nicht unter den Gutachtenden, Sie stimmen also nicht ab."
    )
    static let order = Phrase("Order", de: "Reihenfolge")
    static let orderImported = Phrase("as imported", de: "wie eingelesen")
    static let orderRandom = Phrase("random", de: "zufällig")
    static let orderRanked = Phrase("likeliest first", de: "wahrscheinlichste zuerst")
    static let include = Phrase("Include", de: "Einschließen")
    static let exclude = Phrase("Exclude", de: "Ausschließen")
    static let maybe = Phrase("Maybe", de: "Vielleicht")
    static let notRetrieved = Phrase("Not retrieved", de: "Nicht erhältlich")
    static let undo = Phrase("Undo", de: "Zurücknehmen")
    static let later = Phrase("Later", de: "Später")
    static let reason = Phrase("Reason", de: "Grund")
    static let note = Phrase("Note", de: "Notiz")
    static let tags = Phrase("Tags, separated by commas", de: "Stichworte, durch Kommas getrennt")
    static let recent = Phrase("Your last decisions", de: "Ihre letzten Entscheidungen")
    static let needsScript = Phrase(
        "Voting needs JavaScript, which this program brings along; no other site is asked.",
        de:
            "Zum Abstimmen braucht es JavaScript, das dieses Programm mitbringt; keine andere Seite wird "
            + "gefragt."
    )
    static let allDone = Phrase(
        "Nothing waits for your vote here.",
        de: "Hier wartet nichts auf Ihre Stimme."
    )
    static let offline = Phrase(
        "No connection: your decisions are kept in this browser and sent on return.",
        de:
            "Keine Verbindung: Ihre Entscheidungen bleiben in diesem Browser und werden danach gesendet."
    )
    static let unsent = Phrase("not sent yet", de: "noch nicht gesendet")
    static let left = Phrase("left for you", de: "für Sie übrig")
    static let ownVotes = Phrase("decided by you", de: "von Ihnen entschieden")
    static let needsReason = Phrase(
        "Choose a reason first: R, or a digit.",
        de: "Wählen Sie zuerst einen Grund: R, oder eine Ziffer."
    )
    static let refused = Phrase("Not recorded:", de: "Nicht festgehalten:")
    static let noTitle = Phrase("Without a title", de: "Ohne Titel")
    static let noAbstract = Phrase(
        "No abstract in the exports.",
        de: "Kein Abstract in den Exporten."
    )
    static let keywords = Phrase("Keywords", de: "Schlagwörter")
    static let notKept = Phrase(
        "The decision was NOT kept: this browser cannot store it.",
        de: "Die Entscheidung wurde NICHT behalten: Dieser Browser kann sie nicht speichern."
    )
    static let preparing = Phrase(
        "The ranking is being prepared; until then records come as imported.",
        de: "Die Rangfolge wird berechnet; bis dahin kommen die Nachweise wie eingelesen."
    )
    static let undone = Phrase("Taken back.", de: "Zurückgenommen.")
    static let nothingToUndo = Phrase(
        "There is nothing to take back.",
        de: "Nichts zurückzunehmen."
    )
    static let change = Phrase("Change", de: "Ändern")
    static let loggedOut = Phrase(
        "You are logged out. Your decisions are kept in this browser: log in again to send them.",
        de:
            "Sie sind abgemeldet. Ihre Entscheidungen bleiben in diesem Browser: melden Sie sich an, um "
            + "sie zu senden."
    )
    static let copies = Phrase("records of this work", de: "Nachweise dieser Arbeit")
    static let criteria = Phrase("Question and criteria", de: "Frage und Kriterien")
    static let question = Phrase("Question", de: "Frage")
    static let inclusionCriteria = Phrase("Include if", de: "Einschließen, wenn")
    static let exclusionCriteria = Phrase("Exclude if", de: "Ausschließen, wenn")
    static let keysTitle = Phrase("Keys", de: "Tasten")
    static let keysText = Phrase(
        "I include, E exclude, M maybe, N not retrieved (full text), U undo, L later, R reason, digits "
            + "choose a reason and exclude, T note. On a phone swipe right to include, left to exclude.",
        de:
            "I einschließen, E ausschließen, M vielleicht, N nicht erhältlich (Volltext), U zurücknehmen, "
            + "L später, R Grund, Ziffern wählen einen Grund und schließen aus, T Notiz. Am Telefon nach "
            + "rechts wischen zum Einschließen, nach links zum Ausschließen."
    )
    static let noConflict = Phrase("No votes disagree.", de: "Keine Stimmen widersprechen sich.")
    static let settle = Phrase("Settle", de: "Entscheiden")
    static let settleFor = Phrase("What the team decides", de: "Was das Team entscheidet")
    static let bothVotes = Phrase("The votes", de: "Die Stimmen")
    static let reviewerColumn = Phrase("Reviewer", de: "Gutachten von")
    static let verdictColumn = Phrase("Decision", de: "Entscheidung")
    static let record = Phrase("Record", de: "Nachweis")
    static let disagreement = Phrase("Disagreement", de: "Uneinigkeit")
    static let arbitersOnly = Phrase(
        "Conflicts of this review are settled by its arbiters:",
        de: "Konflikte dieser Übersicht entscheiden ihre Schiedspersonen:"
    )
}
