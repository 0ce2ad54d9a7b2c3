/// The worth of deciding by a model at one threshold probability.
public struct NetBenefit: Codable, Sendable, Equatable {
    /// The predicted probability from which one acts.
    public var threshold: Double
    /// Net benefit of acting by the model.
    public var model: Double
    /// Net benefit of acting on everybody; acting on nobody has 0.
    public var all: Double
    /// Cases with the event on whom the model acts.
    public var truePositives: Int
    /// Cases without it on whom the model acts.
    public var falsePositives: Int
}

extension CasePredictions {
    /// Works out the decision curve.
    ///
    /// Net benefit at t = TP/n − (FP/n) t/(1 − t), in true positives per case.
    ///
    /// - Parameter thresholds: threshold probabilities, each above 0 and below 1; one acts on
    ///   cases predicted at least so high.
    /// - Returns: One point a threshold, in the order given.
    /// - Throws: `.notAProbability`, `.invalidThreshold`.
    /// - Reference: Vickers & Elkin (2006), doi:10.1177/0272989X06295361.
    public func decisionCurve(
        at thresholds: [Double]
    ) throws(EvaluationError) -> [NetBenefit] {
        try requireProbabilities()
        if let wrong = thresholds.first(where: { !($0 > 0 && $0 < 1) }) {
            throw .invalidThreshold(wrong)
        }
        let groups = groups
        // Cases from each distinct score upwards; the last entry is none.
        var above = [(positives: 0, negatives: 0)]
        for group in groups.reversed() {
            let last = above[above.count - 1]
            above.append((last.positives + group.positives, last.negatives + group.negatives))
        }
        above.reverse()
        let size = Double(count)
        return thresholds.map { threshold in
            var low = 0
            var high = groups.count
            while low < high {
                let middle = (low + high) / 2
                if groups[middle].score < threshold { low = middle + 1 } else { high = middle }
            }
            let acted = above[low]
            let odds = threshold / (1 - threshold)
            return NetBenefit(
                threshold: threshold,
                model: (Double(acted.positives) - odds * Double(acted.negatives)) / size,
                all: (Double(positives) - odds * Double(negatives)) / size,
                truePositives: acted.positives,
                falsePositives: acted.negatives
            )
        }
    }
}
