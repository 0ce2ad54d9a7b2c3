import Foundation

/// A root of a continuous function of one variable.
public struct Root: Sendable, Equatable {
    /// Where the function crosses zero.
    public let location: Double
    /// Function evaluations that were needed.
    public let evaluations: Int
}

/// Finds a root between two points of opposite sign (Brent's safeguarded method).
///
/// Bisection, secant and inverse quadratic steps are combined so that the bracket always shrinks.
///
/// - Parameters:
///   - lower: one end of the bracket.
///   - upper: the other end.
///   - tolerance: absolute half-width at which to stop; rounding error is always added to it.
///   - maximumIterations: limit on the number of steps.
///   - function: continuous function.
/// - Returns: the root with the number of evaluations.
/// - Throws: `.notBracketed` if the signs agree; `.noConvergence`.
/// - Reference: Brent (1973), Algorithms for Minimization without Derivatives, chapter 4.
public func findRoot(
    from lower: Double,
    to upper: Double,
    tolerance: Double = 0,
    maximumIterations: Int = 500,
    of function: (Double) -> Double
) throws(StatisticsError) -> Root {
    var best = upper
    var bestValue = function(upper)
    var previous = lower
    var previousValue = function(lower)
    if previousValue == 0 { return Root(location: lower, evaluations: 2) }
    guard bestValue == 0 || (previousValue < 0) != (bestValue < 0), !previousValue.isNaN,
        !bestValue.isNaN
    else {
        throw .notBracketed(lower: lower, upper: upper)
    }
    var contrary = previous
    var contraryValue = previousValue
    var step = best - previous
    var stepBefore = step
    for iteration in 1...max(1, maximumIterations) {
        if (bestValue < 0) == (contraryValue < 0) {
            contrary = previous
            contraryValue = previousValue
            step = best - previous
            stepBefore = step
        }
        if abs(contraryValue) < abs(bestValue) {
            previous = best
            best = contrary
            contrary = previous
            previousValue = bestValue
            bestValue = contraryValue
            contraryValue = previousValue
        }
        let allowed = 2 * Double.ulpOfOne * abs(best) + tolerance / 2
        let half = (contrary - best) / 2
        if abs(half) <= allowed || bestValue == 0 {
            return Root(location: best, evaluations: iteration + 1)
        }
        let interpolated = interpolation(
            best: (best, bestValue),
            previous: (previous, previousValue),
            contrary: (contrary, contraryValue)
        )
        if abs(stepBefore) >= allowed, abs(previousValue) > abs(bestValue),
            let proposal = interpolated,
            2 * abs(proposal) < min(3 * abs(half) - allowed, abs(stepBefore)),
            (proposal > 0) == (half > 0)
        {
            stepBefore = step
            step = proposal
        } else {
            step = half
            stepBefore = half
        }
        previous = best
        previousValue = bestValue
        best += abs(step) > allowed ? step : (half > 0 ? allowed : -allowed)
        bestValue = function(best)
    }
    throw .noConvergence(task: "root finding", iterations: maximumIterations)
}

/// Step from `best` by the secant or the inverse quadratic formula, nil where it is undefined.
private func interpolation(
    best: (x: Double, y: Double),
    previous: (x: Double, y: Double),
    contrary: (x: Double, y: Double)
) -> Double? {
    let s = best.y / previous.y
    var numerator: Double
    var denominator: Double
    if previous.x == contrary.x {
        numerator = (contrary.x - best.x) * s
        denominator = 1 - s
    } else {
        let q = previous.y / contrary.y
        let r = best.y / contrary.y
        numerator = s * ((contrary.x - best.x) * q * (q - r) - (best.x - previous.x) * (r - 1))
        denominator = (q - 1) * (r - 1) * (s - 1)
        denominator = -denominator
    }
    let step = numerator / denominator
    return step.isFinite ? step : nil
}

/// Minimum of a unimodal function of one variable.
public struct Minimum: Sendable, Equatable {
    /// Where the minimum lies.
    public let location: Double
    /// Function value there.
    public let value: Double
    /// Function evaluations that were needed.
    public let evaluations: Int
}

/// Finds a minimum in an interval by golden sections sped up with parabolas (Brent).
///
/// - Parameters:
///   - lower: left end.
///   - upper: right end.
///   - tolerance: relative width at which to stop; below √ε nothing is gained.
///   - maximumIterations: limit on the number of steps.
///   - function: function to minimise.
/// - Returns: the minimum with the number of evaluations.
/// - Throws: `.noConvergence`.
/// - Reference: Brent (1973), chapter 5.
public func findMinimum(
    from lower: Double,
    to upper: Double,
    tolerance: Double = 1e-9,
    maximumIterations: Int = 500,
    of function: (Double) -> Double
) throws(StatisticsError) -> Minimum {
    let golden = (3 - 5.0.squareRoot()) / 2
    var (left, right) = (min(lower, upper), max(lower, upper))
    var best = left + golden * (right - left)
    var bestValue = function(best)
    var (second, secondValue) = (best, bestValue)
    var (third, thirdValue) = (best, bestValue)
    var step = 0.0
    var stepBefore = 0.0
    for iteration in 1...max(1, maximumIterations) {
        let middle = (left + right) / 2
        let allowed = tolerance * abs(best) + 1e-300
        if abs(best - middle) <= 2 * allowed - (right - left) / 2 {
            return Minimum(location: best, value: bestValue, evaluations: iteration)
        }
        let r = (best - second) * (bestValue - thirdValue)
        let q = (best - third) * (bestValue - secondValue)
        let numerator = (best - third) * q - (best - second) * r
        let denominator = 2 * (q - r)
        let parabolic = -numerator / denominator
        let target = best + parabolic
        if abs(stepBefore) > allowed, parabolic.isFinite, abs(parabolic) < abs(stepBefore / 2),
            target > left, target < right
        {
            stepBefore = step
            step = parabolic
            if target - left < 2 * allowed || right - target < 2 * allowed {
                step = middle > best ? allowed : -allowed
            }
        } else {
            stepBefore = best < middle ? right - best : left - best
            step = golden * stepBefore
        }
        let trial = best + (abs(step) >= allowed ? step : (step > 0 ? allowed : -allowed))
        let trialValue = function(trial)
        if trialValue <= bestValue {
            if trial < best { right = best } else { left = best }
            (third, thirdValue) = (second, secondValue)
            (second, secondValue) = (best, bestValue)
            (best, bestValue) = (trial, trialValue)
        } else {
            if trial < best { left = trial } else { right = trial }
            if trialValue <= secondValue || second == best {
                (third, thirdValue) = (second, secondValue)
                (second, secondValue) = (trial, trialValue)
            } else if trialValue <= thirdValue || third == best || third == second {
                (third, thirdValue) = (trial, trialValue)
            }
        }
    }
    throw .noConvergence(task: "minimisation", iterations: maximumIterations)
}
