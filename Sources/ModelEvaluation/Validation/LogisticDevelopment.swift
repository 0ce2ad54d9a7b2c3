import Foundation
import Statistics

/// A logistic regression on predictors, with what its own cases can say about new ones.
public struct LogisticDevelopment: Sendable {
    /// The model on all cases, on the scale of the predictors.
    public let model: LogisticModel
    /// The model's probabilities for the cases that made it.
    public let apparent: CasePredictions
    /// How cases are drawn and folded.
    public let resampling: CaseResampling
    private let matrix: PredictorMatrix
    private let start: [Double]

    /// Fits the model.
    ///
    /// - Parameters:
    ///   - columns: predictors, a finite value a case each.
    ///   - events: whether each case had the event.
    ///   - resampling: how cases are drawn, for as many cases as there are.
    /// - Throws: `.sizeMismatch`, `.noCases`, `.noPositiveCases`, `.noNegativeCases`, `.noModel`.
    public init(
        columns: [[Double]],
        events: [Bool],
        resampling: CaseResampling
    ) throws(EvaluationError) {
        guard resampling.cases == events.count else {
            throw .sizeMismatch(scores: resampling.cases, labels: events.count)
        }
        _ = try CasePredictions(scores: events.map { _ in 0 }, events: events)
        // Columns of mean 0 and SD 1, so that years and shares are told apart equally well.
        let scales = columns.map { Self.scale($0) }
        matrix = try PredictorMatrix(
            columns: zip(columns, scales).map { column, scale in
                column.map { ($0 - scale.mean) / scale.deviation }
            },
            cases: events.count
        )
        switch matrix.logisticModel(events: events) {
        case .failure(let obstacle): throw .noModel(obstacle)
        case .success(let found):
            start = found.coefficients
            model = found.unscaled(scales)
            apparent = try CasePredictions(
                scores: found.probabilities(of: matrix),
                events: events
            )
        }
        self.resampling = resampling
    }

    private static func scale(_ values: [Double]) -> (mean: Double, deviation: Double) {
        let size = Double(max(1, values.count))
        let mean = values.reduce(0, +) / size
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let deviation = (squares / size).squareRoot()
        // A constant column stays constant and is refused by name when the model is fitted.
        return deviation > 1e-12 * abs(mean) ? (mean, deviation) : (mean, .infinity)
    }

    /// Fits the model anew to bootstrap samples and corrects its performance.
    ///
    /// - Parameters:
    ///   - samples: number of samples, at least 20.
    ///   - isConcurrent: whether all processors are used; the result is the same.
    /// - Returns: the corrected figures; samples on which the model cannot be fitted are counted by the
    ///   reason and left out.
    /// - Throws: `.tooFewRefits`.
    /// - Reference: as ``CasePredictions/internalValidation(refits:isConcurrent:)``.
    public func bootstrapValidation(
        samples: Int = 500,
        isConcurrent: Bool = true
    ) throws(EvaluationError) -> InternalValidation {
        try apparent.internalValidation(resamples: samples, isConcurrent: isConcurrent) { sample in
            let times = resampling.times(of: sample)
            return matrix.logisticModel(events: apparent.events, times: times, start: start).map {
                RefittedModel(times: times, scores: $0.probabilities(of: matrix))
            }
        }
    }

    /// Predicts each case by models that were fitted without its fold, and sums up the performance.
    ///
    /// - Parameters:
    ///   - folds: number of folds, 2 to the number of units; clusters stay whole.
    ///   - repeats: how often cases are put into folds anew.
    ///   - level: coverage of the interval of the area.
    ///   - isConcurrent: whether all processors are used; the result is the same.
    /// - Returns: areas within folds, and the other figures of all predictions together.
    /// - Throws: `.invalidFoldCount`, `.invalidLevel`.
    public func crossValidation(
        folds: Int = 10,
        repeats: Int = 1,
        level: Double = 0.95,
        isConcurrent: Bool = true
    ) throws(EvaluationError) -> DevelopmentCrossValidation {
        _ = try normalQuantile(level: level)
        guard folds >= 2, folds <= resampling.units, repeats > 0 else {
            throw .invalidFoldCount(folds, units: resampling.units)
        }
        let rounds = Parallel.map(repeats, inRangesOf: 1, isConcurrent: isConcurrent) {
            $0.map { round(folds, number: $0, level: level) }
        }.flatMap { $0 }
        var failures: [String: Int] = [:]
        for case .failure(let failure) in rounds { failures[failure.description, default: 0] += 1 }
        let found = rounds.compactMap { try? $0.get() }
        let figures = PerformanceFigure.ofValidation.enumerated().compactMap { place, figure in
            DevelopmentCrossValidation.Figure(
                figure,
                figure == .area ? found.map(\.area.mean) : found.map { $0.values[place] }
            )
        }
        return DevelopmentCrossValidation(
            folds: folds,
            repeats: repeats,
            failures: failures,
            figures: figures,
            areas: found.map(\.area)
        )
    }

    private struct Round: Sendable {
        let area: CrossValidatedArea
        let values: [Double]
    }

    private func round(
        _ folds: Int,
        number: Int,
        level: Double
    ) -> Result<Round, EvaluationError> {
        let events = apparent.events
        let foldOf = resampling.folds(folds, events: events, round: number)
        var scores = [Double](repeating: 0, count: events.count)
        for fold in 0..<folds {
            let times = foldOf.map { Int32($0 == fold ? 0 : 1) }
            switch matrix.logisticModel(events: events, times: times, start: start) {
            case .failure(let obstacle): return .failure(.noModel(obstacle))
            case .success(let model):
                let found = model.probabilities(of: matrix)
                for index in scores.indices where foldOf[index] == fold {
                    scores[index] = found[index]
                }
            }
        }
        do throws(EvaluationError) {
            let predictions = try CasePredictions(scores: scores, events: events)
            let once = [Int32](repeating: 1, count: events.count)
            return .success(
                Round(
                    area: try predictions.crossValidatedArea(
                        folds: foldOf.map { String($0 + 1) },
                        level: level
                    ),
                    values: WeightedFigures(predictions).values(times: once)
                )
            )
        } catch {
            return .failure(error)
        }
    }
}

/// Performance of a model over folds that were put together by seed.
public struct DevelopmentCrossValidation: Codable, Sendable, Equatable {
    /// A figure over the repeats.
    public struct Figure: Codable, Sendable, Equatable {
        /// Which figure; the area is the mean within folds, the others are of all predictions together.
        public var figure: PerformanceFigure
        /// Mean over the repeats.
        public var mean: Double
        /// Standard deviation between repeats, which says how much hangs on the folds; absent for one.
        public var standardDeviation: Double?

        init?(_ figure: PerformanceFigure, _ values: [Double]) {
            guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
            self.figure = figure
            let size = Double(values.count)
            let mean = values.reduce(0, +) / size
            self.mean = mean
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            standardDeviation = size > 1 ? (squares / (size - 1)).squareRoot() : nil
        }
    }

    /// Number of folds.
    public var folds: Int
    /// How often cases were put into folds.
    public var repeats: Int
    /// Repeats that could not be worked out, by the reason.
    public var failures: [String: Int]
    /// The figures; one that a repeat lacks is left out.
    public var figures: [Figure]
    /// Areas within the folds of each repeat, with LeDell's interval.
    public var areas: [CrossValidatedArea]
}

extension LogisticModel {
    /// The model on the scale of the predictors, from that on columns of mean 0 and SD 1.
    fileprivate func unscaled(_ scales: [(mean: Double, deviation: Double)]) -> LogisticModel {
        let slopes = zip(coefficients.dropFirst(), scales).map { $0 / $1.deviation }
        let shift = zip(slopes, scales).reduce(0) { $0 + $1.0 * $1.1.mean }
        // Coefficients are the rows of a matrix times those on the standardised scale.
        let width = coefficients.count
        var rows = [[1] + scales.map { -$0.mean / $0.deviation }]
        for (place, scale) in scales.enumerated() {
            var row = [Double](repeating: 0, count: width)
            row[place + 1] = 1 / scale.deviation
            rows.append(row)
        }
        let half = rows.map { covariance.multiplied(by: $0) }
        return LogisticModel(
            coefficients: [(coefficients.first ?? 0) - shift] + slopes,
            covariance: SymmetricMatrix(size: width) { row, column in
                zip(rows[row], half[column]).reduce(0) { $0 + $1.0 * $1.1 }
            }
        )
    }
}
