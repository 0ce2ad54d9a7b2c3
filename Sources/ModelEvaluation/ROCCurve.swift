/// What a threshold makes of the cases.
public struct OperatingPoint: Codable, Sendable, Equatable {
    /// Cases that score at least this are called positive; absent at the two ends of a curve,
    /// where all (first) or none (last) are.
    public var threshold: Double?
    /// Cases with the event called positive.
    public var truePositives: Int
    /// Cases without it called positive.
    public var falsePositives: Int
    /// Cases with the event called negative.
    public var falseNegatives: Int
    /// Cases without it called negative.
    public var trueNegatives: Int
    /// True positives over cases with the event, with Wilson's interval.
    public var sensitivity: BinomialProportion
    /// True negatives over cases without it, with Wilson's interval.
    public var specificity: BinomialProportion

    /// Sensitivity + specificity − 1.
    public var youden: Double { sensitivity.estimate + specificity.estimate - 1 }

    init(
        threshold: Double?,
        truePositives: Int,
        falsePositives: Int,
        of predictions: CasePredictions,
        normalQuantile: Double
    ) {
        self.threshold = threshold
        self.truePositives = truePositives
        self.falsePositives = falsePositives
        falseNegatives = predictions.positives - truePositives
        trueNegatives = predictions.negatives - falsePositives
        sensitivity = BinomialProportion(
            truePositives,
            of: predictions.positives,
            normalQuantile: normalQuantile
        )
        specificity = BinomialProportion(
            trueNegatives,
            of: predictions.negatives,
            normalQuantile: normalQuantile
        )
    }
}

/// The empirical ROC curve.
public struct ROCCurve: Codable, Sendable, Equatable {
    /// The points by ascending threshold: from all positive to none.
    ///
    /// Thresholds lie midway between neighbouring distinct scores.
    public var points: [OperatingPoint]
    /// The coverage of the intervals.
    public var level: Double

    /// The points with the greatest Youden index, by ascending threshold; several if tied.
    public var bestPoints: [OperatingPoint] {
        // Whole numbers, so that rounding breaks no tie.
        func score(_ point: OperatingPoint) -> Int {
            point.truePositives * point.specificity.total
                + point.trueNegatives * point.sensitivity.total
        }
        guard let best = points.map(score).max() else { return [] }
        return points.filter { score($0) == best }
    }
}

/// The side of the ROC plot along which a partial area is taken.
public enum PartialAreaAxis: String, Codable, Sendable, Equatable, CaseIterable {
    /// The mean sensitivity over a range of specificities, times its width.
    case specificity
    /// The mean specificity over a range of sensitivities, times its width.
    case sensitivity
}

/// A part of the area under the ROC curve.
public struct PartialArea: Codable, Sendable, Equatable {
    /// The side along which it is taken.
    public var axis: PartialAreaAxis
    /// The lower end of the range.
    public var lower: Double
    /// The upper end of the range.
    public var upper: Double
    /// The area, at most upper − lower.
    public var area: Double
    /// McClish's standardised area: ½ for a useless and 1 for a perfect model.
    public var standardised: Double
}

extension CasePredictions {
    /// Traces the empirical ROC curve.
    ///
    /// - Parameter level: coverage of the intervals of sensitivity and specificity.
    /// - Returns: One point a cut between distinct scores, and the two ends.
    /// - Throws: `.invalidLevel`.
    public func rocCurve(level: Double = 0.95) throws(EvaluationError) -> ROCCurve {
        let quantile = try normalQuantile(level: level)
        let groups = groups
        var truePositives = positives
        var falsePositives = negatives
        func point(_ threshold: Double?) -> OperatingPoint {
            OperatingPoint(
                threshold: threshold,
                truePositives: truePositives,
                falsePositives: falsePositives,
                of: self,
                normalQuantile: quantile
            )
        }
        var points = [point(nil)]
        for (index, group) in groups.enumerated() {
            truePositives -= group.positives
            falsePositives -= group.negatives
            let next = index + 1 < groups.count ? groups[index + 1].score : nil
            points.append(point(next.map { midpoint(group.score, $0) }))
        }
        return ROCCurve(points: points, level: level)
    }

    /// Classifies the cases at a threshold chosen beforehand.
    ///
    /// - Parameters:
    ///   - threshold: cases that score at least this are called positive.
    ///   - level: coverage of the intervals.
    /// - Returns: The counts, sensitivity and specificity at the threshold.
    /// - Throws: `.invalidLevel`.
    public func operatingPoint(
        at threshold: Double,
        level: Double = 0.95
    ) throws(EvaluationError) -> OperatingPoint {
        let quantile = try normalQuantile(level: level)
        let called = scores.indices.filter { scores[$0] >= threshold }
        let truePositives = called.count { events[$0] }
        return OperatingPoint(
            threshold: threshold,
            truePositives: truePositives,
            falsePositives: called.count - truePositives,
            of: self,
            normalQuantile: quantile
        )
    }

    /// Works out the area under a part of the ROC curve, by the trapezoidal rule.
    ///
    /// Standardised: (1 + (area − min) / (max − min)) / 2, with min the area under the chance
    /// line and max that of a perfect model in the same range.
    ///
    /// - Parameters:
    ///   - axis: whether the range is one of specificities or of sensitivities.
    ///   - lower: lower end of the range, ≥ 0.
    ///   - upper: upper end, ≤ 1.
    /// - Returns: The area as it is and standardised.
    /// - Throws: `.invalidRange`.
    /// - Reference: McClish (1989), doi:10.1177/0272989X8900900307.
    public func partialArea(
        over axis: PartialAreaAxis,
        from lower: Double,
        to upper: Double
    ) throws(EvaluationError) -> PartialArea {
        guard lower >= 0, lower < upper, upper <= 1 else {
            throw .invalidRange(lower: lower, upper: upper)
        }
        var path: [(along: Double, height: Double)] = [(0, 1)]
        var missedPositives = 0
        var trueNegatives = 0
        for group in groups {
            missedPositives += group.positives
            trueNegatives += group.negatives
            path.append(
                (
                    Double(trueNegatives) / Double(negatives),
                    Double(positives - missedPositives) / Double(positives)
                )
            )
        }
        if axis == .sensitivity {
            path = path.reversed().map { (along: $0.height, height: $0.along) }
        }
        var area = 0.0
        for (start, end) in zip(path, path.dropFirst()) where end.along > start.along {
            let left = max(lower, start.along)
            let right = min(upper, end.along)
            guard left < right else { continue }
            let slope = (end.height - start.height) / (end.along - start.along)
            let middle = (left + right) / 2
            area += (right - left) * (start.height + slope * (middle - start.along))
        }
        let greatest = upper - lower
        let least = greatest * (1 - (lower + upper) / 2)
        return PartialArea(
            axis: axis,
            lower: lower,
            upper: upper,
            area: area,
            standardised: (1 + (area - least) / (greatest - least)) / 2
        )
    }

    /// A number above the lower score and at most the upper.
    private func midpoint(_ lower: Double, _ upper: Double) -> Double {
        let sum = lower + upper
        let middle = sum.isFinite ? sum / 2 : lower / 2 + upper / 2
        // Neighbouring floating-point numbers have none between them.
        return middle > lower ? middle : upper
    }
}
