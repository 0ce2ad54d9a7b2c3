/// A way to rank records by how likely they are relevant.
public enum RankingModel: String, Sendable, Hashable, Codable, CaseIterable {
    /// A support vector machine on words, pairs of words, title words and topics; the default.
    ///
    /// The topics let a few labels speak for all records of a kind. They count less the more relevant
    /// records are known, since then the words know better.
    case wordsAndTopics = "words-and-topics"
    /// A support vector machine (squared hinge, C = 0.11, balance 9.8) on words and pairs of words:
    /// the published settings of ASReview's ELAS u4.
    case supportVectorMachine = "svm"
    /// Logistic regression on the features of `wordsAndTopics`.
    case logisticRegression = "logistic"
    /// Multinomial naive Bayes (α = 3.822, balance 1.2) on words: the published settings of
    /// ASReview's ELAS u3, without its list of stop words.
    case naiveBayes = "naive-bayes"
}

/// How a model sees documents and learns from labels.
struct RankingParameters: Sendable, Equatable {
    /// What is fitted.
    enum Learner: Sendable, Equatable {
        case linear(Loss)
        /// With the pseudocount α.
        case naiveBayes(smoothing: Float)
    }

    var learner: Learner
    var recipe: FeatureRecipe
    /// C: how much errors cost against a short weight vector.
    var regularisation: Float = 0.11
    /// Total weight of relevant over irrelevant labels.
    var balance: Float = 9.8
    /// Weight of the topics at the first relevant label.
    var topicShare: Float = 0
    /// Weight of whether there is an abstract, as part of `topicShare`.
    var abstractShare: Float = 0
    /// With R relevant labels the topics weigh `topicShare` / (1 + (R − 1) / `topicFade`).
    var topicFade: Float = 3
}

extension RankingModel {
    /// The settings behind the name.
    var parameters: RankingParameters {
        let words = FeatureRecipe.Block(kinds: [.word], share: 1)
        let ours = FeatureRecipe(
            blocks: [
                words,
                FeatureRecipe.Block(kinds: [.bigram], share: 0.3),
                FeatureRecipe.Block(kinds: [.titleWord], share: 0.2),
            ],
            minimumDocuments: 2,
            topics: 8
        )
        switch self {
        case .wordsAndTopics:
            return RankingParameters(
                learner: .linear(.squaredHinge),
                recipe: ours,
                regularisation: 0.2,
                topicShare: 1,
                abstractShare: 0.5
            )
        case .supportVectorMachine:
            return RankingParameters(
                learner: .linear(.squaredHinge),
                recipe: FeatureRecipe(
                    blocks: [FeatureRecipe.Block(kinds: [.word, .bigram], share: 1)]
                )
            )
        case .logisticRegression:
            return RankingParameters(
                learner: .linear(.logistic),
                recipe: ours,
                regularisation: 1,
                topicShare: 1,
                abstractShare: 0.5
            )
        case .naiveBayes:
            return RankingParameters(
                learner: .naiveBayes(smoothing: 3.822),
                recipe: FeatureRecipe(blocks: [words]),
                balance: 1.2
            )
        }
    }
}
