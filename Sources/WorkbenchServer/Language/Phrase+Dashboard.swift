/// Texts of the overview.
extension Phrase {
    static let whatWaits = Phrase("What waits", de: "Was wartet")
    static let waitsForYou = Phrase("What waits for you", de: "Was auf Sie wartet")
    static let nothingForYou = Phrase(
        "Nothing waits for you here.",
        de: "Hier wartet nichts auf Sie."
    )
    static let progress = Phrase("Progress", de: "Fortschritt")
    static let agreement = Phrase("Agreement of the reviewers", de: "Übereinstimmung")
    static let results = Phrase("Results", de: "Ergebnisse")
    static let recordsIdentified = Phrase("Records identified", de: "Nachweise gefunden")
    static let duplicatesCounted = Phrase("duplicates", de: "Dubletten")
    static let screened = Phrase("Screened", de: "Gesichtet")
    static let excluded = Phrase("excluded", de: "ausgeschlossen")
    static let reportsSought = Phrase("Reports sought", de: "Volltexte gesucht")
    static let notRetrievedCounted = Phrase("not retrieved", de: "nicht erhältlich")
    static let assessed = Phrase("Assessed in full", de: "Im Volltext geprüft")
    static let reportsIncluded = Phrase("Reports included", de: "Publikationen eingeschlossen")
    static let studiesCounted = Phrase("studies", de: "Studien")
    static let patients = Phrase("Patients", de: "Patientinnen und Patienten")
    static let statedBy = Phrase("stated by", de: "angegeben von")
    static let byOtherMethods = Phrase(
        "By other methods, sought / assessed",
        de: "Auf anderen Wegen, gesucht / geprüft"
    )
    static let countedFromSeen = Phrase(
        "Counted from the votes that you may see by now.",
        de: "Gezählt aus den Stimmen, die Sie bis jetzt sehen dürfen."
    )
    static let noProtocol = Phrase(
        "No protocol has been set yet.",
        de: "Es gibt noch kein Protokoll."
    )
    static let noRecords = Phrase(
        "No record has been imported yet.",
        de: "Es ist noch nichts eingelesen."
    )
    static let notDeduplicated = Phrase(
        "Duplicates have not been looked for since the last import.",
        de: "Seit dem letzten Einlesen wurde nicht nach Dubletten gesucht."
    )
    static let pairsWait = Phrase(
        "Pairs of records that a person must look at",
        de: "Paare von Nachweisen, die ein Mensch ansehen muss"
    )
    static let awaitVotes = Phrase("works need votes", de: "Arbeiten brauchen Stimmen")
    static let conflictOn = Phrase("conflict on", de: "Konflikt bei")
    /// What ends a list of which not all is shown.
    static func andMore(_ count: Int) -> Phrase {
        Phrase("and \(count) more", de: "und \(count) weitere")
    }
    static let moreConflicts = Phrase("more conflicts", de: "weitere Konflikte")
    static let fullTextsToFind = Phrase("Full texts still missing", de: "Noch fehlende Volltexte")
    static let reportsToExtract = Phrase(
        "Included reports that no study names",
        de: "Eingeschlossene Publikationen ohne Studie"
    )
    static let studiesWithoutAppraisal = Phrase(
        "Studies without an appraisal",
        de: "Studien ohne Bewertung"
    )
    static let flowBroken = Phrase("The flow does not add up:", de: "Der Fluss geht nicht auf:")
    static let nothingWaits = Phrase(
        "Nothing waits: every record is decided, every included report belongs to a study, every study "
            + "has an appraisal.",
        de:
            "Nichts wartet: Alle Nachweise sind entschieden, alle eingeschlossenen Publikationen gehören zu "
            + "einer Studie, alle Studien sind bewertet."
    )
    static let stage = Phrase("Stage", de: "Stufe")
    static let settled = Phrase("settled", de: "entschieden")
    static let included = Phrase("Included", de: "Eingeschlossen")
    static let excludedHead = Phrase("Excluded", de: "Ausgeschlossen")
    static let awaiting = Phrase("Awaiting votes", de: "Warten auf Stimmen")
    static let works = Phrase("works", de: "Arbeiten")
    static let studies = Phrase("studies", de: "Studien")
    static let evaluationsCounted = Phrase("evaluations", de: "Auswertungen")
    static let votesOfPeople = Phrase(
        "Works that each person has voted on",
        de: "Arbeiten, über die jede Person abgestimmt hat"
    )
    static let noAgreement = Phrase(
        "No works have the votes of two people yet that you may see.",
        de: "Noch hat keine Arbeit die Stimmen zweier Personen, die Sie sehen dürfen."
    )
    static let noAnalysis = Phrase(
        "No analysis is planned in the protocol.",
        de: "Im Protokoll ist keine Auswertung geplant."
    )
    static let noEvaluation = Phrase(
        "No evaluation with this figure has been extracted yet.",
        de: "Noch ist keine Auswertung mit dieser Kennzahl extrahiert."
    )
}
