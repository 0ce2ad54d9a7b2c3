import Review
import Screening

/// The conflicts that somebody may see, in the order in which they are listed: by stage, then as imported.
struct ConflictList: Sendable {
    /// Works on which votes disagree at a stage.
    struct Entry: Sendable {
        /// Stage of screening.
        let stage: Stage
        /// Index of the work.
        let work: Int
        /// The work's first record, by which it is addressed.
        let id: RecordID
        /// On what the votes disagree.
        let disagreement: Disagreement
        /// What was said about it.
        let remarks: [StandingRemark]

        /// Whether somebody else had the last word.
        func waits(for person: String) -> Bool {
            remarks.last.map { $0.remark.author != person } ?? false
        }
    }

    /// The conflicts.
    let entries: [Entry]

    /// Gathers the conflicts of a review as its viewer may see it.
    init(_ state: ReviewState) {
        var said: [Stage: [Int: [StandingRemark]]] = [:]
        for standing in state.remarks {
            guard let work = state.workIndex[standing.remark.record] else { continue }
            said[standing.remark.stage, default: [:]][work, default: []].append(standing)
        }
        entries = Stage.allCases.flatMap { stage in
            state.works.indices.compactMap { index in
                guard case .conflict(let what) = state.outcome(ofWork: index, at: stage),
                    stage == .titleAbstract || state.isSought(work: index)
                else { return nil }
                return Entry(
                    stage: stage,
                    work: index,
                    id: state.works[index].id,
                    disagreement: what,
                    remarks: said[stage]?[index] ?? []
                )
            }
        }
    }

    /// The conflicts at a stage.
    func entries(at stage: Stage) -> [Entry] { entries.filter { $0.stage == stage } }

    /// The place of a work among the conflicts of a stage; `nil` if it is none.
    func place(ofWork work: Int, at stage: Stage) -> Int? {
        entries(at: stage).firstIndex { $0.work == work }
    }

    /// The conflict to look at when one has been left: the next of its stage, else the first that there is.
    ///
    /// - Parameters:
    ///   - work: index of the work that was left; it need not be in conflict any more.
    ///   - stage: its stage.
    /// - Returns: another conflict; `nil` if there is none.
    func next(afterWork work: Int, at stage: Stage) -> Entry? {
        let others = entries.filter { $0.work != work || $0.stage != stage }
        return others.first { $0.stage == stage && $0.work > work } ?? others.first
    }
}
