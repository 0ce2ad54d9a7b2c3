/// Appraises every subject that answers are about.
///
/// For each question the consensus holds, else the answer all assessors gave alike; where they
/// differ the item is listed and its domain has no judgement until a consensus settles it. A
/// question that nobody answered counts like no information and is listed as a gap. A judgement
/// that assessors gave replaces the computed one by the same rule, an assessor who gave none
/// being taken to stand by what follows from their own answers.
///
/// - Parameters:
///   - answers: the rows of one instrument, in any order. Rows with faults are not counted and
///     are listed with their subject, except judgements without a rationale, which count.
///   - instrument: the instrument the answers are about.
/// - Returns: One appraisal a subject, sorted by study, estimate and part.
public func appraise(_ answers: [AppraisalAnswer], instrument: Instrument) -> [Appraisal] {
    let reading = AnswerReading(answers, instrument: instrument)
    let subjects = reading.subjects
    // Faults of a study's rows concern the estimates that take over its answers.
    func concerns(_ fault: AppraisalSubject, _ subject: AppraisalSubject) -> Bool {
        fault == subject
            || (instrument.estimatesInheritStudyAnswers && fault.estimate == nil
                && fault.study == subject.study && fault.part == subject.part)
    }
    // A subject none of whose answers can be read still appears, with its faults.
    let unread = Set(reading.faults.map(\.subject)).filter { fault in
        !subjects.contains { concerns(fault, $0.subject) }
    }
    .map { SubjectAnswers(instrument: instrument, subject: $0, rows: []) }
    return (subjects + unread)
        .sorted { $0.subject < $1.subject }
        .map { answers in
            let faults =
                reading.faults.filter { concerns($0.subject, answers.subject) }
                + missingRationales(answers)
            return SubjectAppraiser(answers)
                .appraisal(faults: faults.inOrderOfRows.map(\.fault))
        }
}

/// Works out the appraisal of one subject.
struct SubjectAppraiser {
    let answers: SubjectAnswers
    private var instrument: Instrument { answers.instrument }

    init(_ answers: SubjectAnswers) {
        self.answers = answers
    }

    func appraisal(faults: [AppraisalFault]) -> Appraisal {
        let domains = instrument.domains.map(appraise)
        let overall = overallOutcome(domains, applicability: false)
        let overallApplicability = overallOutcome(domains, applicability: true)
        var appraisal = Appraisal(
            subject: answers.subject,
            instrument: instrument.id,
            concern: instrument.concern(of: answers.subject.part),
            assessors: answers.assessors,
            domains: domains,
            overall: overall,
            overallApplicability: overallApplicability,
            disagreements: [],
            gaps: [],
            awaitingJudgement: [],
            answeredOnce: [],
            faults: faults
        )
        for domain in domains {
            for answer in domain.answers {
                note(answer.item, answer.source, answer.given, in: &appraisal)
            }
            if domain.judgement.source == .awaitingJudgement {
                appraisal.awaitingJudgement.append("D\(domain.number)")
            }
            noteIfGiven("D\(domain.number)", domain.judgement, in: &appraisal)
            if let outcome = domain.applicability {
                note("A\(domain.number)", outcome.source, outcome.given, in: &appraisal)
            }
        }
        if let overall { noteIfGiven("overall", overall, in: &appraisal) }
        if let overallApplicability {
            noteIfGiven("overall-applicability", overallApplicability, in: &appraisal)
        }
        return appraisal
    }

    // MARK: Domains

    private func appraise(_ domain: AppraisalDomain) -> DomainAppraisal {
        let items = answers.asked(in: domain)
        let resolved = items.map(resolve)
        let rows = items.flatMap(answers.rows)
        return DomainAppraisal(
            number: domain.number,
            name: domain.name,
            answers: resolved,
            judgement: outcome(of: domain),
            applicability: domain.applicabilityPrompt == nil
                ? nil : applicabilityOutcome(of: domain),
            flags: resolved.filter { meaning(of: $0) == .unfavourable }.map(\.item),
            isInherited: !rows.isEmpty && rows.allSatisfy(\.isInherited)
        )
    }

    private func resolve(_ item: AppraisalItem) -> ResolvedAnswer {
        let given = answers.rows(item).map(AssessorAnswer.init(row:))
        let settled = settle(given)
        return ResolvedAnswer(
            item: item.code,
            answer: settled.answer,
            source: settled.source,
            given: given
        )
    }

    private func meaning(of answer: ResolvedAnswer) -> AnswerMeaning? {
        instrument.answers.first { $0.id == answer.answer }?.meaning
    }

    /// What the rule makes of the answers that hold; none while one of them is unresolved.
    func computed(_ domain: AppraisalDomain) -> Judgement? {
        let resolved = answers.asked(in: domain).map(resolve)
        guard !resolved.contains(where: { $0.source == .unresolved }) else { return nil }
        return instrument.domainRule.judgement(
            of: resolved.map(meaning(of:)),
            undetermined: instrument.undetermined
        )
    }

    private func outcome(of domain: AppraisalDomain) -> JudgementOutcome {
        let computed = computed(domain)
        let outcome = outcome(
            .domain(domain.number),
            computed: computed,
            own: { answers.ownJudgement(by: $0, in: domain) }
        )
        if let outcome { return outcome }
        let isUnresolved = answers.asked(in: domain).contains {
            resolve($0).source == .unresolved
        }
        return JudgementOutcome(
            computed: computed,
            judgement: computed,
            source: computed != nil
                ? .computed : isUnresolved ? .unresolved : .awaitingJudgement,
            given: []
        )
    }

    private func applicabilityOutcome(of domain: AppraisalDomain) -> JudgementOutcome {
        let given = answers.rows(.applicability(domain.number)).map(AssessorAnswer.init(row:))
        let settled = settle(given)
        return JudgementOutcome(
            computed: nil,
            judgement: settled.answer.flatMap(Judgement.init(rawValue:)),
            source: settled.source,
            given: given
        )
    }

    // MARK: Overall

    /// What the rule makes of the judgements of the domains that hold.
    func computedOverall(applicability: Bool) -> Judgement? {
        computedOverall(instrument.domains.map(appraise), applicability: applicability)
    }

    private func computedOverall(_ domains: [DomainAppraisal], applicability: Bool) -> Judgement? {
        let outcomes =
            applicability ? domains.compactMap(\.applicability) : domains.map(\.judgement)
        return instrument.overallRule.judgement(
            of: outcomes.map(\.judgement),
            undetermined: instrument.undetermined
        )
    }

    private func overallOutcome(
        _ domains: [DomainAppraisal],
        applicability: Bool
    ) -> JudgementOutcome? {
        guard instrument.overallRule != .notSummarised else { return nil }
        let item: AppraisalItem = applicability ? .overallApplicability : .overall
        let computed = computedOverall(domains, applicability: applicability)
        let outcome = outcome(
            item,
            computed: computed,
            own: { answers.ownOverall(by: $0, applicability: applicability) }
        )
        if let outcome { return outcome }
        let parts = applicability ? domains.compactMap(\.applicability) : domains.map(\.judgement)
        let source: JudgementSource
        if computed != nil {
            source = .computed
        } else if parts.contains(where: { $0.source == .unresolved }) {
            source = .unresolved
        } else {
            source =
                parts.contains { $0.source == .awaitingJudgement }
                ? .awaitingJudgement : .unanswered
        }
        return JudgementOutcome(
            computed: computed,
            judgement: computed,
            source: source,
            given: []
        )
    }

    // MARK: Settling

    /// The outcome of an item that somebody judged in so many words; none when nobody did.
    private func outcome(
        _ item: AppraisalItem,
        computed: Judgement?,
        own: (String) -> AssessorAnswer?
    ) -> JudgementOutcome? {
        let rows = answers.rows(item)
        guard !rows.isEmpty else { return nil }
        var given = rows.map(AssessorAnswer.init(row:))
        // What everybody wrote down is what the settled answers give: nothing is overridden,
        // and what a silent assessor's answers gave before the consensus no longer matters.
        if let computed, rows.allSatisfy({ !$0.isConsensus && $0.judgement == computed }) {
            return JudgementOutcome(
                computed: computed,
                judgement: computed,
                source: .computed,
                given: given
            )
        }
        // An assessor without a judgement of their own stands by their answers.
        for assessor in answers.assessors where !given.contains(where: { $0.assessor == assessor })
        {
            if let implied = own(assessor) { given.append(implied) }
        }
        given.sort { left, right in
            let consensus = AppraisalAnswer.consensusAssessor
            return (left.assessor == consensus ? 1 : 0, left.assessor, left.answer)
                < (right.assessor == consensus ? 1 : 0, right.assessor, right.answer)
        }
        let settled = settle(given)
        return JudgementOutcome(
            computed: computed,
            judgement: settled.answer.flatMap(Judgement.init(rawValue:)),
            source: settled.source,
            given: given
        )
    }

    private func settle(_ given: [AssessorAnswer]) -> (answer: String?, source: JudgementSource) {
        let consensus = given.filter { $0.assessor == AppraisalAnswer.consensusAssessor }
        let deciding = consensus.isEmpty ? given : consensus
        guard let first = deciding.first else { return (nil, .unanswered) }
        guard deciding.allSatisfy({ $0.answer == first.answer }) else { return (nil, .unresolved) }
        if !consensus.isEmpty { return (first.answer, .consensus) }
        return (first.answer, Set(given.map(\.assessor)).count > 1 ? .agreement : .single)
    }

    // MARK: Lists

    /// Lists a judgement that somebody gave; what follows from questions is listed there.
    private func noteIfGiven(
        _ item: String,
        _ outcome: JudgementOutcome,
        in appraisal: inout Appraisal
    ) {
        guard !outcome.given.isEmpty else { return }
        note(item, outcome.source, outcome.given, in: &appraisal)
    }

    private func note(
        _ item: String,
        _ source: JudgementSource,
        _ given: [AssessorAnswer],
        in appraisal: inout Appraisal
    ) {
        switch source {
        case .unresolved:
            appraisal.disagreements.append(AppraisalDisagreement(item: item, answers: given))
        case .unanswered:
            appraisal.gaps.append(item)
        case .single where answers.assessors.count > 1:
            appraisal.answeredOnce.append(item)
        default:
            break
        }
    }
}
