import Review
import Screening
import Statistics

extension Report {
    /// Outcomes of the works at both stages.
    public var screeningTable: Table {
        Table(
            id: "screening",
            title: "Outcomes of screening",
            columns: [
                .init("Stage"), .init("To be screened", isNumeric: true),
                .init("Included", isNumeric: true), .init("Excluded", isNumeric: true),
                .init("Not retrieved", isNumeric: true),
                .init("Conflicts settled", isNumeric: true),
                .init("In conflict", isNumeric: true), .init("Awaiting votes", isNumeric: true),
            ],
            rows: state.works.isEmpty ? [] : Stage.allCases.map(screeningRow),
            note: "A work is one document, however many databases hold it.",
            emptyText: "There is nothing to screen yet."
        )
    }

    private func screeningRow(_ stage: Stage) -> [Table.Cell] {
        let works = state.works.indices.filter {
            stage == .titleAbstract ? !state.isPutAside(work: $0) : state.isSought(work: $0)
        }
        var counts = (included: 0, excluded: 0, notRetrieved: 0, conflict: 0, awaiting: 0)
        for work in works {
            switch state.outcome(ofWork: work, at: stage) {
            case .included: counts.included += 1
            case .excluded: counts.excluded += 1
            case .notRetrieved: counts.notRetrieved += 1
            case .conflict: counts.conflict += 1
            case .awaiting: counts.awaiting += 1
            }
        }
        let settled = disputes.count { $0.stage == stage && $0.isSettled }
        return [
            .init(stage.title), .init(count: works.count), .init(count: counts.included),
            .init(count: counts.excluded), .init(count: counts.notRetrieved),
            .init(count: settled), .init(count: counts.conflict), .init(count: counts.awaiting),
        ]
    }

    /// Agreement of each pair of reviewers that voted on the same works.
    public var agreementTable: Table {
        Table(
            id: "agreement",
            title: "Agreement of the reviewers, before any conflict was settled",
            columns: [
                .init("Reviewers"), .init("Stage"), .init("Works", isNumeric: true),
                .init("Agreed", isNumeric: true),
                .init("Agreed, percent [95% CI]", isNumeric: true, place: .page),
            ]
                + Self.coefficientColumns("Cohen κ", "PABAK", "AC1"),
            rows: agreements.compactMap { pair in
                pair.agreement.map { agreement in
                    [
                        .init("\(pair.first) and \(pair.second)"), .init(pair.stage.title),
                        .init(count: agreement.subjects), .init(count: agreement.agreed),
                        .init(Self.percent(agreement.proportionAgreed)),
                    ] + Self.coefficientCells(agreement)
                }
            },
            note: "Inclusion (or maybe) against exclusion. PABAK: prevalence- and bias-adjusted "
                + "kappa; AC1: Gwet's coefficient. A dash for κ means that both reviewers put all "
                + "works into one category; an interval is left out where it cannot be estimated.",
            emptyText: "No two reviewers have voted on the same work yet."
        )
    }

    /// Agreement of all reviewers together; works need not have the votes of all.
    public var stageAgreementTable: Table {
        Table(
            id: "agreement-of-all",
            title: "Agreement of all reviewers together",
            columns: [
                .init("Stage"), .init("Reviewers", isNumeric: true),
                .init("Works with two votes or more", isNumeric: true),
                .init("Agreed, percent [95% CI]", isNumeric: true, place: .page),
            ]
                + Self.coefficientColumns(
                    "Fleiss κ",
                    "PABAK",
                    "AC1",
                    "Krippendorff α"
                ),
            rows: stageAgreements.map { stage in
                let agreement = stage.agreement
                let values = [
                    agreement.fleissKappa, agreement.brennanPrediger, agreement.gwetAC1,
                    agreement.krippendorffAlpha,
                ]
                return [
                    .init(stage.stage.title), .init(count: agreement.raters),
                    .init(count: agreement.subjectsRatedTwice),
                    .init(Self.percent(agreement.proportionAgreed)),
                ] + Self.coefficientCells(values)
            },
            note:
                "Inclusion (or maybe) against exclusion, with the variances of Gwet (2014). PABAK: "
                + "for several reviewers the coefficient of Brennan and Prediger. A dash means that "
                + "all votes are of one kind.",
            emptyText: "No work has votes of two reviewers yet."
        )
    }

    static func percent(_ value: AgreementCoefficient) -> String {
        let text = NumberText.percent(value.estimate * 100)
        guard let lower = value.ciLower, let upper = value.ciUpper else { return text }
        return text
            + " [\(NumberText.fixed(lower * 100, decimals: 1)) to "
            + "\(NumberText.fixed(upper * 100, decimals: 1))]"
    }

    /// Columns of coefficients: joined with their intervals in the page, apart in the file.
    static func coefficientColumns(_ names: String...) -> [Table.Column] {
        names.flatMap { name -> [Table.Column] in
            [
                .init("\(name) [95% CI]", isNumeric: true, place: .page),
                .init(name, isNumeric: true, place: .file),
                .init("\(name), lower limit", isNumeric: true, place: .file),
                .init("\(name), upper limit", isNumeric: true, place: .file),
            ]
        }
    }

    /// Cells of κ, PABAK and AC1, in the order of `coefficientColumns`.
    static func coefficientCells(_ agreement: CategoricalAgreement) -> [Table.Cell] {
        coefficientCells([agreement.cohenKappa, agreement.pabak, agreement.gwetAC1])
    }

    /// Cells of coefficients, in the order of `coefficientColumns`.
    static func coefficientCells(_ values: [AgreementCoefficient?]) -> [Table.Cell] {
        values.flatMap { value in
            [
                Table.Cell(NumberText.coefficient(value)), Table.Cell(exact: value?.estimate),
                Table.Cell(exact: value?.ciLower), Table.Cell(exact: value?.ciUpper),
            ]
        }
    }

    /// Works on which the reviewers differed, settled or open.
    public var conflictsTable: Table {
        Table(
            id: "conflicts",
            title: "Works on which the reviewers differed",
            columns: [
                .init("Work"), .init("Records", place: .file), .init("Stage"), .init("Votes"),
                .init("Settlement"), .init("Sheet"),
            ],
            rows: disputes.map { dispute in
                let citation = library.citation(ofWork: dispute.work)
                let places = library.places(ofWork: dispute.work)
                return [
                    .init(
                        citation.title,
                        markup: "\(citation.markup)<br/><code>\(places)</code>"
                    ),
                    .init(places), .init(dispute.stage.title), .init(dispute.votes),
                    .init(dispute.settlement),
                    .init(library.decisionLines(onWork: dispute.work, at: dispute.stage)),
                ]
            },
            emptyText: "The reviewers have differed on no work."
        )
    }

    /// A work on which the votes disagree.
    struct Dispute {
        let work: Int
        let stage: Stage
        let votes: String
        let settlement: String
        let isSettled: Bool
    }

    /// Works whose votes alone are in conflict, by stage.
    var disputes: [Dispute] {
        Stage.allCases.flatMap { stage in
            state.works.indices.compactMap { work -> Dispute? in
                guard stage == .titleAbstract || state.isSought(work: work) else { return nil }
                let decisions = library.decisions(onWork: work, at: stage).map(\.decision)
                let votes = decisions.filter { $0.role == .vote }
                let outcome = Screening.outcome(
                    of: votes.map {
                        Vote(
                            record: $0.record.description,
                            reviewer: $0.reviewer,
                            verdict: $0.verdict,
                            reason: $0.reason
                        )
                    },
                    at: stage,
                    required: state.votesPerRecord
                )
                guard case .conflict = outcome else { return nil }
                let settled = decisions.last { $0.role == .consensus }
                let final = state.outcome(ofWork: work, at: stage)
                var isOpen = false
                if case .conflict = final { isOpen = true }
                return Dispute(
                    work: work,
                    stage: stage,
                    votes: votes.map { "\($0.reviewer): \(Self.said($0))" }
                        .joined(separator: "; "),
                    settlement: settled.map(Self.said) ?? "open",
                    isSettled: !isOpen
                )
            }
        }
    }

    private static func said(_ decision: Decision) -> String {
        let reason = decision.reason.map { " (\($0))" } ?? ""
        return decision.verdict.rawValue.replacing("-", with: " ") + reason
    }
}

extension Stage {
    /// Name as printed.
    var title: String {
        switch self {
        case .titleAbstract: "Title and abstract"
        case .fullText: "Full text"
        }
    }
}
