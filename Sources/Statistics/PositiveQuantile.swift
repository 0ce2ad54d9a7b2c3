import Foundation

/// Solves for a quantile of a distribution on the positive half-line.
///
/// The search runs on log x and compares logarithms of the smaller tail, so that the relative
/// accuracy is the same in both tails. Newton's steps from a good start need three or four tails; where
/// they do not settle, the quantile is bracketed and found by Brent's method.
///
/// - Parameters:
///   - lower: probability below the quantile.
///   - upper: probability above it, 1 − lower.
///   - start: a rough guess > 0.
///   - logDensity: logarithm of the density at x.
///   - tails: both tail probabilities at x.
/// - Returns: the quantile; NaN for probabilities outside [0, 1].
func positiveQuantile(
    lower: Double,
    upper: Double,
    start: Double,
    logDensity: (Double) -> Double,
    tails: (Double) -> (lower: Double, upper: Double)
) -> Double {
    guard lower >= 0, upper >= 0 else { return .nan }
    if lower == 0 { return 0 }
    if upper == 0 { return .infinity }
    let target = log(min(lower, upper))
    // A tail that underflows still has a sign: it is far too small.
    func logarithm(_ value: Double) -> Double { value > 0 ? log(value) : -1e4 }
    func excess(_ position: Double) -> Double {
        let both = tails(exp(position))
        return lower <= upper
            ? logarithm(both.lower) - target : target - logarithm(both.upper)
    }
    var place = log(start)
    for _ in 0..<12 {
        let difference = excess(place)
        let tail = lower <= upper ? target + difference : target - difference
        let slope = exp(logDensity(exp(place)) + place - tail)
        let step = difference / slope
        guard step.isFinite, abs(step) < 2 else { break }
        place -= step
        // The step after one this small would be below the last digit.
        if abs(step) < 1e-9 { return exp(place) }
    }
    return bracketedQuantile(from: log(start), of: excess)
}

private func bracketedQuantile(from start: Double, of excess: (Double) -> Double) -> Double {
    var left = start
    var right = left
    var width = 0.5
    while excess(left) > 0, left > -740 {
        left -= width
        width *= 2
    }
    width = 0.5
    while excess(right) < 0, right < 709 {
        right += width
        width *= 2
    }
    guard let root = try? findRoot(from: left, to: min(right, 709), of: excess) else {
        return .nan
    }
    return exp(root.location)
}
