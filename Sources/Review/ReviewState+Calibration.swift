public import Screening

extension ReviewState {
    /// Draws a sample of the works that have reached a stage, have no vote there and are in no
    /// earlier round.
    ///
    /// - Parameters:
    ///   - count: number of works wanted.
    ///   - stage: stage of screening.
    ///   - seed: the same seed gives the same sample of the same works.
    /// - Returns: the first record of each work, in the order of the works; fewer than wanted if
    ///   there are no more.
    public func drawSample(of count: Int, at stage: Stage, seed: UInt64) -> [RecordID] {
        var drawing = Drawing(seed: seed)
        let taken = roundWorks[stage] ?? []
        let open = works.indices.filter { index in
            needsVote(work: index, at: stage) && !taken.contains(index)
                && outcome(ofWork: index, at: stage) == .awaiting(voted: [])
        }
        return drawing.shuffled(open).prefix(max(0, count)).sorted().map { works[$0].id }
    }

    /// Indices of the works of a round, ascending.
    ///
    /// - Parameter round: one of `rounds`.
    /// - Returns: indices into `works`; works that merged since count once.
    public func works(of round: CalibrationRound) -> [Int] {
        Set(round.records.compactMap { workIndex[$0] }).sorted()
    }

    /// Works of a round that wait for a reviewer's vote, however many others have voted.
    ///
    /// - Parameters:
    ///   - round: one of `rounds`.
    ///   - reviewer: name of a present reviewer.
    /// - Returns: their number.
    public func left(of round: CalibrationRound, for reviewer: String) -> Int {
        works(of: round).count { isExpected(reviewer, onWork: $0, at: round.stage) }
    }

    /// Agreement of every pair of reviewers on the works of a round.
    ///
    /// - Parameter round: one of `rounds`.
    /// - Returns: the pairs at the stage of the round, as `agreements` has them for all works.
    public func agreements(in round: CalibrationRound) -> [ReviewerAgreement] {
        let indices = Set(works(of: round))
        return keepingDecisions { decision, work in
            decision.stage == round.stage && indices.contains(work)
        }
        .agreements.filter { $0.stage == round.stage }
    }

    var roundFaults: [ReviewFault] {
        var names: [String: Int] = [:]
        return rounds.flatMap { standing -> [ReviewFault] in
            var problems: [String] = []
            let name = standing.round.name
            if let earlier = names[name] {
                problems.append("the name '\(name)' belongs to the round of event \(earlier)")
            }
            names[name] = names[name] ?? standing.event
            let unknown = standing.round.records.filter { workIndex[$0] == nil }
            if !unknown.isEmpty {
                problems.append(
                    "the calibration round '\(name)' would lose "
                        + unknown.map(\.description).joined(separator: ", ")
                )
            }
            let replaced = standing.round.records.lazy.compactMap {
                replacement(of: $0, citedBy: standing.event)
            }
            problems += replaced.prefix(1)
            return problems.map { ReviewFault(event: standing.event, what: $0) }
        }
    }
}
