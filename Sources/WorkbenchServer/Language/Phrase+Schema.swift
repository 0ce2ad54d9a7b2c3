import Review

/// Texts of what a protocol asks to be extracted, and of how a review is blinded.
extension Phrase {
    static let ofProtocol = Phrase("Asked for by the protocol", de: "Vom Protokoll verlangt")
    static let isRequired = Phrase("required", de: "Pflicht")
    static let notReported = Phrase("not reported (NR)", de: "nicht berichtet (NR)")
    static let notReportedHint = Phrase(
        "NR stands for “not reported” in every field of the protocol.",
        de: "NR steht in jedem Feld des Protokolls für „nicht berichtet“."
    )
    static let formerField = Phrase("no longer in the protocol", de: "nicht mehr im Protokoll")
    static let yes = Phrase("yes", de: "ja")
    static let no = Phrase("no", de: "nein")
    static let dateHint = Phrase("YYYY-MM-DD, YYYY-MM or YYYY", de: "JJJJ-MM-TT, JJJJ-MM oder JJJJ")
    static let whatIsExtracted = Phrase("What is extracted", de: "Was extrahiert wird")
    static let charmsNote = Phrase(
        "the items of the checklist for reviews of prediction models (Moons et al. 2014)",
        de: "die Punkte der Checkliste für Reviews von Vorhersagemodellen (Moons et al. 2014)"
    )
    static let schemaNote = Phrase(
        "Each field becomes a column of its sheet and an input of its form. A field that is taken out keeps "
            + "what was recorded in it. A row that is emptied here is taken out.",
        de:
            "Jedes Feld wird zu einer Spalte seiner Tabelle und zu einer Eingabe seines Formulars. Was in einem "
            + "gestrichenen Feld erfasst wurde, bleibt erhalten. Eine hier geleerte Zeile entfällt."
    )
    static let field = Phrase("Field", de: "Feld")
    static let columnName = Phrase("Name of the column", de: "Name der Spalte")
    static let fieldOf = Phrase("Describes", de: "Beschreibt")
    static let fieldTitle = Phrase("Title", de: "Titel")
    static let fieldKind = Phrase("Holds", de: "Enthält")
    static let fieldChoices = Phrase(
        "Choices, one a line",
        de: "Auswahl, je Zeile eine Möglichkeit"
    )
    static let fieldUnit = Phrase("Unit of a number", de: "Einheit einer Zahl")
    static let fieldLeast = Phrase("Smallest number", de: "Kleinste Zahl")
    static let fieldMost = Phrase("Largest number", de: "Größte Zahl")
    static let fieldGuidance = Phrase("Guidance", de: "Anleitung")
    static let textKind = Phrase("text", de: "Text")
    static let integerKind = Phrase("whole number", de: "ganze Zahl")
    static let numberKind = Phrase("number", de: "Zahl")
    static let yesNoKind = Phrase("yes or no", de: "ja oder nein")
    static let dateKind = Phrase("date", de: "Datum")
    static let choiceKind = Phrase("one choice", de: "eine Möglichkeit")
    static let choicesKind = Phrase(
        "several choices",
        de: "mehrere Möglichkeiten"
    )
    static let blinding = Phrase("Blinding", de: "Verblindung")
    static let blindingLead = Phrase(
        "Blinding is part of the program and cannot be switched off. What follows from your protocol:",
        de:
            "Die Verblindung ist Teil des Programms und lässt sich nicht abschalten. Aus Ihrem Protokoll folgt:"
    )
    static let oneVotePerRecord = Phrase(
        "vote is asked for on each record and report.",
        de: "Stimme ist je Datensatz und Bericht verlangt."
    )
    static let severalVotesPerRecord = Phrase(
        "votes are asked for on each record and report.",
        de: "Stimmen sind je Datensatz und Bericht verlangt."
    )
    static let blindingOfOneVote = Phrase(
        "A vote decides alone; once it is given, everybody sees it. In a calibration round nobody sees the "
            + "votes of others before giving their own.",
        de:
            "Eine Stimme entscheidet allein; ist sie abgegeben, sehen alle sie. In einer Kalibrierungsrunde sieht "
            + "niemand die Stimmen anderer, bevor die eigene abgegeben ist."
    )
    static let blindingOfVotes = Phrase(
        "Nobody sees what others voted on a record before all these votes are in or the record is settled, "
            + "and not as long as it waits for their own vote.",
        de:
            "Niemand sieht, wie andere über einen Datensatz abgestimmt haben, bevor alle diese Stimmen vorliegen "
            + "oder er geklärt ist – und nicht, solange er auf die eigene Stimme wartet."
    )
    static let everybodySettles = Phrase(
        "Conflicts are open to all once these votes are in, and everybody who votes may settle them.",
        de:
            "Konflikte sind für alle sichtbar, sobald diese Stimmen vorliegen; wer abstimmt, darf sie auch klären."
    )
    static let arbitersSettle = Phrase(
        "Conflicts are open to all once these votes are in; they are settled by",
        de:
            "Konflikte sind für alle sichtbar, sobald diese Stimmen vorliegen; geklärt werden sie von"
    )
    static let blindingOfDrafts = Phrase(
        "Of an extraction draft others learn who made it, the study's identifier and its main report; what "
            + "it says is shown once two drafts are there. What was saved as a study is open to all.",
        de:
            "Von einem Entwurf der Extraktion erfahren andere, wer ihn gemacht hat, die Kennung der Studie und ihren "
            + "Hauptbericht; seinen Inhalt sehen sie, sobald zwei Entwürfe vorliegen. Gespeicherte Studien sehen alle."
    )
    static let blindingOfAppraisal = Phrase(
        "Appraisal answers of others are shown once one's own are complete or a consensus is there; who has "
            + "given none sees them once as many assessors are done as votes are asked for.",
        de:
            "Antworten anderer zur Bewertung werden sichtbar, sobald die eigenen vollständig sind oder ein Konsens "
            + "vorliegt; wer keine gegeben hat, sieht sie, sobald so viele Bewertende fertig sind, wie Stimmen verlangt sind."
    )
    static let blindingOfTheRest = Phrase(
        "This holds for admins and observers too, on every page, in figures, counts, downloads, the log and "
            + "the interface for scripts. Who works alone and has not said who they are sees everything, and so "
            + "does whoever can read the review's folder.",
        de:
            "Das gilt auch für Verwaltende und Beobachtende, auf jeder Seite, in Abbildungen, Zahlen, Downloads, im "
            + "Protokoll der Ereignisse und in der Schnittstelle für Skripte. Wer allein arbeitet und nicht gesagt hat, "
            + "wer er ist, sieht alles – ebenso, wer den Ordner der Review lesen kann."
    )
    static let cohort = Phrase("Cohort", de: "Kohorte")
    static let cohorts = Phrase("Cohorts", de: "Kohorten")
    static let model = Phrase("Model", de: "Modell")
    static let models = Phrase("Models", de: "Modelle")
    static let nameOfPart = Phrase(
        "Name, as evaluations use it",
        de: "Name, wie ihn Auswertungen verwenden"
    )
    static let cohortsNote = Phrase(
        "What the models were developed or evaluated on. An evaluation names its cohort.",
        de:
            "Woran die Modelle entwickelt oder ausgewertet wurden. Eine Auswertung nennt ihre Kohorte."
    )
    static let modelsNote = Phrase(
        "The models of the study. An evaluation names its model.",
        de: "Die Modelle der Studie. Eine Auswertung nennt ihr Modell."
    )
    static let addCohort = Phrase("Add a cohort", de: "Kohorte hinzufügen")
    static let addModel = Phrase("Add a model", de: "Modell hinzufügen")
    static let removeWhenSaving = Phrase("Remove when saving", de: "Beim Speichern entfernen")
    static let namedNotDescribed = Phrase(
        "Named by evaluations, not described",
        de: "Von Auswertungen genannt, nicht beschrieben"
    )
}

extension ColumnLabel {
    /// Labels of the columns of cohorts and models that no other sheet has.
    static let ofParts: [String: Phrase] = [
        "role": Phrase("Role", de: "Rolle"), "source": Phrase("Source of data", de: "Datenquelle"),
        "setting": Phrase("Setting", de: "Versorgungsumfeld"),
        "centres": Phrase("Centres", de: "Zentren"),
        "period_start": Phrase("Period from", de: "Zeitraum von"),
        "period_end": Phrase("Period to", de: "Zeitraum bis"),
        "family": Phrase("Family", de: "Familie"),
        "algorithm": Phrase("Algorithm", de: "Algorithmus"),
        "input": Phrase("Input", de: "Eingabe"),
        "predictors": Phrase("Predictors in the model", de: "Prädiktoren im Modell"),
        "version": Phrase("Version", de: "Version"),
        "software": Phrase("Software", de: "Software"),
        "available": Phrase("Available to others", de: "Für andere verfügbar"),
    ]

    /// Label of a column that may be one of the protocol's.
    static func text(
        _ column: String,
        _ language: Language,
        _ fields: ExtractionFields
    ) -> String {
        if let field = fields[column] { return field.title }
        guard fields.former.contains(column) else { return text(column, language) }
        return "\(column) (\(Phrase.formerField.text(in: language)))"
    }
}
