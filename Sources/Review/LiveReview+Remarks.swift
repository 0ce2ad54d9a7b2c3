import Screening

extension LiveReview {
    /// Why a remark cannot be taken, in words for the person who made it.
    ///
    /// Whoever may not see the votes yet gets the same answer whatever they are.
    ///
    /// - Parameter remark: the remark.
    /// - Returns: the reasons; empty if it can be taken.
    public func objections(to remark: Remark) -> [String] {
        guard state.workIndex[remark.record] != nil else {
            return ["unknown record \(remark.record)"]
        }
        guard state.isDiscussionOpen(on: remark.record, at: remark.stage, to: remark.author) else {
            return [Self.closed(remark)]
        }
        return []
    }

    /// Why a remark cannot be taken back by its author.
    ///
    /// - Parameter sequence: number of its event.
    /// - Returns: the reasons; empty if it can be taken back.
    public func objections(toTakingBackRemark sequence: Int) -> [String] {
        guard let remark = event(sequence)?.payload.remark else {
            return ["event \(sequence) is no remark"]
        }
        if state.undoneEvents.contains(sequence) {
            return ["event \(sequence) was taken back before"]
        }
        // What others said since is theirs to know who may see it.
        guard state.isDiscussionOpen(on: remark.record, at: remark.stage, to: remark.author),
            let work = state.workIndex[remark.record]
        else { return [Self.closed(remark)] }
        let answer = state.remarks(onWork: work, at: remark.stage).first {
            $0.event > sequence && $0.remark.author != remark.author
        }
        return answer.map { ["\($0.remark.author) has answered it (event \($0.event))"] } ?? []
    }

    private static func closed(_ remark: Remark) -> String {
        "remarks on \(remark.record) at \(remark.stage.rawValue) wait until you may see all votes on it"
    }
}
