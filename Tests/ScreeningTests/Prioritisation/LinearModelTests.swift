import Foundation
import Statistics
import Testing

@testable import Screening

@Suite("Classifiers") struct LinearModelTests {
    private static let recipe = FeatureRecipe(
        blocks: [FeatureRecipe.Block(kinds: [.word, .bigram], share: 1)]
    )

    private struct Problem {
        let matrix: SparseMatrix
        let dense: [SIMD16<Float>]
        let labels: [Bool?]
        let parameters: RankingParameters

        init(loss: Loss, seed: UInt64) throws {
            let screening = GeneratedScreening(80, relevant: 15, seed: seed)
            let counted = TermCounts(screening.documents, recipe: LinearModelTests.recipe)
            matrix = SparseMatrix(weighing: counted, recipe: LinearModelTests.recipe)
            var dense = try TopicSpace.coordinates(of: matrix, count: 4)
            for row in dense.indices { dense[row][DenseFeature.constant] = 1 }
            self.dense = dense
            labels = screening.isRelevant.enumerated().map { $0.offset % 4 == 0 ? nil : $0.element }
            parameters = RankingParameters(
                learner: .linear(loss),
                recipe: LinearModelTests.recipe,
                regularisation: 0.5,
                topicShare: 0.7
            )
        }

        var relevant: Int { labels.count { $0 == true } }
        var irrelevant: Int { labels.count { $0 == false } }

        /// The fitted scores of a model that saw the labels in this order.
        func scores<Space: FeatureSpace>(
            _ space: Space,
            _ loss: Loss,
            order: [Int]
        ) -> [Float] {
            var model = LinearModel(
                space,
                dense: dense,
                loss: loss,
                parameters,
                tolerance: 1e-3
            )
            for row in order { model.setLabel(labels[row], row: row) }
            let isConverged = model.fit(relevant: relevant, irrelevant: irrelevant)
            #expect(isConverged)
            return model.scores()
        }

        /// At the optimum every coefficient is what the loss says for its score, so that the scores
        /// can be computed anew from themselves.
        func scoresImplied(by scores: [Float], _ loss: Loss) -> [Double] {
            let balance = ClassBalance(relevant: relevant, irrelevant: irrelevant, ratio: 9.8)
            let scale = DenseFeature.scale(parameters, relevant: relevant)
            let gram = GramMatrix(matrix)
            var implied = [Double](repeating: 0, count: scores.count)
            for (row, label) in labels.enumerated() {
                guard let label else { continue }
                let cost =
                    parameters.regularisation * (label ? balance.relevant : balance.irrelevant)
                let sign: Float = label ? 1 : -1
                let margin = Double(sign * scores[row])
                let coefficient =
                    loss == .squaredHinge
                    ? 2 * Double(cost) * max(0, 1 - margin)
                    : Double(cost) / (1 + exp(margin))
                for other in implied.indices {
                    let words = gram.values[row * scores.count + other]
                    let rest = (dense[row] * dense[other] * scale).sum()
                    implied[other] += coefficient * Double(sign * (words + rest))
                }
            }
            return implied
        }
    }

    @Test(arguments: [Loss.squaredHinge, .logistic], [UInt64(1), 2, 3])
    func fitIsTheOptimum(loss: Loss, seed: UInt64) throws {
        let problem = try Problem(loss: loss, seed: seed)
        let order = problem.labels.indices.filter { problem.labels[$0] != nil }
        let scores = problem.scores(GramSpace(problem.matrix), loss, order: order)
        let implied = problem.scoresImplied(by: scores, loss)
        for (score, expected) in zip(scores, implied) {
            #expect(abs(Double(score) - expected) < 0.05, "\(score) \(expected)")
        }
    }

    @Test(arguments: [Loss.squaredHinge, .logistic])
    func bothSpacesAndAnyOrderOfLabelsAgree(loss: Loss) throws {
        let problem = try Problem(loss: loss, seed: 7)
        let order = problem.labels.indices.filter { problem.labels[$0] != nil }
        let gram = problem.scores(GramSpace(problem.matrix), loss, order: order)
        let terms = problem.scores(TermSpace(problem.matrix), loss, order: order)
        let reversed = problem.scores(GramSpace(problem.matrix), loss, order: order.reversed())
        for row in gram.indices {
            #expect(abs(gram[row] - terms[row]) < 2e-3)
            #expect(abs(gram[row] - reversed[row]) < 2e-2)
        }
    }

    @Test func labelsCanBeChangedAndTakenBack() throws {
        let problem = try Problem(loss: .squaredHinge, seed: 8)
        let order = problem.labels.indices.filter { problem.labels[$0] != nil }
        let fresh = problem.scores(GramSpace(problem.matrix), .squaredHinge, order: order)
        var model = LinearModel(
            GramSpace(problem.matrix),
            dense: problem.dense,
            loss: .squaredHinge,
            problem.parameters,
            tolerance: 1e-3
        )
        for row in problem.labels.indices { model.setLabel(row % 3 == 0, row: row) }
        _ = model.fit(relevant: 27, irrelevant: 53)
        for row in problem.labels.indices { model.setLabel(problem.labels[row], row: row) }
        let isConverged = model.fit(relevant: problem.relevant, irrelevant: problem.irrelevant)
        #expect(isConverged)
        for (score, expected) in zip(model.scores(), fresh) {
            #expect(abs(score - expected) < 0.02)
        }
    }

    @Test func naiveBayesFollowsTheFormula() {
        let screening = GeneratedScreening(40, relevant: 8, seed: 9)
        let recipe = FeatureRecipe(blocks: [FeatureRecipe.Block(kinds: [.word], share: 1)])
        let matrix = SparseMatrix(
            weighing: TermCounts(screening.documents, recipe: recipe),
            recipe: recipe
        )
        var model = NaiveBayes(matrix, smoothing: 2, balance: 1.2)
        for (row, label) in screening.isRelevant.enumerated() where row % 2 == 0 {
            model.setLabel(!label, row: row)
            model.setLabel(label, row: row)
        }
        let labelled = stride(from: 0, to: 40, by: 2)
        let relevant = labelled.filter { screening.isRelevant[$0] }
        let irrelevant = labelled.filter { !screening.isRelevant[$0] }
        let isConverged = model.fit(relevant: relevant.count, irrelevant: irrelevant.count)
        #expect(isConverged)
        let balance = ClassBalance(
            relevant: relevant.count,
            irrelevant: irrelevant.count,
            ratio: 1.2
        )
        func probabilities(_ rows: [Int], _ weight: Float) -> [Double] {
            var sums = [Float](repeating: 0, count: matrix.columns)
            for row in rows { matrix.add(weight, row: row, to: &sums) }
            let total = sums.reduce(0) { $0 + Double($1) + 2 }
            return sums.map { (Double($0) + 2) / total }
        }
        let weights = zip(
            probabilities(relevant, balance.relevant),
            probabilities(irrelevant, balance.irrelevant)
        ).map { Float(log($0 / $1)) }
        for (score, expected) in zip(model.scores(), matrix.products(weights)) {
            #expect(abs(score - expected) < 1e-4)
        }
    }

    @Test func classesAreBalanced() {
        let balance = ClassBalance(relevant: 3, irrelevant: 40, ratio: 9.8)
        #expect(abs(balance.relevant * 3 / (balance.irrelevant * 40) - 9.8) < 1e-4)
        #expect(abs(balance.relevant * 3 + balance.irrelevant * 40 - 43) < 1e-4)
    }
}
