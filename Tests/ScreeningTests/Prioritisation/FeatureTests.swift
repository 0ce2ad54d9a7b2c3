import Foundation
import Statistics
import Testing

@testable import Screening

@Suite("Features of documents") struct FeatureTests {
    private static let recipe = FeatureRecipe(
        blocks: [
            FeatureRecipe.Block(kinds: [.word], share: 1),
            FeatureRecipe.Block(kinds: [.bigram], share: 0.5),
        ],
        maximumFraction: 1
    )

    private func counts(_ texts: [(String, String)], _ recipe: FeatureRecipe) -> TermCounts {
        TermCounts(texts.map { ScreeningDocument(title: $0.0, abstract: $0.1) }, recipe: recipe)
    }

    @Test func wordsAreFoldedAndPairsDoNotCrossFields() {
        let counted = counts(
            [("Beta-Blockers", "BETA blockers β blockers a"), ("beta", "blockers")],
            Self.recipe
        )
        // beta, blockers; one pair that the second record, split over two fields, does not have,
        // and 'blockers beta' inside the abstract.
        #expect(counted.kinds.count { $0 == .word } == 2)
        #expect(counted.kinds.count { $0 == .bigram } == 2)
        let first = counted.offsets[0]..<counted.offsets[1]
        #expect(counted.counts[first].sorted() == [1, 3, 3, 3])
        #expect(counted.counts[counted.offsets[1]..<counted.offsets[2]] == [1, 1])
    }

    /// By the formulas of the docstring, on three documents.
    @Test func weightsFollowTheFormula() {
        let recipe = FeatureRecipe(
            blocks: [FeatureRecipe.Block(kinds: [.word], share: 1)],
            maximumFraction: 0.9
        )
        let matrix = SparseMatrix(
            weighing: counts([("aa bb", "bb cc"), ("cc aa", ""), ("cc dd", "")], recipe),
            recipe: recipe
        )
        // cc is everywhere and left out.
        #expect(matrix.columns == 3)
        let inverse = [2.0, 1.0].map { log(4 / (1 + $0)) + 1 }
        let raw = [inverse[0], (1 + log(2)) * inverse[1]]
        let norm = (raw[0] * raw[0] + raw[1] * raw[1]).squareRoot()
        let row = matrix.values[matrix.offsets[0]..<matrix.offsets[1]].sorted()
        #expect(abs(Double(row[0]) - raw[0] / norm) < 1e-6)
        #expect(abs(Double(row[1]) - raw[1] / norm) < 1e-6)
        #expect(matrix.values[matrix.offsets[1]] == 1)
    }

    @Test func rowsHaveUnitLengthAndBlocksTheirShares() {
        let screening = GeneratedScreening(60, relevant: 9, seed: 4)
        let counted = TermCounts(screening.documents, recipe: Self.recipe)
        let matrix = SparseMatrix(weighing: counted, recipe: Self.recipe)
        for row in 0..<matrix.rows {
            let entries = matrix.offsets[row]..<matrix.offsets[row + 1]
            let square = entries.reduce(Float(0)) { $0 + matrix.values[$1] * matrix.values[$1] }
            #expect(abs(square - 1) < 1e-5)
            let words = entries.filter { counted.kinds[Int(matrix.indices[$0])] == .word }
            let share = words.reduce(Float(0)) { $0 + matrix.values[$1] * matrix.values[$1] }
            #expect(abs(share - 1 / 1.5) < 1e-5)
        }
    }

    @Test func rareAndCommonTermsAreLeftOut() {
        var recipe = Self.recipe
        recipe.minimumDocuments = 2
        recipe.maximumFraction = 0.6
        let counted = counts([("aa bb", ""), ("aa bb", ""), ("aa cc", ""), ("dd", "")], recipe)
        let matrix = SparseMatrix(weighing: counted, recipe: recipe)
        // aa stands in 3 of 4; cc and dd in one; bb and 'aa bb' stay.
        #expect(matrix.columns == 2)
        #expect(matrix.offsets == [0, 2, 4, 4, 4])
    }

    @Test func tableNumbersTermsInOrder() {
        var table = TermTable()
        var known: [UInt64: UInt32] = [:]
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<40_000 {
            let key = generator.next() % 9_000
            let number = table.number(of: key)
            if let old = known[key] {
                #expect(number == old)
            } else {
                #expect(Int(number) == known.count)
                known[key] = number
            }
        }
        #expect(table.count == known.count)
    }

    @Test func gramMatrixHoldsInnerProducts() {
        let screening = GeneratedScreening(90, relevant: 9, seed: 5)
        let counted = TermCounts(screening.documents, recipe: Self.recipe)
        let matrix = SparseMatrix(weighing: counted, recipe: Self.recipe)
        let gram = GramMatrix(matrix)
        for row in stride(from: 0, to: 90, by: 7) {
            var dense = [Float](repeating: 0, count: matrix.columns)
            matrix.add(1, row: row, to: &dense)
            for (other, product) in matrix.products(dense).enumerated() {
                #expect(abs(product - gram.values[row * 90 + other]) < 1e-5)
            }
        }
    }

    /// The topics span what Jacobi's method finds on the whole centred Gram matrix.
    @Test func topicsAreTheLeadingComponents() throws {
        let screening = GeneratedScreening(70, relevant: 20, seed: 6)
        let recipe = FeatureRecipe(blocks: [FeatureRecipe.Block(kinds: [.word], share: 1)])
        let counted = TermCounts(screening.documents, recipe: recipe)
        let matrix = SparseMatrix(weighing: counted, recipe: recipe)
        let size = matrix.rows
        let gram = GramMatrix(matrix)
        func mean(_ row: Int) -> Double {
            (0..<size).reduce(0) { $0 + Double(gram.values[row * size + $1]) } / Double(size)
        }
        let means = (0..<size).map(mean)
        let grand = means.reduce(0, +) / Double(size)
        let centred = SymmetricMatrix(size: size) {
            Double(gram.values[$0 * size + $1]) - means[$0] - means[$1] + grand
        }
        let eigen = try SymmetricEigen(of: centred)
        let order = eigen.values.indices.sorted { eigen.values[$0] > eigen.values[$1] }
        let topics = try TopicSpace.coordinates(of: matrix, count: 3)
        let squares = order.prefix(3).map { eigen.values[$0] * eigen.values[$0] }
        let scale = (Double(size) / squares.reduce(0, +)).squareRoot()
        for topic in 0..<3 {
            let vector = eigen.vectors[order[topic]]
            let product = (0..<size).reduce(0.0) { $0 + Double(topics[$1][topic]) * vector[$1] }
            let expected = eigen.values[order[topic]] * scale
            #expect(abs(abs(product) - expected) < 0.01 * expected)
        }
        #expect(topics.allSatisfy { $0[3] == 0 })
        let length = topics.reduce(0.0) { $0 + Double(($1 * $1).sum()) } / Double(size)
        #expect(abs(length - 1) < 1e-4)
    }
}
