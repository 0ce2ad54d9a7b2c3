/// A screening that is played through with known labels: a record is labelled, the model learns, the
/// likeliest of the rest comes next.
public struct SimulatedScreening: Sendable, Equatable {
    /// Records labelled beforehand.
    public let priors: [Int]
    /// All other records, as screened.
    public let order: [Int]
    /// Fits that did not converge.
    public let failedFits: Int
    /// How well the order finds the relevant records.
    public let performance: ScreeningPerformance

    /// Screens all records, learning after every label.
    ///
    /// - Parameters:
    ///   - ranker: the documents, without labels.
    ///   - isRelevant: label of each document.
    ///   - priors: numbers of the documents labelled beforehand.
    ///   - strategy: which record comes next.
    public init(
        _ ranker: Ranker,
        isRelevant: [Bool],
        priors: [Int],
        strategy: QueryStrategy = .mostRelevant
    ) {
        var ranker = ranker
        var query = Query(strategy)
        var failedFits = 0
        var order: [Int] = []
        order.reserveCapacity(isRelevant.count)
        for prior in priors { ranker.setLabel(isRelevant[prior], of: prior) }
        while order.count + priors.count < isRelevant.count {
            if !ranker.fit() { failedFits += 1 }
            guard let next = query.next(ranker) else { break }
            order.append(next.record)
            ranker.setLabel(isRelevant[next.record], of: next.record)
        }
        self.priors = priors
        self.order = order
        self.failedFits = failedFits
        performance = ScreeningPerformance(order.map { isRelevant[$0] })
    }
}
