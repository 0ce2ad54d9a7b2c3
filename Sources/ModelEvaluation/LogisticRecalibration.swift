import Foundation

/// Logistic regression of the event on the logit of the prediction.
struct LogisticRecalibration {
    let logits: [Double]
    let events: [Bool]
    let positives: Int

    /// The intercept with the slope held at 1.
    struct Shift: Equatable {
        var value: Double
        var standardError: Double
    }

    /// Intercept and slope.
    struct Line: Equatable {
        var intercept: Double
        var interceptError: Double
        var slope: Double
        var slopeError: Double
    }

    /// Why there is no line.
    struct Failure: Error, Equatable {
        var obstacle: CalibrationObstacle
    }

    // MARK: Slope held at 1

    /// Solves Σ expit(a + xᵢ) = O by Newton's method inside a shrinking bracket.
    ///
    /// Both classes occur, so that the solution exists, is unique, and lies between
    /// logit(O/n) − max x and logit(O/n) − min x.
    func shift() -> Shift {
        let prevalence = logit(Double(positives) / Double(logits.count))
        var lower = prevalence - (logits.max() ?? 0)
        var upper = prevalence - (logits.min() ?? 0)
        var value = (lower + upper) / 2
        for _ in 0..<200 {
            let (excess, information) = sums(at: value)
            if excess > 0 { upper = value } else { lower = value }
            var next = value - excess / information
            // A step out of the bracket, or into NaN where p (1 − p) underflows, is bisected.
            if !(next >= lower && next <= upper) { next = (lower + upper) / 2 }
            let change = abs(next - value)
            value = next
            if change <= 1e-15 * (1 + abs(value)) { break }
        }
        return Shift(value: value, standardError: 1 / sums(at: value).information.squareRoot())
    }

    /// Expected less observed events, and Σ p (1 − p).
    private func sums(at shift: Double) -> (excess: Double, information: Double) {
        var excess = 0.0
        var information = 0.0
        for (logit, event) in zip(logits, events) {
            let probability = expit(shift + logit)
            excess += probability - (event ? 1 : 0)
            information += probability * expit(-shift - logit)
        }
        return (excess, information)
    }

    // MARK: Free slope

    /// Fits intercept and slope by maximum likelihood.
    ///
    /// With one predictor the maximum exists exactly when the classes overlap on it, which is
    /// looked at first: iterations under separation only stop at an arbitrary large slope.
    func line() -> Result<Line, Failure> {
        if let obstacle { return .failure(Failure(obstacle: obstacle)) }
        let size = Double(logits.count)
        let mean = logits.reduce(0, +) / size
        let spread = (logits.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / size).squareRoot()
        let standardised = logits.map { ($0 - mean) / spread }

        var fit = Fit(intercept: logit(Double(positives) / size), slope: 0)
        var deviance = deviance(fit, standardised)
        for _ in 0..<200 {
            let step = newtonStep(fit, standardised)
            var next = Fit(intercept: fit.intercept + step.intercept, slope: fit.slope + step.slope)
            var nextDeviance = self.deviance(next, standardised)
            var halvings = 0
            while !(nextDeviance <= deviance + 1e-12 * abs(deviance)), halvings < 50 {
                next = Fit(
                    intercept: (fit.intercept + next.intercept) / 2,
                    slope: (fit.slope + next.slope) / 2
                )
                nextDeviance = self.deviance(next, standardised)
                halvings += 1
            }
            // Convergence is quadratic: a step this small leaves an error near its square.
            let change = max(abs(next.intercept - fit.intercept), abs(next.slope - fit.slope))
            fit = next
            deviance = nextDeviance
            if change <= 1e-10 * (1 + max(abs(fit.intercept), abs(fit.slope))) {
                return .success(unstandardised(fit, standardised, mean: mean, spread: spread))
            }
        }
        return .failure(Failure(obstacle: .noConvergence))
    }

    private var obstacle: CalibrationObstacle? {
        var eventRange = (lowest: Double.infinity, highest: -Double.infinity)
        var otherRange = eventRange
        for (logit, event) in zip(logits, events) {
            if event {
                eventRange = (min(eventRange.lowest, logit), max(eventRange.highest, logit))
            } else {
                otherRange = (min(otherRange.lowest, logit), max(otherRange.highest, logit))
            }
        }
        if min(eventRange.lowest, otherRange.lowest)
            == max(eventRange.highest, otherRange.highest)
        {
            return .constantPredictions
        }
        let isOverlapping =
            eventRange.lowest < otherRange.highest && otherRange.lowest < eventRange.highest
        return isOverlapping ? nil : .separation
    }

    private struct Fit {
        var intercept: Double
        var slope: Double
    }

    private struct Information {
        var intercept = 0.0
        var both = 0.0
        var slope = 0.0
        var determinant: Double { intercept * slope - both * both }
    }

    private func information(_ fit: Fit, _ predictor: [Double]) -> Information {
        var result = Information()
        for value in predictor {
            let linear = fit.intercept + fit.slope * value
            let weight = expit(linear) * expit(-linear)
            result.intercept += weight
            result.both += weight * value
            result.slope += weight * value * value
        }
        return result
    }

    private func newtonStep(_ fit: Fit, _ predictor: [Double]) -> Fit {
        var score = Fit(intercept: 0, slope: 0)
        for (value, event) in zip(predictor, events) {
            let residual = (event ? 1 : 0) - expit(fit.intercept + fit.slope * value)
            score.intercept += residual
            score.slope += residual * value
        }
        let information = information(fit, predictor)
        let determinant = information.determinant
        return Fit(
            intercept: (information.slope * score.intercept - information.both * score.slope)
                / determinant,
            slope: (information.intercept * score.slope - information.both * score.intercept)
                / determinant
        )
    }

    /// −2 log likelihood; log(1 + eˣ) without overflow.
    private func deviance(_ fit: Fit, _ predictor: [Double]) -> Double {
        var sum = 0.0
        for (value, event) in zip(predictor, events) {
            let linear = fit.intercept + fit.slope * value
            let signed = event ? -linear : linear
            sum += max(signed, 0) + log1p(exp(-abs(signed)))
        }
        return 2 * sum
    }

    private func unstandardised(
        _ fit: Fit,
        _ predictor: [Double],
        mean: Double,
        spread: Double
    ) -> Line {
        let information = information(fit, predictor)
        let determinant = information.determinant
        let slopeVariance = information.intercept / determinant
        let shift = mean / spread
        let interceptVariance =
            (information.slope + 2 * shift * information.both
                + shift * shift * information.intercept) / determinant
        return Line(
            intercept: fit.intercept - fit.slope * shift,
            interceptError: interceptVariance.squareRoot(),
            slope: fit.slope / spread,
            slopeError: slopeVariance.squareRoot() / spread
        )
    }
}
