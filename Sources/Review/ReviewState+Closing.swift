import Screening

extension ReviewState {
    /// Whether title-and-abstract screening was closed with the work unscreened.
    ///
    /// Any vote or settlement brings the work back. Only works of databases and registers are put
    /// aside: the other arm of the flow diagram has no box for them. A record of a later search that
    /// is the same work as one put aside does not bring it back; nothing new is known of the work.
    ///
    /// - Parameter index: index of the work in `works`.
    /// - Returns: whether the work is put aside.
    public func isPutAside(work index: Int) -> Bool {
        guard !putAsideRecords.isEmpty, isUnscreened(work: index) else { return false }
        return works[index].records.contains { putAsideRecords.contains($0) }
    }

    /// Indices of the works put aside, in the order of `works`.
    public var putAsideWorks: [Int] { works.indices.filter { isPutAside(work: $0) } }

    /// Indices of the works that a closing would put aside now.
    public var unscreenedWorks: [Int] {
        works.indices.filter { isUnscreened(work: $0) && !isPutAside(work: $0) }
    }

    /// Indices of the works that have votes at title and abstract but no outcome: screening cannot
    /// be closed over them, since a decision would be lost.
    public var halfScreenedWorks: [Int] {
        works.indices.filter { index in
            switch titleAbstractOutcomes[index] {
            case .awaiting(let voted): !voted.isEmpty
            case .conflict: true
            case .included, .excluded, .notRetrieved: false
            }
        }
    }

    /// A closure as it stands now: how many of its works are still put aside.
    ///
    /// - Parameter closure: one of `closures`.
    /// - Returns: works that are put aside and hold one of its records.
    public func putAside(by closure: StandingClosure) -> Int {
        let indices = Set(closure.closure.records.compactMap { workIndex[$0] })
        return indices.count { isPutAside(work: $0) }
    }

    private func isUnscreened(work index: Int) -> Bool {
        works[index].isFromDatabases && titleAbstractOutcomes[index] == .awaiting(voted: [])
    }

    /// A closure whose records are gone, or are those of another export now, says nothing.
    var closureFaults: [ReviewFault] {
        closures.flatMap { standing -> [ReviewFault] in
            func fault(_ what: String) -> ReviewFault {
                ReviewFault(event: standing.event, what: what)
            }
            let unknown = standing.closure.records.filter { workIndex[$0] == nil }
            if let first = unknown.first {
                return [
                    fault(
                        "screening was closed with \(first)"
                            + (unknown.count > 1 ? " and \(unknown.count - 1) more records" : "")
                            + " left unscreened, which would no longer be there"
                    )
                ]
            }
            return standing.closure.records.lazy
                .compactMap { replacement(of: $0, citedBy: standing.event) }
                .prefix(1).map(fault)
        }
    }
}
