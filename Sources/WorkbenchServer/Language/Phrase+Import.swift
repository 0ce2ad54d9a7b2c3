/// Texts of the page on which exports are imported.
extension Phrase {
    static let importNew = Phrase("New exports", de: "Neue Exporte")
    static let importDrop = Phrase(
        "Drop exports here, or choose them:",
        de: "Exporte hierher ziehen oder auswählen:"
    )
    static let importFormats = Phrase(
        "RIS, PubMed (nbib, XML), Web of Science, EndNote, BibTeX, CSV, Excel and others: format and "
            + "encoding are detected from the content.",
        de:
            "RIS, PubMed (nbib, XML), Web of Science, EndNote, BibTeX, CSV, Excel und andere: Format und "
            + "Zeichenkodierung werden am Inhalt erkannt."
    )
    static let importDatabase = Phrase(
        "Database, register or website",
        de: "Datenbank, Register oder Webseite"
    )
    static let importKind = Phrase("Kind of source", de: "Art der Quelle")
    static let importPlatform = Phrase("Platform", de: "Plattform")
    static let importSearched = Phrase("Date of the search", de: "Datum der Suche")
    static let importQuery = Phrase("Query as typed", de: "Suchanfrage im Wortlaut")
    static let importForeign = Phrase(
        "Decisions of another program",
        de: "Entscheidungen aus einem anderen Programm"
    )
    static let importForeignNote = Phrase(
        "Rayyan, ASReview, Covidence, Abstrackr or a column “included” may hold decisions. Give the "
            + "reviewer whose they are, or one line of the form NAME-IN-FILE=REVIEWER for each.",
        de:
            "Rayyan, ASReview, Covidence, Abstrackr oder eine Spalte „included“ können Entscheidungen "
            + "enthalten. Nennen Sie, wessen sie sind, oder je Person eine Zeile der Form "
            + "NAME-IN-DER-DATEI=NAME."
    )
    static let importForeignOf = Phrase("Decisions of", de: "Entscheidungen von")
    static let importForeignStage = Phrase("Stage of the decisions", de: "Stufe der Entscheidungen")
    static let importRemove = Phrase("Do not import", de: "Nicht einlesen")
    static let importSameForAll = Phrase(
        "Same details for all files",
        de: "Gleiche Angaben für alle Dateien"
    )
    static let importLookForDuplicates = Phrase(
        "Look for duplicates afterwards",
        de: "Danach nach Dubletten suchen"
    )
    static let importStart = Phrase("Import", de: "Einlesen")
    static let importAnyway = Phrase(
        "Import the readable records anyway",
        de: "Die lesbaren Nachweise trotzdem einlesen"
    )
    static let importUploading = Phrase("Sending", de: "Wird gesendet")
    static let importReading = Phrase("Reading", de: "Wird gelesen")
    static let importDone = Phrase("Imported", de: "Eingelesen")
    static let importRefused = Phrase(
        "Not imported; nothing was changed:",
        de: "Nicht eingelesen; es wurde nichts geändert:"
    )
    static let importTooLarge = Phrase(
        "The file is larger than the limit of",
        de: "Die Datei ist größer als die Grenze von"
    )
    static let importOffline = Phrase(
        "No connection to the workbench. Try again.",
        de: "Keine Verbindung zum Arbeitsplatz. Versuchen Sie es noch einmal."
    )
    static let importFormat = Phrase("Format", de: "Format")
    static let importEncoding = Phrase("Encoding", de: "Kodierung")
    static let importFound = Phrase("Records found", de: "Nachweise gefunden")
    static let importRead = Phrase("Records read", de: "Nachweise gelesen")
    static let importRepaired = Phrase("Repaired", de: "Repariert")
    static let importProblems = Phrase("Problems", de: "Probleme")
    static let importMissing = Phrase("Records without", de: "Nachweise ohne")
    static let importLine = Phrase("line", de: "Zeile")
    static let importMore = Phrase("more", de: "weitere")
    static let importLooking = Phrase("Looking for duplicates …", de: "Dubletten werden gesucht …")
    static let importWorks = Phrase("works", de: "Arbeiten")
    static let importPairs = Phrase("pairs to judge", de: "Paare zu beurteilen")
    static let importStanding = Phrase("Imported so far", de: "Bisher eingelesen")
    static let importNone = Phrase(
        "Nothing was imported yet.",
        de: "Es wurde noch nichts eingelesen."
    )
    static let importFile = Phrase("File", de: "Datei")
    static let importEvent = Phrase("Event", de: "Ereignis")
    static let importUndo = Phrase("Take back", de: "Zurücknehmen")
    static let importUndoThis = Phrase("Take this import back", de: "Diesen Import zurücknehmen")
    static let importWhy = Phrase("Why", de: "Warum")
    static let importUndoRefused = Phrase(
        "The import was not taken back, since this depends on it:",
        de: "Der Import wurde nicht zurückgenommen, denn davon hängt ab:"
    )
    static let importNeedsScript = Phrase(
        "Sending files needs JavaScript, which this program brings along. Without it: "
            + "consilience import DIR FILE --database NAME.",
        de:
            "Zum Senden von Dateien braucht es JavaScript, das dieses Programm mitbringt. Ohne: "
            + "consilience import DIR FILE --database NAME."
    )
    static let importObserver = Phrase(
        "Your account may look, but not import.",
        de: "Ihr Konto darf ansehen, aber nicht einlesen."
    )
    static let importBeside = Phrase(
        "This review has a review.yaml, which may declare sources. What is imported here stays beside them: "
            + "“consilience build” leaves it alone. Only if review.yaml later declares the very same file, "
            + "what it says of database, platform, date and query replaces what is given here; and a "
            + "declared file that has the name of an import but another content is refused.",
        de:
            "Diese Übersicht hat eine review.yaml, die Quellen nennen kann. Was hier eingelesen wird, bleibt daneben "
            + "bestehen: „consilience build“ lässt es unberührt. Nur wenn review.yaml später genau dieselbe "
            + "Datei nennt, ersetzen deren Angaben zu Datenbank, Plattform, Datum und Anfrage die hiesigen; "
            + "und eine genannte Datei, die heißt wie ein Import, aber anderen Inhalt hat, wird abgelehnt."
    )
    static let importNotResolved = Phrase(
        "Duplicates have not been looked for since the last import or judgement.",
        de: "Seit dem letzten Import oder Urteil wurde nicht nach Dubletten gesucht."
    )
    static let importLookNow = Phrase("Look for duplicates now", de: "Jetzt nach Dubletten suchen")
}
