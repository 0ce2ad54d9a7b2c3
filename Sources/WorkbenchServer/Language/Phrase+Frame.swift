/// Texts that stand around every page.
extension Phrase {
    static let workbench = Phrase("Workbench", de: "Arbeitsplatz")
    static let skip = Phrase("Skip to the content", de: "Zum Inhalt springen")
    static let overview = Phrase("Overview", de: "Übersicht")
    static let imports = Phrase("Import", de: "Einlesen")
    static let duplicates = Phrase("Duplicates", de: "Dubletten")
    static let screening = Phrase("Screening", de: "Sichtung")
    static let conflicts = Phrase("Conflicts", de: "Konflikte")
    static let fullTexts = Phrase("Full texts", de: "Volltexte")
    static let extraction = Phrase("Extraction", de: "Datenextraktion")
    static let appraisal = Phrase("Appraisal", de: "Bewertung")
    static let synthesis = Phrase("Synthesis", de: "Synthese")
    static let report = Phrase("Report", de: "Bericht")
    static let records = Phrase("Records", de: "Nachweise")
    static let flow = Phrase("PRISMA flow", de: "PRISMA-Fluss")
    static let log = Phrase("Log", de: "Protokollbuch")
    static let settings = Phrase("Settings", de: "Einstellungen")
    static let logIn = Phrase("Log in", de: "Anmelden")
    static let logOut = Phrase("Log out", de: "Abmelden")
    static let nobodyChosen = Phrase("Who are you?", de: "Wer sind Sie?")
    static let save = Phrase("Save", de: "Speichern")
    static let cancel = Phrase("Cancel", de: "Abbrechen")
    static let continueOn = Phrase("Continue", de: "Weiter")
    static let keptForm = Phrase(
        "You typed something here that was not saved, on",
        de: "Sie haben hier etwas eingegeben, das nicht gespeichert wurde, am"
    )
    static let takeKept = Phrase("Put it into the form", de: "In das Formular übernehmen")
    static let dropKept = Phrase("Discard it", de: "Verwerfen")
    static let singleKeys = Phrase(
        "Single keys act (in this browser)",
        de: "Einzelne Tasten wirken (in diesem Browser)"
    )
}
