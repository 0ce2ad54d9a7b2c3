import RiskOfBias
import Screening

/// The state while events are folded into it; keeps the look-up tables that replacing needs.
struct Fold {
    var reviewProtocol: ReviewProtocol?
    var imports: [ImportedSource] = []
    var resolution: DuplicateResolution?
    var resolutionEvent = 0
    var isDeduplicated = true
    var pairJudgements: [Extracted<PairJudgement>] = []
    /// `nil` where a later decision of the same reviewer took the place.
    var decisions: [StandingDecision?] = []
    var remarks: [StandingRemark] = []
    var assignments: [StandingAssignment] = []
    var rounds: [StandingRound] = []
    var closures: [StandingClosure] = []
    var attachments: [StandingAttachment] = []
    var studies: [Extracted<Study>] = []
    var evaluations: [Extracted<Evaluation>] = []
    var parts: [Extracted<StudyPart>] = []
    var extractionDrafts: [StandingDraft] = []
    var appraisalAnswers: [Extracted<AppraisalAnswer>] = []

    private var pairPlaces: [Set<RecordID>: Int] = [:]
    private var decisionPlaces: [DecisionKey: Int] = [:]
    private var studyPlaces: [String: Int] = [:]
    private var evaluationPlaces: [[String]: Int] = [:]
    private var partPlaces: [[String]: Int] = [:]
    private var draftPlaces: [[String]: Int] = [:]
    private var answerPlaces: [[String]: Int] = [:]

    mutating func apply(_ event: Event) {
        switch event.payload {
        case .protocolSet(let value):
            reviewProtocol = value
        case .searchImported(let search):
            imports.append(ImportedSource(search: search, event: event.sequence, at: event.at))
            isDeduplicated = false
        case .duplicatesResolved(let value):
            resolution = value
            resolutionEvent = event.sequence
            isDeduplicated = true
        case .pairsJudged(let sheet):
            put(sheet, event, into: &pairJudgements, places: &pairPlaces) { [$0.first, $0.second] }
            isDeduplicated = false
        case .decisionsRecorded(let sheet):
            for row in sheet.rows { record(row, file: sheet.file, event) }
        case .decisionCast(let cast):
            record(cast.decision, file: nil, event)
        case .remarkMade(let remark):
            remarks.append(StandingRemark(remark: remark, event: event.sequence, at: event.at))
        case .assignmentsRecorded(let sheet):
            assignments += sheet.rows.map {
                StandingAssignment(assignment: $0, file: sheet.file, event: event.sequence)
            }
        case .assignmentsDrawn(let draw):
            assignments += draw.rows.map {
                StandingAssignment(assignment: $0, file: nil, event: event.sequence)
            }
        case .calibrationDrawn(let round):
            rounds.append(StandingRound(round: round, event: event.sequence))
        case .screeningClosed(let closure):
            closures.append(
                StandingClosure(closure: closure, event: event.sequence, at: event.at)
            )
        case .fullTextAttached(let file):
            attachments.append(StandingAttachment(attachment: file, event: event.sequence))
        case .studiesRecorded(let sheet):
            put(sheet, event, into: &studies, places: &studyPlaces) { $0.id }
        case .evaluationsRecorded(let sheet):
            put(sheet, event, into: &evaluations, places: &evaluationPlaces) { $0.key }
        case .partsRecorded(let sheet):
            put(sheet, event, into: &parts, places: &partPlaces) { $0.key }
        case .extractionDrafted(let draft):
            take(draft, event)
        case .appraisalsRecorded(let sheet):
            put(sheet, event, into: &appraisalAnswers, places: &answerPlaces) {
                [$0.study, $0.estimate ?? "", $0.part ?? "", $0.assessor, $0.item]
            }
        case .undone:
            break
        }
    }

    private mutating func record(_ row: Decision, file: String?, _ event: Event) {
        let key = DecisionKey(row)
        if let place = decisionPlaces[key] { decisions[place] = nil }
        decisionPlaces[key] = decisions.count
        decisions.append(
            StandingDecision(decision: row, file: file, event: event.sequence, at: event.at)
        )
    }

    private mutating func take(_ draft: ExtractionDraft, _ event: Event) {
        let standing = StandingDraft(draft: draft, event: event.sequence, at: event.at)
        let key = [draft.study.id, draft.extractor]
        if let place = draftPlaces[key] {
            extractionDrafts[place] = standing
        } else {
            draftPlaces[key] = extractionDrafts.count
            extractionDrafts.append(standing)
        }
    }

    private func put<Row, Key: Hashable>(
        _ sheet: Sheet<Row>,
        _ event: Event,
        into rows: inout [Extracted<Row>],
        places: inout [Key: Int],
        key: (Row) -> Key
    ) {
        for row in sheet.rows {
            let extracted = Extracted(row: row, file: sheet.file, event: event.sequence)
            if let place = places[key(row)] {
                rows[place] = extracted
            } else {
                places[key(row)] = rows.count
                rows.append(extracted)
            }
        }
    }
}

/// What a later decision replaces.
///
/// Settlements have no reviewer of their own: the last counts.
struct DecisionKey: Hashable {
    let record: RecordID
    let stage: Stage
    let reviewer: String?

    init(_ decision: Decision) {
        record = decision.record
        stage = decision.stage
        reviewer = decision.role == .consensus ? nil : decision.reviewer
    }
}
