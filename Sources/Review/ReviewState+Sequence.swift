public import Screening

extension ReviewState {
    /// The works settled at title and abstract, in the order in which their last decision came.
    ///
    /// A decision that was changed counts where it stands now.
    public var settledWorks: [(work: Int, isRelevant: Bool)] {
        var last: [Int: Int] = [:]
        for (place, standing) in decisions.enumerated()
        where standing.decision.stage == .titleAbstract {
            if let work = workIndex[standing.decision.record] { last[work] = place }
        }
        return last.keys.compactMap { work -> (work: Int, isRelevant: Bool)? in
            switch titleAbstractOutcomes[work] {
            case .included: (work, true)
            case .excluded: (work, false)
            case .awaiting, .conflict, .notRetrieved: nil
            }
        }
        .sorted { (last[$0.work] ?? 0) < (last[$1.work] ?? 0) }
    }

    /// What screening at title and abstract has come to, as the stopping criteria see it.
    ///
    /// - Returns: labels of the settled works among all works.
    /// - Throws: `StoppingError`, which a review cannot bring about.
    public func screeningSequence() throws(StoppingError) -> ScreeningSequence {
        try ScreeningSequence(ranked: settledWorks.map(\.isRelevant), total: works.count)
    }
}
