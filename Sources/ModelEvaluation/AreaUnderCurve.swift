import Statistics

/// The area under the ROC curve with its uncertainty.
public struct AreaUnderCurve: Codable, Sendable, Equatable {
    /// The probability that a case with the event scores higher than one without, ties half.
    public var area: Double
    /// DeLong's sampling variance; absent when a class has a single case.
    public var variance: Double?
    /// The number of cases with the event.
    public var positives: Int
    /// The number of cases without it.
    public var negatives: Int
    /// The coverage of the intervals.
    public var level: Double
    /// Area ± z · SE, cut at 0 and 1.
    public var plainInterval: ConfidenceInterval?
    /// The interval worked out on the logit scale.
    ///
    /// Both intervals are absent where the variance is absent or 0: complete separation of a
    /// few cases is no proof of a perfect model.
    public var logitInterval: ConfidenceInterval?

    /// The square root of the variance.
    public var standardError: Double? { variance?.squareRoot() }

    /// Adds the intervals that a variance gives.
    init(
        area: Double,
        variance: Double?,
        of predictions: CasePredictions,
        level: Double,
        normalQuantile quantile: Double
    ) {
        self.area = area
        self.variance = variance
        positives = predictions.positives
        negatives = predictions.negatives
        self.level = level
        guard let error = variance?.squareRoot(), error > 0 else { return }
        plainInterval = ConfidenceInterval(
            lower: max(0, area - quantile * error),
            upper: min(1, area + quantile * error)
        )
        if area > 0, area < 1 {
            let half = quantile * error / (area * (1 - area))
            logitInterval = ConfidenceInterval(
                lower: expit(logit(area) - half),
                upper: expit(logit(area) + half)
            )
        }
    }
}

/// The difference between two correlated areas.
public struct AreaComparison: Codable, Sendable, Equatable {
    /// The first model's area.
    public var first: Double
    /// The second model's area.
    public var second: Double
    /// First minus second.
    public var difference: Double
    /// The variance of the difference; absent when a class has a single case.
    public var variance: Double?
    /// Difference over its standard error; absent where the variance is absent or 0.
    public var z: Double?
    /// The two-sided p-value of z.
    public var pValue: Double?
    /// The interval of the difference, difference ± z · SE.
    public var interval: ConfidenceInterval?
    /// The coverage of the interval.
    public var level: Double

    /// Adds the test and the interval that a variance gives.
    init(
        first: Double,
        second: Double,
        variance: Double?,
        level: Double,
        normalQuantile quantile: Double
    ) {
        self.first = first
        self.second = second
        difference = first - second
        self.variance = variance
        self.level = level
        guard let error = variance?.squareRoot(), error > 0 else { return }
        let z = difference / error
        self.z = z
        pValue = NormalDistribution.twoSided(z)
        interval = ConfidenceInterval(
            lower: max(-1, difference - quantile * error),
            upper: min(1, difference + quantile * error)
        )
    }
}

/// For each case, the share of the other class that it is ranked rightly against.
struct Placements: Equatable {
    /// For the cases with the event, in case order: share of cases without that score lower.
    var positives: [Double]
    /// For the cases without it: share of cases with the event that score higher.
    var negatives: [Double]
    var area: Double

    /// Works out the placements by one sort, ties counting half.
    init(_ predictions: CasePredictions) {
        var placement = Array(repeating: 0.0, count: predictions.count)
        let order = predictions.order
        var negativesBelow = 0
        var positivesBelow = 0
        // Twice the number of rightly ordered pairs, so that ties stay whole numbers.
        var twiceOrdered = 0
        var start = 0
        while start < order.count {
            var end = start
            var tiedPositives = 0
            while end < order.count,
                predictions.scores[order[end]] == predictions.scores[order[start]]
            {
                if predictions.events[order[end]] { tiedPositives += 1 }
                end += 1
            }
            let tiedNegatives = end - start - tiedPositives
            let positivesAbove = predictions.positives - positivesBelow - tiedPositives
            let ofPositive = 2 * negativesBelow + tiedNegatives
            let ofNegative = 2 * positivesAbove + tiedPositives
            for index in order[start..<end] {
                placement[index] =
                    predictions.events[index]
                    ? Double(ofPositive) / Double(2 * predictions.negatives)
                    : Double(ofNegative) / Double(2 * predictions.positives)
            }
            twiceOrdered += tiedPositives * ofPositive
            positivesBelow += tiedPositives
            negativesBelow += tiedNegatives
            start = end
        }
        positives = placement.indices.filter { predictions.events[$0] }.map { placement[$0] }
        negatives = placement.indices.filter { !predictions.events[$0] }.map { placement[$0] }
        area =
            Double(twiceOrdered)
            / (2 * Double(predictions.positives) * Double(predictions.negatives))
    }
}

extension CasePredictions {
    /// Works out the area under the ROC curve with DeLong's variance, in time proportional to the cases.
    ///
    /// With Vᵢ the share of cases without the event that score below case i (ties half), and Wⱼ
    /// likewise for the cases without, area = mean V and variance = s²(V)/n₁ + s²(W)/n₀.
    ///
    /// - Parameter level: coverage of the intervals, for example 0.95.
    /// - Returns: The area with intervals on the plain and on the logit scale.
    /// - Throws: `.invalidLevel`.
    /// - Reference: DeLong, DeLong & Clarke-Pearson (1988), doi:10.2307/2531595; Sun & Xu
    ///   (2014), doi:10.1109/LSP.2014.2337313.
    public func areaUnderCurve(level: Double = 0.95) throws(EvaluationError) -> AreaUnderCurve {
        let quantile = try normalQuantile(level: level)
        let ranked = RankedClasses(self)
        return AreaUnderCurve(
            area: ranked.area,
            variance: ranked.variance,
            of: self,
            level: level,
            normalQuantile: quantile
        )
    }

    /// Compares the areas of two models on the same cases by DeLong's test.
    ///
    /// z = (A − B) / √Var(A − B), the variance taken from the differences of placements, which
    /// is Var A + Var B − 2 Cov(A, B).
    ///
    /// - Parameters:
    ///   - other: the second model's predictions for the same cases in the same order.
    ///   - level: coverage of the interval.
    /// - Returns: Difference, test and interval.
    /// - Throws: `.sizeMismatch`, `.labelsDiffer`, `.invalidLevel`.
    /// - Reference: DeLong, DeLong & Clarke-Pearson (1988), doi:10.2307/2531595.
    public func compareArea(
        with other: CasePredictions,
        level: Double = 0.95
    ) throws(EvaluationError) -> AreaComparison {
        let quantile = try normalQuantile(level: level)
        try requireSameCases(as: other)
        let first = Placements(self)
        let second = Placements(other)
        return AreaComparison(
            first: first.area,
            second: second.area,
            variance: varianceOfMeans(
                zip(first.positives, second.positives).map { $0 - $1 },
                zip(first.negatives, second.negatives).map { $0 - $1 }
            ),
            level: level,
            normalQuantile: quantile
        )
    }

    /// Makes sure that two sets of predictions are of the same cases in the same order.
    func requireSameCases(as other: CasePredictions) throws(EvaluationError) {
        guard count == other.count else {
            throw .sizeMismatch(scores: other.count, labels: count)
        }
        if let position = events.indices.first(where: { events[$0] != other.events[$0] }) {
            throw .labelsDiffer(position: position + 1)
        }
    }

    private func varianceOfMeans(_ positives: [Double], _ negatives: [Double]) -> Double? {
        guard positives.count > 1, negatives.count > 1 else { return nil }
        return sampleVariance(positives) / Double(positives.count)
            + sampleVariance(negatives) / Double(negatives.count)
    }

    private func sampleVariance(_ values: [Double]) -> Double {
        // The mean of equal values may differ from them by rounding; their variance is 0.
        guard let first = values.first, values.contains(where: { $0 != first }) else { return 0 }
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    }
}
