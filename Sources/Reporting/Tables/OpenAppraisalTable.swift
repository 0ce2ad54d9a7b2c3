import Review
import RiskOfBias

extension Report {
    /// What is open in the appraisals: every gap between what the protocol plans and what the sheets
    /// hold.
    ///
    /// - Disagreements without a consensus, unanswered items, flags that await a judgement, items
    ///   that only one of several assessors answered, faults of the sheets.
    /// - Judgements without any rationale.
    /// - Appraisals by fewer assessors than the protocol asks for votes.
    /// - Pooled evaluations that no appraisal judges, studies without any appraisal, and answers on
    ///   studies that the review does not have.
    public var openAppraisalTable: Table {
        Table(
            id: "appraisal-open",
            title: "Open disagreements and gaps",
            columns: [.init("Study"), .init("What is open"), .init("Items")],
            rows: missingIdealTrial + appraisals.flatMap(openItems) + unjudgedEvaluations
                + studiesWithoutAppraisal.map { openRow(studyName($0), "not appraised") }
                + answersOnUnknownStudies,
            emptyText: appraisals.isEmpty ? Self.noAppraisal : "Nothing is open."
        )
    }

    private func openRow(_ study: String, _ kind: String, _ items: [String] = []) -> [Table.Cell] {
        [.init(study), .init(kind), .init(items.joined(separator: "; "))]
    }

    private func studyName(_ id: String) -> String { library.studyNames[id] ?? id }

    private var missingIdealTrial: [[Table.Cell]] {
        guard let instrument, instrument.needsIdealTrial, state.reviewProtocol?.idealTrial == nil
        else { return [] }
        return [openRow("all", "the protocol states no ideal test accuracy trial")]
    }

    private func openItems(_ appraisal: Appraisal) -> [[Table.Cell]] {
        let disagreements = appraisal.disagreements.map { item in
            let sides = item.answers.map { "\($0.assessor): \($0.answer)" }
            return "\(item.item) (\(sides.joined(separator: ", ")))"
        }
        let planned = state.reviewProtocol?.votesPerRecord ?? 1
        let found = appraisal.assessors.count
        let missing =
            found < planned
            ? ["\(found) of \(planned): \(appraisal.assessors.joined(separator: ", "))"] : []
        let parts = [
            ("disagreement without consensus", disagreements),
            ("not answered", appraisal.gaps),
            ("flagged, to be judged", appraisal.awaitingJudgement),
            ("answered by one assessor only", appraisal.answeredOnce),
            ("fewer assessors than planned", missing),
            ("judged without any rationale", silentJudgements(appraisal)),
            ("fault", appraisal.faults.filter { !$0.isRemark }.map(\.description)),
        ]
        return parts.filter { !$0.1.isEmpty }.map { kind, items in
            openRow(name(of: appraisal.subject), kind, items)
        }
    }

    /// Judgements for which nobody wrote a reason, neither with the judgement nor with an answer.
    private func silentJudgements(_ appraisal: Appraisal) -> [String] {
        func isSilent(_ given: [AssessorAnswer]) -> Bool {
            given.allSatisfy { $0.rationale?.isEmpty ?? true }
        }
        let domains = appraisal.domains.filter { domain in
            domain.judgement.judgement != nil && isSilent(domain.judgement.given)
                && domain.answers.allSatisfy { isSilent($0.given) }
        }
        let concerns = appraisal.domains.filter { domain in
            domain.applicability.map { $0.judgement != nil && isSilent($0.given) } ?? false
        }
        return domains.map { "D\($0.number)" } + concerns.map { "A\($0.number)" }
    }

    /// Evaluations in a planned analysis, of studies with appraisals, that none of these judges.
    private var unjudgedEvaluations: [[Table.Cell]] {
        let appraised = Set(appraisals.map(\.subject.study))
        let pooled =
            results.flatMap(\.stages).flatMap(\.evaluations).map(\.source.row)
            + accuracy.flatMap(\.stages).flatMap(\.evaluations).map(\.source.row)
        var missing: [String: Set<String>] = [:]
        for row in pooled where appraised.contains(row.study) && appraisal(of: row) == nil {
            let parts = [row.model, row.stage.title.lowercased(), row.cohort].compactMap { $0 }
            missing[row.study, default: []].insert(parts.joined(separator: ", "))
        }
        return state.studies.map(\.row.id).compactMap { study in
            missing[study].map {
                openRow(studyName(study), "evaluation without an appraisal", $0.sorted())
            }
        }
    }

    private var studiesWithoutAppraisal: [String] {
        let appraised = Set(appraisals.map(\.subject.study))
        return state.studies.map(\.row.id).filter { !appraised.contains($0) }
    }

    /// Answers that hang on nothing, usually by a misspelt identifier.
    private var answersOnUnknownStudies: [[Table.Cell]] {
        let known = Set(state.studies.map(\.row.id))
        var places: [String: [(file: String, line: Int)]] = [:]
        for answer in state.appraisalAnswers where !known.contains(answer.row.study) {
            guard let line = answer.row.line else { continue }
            places[answer.row.study, default: []].append((answer.file, line))
        }
        return places.keys.sorted().map { study in
            openRow(
                study,
                "study that the review does not have",
                [SheetLines.text(places[study] ?? [])]
            )
        }
    }
}
