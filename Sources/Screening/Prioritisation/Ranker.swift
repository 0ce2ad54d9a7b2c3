public import Statistics

/// Learns from the records screened so far which of the others are likely relevant.
///
/// A value: a copy can be fitted in the background while the last ranking is worked through. The same
/// documents and labels, given in the same order, make the same ranking on one processor as on many.
public struct Ranker: Sendable {
    /// Up to so many records a fit keeps all inner products (n² numbers); beyond, one weight per term.
    static let gramLimit = 5_000
    /// Model in use.
    public let model: RankingModel
    /// Label of each record, where it has one.
    public private(set) var labels: [Bool?]
    /// Score of each record after the last fit; greater is more likely relevant, and only the order
    /// means anything.
    public private(set) var scores: [Float]
    /// Topic of each record: that on which it stands out most, twice its number, plus 1 on the
    /// negative side.
    let topics: [Int]
    private let hasQuestion: Bool
    private var engine: any RankingEngine
    /// With so many relevant records the question has said what it can.
    private static let questionLimit = 5
    private var relevantLabels = 0
    private var irrelevantLabels = 0

    /// Reads documents.
    ///
    /// - Parameters:
    ///   - documents: the n records that are to be screened.
    ///   - model: way to rank.
    ///   - question: the review's question and criteria; counts as one relevant record until five
    ///     are known, so that the ranking can start without labels.
    /// - Throws: `StatisticsError` if the topics cannot be found.
    public init(
        _ documents: [ScreeningDocument],
        model: RankingModel = .wordsAndTopics,
        question: String? = nil
    ) throws(StatisticsError) {
        try self.init(documents, model: model, parameters: model.parameters, question: question)
    }

    init(
        _ documents: [ScreeningDocument],
        model: RankingModel,
        parameters: RankingParameters,
        question: String? = nil,
        gramLimit: Int = Ranker.gramLimit
    ) throws(StatisticsError) {
        self.model = model
        hasQuestion = question != nil
        labels = [Bool?](repeating: nil, count: documents.count)
        scores = [Float](repeating: 0, count: documents.count)
        let extra = question.map { [ScreeningDocument(title: "", abstract: $0)] } ?? []
        let matrix = SparseMatrix(
            weighing: TermCounts(documents + extra, recipe: parameters.recipe),
            recipe: parameters.recipe
        )
        let coordinates = try TopicSpace.coordinates(of: matrix, count: parameters.recipe.topics)
        topics = coordinates.prefix(documents.count).map { Self.topic(of: $0) }
        let dense = Self.denseFeatures(of: documents, hasQuestion: hasQuestion, coordinates)
        switch parameters.learner {
        case .naiveBayes(let smoothing):
            engine = NaiveBayes(matrix, smoothing: smoothing, balance: parameters.balance)
        case .linear(let loss):
            engine =
                matrix.rows <= gramLimit
                ? LinearModel(GramSpace(matrix), dense: dense, loss: loss, parameters)
                : LinearModel(TermSpace(matrix), dense: dense, loss: loss, parameters)
        }
    }

    private static func topic(of coordinates: SIMD16<Float>) -> Int {
        var best = 0
        for place in 1..<DenseFeature.withAbstract
        where abs(coordinates[place]) > abs(coordinates[best]) {
            best = place
        }
        return 2 * best + (coordinates[best] < 0 ? 1 : 0)
    }

    /// Topics, whether there is an abstract, and a constant.
    private static func denseFeatures(
        of documents: [ScreeningDocument],
        hasQuestion: Bool,
        _ coordinates: [SIMD16<Float>]
    ) -> [SIMD16<Float>] {
        var dense = coordinates
        for (row, document) in documents.enumerated() {
            let place =
                document.abstract.utf8.count < 20
                ? DenseFeature.withoutAbstract
                : DenseFeature.withAbstract
            dense[row][place] = 1
        }
        // Most relevant records have an abstract; a question that counted as one without would call
        // for the others first.
        if hasQuestion { dense[documents.count][DenseFeature.withAbstract] = 1 }
        for row in dense.indices { dense[row][DenseFeature.constant] = 1 }
        return dense
    }

    /// Sets, changes or takes back the label of a record; takes effect with the next fit.
    ///
    /// - Parameters:
    ///   - isRelevant: the label, or `nil` to take it back.
    ///   - record: number of the record, from 0.
    public mutating func setLabel(_ isRelevant: Bool?, of record: Int) {
        guard labels[record] != isRelevant else { return }
        switch labels[record] {
        case true?: relevantLabels -= 1
        case false?: irrelevantLabels -= 1
        case nil: break
        }
        switch isRelevant {
        case true?: relevantLabels += 1
        case false?: irrelevantLabels += 1
        case nil: break
        }
        labels[record] = isRelevant
        engine.setLabel(isRelevant, row: record)
    }

    /// Learns from the labels and scores all records anew.
    ///
    /// Without any label and without a question all scores are 0.
    ///
    /// - Returns: whether the fit converged; a ranking from one that did not is usable, and says so.
    @discardableResult
    public mutating func fit() -> Bool {
        let asks = hasQuestion && relevantLabels < Self.questionLimit
        if hasQuestion { engine.setLabel(asks ? true : nil, row: labels.count) }
        let relevant = relevantLabels + (asks ? 1 : 0)
        guard relevant + irrelevantLabels > 0 else {
            scores = [Float](repeating: 0, count: labels.count)
            return true
        }
        let isConverged = engine.fit(relevant: relevant, irrelevant: irrelevantLabels)
        scores = engine.scores()
        if hasQuestion { scores.removeLast() }
        return isConverged
    }

    /// Records without a label, the likeliest first; among equals the earlier record.
    public func ranking() -> [Int] {
        labels.indices.filter { labels[$0] == nil }.sorted {
            (scores[$1], $0) < (scores[$0], $1)
        }
    }
}
