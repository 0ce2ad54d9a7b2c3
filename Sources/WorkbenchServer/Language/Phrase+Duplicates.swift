/// Texts of the pages on which pairs of records are judged.
extension Phrase {
    static let pairsOpen = Phrase("To judge", de: "Zu beurteilen")
    static let pairsJudged = Phrase("Judged", de: "Beurteilt")
    static let pairsMerged = Phrase("Merged by the program", de: "Vom Programm vereint")
    static let pairsSearch = Phrase("By hand", de: "Von Hand")
    static let pairsOverlap = Phrase("Overlap", de: "Überschneidung")
    static let pairsLists = Phrase("Lists of pairs", de: "Listen der Paare")
    static let pairsNone = Phrase(
        "No pair of records is left for a person.",
        de: "Kein Paar von Nachweisen wartet auf ein Urteil."
    )
    static let pairsNoneJudged = Phrase(
        "Nobody has judged a pair yet.",
        de: "Noch niemand hat ein Paar beurteilt."
    )
    static let pairsNoneMerged = Phrase(
        "The program has merged no records.",
        de: "Das Programm hat keine Nachweise vereint."
    )
    static let pairsPlace = Phrase("pair", de: "Paar")
    static let pairsOf = Phrase("of", de: "von")
    static let pairsField = Phrase("Field", de: "Feld")
    static let pairsFirst = Phrase("First record", de: "Erster Nachweis")
    static let pairsSecond = Phrase("Second record", de: "Zweiter Nachweis")
    static let pairsDiffers = Phrase("differs", de: "verschieden")
    static let pairsOnlyOne = Phrase("one side only", de: "nur auf einer Seite")
    static let pairsCompared = Phrase(
        "Side by side; what differs is marked. Case, accents and punctuation of texts are not.",
        de:
            "Nebeneinander; Unterschiede sind markiert, nicht aber Groß- und Kleinschreibung, Akzente und "
            + "Satzzeichen in Texten."
    )
    static let pairsWhy = Phrase("What the program found", de: "Was das Programm gefunden hat")
    static let pairsScore = Phrase("Score", de: "Punktwert")
    static let pairsRule = Phrase("Rule", de: "Regel")
    static let pairsReasons = Phrase("Reasons", de: "Gründe")
    static let pairsHeld = Phrase("Held to be", de: "Gilt als")
    static let pairsOneWork = Phrase("one work", de: "eine Arbeit")
    static let pairsTwoWorks = Phrase("two works", de: "zwei Arbeiten")
    static let pairsNotCompared = Phrase(
        "The program did not take these two for one work.",
        de: "Das Programm hat diese beiden nicht für eine Arbeit gehalten."
    )
    static let pairsLeft = Phrase("left for a person", de: "einem Menschen überlassen")
    static let pairsMerge = Phrase("Merge: the same work", de: "Vereinen: dieselbe Arbeit")
    static let pairsKeep = Phrase("Keep apart", de: "Getrennt lassen")
    static let pairsNote = Phrase("Note", de: "Notiz")
    static let pairsPrevious = Phrase("Previous", de: "Zurück")
    static let pairsNext = Phrase("Next", de: "Weiter")
    static let pairsKeys = Phrase(
        "Keys: M merge, K keep apart, J or → next, L or ← previous, T note, U take the last judgement back.",
        de:
            "Tasten: M vereinen, K getrennt lassen, J oder → weiter, L oder ← zurück, T Notiz, U letztes "
            + "Urteil zurücknehmen."
    )
    static let pairsJudgedBy = Phrase("Judged by", de: "Beurteilt von")
    static let pairsTakeBack = Phrase("Take back", de: "Zurücknehmen")
    static let pairsTakenBack = Phrase("Taken back.", de: "Zurückgenommen.")
    static let pairsNothingToTakeBack = Phrase(
        "There is nothing to take back on this page.",
        de: "Auf dieser Seite gibt es nichts zurückzunehmen."
    )
    static let pairsRecorded = Phrase("Recorded:", de: "Festgehalten:")
    static let pairsRefused = Phrase("Not recorded:", de: "Nicht festgehalten:")
    static let pairsBackTo = Phrase("back to the pair", de: "zurück zum Paar")
    static let pairsFromSheet = Phrase("from a sheet", de: "aus einer Tabelle")
    static let pairsCompare = Phrase("Compare", de: "Vergleichen")
    static let pairsApart = Phrase(
        "Not the same? Compare and keep apart",
        de: "Nicht dasselbe? Vergleichen und trennen"
    )
    static let pairsSearchWords = Phrase("Words", de: "Wörter")
    static let pairsFind = Phrase("Find", de: "Finden")
    static let pairsSearchNote = Phrase(
        "Find a record and choose it as the first; then find the other and compare both.",
        de:
            "Suchen Sie einen Nachweis und wählen Sie ihn als ersten; suchen Sie dann den anderen und "
            + "vergleichen Sie beide."
    )
    static let pairsChoose = Phrase("Choose as the first", de: "Als ersten wählen")
    static let pairsCompareWith = Phrase("Compare with", de: "Vergleichen mit")
    static let pairsChosen = Phrase("Chosen as the first:", de: "Als erster gewählt:")
    static let pairsNothingFound = Phrase("No record fits.", de: "Kein Nachweis passt.")
    static let pairsMoreFound = Phrase(
        "more; give more words",
        de: "weitere; geben Sie mehr Wörter an"
    )
    static let pairsPending = Phrase(
        "Judgements wait to be worked in; that happens by itself within two minutes.",
        de:
            "Urteile warten auf ihre Einarbeitung; das geschieht innerhalb von zwei Minuten von selbst."
    )
    static let pairsFailed = Phrase(
        "The judgements could not be worked in:",
        de: "Die Urteile konnten nicht eingearbeitet werden:"
    )
    static let pairsSource = Phrase("Source", de: "Quelle")
    static let pairsRecords = Phrase("Records", de: "Nachweise")
    static let pairsWorks = Phrase("Works", de: "Arbeiten")
    static let pairsAlone = Phrase("Held by no other", de: "Nur hier")
    static let pairsShared = Phrase("Held by another, too", de: "Auch anderswo")
    static let pairsWithin = Phrase("Duplicates within", de: "Dubletten darin")
    static let pairsWhen = Phrase("When", de: "Wann")
    static let pairsSameWork = Phrase(
        "These are records of one work.",
        de: "Dies sind Nachweise einer Arbeit."
    )
    static let pairsPairOf = Phrase("Pair", de: "Paar")
}
