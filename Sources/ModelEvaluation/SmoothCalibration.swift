import Foundation
import Statistics

/// A smooth calibration curve: a logistic regression of the event on a restricted cubic spline of
/// the logit of the prediction.
public struct SmoothCalibration: Codable, Sendable, Equatable {
    /// A point of the curve.
    public struct Point: Codable, Sendable, Equatable {
        /// Predicted risk.
        public var predicted: Double
        /// Risk by the curve.
        public var observed: Double
        /// Pointwise interval, worked out on the logit scale.
        public var interval: ConfidenceInterval
    }

    /// Knots on the logit scale.
    public var knots: [Double]
    /// The curve at 101 predictions, evenly spaced on the logit scale from the lowest to the highest.
    public var points: [Point]
    /// Mean |curve − prediction| over the cases, the integrated calibration index.
    public var integratedIndex: Double
    /// Median |curve − prediction| over the cases.
    public var e50: Double
    /// 90th percentile of |curve − prediction| over the cases.
    public var e90: Double
    /// Largest |curve − prediction| over the cases.
    public var eMax: Double
    /// The coverage of the intervals.
    public var level: Double
}

extension CasePredictions {
    /// Fits a smooth calibration curve.
    ///
    /// Knots stand at the quantiles Harrell advises (five from 100 cases on, else three); where ties
    /// leave fewer than three different ones, the curve is a straight line on the logit scale.
    ///
    /// - Parameter level: coverage of the pointwise intervals.
    /// - Returns: the curve with its distances from the diagonal; `nil` where the regression has no
    ///   maximum (the spline separates the classes) or all predictions are the same.
    /// - Throws: `.notAProbability`, `.probabilityAtBound`, `.invalidLevel`.
    /// - Reference: Austin & Steyerberg (2019), doi:10.1002/sim.8281, for ICI, E50 and E90; Harrell
    ///   (2015), Regression Modeling Strategies, 2.4, doi:10.1007/978-3-319-19425-7.
    public func smoothCalibration(
        level: Double = 0.95
    ) throws(EvaluationError) -> SmoothCalibration? {
        let quantile = try normalQuantile(level: level)
        try requireProbabilities()
        if let position = scores.firstIndex(where: { $0 == 0 || $0 == 1 }) {
            throw .probabilityAtBound(position: position + 1, score: scores[position])
        }
        let logits = scores.map(logit)
        let sorted = logits.sorted()
        guard let lowest = sorted.first, let highest = sorted.last, lowest < highest else {
            return nil
        }
        let basis = SplineBasis(sorted: sorted)
        guard let fit = SplineRegression(basis: basis, logits: logits, events: events) else {
            return nil
        }
        let points = (0...100).map { step -> SmoothCalibration.Point in
            let place = lowest + (highest - lowest) * Double(step) / 100
            let row = basis.row(at: place)
            let value = fit.value(row)
            let half = quantile * fit.variance(row).squareRoot()
            return SmoothCalibration.Point(
                predicted: expit(place),
                observed: expit(value),
                interval: ConfidenceInterval(
                    lower: expit(value - half),
                    upper: expit(value + half)
                )
            )
        }
        let distances = zip(logits, scores).map { abs(expit(fit.value(basis.row(at: $0))) - $1) }
            .sorted()
        return SmoothCalibration(
            knots: basis.knots,
            points: points,
            integratedIndex: distances.reduce(0, +) / Double(distances.count),
            e50: Self.percentile(distances, 0.5),
            e90: Self.percentile(distances, 0.9),
            eMax: distances.last ?? 0,
            level: level
        )
    }

    /// A quantile by linear interpolation (type 7).
    ///
    /// - Parameters:
    ///   - sorted: ascending values, at least one.
    ///   - share: 0 to 1.
    /// - Returns: the quantile; NaN without a value.
    static func percentile(_ sorted: [Double], _ share: Double) -> Double {
        guard let first = sorted.first else { return .nan }
        let place = share * Double(sorted.count - 1)
        let below = Int(place)
        guard below + 1 < sorted.count else { return sorted.last ?? first }
        return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
    }
}

/// A restricted cubic spline: cubic between its knots, straight beyond the outer ones.
struct SplineBasis {
    let knots: [Double]

    /// Chooses knots by quantiles of ascending values.
    init(sorted: [Double]) {
        let shares = sorted.count < 100 ? [0.1, 0.5, 0.9] : [0.05, 0.275, 0.5, 0.725, 0.95]
        var chosen: [Double] = []
        for share in shares {
            let knot = CasePredictions.percentile(sorted, share)
            if knot > chosen.last ?? -.infinity { chosen.append(knot) }
        }
        knots = chosen.count < 3 ? [] : chosen
    }

    /// Number of columns: 1, the value, and one less than there are inner knots.
    var width: Int { 2 + max(0, knots.count - 2) }

    /// The columns at a value.
    func row(at value: Double) -> [Double] {
        guard knots.count > 2 else { return [1, value] }
        let last = knots[knots.count - 1]
        let next = knots[knots.count - 2]
        let scale = (last - knots[0]) * (last - knots[0])
        func cube(_ number: Double) -> Double { number > 0 ? number * number * number : 0 }
        var columns = [1, value]
        for knot in knots.dropLast(2) {
            let term =
                cube(value - knot)
                - cube(value - next) * (last - knot) / (last - next)
                + cube(value - last) * (next - knot) / (last - next)
            columns.append(term / scale)
        }
        return columns
    }
}

/// A logistic regression on the columns of a spline, by Newton's method.
private struct SplineRegression {
    private let coefficients: [Double]
    private let covariance: SymmetricMatrix

    /// Fits the regression; `nil` where it does not settle.
    init?(basis: SplineBasis, logits: [Double], events: [Bool]) {
        let width = basis.width
        let rows = logits.map { basis.row(at: $0) }
        var values = Array(repeating: 0.0, count: width)
        values[1] = 1
        var likelihood = Self.likelihood(values, rows, events)
        for _ in 0..<60 {
            var gradient = Array(repeating: 0.0, count: width)
            var information = Array(repeating: 0.0, count: width * width)
            for (row, event) in zip(rows, events) {
                let probability = expit(Self.product(values, row))
                let residual = (event ? 1 : 0) - probability
                let weight = probability * (1 - probability)
                for i in 0..<width {
                    gradient[i] += residual * row[i]
                    for j in 0...i { information[i * width + j] += weight * row[i] * row[j] }
                }
            }
            let matrix = SymmetricMatrix(size: width) { row, column in
                information[max(row, column) * width + min(row, column)]
            }
            guard let factor = try? CholeskyFactor(of: matrix) else { return nil }
            let step = factor.solve(gradient)
            // Half steps until the likelihood rises: Newton may overshoot on a steep spline.
            var share = 1.0
            var next = values
            var reached = -Double.infinity
            for _ in 0..<30 {
                next = zip(values, step).map { $0 + share * $1 }
                reached = Self.likelihood(next, rows, events)
                if reached >= likelihood - 1e-12 * abs(likelihood) { break }
                share /= 2
            }
            guard reached.isFinite else { return nil }
            let largest = step.map(abs).max() ?? 0
            values = next
            likelihood = reached
            if largest * share < 1e-9 * (1 + (values.map(abs).max() ?? 0)) {
                coefficients = values
                covariance = factor.inverse
                return
            }
        }
        return nil
    }

    func value(_ row: [Double]) -> Double { Self.product(coefficients, row) }

    func variance(_ row: [Double]) -> Double { max(0, covariance.quadraticForm(row)) }

    private static func product(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for index in left.indices { sum += left[index] * right[index] }
        return sum
    }

    private static func likelihood(
        _ values: [Double],
        _ rows: [[Double]],
        _ events: [Bool]
    ) -> Double {
        zip(rows, events).reduce(0) { sum, pair in
            let place = product(values, pair.0)
            let signed = pair.1 ? place : -place
            // log expit without overflow
            return sum + (signed > 0 ? -log1p(exp(-signed)) : signed - log1p(exp(signed)))
        }
    }
}
