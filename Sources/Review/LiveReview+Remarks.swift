import Screening

extension LiveReview {
    /// Why a remark cannot be made.
    ///
    /// Whoever may not see the votes yet gets the same answer whatever they are.
    ///
    /// - Parameter remark: the remark.
    /// - Returns: the reason; `nil` if it can be made.
    public func objection(to remark: Remark) -> RemarkObjection? {
        guard state.workIndex[remark.record] != nil else { return .unknownRecord(remark.record) }
        return isOpen(remark) ? nil : .closed
    }

    /// Why somebody cannot take a remark back: who may not see what was said since learns nothing of it.
    ///
    /// - Parameters:
    ///   - sequence: number of its event.
    ///   - actor: who wants to take it back.
    /// - Returns: the reason; `nil` if it can be taken back.
    public func objection(toTakingBackRemark sequence: Int, by actor: String) -> RemarkObjection? {
        guard let event = event(sequence), let remark = event.payload.remark else {
            return .noRemark(sequence)
        }
        guard event.actor == actor else { return .ofAnother(sequence, author: event.actor) }
        if state.undoneEvents.contains(sequence) { return .takenBack(sequence) }
        guard isOpen(remark), let work = state.workIndex[remark.record] else { return .closed }
        return state.remarks(onWork: work, at: remark.stage)
            .first { $0.event > sequence && $0.remark.author != remark.author }
            .map { .answered(by: $0.remark.author, $0.event) }
    }

    private func isOpen(_ remark: Remark) -> Bool {
        state.isDiscussionOpen(on: remark.record, at: remark.stage, to: remark.author)
    }
}
