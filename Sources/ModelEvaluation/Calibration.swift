import Foundation

/// A quantity with its standard error and interval.
public struct IntervalEstimate: Codable, Sendable, Equatable {
    /// The estimate.
    public var estimate: Double
    /// Its standard error, on the scale named where it is used.
    public var standardError: Double
    /// Its interval.
    public var interval: ConfidenceInterval
}

/// Observed against expected events.
public struct ObservedExpectedRatio: Codable, Sendable, Equatable {
    /// The number of events.
    public var observed: Int
    /// The sum of the predicted probabilities.
    public var expected: Double
    /// Observed over expected; 1 is right, above 1 the model predicts too little.
    public var ratio: Double
    /// The standard error of log(O:E), the expected number taken as known.
    public var logStandardError: Double
    /// The interval of the ratio, worked out on the log scale.
    public var interval: ConfidenceInterval
}

/// Why a calibration slope cannot be estimated.
public enum CalibrationObstacle: String, Codable, Sendable, Equatable, CaseIterable,
    CustomStringConvertible
{
    /// A threshold separates the classes, but for ties at it: the slope is infinite.
    case separation
    /// All predictions are the same.
    case constantPredictions
    /// The iterations did not settle.
    case noConvergence

    /// Says why, in words.
    public var description: String {
        switch self {
        case .separation:
            "the predictions separate the classes (completely or but for ties), "
                + "so that the likelihood has no maximum and the slope is infinite"
        case .constantPredictions:
            "all predictions are the same, so that there is no slope"
        case .noConvergence:
            "the iterations of the logistic regression did not settle"
        }
    }
}

/// How well predicted probabilities agree with what happened.
public struct Calibration: Codable, Sendable, Equatable {
    /// The number of cases.
    public var cases: Int
    /// The number of events.
    public var events: Int
    /// The coverage of the intervals.
    public var level: Double
    /// Observed over expected events.
    public var observedExpected: ObservedExpectedRatio
    /// Calibration in the large: the intercept with the slope held at 1; 0 is right.
    public var inTheLarge: IntervalEstimate
    /// The intercept estimated together with the slope; absent where the slope is.
    public var intercept: IntervalEstimate?
    /// The slope on the logit of the predictions; 1 is right, below 1 they are too extreme.
    public var slope: IntervalEstimate?
    /// Why there is no slope.
    public var obstacle: CalibrationObstacle?
}

/// The mean squared error of predicted probabilities.
public struct BrierScore: Codable, Sendable, Equatable {
    /// Mean (p − y)²; 0 is perfect.
    public var score: Double
    /// The score of predicting the prevalence for everybody, ȳ (1 − ȳ).
    public var reference: Double
    /// 1 − score / reference; 1 is perfect, 0 no better than the prevalence.
    public var scaled: Double
    /// The standard error of the score over cases.
    public var standardError: Double
}

extension CasePredictions {
    /// Works out the Brier score.
    ///
    /// - Throws: `.notAProbability`.
    /// - Reference: Brier (1950), doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2.
    public func brierScore() throws(EvaluationError) -> BrierScore {
        try requireProbabilities()
        let squares = zip(scores, events).map { score, event in
            (score - (event ? 1 : 0)) * (score - (event ? 1 : 0))
        }
        let size = Double(count)
        let mean = squares.reduce(0, +) / size
        let variance = squares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (size - 1)
        let prevalence = Double(positives) / size
        let reference = prevalence * (1 - prevalence)
        return BrierScore(
            score: mean,
            reference: reference,
            scaled: 1 - mean / reference,
            standardError: (variance / size).squareRoot()
        )
    }

    /// Works out O:E, calibration in the large, intercept and slope.
    ///
    /// The slope b and intercept a maximise the likelihood of logit P(event) = a + b logit(p);
    /// in the large, b is held at 1. Var log(O:E) = (1 − O/n) / O.
    ///
    /// - Parameter level: coverage of the intervals.
    /// - Returns: The measures; without a slope, the reason.
    /// - Throws: `.notAProbability`, `.probabilityAtBound`, `.invalidLevel`.
    /// - Reference: Cox (1958), doi:10.1093/biomet/45.3-4.562; Debray et al. (2017),
    ///   doi:10.1136/bmj.i6460.
    public func calibration(level: Double = 0.95) throws(EvaluationError) -> Calibration {
        let quantile = try normalQuantile(level: level)
        try requireProbabilities()
        if let position = scores.firstIndex(where: { $0 <= 0 || $0 >= 1 }) {
            throw .probabilityAtBound(position: position + 1, score: scores[position])
        }
        func estimate(_ value: Double, _ error: Double) -> IntervalEstimate {
            IntervalEstimate(
                estimate: value,
                standardError: error,
                interval: ConfidenceInterval(
                    lower: value - quantile * error,
                    upper: value + quantile * error
                )
            )
        }
        let regression = LogisticRecalibration(
            logits: scores.map(logit),
            events: events,
            positives: positives
        )
        let shift = regression.shift()
        var result = Calibration(
            cases: count,
            events: positives,
            level: level,
            observedExpected: observedExpected(normalQuantile: quantile),
            inTheLarge: estimate(shift.value, shift.standardError)
        )
        switch regression.line() {
        case .success(let line):
            result.intercept = estimate(line.intercept, line.interceptError)
            result.slope = estimate(line.slope, line.slopeError)
        case .failure(let failure):
            result.obstacle = failure.obstacle
        }
        return result
    }

    private func observedExpected(normalQuantile: Double) -> ObservedExpectedRatio {
        let expected = scores.reduce(0, +)
        let ratio = Double(positives) / expected
        let error =
            ((1 - Double(positives) / Double(count)) / Double(positives)).squareRoot()
        return ObservedExpectedRatio(
            observed: positives,
            expected: expected,
            ratio: ratio,
            logStandardError: error,
            interval: ConfidenceInterval(
                lower: ratio * exp(-normalQuantile * error),
                upper: ratio * exp(normalQuantile * error)
            )
        )
    }

    /// Makes sure that every score is a probability.
    func requireProbabilities() throws(EvaluationError) {
        if let position = scores.firstIndex(where: { $0 < 0 || $0 > 1 }) {
            throw .notAProbability(position: position + 1, score: scores[position])
        }
    }
}
