import Statistics

/// The inner products of all rows of a matrix with each other, row after row.
struct GramMatrix: Sendable {
    /// Rows and columns.
    let count: Int
    /// Products, `count` × `count`.
    let values: [Float]

    /// Multiplies a matrix with its transpose.
    ///
    /// - Parameter matrix: n rows.
    init(_ matrix: SparseMatrix) {
        let count = matrix.rows
        let columns = matrix.transposed()
        let bands = Parallel.map(count, inRangesOf: 64) { band in
            var products = [Float](repeating: 0, count: band.count * count)
            products.withUnsafeMutableBufferPointer { products in
                columns.indices.withUnsafeBufferPointer { rows in
                    columns.values.withUnsafeBufferPointer { values in
                        for row in band {
                            let base = (row - band.lowerBound) * count
                            for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
                                let column = Int(matrix.indices[entry])
                                let factor = matrix.values[entry]
                                for other in columns.offsets[column]..<columns.offsets[column + 1] {
                                    products[base + Int(rows[other])] += factor * values[other]
                                }
                            }
                        }
                    }
                }
            }
            return products
        }
        self.count = count
        var all: [Float] = []
        all.reserveCapacity(count * count)
        for band in bands { all += band }
        values = all
    }
}
