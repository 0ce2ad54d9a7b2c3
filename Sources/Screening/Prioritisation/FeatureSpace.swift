/// Where a linear model over the words of documents is kept while it is fitted.
///
/// The model is a weighted sum of documents; a space answers what that sum scores a document.
protocol FeatureSpace: Sendable {
    /// Adds a multiple of a document to the model.
    mutating func add(_ factor: Float, row: Int)
    /// Score of a document: the inner product of the model with it.
    func score(_ row: Int) -> Float
    /// Inner product of a document with itself.
    func squaredLength(_ row: Int) -> Float
    /// Scores of all documents.
    func scores() -> [Float]
}

/// A model kept as the scores of all documents.
///
/// To add a document is to add its row of the Gram matrix to the scores; nothing is left to compute
/// when they are asked for. Needs memory for n² numbers.
struct GramSpace: FeatureSpace {
    private let gram: GramMatrix
    private var current: [Float]

    init(_ matrix: SparseMatrix) {
        gram = GramMatrix(matrix)
        current = [Float](repeating: 0, count: matrix.rows)
    }

    mutating func add(_ factor: Float, row: Int) {
        let base = row * gram.count
        gram.values.withUnsafeBufferPointer { products in
            current.withUnsafeMutableBufferPointer { current in
                for index in current.indices { current[index] += factor * products[base + index] }
            }
        }
    }

    func score(_ row: Int) -> Float { current[row] }

    func squaredLength(_ row: Int) -> Float { gram.values[row * gram.count + row] }

    func scores() -> [Float] { current }
}

/// A model kept as one weight per term: for more documents than a Gram matrix has room for.
struct TermSpace: FeatureSpace {
    private let matrix: SparseMatrix
    private var weights: [Float]

    init(_ matrix: SparseMatrix) {
        self.matrix = matrix
        weights = [Float](repeating: 0, count: matrix.columns)
    }

    mutating func add(_ factor: Float, row: Int) { matrix.add(factor, row: row, to: &weights) }

    func score(_ row: Int) -> Float {
        weights.withUnsafeBufferPointer { matrix.product(row, $0) }
    }

    /// Documents have unit length, or none where they have no terms.
    func squaredLength(_ row: Int) -> Float {
        matrix.offsets[row] == matrix.offsets[row + 1] ? 0 : 1
    }

    func scores() -> [Float] { matrix.products(weights) }
}
