import Foundation
import Statistics

/// Likelihood of the bivariate binomial–normal model.
///
/// True positives and true negatives of study i are binomial with logits η = μ + Lu, u standard normal
/// and L lower triangular, so that LL′ is the covariance between studies. Parameters in order: μ of
/// sensitivity and specificity, l₁₁, l₂₁, l₂₂. Nothing bounds them: a variance of zero or a correlation
/// of ±1 is an inner point of this parametrisation.
///
/// The integral over u is taken by Laplace's method, or by adaptive Gauss–Hermite quadrature around the
/// same mode and with the same curvature.
///
/// - Reference: Chu & Cole (2006), doi:10.1016/j.jclinepi.2006.06.011; Bates et al. (2015),
///   doi:10.18637/jss.v067.i01; Liu & Pierce (1994), doi:10.1093/biomet/81.3.624.
struct BinomialNormalLikelihood {
    /// Successes and sizes of both groups of a study.
    struct Study {
        let truePositives: Double
        let diseased: Double
        let trueNegatives: Double
        let healthy: Double
    }

    let studies: [Study]
    /// Sum of the logarithms of the binomial coefficients.
    let constant: Double
    /// Nil for Laplace.
    let rule: GaussHermite?

    init(tables: [DiagnosticTable], rule: GaussHermite?) {
        studies = tables.map {
            Study(
                truePositives: $0.truePositives,
                diseased: $0.diseased,
                trueNegatives: $0.trueNegatives,
                healthy: $0.healthy
            )
        }
        func logChoose(_ size: Double, _ part: Double) -> Double {
            GammaFunctions.logGamma(size + 1) - GammaFunctions.logGamma(part + 1)
                - GammaFunctions.logGamma(size - part + 1)
        }
        constant = studies.reduce(0) {
            $0 + logChoose($1.diseased, $1.truePositives)
                + logChoose($1.healthy, $1.trueNegatives)
        }
        self.rule = rule
    }

    /// Log-likelihood with exact derivatives.
    ///
    /// - Parameters:
    ///   - parameters: μ₁, μ₂, l₁₁, l₂₁, l₂₂.
    ///   - modes: most likely u of each study; a warm start that is updated.
    /// - Returns: the log-likelihood as a jet in the five parameters.
    func expansion(_ parameters: [Double], modes: inout [SIMD2<Double>]) -> Jet {
        var sum = Jet(constant)
        let plain = Point<Double>(parameters)
        let jets = Point<Jet>(
            sensitivity: Jet(parameter: 0, value: parameters[0]),
            specificity: Jet(parameter: 1, value: parameters[1]),
            first: Jet(parameter: 2, value: parameters[2]),
            cross: Jet(parameter: 3, value: parameters[3]),
            second: Jet(parameter: 4, value: parameters[4])
        )
        for index in studies.indices {
            let study = studies[index]
            modes[index] = mode(of: study, at: plain, from: modes[index])
            // Two Newton steps from the converged mode make its first and second derivatives exact.
            var (u, v) = (Jet(modes[index].x), Jet(modes[index].y))
            for _ in 0..<2 {
                let step = newtonStep(study, jets, u, v)
                (u, v) = (u + step.u, v + step.v)
            }
            sum = sum + contribution(study, jets, u, v)
        }
        return sum
    }
}

extension BinomialNormalLikelihood {
    /// The parameters as numbers or jets.
    struct Point<Number: LikelihoodNumber> {
        let sensitivity: Number
        let specificity: Number
        let first: Number
        let cross: Number
        let second: Number

        @inline(__always)
        func logits(_ u: Number, _ v: Number) -> (Number, Number) {
            (sensitivity + first * u, specificity + cross * u + second * v)
        }
    }

    /// Curvature M = I + L′WL of the integrand and its determinant.
    private struct Curvature<Number: LikelihoodNumber> {
        let first: Number
        let cross: Number
        let second: Number

        @inline(__always)
        init(_ point: Point<Number>, _ w1: Number, _ w2: Number) {
            let one = Number(1)
            first = one + point.first * point.first * w1 + point.cross * point.cross * w2
            cross = point.cross * point.second * w2
            second = one + point.second * point.second * w2
        }

        @inline(__always)
        var determinant: Number { first * second - cross * cross }
    }

    /// M⁻¹ times the gradient of the integrand's logarithm.
    @inline(__always)
    private func newtonStep<Number: LikelihoodNumber>(
        _ study: Study,
        _ point: Point<Number>,
        _ u: Number,
        _ v: Number
    ) -> (u: Number, v: Number) {
        let logits = point.logits(u, v)
        let (one, other) = (logits.0.binomial, logits.1.binomial)
        let r1 = Number(study.truePositives) - one.probability.scaled(by: study.diseased)
        let r2 = Number(study.trueNegatives) - other.probability.scaled(by: study.healthy)
        let g1 = point.first * r1 + point.cross * r2 - u
        let g2 = point.second * r2 - v
        let curvature = Curvature(
            point,
            one.variance.scaled(by: study.diseased),
            other.variance.scaled(by: study.healthy)
        )
        let inverse = curvature.determinant.reciprocal
        return (
            (curvature.second * g1 - curvature.cross * g2) * inverse,
            (curvature.first * g2 - curvature.cross * g1) * inverse
        )
    }

    /// Logarithm of the integrand without its constants.
    @inline(__always)
    private func logIntegrand<Number: LikelihoodNumber>(
        _ study: Study,
        _ point: Point<Number>,
        _ u: Number,
        _ v: Number
    ) -> Number {
        let (one, other) = point.logits(u, v)
        return one.scaled(by: study.truePositives)
            - one.binomial.logPartition.scaled(by: study.diseased)
            + other.scaled(by: study.trueNegatives)
            - other.binomial.logPartition.scaled(by: study.healthy)
            - (u * u + v * v).scaled(by: 0.5)
    }

    /// The u at which the integrand is highest; it is log-concave, so halved Newton steps find it.
    private func mode(
        of study: Study,
        at point: Point<Double>,
        from start: SIMD2<Double>
    ) -> SIMD2<Double> {
        var place = start
        var height = logIntegrand(study, point, place.x, place.y)
        if !height.isFinite {
            place = .zero
            height = logIntegrand(study, point, 0, 0)
        }
        for _ in 0..<100 {
            let step = newtonStep(study, point, place.x, place.y)
            var move = SIMD2(step.u, step.v)
            let size = max(abs(move.x), abs(move.y))
            guard size.isFinite else { return place }
            if size < 1e-11 { return place + move }
            for _ in 0..<40 {
                let next = logIntegrand(study, point, place.x + move.x, place.y + move.y)
                if next >= height - 1e-12 * (1 + abs(height)) {
                    height = next
                    break
                }
                move *= 0.5
            }
            place += move
        }
        return place
    }

    /// Logarithm of a study's marginal likelihood without binomial coefficients.
    @inline(__always)
    private func contribution(
        _ study: Study,
        _ point: Point<Jet>,
        _ u: Jet,
        _ v: Jet
    ) -> Jet {
        let (one, other) = point.logits(u, v)
        let curvature = Curvature(
            point,
            one.binomial.variance.scaled(by: study.diseased),
            other.binomial.variance.scaled(by: study.healthy)
        )
        let peak = logIntegrand(study, point, u, v)
        let laplace = peak - curvature.determinant.logarithm.scaled(by: 0.5)
        guard let rule else { return laplace }
        // M = AA′; u = û + √2 A⁻ᵀz carries the integral to the rule's weight exp(−z²).
        let a11 = curvature.first.root
        let a21 = curvature.cross * a11.reciprocal
        let a22 = (curvature.second - a21 * a21).root
        let scale1 = a11.reciprocal.scaled(by: 2.0.squareRoot())
        let scale2 = a22.reciprocal.scaled(by: 2.0.squareRoot())
        let shear = (a21 * a11.reciprocal * scale2).scaled(by: -1)
        var sum = Jet(0)
        for (z1, w1) in zip(rule.nodes, rule.weights) {
            for (z2, w2) in zip(rule.nodes, rule.weights) {
                let height = logIntegrand(
                    study,
                    point,
                    u + scale1.scaled(by: z1) + shear.scaled(by: z2),
                    v + scale2.scaled(by: z2)
                )
                let lifted = height - peak + Jet(z1 * z1 + z2 * z2)
                sum = sum + lifted.exponential.scaled(by: w1 * w2 / Double.pi)
            }
        }
        return laplace + sum.logarithm
    }
}

extension BinomialNormalLikelihood.Point where Number == Double {
    init(_ parameters: [Double]) {
        self.init(
            sensitivity: parameters[0],
            specificity: parameters[1],
            first: parameters[2],
            cross: parameters[3],
            second: parameters[4]
        )
    }
}
