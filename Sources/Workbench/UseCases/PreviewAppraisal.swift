public import Review
public import RiskOfBias

/// What follows from the answers to a form that somebody fills in, worked out as the report does it.
public struct AppraisalPreview: Sendable, Equatable, Codable {
    /// A judgement.
    public struct Item: Sendable, Equatable, Codable {
        /// Its code: `D1`, `A1`, `overall`, `overall-applicability`.
        public var item: String
        /// What the instrument's rule gives; `nil` where it gives nothing.
        public var computed: Judgement?
        /// The judgement that holds; `nil` where there is none yet.
        public var judgement: Judgement?
        /// How it came about, or why there is none.
        public var source: JudgementSource
    }

    /// The judgements, in official order.
    public var judgements: [Item] = []
    /// Items that the assessor has still to answer; for a consensus, those still in dispute.
    public var open: [String] = []
    /// What is wrong with the answers.
    public var faults: [String] = []

    /// Works it out.
    ///
    /// - Parameters:
    ///   - form: the answers as they stand in the form.
    ///   - state: the review, as the assessor may see it.
    public init(_ form: SaveAppraisal, in state: ReviewState) {
        guard let instrument = state.reviewProtocol?.appraisalInstrument else { return }
        let subject = form.subject
        let study = AppraisalSubject(study: subject.study, part: subject.part)
        let handsDown = instrument.estimatesInheritStudyAnswers && subject.estimate != nil
        let standing = state.appraisalAnswers.map(\.row).filter { row in
            guard form.isConsensus || row.assessor == form.assessor else { return false }
            if row.isAbout(subject) { return row.assessor != form.assessor }
            return handsDown && row.isAbout(study)
        }
        let typed = form.answers.filter { !$0.answer.isEmpty }
            .map { $0.row(on: subject, by: form.assessor) }
        let rows = standing + typed
        let found = appraise(rows, instrument: instrument).first { $0.subject == subject }
        faults =
            (found?.faults ?? []).filter { !$0.isRemark && $0.assessor == form.assessor }
            .map(\.reason)
        if let found {
            judgements = Self.judgements(of: found)
        }
        let isSettled = form.isConsensus
        open =
            isSettled
            ? (found?.disagreements.map(\.item) ?? [])
            : AppraisalProgress(rows, instrument: instrument)
                .missing(subject, by: form.assessor)
    }

    /// The judgements of an appraisal in official order.
    public static func judgements(of appraisal: Appraisal) -> [Item] {
        var items: [Item] = []
        func add(_ code: String, _ outcome: JudgementOutcome?) {
            guard let outcome else { return }
            items.append(
                Item(
                    item: code,
                    computed: outcome.computed,
                    judgement: outcome.judgement,
                    source: outcome.source
                )
            )
        }
        for domain in appraisal.domains {
            add("D\(domain.number)", domain.judgement)
            add("A\(domain.number)", domain.applicability)
        }
        add("overall", appraisal.overall)
        add("overall-applicability", appraisal.overallApplicability)
        return items
    }
}
