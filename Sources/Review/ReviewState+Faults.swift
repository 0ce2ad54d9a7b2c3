import RiskOfBias
import Screening

/// Something in a review that does not fit together.
public struct ReviewFault: Sendable, Equatable, CustomStringConvertible {
    /// File of the sheet that the fault stands in, if it stands in one.
    public var file: String?
    /// Line of the sheet.
    public var line: Int?
    /// Event that brought it.
    public var event: Int
    /// What is wrong, and what was expected.
    public var what: String
    /// Whether the fault may only follow from one in another row or sheet.
    public var mayFollow = false

    /// `FILE:LINE: what`, or `event N: what`.
    public var description: String {
        if let file, let line { return "\(file):\(line): \(what)" }
        return "event \(event): \(what)"
    }
}

extension ReviewState {
    /// All that does not fit together, in the order of the events and lines.
    ///
    /// Every use case refuses to append what would bring a fault, so a journal written by this
    /// program has none.
    public var faults: [ReviewFault] {
        importFaults + pairFaults + decisionFaults + remarkFaults + assignmentFaults + roundFaults
            + closureFaults + attachmentFaults + studyFaults + evaluationFaults + partFaults
            + appraisalFaults
    }

    /// Why a record does not mean what it meant to the event that cites it, if so: the import was
    /// taken back, and another export has its name and positions now.
    func replacement(of record: RecordID, citedBy event: Int) -> String? {
        guard let source = imports.first(where: { $0.search.source == record.source }),
            let earlier = importReplaced(by: source, since: event)
        else { return nil }
        return "\(record) was a record of the import of event \(earlier.event); since event "
            + "\(source.event) the name belongs to another export"
    }

    private var importFaults: [ReviewFault] {
        var seen: Set<String> = []
        return imports.compactMap { source in
            guard !seen.insert(source.search.source).inserted else { return nil }
            return ReviewFault(
                event: source.event,
                what: "the source name '\(source.search.source)' is used by an earlier import"
            )
        }
    }

    /// A judgement that the clusters do not keep is a decision lost.
    private var pairFaults: [ReviewFault] {
        pairJudgements.flatMap { extracted -> [ReviewFault] in
            let pair = extracted.row
            func fault(_ what: String) -> ReviewFault {
                ReviewFault(
                    file: extracted.file,
                    line: pair.line,
                    event: extracted.event,
                    what: what
                )
            }
            let unknown = [pair.first, pair.second].filter { workIndex[$0] == nil }
            if !unknown.isEmpty { return unknown.map { fault("unknown record \($0)") } }
            let replaced = [pair.first, pair.second].compactMap {
                replacement(of: $0, citedBy: extracted.event)
            }
            if !replaced.isEmpty { return replaced.map { fault($0) } }
            let isOneWork = workIndex[pair.first] == workIndex[pair.second]
            guard isDeduplicated, isOneWork != pair.isSame else { return [] }
            return [
                fault(
                    "\(pair.first) and \(pair.second) are judged "
                        + (pair.isSame ? "the same work" : "different works")
                        + ", which contradicts another judgement"
                )
            ]
        }
    }

    private var decisionFaults: [ReviewFault] {
        let reviewers = Set(reviewProtocol?.allReviewers ?? [])
        return decisions.enumerated().flatMap { place, standing -> [ReviewFault] in
            let decision = standing.decision
            func fault(_ what: String, mayFollow: Bool = false) -> ReviewFault {
                ReviewFault(
                    file: standing.file,
                    line: decision.line,
                    event: standing.event,
                    what: what,
                    mayFollow: mayFollow
                )
            }
            guard let index = workIndex[decision.record] else {
                return [fault("unknown record \(decision.record)")]
            }
            if let replaced = replacement(of: decision.record, citedBy: standing.event) {
                return [fault(replaced)]
            }
            var found = decisionProblems(decision, reviewers: reviewers).map { fault($0) }
            if let objection = objections[place] { found.append(fault(objection)) }
            if decision.stage == .fullText, !isSought(work: index) {
                found.append(
                    fault(
                        "full-text decision on \(decision.record), which title and abstract has "
                            + "not included (\(describe(titleAbstractOutcomes[index])))",
                        mayFollow: true
                    )
                )
            }
            return found
        }
    }

    func decisionProblems(_ decision: Decision, reviewers: Set<String>) -> [String] {
        var problems: [String] = []
        if decision.role == .vote, !reviewers.contains(decision.reviewer) {
            problems.append(
                "unknown reviewer '\(decision.reviewer)'; the protocol names "
                    + list(reviewProtocol?.allReviewers ?? [])
            )
        }
        if decision.stage == .titleAbstract, decision.verdict == .notRetrieved {
            problems.append("'not-retrieved' is possible at full text only")
        }
        let reasons = reviewProtocol?.reasons(at: decision.stage) ?? []
        switch (decision.verdict, decision.reason) {
        case (.exclude, .some(let reason)):
            if !reasons.isEmpty, !reasons.contains(reason) {
                problems.append(
                    "unknown reason '\(reason)' at \(decision.stage.rawValue); the protocol lists "
                        + list(reasons)
                )
            }
        case (.exclude, .none):
            if decision.stage == .fullText {
                problems.append("an exclusion at full text needs a reason: " + list(reasons))
            }
        case (_, .some(let reason)):
            problems.append("reason '\(reason)' goes with 'exclude' only")
        case (_, .none):
            break
        }
        return problems
    }

    private var studyFaults: [ReviewFault] {
        var studyOfWork: [Int: String] = [:]
        return studies.flatMap { extracted -> [ReviewFault] in
            let study = extracted.row
            var problems: [String] = []
            if study.reports.isEmpty { problems.append("study '\(study.id)' names no report") }
            for record in study.reports {
                guard let index = workIndex[record] else {
                    problems.append("study '\(study.id)': unknown record \(record)")
                    continue
                }
                if let replaced = replacement(of: record, citedBy: extracted.event) {
                    problems.append("study '\(study.id)': \(replaced)")
                }
                if !isIncluded(work: index) {
                    problems.append(
                        "study '\(study.id)': \(record) is not an included report "
                            + "(\(standing(ofWork: index)))"
                    )
                }
                if let other = studyOfWork[index], other != study.id {
                    problems.append(
                        "study '\(study.id)': \(record) already belongs to study '\(other)'"
                    )
                }
                studyOfWork[index] = study.id
            }
            return problems.map {
                ReviewFault(
                    file: extracted.file,
                    line: study.line,
                    event: extracted.event,
                    what: $0,
                    mayFollow: true
                )
            }
        }
    }

    private var evaluationFaults: [ReviewFault] {
        strayFaults(evaluations.map { ($0.file, $0.row.line, $0.event, $0.row.study) })
    }

    private var partFaults: [ReviewFault] {
        strayFaults(parts.map { ($0.file, $0.row.line, $0.event, $0.row.study) })
    }

    /// Rows on studies that the review does not have.
    private func strayFaults(
        _ rows: [(file: String, line: Int, event: Int, study: String)]
    ) -> [ReviewFault] {
        let known = Set(studies.map(\.row.id))
        return rows.filter { !known.contains($0.study) }.map {
            ReviewFault(
                file: $0.file,
                line: $0.line,
                event: $0.event,
                what: "unknown study '\($0.study)'",
                mayFollow: true
            )
        }
    }

    private var appraisalFaults: [ReviewFault] {
        let known = Set(studies.map(\.row.id))
        return appraisalAnswers.filter { !known.contains($0.row.study) }.map {
            ReviewFault(
                file: $0.file,
                line: $0.row.line,
                event: $0.event,
                what: "unknown study '\($0.row.study)'",
                mayFollow: true
            )
        }
    }

    private func list(_ names: [String]) -> String {
        names.isEmpty ? "none" : names.map { "'\($0)'" }.joined(separator: ", ")
    }
}

extension ReviewState {
    /// How far a work has come, in a few words.
    public func standing(ofWork index: Int) -> String {
        guard isSought(work: index) else {
            if isPutAside(work: index) { return "title and abstract: closed unscreened" }
            return "title and abstract: " + describe(titleAbstractOutcomes[index])
        }
        return "full text: " + describe(fullTextOutcomes[index])
    }

    private func describe(_ outcome: Outcome) -> String {
        switch outcome {
        case .awaiting(let voted):
            voted.isEmpty ? "no vote yet" : "only voted on by " + voted.joined(separator: ", ")
        case .conflict(let what): "conflict: \(what)"
        case .included: "included"
        case .excluded(let reason): reason.map { "excluded: \($0)" } ?? "excluded"
        case .notRetrieved: "not retrieved"
        }
    }
}
