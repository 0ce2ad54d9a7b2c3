/// What a ranker asks of a classifier.
protocol RankingEngine: Sendable {
    /// Sets, changes or takes back the label of a row; nothing is fitted yet.
    mutating func setLabel(_ isRelevant: Bool?, row: Int)
    /// Learns from the labels, of which at least one exists.
    ///
    /// - Parameters:
    ///   - relevant: relevant labels.
    ///   - irrelevant: irrelevant labels.
    /// - Returns: whether the fit converged.
    mutating func fit(relevant: Int, irrelevant: Int) -> Bool
    /// Scores of all rows.
    func scores() -> [Float]
}

/// Places of the dense features of a document; those before are its topics.
enum DenseFeature {
    /// 1 for a record with an abstract.
    static let withAbstract = 13
    /// 1 for a record without one.
    static let withoutAbstract = 14
    /// 1 for every record.
    static let constant = 15

    /// Weight of each dense feature in the inner product, beside 1 for the words.
    static func scale(_ parameters: RankingParameters, relevant: Int) -> SIMD16<Float> {
        let share = parameters.topicShare / (1 + Float(max(0, relevant - 1)) / parameters.topicFade)
        var scale = SIMD16<Float>(repeating: share)
        scale[withAbstract] = share * parameters.abstractShare
        scale[withoutAbstract] = scale[withAbstract]
        scale[constant] = 1
        return scale
    }
}
