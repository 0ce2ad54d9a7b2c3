/// The area under the ROC curve over the folds of a cross-validation.
///
/// Each fold was predicted by a model that was fitted without it. Scores of different models need not
/// be on one scale, so cases are compared within folds; the area of all cases taken together is shown
/// beside the mean, and a difference between the two says that the scales differ.
public struct CrossValidatedArea: Codable, Sendable, Equatable {
    /// A fold.
    public struct Fold: Codable, Sendable, Equatable {
        /// Name of the fold.
        public var name: String
        /// Number of cases.
        public var cases: Int
        /// Number of cases with the event.
        public var events: Int
        /// Area within the fold.
        public var area: Double
    }

    /// The folds, by the order in which they first occur.
    public var folds: [Fold]
    /// Mean of the areas of the folds, each counting the same.
    public var mean: Double
    /// Standard deviation between the folds with n − 1; absent for one fold.
    ///
    /// No standard error: folds share most of their training cases.
    public var standardDeviation: Double?
    /// Standard error of the mean by its influence curve.
    public var standardError: Double
    /// Mean ± z · SE, cut at 0 and 1; absent where the standard error is 0.
    public var interval: ConfidenceInterval?
    /// Area of all cases taken together.
    public var pooled: Double
    /// Coverage of the interval.
    public var level: Double
}

extension CasePredictions {
    /// Works out the area over the folds of a cross-validation.
    ///
    /// With P₁ and P₀ the shares of the classes among all cases, Vᵢ and Wᵢ the placements within a fold
    /// and A its area, each case has the influence (Vᵢ − A)/P₁ or (Wᵢ − A)/P₀; the squared standard
    /// error is the mean over the folds of the mean squared influence, over the number of cases.
    ///
    /// - Parameters:
    ///   - folds: the fold of each case.
    ///   - level: coverage of the interval.
    /// - Returns: Areas of the folds, their mean and its interval.
    /// - Throws: `.sizeMismatch`, `.foldWithoutClass`, `.invalidLevel`.
    /// - Reference: LeDell, Petersen & van der Laan (2015), doi:10.1214/15-EJS1035.
    public func crossValidatedArea(
        folds: [String],
        level: Double = 0.95
    ) throws(EvaluationError) -> CrossValidatedArea {
        let quantile = try normalQuantile(level: level)
        guard folds.count == count else { throw .sizeMismatch(scores: count, labels: folds.count) }
        var order: [String] = []
        var members: [String: [Int]] = [:]
        for (index, name) in folds.enumerated() {
            if members[name] == nil { order.append(name) }
            members[name, default: []].append(index)
        }
        let share = (
            positive: Double(positives) / Double(count), negative: Double(negatives) / Double(count)
        )
        var found: [CrossValidatedArea.Fold] = []
        var spread = 0.0
        for name in order {
            let own = members[name] ?? []
            guard
                let fold = try? CasePredictions(
                    scores: own.map { scores[$0] },
                    events: own.map { events[$0] }
                )
            else { throw .foldWithoutClass(name) }
            let placements = Placements(fold)
            let area = placements.area
            var squares = 0.0
            for placement in placements.positives {
                squares +=
                    (placement - area) * (placement - area) / (share.positive * share.positive)
            }
            for placement in placements.negatives {
                squares +=
                    (placement - area) * (placement - area) / (share.negative * share.negative)
            }
            spread += squares / Double(fold.count) / Double(order.count)
            found.append(
                CrossValidatedArea.Fold(
                    name: name,
                    cases: fold.count,
                    events: fold.positives,
                    area: area
                )
            )
        }
        let mean = found.reduce(0) { $0 + $1.area } / Double(found.count)
        let squares = found.reduce(0) { $0 + ($1.area - mean) * ($1.area - mean) }
        let error = (spread / Double(count)).squareRoot()
        return CrossValidatedArea(
            folds: found,
            mean: mean,
            standardDeviation: found.count > 1
                ? (squares / Double(found.count - 1)).squareRoot() : nil,
            standardError: error,
            interval: error > 0
                ? ConfidenceInterval(
                    lower: max(0, mean - quantile * error),
                    upper: min(1, mean + quantile * error)
                ) : nil,
            pooled: RankedClasses(self).area,
            level: level
        )
    }
}
