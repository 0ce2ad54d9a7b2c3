import Deduplication
import Screening

extension EventPayload {
    /// What happened, in one line.
    public var summary: String {
        switch self {
        case .protocolSet(let value):
            "protocol '\(value.title)', \(value.reviewers.count) reviewers, "
                + "\(value.analyses.count + value.accuracyAnalyses.count) analyses"
        case .searchImported(let search):
            "\(search.recordsRead) records from \(search.database) (\(search.file)"
                + (search.searched.map { ", searched \($0)" } ?? "") + ")"
        case .duplicatesResolved(let resolution):
            "\(resolution.records) records: \(resolution.clusters.count) works with more than one, "
                + "\(resolution.pairs.count { $0.decision == .review }) pairs left for a person"
        case .pairsJudged(let sheet):
            "\(sheet.rows.count) pairs of records judged (\(sheet.file))"
        case .decisionsRecorded(let sheet): "\(sheet.rows.count) decisions (\(sheet.file))"
        case .decisionCast(let cast):
            "\(cast.decision.reviewer): \(cast.decision.verdict.rawValue) \(cast.decision.record) "
                + "at \(cast.decision.stage.rawValue)"
                + (cast.decision.role == .consensus ? " (settlement)" : "")
                + (cast.decision.reason.map { ", \($0)" } ?? "")
        case .remarkMade(let remark):
            "remark of \(remark.author) on \(remark.record) at \(remark.stage.rawValue): "
                + remark.excerpt
        case .assignmentsRecorded(let sheet): "\(sheet.rows.count) assignments (\(sheet.file))"
        case .assignmentsDrawn(let draw):
            "\(Set(draw.rows.map(\.record)).count) works distributed among "
                + "\(draw.reviewers.count) reviewers at \(draw.stage.rawValue), "
                + "\(draw.perRecord) votes each, seed \(draw.seed)"
        case .calibrationDrawn(let round):
            "calibration round '\(round.name)': \(round.records.count) works at "
                + "\(round.stage.rawValue), seed \(round.seed)"
        case .screeningClosed(let closure):
            "screening closed by \(closure.by) with \(closure.works) works unscreened: "
                + closure.evidence
        case .fullTextAttached(let file):
            "full text of \(file.record) attached by \(file.by): \(file.name), "
                + "\(file.bytes) bytes, SHA-256 \(file.sha256)"
        case .studiesRecorded(let sheet): "\(sheet.rows.count) studies (\(sheet.file))"
        case .evaluationsRecorded(let sheet): "\(sheet.rows.count) evaluations (\(sheet.file))"
        case .partsRecorded(let sheet):
            "\(sheet.rows.count) \(sheet.rows.first?.kind.rawValue ?? "part")s (\(sheet.file))"
        // Nothing of what it says: the other extractor reads the log.
        case .extractionDrafted(let draft):
            "draft of study '\(draft.study.id)' by \(draft.extractor)"
        case .appraisalsRecorded(let sheet):
            "\(sheet.rows.count) appraisal answers (\(sheet.file))"
        case .undone(let undo):
            "event \(undo.sequence) taken back" + (undo.why.map { ": \($0)" } ?? "")
        }
    }
}
