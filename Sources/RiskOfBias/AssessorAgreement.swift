public import Statistics

/// What a line of an agreement table is about.
public enum AgreementScope: String, Codable, Sendable, Equatable, CaseIterable {
    /// A signalling question.
    case question
    /// The judgement of a domain.
    case domain
    /// The concern about applicability of a domain.
    case applicability
    /// The overall judgement.
    case overall
}

/// How answers to signalling questions are compared.
public enum AnswerComparison: String, Codable, Sendable, Equatable, CaseIterable {
    /// Every answer is a category of its own.
    case exact
    /// "Yes" and "probably yes" count as one, likewise "no" and "probably no".
    case meaning
}

/// The agreement of two assessors on one item.
public struct ItemAgreement: Codable, Sendable, Equatable {
    /// The part the item belongs to.
    public var part: String?
    /// The item, for example `4.1`, `D4`, `A1` or `overall`.
    public var item: String
    /// What the item is.
    public var scope: AgreementScope
    /// The categories, in the order of the rows and columns of the table.
    public var categories: [String]
    /// The subjects that both assessed, in the order used.
    public var subjects: [AppraisalSubject]
    /// The agreement; absent when no subject was assessed by both.
    public var agreement: CategoricalAgreement?
}

/// The agreement of two assessors with one instrument.
public struct AssessorAgreement: Codable, Sendable, Equatable {
    /// The first assessor.
    public var first: String
    /// The second assessor.
    public var second: String
    /// One line an item, in official order, by part.
    public var items: [ItemAgreement]
}

/// Measures how well assessors agreed before any consensus, for each pair of them.
///
/// Compared are their own answers, and their own judgements: as given, else as the rule makes
/// them from their own answers. Items that only one of the two answered are left out of the
/// comparison. A study's answers taken over by its estimates count once.
///
/// - Parameters:
///   - answers: the rows of one instrument; those with faults are not counted.
///   - instrument: the instrument the answers are about.
///   - comparison: how answers to signalling questions are compared.
///   - normalQuantile: the standard normal quantile of the intervals; default for 95 %.
/// - Returns: One table a pair of assessors that share a subject, sorted by their names.
/// - Throws: ``AgreementError/invalidNormalQuantile(_:)``.
public func assessorAgreement(
    _ answers: [AppraisalAnswer],
    instrument: Instrument,
    comparison: AnswerComparison = .exact,
    normalQuantile: Double = 1.959963984540054
) throws(AgreementError) -> [AssessorAgreement] {
    let subjects = AnswerReading(answers, instrument: instrument).subjects
    var pairs: Set<[String]> = []
    for subject in subjects {
        for (position, first) in subject.assessors.enumerated() {
            for second in subject.assessors[(position + 1)...] { pairs.insert([first, second]) }
        }
    }
    var tables: [AssessorAgreement] = []
    for pair in pairs.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        var items: [ItemAgreement] = []
        let parts = Set(subjects.map(\.subject.part)).sorted { ($0 ?? "") < ($1 ?? "") }
        for part in parts {
            let comparer = PairComparison(
                instrument: instrument,
                subjects: subjects.filter { $0.subject.part == part },
                first: pair[0],
                second: pair[1],
                comparison: comparison,
                normalQuantile: normalQuantile
            )
            items += try comparer.items(part: part)
        }
        tables.append(AssessorAgreement(first: pair[0], second: pair[1], items: items))
    }
    return tables
}

/// Compares two assessors over the subjects of one part.
private struct PairComparison {
    let instrument: Instrument
    let subjects: [SubjectAnswers]
    let first: String
    let second: String
    let comparison: AnswerComparison
    let normalQuantile: Double

    func items(part: String?) throws(AgreementError) -> [ItemAgreement] {
        var items: [ItemAgreement] = []
        let judgements = instrument.judgements.map(\.rawValue)
        let asked = Set(instrument.items(in: part))
        for item in instrument.items where asked.contains(item.code) {
            switch item {
            case .question(let code, let stratum):
                guard
                    let question = instrument.question(code, stratum: stratum, in: part)
                else { continue }
                let line = try compare(
                    item,
                    .question,
                    part: part,
                    categories: categories(of: question)
                ) { subject, assessor in
                    subject.row(item, by: assessor).flatMap { row in
                        row.isInherited && !isFirst(subject, of: row) ? nil : row.option
                    }
                    .map(category)
                }
                // A stratum nobody used would only be an empty line.
                if stratum == nil || !line.subjects.isEmpty { items.append(line) }
            case .domain(let number):
                guard let domain = instrument.domains.first(where: { $0.number == number })
                else { continue }
                items.append(
                    try compare(item, .domain, part: part, categories: judgements) {
                        isRepeated(domain, in: $0)
                            ? nil : $0.ownJudgement(by: $1, in: domain)?.answer
                    }
                )
            case .applicability:
                items.append(
                    try compare(item, .applicability, part: part, categories: judgements) {
                        subject,
                        assessor in
                        subject.row(item, by: assessor).flatMap { row in
                            row.isInherited && !isFirst(subject, of: row)
                                ? nil : row.judgement?.rawValue
                        }
                    }
                )
            case .overall, .overallApplicability:
                items.append(
                    try compare(item, .overall, part: part, categories: judgements) {
                        $0.ownOverall(by: $1, applicability: item == .overallApplicability)?
                            .answer
                    }
                )
            }
        }
        return items
    }

    private func compare(
        _ item: AppraisalItem,
        _ scope: AgreementScope,
        part: String?,
        categories: [String],
        answer: (SubjectAnswers, String) -> String?
    ) throws(AgreementError) -> ItemAgreement {
        var left: [Int] = []
        var right: [Int] = []
        var shared: [AppraisalSubject] = []
        for subject in subjects {
            guard
                let one = answer(subject, first).flatMap(categories.firstIndex(of:)),
                let other = answer(subject, second).flatMap(categories.firstIndex(of:))
            else { continue }
            left.append(one)
            right.append(other)
            shared.append(subject.subject)
        }
        let agreement: CategoricalAgreement? =
            shared.isEmpty
            ? nil
            : try categoricalAgreement(
                left,
                right,
                categories: categories.count,
                normalQuantile: normalQuantile
            )
        return ItemAgreement(
            part: part,
            item: item.code,
            scope: scope,
            categories: categories,
            subjects: shared,
            agreement: agreement
        )
    }

    private func categories(of question: SignallingQuestion) -> [String] {
        var seen: Set<String> = []
        return instrument.allowedAnswers(to: question).map(category)
            .filter { seen.insert($0).inserted }
    }

    private func category(_ option: AnswerOption) -> String {
        switch comparison {
        case .exact: option.id
        case .meaning: option.meaning.rawValue
        }
    }

    // MARK: Answers taken over from the study

    /// Whether a subject is the first to which a row was handed down.
    private func isFirst(_ subject: SubjectAnswers, of row: ReadAnswer) -> Bool {
        let holder = subjects.first { other in
            other.rows(row.item).contains { $0.position == row.position }
        }
        return holder?.subject == subject.subject
    }

    /// Whether a domain's rows were all handed down and counted with an earlier subject.
    private func isRepeated(_ domain: AppraisalDomain, in subject: SubjectAnswers) -> Bool {
        let items = subject.asked(in: domain) + [.domain(domain.number)]
        let rows = items.flatMap(subject.rows)
        guard let row = rows.first, rows.allSatisfy(\.isInherited) else { return false }
        return !isFirst(subject, of: row)
    }
}
