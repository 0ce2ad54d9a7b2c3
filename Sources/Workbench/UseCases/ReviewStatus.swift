import Deduplication
public import Review
import RiskOfBias
import Screening

/// How far a review has come.
public struct ReviewStatus: Sendable, Equatable, Codable {
    /// Progress of one stage of screening.
    public struct StageProgress: Sendable, Equatable, Codable {
        /// Stage.
        public var stage: String
        /// Works to be screened at the stage, without those put aside.
        public var works: Int
        /// Works included.
        public var included: Int
        /// Works excluded.
        public var excluded: Int
        /// Reports not retrieved; 0 at title and abstract.
        public var notRetrieved: Int
        /// Works in conflict, by name with what they differ on.
        public var conflicts: [String: String]
        /// Works left unscreened when screening was closed; 0 at full text.
        public var putAside: Int
        /// Works that still need votes.
        public var awaiting: Int
        /// Works that wait for each reviewer's vote: those assigned to them, and of those that need
        /// more votes than were assigned all that they have not voted on.
        public var awaitingPerReviewer: [String: Int]
        /// What is assigned to each reviewer, and how much of it is done.
        public var workloads: [Workload]
        /// Works that carry each tag in a standing decision of the stage.
        public var tags: [String: Int]
    }

    /// A closing of title-and-abstract screening.
    public struct Closing: Sendable, Equatable, Codable {
        /// Sequence number of its event, which 'undo' takes.
        public var event: Int
        /// Who closed it.
        public var by: String
        /// The evidence on which screening was stopped.
        public var evidence: String
        /// Works left unscreened then.
        public var works: Int
        /// Those of them that are still put aside.
        public var putAside: Int
    }

    /// Title.
    public var title: String?
    /// Reviewers who have left; their votes count.
    public var formerReviewers: [String]
    /// Number of events.
    public var events: Int
    /// Records of each source.
    public var sources: [PRISMAFlow.Part]
    /// Records in all.
    public var records: Int
    /// Works after duplicates.
    public var works: Int
    /// Whether duplicates were looked for since the last import.
    public var isDeduplicated: Bool
    /// Pairs that the machine left for a person.
    public var pairsToReview: Int
    /// Those pairs, with the reasons for either.
    public var openPairs: [DuplicateResolution.Pair]
    /// Progress of the stages.
    public var stages: [StageProgress]
    /// How far the full texts were gathered.
    public var fullTexts: FullTextStatus
    /// The calibration rounds.
    public var rounds: [RoundStatus]
    /// The closings of screening that count.
    public var closings: [Closing]
    /// Studies extracted.
    public var studies: Int
    /// Included reports that no study names.
    public var reportsWithoutStudy: [String]
    /// Evaluations extracted.
    public var evaluations: Int
    /// Studies without any appraisal answer.
    public var studiesWithoutAppraisal: [String]
    /// Identities of the flow diagram that do not hold.
    public var brokenIdentities: [String]

    /// Takes stock of a review.
    ///
    /// - Parameter state: the review.
    public init(_ state: ReviewState) {
        self.init(state, viewer: nil, shown: state)
    }

    /// Takes stock of a review as a reviewer may see it: what others voted is counted only where all
    /// required votes are in, and of what is left to do only their own part is told.
    ///
    /// - Parameters:
    ///   - state: the review.
    ///   - viewer: name of a reviewer, present or former, or an arbiter.
    /// - Throws: `InputRefused` if the protocol does not name the viewer.
    public init(_ state: ReviewState, viewer: String) throws(InputRefused) {
        self.init(state, viewer: viewer, shown: try state.seen(byNamed: viewer))
    }

    /// Takes stock of a review as a person may see it.
    ///
    /// - Parameters:
    ///   - state: the review.
    ///   - viewer: who looks; `nil` for somebody from whom nothing is hidden.
    ///   - shown: the review without the decisions that are hidden from the person.
    public init(_ state: ReviewState, viewer: String?, shown: ReviewState) {
        title = state.reviewProtocol?.title
        formerReviewers = state.reviewProtocol?.formerReviewers ?? []
        events = state.sequence
        sources = state.imports.map {
            PRISMAFlow.Part(label: $0.search.source, count: $0.search.recordsRead)
        }
        records = sources.reduce(0) { $0 + $1.count }
        works = state.works.count
        isDeduplicated = state.isDeduplicated
        openPairs = (state.resolution?.pairs ?? []).filter { $0.decision == .review }
        pairsToReview = openPairs.count
        let sought = shown.works.indices.filter { shown.isSought(work: $0) }
        let unscreened = state.works.indices.filter { !state.isPutAside(work: $0) }
        let screened: [(Stage, [Int])] = [(.titleAbstract, unscreened), (.fullText, sought)]
        stages = screened.map { stage, works in
            var progress = Self.progress(stage, works, shown)
            progress.awaitingPerReviewer = state.awaiting(among: works, at: stage)
                .filter { viewer == nil || viewer == $0.key }
            progress.workloads = state.workloads(at: stage)
                .filter { viewer == nil || viewer == $0.reviewer }
            return progress
        }
        stages[0].putAside = state.putAsideWorks.count
        fullTexts = FullTextStatus(shown)
        rounds = RoundStatus.all(in: state, viewer: viewer, shown: shown)
        closings = state.closures.map {
            Closing(
                event: $0.event,
                by: $0.closure.by,
                evidence: $0.closure.evidence,
                works: $0.closure.works,
                putAside: state.putAside(by: $0)
            )
        }
        studies = state.studies.count
        reportsWithoutStudy = shown.reportsWithoutStudy.map(\.description)
        evaluations = state.evaluations.count
        let appraised = Set(state.appraisalAnswers.map(\.row.study))
        studiesWithoutAppraisal = state.studies.map(\.row.id).filter { !appraised.contains($0) }
        brokenIdentities = state.plannedFlow.brokenIdentities.map(\.description)
    }

    /// Counts of a stage, without what waits for single people.
    private static func progress(
        _ stage: Stage,
        _ works: [Int],
        _ state: ReviewState
    ) -> StageProgress {
        var progress = StageProgress(
            stage: stage.rawValue,
            works: works.count,
            included: 0,
            excluded: 0,
            notRetrieved: 0,
            conflicts: [:],
            putAside: 0,
            awaiting: 0,
            awaitingPerReviewer: [:],
            workloads: [],
            tags: state.taggedWorks(at: stage).mapValues(\.count)
        )
        for work in works {
            switch state.outcome(ofWork: work, at: stage) {
            case .included: progress.included += 1
            case .excluded: progress.excluded += 1
            case .notRetrieved: progress.notRetrieved += 1
            case .conflict(let what):
                progress.conflicts[state.works[work].id.description] = what.description
            case .awaiting: progress.awaiting += 1
            }
        }
        return progress
    }
}
