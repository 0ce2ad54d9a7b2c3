/// Texts of the overview, the records, the flow and the log.
extension Phrase {
    // MARK: Counted things

    static let oneRecord = Phrase("record", de: "Nachweis")
    static let manyRecords = Phrase("records", de: "Nachweise")
    static let oneWork = Phrase("work", de: "Arbeit")
    static let manyWorks = Phrase("works", de: "Arbeiten")
    static let oneEvent = Phrase("event", de: "Ereignis")
    static let manyEvents = Phrase("events", de: "Ereignisse")
    static let ofWord = Phrase("of", de: "von")

    // MARK: Overview

    static let stageColumn = Phrase("Stage", de: "Stufe")
    static let includedColumn = Phrase("Included", de: "Eingeschlossen")

    // MARK: Records

    static let wordsFilter = Phrase("Words", de: "Wörter")
    static let wordsPlaceholder = Phrase(
        "title, author, journal, DOI, place",
        de: "Titel, Name, Zeitschrift, DOI, Stelle"
    )
    static let standingFilter = Phrase("Standing", de: "Stand")
    static let anyStanding = Phrase("any", de: "alle")
    static let showList = Phrase("Show", de: "Zeigen")
    static let clearFilter = Phrase("Clear", de: "Zurücksetzen")
    static let listedOf = Phrase("listed, of", de: "aufgeführt, von")
    static let inAll = Phrase("in all", de: "insgesamt")
    static let titleColumn = Phrase("Title", de: "Titel")
    static let noRecordFits = Phrase("No record fits.", de: "Kein Nachweis passt.")
    static let sameWorkAs = Phrase("same work as", de: "dieselbe Arbeit wie")
    static let firstPage = Phrase("First", de: "Erste")
    static let previousPage = Phrase("Previous", de: "Vorige")
    static let nextPage = Phrase("Next", de: "Nächste")
    static let lastPage = Phrase("Last", de: "Letzte")
    static let pageWord = Phrase("page", de: "Seite")
    static let pagesOfList = Phrase("Pages of the list", de: "Seiten der Liste")
    static let awaitingScreening = Phrase(
        "Awaiting votes, title and abstract",
        de: "Wartet auf Stimmen, Titel und Abstract"
    )
    static let putAside = Phrase("Closed unscreened", de: "Ungesichtet abgeschlossen")
    static let conflictAtScreening = Phrase(
        "Conflict, title and abstract",
        de: "Konflikt, Titel und Abstract"
    )
    static let excludedAtScreening = Phrase(
        "Excluded, title and abstract",
        de: "Ausgeschlossen, Titel und Abstract"
    )
    static let awaitingFullText = Phrase(
        "Awaiting votes, full text",
        de: "Wartet auf Stimmen, Volltext"
    )
    static let conflictAtFullText = Phrase("Conflict, full text", de: "Konflikt, Volltext")
    static let excludedAtFullText = Phrase("Excluded, full text", de: "Ausgeschlossen, Volltext")

    // MARK: A record

    static let itsWork = Phrase("Its work", de: "Die Arbeit")
    static let decisionsOnWork = Phrase("Decisions", de: "Entscheidungen")
    static let studyOfWork = Phrase("Study", de: "Studie")
    static let elsewhere = Phrase("Elsewhere", de: "Anderswo")
    static let thisOne = Phrase("this one", de: "dieser")
    static let recordsOfWork = Phrase("Records of this work", de: "Nachweise dieser Arbeit")
    static let databaseColumn = Phrase("Database", de: "Datenbank")
    static let placeColumn = Phrase("File:position, line", de: "Datei:Stelle, Zeile")
    static let whyOneWork = Phrase("Why one work, or not", de: "Warum eine Arbeit, oder nicht")
    static let pairColumn = Phrase("Pair", de: "Paar")
    static let heldToBe = Phrase("Held to be", de: "Gilt als")
    static let byColumn = Phrase("By", de: "Von")
    static let whyColumn = Phrase("Why", de: "Warum")
    static let heldOneWork = Phrase("one work", de: "eine Arbeit")
    static let heldTwoWorks = Phrase("two works", de: "zwei Arbeiten")
    static let leftForPerson = Phrase("left for a person", de: "einem Menschen überlassen")
    static let programScore = Phrase("program, score", de: "Programm, Punktwert")
    static let decisionsOldestFirst = Phrase(
        "Decisions on this work, oldest first",
        de: "Entscheidungen über diese Arbeit, älteste zuerst"
    )
    static let whenColumn = Phrase("When", de: "Wann")
    static let eventColumn = Phrase("Event", de: "Ereignis")
    static let countsColumn = Phrase("Counts", de: "Zählt")
    static let nobodyDecided = Phrase(
        "Nobody has decided on this work yet.",
        de: "Über diese Arbeit hat noch niemand entschieden."
    )
    static let countsYes = Phrase("yes", de: "ja")
    static let countsUndone = Phrase(
        "no: the event was taken back",
        de: "nein: das Ereignis wurde zurückgenommen"
    )
    static let countsReplaced = Phrase(
        "no: replaced by a later decision",
        de: "nein: durch eine spätere Entscheidung ersetzt"
    )
    static let settlementMark = Phrase("(settlement)", de: "(Schiedsspruch)")
    static let inWorkbench = Phrase("in the workbench", de: "am Arbeitsplatz")
    static let noStudyNames = Phrase(
        "No study names this work as its report.",
        de: "Keine Studie nennt diese Arbeit als ihren Bericht."
    )
    static let evaluationsField = Phrase("Evaluations", de: "Auswertungen")
    static let extractedIn = Phrase("Extracted in", de: "Erhoben in")
    static let fullTextsOfWork = Phrase("Full texts", de: "Volltexte")
    static let tagsOfWork = Phrase("Tags", de: "Stichworte")
    static let relatedRecords = Phrase(
        "Related by keywords and words of the title",
        de: "Verwandt nach Schlagwörtern und Titelwörtern"
    )
    static let noRelated = Phrase(
        "No other work of the review shares its words.",
        de: "Keine andere Arbeit der Übersicht teilt ihre Wörter."
    )
    static let sharedWords = Phrase("Shared words", de: "Gemeinsame Wörter")
    static let othersByAuthors = Phrase(
        "Other works by its authors",
        de: "Andere Arbeiten derselben Namen"
    )
    static let noOthersByAuthors = Phrase(
        "The review has no other work under these names.",
        de: "Die Übersicht hat keine andere Arbeit unter diesen Namen."
    )
    static let authorsColumn = Phrase("Authors", de: "Namen")
    static let recordWithoutTitle = Phrase("without a title", de: "ohne Titel")

    // MARK: Flow

    static let identitiesHold = Phrase(
        "All identities between the boxes hold.",
        de: "Alle Summen zwischen den Kästen gehen auf."
    )
    static let identitiesBroken = Phrase(
        "Identities between the boxes that do not hold:",
        de: "Summen zwischen den Kästen, die nicht aufgehen:"
    )
    static let asOfEvent = Phrase("As it stood after event", de: "Stand nach Ereignis")
    static let toPresentFlow = Phrase("The flow as it is now", de: "Der Fluss, wie er jetzt ist")

    // MARK: Log

    static let sinceFilter = Phrase("Since", de: "Ab")
    static let untilFilter = Phrase("Until", de: "Bis")
    static let personFilter = Phrase("By", de: "Von")
    static let kindFilter = Phrase("Kind", de: "Art")
    static let newestFirst = Phrase(
        "newest first; times are UTC.",
        de: "neueste zuerst; Zeiten in UTC."
    )
    static let eventsTable = Phrase("Events", de: "Ereignisse")
    static let whatColumn = Phrase("What", de: "Was")
    static let timeColumn = Phrase("Time", de: "Zeit")
    static let kindColumn = Phrase("Kind", de: "Art")
    static let noEventInTime = Phrase(
        "No event in this time.",
        de: "Kein Ereignis in dieser Auswahl."
    )
    static let takenBackMark = Phrase("taken back", de: "zurückgenommen")
    static let takeBackEvent = Phrase("Take this event back", de: "Dieses Ereignis zurücknehmen")
    static let restoreEvent = Phrase("Restore", de: "Wiederherstellen")
    static let takeBackNote = Phrase(
        "It stays in the journal but no longer counts. Where something that counts depends on it, this is "
            + "refused and all that depends on it is named.",
        de:
            "Es bleibt im Journal, zählt aber nicht mehr. Wo etwas Gültiges davon abhängt, wird das abgelehnt "
            + "und alles Abhängige genannt."
    )
    static let restoreNote = Phrase(
        "This event took another one back. Taking it back in turn restores that one.",
        de:
            "Dieses Ereignis hat ein anderes zurückgenommen. Es seinerseits zurückzunehmen stellt jenes wieder "
            + "her."
    )
    static let whyTakenBack = Phrase("Why", de: "Warum")
    static let flowAsOf = Phrase("The flow as it stood then", de: "Der Fluss, wie er damals war")
    static let hereInLog = Phrase("Its place in the log", de: "Seine Stelle im Protokollbuch")
}

/// A noun with its count, in the language of the page.
func counted(_ count: Int, _ singular: Phrase, _ plural: Phrase, _ frame: PageFrame) -> String {
    "\(count) \(frame.text(count == 1 ? singular : plural))"
}
