public import RiskOfBias
public import Screening

/// What a review is, after all that has happened: a pure function of the journal's events.
public struct ReviewState: Sendable, Equatable {
    /// Sequence number of the last event.
    public internal(set) var sequence = 0
    /// The protocol, once it was set.
    public private(set) var reviewProtocol: ReviewProtocol?
    /// The imports that count, in the order they happened.
    public private(set) var imports: [ImportedSource] = []
    /// The last resolution of duplicates.
    public private(set) var resolution: DuplicateResolution?
    /// What people said of pairs of records, in the order they were first judged.
    public private(set) var pairJudgements: [Extracted<PairJudgement>] = []
    /// Whether duplicates were looked for since the last import or judgement of a pair.
    public private(set) var isDeduplicated = true
    /// The standing decisions: the last of each reviewer on each record, in the order they happened.
    public internal(set) var decisions: [StandingDecision] = []
    /// What people said about the votes on works, in the order they said it.
    public internal(set) var remarks: [StandingRemark] = []
    /// Who is expected to vote on what, in the order of the events.
    public private(set) var assignments: [StandingAssignment] = []
    /// Names of those that each work is assigned to, by stage and index in `works`.
    private(set) var assigneesByWork: [Stage: [Int: Set<String>]] = [:]
    /// The calibration rounds, in the order they were drawn.
    public private(set) var rounds: [StandingRound] = []
    /// Indices of the works that are in any round, by stage.
    private(set) var roundWorks: [Stage: Set<Int>] = [:]
    /// Names of those who voted on each work, by stage and index in `works`.
    var votersByWork: [Stage: [Int: Set<String>]] = [:]
    /// The closings of title-and-abstract screening, in the order they happened.
    public private(set) var closures: [StandingClosure] = []
    /// Records of the works that were left unscreened when screening was closed.
    private(set) var putAsideRecords: Set<RecordID> = []
    /// Why decisions may not have been made by their reviewer, by index in `decisions`.
    private(set) var objections: [Int: String] = [:]
    /// The full texts, in the order they were attached.
    public private(set) var attachments: [StandingAttachment] = []
    /// The studies, in the order they were first recorded.
    public private(set) var studies: [Extracted<Study>] = []
    /// The evaluations, in the order they were first recorded.
    public private(set) var evaluations: [Extracted<Evaluation>] = []
    /// The cohorts and models that are described, in the order they were first recorded.
    public private(set) var parts: [Extracted<StudyPart>] = []
    /// The appraisal answers, in the order they were first recorded.
    public internal(set) var appraisalAnswers: [Extracted<AppraisalAnswer>] = []
    /// Drafts of two extractors: the last of each on each study, in the order they first came.
    public internal(set) var extractionDrafts: [StandingDraft] = []
    /// Sequence numbers of events that were taken back.
    public internal(set) var undoneEvents: Set<Int> = []
    /// The imports of each source name, those that were taken back included: once an import is taken
    /// back, another export may be imported under its name.
    private(set) var importHistory: [String: [ImportedSource]] = [:]
    /// The works, in the order of their first records.
    public private(set) var works: [Work] = []
    /// Index into `works` of each record.
    public private(set) var workIndex: [RecordID: Int] = [:]
    /// Outcome of each work at title and abstract.
    public internal(set) var titleAbstractOutcomes: [Outcome] = []
    /// Outcome of each work at full text; meaningful where title and abstract included it.
    public internal(set) var fullTextOutcomes: [Outcome] = []

    /// Folds the events into a state.
    ///
    /// An event whose last undo stands does not count. The fold accepts every journal that can
    /// be decoded; what does not fit together is listed by `faults`.
    ///
    /// - Parameter events: the journal's events in their order.
    public init(replaying events: [Event]) {
        undoneEvents = Self.undone(in: events)
        importHistory = Self.importHistory(of: events)
        var fold = Fold()
        for event in events where !undoneEvents.contains(event.sequence) { fold.apply(event) }
        sequence = events.last?.sequence ?? 0
        reviewProtocol = fold.reviewProtocol
        imports = fold.imports
        resolution = fold.resolution
        pairJudgements = fold.pairJudgements
        decisions = fold.decisions.compactMap { $0 }
        let authority = DecisionAuthority(events: events, undone: undoneEvents)
        for (index, standing) in decisions.enumerated() {
            objections[index] = authority.objection(to: standing.decision)
        }
        remarks = fold.remarks
        assignments = fold.assignments
        rounds = fold.rounds
        closures = fold.closures
        putAsideRecords = Set(closures.flatMap(\.closure.records))
        attachments = fold.attachments
        studies = fold.studies
        evaluations = fold.evaluations
        parts = fold.parts
        appraisalAnswers = fold.appraisalAnswers
        extractionDrafts = fold.extractionDrafts
        let records = imports.reduce(0) { $0 + $1.search.recordsRead }
        let isCurrent =
            resolution?.records == records
            && resolution?.judgements == pairJudgements.map(\.row)
        isDeduplicated = records == 0 || (fold.isDeduplicated && isCurrent)
        gatherWorks(resolvedAt: fold.resolutionEvent)
        settleVotes()
        gatherAssignees()
    }

    /// All imports by the name of their source, in their order.
    private static func importHistory(of events: [Event]) -> [String: [ImportedSource]] {
        var history: [String: [ImportedSource]] = [:]
        for event in events {
            guard case .searchImported(let search) = event.payload else { continue }
            history[search.source, default: []].append(
                ImportedSource(search: search, event: event.sequence, at: event.at)
            )
        }
        return history
    }

    /// Events that no longer count: those whose last undo was not itself undone.
    ///
    /// Read from the end, since an undo comes after what it names. The SQL view `standing_event` follows the same rule.
    private static func undone(in events: [Event]) -> Set<Int> {
        var lastUndo: [Int: Int] = [:]
        for event in events {
            if case .undone(let undo) = event.payload, undo.sequence < event.sequence {
                lastUndo[undo.sequence] = event.sequence
            }
        }
        var undone: Set<Int> = []
        for event in events.reversed() {
            if let undo = lastUndo[event.sequence], !undone.contains(undo) {
                undone.insert(event.sequence)
            }
        }
        return undone
    }

    private mutating func gatherWorks(resolvedAt resolutionEvent: Int) {
        var clusterOf: [RecordID: Int] = [:]
        for (index, cluster) in (resolution?.clusters ?? []).enumerated() {
            for record in cluster { clusterOf[record] = index }
        }
        var workOfCluster: [Int: Int] = [:]
        for source in imports {
            let isFromDatabases = source.search.kind.isDatabaseOrRegister
            // The resolution may name records of another export that had the same name then.
            let isResolved = importReplaced(by: source, since: resolutionEvent) == nil
            for record in source.recordIDs {
                let cluster = isResolved ? clusterOf[record] : nil
                if let cluster, let index = workOfCluster[cluster] {
                    works[index].records.append(record)
                    if isFromDatabases { works[index].isFromDatabases = true }
                    workIndex[record] = index
                } else {
                    if let cluster { workOfCluster[cluster] = works.count }
                    workIndex[record] = works.count
                    works.append(
                        Work(id: record, records: [record], isFromDatabases: isFromDatabases)
                    )
                }
            }
        }
    }

    private mutating func settleVotes() {
        var votes: [Stage: [Int: [Vote]]] = [:]
        for standing in decisions {
            let decision = standing.decision
            guard let index = workIndex[decision.record] else { continue }
            if decision.role == .vote {
                votersByWork[decision.stage, default: [:]][index, default: []]
                    .insert(decision.reviewer)
            }
            votes[decision.stage, default: [:]][index, default: []].append(
                Vote(
                    record: decision.record.description,
                    reviewer: decision.reviewer,
                    verdict: decision.verdict,
                    reason: decision.reason,
                    role: decision.role
                )
            )
        }
        let required = votesPerRecord
        func outcomes(_ stage: Stage) -> [Outcome] {
            works.indices.map {
                Screening.outcome(of: votes[stage]?[$0] ?? [], at: stage, required: required)
            }
        }
        titleAbstractOutcomes = outcomes(.titleAbstract)
        fullTextOutcomes = outcomes(.fullText)
    }

    private mutating func gatherAssignees() {
        for standing in assignments {
            let assignment = standing.assignment
            guard let index = workIndex[assignment.record] else { continue }
            assigneesByWork[assignment.stage, default: [:]][index, default: []]
                .insert(assignment.reviewer)
        }
        for round in rounds.map(\.round) {
            roundWorks[round.stage, default: []].formUnion(works(of: round))
        }
    }

    /// The review with some of its decisions only; what follows from them is counted anew.
    ///
    /// - Parameter isKept: whether a decision on the work with an index stays.
    /// - Returns: the review without the other decisions and those on unknown records.
    func keepingDecisions(_ isKept: (Decision, Int) -> Bool) -> ReviewState {
        var state = self
        state.decisions = decisions.filter { standing in
            workIndex[standing.decision.record].map { isKept(standing.decision, $0) } ?? false
        }
        state.objections = [:]
        state.votersByWork = [:]
        state.settleVotes()
        return state
    }
}

extension ReviewState {
    /// The import that the source's name stood for when an event happened, if its records are not
    /// those of the import that counts now.
    ///
    /// An import that was only described anew has the same records and replaces nothing.
    func importReplaced(by source: ImportedSource, since event: Int) -> ImportedSource? {
        guard source.event > event else { return nil }
        let earlier = importHistory[source.search.source]?.last { $0.event < event }
        guard let earlier, earlier.search.recordsHash != source.search.recordsHash else {
            return nil
        }
        return earlier
    }

    /// Reviewers who must vote on each record.
    public var votesPerRecord: Int { max(1, reviewProtocol?.votesPerRecord ?? 2) }

    /// Outcome of a work at a stage.
    public func outcome(ofWork index: Int, at stage: Stage) -> Outcome {
        stage == .titleAbstract ? titleAbstractOutcomes[index] : fullTextOutcomes[index]
    }

    /// Whether a work passed title and abstract, so that its report is sought.
    public func isSought(work index: Int) -> Bool { titleAbstractOutcomes[index] == .included }

    /// Whether a work is in the review.
    public func isIncluded(work index: Int) -> Bool {
        isSought(work: index) && fullTextOutcomes[index] == .included
    }

    /// Indices of the included works, in the order of `works`.
    public var includedWorks: [Int] { works.indices.filter { isIncluded(work: $0) } }

    /// The study with an identifier.
    public func study(_ id: String) -> Study? { studies.first { $0.row.id == id }?.row }
}
