public import Screening

extension ReviewState {
    /// Whether a person may see what the others said of a work at a stage.
    ///
    /// They may once no vote of theirs can be swayed any more: all required votes are in, or the
    /// work was settled, and the work does not wait for theirs (as one of a calibration round may).
    ///
    /// - Parameters:
    ///   - index: index of the work in `works`.
    ///   - stage: stage of screening.
    ///   - viewer: name of the person.
    /// - Returns: whether the votes of others are shown.
    public func isRevealed(work index: Int, at stage: Stage, to viewer: String) -> Bool {
        guard !isExpected(viewer, onWork: index, at: stage) else { return false }
        if voters(ofWork: index, at: stage).count >= votesPerRecord { return true }
        switch outcome(ofWork: index, at: stage) {
        case .included, .excluded, .notRetrieved: return true
        case .awaiting, .conflict: return false
        }
    }

    /// The review as a person may see it.
    ///
    /// It has their own decisions, appraisal answers and drafts, and those of others where they are
    /// revealed; all that follows from them is counted from these alone. Remarks are there where all
    /// votes are revealed.
    ///
    /// - Parameter viewer: name of the person.
    /// - Returns: the review without the decisions that are hidden from the person.
    public func seen(by viewer: String) -> ReviewState {
        var state = keepingDecisions { decision, work in
            decision.reviewer == viewer || isRevealed(work: work, at: decision.stage, to: viewer)
        }
        state.hideRemarks(from: viewer, now: self)
        state.hideExtraction(from: viewer, now: self)
        return state
    }

    /// An earlier state of the review as a person may see it now.
    ///
    /// A vote that was open to the person then may wait for theirs now: it stays hidden.
    ///
    /// - Parameters:
    ///   - viewer: name of the person.
    ///   - present: the review as it is now.
    /// - Returns: the review without the decisions that were or are hidden from the person.
    public func seen(by viewer: String, now present: ReviewState) -> ReviewState {
        var state = keepingDecisions { decision, work in
            if decision.reviewer == viewer { return true }
            let stage = decision.stage
            guard isRevealed(work: work, at: stage, to: viewer) else { return false }
            return present.workIndex[decision.record].map {
                present.isRevealed(work: $0, at: stage, to: viewer)
            } ?? true
        }
        state.hideRemarks(from: viewer, now: self)
        state.hideRemarks(from: viewer, now: present)
        state.hideExtraction(from: viewer, now: present)
        return state
    }
}
