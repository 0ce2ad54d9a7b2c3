/// Texts of the settings and of the plan of screening.
extension Phrase {
    static let settingsSaved = Phrase("Saved.", de: "Gespeichert.")
    static let noReviewFile = Phrase(
        "The folder has no review.yaml yet. This form makes one.",
        de: "Der Ordner hat noch keine review.yaml. Dieses Formular legt sie an."
    )
    static let reviewFileAsText = Phrase("review.yaml as text", de: "review.yaml als Text")
    static let reviewFileNote = Phrase(
        "Everything can be changed here, also what the forms do not offer. Faults are named with their lines "
            + "before anything is written.",
        de:
            "Hier lässt sich alles ändern, auch was die Formulare nicht anbieten. Fehler werden mit ihren "
            + "Zeilen genannt, bevor etwas geschrieben wird."
    )
    static let previewChange = Phrase("Show what changes", de: "Zeigen, was sich ändert")
    static let nothingWasWritten = Phrase("Nothing was written", de: "Nichts wurde geschrieben")
    static let nothingRecorded = Phrase(
        "Nothing changes in the review itself.",
        de: "An der Übersicht selbst ändert sich nichts."
    )
    static let whatIsRecorded = Phrase("What would be recorded", de: "Was festgehalten würde")
    static let whatChangesInFile = Phrase(
        "What changes in review.yaml",
        de: "Was sich in review.yaml ändert"
    )
    static let saveChange = Phrase("Save the change", de: "Änderung speichern")
    static let tooLongToCompare = Phrase(
        "The file is too long to be compared line by line.",
        de: "Die Datei ist zu lang, um zeilenweise verglichen zu werden."
    )
    static let nothingChanges = Phrase("Nothing.", de: "Nichts.")
    static let questionAndCriteria = Phrase("Question and criteria", de: "Frage und Kriterien")
    static let labelOfQuestion = Phrase("Part of the question", de: "Teil der Frage")
    static let titleOfReview = Phrase("Title of the review", de: "Titel der Übersicht")
    static let statementOfReport = Phrase(
        "Statement at the top of the report",
        de: "Hinweis am Anfang des Berichts"
    )
    static let keyRecordsOfReview = Phrase(
        "Reports known to belong into the review (FILE:POSITION, doi:…, pmid:…)",
        de: "Bekanntermaßen zugehörige Arbeiten (DATEI:STELLE, doi:…, pmid:…)"
    )
    static let oneALine = Phrase(
        "One entry a line in every list.",
        de: "In allen Listen ein Eintrag je Zeile."
    )
    static let reviewersOfProtocol = Phrase("Reviewers", de: "Gutachtende")
    static let formerReviewersOfProtocol = Phrase(
        "Reviewers who have left",
        de: "Ausgeschiedene Gutachtende"
    )
    static let arbitersOfProtocol = Phrase(
        "Arbiters (nobody: everybody may settle)",
        de: "Schiedspersonen (niemand: alle dürfen entscheiden)"
    )
    static let votesPerRecord = Phrase(
        "Votes that each record needs",
        de: "Stimmen, die jeder Nachweis braucht"
    )
    static let peopleNote = Phrase(
        "Names stand as they vote. Who leaves is moved to those who have left: their votes stand, and nobody "
            + "waits for them.",
        de:
            "Namen stehen so, wie sie abstimmen. Wer ausscheidet, kommt zu den Ausgeschiedenen: Die Stimmen "
            + "bleiben, und auf niemanden davon wird gewartet."
    )
    static let reasonsAtTitle = Phrase(
        "Reasons of exclusion, title and abstract",
        de: "Ausschlussgründe, Titel und Abstract"
    )
    static let reasonsAtFullText = Phrase(
        "Reasons of exclusion, full text",
        de: "Ausschlussgründe, Volltext"
    )
    static let termsFor = Phrase(
        "Terms that speak for a record",
        de: "Wörter, die für einen Nachweis sprechen"
    )
    static let termsAgainst = Phrase(
        "Terms that speak against a record",
        de: "Wörter, die gegen einen Nachweis sprechen"
    )
    static let termsNote = Phrase(
        "Terms are marked where records are screened; * at the end stands for any ending.",
        de: "Die Wörter werden beim Sichten hervorgehoben; * am Ende steht für jede Endung."
    )
    static let instrumentOfAppraisal = Phrase("Instrument of appraisal", de: "Bewertungsinstrument")
    static let appraisalAndAnalyses = Phrase(
        "Appraisal and analyses",
        de: "Bewertung und Analysen"
    )
    static let analysis = Phrase("Analysis", de: "Analyse")
    static let identifier = Phrase("Identifier", de: "Kennung")
    static let titleOfAnalysis = Phrase("Title", de: "Titel")
    static let estimatorOrModel = Phrase("Estimator or model", de: "Schätzer oder Modell")
    static let defaultChoice = Phrase("default", de: "Vorgabe")
    static let analysesNote = Phrase(
        "An analysis without an identifier is left out. dta pools sensitivity and specificity together; it "
            + "takes GLMM, REML or ML and no test.",
        de:
            "Eine Analyse ohne Kennung entfällt. dta fasst Sensitivität und Spezifität gemeinsam zusammen; "
            + "dort gelten GLMM, REML oder ML und kein Test."
    )

    // MARK: Plan of screening

    static let screeningPlan = Phrase("Plan of screening", de: "Sichtungsplan")
    static let worksLeft = Phrase(
        "Works that wait for each",
        de: "Arbeiten, die auf sie oder ihn warten"
    )
    static let assignWorks = Phrase("Distribute works", de: "Arbeiten verteilen")
    static let assignNote = Phrase(
        "Works that are assigned to nobody are distributed evenly. An assignment says whom a work waits for, "
            + "not who may vote.",
        de:
            "Arbeiten, die niemandem zugeteilt sind, werden gleichmäßig verteilt. Eine Zuteilung sagt, auf "
            + "wen eine Arbeit wartet, nicht wer abstimmen darf."
    )
    static let stageOfScreening = Phrase("Stage", de: "Stufe")
    static let amongWhom = Phrase("Among", de: "Unter")
    static let votesEach = Phrase("Votes for each work", de: "Stimmen je Arbeit")
    static let seed = Phrase("Seed", de: "Startwert")
    static let distribute = Phrase("Distribute", de: "Verteilen")
    static let calibrationRounds = Phrase("Calibration rounds", de: "Kalibrierungsrunden")
    static let calibrationNote = Phrase(
        "A random sample on which all vote, to see how far they agree before they go on.",
        de:
            "Eine Zufallsstichprobe, über die alle abstimmen, um vor dem Weitermachen zu sehen, wie weit sie "
            + "übereinstimmen."
    )
    static let numberOfWorks = Phrase("Number of works", de: "Zahl der Arbeiten")
    static let nameOfRound = Phrase("Name (blank: numbered)", de: "Name (leer: nummeriert)")
    static let drawRound = Phrase("Draw a round", de: "Runde ziehen")
    static let noRound = Phrase(
        "No round has been drawn.",
        de: "Es wurde noch keine Runde gezogen."
    )
    static let closeScreening = Phrase(
        "Close the screening of titles and abstracts",
        de: "Sichtung von Titeln und Abstracts abschließen"
    )
    static let closeNote = Phrase(
        "Works that nobody has voted on are put aside as ‘marked as ineligible by automation tools’. A later "
            + "vote brings a work back.",
        de:
            "Arbeiten, über die niemand abgestimmt hat, gelten als ‚durch Automatisierung ausgeschlossen‘. "
            + "Eine spätere Stimme holt eine Arbeit zurück."
    )
    static let unscreenedWorks = Phrase("Works without any vote", de: "Arbeiten ohne jede Stimme")
    static let evidenceForStopping = Phrase(
        "Evidence on which screening is stopped, as a sentence for the report",
        de: "Worauf sich der Abschluss stützt, als Satz für den Bericht"
    )
    static let close = Phrase("Close screening", de: "Sichtung abschließen")
    static let stoppingPanel = Phrase("May screening stop?", de: "Darf die Sichtung enden?")
    static let stoppingNote = Phrase(
        "All evidence side by side; no criterion decides by itself.",
        de: "Alle Anhaltspunkte nebeneinander; keiner entscheidet für sich allein."
    )
    static let planIsOutdated = Phrase(
        "The number of works without a vote has changed since you opened the page. Look again.",
        de:
            "Die Zahl der Arbeiten ohne Stimme hat sich geändert, seit Sie die Seite geöffnet haben. Sehen "
            + "Sie noch einmal nach."
    )
    static let agreementColumn = Phrase("Agreement", de: "Übereinstimmung")
    static let roundColumn = Phrase("Round", de: "Runde")
    static let worksColumn = Phrase("Works", de: "Arbeiten")
    static let waitsForColumn = Phrase("Waits for", de: "Wartet auf")
    static let supportsTarget = Phrase("supports the target", de: "stützt das Ziel")
    static let supportsNot = Phrase("does not support the target", de: "stützt das Ziel nicht")
    static let makesNoClaim = Phrase(
        "makes no claim on recall",
        de: "sagt nichts über die Vollständigkeit"
    )
    static let checkMet = Phrase("met", de: "erfüllt")
    static let checkNotMet = Phrase("not met", de: "nicht erfüllt")
    static let checkNotKnown = Phrase("not known", de: "nicht bekannt")
    static let restsOn = Phrase("What it rests on", de: "Worauf es beruht")
}
