import Foundation
import Statistics

extension SparseMatrix {
    /// Weighs counted terms by TF-IDF and scales every document to unit length.
    ///
    /// The weight of a term in a document is tf · idf with tf = 1 + ln(count) (or the count) and
    /// idf = ln((1 + n) / (1 + df)) + 1, for n documents of which df hold the term; terms that the
    /// recipe's limits on df leave out take no part. Each block is scaled to unit length, then
    /// multiplied by the root of its share, and the whole is scaled to unit length again. A document
    /// without terms is a row without entries.
    ///
    /// - Parameters:
    ///   - counts: the counted terms.
    ///   - recipe: blocks and limits.
    init(weighing counts: TermCounts, recipe: FeatureRecipe) {
        let documents = Double(counts.documents)
        var columns = [UInt32](repeating: .max, count: counts.kinds.count)
        var inverse = [Float](repeating: 0, count: counts.kinds.count)
        var kept: UInt32 = 0
        let most = recipe.maximumFraction * documents
        for term in columns.indices {
            let frequency = Double(counts.documentFrequencies[term])
            guard frequency >= Double(recipe.minimumDocuments), frequency <= most else { continue }
            columns[term] = kept
            inverse[term] = Float(log((1 + documents) / (1 + frequency)) + 1)
            kept += 1
        }
        let row = RowWeighting(columns: columns, inverse: inverse, recipe: recipe)
        let parts = Parallel.map(counts.documents, inRangesOf: 2_048) { range in
            row.weighed(counts, range)
        }
        self.init(columns: Int(kept))
        let entries = parts.reduce(0) { $0 + $1.indices.count }
        indices.reserveCapacity(entries)
        values.reserveCapacity(entries)
        offsets.reserveCapacity(counts.documents + 1)
        for part in parts {
            let base = indices.count
            indices += part.indices
            values += part.values
            offsets += part.offsets.dropFirst().map { $0 + base }
        }
    }
}

/// What is needed to weigh one document.
private struct RowWeighting: Sendable {
    /// Column of each term, `.max` where it is left out.
    let columns: [UInt32]
    /// Inverse document frequency of each term.
    let inverse: [Float]
    let isSublinear: Bool
    /// Block of each kind of term.
    let blockOfKind: [Int]
    /// Root of each block's share.
    let roots: [Float]
    /// 1 + ln(count) for small counts.
    let logarithms: [Float]

    init(columns: [UInt32], inverse: [Float], recipe: FeatureRecipe) {
        self.columns = columns
        self.inverse = inverse
        isSublinear = recipe.isSublinear
        blockOfKind = TermKind.allCases.map { kind in
            recipe.blocks.firstIndex { $0.kinds.contains(kind) } ?? 0
        }
        roots = recipe.blocks.map { $0.share.squareRoot() }
        logarithms = (0..<256).map { $0 == 0 ? 0 : 1 + Float(log(Double($0))) }
    }

    func weighed(_ counts: TermCounts, _ range: Range<Int>) -> SparseMatrix {
        var part = SparseMatrix(columns: 0)
        var entries: [(column: UInt32, value: Float, block: Int)] = []
        for document in range {
            entries.removeAll(keepingCapacity: true)
            var squares = [Float](repeating: 0, count: roots.count)
            for entry in counts.offsets[document]..<counts.offsets[document + 1] {
                let term = Int(counts.terms[entry])
                guard columns[term] != .max else { continue }
                let block = blockOfKind[Int(counts.kinds[term].rawValue)]
                let value = frequency(counts.counts[entry]) * inverse[term]
                entries.append((columns[term], value, block))
                squares[block] += value * value
            }
            entries.sort { $0.column < $1.column }
            let present = zip(squares, roots).reduce(Float(0)) { $0 + ($1.0 > 0 ? $1.1 * $1.1 : 0) }
            let scales = zip(squares, roots).map { square, root in
                square > 0 ? root / (square * present).squareRoot() : 0
            }
            for entry in entries {
                part.indices.append(entry.column)
                part.values.append(entry.value * scales[entry.block])
            }
            part.offsets.append(part.indices.count)
        }
        return part
    }

    private func frequency(_ count: UInt16) -> Float {
        guard isSublinear else { return Float(count) }
        return count < 256 ? logarithms[Int(count)] : 1 + Float(log(Double(count)))
    }
}
