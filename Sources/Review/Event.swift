public import Deduplication
public import RiskOfBias
public import Screening

/// One entry of the journal: what happened, when, by whom.
public struct Event: Sendable, Equatable {
    /// Place in the journal, from 1 without gaps.
    public var sequence: Int
    /// Time of the event, UTC, ISO 8601 (`2026-11-23T08:00:00Z`).
    public var at: String
    /// Who caused it: a person's name or the program's.
    public var actor: String
    /// What happened.
    public var payload: EventPayload

    /// Creates an event.
    public init(sequence: Int, at: String, actor: String, payload: EventPayload) {
        self.sequence = sequence
        self.at = at
        self.actor = actor
        self.payload = payload
    }
}

/// What can happen in a review.
public enum EventPayload: Sendable, Equatable {
    /// The protocol was set or changed; the last one counts.
    case protocolSet(ReviewProtocol)
    /// An export was imported.
    case searchImported(SearchImport)
    /// Duplicates among the records of the imports so far were found; the last one counts.
    case duplicatesResolved(DuplicateResolution)
    /// People judged pairs of records that may be duplicates; the last judgement of a pair counts.
    case pairsJudged(Sheet<PairJudgement>)
    /// Reviewers' decisions were recorded.
    case decisionsRecorded(Sheet<Decision>)
    /// A person decided in the workbench.
    case decisionCast(CastDecision)
    /// Somebody said something about the votes on a work.
    case remarkMade(Remark)
    /// Reviewers were assigned to records by a sheet.
    case assignmentsRecorded(Sheet<Assignment>)
    /// The program distributed records among reviewers.
    case assignmentsDrawn(AssignmentDraw)
    /// A sample was drawn on which all reviewers vote.
    case calibrationDrawn(CalibrationRound)
    /// Screening of titles and abstracts was closed with works left unscreened.
    case screeningClosed(ScreeningClosure)
    /// The full text of a report was attached.
    case fullTextAttached(FullTextAttachment)
    /// Studies were extracted; a study with a known identifier is replaced.
    case studiesRecorded(Sheet<Study>)
    /// Evaluations were extracted; one with a known key is replaced.
    case evaluationsRecorded(Sheet<Evaluation>)
    /// Cohorts or models of studies were described; one with a known name is replaced.
    case partsRecorded(Sheet<StudyPart>)
    /// One of two extractors drafted a study; the last draft of each counts as theirs, none enters an
    /// analysis.
    case extractionDrafted(ExtractionDraft)
    /// Appraisals were recorded; an answer to the same item by the same assessor is replaced.
    case appraisalsRecorded(Sheet<AppraisalAnswer>)
    /// An earlier event was taken back; it stays in the journal but no longer counts.
    case undone(Undo)
}

/// An imported export.
public struct SearchImport: Sendable, Equatable, Codable {
    /// How the records were found; decides about their place in the flow diagram.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case database
        case register
        case website
        case organisation
        case citation

        /// Whether the records enter by the databases-and-registers arm of the flow diagram.
        public var isDatabaseOrRegister: Bool { self == .database || self == .register }
    }

    /// Name of the source, unique in the review: the file's name, numbered if it is taken.
    public var source: String
    /// Name of the file as it was given.
    public var file: String
    /// SHA-256 of the file, lower-case hexadecimal.
    public var sha256: String
    /// How the records were found.
    public var kind: Kind
    /// Name of the database, register or website.
    public var database: String
    /// Platform through which it was searched.
    public var platform: String?
    /// Date of the search, `YYYY-MM-DD`.
    public var searched: String?
    /// Query, as typed.
    public var query: String?
    /// Format that the file was read in.
    public var format: String
    /// Encoding that the file was read in.
    public var encoding: String
    /// Records that the file holds.
    public var recordsFound: Int
    /// Records that were read; they have the positions 1 to `recordsRead`.
    public var recordsRead: Int
    /// SHA-256 over the SHA-256 of each record's stored form, in order.
    public var recordsHash: String
    /// What was wrong with the file, as sentences with line numbers.
    public var problems: [String]

    /// Creates the description of an import.
    public init(
        source: String,
        file: String,
        sha256: String,
        kind: Kind,
        database: String,
        platform: String?,
        searched: String?,
        query: String?,
        format: String,
        encoding: String,
        recordsFound: Int,
        recordsRead: Int,
        recordsHash: String,
        problems: [String]
    ) {
        self.source = source
        self.file = file
        self.sha256 = sha256
        self.kind = kind
        self.database = database
        self.platform = platform
        self.searched = searched
        self.query = query
        self.format = format
        self.encoding = encoding
        self.recordsFound = recordsFound
        self.recordsRead = recordsRead
        self.recordsHash = recordsHash
        self.problems = problems
    }
}

/// The duplicates among the records.
public struct DuplicateResolution: Sendable, Equatable, Codable {
    /// Two records that are, or may be, the same work.
    public struct Pair: Sendable, Equatable, Codable {
        /// The earlier record.
        public var first: RecordID
        /// The later record.
        public var second: RecordID
        /// Score from 0 to 1.
        public var score: Double
        /// Rule that decided.
        public var rule: String
        /// Why, in words.
        public var reasons: [String]
        /// Merge, or review by a person.
        public var decision: PairDecision

        /// Creates a pair.
        public init(
            first: RecordID,
            second: RecordID,
            score: Double,
            rule: String,
            reasons: [String],
            decision: PairDecision
        ) {
            self.first = first
            self.second = second
            self.score = score
            self.rule = rule
            self.reasons = reasons
            self.decision = decision
        }
    }

    /// Options that were used.
    public var options: DeduplicationOptions
    /// Number of records that were compared: all of the imports that counted then.
    public var records: Int
    /// Judgements of people that were kept, in the order of the sheets.
    public var judgements: [PairJudgement]
    /// Pairs that were merged, and of those left for a person one between any two works; in the
    /// order of the records.
    public var pairs: [Pair]
    /// Records of each work that has more than one, in the order of the records.
    public var clusters: [[RecordID]]

    /// Creates a resolution.
    public init(
        options: DeduplicationOptions,
        records: Int,
        judgements: [PairJudgement] = [],
        pairs: [Pair],
        clusters: [[RecordID]]
    ) {
        self.options = options
        self.records = records
        self.judgements = judgements
        self.pairs = pairs
        self.clusters = clusters
    }
}

/// What a person says of two records that may be duplicates; it always beats the machine.
public struct PairJudgement: Sendable, Equatable, Codable {
    /// One record.
    public var first: RecordID
    /// The other record.
    public var second: RecordID
    /// Whether both describe the same work.
    public var isSame: Bool
    /// Who judged.
    public var reviewer: String
    /// Free text.
    public var note: String?
    /// Line of the sheet.
    public var line: Int

    /// Creates a judgement.
    public init(
        first: RecordID,
        second: RecordID,
        isSame: Bool,
        reviewer: String,
        note: String?,
        line: Int
    ) {
        self.first = first
        self.second = second
        self.isSame = isSame
        self.reviewer = reviewer
        self.note = note
        self.line = line
    }
}

/// Rows that were read from one sheet together.
public struct Sheet<Row: Sendable & Equatable & Codable>: Sendable, Equatable, Codable {
    /// Name of the file.
    public var file: String
    /// SHA-256 of the file, lower-case hexadecimal.
    public var sha256: String
    /// The rows, each with its line.
    public var rows: [Row]

    /// Creates a sheet.
    public init(file: String, sha256: String, rows: [Row]) {
        self.file = file
        self.sha256 = sha256
        self.rows = rows
    }
}

/// A reviewer's decision on a record.
public struct Decision: Sendable, Equatable, Codable {
    /// Record decided on; the decision counts for the whole work.
    public var record: RecordID
    /// Stage of screening.
    public var stage: Stage
    /// Reviewer's name.
    public var reviewer: String
    /// What the reviewer says.
    public var verdict: Verdict
    /// Reason of an exclusion.
    public var reason: String?
    /// A vote or a settlement.
    public var role: Role
    /// Free text.
    public var note: String?
    /// Labels that the reviewer put on the record, in the order of the sheet.
    public var tags: [String] {
        get { givenTags ?? [] }
        set { givenTags = newValue.isEmpty ? nil : newValue }
    }
    /// Line of the sheet; 0 where no sheet holds the decision.
    public var line: Int

    /// Absent from the journal where there are none, as in journals that know no tags.
    private var givenTags: [String]?

    private enum CodingKeys: String, CodingKey {
        case record, stage, reviewer, verdict, reason, role, note, line
        case givenTags = "tags"
    }

    /// Creates a decision.
    public init(
        record: RecordID,
        stage: Stage,
        reviewer: String,
        verdict: Verdict,
        reason: String?,
        role: Role,
        note: String?,
        tags: [String] = [],
        line: Int
    ) {
        self.record = record
        self.stage = stage
        self.reviewer = reviewer
        self.verdict = verdict
        self.reason = reason
        self.role = role
        self.note = note
        self.line = line
        self.tags = tags
    }
}

/// Takes back an earlier event.
public struct Undo: Sendable, Equatable, Codable {
    /// Sequence number of the event that no longer counts.
    public var sequence: Int
    /// Why.
    public var why: String?

    /// Creates an undo.
    public init(sequence: Int, why: String?) {
        self.sequence = sequence
        self.why = why
    }
}

extension EventPayload {
    /// The file that the event was read from, if it was read from one.
    public var sourceFile: (name: String, sha256: String)? {
        switch self {
        case .searchImported(let search): (search.file, search.sha256)
        case .pairsJudged(let sheet): (sheet.file, sheet.sha256)
        case .decisionsRecorded(let sheet): (sheet.file, sheet.sha256)
        case .assignmentsRecorded(let sheet): (sheet.file, sheet.sha256)
        case .studiesRecorded(let sheet): (sheet.file, sheet.sha256)
        case .evaluationsRecorded(let sheet): (sheet.file, sheet.sha256)
        case .partsRecorded(let sheet): (sheet.file, sheet.sha256)
        case .appraisalsRecorded(let sheet): (sheet.file, sheet.sha256)
        case .protocolSet, .duplicatesResolved, .decisionCast, .remarkMade, .assignmentsDrawn,
            .calibrationDrawn, .screeningClosed, .fullTextAttached, .extractionDrafted, .undone:
            nil
        }
    }
}
