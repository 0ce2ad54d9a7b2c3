import Foundation

/// A function of several variables with its derivatives at a point.
public struct LocalExpansion: Sendable {
    /// Function value.
    public let value: Double
    /// First derivatives.
    public let gradient: [Double]
    /// Second derivatives.
    public let hessian: SymmetricMatrix

    /// An expansion from its parts, which must be of one size.
    public init(value: Double, gradient: [Double], hessian: SymmetricMatrix) {
        self.value = value
        self.gradient = gradient
        self.hessian = hessian
    }
}

/// A local maximum, and how well it was reached.
public struct Maximum: Sendable {
    /// Where the search ended.
    public let location: [Double]
    /// The function there, with its derivatives.
    public let expansion: LocalExpansion
    /// Steps taken.
    public let iterations: Int
    /// Whether the gradient vanished within the tolerance.
    public let converged: Bool

    /// Largest first derivative at the end, 0 at an exact maximum.
    public var largestGradient: Double { expansion.gradient.map(abs).max() ?? 0 }
}

/// Climbs to a local maximum by Newton's method with a trust region in the manner of Levenberg.
///
/// Where the Hessian is not negative definite, or a full step would not climb, the diagonal is raised
/// until it does; a stationary point that is no maximum is therefore left and never reported.
///
/// - Parameters:
///   - start: first point, n values.
///   - tolerance: the predicted gain at which to stop, relative to 1 + |f|.
///   - maximumIterations: limit on the number of steps.
///   - function: value, gradient and Hessian at a point; a value that is not finite marks a point
///     outside the domain.
/// - Returns: the last point reached, with `converged` telling whether it is a maximum.
/// - Reference: Nocedal & Wright (2006), Numerical Optimization, chapter 4.
public func climb(
    from start: [Double],
    tolerance: Double = 1e-14,
    maximumIterations: Int = 200,
    of function: ([Double]) -> LocalExpansion
) -> Maximum {
    var location = start
    var expansion = function(start)
    var damping = 0.0
    for iteration in 0..<max(1, maximumIterations) {
        guard expansion.value.isFinite else { break }
        var climbed = false
        for _ in 0..<60 {
            guard let step = dampedStep(expansion, damping: damping) else {
                damping = max(damping * 10, 1e-4)
                continue
            }
            let gain = predictedGain(expansion, step)
            // A ridge, along which nothing changes, always keeps a little damping.
            if damping <= 1e-4, gain <= tolerance * (1 + abs(expansion.value)) {
                // One last step costs little and brings the remaining digits.
                let trial = zip(location, step).map { $0 + $1 }
                let next = function(trial)
                let isBetter = largest(next.gradient) <= largest(expansion.gradient)
                return Maximum(
                    location: isBetter ? trial : location,
                    expansion: isBetter ? next : expansion,
                    iterations: iteration,
                    converged: true
                )
            }
            let trial = zip(location, step).map { $0 + $1 }
            let next = function(trial)
            let rise = next.value - expansion.value
            let slack = 1e-13 * (1 + abs(expansion.value))
            if next.value.isFinite, rise > 1e-4 * gain || (rise > -slack && gain < slack * 10) {
                location = trial
                expansion = next
                damping = damping < 1e-6 ? 0 : damping / 10
                climbed = true
                break
            }
            damping = max(damping * 10, 1e-4)
        }
        if !climbed { break }
    }
    return Maximum(
        location: location,
        expansion: expansion,
        iterations: maximumIterations,
        converged: false
    )
}

private func largest(_ gradient: [Double]) -> Double {
    gradient.reduce(0) { max($0, $1.isFinite ? abs($1) : .infinity) }
}

/// Solves (−H + λD)s = g with D the sizes of the diagonal; nil where that is not positive definite.
private func dampedStep(_ expansion: LocalExpansion, damping: Double) -> [Double]? {
    let hessian = expansion.hessian
    let floor = hessian.diagonal.reduce(1e-12) { max($0, abs($1)) } * 1e-6
    let matrix = SymmetricMatrix(size: hessian.size) { row, column in
        let size = row == column ? damping * max(abs(hessian[row, row]), floor) : 0
        return size - hessian[row, column]
    }
    guard let factor = try? CholeskyFactor(of: matrix) else { return nil }
    let step = factor.solve(expansion.gradient)
    return step.allSatisfy(\.isFinite) ? step : nil
}

private func predictedGain(_ expansion: LocalExpansion, _ step: [Double]) -> Double {
    let linear = zip(expansion.gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
    return linear + 0.5 * expansion.hessian.quadraticForm(step)
}
