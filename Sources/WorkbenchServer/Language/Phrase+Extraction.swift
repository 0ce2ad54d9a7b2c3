/// Texts of the extraction of studies.
extension Phrase {
    static let extractionLead = Phrase(
        "Included reports become studies, studies have evaluations. What is saved counts at once.",
        de:
            "Aus eingeschlossenen Berichten werden Studien, Studien haben Auswertungen. Was gespeichert ist, "
            + "zählt sofort."
    )
    static let reportsWithoutStudy = Phrase(
        "Included reports without a study",
        de: "Eingeschlossene Berichte ohne Studie"
    )
    static let noReportWithoutStudy = Phrase(
        "Every included report belongs to a study.",
        de: "Jeder eingeschlossene Bericht gehört zu einer Studie."
    )
    static let extract = Phrase("Extract", de: "Extrahieren")
    static let studiesHeading = Phrase("Studies", de: "Studien")
    static let noStudy = Phrase("No study yet.", de: "Noch keine Studie.")
    static let study = Phrase("Study", de: "Studie")
    static let evaluations = Phrase("Evaluations", de: "Auswertungen")
    static let evaluation = Phrase("Evaluation", de: "Auswertung")
    static let newEvaluation = Phrase("Further evaluation", de: "Weitere Auswertung")
    static let addEvaluation = Phrase("Add an evaluation", de: "Auswertung hinzufügen")
    static let removeEvaluation = Phrase(
        "Remove this evaluation when saving",
        de: "Diese Auswertung beim Speichern entfernen"
    )
    static let whereFrom = Phrase("Comes from", de: "Stammt aus")
    static let event = Phrase("event", de: "Ereignis")
    static let replaces = Phrase("replaces", de: "ersetzt")
    static let otherSheetNote = Phrase(
        "Rows of this study come from another sheet. What you change here is kept as a sheet of this form "
            + "and replaces the row; the other sheet stays as it is. If its row is changed later to say "
            + "something else, the review refuses it until both agree.",
        de:
            "Zeilen dieser Studie stammen aus einer anderen Tabelle. Was Sie hier ändern, wird als Tabelle dieses "
            + "Formulars aufbewahrt und ersetzt die Zeile; die andere Tabelle bleibt, wie sie ist. Wird ihre Zeile später "
            + "abweichend geändert, weist die Review sie zurück, bis beide übereinstimmen."
    )
    static let newStudy = Phrase("New study", de: "Neue Studie")
    static let saveStudy = Phrase("Save: it counts", de: "Speichern: es zählt")
    static let keepDraft = Phrase(
        "Keep as my draft, for two extractors",
        de: "Als meinen Entwurf behalten, für zwei Extrahierende"
    )
    static let draftNote = Phrase(
        "A draft does not count. Nobody sees it until a second extractor has drafted the same identifier.",
        de:
            "Ein Entwurf zählt nicht. Niemand sieht ihn, bis eine zweite Person dieselbe Kennung entworfen hat."
    )
    static let removeStudy = Phrase("Remove the study", de: "Studie entfernen")
    static let drafts = Phrase(
        "Drafts of two extractors",
        de: "Entwürfe zweier Extrahierender"
    )
    static let noDraft = Phrase("No draft waits.", de: "Kein Entwurf wartet.")
    static let extractors = Phrase("Extractors", de: "Extrahierende")
    static let ownDraft = Phrase("My draft", de: "Mein Entwurf")
    static let draftToo = Phrase("Draft it too", de: "Auch entwerfen")
    static let settleDrafts = Phrase("Settle the differences", de: "Unterschiede klären")
    static let waitsForSecond = Phrase(
        "waits for a second extractor",
        de: "wartet auf eine zweite Person"
    )
    static let bothThere = Phrase("both are there", de: "beide liegen vor")
    static let agreed = Phrase("agreed and recorded", de: "geklärt und erfasst")
    static let consensusLead = Phrase(
        "Both drafts side by side. Choose for each difference; what is equal is taken as it is. What you "
            + "save counts.",
        de:
            "Beide Entwürfe nebeneinander. Wählen Sie bei jedem Unterschied; Gleiches wird übernommen. Was Sie "
            + "speichern, zählt."
    )
    static let differs = Phrase("differs", de: "verschieden")
    static let ownValue = Phrase("Other value", de: "Anderer Wert")
    static let onlyOne = Phrase("only drafted by", de: "nur entworfen von")
    static let takeIt = Phrase("Take it", de: "Übernehmen")
    static let leaveOut = Phrase("Leave it out", de: "Weglassen")
    static let saveAgreed = Phrase("Save what was agreed", de: "Geklärtes speichern")
    static let blank = Phrase("blank", de: "leer")
    static let toDo = Phrase("To do", de: "Zu tun")
    static let pointLabel = Phrase(
        "point for sensitivity and specificity",
        de: "Punkt für Sensitivität und Spezifität"
    )
    static let sheets = Phrase("Sheets", de: "Tabellen")
    static let downloadSheet = Phrase("Download", de: "Herunterladen")
    static let takeSheet = Phrase("Take up a sheet", de: "Tabelle aufnehmen")
    static let takeSheetNote = Phrase(
        "studies.csv, cohorts.csv, models.csv, estimates.csv, or the JSON of evaluate, classes, lesions or segmentation (then "
            + "with study and stage).",
        de:
            "studies.csv, cohorts.csv, models.csv, estimates.csv oder das JSON von evaluate, classes, lesions oder segmentation (dann mit "
            + "Studie und Stufe)."
    )
    static let file = Phrase("File", de: "Datei")
    static let takeUp = Phrase("Take up", de: "Aufnehmen")
    static let takenUp = Phrase("Taken up.", de: "Aufgenommen.")
    static let uploadNeedsScript = Phrase(
        "Sending a sheet needs JavaScript; 'consilience extract' does the same.",
        de:
            "Zum Senden einer Tabelle braucht es JavaScript; „consilience extract“ leistet dasselbe."
    )
    static let notSaved = Phrase("Nothing was saved:", de: "Nichts wurde gespeichert:")
    static let standardErrorOfAUC = Phrase(
        "Standard error of the AUC",
        de: "Standardfehler der AUC"
    )
    static let onLogitScale = Phrase("on the logit scale", de: "auf der Logit-Skala")
    static let fromReportedError = Phrase("as reported", de: "wie berichtet")
    static let fromInterval = Phrase(
        "from the reported interval, taken as 95 %, on the logit scale",
        de: "aus dem berichteten Intervall, als 95 % gelesen, auf der Logit-Skala"
    )
    static let fromNewcombe = Phrase(
        "from n and events, by Newcombe",
        de: "aus n und Ereignissen, nach Newcombe"
    )
    static let noStandardError = Phrase(
        "No standard error of the AUC; it is not pooled. Missing:",
        de: "Kein Standardfehler der AUC; sie wird nicht gepoolt. Es fehlt:"
    )
    static let noAUC = Phrase("No AUC.", de: "Keine AUC.")
    static let tableStated = Phrase(
        "Two-by-two table, as stated",
        de: "Vierfeldertafel, wie angegeben"
    )
    static let tableRestored = Phrase(
        "Two-by-two table, restored from sensitivity, specificity, n and events",
        de: "Vierfeldertafel, aus Sensitivität, Spezifität, n und Ereignissen zurückgerechnet"
    )
    static let noTable = Phrase(
        "No two-by-two table. Missing:",
        de: "Keine Vierfeldertafel. Es fehlt:"
    )
    static let contradiction = Phrase("Does not fit together:", de: "Passt nicht zusammen:")
    static let tableSays = Phrase("the two-by-two table says", de: "nach der Vierfeldertafel")
    static let proportionsAllow = Phrase(
        "sensitivity and specificity allow",
        de: "nach Sensitivität und Spezifität möglich"
    )
    static let whatIsUsed = Phrase("What the analyses use", de: "Was die Analysen verwenden")
    static let readOnly = Phrase(
        "Your account may look, not change.",
        de: "Ihr Konto darf ansehen, nicht ändern."
    )
    static let otherReports = Phrase(
        "Further included reports of the same study",
        de: "Weitere eingeschlossene Berichte derselben Studie"
    )
    static let reportsOfStudy = Phrase("Reports", de: "Berichte")
}

/// The names of the columns of the sheets, as forms print them.
enum ColumnLabel {
    /// Label of a column; its name where there is none.
    static func text(_ column: String, _ language: Language) -> String {
        (labels[column] ?? ofParts[column])?.text(in: language) ?? column
    }

    private static let labels: [String: Phrase] = [
        "study": Phrase("Identifier", de: "Kennung"), "reports": .reportsOfStudy,
        "first_author": Phrase("First author", de: "Erstautor/in"),
        "year": Phrase("Year", de: "Jahr"), "title": Phrase("Title", de: "Titel"),
        "journal": Phrase("Journal", de: "Zeitschrift"), "doi": Phrase("DOI", de: "DOI"),
        "pmid": Phrase("PubMed identifier", de: "PubMed-Nummer"),
        "country": Phrase("Country", de: "Land"),
        "modality": Phrase("Modality", de: "Modalität"), "task": Phrase("Task", de: "Aufgabe"),
        "model_family": Phrase("Model family", de: "Modellfamilie"),
        "patients": Phrase("Patients", de: "Patienten"),
        "events": Phrase("Events (with the outcome)", de: "Ereignisse (mit Zielgröße)"),
        "primary_tumours": Phrase(
            "Primary tumours, separated by semicolons",
            de: "Primärtumoren, durch Semikolon getrennt"
        ),
        "note": .note, "model": Phrase("Model", de: "Modell"),
        "stage": Phrase("Stage", de: "Stufe"),
        "unit": Phrase("Unit (patient, lesion, …)", de: "Einheit (Patient, Läsion, …)"),
        "cohort": Phrase("Cohort", de: "Kohorte"),
        "n": Phrase("n (units)", de: "n (Einheiten)"),
        "auc": Phrase("AUC", de: "AUC"),
        "auc_se": Phrase("Standard error of the AUC", de: "Standardfehler der AUC"),
        "auc_lower": Phrase("AUC, lower limit", de: "AUC, untere Grenze"),
        "auc_upper": Phrase("AUC, upper limit", de: "AUC, obere Grenze"),
        "sensitivity": Phrase("Sensitivity", de: "Sensitivität"),
        "specificity": Phrase("Specificity", de: "Spezifität"),
        "accuracy": Phrase("Accuracy", de: "Treffgenauigkeit"),
        "dice": Phrase("Dice", de: "Dice"),
        "tp": Phrase("True positives", de: "Richtig positiv"),
        "fp": Phrase("False positives", de: "Falsch positiv"),
        "fn": Phrase("False negatives", de: "Falsch negativ"),
        "tn": Phrase("True negatives", de: "Richtig negativ"),
    ]

    /// Name of a stage of evaluation.
    static func stage(_ code: String, _ language: Language) -> String {
        stages[code]?.text(in: language) ?? code
    }

    private static let stages: [String: Phrase] = [
        "training": Phrase("training (apparent)", de: "Training (auf Trainingsdaten)"),
        "internal": Phrase("internal validation", de: "interne Validierung"),
        "external": Phrase("external validation", de: "externe Validierung"),
        "unclear": Phrase("unclear", de: "unklar"),
    ]
}
