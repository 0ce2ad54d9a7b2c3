import Review
import ReviewStore
import RiskOfBias
import Screening

/// A kind of sheet that people fill in and a review takes up.
public enum SheetKind: String, Sendable, CaseIterable {
    /// `duplicates.csv`
    case duplicates
    /// `decisions.csv`
    case decisions
    /// `studies.csv`
    case studies
    /// `estimates.csv`
    case estimates
    /// `appraisals.csv`
    case appraisals
    /// `cohorts.csv`
    case cohorts
    /// `models.csv`
    case models
    /// `assignments.csv`
    case assignments

    /// The columns of the sheet, in the order they are documented.
    public var columns: [String] {
        switch self {
        case .duplicates: PairSheet.columns
        case .decisions: DecisionSheet.columns
        case .studies: StudySheet.columns
        case .estimates: EvaluationSheet.columns
        case .appraisals: AppraisalSheet.columns
        case .cohorts: PartSheet.columns(.cohort)
        case .models: PartSheet.columns(.model)
        case .assignments: AssignmentSheet.columns
        }
    }

    /// The kind that a header belongs to: the one whose required columns it has and that knows all
    /// its columns.
    public static func matching(header: [String]) -> SheetKind? {
        allCases.first { kind in
            kind.required.allSatisfy(header.contains) && header.allSatisfy(kind.columns.contains)
        }
    }

    /// The columns that the sheet must have.
    var required: [String] {
        switch self {
        case .duplicates: PairSheet.required
        case .decisions: DecisionSheet.required
        case .studies: StudySheet.required
        case .estimates: EvaluationSheet.required
        case .appraisals: AppraisalSheet.required
        case .cohorts: PartSheet.required(.cohort)
        case .models: PartSheet.required(.model)
        case .assignments: AssignmentSheet.required
        }
    }
}

/// Takes the rows of a sheet into a review.
public struct RecordSheet: Sendable {
    /// Kind of the sheet.
    public var kind: SheetKind
    /// Name of the file, as the user wrote it.
    public var file: String
    /// Whose judgements a table for robvis holds, which does not say so itself.
    public var assessor: String?
    /// Part of the instrument that a table for robvis judges.
    public var part: String?

    /// What is known of an evaluation of predictions, whose JSON does not name a study.
    public var predictions: PredictionEstimates?

    /// Creates the use case.
    public init(
        kind: SheetKind,
        file: String,
        assessor: String? = nil,
        part: String? = nil,
        predictions: PredictionEstimates? = nil
    ) {
        self.kind = kind
        self.file = file
        self.assessor = assessor
        self.part = part
        self.predictions = predictions
    }

    /// Adds the sheet to a draft; every fault of every cell is noted.
    ///
    /// A sheet of the same kind and name that was taken up before is replaced: its event is undone
    /// and a new one recorded. A sheet with the same bytes is left alone.
    ///
    /// - Throws: `JournalError` if the records cannot be read.
    public func run(on draft: inout ReviewDraft, bytes: [UInt8]) throws {
        let hash = sha256(bytes)
        let earlier = standingSheet(in: draft)
        // What a file without its own words means may have changed though its bytes have not.
        let saysAll = assessor == nil && part == nil && predictions == nil
        if let earlier, earlier.sha256 == hash, saysAll { return }
        guard let payload = try payload(bytes, hash: hash, draft: &draft) else {
            // A sheet that was emptied takes its rows back.
            if let earlier, draft.faults.isEmpty {
                draft.propose(.undone(Undo(sequence: earlier.event, why: "\(file) was emptied")))
            }
            return
        }
        if let earlier,
            draft.events.first(where: { $0.sequence == earlier.event })?.payload == payload
        {
            return
        }
        if let earlier {
            if case .decisionsRecorded(let sheet) = payload {
                draft.refuse(overruled(sheet, since: earlier.event, in: draft.state))
            }
            if !WorkbenchSheet.contains(file) {
                draft.refuse(
                    draft.state.replacedInBrowser(payload, file: file, since: earlier.event)
                )
            }
            draft.propose(
                .undone(Undo(sequence: earlier.event, why: "\(file) was changed"))
            )
        }
        draft.propose(payload, file: .bytes(bytes))
    }

    private func payload(
        _ bytes: [UInt8],
        hash: String,
        draft: inout ReviewDraft
    ) throws -> EventPayload? {
        func sheet<Row>(_ rows: [Row]) -> Sheet<Row> { Sheet(file: file, sha256: hash, rows: rows) }
        switch kind {
        case .duplicates:
            let resolver = RecordResolver(state: draft.state, records: try draft.records())
            let read = PairSheet.read(bytes: bytes, file: file, resolver: resolver)
            draft.refuse(read.faults)
            return read.rows.isEmpty ? nil : .pairsJudged(sheet(read.rows))
        case .decisions:
            let resolver = RecordResolver(state: draft.state, records: try draft.records())
            let read = DecisionSheet.read(
                bytes: bytes,
                file: file,
                reviewers: draft.state.reviewProtocol?.allReviewers ?? [],
                resolver: resolver
            )
            draft.refuse(read.faults)
            return read.rows.isEmpty ? nil : .decisionsRecorded(sheet(read.rows))
        case .studies:
            let resolver = RecordResolver(state: draft.state, records: try draft.records())
            let read = StudySheet.read(
                bytes: bytes,
                file: file,
                resolver: resolver,
                fields: draft.state.fields(of: .study)
            )
            draft.refuse(read.faults)
            return read.rows.isEmpty ? nil : .studiesRecorded(sheet(read.rows))
        case .estimates:
            guard !PredictionEstimates.recognises(bytes) || predictions != nil else {
                let what =
                    "is JSON: of which study? consilience extract DIR FILE.json --study STUDY"
                draft.refuse([InputFault(file: file, what: what)])
                return nil
            }
            let read =
                predictions.map { $0.rows(bytes, file: file) }
                ?? EvaluationSheet.read(
                    bytes: bytes,
                    file: file,
                    fields: draft.state.fields(of: .evaluation)
                )
            draft.refuse(read.faults)
            return read.rows.isEmpty ? nil : .evaluationsRecorded(sheet(read.rows))
        case .cohorts, .models:
            let part: StudyPart.Kind = kind == .cohorts ? .cohort : .model
            let read = PartSheet.read(
                part,
                bytes: bytes,
                file: file,
                fields: draft.state.fields(of: part.subject)
            )
            draft.refuse(read.faults)
            return read.rows.isEmpty ? nil : .partsRecorded(sheet(read.rows))
        case .assignments:
            let resolver = RecordResolver(state: draft.state, records: try draft.records())
            let read = AssignmentSheet.read(bytes: bytes, file: file, resolver: resolver)
            draft.refuse(read.faults)
            return read.rows.isEmpty ? nil : .assignmentsRecorded(sheet(read.rows))
        case .appraisals:
            let plan = draft.state.reviewProtocol ?? ReviewProtocol(title: "")
            guard let instrument = plan.appraisalInstrument else {
                draft.refuse([
                    InputFault(
                        file: file,
                        what:
                            "the protocol's instrument '\(plan.instrument)' is not known to this program"
                    )
                ])
                return nil
            }
            let read =
                AppraisalSheet.isWide(bytes, file: file)
                ? AppraisalSheet.readWide(
                    bytes: bytes,
                    file: file,
                    assessor: assessor,
                    part: part,
                    instrument: instrument
                ) : AppraisalSheet.read(bytes: bytes, file: file, instrument: instrument)
            draft.refuse(read.faults)
            return read.rows.isEmpty ? nil : .appraisalsRecorded(sheet(read.rows))
        }
    }

    /// The standing event of the same kind and file.
    private func standingSheet(in draft: ReviewDraft) -> (event: Int, sha256: String)? {
        let undone = draft.state.undoneEvents
        return draft.events.last { event in
            guard !undone.contains(event.sequence) else { return false }
            return event.payload.sheetKind == kind && event.payload.sourceFile?.name == file
        }.flatMap { event in
            event.payload.sourceFile.map { (event.sequence, $0.sha256) }
        }
    }

    /// Rows of a changed sheet that would silently overrule what somebody decided after it was last
    /// taken up.
    private func overruled(
        _ sheet: Sheet<Decision>,
        since event: Int,
        in state: ReviewState
    ) -> [InputFault] {
        sheet.rows.compactMap { row in
            let later = state.decisions.last { standing in
                let other = standing.decision
                return standing.event > event && other.record == row.record
                    && other.stage == row.stage && other.role == row.role
                    && (row.role == .consensus || other.reviewer == row.reviewer)
            }
            guard let later,
                later.decision.verdict != row.verdict || later.decision.reason != row.reason
            else { return nil }
            return InputFault(
                file: file,
                line: row.line,
                what: "says \(row.verdict.rawValue) for \(row.record), but event \(later.event) "
                    + "decided \(later.decision.verdict.rawValue) since; bring the row in line"
            )
        }
    }
}

extension EventPayload {
    fileprivate var sheetKind: SheetKind? {
        switch self {
        case .pairsJudged: .duplicates
        case .decisionsRecorded: .decisions
        case .studiesRecorded: .studies
        case .evaluationsRecorded: .estimates
        case .partsRecorded(let sheet): sheet.rows.first?.kind.sheet
        case .appraisalsRecorded: .appraisals
        case .assignmentsRecorded: .assignments
        case .protocolSet, .searchImported, .duplicatesResolved, .decisionCast, .remarkMade,
            .assignmentsDrawn, .calibrationDrawn, .screeningClosed, .fullTextAttached,
            .extractionDrafted, .undone:
            nil
        }
    }
}
