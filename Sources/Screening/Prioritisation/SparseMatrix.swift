import Statistics

/// A matrix of rows with few entries, one row after the other.
struct SparseMatrix: Sendable, Equatable {
    /// Number of columns.
    var columns: Int
    /// Where each row begins in `indices` and `values`, and where the last one ends.
    var offsets: [Int] = [0]
    /// Column of each entry, ascending within a row.
    var indices: [UInt32] = []
    /// Value of each entry.
    var values: [Float] = []

    /// Number of rows.
    var rows: Int { offsets.count - 1 }

    /// Inner product of a row with a vector.
    func product(_ row: Int, _ vector: UnsafeBufferPointer<Float>) -> Float {
        indices.withUnsafeBufferPointer { indices in
            values.withUnsafeBufferPointer { values in
                // Two sums, so that one addition need not wait for the last.
                var even: Float = 0
                var odd: Float = 0
                var entry = offsets[row]
                let end = offsets[row + 1]
                while entry + 1 < end {
                    even += values[entry] * vector[Int(indices[entry])]
                    odd += values[entry + 1] * vector[Int(indices[entry + 1])]
                    entry += 2
                }
                if entry < end { even += values[entry] * vector[Int(indices[entry])] }
                return even + odd
            }
        }
    }

    /// Adds a multiple of a row to a vector.
    func add(_ factor: Float, row: Int, to vector: inout [Float]) {
        vector.withUnsafeMutableBufferPointer { vector in
            for entry in offsets[row]..<offsets[row + 1] {
                vector[Int(indices[entry])] += factor * values[entry]
            }
        }
    }

    /// Inner products of all rows with a vector.
    func products(_ vector: [Float]) -> [Float] {
        let parts = Parallel.map(rows, inRangesOf: 2_048) { range in
            vector.withUnsafeBufferPointer { vector in range.map { product($0, vector) } }
        }
        return parts.count == 1 ? parts[0] : parts.flatMap { $0 }
    }

    /// The columns as rows.
    func transposed() -> SparseMatrix {
        var starts = [Int](repeating: 0, count: columns + 1)
        for index in indices { starts[Int(index) + 1] += 1 }
        for column in 0..<columns { starts[column + 1] += starts[column] }
        var result = SparseMatrix(columns: rows)
        result.offsets = starts
        result.indices = [UInt32](repeating: 0, count: indices.count)
        result.values = [Float](repeating: 0, count: values.count)
        for row in 0..<rows {
            for entry in offsets[row]..<offsets[row + 1] {
                let column = Int(indices[entry])
                result.indices[starts[column]] = UInt32(row)
                result.values[starts[column]] = values[entry]
                starts[column] += 1
            }
        }
        return result
    }
}
