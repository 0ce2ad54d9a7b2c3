/// The answers about one subject, with what follows from them.
struct SubjectAnswers {
    let instrument: Instrument
    let subject: AppraisalSubject
    /// The rows by item, sorted by assessor with the consensus last.
    private let rowsByItem: [AppraisalItem: [ReadAnswer]]
    /// The assessors, sorted, without the consensus.
    let assessors: [String]
    private let askedByDomain: [Int: [AppraisalItem]]

    init(instrument: Instrument, subject: AppraisalSubject, rows: [ReadAnswer]) {
        self.instrument = instrument
        self.subject = subject
        let sorted = rows.sorted {
            ($0.isConsensus ? 1 : 0, $0.assessor, $0.position)
                < ($1.isConsensus ? 1 : 0, $1.assessor, $1.position)
        }
        let byItem = Dictionary(grouping: sorted, by: \.item)
        rowsByItem = byItem
        assessors = Set(rows.filter { !$0.isConsensus }.map(\.assessor)).sorted()
        var asked: [Int: [AppraisalItem]] = [:]
        for domain in instrument.domains {
            asked[domain.number] = domain.questions(in: subject.part).flatMap { question in
                // Strata count where somebody answered them; the question as a whole otherwise.
                let whole = AppraisalItem.question(code: question.code, stratum: nil)
                let strata = question.strata
                    .map { AppraisalItem.question(code: question.code, stratum: $0) }
                    .filter { byItem[$0] != nil }
                return strata.isEmpty || byItem[whole] != nil ? [whole] + strata : strata
            }
        }
        askedByDomain = asked
    }

    func rows(_ item: AppraisalItem) -> [ReadAnswer] { rowsByItem[item] ?? [] }

    /// The questions to be answered in a domain.
    func asked(in domain: AppraisalDomain) -> [AppraisalItem] {
        askedByDomain[domain.number] ?? []
    }

    // MARK: One assessor's own view

    /// An assessor's own row for an item; none when the assessor contradicts themself.
    func row(_ item: AppraisalItem, by assessor: String) -> ReadAnswer? {
        let own = rows(item).filter { $0.assessor == assessor }
        guard let first = own.first, own.allSatisfy({ $0.value == first.value }) else {
            return nil
        }
        return first
    }

    /// Whether an assessor answered any question of a domain.
    func hasAnswers(by assessor: String, in domain: AppraisalDomain) -> Bool {
        asked(in: domain).contains { item in rows(item).contains { $0.assessor == assessor } }
    }

    /// What the rule makes of an assessor's own answers in a domain.
    func ownComputed(by assessor: String, in domain: AppraisalDomain) -> Judgement? {
        instrument.domainRule.judgement(
            of: asked(in: domain).map { row($0, by: assessor)?.option?.meaning },
            undetermined: instrument.undetermined
        )
    }

    /// An assessor's judgement of a domain, given or following from their own answers.
    func ownJudgement(by assessor: String, in domain: AppraisalDomain) -> AssessorAnswer? {
        if let given = givenJudgement(.domain(domain.number), by: assessor) { return given }
        guard hasAnswers(by: assessor, in: domain),
            let computed = ownComputed(by: assessor, in: domain)
        else { return nil }
        return AssessorAnswer(
            assessor: assessor,
            answer: computed.rawValue,
            rationale: nil,
            isComputed: true
        )
    }

    /// What the rule makes of an assessor's own judgements of the domains.
    func ownComputedOverall(by assessor: String, applicability: Bool) -> Judgement? {
        let domains = applicability ? instrument.applicabilityDomains : instrument.domains
        let judgements = domains.map { domain -> Judgement? in
            let own =
                applicability
                ? givenJudgement(.applicability(domain.number), by: assessor)
                : ownJudgement(by: assessor, in: domain)
            return own.flatMap { Judgement(rawValue: $0.answer) }
        }
        return instrument.overallRule.judgement(
            of: judgements,
            undetermined: instrument.undetermined
        )
    }

    /// An assessor's overall judgement, given or following from their own.
    func ownOverall(by assessor: String, applicability: Bool) -> AssessorAnswer? {
        let item: AppraisalItem = applicability ? .overallApplicability : .overall
        if let given = givenJudgement(item, by: assessor) { return given }
        return ownComputedOverall(by: assessor, applicability: applicability).map {
            AssessorAnswer(
                assessor: assessor,
                answer: $0.rawValue,
                rationale: nil,
                isComputed: true
            )
        }
    }

    /// A judgement that an assessor wrote down.
    func givenJudgement(_ item: AppraisalItem, by assessor: String) -> AssessorAnswer? {
        row(item, by: assessor).map(AssessorAnswer.init(row:))
    }
}

extension AssessorAnswer {
    init(row: ReadAnswer) {
        self.init(
            assessor: row.assessor,
            answer: row.value.text,
            rationale: row.rationale,
            isComputed: false
        )
    }
}

extension AnswerReading {
    /// The answers by subject, sorted, with a study's answers handed down to its estimates
    /// where the instrument says so.
    var subjects: [SubjectAnswers] {
        var bySubject = Dictionary(grouping: rows, by: \.subject)
        if instrument.estimatesInheritStudyAnswers {
            for subject in bySubject.keys.sorted() where subject.estimate != nil {
                let study = AppraisalSubject(study: subject.study, part: subject.part)
                let own = bySubject[subject] ?? []
                bySubject[subject] =
                    own + instrument.inherited(from: bySubject[study] ?? [], by: own)
            }
            let withEstimates = Set(
                bySubject.keys.filter { $0.estimate != nil }.map {
                    AppraisalSubject(study: $0.study, part: $0.part)
                }
            )
            for study in withEstimates { bySubject[study] = nil }
        }
        return bySubject.keys.sorted().map {
            SubjectAnswers(instrument: instrument, subject: $0, rows: bySubject[$0] ?? [])
        }
    }
}

extension Instrument {
    /// The number of the domain that asks a question.
    func domainNumber(asking item: AppraisalItem) -> Int? {
        guard case .question(let code, _) = item else { return nil }
        return domains.first { $0.questions.contains { $0.code == code } }?.number
    }

    /// The study's rows that hold for an estimate with rows of its own.
    ///
    /// A domain answered again by anybody takes nothing from the study: mixing one assessor's
    /// new answers with another's old ones would compare answers about different things.
    func inherited(from study: [ReadAnswer], by own: [ReadAnswer]) -> [ReadAnswer] {
        var answered: Set<Int> = []
        var given: Set<AppraisalItem> = []
        for row in own {
            given.insert(row.item)
            if let domain = domainNumber(asking: row.item) { answered.insert(domain) }
        }
        return study.filter { row in
            switch row.item {
            case .question:
                domainNumber(asking: row.item).map { !answered.contains($0) } ?? false
            case .domain(let number): !answered.contains(number) && !given.contains(row.item)
            case .applicability: !given.contains(row.item)
            case .overall, .overallApplicability: false
            }
        }
        .map { row in
            var row = row
            row.isInherited = true
            return row
        }
    }
}
