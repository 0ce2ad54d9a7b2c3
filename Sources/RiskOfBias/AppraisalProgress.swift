/// How far each assessor has come with their own answers.
public struct AppraisalProgress: Sendable {
    private let instrument: Instrument
    private let rowsByStudy: [String: [ReadAnswer]]
    private let settled: Set<AppraisalSubject>
    /// The subjects that anybody answered anything about, sorted.
    public let subjects: [AppraisalSubject]

    /// Reads answers.
    ///
    /// - Parameters:
    ///   - answers: the rows of one instrument, in any order; rows with faults are not counted.
    ///   - instrument: the instrument the answers are about.
    public init(_ answers: [AppraisalAnswer], instrument: Instrument) {
        self.instrument = instrument
        let rows = AnswerReading(answers, instrument: instrument).rows
        rowsByStudy = Dictionary(grouping: rows, by: \.subject.study)
        settled = Set(rows.filter(\.isConsensus).map(\.subject))
        subjects = Set(rows.map(\.subject)).sorted()
    }

    /// Everybody who answered anything about a study, sorted, without the consensus.
    public func assessors(ofStudy study: String) -> [String] {
        Set((rowsByStudy[study] ?? []).filter { !$0.isConsensus }.map(\.assessor)).sorted()
    }

    /// What an answer is about, in the instrument's own words.
    public func subject(of answer: AppraisalAnswer) -> AppraisalSubject {
        AppraisalSubject(
            study: answer.study,
            estimate: answer.estimate,
            part: answer.part.map { instrument.part(named: $0)?.id ?? $0 }
        )
    }

    /// Whether an assessor has answered anything about a subject itself.
    public func hasAnswers(on subject: AppraisalSubject, by assessor: String) -> Bool {
        (rowsByStudy[subject.study] ?? []).contains {
            $0.subject == subject && $0.assessor == assessor
        }
    }

    /// Whether anything was settled together about a subject.
    public func hasConsensus(on subject: AppraisalSubject) -> Bool {
        settled.contains(subject)
    }

    /// The items that an assessor has still to answer about a subject.
    ///
    /// A domain that was judged in so many words needs no answers to its questions. Answers on a study
    /// hold for its estimates where the instrument says so. Applicability is asked of those who answer
    /// questions; tables of judgements know none.
    ///
    /// - Parameters:
    ///   - subject: what is appraised.
    ///   - assessor: the assessor.
    /// - Returns: codes of the items, in official order.
    public func missing(_ subject: AppraisalSubject, by assessor: String) -> [String] {
        let answers = answers(about: subject, by: assessor)
        let domains = instrument.domains
        let asksQuestions = domains.contains { answers.hasAnswers(by: assessor, in: $0) }
        return domains.flatMap { domain -> [String] in
            var missing: [String] = []
            if answers.givenJudgement(.domain(domain.number), by: assessor) == nil {
                missing = answers.asked(in: domain)
                    .filter { answers.row($0, by: assessor) == nil }.map(\.code)
                let computed = answers.ownComputed(by: assessor, in: domain)
                // Where answers only raise a flag, the judgement is for the assessor to make.
                if missing.isEmpty, computed == nil { missing = [domain.id] }
            }
            let applicability = AppraisalItem.applicability(domain.number)
            if domain.applicabilityPrompt != nil, asksQuestions,
                answers.row(applicability, by: assessor) == nil
            {
                missing.append(applicability.code)
            }
            return missing
        }
    }

    /// Whether an assessor has answered all that is asked about a subject.
    public func isComplete(_ subject: AppraisalSubject, by assessor: String) -> Bool {
        missing(subject, by: assessor).isEmpty
    }

    /// One assessor's answers about a subject, with those on its study that hold for it.
    private func answers(
        about subject: AppraisalSubject,
        by assessor: String
    ) -> SubjectAnswers {
        let all = (rowsByStudy[subject.study] ?? []).filter { $0.assessor == assessor }
        var own = all.filter { $0.subject == subject }
        if instrument.estimatesInheritStudyAnswers, subject.estimate != nil {
            let study = AppraisalSubject(study: subject.study, part: subject.part)
            own += instrument.inherited(from: all.filter { $0.subject == study }, by: own)
        }
        return SubjectAnswers(instrument: instrument, subject: subject, rows: own)
    }
}
