import Foundation
import Statistics

/// A figure of performance that samples of the cases can be asked for.
public enum PerformanceFigure: String, Codable, Sendable, CaseIterable {
    /// Area under the ROC curve.
    case area = "auc"
    /// Brier score.
    case brier
    /// 1 − Brier score over that of the prevalence.
    case scaledBrier
    /// Observed over expected events.
    case observedExpected
    /// Calibration intercept with the slope held at 1.
    case inTheLarge
    /// Calibration intercept estimated with the slope.
    case intercept
    /// Calibration slope.
    case slope
    /// Mean distance of the smooth calibration curve from the diagonal.
    case integratedIndex = "ici"
    /// True positives over cases with the event.
    case sensitivity
    /// True negatives over cases without it.
    case specificity
    /// Share of cases called rightly.
    case accuracy
    /// Mean of sensitivity and specificity.
    case balancedAccuracy
    /// Cases with the event among those called positive.
    case positivePredictiveValue
    /// Cases without it among those called negative.
    case negativePredictiveValue
    /// Sensitivity / (1 − specificity).
    case positiveLikelihoodRatio
    /// (1 − sensitivity) / specificity.
    case negativeLikelihoodRatio
    /// 2 TP / (2 TP + FP + FN).
    case f1
    /// Matthews' correlation.
    case matthews

    /// Figures of the scores as a whole.
    public static let ofScores = Array(allCases.prefix(8))
    /// Figures of the two-by-two table at a threshold.
    public static let ofPoints = Array(allCases.dropFirst(8))
    /// Figures of scores that validation of a model corrects; the smooth curve is left out.
    public static let ofValidation = Array(allCases.prefix(7))
}

/// All figures of one model, with every case counting so many times.
///
/// What does not depend on the weights is worked out once: the order of the scores, their logits, the
/// spline of the smooth calibration curve, whose knots stay where the cases as they are put them.
struct WeightedFigures: Sendable {
    private let predictions: CasePredictions
    private let sweep: ScoreSweep
    private let plain: ScoreSweep.Counts
    /// Place of each threshold among the ascending ones of the sweep.
    private let pointPlaces: [Int]
    private let decisionPlaces: [Int]
    private let decisionThresholds: [Double]
    private let isProbability: Bool
    /// The logit of each case, and rows of 1 and 1, logit; empty where there are no logits.
    private let logits: [Double]
    private let ones: [Double]
    private let line: [Double]
    private let curve: (basis: SplineBasis, rows: [Double], start: [Double])?
    private let needsDistances: Bool

    /// Prepares the figures.
    ///
    /// - Parameters:
    ///   - predictions: the cases.
    ///   - thresholds: thresholds of points, in any order; infinite ones call all or none positive.
    ///   - decisionThresholds: threshold probabilities of a decision curve.
    ///   - hasCurve: whether the smooth calibration curve is fitted.
    ///   - needsDistances: whether the distances of a simultaneous band are wanted.
    init(
        _ predictions: CasePredictions,
        thresholds: [Double] = [],
        decisionThresholds: [Double] = [],
        hasCurve: Bool = false,
        needsDistances: Bool = false
    ) {
        self.predictions = predictions
        self.needsDistances = needsDistances
        isProbability = predictions.scores.allSatisfy { $0 >= 0 && $0 <= 1 }
        self.decisionThresholds = isProbability ? decisionThresholds : []
        let wanted = thresholds + self.decisionThresholds
        let ascending = Set(wanted).sorted()
        let places = wanted.map { ascending.firstIndex(of: $0) ?? 0 }
        pointPlaces = Array(places.prefix(thresholds.count))
        decisionPlaces = Array(places.dropFirst(thresholds.count))
        sweep = ScoreSweep(predictions, thresholds: ascending)
        let once = [Int32](repeating: 1, count: predictions.count)
        plain = sweep.counts(times: once)
        let hasLogits = predictions.scores.allSatisfy { $0 > 0 && $0 < 1 }
        logits = hasLogits ? predictions.scores.map(logit) : []
        ones = logits.map { _ in 1 }
        line = logits.flatMap { [1, $0] }
        curve = hasCurve && hasLogits ? Self.spline(logits, predictions, once) : nil
    }

    private static func spline(
        _ logits: [Double],
        _ predictions: CasePredictions,
        _ once: [Int32]
    ) -> (basis: SplineBasis, rows: [Double], start: [Double])? {
        let basis = SplineBasis(sorted: logits.sorted())
        let rows = logits.flatMap { basis.row(at: $0) }
        let matrix = PredictorMatrix(rows: rows, cases: predictions.count)
        guard case .success(let model) = matrix.logisticModel(events: predictions.events) else {
            return nil
        }
        return (basis, rows, model.coefficients)
    }

    /// Number of figures.
    var width: Int {
        8 + PerformanceFigure.ofPoints.count * pointPlaces.count + decisionPlaces.count
            + (needsDistances ? 2 : 0)
    }

    /// Place of a figure of the scores, or of a point.
    func place(_ figure: PerformanceFigure, point: Int?) -> Int? {
        guard let point else { return PerformanceFigure.ofScores.firstIndex(of: figure) }
        guard point < pointPlaces.count else { return nil }
        return PerformanceFigure.ofPoints.firstIndex(of: figure).map {
            8 + PerformanceFigure.ofPoints.count * point + $0
        }
    }

    /// Places of the net benefits.
    var decisionColumns: Range<Int> {
        let start = 8 + PerformanceFigure.ofPoints.count * pointPlaces.count
        return start..<start + decisionPlaces.count
    }

    /// Places of the distances.
    var distanceColumns: Range<Int> { decisionColumns.upperBound..<width }

    /// Works out all figures.
    ///
    /// - Parameter times: how often each case counts.
    /// - Returns: `width` values; NaN where the cases lack a class or a fit does not settle.
    func values(times: [Int32]) -> [Double] {
        let counts = sweep.counts(times: times)
        guard let area = counts.area else { return Array(repeating: .nan, count: width) }
        var values = [area]
        values.reserveCapacity(width)
        values += probabilityFigures(times: times, counts)
        for place in pointPlaces { values += Self.table(below: counts.below[place], of: counts) }
        let all = Double(counts.positives + counts.negatives)
        for (place, threshold) in zip(decisionPlaces, decisionThresholds) {
            let below = counts.below[place]
            let odds = threshold / (1 - threshold)
            values.append(
                (Double(counts.positives - below.positives)
                    - odds * Double(counts.negatives - below.negatives)) / all
            )
        }
        if needsDistances {
            let found = sweep.distances(times: times, counts, plain: plain)
            values += [found?.positives ?? .nan, found?.negatives ?? .nan]
        }
        return values
    }

    // MARK: Probabilities

    /// Brier to ICI, in the order of the figures.
    private func probabilityFigures(times: [Int32], _ counts: ScoreSweep.Counts) -> [Double] {
        guard isProbability else { return Array(repeating: .nan, count: 7) }
        var (squares, expected) = (0.0, 0.0)
        for index in times.indices where times[index] > 0 {
            let score = predictions.scores[index]
            let error = predictions.events[index] ? 1 - score : score
            squares += Double(times[index]) * error * error
            expected += Double(times[index]) * score
        }
        let all = Double(counts.positives + counts.negatives)
        let prevalence = Double(counts.positives) / all
        let brier = squares / all
        let scaled = 1 - brier / (prevalence * (1 - prevalence))
        let ratio = Double(counts.positives) / expected
        guard !line.isEmpty else { return [brier, scaled, ratio, .nan, .nan, .nan, .nan] }
        let fit = recalibrated(times: times)
        return [
            brier, scaled, ratio, shift(times: times),
            fit?[0] ?? .nan, fit?[1] ?? .nan, curve == nil ? .nan : integratedIndex(times: times),
        ]
    }

    /// The intercept with the slope held at 1, by Newton's method from 0.
    private func shift(times: [Int32]) -> Double {
        let likelihood = LogisticLikelihood(
            rows: ones,
            width: 1,
            events: predictions.events,
            times: times,
            offset: logits
        )
        let found = climb(from: [0], of: likelihood.expansion)
        return found.converged ? found.location[0] : .nan
    }

    /// Intercept and slope on the logit; `nil` where the classes do not overlap.
    private func recalibrated(times: [Int32]) -> [Double]? {
        var ranges = [(Double.infinity, -Double.infinity), (Double.infinity, -Double.infinity)]
        for index in times.indices where times[index] > 0 {
            let own = predictions.events[index] ? 1 : 0
            let value = logits[index]
            ranges[own] = (min(ranges[own].0, value), max(ranges[own].1, value))
        }
        guard ranges[1].0 < ranges[0].1, ranges[0].0 < ranges[1].1 else { return nil }
        let likelihood = LogisticLikelihood(
            rows: line,
            width: 2,
            events: predictions.events,
            times: times
        )
        let found = climb(from: [0, 1], of: likelihood.expansion)
        return found.converged ? found.location : nil
    }

    private func integratedIndex(times: [Int32]) -> Double {
        guard let curve else { return .nan }
        let matrix = PredictorMatrix(rows: curve.rows, cases: predictions.count)
        let fit = matrix.logisticModel(
            events: predictions.events,
            times: times,
            start: curve.start
        )
        guard case .success(let model) = fit else { return .nan }
        var (sum, all) = (0.0, 0.0)
        for (index, observed) in model.probabilities(of: matrix).enumerated() {
            sum += Double(times[index]) * abs(observed - predictions.scores[index])
            all += Double(times[index])
        }
        return sum / all
    }

    // MARK: Two-by-two table

    private static func table(
        below: (positives: Int, negatives: Int),
        of counts: ScoreSweep.Counts
    ) -> [Double] {
        let (fn, tn) = (Double(below.positives), Double(below.negatives))
        let (tp, fp) = (Double(counts.positives) - fn, Double(counts.negatives) - tn)
        func ratio(_ part: Double, _ whole: Double) -> Double { whole > 0 ? part / whole : .nan }
        let (sensitivity, specificity) = (tp / (tp + fn), tn / (tn + fp))
        let product = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
        return [
            sensitivity, specificity, (tp + tn) / (tp + fp + fn + tn),
            (sensitivity + specificity) / 2, ratio(tp, tp + fp), ratio(tn, tn + fn),
            ratio(sensitivity, 1 - specificity), ratio(1 - sensitivity, specificity),
            ratio(2 * tp, 2 * tp + fp + fn), ratio(tp * tn - fp * fn, product.squareRoot()),
        ]
    }
}
