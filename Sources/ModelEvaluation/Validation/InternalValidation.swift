import Foundation
import Statistics

/// A model that was fitted anew to a bootstrap sample of the cases.
public struct RefittedModel: Sendable, Equatable {
    /// How often each case was drawn into the sample.
    public var times: [Int32]
    /// The model's score for every case, drawn or not.
    public var scores: [Double]

    /// Describes a refit.
    public init(times: [Int32], scores: [Double]) {
        self.times = times
        self.scores = scores
    }
}

/// A figure of performance, corrected for having been found on the cases that made the model.
public struct ValidatedFigure: Codable, Sendable, Equatable {
    /// Which figure.
    public var figure: PerformanceFigure
    /// On the cases that made the model.
    public var apparent: Double
    /// Mean over the refits of the figure in their own sample less that on all cases; absent where more
    /// than a tenth of the refits lack it.
    public var optimism: Double?
    /// Standard error of the optimism that comes from drawing so many samples and no more.
    public var monteCarloError: Double?
    /// Apparent less optimism (Harrell).
    public var corrected: Double?
    /// On the cases that a refit has not seen, over all refits; AUC and Brier score only.
    public var outOfSample: Double?
    /// 0.368 of the apparent and 0.632 of the out-of-sample figure.
    public var estimate632: Double?
    /// The same with a weight that grows with overfitting.
    public var estimate632Plus: Double?
    /// Refits that have the figure.
    public var refits: Int
}

/// Performance of a model, corrected by refits on bootstrap samples of the cases that made it.
public struct InternalValidation: Codable, Sendable, Equatable {
    /// Number of cases.
    public var cases: Int
    /// Number of cases with the event.
    public var events: Int
    /// Samples on which the model was to be fitted anew.
    public var resamples: Int
    /// Those on which it could not be, by the reason.
    public var failures: [String: Int]
    /// AUC and, for probabilities, Brier score, calibration; the slope is the factor by which the
    /// coefficients are to be shrunk.
    public var figures: [ValidatedFigure]
}

extension CasePredictions {
    /// Corrects the performance of a model for optimism.
    ///
    /// Optimism is the mean over refits of their figure in their own bootstrap sample less that on the
    /// cases as they are. The 0.632 estimate weighs the apparent figure A by 0.368 and that on cases
    /// outside the sample, E, by 0.632; 0.632+ weighs E by w = 0.632 / (1 − 0.368 R), where
    /// R = (E − A) / (G − A), within 0 to 1, is the share of the greatest possible overfitting, G being the
    /// figure without any information: ½ for the area, and for the Brier score the mean over all pairs of
    /// a prediction and an outcome. E of the Brier score is averaged over the refits without the case, then
    /// over cases; E of the area is the mean over refits.
    ///
    /// - Parameters:
    ///   - refits: models on bootstrap samples, as this is the model on all cases.
    ///   - isConcurrent: whether all processors are used; the result is the same.
    /// - Returns: the corrected figures.
    /// - Throws: `.refitsDoNotFit`, `.scoreNotFinite`, `.tooFewRefits`.
    /// - Reference: Harrell, Lee & Mark (1996),
    ///   doi:10.1002/(SICI)1097-0258(19960229)15:4<361::AID-SIM168>3.0.CO;2-4; Steyerberg et al. (2001),
    ///   doi:10.1016/S0895-4356(01)00341-9; Efron & Tibshirani (1997),
    ///   doi:10.1080/01621459.1997.10474007, for 0.632+; Iba et al. (2021),
    ///   doi:10.1186/s12874-020-01201-w, for 0.632+ of the area.
    public func internalValidation(
        refits: [RefittedModel],
        isConcurrent: Bool = true
    ) throws(EvaluationError) -> InternalValidation {
        for (number, refit) in refits.enumerated() {
            for found in [refit.times.count, refit.scores.count] where found != count {
                throw .refitsDoNotFit(resample: number + 1, cases: count, found: found)
            }
            if let place = refit.scores.firstIndex(where: { !$0.isFinite }) {
                throw .scoreNotFinite(position: place + 1, score: "\(refit.scores[place])")
            }
        }
        return try internalValidation(resamples: refits.count, isConcurrent: isConcurrent) {
            .success(refits[$0])
        }
    }

    /// The same with refits made as they are needed, so that not all are kept.
    func internalValidation(
        resamples: Int,
        isConcurrent: Bool,
        refit: @escaping @Sendable (Int) -> Result<RefittedModel, LogisticObstacle>
    ) throws(EvaluationError) -> InternalValidation {
        guard resamples >= 20 else { throw .tooFewRefits(resamples) }
        let parts = Parallel.map(resamples, inRangesOf: 8, isConcurrent: isConcurrent) { range in
            var part = RefitPart(cases: count)
            for number in range { part.add(refit(number), to: self) }
            return part
        }
        var failures: [String: Int] = [:]
        for obstacle in parts.flatMap(\.failures) {
            failures[obstacle.description, default: 0] += 1
        }
        let outcomes = parts.flatMap(\.outcomes)
        let once = [Int32](repeating: 1, count: count)
        let apparent = WeightedFigures(self).values(times: once)
        var figures: [ValidatedFigure] = []
        for (place, figure) in PerformanceFigure.ofValidation.enumerated()
        where apparent[place].isFinite {
            var found = ValidatedFigure(figure: figure, apparent: apparent[place], refits: 0)
            let differences = outcomes.map { $0.inSample[place] - $0.onAll[place] }
                .filter(\.isFinite)
            found.refits = differences.count
            if differences.count * 10 >= resamples * 9 {
                let size = Double(differences.count)
                let mean = differences.reduce(0, +) / size
                let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
                found.optimism = mean
                found.monteCarloError = (squares / (size - 1) / size).squareRoot()
                found.corrected = apparent[place] - mean
            }
            switch figure {
            case .area:
                let outside = outcomes.map(\.areaOutside).filter(\.isFinite)
                if outside.count * 10 >= resamples * 9 {
                    found.addOutside(
                        outside.reduce(0, +) / Double(outside.count),
                        withoutInformation: 0.5
                    )
                }
            case .brier:
                if found.corrected != nil, let outside = Self.brierOutside(parts) {
                    found.addOutside(outside, withoutInformation: brierWithoutInformation)
                }
            default: break
            }
            figures.append(found)
        }
        return InternalValidation(
            cases: count,
            events: positives,
            resamples: resamples,
            failures: failures,
            figures: figures
        )
    }

    /// Mean over cases of the squared error, itself the mean over the refits without the case.
    private static func brierOutside(_ parts: [RefitPart]) -> Double? {
        guard let first = parts.first else { return nil }
        var (sum, cases) = (0.0, 0)
        for index in first.squares.indices {
            let size = parts.reduce(0) { $0 + $1.refits[index] }
            guard size > 0 else { continue }
            sum += parts.reduce(0) { $0 + $1.squares[index] } / Double(size)
            cases += 1
        }
        // Enough samples leave each case out of some.
        return cases * 10 >= first.squares.count * 9 ? sum / Double(cases) : nil
    }

    /// The Brier score if predictions and outcomes had nothing to do with each other.
    private var brierWithoutInformation: Double {
        let prevalence = Double(positives) / Double(count)
        return scores.reduce(0) {
            $0 + prevalence * (1 - $1) * (1 - $1) + (1 - prevalence) * $1 * $1
        } / Double(count)
    }
}

extension ValidatedFigure {
    /// An apparent figure before anything is known of the refits.
    init(figure: PerformanceFigure, apparent: Double, refits: Int) {
        self.figure = figure
        self.apparent = apparent
        self.refits = refits
    }

    /// Adds the 0.632 estimates.
    ///
    /// - Parameters:
    ///   - outside: the figure on cases that the refits have not seen.
    ///   - none: the figure without any information.
    mutating func addOutside(_ outside: Double, withoutInformation none: Double) {
        outOfSample = outside
        estimate632 = 0.368 * apparent + 0.632 * outside
        // Performance worse than none counts as none, performance better than apparent as apparent.
        let overfitting = none == apparent ? 0 : (outside - apparent) / (none - apparent)
        let share = min(1, max(0, overfitting))
        let weight = 0.632 / (1 - 0.368 * share)
        let limited = overfitting > 1 ? none : outside
        estimate632Plus = (1 - weight) * apparent + weight * limited
    }
}

/// What some of the refits say.
private struct RefitPart: Sendable {
    struct Outcome: Sendable {
        let inSample: [Double]
        let onAll: [Double]
        let areaOutside: Double
    }

    var outcomes: [Outcome] = []
    var failures: [LogisticObstacle] = []
    /// Squared errors of each case, over the refits without it, and their number.
    var squares: [Double]
    var refits: [Int]

    init(cases: Int) {
        squares = Array(repeating: 0, count: cases)
        refits = Array(repeating: 0, count: cases)
    }

    mutating func add(
        _ refit: Result<RefittedModel, LogisticObstacle>,
        to predictions: CasePredictions
    ) {
        switch refit {
        case .failure(let obstacle): failures.append(obstacle)
        case .success(let model):
            let events = predictions.events
            let once = [Int32](repeating: 1, count: predictions.count)
            guard let own = try? CasePredictions(scores: model.scores, events: events) else {
                return
            }
            let figures = WeightedFigures(own)
            let outside = model.times.map { Int32($0 == 0 ? 1 : 0) }
            outcomes.append(
                Outcome(
                    inSample: figures.values(times: model.times),
                    onAll: figures.values(times: once),
                    areaOutside: ScoreSweep(own).counts(times: outside).area ?? .nan
                )
            )
            for index in outside.indices where outside[index] == 1 {
                let error = model.scores[index] - (events[index] ? 1 : 0)
                squares[index] += error * error
                refits[index] += 1
            }
        }
    }
}
