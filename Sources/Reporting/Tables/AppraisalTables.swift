import Review
import RiskOfBias
import Statistics

extension Report {
    /// Domains of the instrument whose applicability somebody judged.
    var judgedApplicability: [AppraisalDomain] {
        guard let instrument else { return [] }
        let asked = instrument.domains.filter { $0.applicabilityPrompt != nil }
        let isJudged = appraisals.contains { appraisal in
            appraisal.domains.contains { ($0.applicability?.given.isEmpty ?? true) == false }
        }
        return isJudged ? asked : []
    }

    /// Judgements of risk of bias and applicability, a row per appraised study or estimate.
    public var riskOfBiasTable: Table {
        let domains = instrument?.domains ?? []
        let applicable = judgedApplicability
        let hasOverall = instrument?.overallRule != .notSummarised
        var columns: [Table.Column] = [.init("Study"), .init("Identifier", place: .file)]
        columns += domains.map { .init("\($0.number) \($0.name)") }
        if hasOverall { columns.append(.init("Overall")) }
        columns += applicable.map { .init("Applicability: \($0.name)") }
        if hasOverall, !applicable.isEmpty { columns.append(.init("Applicability: overall")) }
        columns += [.init("Assessors", place: .file), .init("Sheet")]
        let lines = appraisalLines
        let numbers = Set(applicable.map(\.number))
        return Table(
            id: "risk-of-bias",
            title: "Judgements (\(instrument?.name ?? "no instrument"))",
            columns: columns,
            rows: appraisals.map { appraisal in
                var cells: [Table.Cell] = [
                    .init(name(of: appraisal.subject)), .init(appraisal.subject.study),
                ]
                cells += appraisal.domains.map { judgement($0.judgement) }
                if hasOverall { cells.append(judgement(appraisal.overall)) }
                cells += appraisal.domains.filter { numbers.contains($0.number) }
                    .map { judgement($0.applicability, follows: false) }
                if hasOverall, !applicable.isEmpty {
                    cells.append(judgement(appraisal.overallApplicability))
                }
                cells.append(.init(appraisal.assessors.joined(separator: "; ")))
                cells.append(.init(SheetLines.text(lines[appraisal.subject] ?? [])))
                return cells
            },
            note: "* An assessor's judgement that differs from what follows from the answers, or "
                + "where nothing follows; the reasons are listed below.",
            emptyText: Self.noAppraisal
        )
    }

    static let noAppraisal = "No study has been appraised yet."

    /// Judgements that replace the one that follows from the answers, with their reasons.
    public var overridesTable: Table {
        Table(
            id: "overrides",
            title: "Judgements that differ from what follows from the answers",
            columns: [
                .init("Study"), .init("Item"), .init("Computed"), .init("Judged"),
                .init("By"), .init("Reason"),
            ],
            rows: appraisals.flatMap { appraisal in
                appraisal.namedOutcomes.filter(\.outcome.isOverride).map { item, outcome in
                    let holding = outcome.given.last {
                        $0.answer == outcome.judgement?.rawValue && !$0.isComputed
                    }
                    return [
                        .init(name(of: appraisal.subject)), .init(item),
                        .init(outcome.computed?.rawValue ?? "none"),
                        .init(outcome.judgement?.rawValue ?? ""), .init(holding?.assessor ?? ""),
                        .init(holding?.rationale ?? ""),
                    ]
                }
            },
            emptyText: "Every judgement is the one that follows from the answers."
        )
    }

    /// Agreement of the assessors per item, before any consensus.
    public var assessorAgreementTable: Table {
        Table(
            id: "assessor-agreement",
            title: "Agreement of the assessors, before any consensus",
            columns: [
                .init("Item"), .init("Assessors"), .init("Part"),
                .init("Subjects", isNumeric: true),
                .init("Agreed", isNumeric: true),
                .init("Agreed, percent [95% CI]", isNumeric: true, place: .page),
            ] + Self.coefficientColumns("Cohen κ", "PABAK", "AC1"),
            rows: assessorAgreements.flatMap { pair in
                pair.items.compactMap { item in
                    item.agreement.map { agreement in
                        [
                            .init(item.item), .init("\(pair.first) and \(pair.second)"),
                            .init(item.part ?? ""), .init(count: agreement.subjects),
                            .init(count: agreement.agreed),
                            .init(Self.percent(agreement.proportionAgreed)),
                        ] + Self.coefficientCells(agreement)
                    }
                }
            },
            note:
                "Every answer is a category of its own. D: domain; A: applicability. A dash for κ "
                + "means that both assessors put all subjects into one category.",
            emptyText: "No two assessors have appraised the same study."
        )
    }

    var assessorAgreements: [AssessorAgreement] {
        guard let instrument else { return [] }
        // The only fault it can meet is a wrong quantile, and the default is right.
        return (try? assessorAgreement(state.appraisalAnswers.map(\.row), instrument: instrument))
            ?? []
    }

    /// Name of what was appraised: the study, then the estimate and the part where they are given.
    func name(of subject: AppraisalSubject) -> String {
        var name = library.studyNames[subject.study] ?? subject.study
        if let estimate = subject.estimate { name += ", \(estimate)" }
        if let part = subject.part, appraisals.contains(where: { $0.subject.part != part }) {
            name += " (\(part))"
        }
        return name
    }

    private var appraisalLines: [AppraisalSubject: [(file: String, line: Int)]] {
        var lines: [AppraisalSubject: [(file: String, line: Int)]] = [:]
        for extracted in state.appraisalAnswers {
            guard let line = extracted.row.line else { continue }
            // The instrument reads parts in any case; the subject holds its own spelling.
            let part = extracted.row.part.flatMap { text in
                instrument?.parts.first { $0.id == text.lowercased() }?.id ?? text
            }
            let subject = AppraisalSubject(
                study: extracted.row.study,
                estimate: extracted.row.estimate,
                part: part
            )
            lines[subject, default: []].append((extracted.file, line))
        }
        return lines
    }

    /// A judgement as a cell.
    ///
    /// - Parameters:
    ///   - outcome: the judgement; `nil` where the instrument has none.
    ///   - follows: whether it follows from answers, so that another one needs a mark.
    /// - Returns: The cell; the file holds the bare word.
    private func judgement(_ outcome: JudgementOutcome?, follows: Bool = true) -> Table.Cell {
        guard let outcome else { return .init("") }
        guard let judgement = outcome.judgement else {
            return .init(outcome.source.text, exact: "")
        }
        let mark = follows && outcome.isOverride ? "*" : ""
        return .init(
            judgement.rawValue + mark,
            exact: judgement.rawValue,
            markup: "<span class=\"j \(judgement.className)\">\(judgement.rawValue + mark)</span>"
        )
    }
}

extension Appraisal {
    /// The outcomes of the domains and of the whole, each under its item.
    var namedOutcomes: [(item: String, outcome: JudgementOutcome)] {
        var outcomes = domains.map { ("D\($0.number) \($0.name)", $0.judgement) }
        if let overall { outcomes.append(("overall", overall)) }
        if let overallApplicability {
            outcomes.append(("overall applicability", overallApplicability))
        }
        return outcomes
    }
}

extension Judgement {
    /// Name of the style of a judgement in the page.
    var className: String {
        switch self {
        case .low: "low"
        case .high: "high"
        case .unclear, .insufficientInformation: "unclear"
        }
    }
}

extension JudgementSource {
    /// Why there is no judgement.
    fileprivate var text: String {
        switch self {
        case .unresolved: "unresolved"
        case .awaitingJudgement: "to be judged"
        case .unanswered: "not answered"
        case .computed, .single, .agreement, .consensus: "none"
        }
    }
}
