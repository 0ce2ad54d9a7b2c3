import Foundation

/// Multinomial naive Bayes on weighted terms.
///
/// The score of a document is Σ xₜ ln(p(t | relevant) / p(t | irrelevant)), with
/// p(t | c) = (Σ wᵢ xᵢₜ + α) / (Σ over terms), the sums running over the labelled documents of the
/// class (Rennie et al. 2003; the class prior shifts all scores alike and is left out).
struct NaiveBayes: RankingEngine {
    private let matrix: SparseMatrix
    private let smoothing: Float
    private let balance: Float
    /// Sums of the documents of each class: irrelevant, relevant.
    private var sums: [[Float]]
    private var labels: [Bool?]
    private var weights: [Float]

    init(_ matrix: SparseMatrix, smoothing: Float, balance: Float) {
        self.balance = balance
        self.matrix = matrix
        self.smoothing = smoothing
        sums = [[Float]](repeating: [Float](repeating: 0, count: matrix.columns), count: 2)
        labels = [Bool?](repeating: nil, count: matrix.rows)
        weights = [Float](repeating: 0, count: matrix.columns)
    }

    mutating func setLabel(_ isRelevant: Bool?, row: Int) {
        if let old = labels[row] { matrix.add(-1, row: row, to: &sums[old ? 1 : 0]) }
        if let isRelevant { matrix.add(1, row: row, to: &sums[isRelevant ? 1 : 0]) }
        labels[row] = isRelevant
    }

    mutating func fit(relevant: Int, irrelevant: Int) -> Bool {
        let balance = ClassBalance(relevant: relevant, irrelevant: irrelevant, ratio: balance)
        var totals: (relevant: Float, irrelevant: Float) = (0, 0)
        for term in weights.indices {
            totals.relevant += balance.relevant * sums[1][term] + smoothing
            totals.irrelevant += balance.irrelevant * sums[0][term] + smoothing
        }
        let shift = log(totals.relevant / totals.irrelevant)
        for term in weights.indices {
            let relevant = balance.relevant * sums[1][term] + smoothing
            let irrelevant = balance.irrelevant * sums[0][term] + smoothing
            weights[term] = log(relevant / irrelevant) - shift
        }
        return true
    }

    func scores() -> [Float] { matrix.products(weights) }
}
