/// A model's scores for cases whose outcome is known.
///
/// A higher score speaks for the event. There is at least one case of either class.
public struct CasePredictions: Sendable, Equatable {
    /// The score of each case, finite.
    public let scores: [Double]
    /// Whether each case had the event.
    public let events: [Bool]
    /// The number of cases with the event.
    public let positives: Int
    /// The number of cases without it.
    public let negatives: Int

    /// The number of cases.
    public var count: Int { scores.count }

    /// Pairs scores with outcomes.
    ///
    /// - Parameters:
    ///   - scores: one score a case, on any scale on which higher speaks for the event.
    ///   - events: whether each case had the event, in the same order.
    /// - Throws: `.sizeMismatch`, `.noCases`, `.scoreNotFinite`, `.noPositiveCases`,
    ///   `.noNegativeCases`.
    public init(scores: [Double], events: [Bool]) throws(EvaluationError) {
        guard scores.count == events.count else {
            throw .sizeMismatch(scores: scores.count, labels: events.count)
        }
        guard !scores.isEmpty else { throw .noCases }
        if let position = scores.firstIndex(where: { !$0.isFinite }) {
            throw .scoreNotFinite(position: position + 1, score: "\(scores[position])")
        }
        let positives = events.count { $0 }
        guard positives > 0 else { throw .noPositiveCases(cases: events.count) }
        guard positives < events.count else { throw .noNegativeCases(cases: events.count) }
        self.scores = scores
        self.events = events
        self.positives = positives
        negatives = events.count - positives
    }

    /// Pairs scores with labels 1 (event) and 0.
    ///
    /// - Parameters:
    ///   - scores: one score a case; higher speaks for the event.
    ///   - labels: 1 or 0 for each case, in the same order.
    /// - Throws: as ``init(scores:events:)``, and `.labelNotBinary`.
    public init(scores: [Double], labels: [Int]) throws(EvaluationError) {
        if let position = labels.firstIndex(where: { $0 != 0 && $0 != 1 }) {
            throw .labelNotBinary(position: position + 1, label: labels[position])
        }
        try self.init(scores: scores, events: labels.map { $0 == 1 })
    }

    /// Pairs scores with labels in words.
    ///
    /// - Parameters:
    ///   - scores: one score a case; higher speaks for the event.
    ///   - labels: the class of each case, in the same order.
    ///   - positive: the label that means the event; may be left out for 1/0, true/false and
    ///     yes/no in any case.
    /// - Throws: as ``init(scores:events:)``, and `.labelMissing`, `.moreThanTwoClasses`,
    ///   `.positiveClassUnclear`, `.positiveClassMissing`.
    public init(
        scores: [Double],
        labels: [String],
        positive: String? = nil
    ) throws(EvaluationError) {
        let labels = labels.map(\.trimmedLabel)
        if let position = labels.firstIndex(of: "") {
            throw .labelMissing(position: position + 1)
        }
        let found = Set(labels).sorted()
        if let positive {
            guard found.count <= 2 else { throw .moreThanTwoClasses(labels: found) }
            guard labels.isEmpty || found.contains(positive) else {
                throw .positiveClassMissing(wanted: positive, labels: found)
            }
            try self.init(scores: scores, events: labels.map { $0 == positive })
            return
        }
        let usual = labels.map(\.usualMeaning)
        if !usual.contains(nil) {
            try self.init(scores: scores, events: usual.map { $0 == true })
            return
        }
        guard found.count <= 2 else { throw .moreThanTwoClasses(labels: found) }
        throw .positiveClassUnclear(labels: found)
    }
}

extension String {
    /// The label without white space at its ends.
    fileprivate var trimmedLabel: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }

    /// What 1/0 (also 1.0), true/false and yes/no mean in any case.
    fileprivate var usualMeaning: Bool? {
        switch lowercased() {
        case "1", "1.0", "true", "yes": true
        case "0", "0.0", "false", "no": false
        default: nil
        }
    }
}

extension CasePredictions {
    /// Cases that share a score.
    struct ScoreGroup: Equatable {
        let score: Double
        var positives = 0
        var negatives = 0
    }

    /// The distinct scores in ascending order with their cases.
    var groups: [ScoreGroup] {
        var groups: [ScoreGroup] = []
        for index in order {
            if groups.last?.score != scores[index] {
                groups.append(ScoreGroup(score: scores[index]))
            }
            if events[index] {
                groups[groups.count - 1].positives += 1
            } else {
                groups[groups.count - 1].negatives += 1
            }
        }
        return groups
    }

    /// The cases by ascending score.
    var order: [Int] { ScoreOrder.positions(of: scores) }
}
