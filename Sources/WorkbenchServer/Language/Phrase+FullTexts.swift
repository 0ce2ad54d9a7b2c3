/// Texts of the page on which full texts are gathered.
extension Phrase {
    static let fullTextsAll = Phrase("All", de: "Alle")
    static let fullTextsMissing = Phrase("Missing", de: "Fehlt")
    static let fullTextsThere = Phrase("There", de: "Vorhanden")
    static let fullTextsLost = Phrase("Not retrieved", de: "Nicht erhältlich")
    static let fullTextsStanding = Phrase("Full text", de: "Volltext")
    static let fullTextsFiles = Phrase("Files", de: "Dateien")
    static let fullTextsStudy = Phrase("Study", de: "Studie")
    static let fullTextsNoStudy = Phrase("no study yet", de: "noch keine Studie")
    static let fullTextsIntro = Phrase(
        "Works that passed title and abstract. Drop a PDF onto a row, or choose it there.",
        de:
            "Arbeiten, die Titel und Abstract bestanden haben. Ziehen Sie ein PDF auf eine Zeile, oder wählen "
            + "Sie es dort aus."
    )
    static let fullTextsNone = Phrase(
        "No work here.",
        de: "Hier ist keine Arbeit."
    )
    static let fullTextsAdd = Phrase("Add a PDF", de: "PDF hinzufügen")
    static let fullTextsFor = Phrase("Add a PDF to", de: "PDF hinzufügen zu")
    static let fullTextsRemove = Phrase("Remove", de: "Entfernen")
    static let fullTextsRemoveThis = Phrase("Remove this file", de: "Diese Datei entfernen")
    static let fullTextsRemoved = Phrase(
        "The file stays in the review's folder and history; it only stops counting.",
        de:
            "Die Datei bleibt im Ordner und in der Geschichte der Übersicht; sie zählt nur nicht mehr."
    )
    static let fullTextsBy = Phrase("added by", de: "hinzugefügt von")
    static let fullTextsVote = Phrase("Vote on it", de: "Abstimmen")
    static let fullTextsExtract = Phrase("Extraction", de: "Datenextraktion")
    static let fullTextsAdded = Phrase("Added.", de: "Hinzugefügt.")
    static let fullTextsKnown = Phrase(
        "The work has this very file already.",
        de: "Die Arbeit hat genau diese Datei schon."
    )
    static let fullTextsRefused = Phrase("Not added:", de: "Nicht hinzugefügt:")
    static let fullTextsUndoRefused = Phrase(
        "The file was not removed, since this depends on it:",
        de: "Die Datei wurde nicht entfernt, denn davon hängt ab:"
    )
    static let fullTextsWords = Phrase("Words", de: "Wörter")
    static let fullTextsShow = Phrase("Show", de: "Anzeigen")
    static let fullTextsWorks = Phrase("works", de: "Arbeiten")
    static let fullTextsNeedScript = Phrase(
        "Sending files needs JavaScript, which this program brings along. Without it: "
            + "consilience attach DIR RECORD FILE.pdf.",
        de:
            "Zum Senden von Dateien braucht es JavaScript, das dieses Programm mitbringt. Ohne: "
            + "consilience attach DIR NACHWEIS DATEI.pdf."
    )
}
