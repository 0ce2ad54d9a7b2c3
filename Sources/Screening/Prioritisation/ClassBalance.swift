/// What an error on a relevant and on an irrelevant record costs a model.
///
/// With R relevant and I irrelevant labels, the relevant ones together weigh `ratio` times as much as
/// the irrelevant ones together, and all weights sum to R + I.
struct ClassBalance: Sendable, Equatable {
    /// Weight of one relevant record.
    let relevant: Float
    /// Weight of one irrelevant record.
    let irrelevant: Float

    /// Balances labels.
    ///
    /// - Parameters:
    ///   - relevant: relevant labels, ≥ 1.
    ///   - irrelevant: irrelevant labels, ≥ 1.
    ///   - ratio: total weight of the relevant over that of the irrelevant ones, > 0.
    init(relevant: Int, irrelevant: Int, ratio: Float) {
        let labels = Float(relevant + irrelevant)
        let one = labels * ratio / (Float(max(1, relevant)) * (ratio + 1))
        self.relevant = one
        self.irrelevant = labels / (Float(max(1, irrelevant)) * (ratio + 1))
    }
}
