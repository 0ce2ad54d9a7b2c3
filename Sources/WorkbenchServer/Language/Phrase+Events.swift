import Deduplication
import Review
import Screening
import Workbench

extension ReadLog.Account {
    /// What the log tells of an event; the English is that of the command line.
    var phrase: Phrase {
        switch self {
        case .open(let payload): payload.phrase
        case .hiddenDecision:
            Phrase(text, de: "eine Entscheidung, die verborgen ist, bis Sie Ihre getroffen haben")
        case .hiddenRemark:
            Phrase(text, de: "eine Bemerkung, die verborgen ist, bis Sie alle Stimmen sehen dürfen")
        }
    }
}

extension EventPayload {
    /// What happened, in one line; the English is that of the command line.
    var phrase: Phrase { Phrase(summary, de: german) }

    private var german: String {
        switch self {
        case .protocolSet(let value):
            "Protokoll „\(value.title)“, "
                + number(value.reviewers.count, "Gutachter(in)", "Gutachtende") + ", "
                + number(
                    value.analyses.count + value.accuracyAnalyses.count,
                    "Analyse",
                    "Analysen"
                )
        case .searchImported(let search):
            number(search.recordsRead, "Nachweis", "Nachweise")
                + " aus \(search.database) (\(search.file)"
                + (search.searched.map { ", gesucht am \($0)" } ?? "") + ")"
        case .duplicatesResolved(let resolution):
            number(resolution.records, "Nachweis", "Nachweise") + ": "
                + number(resolution.clusters.count, "Arbeit", "Arbeiten")
                + " mit mehr als einem, "
                + number(resolution.pairs.count { $0.decision == .review }, "Paar", "Paare")
                + " für einen Menschen übrig"
        case .pairsJudged(let sheet):
            rows(sheet, "Paar von Nachweisen beurteilt", "Paare von Nachweisen beurteilt")
        case .decisionsRecorded(let sheet): rows(sheet, "Entscheidung", "Entscheidungen")
        case .decisionCast(let cast):
            "\(cast.decision.reviewer): \(cast.decision.record) \(cast.decision.stage.german): "
                + cast.decision.verdict.phrase.german.lowercased()
                + (cast.decision.role == .consensus ? " (Schiedsspruch)" : "")
                + (cast.decision.reason.map { ", \($0)" } ?? "")
        case .remarkMade(let remark):
            "Bemerkung von \(remark.author) zu \(remark.record) \(remark.stage.german): "
                + remark.excerpt
        case .assignmentsRecorded(let sheet): rows(sheet, "Zuteilung", "Zuteilungen")
        case .assignmentsDrawn(let draw):
            number(Set(draw.rows.map(\.record)).count, "Arbeit", "Arbeiten")
                + " \(draw.stage.german) auf "
                + number(draw.reviewers.count, "Person", "Personen")
                + " verteilt, je " + number(draw.perRecord, "Stimme", "Stimmen")
                + ", Startwert \(draw.seed)"
        case .calibrationDrawn(let round):
            "Kalibrierungsrunde „\(round.name)“: "
                + number(round.records.count, "Arbeit", "Arbeiten")
                + " \(round.stage.german), Startwert \(round.seed)"
        case .screeningClosed(let closure):
            "Sichtung von \(closure.by) abgeschlossen, "
                + number(closure.works, "Arbeit", "Arbeiten") + " ungesichtet: "
                + closure.evidence
        case .fullTextAttached(let file):
            "Volltext von \(file.record) angehängt von \(file.by): \(file.name), "
                + "\(file.bytes) Bytes, SHA-256 \(file.sha256)"
        case .studiesRecorded(let sheet): rows(sheet, "Studie", "Studien")
        case .evaluationsRecorded(let sheet): rows(sheet, "Auswertung", "Auswertungen")
        case .partsRecorded(let sheet):
            sheet.rows.first?.kind == .model
                ? rows(sheet, "Modell", "Modelle") : rows(sheet, "Kohorte", "Kohorten")
        // Nothing of what it says: the other extractor reads the log.
        case .extractionDrafted(let draft):
            "Entwurf der Studie „\(draft.study.id)“ von \(draft.extractor)"
        case .appraisalsRecorded(let sheet):
            rows(sheet, "Antwort der Bewertung", "Antworten der Bewertung")
        case .undone(let undo):
            "Ereignis \(undo.sequence) zurückgenommen" + (undo.why.map { ": \($0)" } ?? "")
        }
    }

    private func rows<Row>(_ sheet: Sheet<Row>, _ one: String, _ many: String) -> String {
        number(sheet.rows.count, one, many) + " (\(sheet.file))"
    }

    private func number(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }
}

extension Stage {
    /// The stage after a noun.
    fileprivate var german: String {
        switch self {
        case .titleAbstract: "bei Titel und Abstract"
        case .fullText: "im Volltext"
        }
    }
}
