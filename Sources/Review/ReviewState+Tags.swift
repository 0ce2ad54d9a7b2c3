public import Screening

extension ReviewState {
    /// The works that carry each tag in a decision of a stage that counts.
    ///
    /// - Parameter stage: stage of the decisions.
    /// - Returns: indices into `works`, ascending, by tag.
    public func taggedWorks(at stage: Stage) -> [String: [Int]] {
        var works: [String: Set<Int>] = [:]
        for standing in decisions where standing.decision.stage == stage {
            guard let work = workIndex[standing.decision.record] else { continue }
            for tag in standing.decision.tags { works[tag, default: []].insert(work) }
        }
        return works.mapValues { $0.sorted() }
    }
}
