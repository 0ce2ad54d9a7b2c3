public import Screening

extension ReviewState {
    /// The works settled at title and abstract, in the order in which their last decision came.
    ///
    /// A decision that was changed counts where it stands now.
    public var settledWorks: [(work: Int, isRelevant: Bool, event: Int)] {
        var last: [Int: Int] = [:]
        for (place, standing) in decisions.enumerated()
        where standing.decision.stage == .titleAbstract {
            if let work = workIndex[standing.decision.record] { last[work] = place }
        }
        return last.compactMap { work, place -> (work: Int, isRelevant: Bool, event: Int)? in
            switch titleAbstractOutcomes[work] {
            case .included: (work, true, decisions[place].event)
            case .excluded: (work, false, decisions[place].event)
            case .awaiting, .conflict, .notRetrieved: nil
            }
        }
        .sorted { (last[$0.work] ?? 0) < (last[$1.work] ?? 0) }
    }

    /// What screening at title and abstract has come to, as the stopping criteria see it.
    ///
    /// Works of calibration rounds were drawn at random from those nobody had voted on. A round that
    /// was drawn after other works were settled, and since which nothing but its own works was
    /// settled, all of them and with none of an earlier round open, is an audit of what was left.
    ///
    /// - Parameter keyPapers: the protocol's key records, and whether each was found.
    /// - Returns: labels of the settled works among all works.
    /// - Throws: `StoppingError`, which a review cannot bring about.
    public func screeningSequence(
        keyPapers: [ScreeningSequence.KeyPaper]? = nil
    ) throws(StoppingError) -> ScreeningSequence {
        let settled = settledWorks
        let drawn = roundWorks[.titleAbstract] ?? []
        let audit = auditWorks(settled)
        return try ScreeningSequence(
            labels: settled.map { entry in
                ScreeningSequence.Label(
                    isRelevant: entry.isRelevant,
                    selection: audit.contains(entry.work)
                        ? .audit : drawn.contains(entry.work) ? .random : .ranked
                )
            },
            total: works.count,
            keyPapers: keyPapers
        )
    }

    private func auditWorks(_ settled: [(work: Int, isRelevant: Bool, event: Int)]) -> Set<Int> {
        guard let last = rounds.last(where: { $0.round.stage == .titleAbstract }),
            settled.contains(where: { $0.event < last.event })
        else { return [] }
        let own = Set(works(of: last.round))
        let since = Set(settled.filter { $0.event > last.event }.map(\.work))
        // Works of an earlier round still open were left out of the drawing.
        let isWhole = (roundWorks[.titleAbstract] ?? []).isSubset(of: settled.map(\.work))
        return own.isEmpty || own != since || !isWhole ? [] : own
    }
}
