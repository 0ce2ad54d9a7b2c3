import Foundation
import Statistics

/// An estimate of τ² with how it was reached.
struct TauSquaredEstimate {
    let value: Double
    /// Asymptotic standard error; nil for the common-effect model.
    let standardError: Double?
    let iterations: Int
    /// Value at the end of the function whose root was sought; nil for closed forms.
    var gradient: Double? = nil
}

extension PoolingData {
    /// Estimates τ² by the method asked for.
    ///
    /// - Reference: Viechtbauer (2005), doi:10.3102/10769986030003261; Viechtbauer et al. (2015),
    ///   doi:10.1037/met0000016 for the extension to moderators.
    func tauSquared(method: HeterogeneityMethod) throws(MetaAnalysisError) -> TauSquaredEstimate {
        let degrees = Double(residualDegreesOfFreedom)
        if method != .commonEffect, residualDegreesOfFreedom < 1 {
            throw .tooFewStudies(
                needed: width + 1,
                found: count,
                why: "a random-effects model with \(width) coefficient\(width == 1 ? "" : "s")"
            )
        }
        switch method {
        case .commonEffect:
            return TauSquaredEstimate(value: 0, standardError: nil, iterations: 0)
        case .derSimonianLaird, .hunterSchmidt:
            return try weightedMoments(schmidt: method == .hunterSchmidt, degrees: degrees)
        case .hedges:
            return try unweightedMoments(degrees: degrees)
        case .sidikJonkman:
            return try sidikJonkman(degrees: degrees)
        case .empiricalBayes, .pauleMandel:
            return try generalisedMoments(degrees: degrees)
        case .maximumLikelihood, .restrictedMaximumLikelihood:
            return try likelihood(restricted: method == .restrictedMaximumLikelihood)
        }
    }

    private var ones: [Double] { Array(repeating: 1, count: count) }

    private func weightedMoments(
        schmidt: Bool,
        degrees: Double
    ) throws(MetaAnalysisError) -> TauSquaredEstimate {
        let fit = try regression(tauSquared: 0)
        let trace = fit.projectionTrace
        let weightSum = fit.weights.reduce(0, +)
        let scale = schmidt ? weightSum : trace
        let excess = fit.residualSumOfSquares - (schmidt ? Double(count) : degrees)
        let value = max(0, excess / scale)
        let variance =
            2 * degrees + 4 * value * trace + 2 * value * value * fit.projectionTrace(ones, ones)
        return TauSquaredEstimate(
            value: value,
            standardError: variance.squareRoot() / scale,
            iterations: 0
        )
    }

    private func unweightedMoments(
        degrees: Double
    ) throws(MetaAnalysisError) -> TauSquaredEstimate {
        let fit = try regression(weights: ones)
        let trace = fit.projectionTrace(samplingVariances)
        let value = max(0, (fit.residualSumOfSquares - trace) / degrees)
        let variance =
            2 * fit.projectionTrace(samplingVariances, samplingVariances) + 4 * value * trace
            + 2 * value * value * degrees
        return TauSquaredEstimate(
            value: value,
            standardError: variance.squareRoot() / degrees,
            iterations: 0
        )
    }

    private func sidikJonkman(degrees: Double) throws(MetaAnalysisError) -> TauSquaredEstimate {
        let mean = estimates.reduce(0, +) / Double(count)
        let start = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
        let fit = try regression(tauSquared: start)
        let value = start * fit.residualSumOfSquares / degrees
        let variance =
            2 * fit.projectionTrace(samplingVariances, samplingVariances)
            + 4 * value * fit.projectionTrace(samplingVariances, ones)
            + 2 * value * value * fit.projectionTrace(ones, ones)
        return TauSquaredEstimate(
            value: value,
            standardError: start * variance.squareRoot() / degrees,
            iterations: 0
        )
    }

    /// Solves Q(τ²) = k − p; the empirical Bayes and the Paule–Mandel estimator are this same root.
    private func generalisedMoments(
        degrees: Double
    ) throws(MetaAnalysisError) -> TauSquaredEstimate {
        let (value, iterations) = try solveGeneralisedQ(equals: degrees, upTo: .infinity)
        let weightSum = samplingVariances.reduce(0) { $0 + 1 / ($1 + value) }
        let error = (2 * Double(count * count) / degrees).squareRoot() / weightSum
        return TauSquaredEstimate(
            value: value,
            standardError: error,
            iterations: iterations,
            gradient: try generalisedQ(tauSquared: value) - degrees
        )
    }

    /// The τ² ≥ 0 at which the generalised Q equals a target; 0 if Q starts below it.
    func solveGeneralisedQ(
        equals target: Double,
        upTo limit: Double
    ) throws(MetaAnalysisError) -> (value: Double, iterations: Int) {
        guard try generalisedQ(tauSquared: 0) > target else { return (0, 0) }
        var upper = min(limit, spread)
        while try generalisedQ(tauSquared: upper) > target {
            guard upper < limit else { return (limit, 0) }
            guard upper < 1e300 else { throw .noConvergence("no upper bound for τ² was found") }
            upper = min(limit, upper * 10)
        }
        if design.isInterceptOnly {
            // In 1/Q Newton's steps are nearly exact: Q falls like 1 / (τ² + v).
            return try crossing(from: 0, to: upper, from: 0) { point in
                let sums = moments(tauSquared: point)
                let excess = sums.cochranQ - target
                return (excess, -sums.squaredResiduals * target / sums.cochranQ)
            }
        }
        return try crossing(from: 0, to: upper) { (point) throws(MetaAnalysisError) in
            try generalisedQ(tauSquared: point) - target
        }
    }

    /// A size of τ² beyond which little is left to explain, > 0.
    private var spread: Double {
        let range = (estimates.max() ?? 0) - (estimates.min() ?? 0)
        return range * range + (samplingVariances.max() ?? 1)
    }

    /// Maximises the (restricted) likelihood over τ² ≥ 0.
    ///
    /// The likelihood may have several maxima: every change of sign of its derivative on a grid
    /// that spans all scales is refined, the boundary τ² = 0 is a candidate too, and the highest
    /// one wins. Scoring from one start could stop at a lower maximum.
    private func likelihood(restricted: Bool) throws(MetaAnalysisError) -> TauSquaredEstimate {
        func score(_ tauSquared: Double) throws(MetaAnalysisError) -> Double {
            try self.score(tauSquared: tauSquared, restricted: restricted)
        }
        var upper = spread
        var enlargements = 0
        while try score(upper) >= 0 {
            enlargements += 1
            guard enlargements < 200, upper < 1e300 else {
                throw .noConvergence("no upper bound for τ² was found")
            }
            upper *= 4
        }
        let lowest = (samplingVariances.min() ?? 1) * 1e-4
        let steps = max(24, Int(4 * log(upper / lowest) / log(10)))
        let ratio = exp(log(upper / lowest) / Double(steps))
        var candidates: [(value: Double, iterations: Int)] = []
        var previous = try score(0)
        if previous <= 0 { candidates.append((0, 0)) }
        var (left, right) = (0.0, lowest)
        for step in 0...steps {
            if step == steps { right = upper }
            let next = try score(right)
            if previous > 0, next <= 0 {
                candidates.append(
                    design.isInterceptOnly
                        ? try crossing(from: left, to: right, from: right) { point in
                            let sums = moments(tauSquared: point)
                            return (
                                sums.score(restricted: restricted),
                                sums.slope(restricted: restricted)
                            )
                        } : try crossing(from: left, to: right, score)
                )
            }
            (previous, left, right) = (next, right, right * ratio)
        }
        let constant = restricted && candidates.count > 1 ? try designLogDeterminant() : 0
        var best: (value: Double, iterations: Int, height: Double)?
        for candidate in candidates {
            // One maximum needs no comparison.
            let height =
                candidates.count == 1
                ? 0
                : try logLikelihood(
                    tauSquared: candidate.value,
                    restricted: restricted,
                    designLogDeterminant: constant
                )
            if height > best?.height ?? -.infinity {
                best = (candidate.value, candidate.iterations, height)
            }
        }
        guard let best else {
            throw .noConvergence("the likelihood of τ² has no maximum on \(steps + 2) points")
        }
        return TauSquaredEstimate(
            value: best.value,
            standardError: try (2 / information(best.value, restricted: restricted)).squareRoot(),
            iterations: best.iterations,
            gradient: try score(best.value) / 2
        )
    }

    /// Twice the derivative of the (restricted) log-likelihood in τ².
    private func score(
        tauSquared: Double,
        restricted: Bool
    ) throws(MetaAnalysisError) -> Double {
        if design.isInterceptOnly {
            return moments(tauSquared: tauSquared).score(restricted: restricted)
        }
        let fit = try regression(tauSquared: tauSquared)
        let squares = zip(fit.weights, fit.residuals).reduce(0) {
            $0 + $1.0 * $1.0 * $1.1 * $1.1
        }
        return squares - (restricted ? fit.projectionTrace : fit.weights.reduce(0, +))
    }

    /// Twice the expected information of τ².
    private func information(
        _ tauSquared: Double,
        restricted: Bool
    ) throws(MetaAnalysisError) -> Double {
        if design.isInterceptOnly {
            return moments(tauSquared: tauSquared).information(restricted: restricted)
        }
        let fit = try regression(tauSquared: tauSquared)
        return restricted
            ? fit.projectionTrace(ones, ones) : fit.weights.reduce(0) { $0 + $1 * $1 }
    }

    /// Root of a falling function with a slope to step along, by Newton's method inside a bracket.
    @inline(__always)
    private func crossing(
        from lower: Double,
        to upper: Double,
        from start: Double,
        _ function: (Double) -> (value: Double, slope: Double)
    ) throws(MetaAnalysisError) -> (value: Double, iterations: Int) {
        var (low, high) = (lower, upper)
        var point = start
        for iteration in 1...500 {
            let (value, slope) = function(point)
            if value == 0 { return (point, iteration) }
            if value > 0 { low = point } else { high = point }
            var next = point - value / slope
            if !(next > low && next < high) { next = low + (high - low) / 2 }
            let step = abs(next - point)
            if step <= 4e-16 * point || next == low || next == high { return (next, iteration) }
            // Newton's last step doubles the digits: one below 1e-9 leaves nothing to gain.
            if step <= 1e-9 * next, slope < 0 { return (next, iteration) }
            point = next
        }
        throw .noConvergence("τ²: Newton's method in a bracket")
    }

    /// Root of a function that may throw, between two points of opposite sign.
    private func crossing(
        from lower: Double,
        to upper: Double,
        _ function: (Double) throws(MetaAnalysisError) -> Double
    ) throws(MetaAnalysisError) -> (value: Double, iterations: Int) {
        var failure: MetaAnalysisError?
        let outcome = Result { () throws(StatisticsError) -> Root in
            try findRoot(from: lower, to: upper) { point in
                do throws(MetaAnalysisError) {
                    return try function(point)
                } catch {
                    failure = error
                    return .nan
                }
            }
        }
        if let failure { throw failure }
        switch outcome {
        case .success(let root): return (root.location, root.evaluations)
        case .failure(let error): throw .noConvergence("τ²: \(error)")
        }
    }
}
