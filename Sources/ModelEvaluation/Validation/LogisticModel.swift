import Foundation
import Statistics

/// Why a logistic regression has no maximum-likelihood estimate.
public enum LogisticObstacle: Error, Sendable, Equatable, CustomStringConvertible {
    /// A column says what others say already, or is the same for all cases; columns count from 0.
    case dependentColumn(Int)
    /// The predictors separate the classes, completely or but for ties: coefficients are infinite.
    case separation
    /// The iterations did not settle.
    case noConvergence
    /// A class is missing.
    case classMissing

    /// Says why, in words.
    public var description: String {
        switch self {
        case .dependentColumn(let column):
            "column \(column + 1) of the predictors is constant or follows from the others"
        case .separation:
            "the predictors separate the classes, so that coefficients are infinite"
        case .noConvergence:
            "the iterations of the logistic regression did not settle"
        case .classMissing:
            "the cases have or lack the event one and all"
        }
    }
}

/// Predictors of cases in columns of numbers.
public struct PredictorMatrix: Sendable, Equatable {
    /// Number of cases.
    public let cases: Int
    /// Number of columns, without the intercept.
    public let columns: Int
    /// Row after row; the first value of each is 1, for the intercept.
    let rows: [Double]

    /// Puts columns of numbers side by side.
    ///
    /// - Parameters:
    ///   - columns: a finite value a case each, all of one length.
    ///   - cases: number of cases.
    /// - Throws: `.sizeMismatch`.
    public init(columns: [[Double]], cases: Int) throws(EvaluationError) {
        if let wrong = columns.first(where: { $0.count != cases }) {
            throw .sizeMismatch(scores: wrong.count, labels: cases)
        }
        self.cases = cases
        self.columns = columns.count
        rows = (0..<cases).flatMap { row in [1] + columns.map { $0[row] } }
    }

    /// Rows as they are, the first value of each being 1.
    init(rows: [Double], cases: Int) {
        self.rows = rows
        self.cases = cases
        columns = cases == 0 ? 0 : rows.count / cases - 1
    }

    var width: Int { columns + 1 }
}

/// A logistic regression, fitted by maximum likelihood.
public struct LogisticModel: Sendable, Equatable {
    /// Log odds: the intercept, then a coefficient a column.
    public let coefficients: [Double]
    /// Their covariances, from the information.
    let covariance: SymmetricMatrix

    /// Standard errors of the coefficients, in the same order.
    public var standardErrors: [Double] { covariance.diagonal.map { max(0, $0).squareRoot() } }

    /// Predicted probabilities.
    ///
    /// - Parameter matrix: predictors of any cases, in the same columns.
    /// - Returns: one probability a case.
    public func probabilities(of matrix: PredictorMatrix) -> [Double] {
        let width = coefficients.count
        return (0..<matrix.cases).map { row in
            var sum = 0.0
            for column in 0..<width {
                sum += coefficients[column] * matrix.rows[row * width + column]
            }
            return expit(sum)
        }
    }
}

extension PredictorMatrix {
    /// Fits a logistic regression.
    ///
    /// - Parameters:
    ///   - events: whether each case had the event.
    ///   - times: how often each case counts; empty for once.
    ///   - start: coefficients from which the search begins; `nil` for those of no predictor.
    /// - Returns: the model, or why there is none. Separation is known by a variance that is a million
    ///   times that of the same predictors without effect, or by information that has vanished: on a
    ///   likelihood that rises for ever the search stops where probabilities are 0 and 1 but for
    ///   rounding, and there the ratio is above 10¹⁰.
    /// - Reference: Albert & Anderson (1984), doi:10.1093/biomet/71.1.1, for separation; Lesaffre &
    ///   Albert (1989), doi:10.1111/j.2517-6161.1989.tb01752.x, for its detection by variances.
    public func logisticModel(
        events: [Bool],
        times: [Int32] = [],
        start: [Double]? = nil
    ) -> Result<LogisticModel, LogisticObstacle> {
        let times = times.isEmpty ? [Int32](repeating: 1, count: cases) : times
        let likelihood = LogisticLikelihood(rows: rows, width: width, events: events, times: times)
        let (all, positive) = likelihood.sizes
        guard positive > 0, positive < all else { return .failure(.classMissing) }
        if let column = likelihood.firstDependentColumn {
            return .failure(.dependentColumn(column - 1))
        }
        var null = [Double](repeating: 0, count: width)
        null[0] = logit(positive / all)
        let found = climb(from: start ?? null, of: likelihood.expansion)
        let information = found.expansion.hessian.scaled(by: -1)
        let nullInformation = likelihood.expansion(at: null).hessian.scaled(by: -1)
        guard let nullFactor = try? CholeskyFactor(of: nullInformation),
            let factor = try? CholeskyFactor(of: information)
        else { return .failure(.separation) }
        let covariance = factor.inverse
        let ratios = zip(covariance.diagonal, nullFactor.inverse.diagonal).map { $0 / $1 }
        if ratios.contains(where: { !($0 < 1e6) }) { return .failure(.separation) }
        guard found.converged else { return .failure(.noConvergence) }
        return .success(LogisticModel(coefficients: found.location, covariance: covariance))
    }
}

/// The log likelihood of a logistic regression of weighted cases, with an offset if need be.
struct LogisticLikelihood {
    let rows: [Double]
    let width: Int
    let events: [Bool]
    let times: [Int32]
    /// Added to the linear predictor of each case; empty for nothing.
    var offset: [Double] = []

    /// Weight of all cases, and of those with the event.
    var sizes: (all: Double, positive: Double) {
        var (all, positive) = (0, 0)
        for (count, event) in zip(times, events) {
            all += Int(count)
            if event { positive += Int(count) }
        }
        return (Double(all), Double(positive))
    }

    /// Value, gradient and Hessian in one pass over the cases that count.
    func expansion(at values: [Double]) -> LocalExpansion {
        var sum = 0.0
        var gradient = [Double](repeating: 0, count: width)
        var information = [Double](repeating: 0, count: width * width)
        rows.withUnsafeBufferPointer { rows in
            for index in times.indices where times[index] > 0 {
                let row = index * width
                var linear = offset.isEmpty ? 0 : offset[index]
                for column in 0..<width { linear += values[column] * rows[row + column] }
                // One exponential serves the probability and log(1 + eˣ), both without overflow.
                let power = exp(-abs(linear))
                let smaller = power / (1 + power)
                let probability = linear < 0 ? smaller : 1 - smaller
                let weight = Double(times[index])
                let signed = events[index] ? -linear : linear
                sum -= weight * (max(signed, 0) + log1p(power))
                let residual = weight * (events[index] ? 1 - probability : -probability)
                let spread = weight * smaller / (1 + power)
                for i in 0..<width {
                    gradient[i] += residual * rows[row + i]
                    let part = spread * rows[row + i]
                    for j in 0...i { information[i * width + j] += part * rows[row + j] }
                }
            }
        }
        return LocalExpansion(
            value: sum,
            gradient: gradient,
            hessian: SymmetricMatrix(size: width) { -information[$0 * width + $1] }
        )
    }

    /// The first column that the columns before it determine, to ten digits of its spread.
    var firstDependentColumn: Int? {
        let all = sizes.all
        var means = [Double](repeating: 0, count: width)
        for place in times.indices where times[place] > 0 {
            for column in 1..<max(1, width) {
                means[column] += Double(times[place]) * rows[place * width + column] / all
            }
        }
        // Cholesky's factor of the products about the means, whose pivots are what is left of each.
        var factor = [Double](repeating: 0, count: width * width)
        for place in times.indices where times[place] > 0 {
            for i in 1..<max(1, width) {
                let first = Double(times[place]) * (rows[place * width + i] - means[i])
                for j in 1...i {
                    factor[i * width + j] += first * (rows[place * width + j] - means[j])
                }
            }
        }
        for i in 1..<max(1, width) {
            let whole = factor[i * width + i]
            let scale = means[i] * means[i] * all
            for j in 1..<i {
                var sum = factor[i * width + j]
                for k in 1..<j { sum -= factor[i * width + k] * factor[j * width + k] }
                factor[i * width + j] = sum / factor[j * width + j]
            }
            var pivot = whole
            for k in 1..<i { pivot -= factor[i * width + k] * factor[i * width + k] }
            guard pivot > 1e-10 * whole, whole > 1e-24 * scale else { return i }
            factor[i * width + i] = pivot.squareRoot()
        }
        return nil
    }
}
