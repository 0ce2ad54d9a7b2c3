public import Screening

extension ReviewState {
    /// The present reviewers that a work is assigned to at a stage, in the order of the protocol.
    ///
    /// - Parameters:
    ///   - index: index of the work in `works`.
    ///   - stage: stage of screening.
    /// - Returns: their names; empty if anyone may take the work.
    public func assignees(ofWork index: Int, at stage: Stage) -> [String] {
        guard let names = assigneesByWork[stage]?[index] else { return [] }
        return (reviewProtocol?.reviewers ?? []).filter(names.contains)
    }

    /// Whether a work has reached a stage and still needs votes there.
    ///
    /// - Parameters:
    ///   - index: index of the work in `works`.
    ///   - stage: stage of screening.
    /// - Returns: whether its outcome waits for votes.
    public func needsVote(work index: Int, at stage: Stage) -> Bool {
        guard case .awaiting = outcome(ofWork: index, at: stage) else { return false }
        return stage == .titleAbstract ? !isPutAside(work: index) : isSought(work: index)
    }

    /// Whether a work may wait for anybody's vote at a stage: it needs votes, or all are to vote on it.
    ///
    /// - Parameters:
    ///   - index: index of the work in `works`.
    ///   - stage: stage of screening.
    /// - Returns: `false` where `isExpected` is false for everybody.
    public func mayWait(work index: Int, at stage: Stage) -> Bool {
        if needsVote(work: index, at: stage) { return true }
        guard roundWorks[stage]?.contains(index) == true else { return false }
        return stage == .titleAbstract ? !isPutAside(work: index) : isSought(work: index)
    }

    /// Who has voted on any record of a work at a stage.
    ///
    /// - Parameters:
    ///   - index: index of the work in `works`.
    ///   - stage: stage of screening.
    /// - Returns: names of present and former reviewers.
    public func voters(ofWork index: Int, at stage: Stage) -> Set<String> {
        votersByWork[stage]?[index] ?? []
    }

    /// Whether a reviewer has voted on any record of a work at a stage.
    ///
    /// - Parameters:
    ///   - reviewer: name of the reviewer.
    ///   - index: index of the work in `works`.
    ///   - stage: stage of screening.
    /// - Returns: whether a vote of theirs counts.
    public func hasVoted(_ reviewer: String, onWork index: Int, at stage: Stage) -> Bool {
        voters(ofWork: index, at: stage).contains(reviewer)
    }

    /// Whether a work waits for a reviewer's vote.
    ///
    /// It waits for those to whom it is assigned; where it needs more votes than they will give, and
    /// where it is assigned to nobody, for everyone. A work of a calibration round waits for all,
    /// however many have voted.
    ///
    /// - Parameters:
    ///   - reviewer: name of a present reviewer.
    ///   - index: index of the work in `works`.
    ///   - stage: stage of screening.
    /// - Returns: whether the reviewer is expected to vote, or may.
    public func isExpected(_ reviewer: String, onWork index: Int, at stage: Stage) -> Bool {
        guard !hasVoted(reviewer, onWork: index, at: stage) else { return false }
        if roundWorks[stage]?.contains(index) == true {
            return stage == .titleAbstract ? !isPutAside(work: index) : isSought(work: index)
        }
        guard needsVote(work: index, at: stage) else { return false }
        let assigned = assignees(ofWork: index, at: stage)
        if assigned.contains(reviewer) { return true }
        let voted = voters(ofWork: index, at: stage)
        let promised = assigned.count { !voted.contains($0) }
        return votesPerRecord > voted.count + promised
    }

    /// How many works that need votes wait for each present reviewer.
    ///
    /// - Parameters:
    ///   - works: indices of the works.
    ///   - stage: stage of screening.
    /// - Returns: the counts by name, those above zero.
    public func awaiting(among works: [Int], at stage: Stage) -> [String: Int] {
        let reviewers = reviewProtocol?.reviewers ?? []
        let required = votesPerRecord
        let assigned = assigneesByWork[stage] ?? [:]
        let inRounds = roundWorks[stage] ?? []
        // Works that anybody may take wait for all but those who have voted: counted once for all.
        var common = 0
        var counts: [String: Int] = [:]
        for work in works where needsVote(work: work, at: stage) {
            if assigned[work] == nil, !inRounds.contains(work) {
                let voted = voters(ofWork: work, at: stage)
                guard required > voted.count else { continue }
                common += 1
                for name in voted { counts[name, default: 0] -= 1 }
            } else {
                for name in reviewers where isExpected(name, onWork: work, at: stage) {
                    counts[name, default: 0] += 1
                }
            }
        }
        return Dictionary(
            uniqueKeysWithValues: Set(reviewers).map { ($0, common + counts[$0, default: 0]) }
        )
        .filter { $0.value > 0 }
    }

    /// On how many works each person has voted at a stage; how they voted does not follow from it.
    ///
    /// - Parameter stage: stage of screening.
    /// - Returns: numbers of works by name, of those who voted on any.
    public func voteCounts(at stage: Stage) -> [String: Int] {
        var counts: [String: Int] = [:]
        for voters in (votersByWork[stage] ?? [:]).values {
            for name in voters { counts[name, default: 0] += 1 }
        }
        return counts
    }

    /// What is assigned to each reviewer at a stage, and how much of it is done.
    ///
    /// - Parameter stage: stage of screening.
    /// - Returns: one entry for each present reviewer who was assigned anything, in the order of the
    ///   protocol.
    public func workloads(at stage: Stage) -> [Workload] {
        var loads: [String: Workload] = [:]
        for index in (assigneesByWork[stage] ?? [:]).keys {
            for reviewer in assignees(ofWork: index, at: stage) {
                var load =
                    loads[reviewer]
                    ?? Workload(reviewer: reviewer, assigned: 0, done: 0, left: 0)
                load.assigned += 1
                if hasVoted(reviewer, onWork: index, at: stage) {
                    load.done += 1
                } else if isOpen(work: index, at: stage) {
                    load.left += 1
                }
                loads[reviewer] = load
            }
        }
        return (reviewProtocol?.reviewers ?? []).compactMap { loads[$0] }
    }

    /// Whether a work may still come to need votes: at full text also while title and abstract is
    /// open.
    private func isOpen(work index: Int, at stage: Stage) -> Bool {
        if stage == .fullText, !isSought(work: index) {
            if case .excluded = titleAbstractOutcomes[index] { return false }
            return !isPutAside(work: index)
        }
        return needsVote(work: index, at: stage)
    }

    var assignmentFaults: [ReviewFault] {
        let known = Set(reviewProtocol?.allReviewers ?? [])
        return assignments.flatMap { standing -> [ReviewFault] in
            let assignment = standing.assignment
            var problems: [String] = []
            if workIndex[assignment.record] == nil {
                problems.append("unknown record \(assignment.record)")
            } else if let replaced = replacement(
                of: assignment.record,
                citedBy: standing.event
            ) {
                problems.append(replaced)
            }
            if !known.contains(assignment.reviewer) {
                problems.append(
                    "\(assignment.record) is assigned to '\(assignment.reviewer)', whom the "
                        + "protocol does not name"
                )
            }
            return problems.map {
                ReviewFault(
                    file: standing.file,
                    line: assignment.line,
                    event: standing.event,
                    what: $0
                )
            }
        }
    }
}
