public import Screening

extension ReviewState {
    /// Distributes the works that need votes at a stage and are assigned to nobody.
    ///
    /// In random order each work goes to the reviewers with the fewest works so far, so that their
    /// numbers differ by at most one where nobody has voted yet; among these to those who share the
    /// fewest works, so that all pairs of reviewers meet about equally often. Votes that a work has
    /// already count towards `perRecord`, and no work is assigned to somebody who voted on it.
    ///
    /// - Parameters:
    ///   - stage: stage of screening.
    ///   - reviewers: names of present reviewers, each once.
    ///   - perRecord: votes that each work should come to, at least 1.
    ///   - seed: the same seed gives the same distribution.
    /// - Returns: assignments in the order of the works and of `reviewers`.
    public func drawAssignments(
        at stage: Stage,
        among reviewers: [String],
        perRecord: Int,
        seed: UInt64
    ) -> [Assignment] {
        var drawing = Drawing(seed: seed)
        var load: [String: Int] = [:]
        var shared: [Set<String>: Int] = [:]
        var chosen: [Int: [String]] = [:]
        let open = works.indices.filter {
            needsVote(work: $0, at: stage) && assignees(ofWork: $0, at: stage).isEmpty
        }
        for index in drawing.shuffled(open) {
            let voted = voters(ofWork: index, at: stage)
            var free = reviewers.filter { !voted.contains($0) }
            var team: [String] = []
            while team.count + voted.count < perRecord {
                let fewest = free.map { load[$0] ?? 0 }.min()
                let idle = free.filter { (load[$0] ?? 0) == fewest }
                func meetings(_ name: String) -> Int {
                    (team + voted).reduce(0) { $0 + (shared[[$1, name]] ?? 0) }
                }
                let rarest = idle.map(meetings).min()
                let candidates = idle.filter { meetings($0) == rarest }
                guard let name = drawing.pick(candidates) else { break }
                for other in team + voted { shared[[other, name], default: 0] += 1 }
                load[name, default: 0] += 1
                team.append(name)
                free.removeAll { $0 == name }
            }
            chosen[index] = team
        }
        return open.flatMap { index in
            reviewers.filter { chosen[index]?.contains($0) == true }.map {
                Assignment(record: works[index].id, stage: stage, reviewer: $0)
            }
        }
    }
}
