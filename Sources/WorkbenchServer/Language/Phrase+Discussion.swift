import Review
import Screening

/// Texts of conflicts and of what people say about them.
extension Phrase {
    static let remarks = Phrase("Remarks", de: "Bemerkungen")
    static let lastRemark = Phrase("Last remark", de: "Letzte Bemerkung")
    static let discussion = Phrase("Discussion", de: "Diskussion")
    static let votesAndDiscussion = Phrase(
        "Votes and discussion on a page of their own",
        de: "Stimmen und Diskussion auf einer eigenen Seite"
    )
    static let nothingSaid = Phrase(
        "Nobody has said anything yet.",
        de: "Noch hat niemand etwas gesagt."
    )
    static let discussionClosed = Phrase(
        "Remarks are shown here, and can be made, once you may see all votes on this work.",
        de:
            "Bemerkungen stehen hier und können gemacht werden, sobald Sie alle Stimmen zu dieser Arbeit "
            + "sehen dürfen."
    )
    static let votesHidden = Phrase(
        "The votes of others are hidden until all that are needed are in, and yours among them.",
        de:
            "Die Stimmen der anderen sind verborgen, bis alle nötigen abgegeben sind, auch Ihre eigene."
    )
    static let noVoteToSee = Phrase(
        "There is no vote that you may see.",
        de: "Es gibt keine Stimme, die Sie sehen dürfen."
    )
    static let votesComeTo = Phrase("Decided", de: "Entschieden")
    static let yourRemark = Phrase("Your remark", de: "Ihre Bemerkung")
    static let remarkNote = Phrase(
        "Everybody who may see the votes can read it. You can take it back while nobody has answered; the "
            + "journal keeps it.",
        de:
            "Alle, die die Stimmen sehen dürfen, können sie lesen. Sie können sie zurücknehmen, solange "
            + "niemand geantwortet hat; das Journal behält sie."
    )
    static let sendRemark = Phrase("Send", de: "Senden")
    static let takeRemarkBack = Phrase("Take back", de: "Zurücknehmen")
    static let conflictNumber = Phrase("conflict", de: "Konflikt")
    static let noConflictNow = Phrase("not in conflict", de: "kein Konflikt")
    static let previousConflict = Phrase("Previous", de: "Vorheriger")
    static let nextConflict = Phrase("Next", de: "Nächster")
    static let allConflicts = Phrase("All conflicts", de: "Alle Konflikte")
    static let conflictSettled = Phrase("Settled:", de: "Entschieden:")
    static let oneConflictLeft = Phrase("conflict is left.", de: "Konflikt bleibt.")
    static let manyConflictsLeft = Phrase("conflicts are left.", de: "Konflikte bleiben.")
    static let othersSpokeLast = Phrase(
        "somebody else had the last word in",
        de: "jemand anderes hatte das letzte Wort bei"
    )
    static let conflictKeys = Phrase(
        "I include, E exclude, N not retrieved (full text), digits choose a reason and exclude, R reason, "
            + "T note, S settle, C remark, L next conflict; Ctrl+Enter sends the form you are typing in, "
            + "Escape leaves it.",
        de:
            "I einschließen, E ausschließen, N nicht erhältlich (Volltext), Ziffern wählen einen Grund und "
            + "schließen aus, R Grund, T Notiz, S entscheiden, C Bemerkung, L nächster Konflikt; "
            + "Strg+Eingabe sendet das Formular, in dem Sie schreiben, Escape verlässt es."
    )
}

extension Disagreement {
    /// The disagreement in words.
    var phrase: Phrase {
        switch self {
        case .ownVotes(let reviewer):
            Phrase(
                description,
                de: "\(reviewer) hat zwei Nachweise dieser Arbeit verschieden beurteilt"
            )
        case .verdicts(let sides):
            Phrase(
                description,
                de: sides.map { side in
                    let words = side.verdicts.map { $0.phrase.german.lowercased() }
                    return "\(side.reviewer): " + words.joined(separator: "/")
                }.joined(separator: ", ")
            )
        case .reasons(let reasons):
            Phrase(description, de: "verschiedene Gründe: " + reasons.joined(separator: " / "))
        case .undecided: Phrase(description, de: "im Volltext unentschieden")
        case .notRetrievedTooEarly:
            Phrase(description, de: "„nicht erhältlich“ bei Titel und Abstract")
        }
    }
}

extension RemarkObjection {
    /// The objection in words.
    var phrase: Phrase {
        switch self {
        case .unknownRecord(let record):
            Phrase(description, de: "Die Übersicht hat keinen Nachweis \(record)")
        case .closed:
            Phrase(
                description,
                de: "Bemerkungen zu dieser Arbeit warten, bis Sie alle Stimmen zu ihr sehen dürfen"
            )
        case .otherOfThisName(let event):
            Phrase(description, de: "Ereignis \(event) ist eine andere Bemerkung dieses Namens")
        case .noRemark(let event):
            Phrase(description, de: "Ereignis \(event) ist keine Bemerkung")
        case .ofAnother(let event, let author):
            Phrase(description, de: "Ereignis \(event) ist eine Bemerkung von \(author)")
        case .takenBack(let event):
            Phrase(description, de: "Ereignis \(event) wurde schon zurückgenommen")
        case .answered(let author, let event):
            Phrase(description, de: "\(author) hat darauf geantwortet (Ereignis \(event))")
        }
    }
}

extension FaultText {
    static let remarkIsEmpty = FaultText(
        Phrase(
            "'text' is empty: a remark says something.",
            de: "Die Bemerkung ist leer: sagen Sie etwas."
        )
    )
    static let remarkIsTooLong = FaultText(
        Phrase(
            "'text' has more than \(Remark.longestText) characters.",
            de: "Die Bemerkung hat mehr als \(Remark.longestText) Zeichen."
        )
    )
    static let remarkSteers = FaultText(
        Phrase("'text' has control characters.", de: "Die Bemerkung hat Steuerzeichen.")
    )
}
