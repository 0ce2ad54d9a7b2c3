import Deduplication
public import Review
import Screening

/// Makes random but valid histories of a review, always the same for the same seed.
public struct RandomReview {
    /// The events so far.
    public private(set) var events: [Event] = []
    private var random: SplitMix
    private var records: [RecordID] = []

    /// Starts a history with a protocol of three reviewers, of whom two vote.
    public init(seed: UInt64) {
        random = SplitMix(state: seed)
        var value = ReviewProtocol(title: "Review \(seed)")
        value.reviewers = ["A", "B", "C"]
        value.votesPerRecord = 2
        value.titleAbstractReasons = ["review", "animals"]
        value.fullTextReasons = ["no model", "no image, only text"]
        add(.protocolSet(value))
    }

    private mutating func add(_ payload: EventPayload) {
        let sequence = events.count + 1
        events.append(
            Event(
                sequence: sequence,
                at: "2026-01-01T00:00:\(10 + sequence % 50)Z",
                actor: "test",
                payload: payload
            )
        )
    }

    /// Adds a random event.
    public mutating func step() {
        switch random.below(14) {
        case 0: importSource()
        case 1: resolveDuplicates()
        case 2: undo()
        case 3: closeScreening()
        case 4: assign()
        case 5: drawRound()
        case 6: remark()
        default: decide()
        }
    }

    private mutating func importSource() {
        let count = 1 + random.below(6)
        let name = "source\(events.count).ris"
        let kinds = SearchImport.Kind.allCases
        records += (1...count).map { RecordID(source: name, position: $0) }
        add(
            .searchImported(
                SearchImport(
                    source: name,
                    file: name,
                    sha256: String(repeating: "0", count: 64),
                    kind: kinds[random.below(kinds.count)],
                    database: "DB\(random.below(3))",
                    platform: nil,
                    searched: nil,
                    query: nil,
                    format: "ris",
                    encoding: "UTF-8",
                    recordsFound: count,
                    recordsRead: count,
                    recordsHash: "",
                    problems: []
                )
            )
        )
    }

    private mutating func resolveDuplicates() {
        let known = ReviewState(replaying: events).imports.flatMap(\.recordIDs)
        var clusters: [[RecordID]] = []
        var free = known
        while free.count > 3, random.below(3) > 0 {
            let size = 2 + random.below(2)
            var cluster: [RecordID] = []
            for _ in 0..<size { cluster.append(free.remove(at: random.below(free.count))) }
            clusters.append(
                cluster.sorted {
                    (known.firstIndex(of: $0) ?? 0) < (known.firstIndex(of: $1) ?? 0)
                }
            )
        }
        add(
            .duplicatesResolved(
                DuplicateResolution(
                    options: .init(),
                    records: known.count,
                    pairs: [],
                    clusters: clusters
                )
            )
        )
    }

    private mutating func decide() {
        guard !records.isEmpty else { return importSource() }
        let rows = (0..<(1 + random.below(4))).map { line -> Decision in
            let stage: Stage = random.below(3) == 0 ? .fullText : .titleAbstract
            let verdicts: [Verdict] =
                stage == .fullText ? Verdict.allCases : [.include, .include, .exclude, .maybe]
            let verdict = verdicts[random.below(verdicts.count)]
            let reasons = stage == .fullText ? ["no model", "no image, only text"] : ["review"]
            let isSettlement = random.below(8) == 0
            return Decision(
                record: records[random.below(records.count)],
                stage: stage,
                reviewer: isSettlement ? "consensus" : ["A", "B", "C"][random.below(3)],
                verdict: verdict,
                reason: verdict == .exclude ? reasons[random.below(reasons.count)] : nil,
                role: isSettlement ? .consensus : .vote,
                note: nil,
                line: line + 2
            )
        }
        // Every third time they are made in the workbench, where each is an event of its own.
        guard random.below(3) == 0 else {
            return add(.decisionsRecorded(Sheet(file: "decisions.csv", sha256: "", rows: rows)))
        }
        for row in rows {
            var decision = row
            decision.line = 0
            let id = "decision-\(events.count)"
            add(.decisionCast(CastDecision(id: id, decision: decision, decidedAt: "")))
        }
    }

    private mutating func remark() {
        guard !records.isEmpty else { return importSource() }
        add(
            .remarkMade(
                Remark(
                    id: "remark-\(events.count)",
                    record: records[random.below(records.count)],
                    stage: random.below(2) == 0 ? .titleAbstract : .fullText,
                    author: ["A", "B", "C"][random.below(3)],
                    text: "Remark \(events.count)"
                )
            )
        )
    }

    /// Closes screening as the program does: over works that nobody has voted on.
    private mutating func closeScreening() {
        let state = ReviewState(replaying: events)
        let left = state.unscreenedWorks
        guard !left.isEmpty else { return importSource() }
        add(
            .screeningClosed(
                ScreeningClosure(
                    records: left.flatMap { state.works[$0].records },
                    works: left.count,
                    evidence: "None of the last \(random.below(50)) was included.",
                    by: "A"
                )
            )
        )
    }

    private mutating func assign() {
        let state = ReviewState(replaying: events)
        let stage: Stage = random.below(2) == 0 ? .titleAbstract : .fullText
        let seed = random.next()
        let rows = state.drawAssignments(
            at: stage,
            among: ["A", "B", "C"],
            perRecord: 1 + random.below(3),
            seed: seed
        )
        guard !rows.isEmpty else { return importSource() }
        add(
            .assignmentsDrawn(
                AssignmentDraw(
                    stage: stage,
                    reviewers: ["A", "B", "C"],
                    perRecord: 2,
                    seed: seed,
                    rows: rows
                )
            )
        )
    }

    private mutating func drawRound() {
        let state = ReviewState(replaying: events)
        let seed = random.next()
        let sample = state.drawSample(of: 1 + random.below(4), at: .titleAbstract, seed: seed)
        guard !sample.isEmpty else { return importSource() }
        add(
            .calibrationDrawn(
                CalibrationRound(
                    name: "round \(events.count)",
                    stage: .titleAbstract,
                    seed: seed,
                    records: sample
                )
            )
        )
    }

    private mutating func undo() {
        let undone = ReviewState(replaying: events).undoneEvents
        let candidates = events.map(\.sequence).filter { $0 > 1 && !undone.contains($0) }
        guard !candidates.isEmpty else { return }
        add(.undone(Undo(sequence: candidates[random.below(candidates.count)], why: nil)))
    }
}

/// A small generator with a seed, for tests.
public struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    /// Creates a generator.
    public init(state: UInt64) { self.state = state }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `bound`, which is at least 1.
    public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
