import BibliographicFormats
public import Review
import ReviewStore

/// Records what a person says of two records that may be duplicates.
///
/// The works are found anew by `DeduplicateReview`, which many judgements in a row may do together.
/// Whether they will fit together is tried at once, so that nothing is recorded that could not be kept.
public struct JudgePair: Sendable {
    /// Folder, in the names of sheets, of the judgements that were made in the workbench.
    public static let sheetFolder = "workbench/pairs/"

    /// One record.
    public var first: RecordID
    /// The other record.
    public var second: RecordID
    /// Whether both describe the same work.
    public var isSame: Bool
    /// Who judges.
    public var reviewer: String
    /// Free text.
    public var note: String?
    /// Name that the sheet of the judgement gets: letters, digits and hyphens, new each time.
    public var name: String
    /// Number of the event of the pair's judgement that the person had before their eyes, 0 for none;
    /// `nil` if they do not mind.
    public var basis: Int?

    /// Creates the use case.
    ///
    /// - Parameters:
    ///   - first: one record.
    ///   - second: the other record.
    ///   - isSame: whether both describe the same work.
    ///   - reviewer: who judges.
    ///   - name: name that the sheet gets.
    public init(
        _ first: RecordID,
        _ second: RecordID,
        isSame: Bool,
        reviewer: String,
        name: String
    ) {
        self.first = first
        self.second = second
        self.isSame = isSame
        self.reviewer = reviewer
        self.name = name
    }

    /// Adds the judgement to a draft.
    ///
    /// - Returns: whether the works are those that the judgement leads to; otherwise duplicates are to
    ///   be looked for again.
    /// - Throws: `DecisionRefused` if somebody has judged the pair since; `InputRefused` for records
    ///   that are none, and where the works would not fit together; `JournalError` if the records
    ///   cannot be read.
    @discardableResult
    public func run(on draft: inout ReviewDraft) throws -> Bool {
        let earlier = DuplicatePairs(draft.state).judgement(first, second)
        if let basis, (earlier?.event ?? 0) != basis {
            let what =
                earlier.map {
                    "\($0.row.reviewer) has judged the pair since (event \($0.event)): "
                        + ($0.row.isSame ? "the same work" : "different works")
                } ?? "the judgement that was shown has been taken back since"
            throw DecisionRefused([what + "; look again"])
        }
        if let earlier, earlier.row.isSame == isSame, earlier.row.reviewer == reviewer,
            earlier.row.note == note
        {
            return draft.state.isDeduplicated
        }
        // No identifier has to be resolved, so the records need not be read.
        let read = PairSheet.read(
            bytes: bytes,
            file: file,
            resolver: RecordResolver(state: draft.state, records: [:])
        )
        draft.refuse(read.faults)
        try draft.check()
        draft.propose(
            .pairsJudged(Sheet(file: file, sha256: sha256(bytes), rows: read.rows)),
            file: .bytes(bytes)
        )
        if fitsTogether(draft) { return draft.state.isDeduplicated }
        try DeduplicateReview().run(on: &draft)
        return true
    }

    private var file: String { Self.sheetFolder + name + ".csv" }

    private var bytes: [UInt8] {
        let row = [
            first.description, second.description, isSame ? "yes" : "no", reviewer, note ?? "",
        ]
        return Array(DelimitedTextWriter.text(header: PairSheet.columns, rows: [row]).utf8)
    }

    /// Whether the works of now, joined where people say so, keep all judgements and all that was
    /// decided on them.
    ///
    /// That is what most judgements come to, and takes no comparison of records.
    private func fitsTogether(_ draft: ReviewDraft) -> Bool {
        guard var resolution = draft.state.resolution else { return false }
        let judgements = draft.state.pairJudgements.map(\.row)
        var clusters = JoinedClusters(resolution.clusters)
        for row in judgements where row.isSame { clusters.join(row.first, row.second) }
        let places = draft.state.workIndex
        resolution.clusters = clusters.all.map { $0.filter { places[$0] != nil } }
            .filter { $0.count > 1 }
        resolution.judgements = judgements
        resolution.records = draft.state.imports.reduce(0) { $0 + $1.search.recordsRead }
        var trial = draft
        trial.propose(.duplicatesResolved(resolution))
        return (try? trial.check()) != nil
    }
}

/// Clusters of records that grow together.
private struct JoinedClusters {
    private var clusters: [Int: [RecordID]]
    private var cluster: [RecordID: Int] = [:]
    private var next: Int

    init(_ known: [[RecordID]]) {
        clusters = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($0, $1) })
        next = known.count
        for (number, records) in known.enumerated() {
            for record in records { cluster[record] = number }
        }
    }

    var all: [[RecordID]] { clusters.sorted { $0.key < $1.key }.map(\.value) }

    mutating func join(_ first: RecordID, _ second: RecordID) {
        let (one, other) = (number(of: first), number(of: second))
        guard one != other, let moved = clusters.removeValue(forKey: other) else { return }
        for record in moved { cluster[record] = one }
        clusters[one, default: []] += moved
    }

    private mutating func number(of record: RecordID) -> Int {
        if let known = cluster[record] { return known }
        defer { next += 1 }
        cluster[record] = next
        clusters[next] = [record]
        return next
    }
}
