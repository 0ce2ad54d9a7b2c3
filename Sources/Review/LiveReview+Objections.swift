import Screening

extension LiveReview {
    /// Why a decision cannot be taken, in words for the person who made it.
    ///
    /// The rules are those of `ReviewState.faults`, asked of one decision and of what depends on it.
    ///
    /// - Parameter decision: a decision made in the workbench.
    /// - Returns: the reasons; empty if it can be taken.
    public func objections(to decision: Decision) -> [String] {
        guard let work = state.workIndex[decision.record] else {
            return ["unknown record \(decision.record)"]
        }
        let present = state.reviewProtocol?.reviewers ?? []
        var found = state.decisionProblems(
            decision,
            reviewers: Set(state.reviewProtocol?.allReviewers ?? [])
        )
        if found.isEmpty {
            let arbiters = state.reviewProtocol?.arbiters ?? []
            switch decision.role {
            case .vote where !present.contains(decision.reviewer):
                found.append("'\(decision.reviewer)' has left the review")
            case .consensus where !arbiters.isEmpty && !arbiters.contains(decision.reviewer):
                found.append("'\(decision.reviewer)' may not settle conflicts")
            default: break
            }
        }
        if decision.stage == .fullText,
            !state.isRevealed(work: work, at: .titleAbstract, to: decision.reviewer)
        {
            // Whether it is sought tells what the others voted.
            found.append("title and abstract of \(decision.record) waits for votes")
            return found
        }
        if decision.stage == .fullText, !state.isSought(work: work) {
            found.append(
                "title and abstract has not included \(decision.record) "
                    + "(\(state.standing(ofWork: work)))"
            )
        }
        let key = DecisionKey(decision)
        let others = decisions(onWork: work, at: decision.stage).map(\.decision)
            .filter { DecisionKey($0) != key }
        return found + dependents(onWork: work, at: decision.stage, decisions: others + [decision])
    }

    /// Why a decision of the workbench cannot be taken back.
    ///
    /// - Parameter sequence: number of its event.
    /// - Returns: the reasons; empty if it can be taken back.
    public func objections(toUndoing sequence: Int) -> [String] {
        guard case .decisionCast(let cast) = event(sequence)?.payload
        else { return ["event \(sequence) is no decision of the workbench"] }
        if state.undoneEvents.contains(sequence) {
            return ["event \(sequence) was taken back before"]
        }
        guard let work = state.workIndex[cast.decision.record] else {
            return ["unknown record \(cast.decision.record)"]
        }
        let stage = cast.decision.stage
        let standing = decisions(onWork: work, at: stage)
        // One that no longer stands changes nothing.
        guard standing.contains(where: { $0.event == sequence }) else { return [] }
        let left = standing.filter { $0.event != sequence }.map(\.decision)
        return dependents(onWork: work, at: stage, decisions: left)
    }

    /// What would hang in the air if the work's decisions were these.
    private func dependents(
        onWork work: Int,
        at stage: Stage,
        decisions list: [Decision]
    ) -> [String] {
        let outcome = state.outcome(of: list, at: stage)
        if stage == .fullText, outcome == .notRetrieved, !state.fullTexts(ofWork: work).isEmpty {
            return ["its full text is there, so it cannot be settled as not retrieved"]
        }
        let isIn =
            outcome == .included
            && (stage == .fullText || state.fullTextOutcomes[work] == .included)
        var found: [String] = []
        if stage == .titleAbstract, outcome != .included,
            !decisions(onWork: work, at: .fullText).isEmpty
        {
            found.append("decisions on its full text depend on it: take those back first")
        }
        if !isIn {
            let studies = state.studies.map(\.row).filter { study in
                study.reports.contains { state.workIndex[$0] == work }
            }
            found += studies.map { "study '\($0.id)' is extracted from it" }
        }
        return found
    }
}
