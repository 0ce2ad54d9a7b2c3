import RiskOfBias

/// Texts of the appraisal of studies.
extension Phrase {
    static let noInstrument = Phrase(
        "The protocol names no instrument that this program knows.",
        de: "Das Protokoll nennt kein Instrument, das dieses Programm kennt."
    )
    static let instrumentLabel = Phrase("Instrument", de: "Instrument")
    static let subjectsHeading = Phrase("What is appraised", de: "Was bewertet wird")
    static let noSubject = Phrase(
        "Studies are extracted first.",
        de: "Zuerst werden Studien extrahiert."
    )
    static let subjectColumn = Phrase("Study, part", de: "Studie, Teil")
    static let myAnswers = Phrase("My answers", de: "Meine Antworten")
    static let otherAssessors = Phrase("Others", de: "Andere")
    static let judgementColumn = Phrase("Judgement", de: "Urteil")
    static let complete = Phrase("complete", de: "vollständig")
    static let notBegun = Phrase("not begun", de: "nicht begonnen")
    static let openItems = Phrase("open", de: "offen")
    static let begun = Phrase("begun", de: "begonnen")
    static let appraise = Phrase("Appraise", de: "Bewerten")
    static let lookAt = Phrase("Look at it", de: "Ansehen")
    static let consensus = Phrase("Consensus", de: "Konsens")
    static let wholeStudy = Phrase("the whole study", de: "die ganze Studie")
    static let whatIsJudged = Phrase("What is judged", de: "Was beurteilt wird")
    static let open = Phrase("Open", de: "Öffnen")
    static let blindNote = Phrase(
        "What others answered is shown once your own answers are complete.",
        de:
            "Was andere geantwortet haben, sehen Sie, sobald Ihre eigenen Antworten vollständig sind."
    )
    static let appraisalSheetNote = Phrase(
        "Some of these answers come from another sheet. What you save here replaces them; the sheet stays "
            + "as it is, and what it is changed to later is refused until both agree.",
        de:
            "Einige dieser Antworten stammen aus einer anderen Tabelle. Was Sie hier speichern, ersetzt sie; die "
            + "Tabelle bleibt, wie sie ist, und spätere abweichende Änderungen darin werden zurückgewiesen, bis "
            + "beide übereinstimmen."
    )
    static let why = Phrase("Why (quote, page)", de: "Begründung (Zitat, Seite)")
    static let answersTo = Phrase("Answer", de: "Antwort")
    static let noAnswer = Phrase("no answer", de: "keine Antwort")
    static let perStratum = Phrase(
        "Answer for kinds separately",
        de: "Nach Art getrennt beantworten"
    )
    static let computedJudgement = Phrase("By the rule", de: "Nach der Regel")
    static let noComputed = Phrase("none: judge yourself", de: "keines: urteilen Sie selbst")
    static let overrideLabel = Phrase("Judgement instead", de: "Stattdessen urteilen")
    static let asComputed = Phrase("as the rule gives it", de: "wie die Regel es ergibt")
    static let settlingReason = Phrase(
        "Why (required with a judgement)",
        de: "Begründung (Pflicht bei einem Urteil)"
    )
    static let asAssessors = Phrase("as the assessors say", de: "wie die Bewertenden es sagen")
    static let noneYet = Phrase("nothing yet", de: "noch nichts")
    static let overrideReason = Phrase(
        "Why (required if it differs from the rule)",
        de: "Begründung (Pflicht, wenn es von der Regel abweicht)"
    )
    static let guidance = Phrase("Guidance", de: "Hinweise")
    static let guidanceNote = Phrase(
        "Guidance in brief stands beneath the questions.",
        de: "Unter den Fragen stehen kurze Hinweise."
    )
    static let guidanceSource = Phrase("In full", de: "Ausführlich")
    static let openGuidance = Phrase("Open all guidance", de: "Alle Hinweise aufklappen")
    static let closeGuidance = Phrase("Close all guidance", de: "Alle Hinweise zuklappen")
    static let applicability = Phrase("Applicability", de: "Anwendbarkeit")
    static let overallJudgement = Phrase("Overall", de: "Gesamt")
    static let stillOpen = Phrase("Still to be answered", de: "Noch zu beantworten")
    static let stillDisputed = Phrase("Still in dispute", de: "Noch strittig")
    static let allAnswered = Phrase("All is answered.", de: "Alles ist beantwortet.")
    static let allSettled = Phrase("Nothing is in dispute.", de: "Nichts ist strittig.")
    static let saveAppraisal = Phrase("Save my answers", de: "Meine Antworten speichern")
    static let saveConsensus = Phrase("Save the consensus", de: "Konsens speichern")
    static let consensusNote = Phrase(
        "What assessors answered alike holds. Settle what is marked; a judgement that settles needs a reason.",
        de:
            "Was gleich beantwortet wurde, gilt. Klären Sie, was markiert ist; ein Urteil, das klärt, braucht eine "
            + "Begründung."
    )
    static let idealTrialLabel = Phrase(
        "Ideal test accuracy trial",
        de: "Ideale Studie zur Testgenauigkeit"
    )
    static let trafficLight = Phrase("Judgements so far", de: "Urteile bisher")
    static let domain = Phrase("Domain", de: "Domäne")
    static let settledAnswer = Phrase("What holds", de: "Was gilt")
}

extension Judgement {
    /// Name as printed.
    var phrase: Phrase {
        switch self {
        case .low: Phrase("low", de: "niedrig")
        case .unclear: Phrase("unclear", de: "unklar")
        case .insufficientInformation:
            Phrase("insufficient information", de: "unzureichende Angaben")
        case .high: Phrase("high", de: "hoch")
        }
    }

    /// Class of its colour.
    var tone: String {
        switch self {
        case .low: "low"
        case .unclear, .insufficientInformation: "unclear"
        case .high: "high"
        }
    }
}
